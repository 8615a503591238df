/* SPDX-License-Identifier: MIT
 *
 * The list of active formatting elements, and the adoption agency (HTML standard, 13.2.4.3 and
 * 13.2.6.4.7): bold that was not closed goes on in the next paragraph, and so does a link.
 */
#include "plugins/common/html_tree_private.h"

static int find_active(const struct builder *builder, const struct html_node *node)
{
    for (unsigned i = builder->active_count; i > 0; i--) {
        if (builder->active[i - 1] == node) {
            return (int)i - 1;
        }
    }
    return -1;
}

static void remove_active(struct builder *builder, unsigned at)
{
    builder->active_count--;
    memmove(builder->active + at, builder->active + at + 1,
            (builder->active_count - at) * sizeof builder->active[0]);
}

/* The oldest gives way when there are too many: only how far a span reaches hangs on it. */
static void add_active(struct builder *builder, struct html_node *node)
{
    if (builder->active_count == READER_FORMATTING) {
        remove_active(builder, 0);
    }
    builder->active[builder->active_count++] = node;
}

static void insert_active(struct builder *builder, unsigned at, struct html_node *node)
{
    memmove(builder->active + at + 1, builder->active + at,
            (builder->active_count - at) * sizeof builder->active[0]);
    builder->active[at] = node;
    builder->active_count++;
}

static gboolean is_same(const struct builder *builder, const struct html_node *a,
                        const struct html_node *b)
{
    const char *source = builder->tree.source.ptr;
    return a->element == b->element && a->end - a->begin == b->end - b->begin &&
           memcmp(source + a->begin, source + b->begin, a->end - a->begin) == 0;
}

/* Of three that are the same the first gives way ("the Noah's Ark clause"). */
void tree_add_formatting(struct builder *builder, struct html_node *node)
{
    unsigned same = 0, first = 0;
    for (unsigned i = builder->active_count; i > 0 && builder->active[i - 1]; i--) {
        if (is_same(builder, builder->active[i - 1], node)) {
            same++;
            first = i - 1;
        }
    }
    if (same >= 3) {
        remove_active(builder, first);
    }
    add_active(builder, node);
}

void tree_add_marker(struct builder *builder)
{
    add_active(builder, NULL);
}

void tree_clear_to_marker(struct builder *builder)
{
    while (builder->active_count && builder->active[--builder->active_count]) {
    }
}

struct html_node *tree_find_formatting(const struct builder *builder, enum html_tag tag)
{
    for (unsigned i = builder->active_count; i > 0 && builder->active[i - 1]; i--) {
        if (builder->active[i - 1]->tag == tag) {
            return builder->active[i - 1];
        }
    }
    return NULL;
}

void tree_forget_formatting(struct builder *builder, const struct html_node *node)
{
    int at = find_active(builder, node);
    if (at >= 0) {
        remove_active(builder, (unsigned)at);
    }
}

void tree_reconstruct(struct builder *builder)
{
    unsigned i = builder->active_count;
    while (i > 0 && builder->active[i - 1] && !builder->active[i - 1]->is_open) {
        i--;
    }
    for (; i < builder->active_count; i++) {
        struct html_node *clone = tree_clone(builder, builder->active[i]);
        if (builder->depth == READER_DEPTH) {
            builder->tree.is_too_deep = TRUE;
            tree_pop(builder);
        }
        tree_place(builder, clone, tree_current(builder));
        tree_push(builder, clone);
        builder->active[i] = clone;
    }
}

/* ---- the adoption agency ---- */

static unsigned open_index(const struct builder *builder, const struct html_node *node)
{
    unsigned i = builder->depth;
    while (i > 0 && builder->open[i - 1] != node) {
        i--;
    }
    return i - 1;
}

static gboolean is_node_in_scope(const struct builder *builder, unsigned index)
{
    for (unsigned i = builder->depth; i > index + 1; i--) {
        if (builder->open[i - 1]->traits & TRAIT_SCOPE) {
            return FALSE;
        }
    }
    return TRUE;
}

static void replace_open(struct builder *builder, unsigned at, struct html_node *node)
{
    builder->open[at]->is_open = 0;
    builder->open[at] = node;
    node->is_open = 1;
}

/* Steps 13: what stands between the formatting element and the furthest block is cloned around the
 * block. Returns the outermost; *bookmark_r moves. */
static struct html_node *clone_between(struct builder *builder, struct html_node *formatting,
                                       unsigned furthest_at, unsigned *bookmark)
{
    struct html_node *furthest = builder->open[furthest_at];
    struct html_node *last = furthest;
    unsigned at = furthest_at;
    for (unsigned inner = 1; builder->open[--at] != formatting; inner++) {
        struct html_node *node = builder->open[at];
        int active = find_active(builder, node);
        if (active >= 0 && inner > 3) {
            remove_active(builder, (unsigned)active);
            *bookmark -= (unsigned)active < *bookmark ? 1 : 0;
            active = -1;
        }
        if (active < 0) {
            tree_remove_open(builder, node);
            continue;
        }
        struct html_node *clone = tree_clone(builder, node);
        builder->active[active] = clone;
        replace_open(builder, at, clone);
        if (last == furthest) {
            *bookmark = (unsigned)active + 1;
        }
        tree_detach(last);
        tree_append(clone, last);
        last = clone;
    }
    return last;
}

static void move_children(struct html_node *from, struct html_node *to)
{
    while (from->first) {
        struct html_node *child = from->first;
        tree_detach(child);
        tree_append(to, child);
    }
}

/* Steps 7 to 19 for one formatting element that has a block inside. */
static void adopt_block(struct builder *builder, struct html_node *formatting, unsigned index,
                        unsigned furthest_at)
{
    struct html_node *furthest = builder->open[furthest_at];
    struct html_node *common = builder->open[index - 1];
    unsigned bookmark = (unsigned)find_active(builder, formatting);
    struct html_node *last = clone_between(builder, formatting, furthest_at, &bookmark);
    tree_place(builder, last, common);
    struct html_node *clone = tree_clone(builder, formatting);
    move_children(furthest, clone);
    tree_append(furthest, clone);
    unsigned old = (unsigned)find_active(builder, formatting);
    remove_active(builder, old);
    insert_active(builder, bookmark - (old < bookmark ? 1 : 0), clone);
    tree_remove_open(builder, formatting);
    unsigned at = open_index(builder, furthest) + 1;
    memmove(builder->open + at + 1, builder->open + at,
            (builder->depth - at) * sizeof builder->open[0]);
    builder->open[at] = clone;
    builder->depth++;
    builder->open_count[clone->tag]++;
    clone->is_open = 1;
}

/* FALSE: nothing is left to do. */
static gboolean adopt_once(struct builder *builder)
{
    struct html_node *formatting = tree_find_formatting(builder, builder->token.element->tag);
    if (!formatting) {
        tree_any_end(builder);
        return FALSE;
    }
    if (!formatting->is_open) {
        tree_forget_formatting(builder, formatting);
        return FALSE;
    }
    unsigned index = open_index(builder, formatting);
    if (index == 0 || !is_node_in_scope(builder, index)) {
        return FALSE;
    }
    unsigned at = index + 1;
    while (at < builder->depth && !(builder->open[at]->traits & TRAIT_SPECIAL)) {
        at++;
    }
    if (at == builder->depth) {
        while (builder->depth > index) {
            tree_pop(builder);
        }
        tree_forget_formatting(builder, formatting);
        return FALSE;
    }
    adopt_block(builder, formatting, index, at);
    return TRUE;
}

void tree_adopt(struct builder *builder)
{
    struct html_node *current = tree_current(builder);
    if (current->space == SPACE_HTML && current->element == builder->token.element &&
        find_active(builder, current) < 0) {
        tree_pop(builder);
        return;
    }
    for (unsigned i = 0; i < 8 && adopt_once(builder); i++) {
    }
}
