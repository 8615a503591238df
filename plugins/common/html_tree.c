/* SPDX-License-Identifier: MIT
 *
 * Nodes, the stack of open elements, and the loop that hands tokens to the insertion modes.
 */
#include "plugins/common/html_tree_private.h"

#include "plugins/common/acceptance.h"

/* ---- nodes ---- */

static struct html_node *new_node(struct builder *builder, enum html_node_kind kind)
{
    static const size_t sizes[] = {
        [NODE_ROOT] = sizeof(struct html_node),
        [NODE_ELEMENT] = sizeof(struct html_node),
        [NODE_TEXT] = offsetof(struct html_node, first),
        [NODE_DECODED] = offsetof(struct html_node, element),
    };
    struct html_node *node = html_arena_alloc(&builder->arena, sizes[kind]);
    memset(node, 0, sizes[kind]);
    node->kind = (uint8_t)kind;
    node->begin = builder->token.begin;
    node->end = builder->token.end;
    builder->node_count++;
    return node;
}

static struct html_node *new_element(struct builder *builder, const struct element *element)
{
    struct html_node *node = new_node(builder, NODE_ELEMENT);
    node->element = element;
    node->tag = element->tag;
    node->traits = element->traits;
    node->close = node->end;
    return node;
}

static void keep_attributes(struct builder *builder, struct html_node *node)
{
    const struct html_token *token = &builder->token;
    size_t size = token->attribute_count * sizeof token->attributes[0];
    if (size) {
        node->attributes = memcpy(html_arena_alloc(&builder->arena, size), token->attributes, size);
        node->attribute_count = token->attribute_count;
    }
}

struct html_node *tree_clone(struct builder *builder, const struct html_node *node)
{
    struct html_node *clone = new_element(builder, node->element);
    clone->attributes = node->attributes;
    clone->attribute_count = node->attribute_count;
    clone->begin = node->begin;
    clone->end = node->end;
    return clone;
}

struct html_node *tree_new_text(struct builder *builder)
{
    const struct html_token *token = &builder->token;
    struct html_node *node =
        new_node(builder, token->kind == TOKEN_TEXT ? NODE_TEXT : NODE_DECODED);
    if (token->kind != TOKEN_TEXT) {
        memcpy(node->text, token->text, token->text_size);
        node->text_size = (uint8_t)token->text_size;
    }
    return node;
}

static void link_before(struct html_node *parent, struct html_node *node, struct html_node *before)
{
    struct html_node *previous = before ? before->previous : parent->last;
    node->parent = parent;
    node->previous = previous;
    node->next = before;
    *(previous ? &previous->next : &parent->first) = node;
    *(before ? &before->previous : &parent->last) = node;
}

void tree_append(struct html_node *parent, struct html_node *node)
{
    link_before(parent, node, NULL);
}

void tree_detach(struct html_node *node)
{
    if (node->parent) {
        *(node->previous ? &node->previous->next : &node->parent->first) = node->next;
        *(node->next ? &node->next->previous : &node->parent->last) = node->previous;
    }
    node->parent = node->previous = node->next = NULL;
}

void tree_merge_attributes(struct builder *builder, struct html_node *node)
{
    const struct html_token *token = &builder->token;
    struct html_attribute *all = html_arena_alloc(
        &builder->arena, (node->attribute_count + token->attribute_count + 1) * sizeof *all);
    uint32_t count = 0;
    for (; count < node->attribute_count; count++) {
        all[count] = node->attributes[count];
    }
    for (unsigned i = 0; i < token->attribute_count; i++) {
        if (!html_node_attribute(node, token->attributes[i].id)) {
            all[count++] = token->attributes[i];
        }
    }
    node->attributes = all;
    node->attribute_count = count;
}

/* ---- the stack of open elements ---- */

struct html_node *tree_current(const struct builder *builder)
{
    return builder->depth ? builder->open[builder->depth - 1] : NULL;
}

gboolean tree_is_current(const struct builder *builder, enum html_tag tag)
{
    return builder->depth && tree_current(builder)->tag == tag;
}

/* Deeper than the cap an element takes its neighbour's place, as in browsers: no text is lost. */
void tree_push(struct builder *builder, struct html_node *node)
{
    if (builder->depth == READER_DEPTH) {
        builder->tree.is_too_deep = TRUE;
        tree_pop(builder);
    }
    builder->open[builder->depth++] = node;
    builder->open_count[node->tag]++;
    node->is_open = 1;
}

void tree_pop(struct builder *builder)
{
    const struct html_token *token = &builder->token;
    if (builder->depth <= 1) { /* html stays */
        return;
    }
    struct html_node *node = builder->open[--builder->depth];
    builder->open_count[node->tag]--;
    node->is_open = 0;
    node->close =
        token->kind == TOKEN_END && token->element == node->element ? token->end : token->begin;
}

void tree_pop_until(struct builder *builder, enum html_tag tag)
{
    while (builder->open_count[tag] && !tree_is_current(builder, tag)) {
        tree_pop(builder);
    }
    if (builder->open_count[tag]) {
        tree_pop(builder);
    }
}

void tree_remove_open(struct builder *builder, struct html_node *node)
{
    for (unsigned i = builder->depth; node->is_open && i > 0; i--) {
        if (builder->open[i - 1] == node) {
            memmove(builder->open + i - 1, builder->open + i,
                    (builder->depth - i) * sizeof builder->open[0]);
            builder->depth--;
            builder->open_count[node->tag]--;
            node->is_open = 0;
        }
    }
}

static gboolean ends_scope(const struct html_node *node, enum scope scope)
{
    enum html_tag tag = node->tag;
    switch (scope) {
    case SCOPE_TABLE:
        return tag == TAG_HTML || tag == TAG_TABLE || tag == TAG_TEMPLATE;
    case SCOPE_SELECT:
        return tag != TAG_OPTGROUP && tag != TAG_OPTION;
    case SCOPE_LIST:
        return (node->traits & TRAIT_SCOPE) || tag == TAG_OL || tag == TAG_UL;
    case SCOPE_BUTTON:
        return (node->traits & TRAIT_SCOPE) || tag == TAG_BUTTON;
    default:
        return (node->traits & TRAIT_SCOPE) != 0;
    }
}

gboolean tree_in_scope(const struct builder *builder, enum html_tag tag, enum scope scope)
{
    if (builder->open_count[tag] == 0) {
        return FALSE;
    }
    for (unsigned i = builder->depth; i > 0; i--) {
        if (builder->open[i - 1]->tag == tag) {
            return TRUE;
        }
        if (ends_scope(builder->open[i - 1], scope)) {
            return FALSE;
        }
    }
    return FALSE;
}

void tree_imply_ends(struct builder *builder, unsigned traits, const struct element *except)
{
    while (builder->depth && (tree_current(builder)->traits & traits) &&
           tree_current(builder)->element != except) {
        tree_pop(builder);
    }
}

void tree_close_p(struct builder *builder)
{
    if (tree_in_scope(builder, TAG_P, SCOPE_BUTTON)) {
        tree_imply_ends(builder, TRAIT_IMPLIED, html_element_of(TAG_P));
        tree_pop_until(builder, TAG_P);
    }
}

/* ---- inserting ---- */

static struct html_node *last_open(const struct builder *builder, enum html_tag tag, unsigned *at_r)
{
    for (unsigned i = builder->depth; builder->open_count[tag] && i > 0; i--) {
        if (builder->open[i - 1]->tag == tag) {
            *at_r = i - 1;
            return builder->open[i - 1];
        }
    }
    return NULL;
}

static gboolean is_table_part(enum html_tag tag)
{
    return tag == TAG_TABLE || tag == TAG_TBODY || tag == TAG_TFOOT || tag == TAG_THEAD ||
           tag == TAG_TR;
}

/* "The appropriate place for inserting a node": what does not belong in a table goes before it. */
static struct html_node *find_place(struct builder *builder, struct html_node *target,
                                    struct html_node **before_r)
{
    unsigned at = 0, template_at = 0;
    *before_r = NULL;
    if (!builder->is_fostering || !is_table_part(target->tag)) {
        return target;
    }
    struct html_node *table = last_open(builder, TAG_TABLE, &at);
    struct html_node *template = last_open(builder, TAG_TEMPLATE, &template_at);
    if (template && (!table || template_at > at)) {
        return template;
    }
    if (!table) {
        return builder->open[0];
    }
    if (table->parent) {
        *before_r = table;
        return table->parent;
    }
    return builder->open[at - 1];
}

void tree_place(struct builder *builder, struct html_node *node, struct html_node *target)
{
    struct html_node *before;
    struct html_node *parent = find_place(builder, target, &before);
    tree_detach(node);
    link_before(parent, node, before);
}

/* The parent of what comes next: beyond the cap the tree does not deepen. */
static struct html_node *parent_of_next(struct builder *builder)
{
    return builder->depth ? tree_current(builder) : builder->tree.root;
}

static struct html_node *insert_element(struct builder *builder, struct html_node *node)
{
    if (builder->depth == READER_DEPTH) {
        builder->tree.is_too_deep = TRUE;
        tree_pop(builder);
    }
    tree_place(builder, node, parent_of_next(builder));
    tree_push(builder, node);
    return node;
}

struct html_node *tree_insert(struct builder *builder)
{
    struct html_node *node = new_element(builder, builder->token.element);
    keep_attributes(builder, node);
    return insert_element(builder, node);
}

void tree_insert_void(struct builder *builder)
{
    tree_insert(builder);
    tree_pop(builder);
}

void tree_insert_implied(struct builder *builder, enum html_tag tag)
{
    struct html_node *node = new_element(builder, html_element_of(tag));
    node->end = node->begin;
    insert_element(builder, node);
}

/* Elements of svg and math are never taken for the HTML elements of the same name. */
void tree_insert_foreign(struct builder *builder, enum html_space space)
{
    static const uint8_t points[TAG_COUNT] = {
        [TAG_FOREIGNOBJECT] = SPACE_SVG,
        [TAG_DESC] = SPACE_SVG,
        [TAG_TITLE] = SPACE_SVG,
        [TAG_MI] = SPACE_MATH,
        [TAG_MO] = SPACE_MATH,
        [TAG_MN] = SPACE_MATH,
        [TAG_MS] = SPACE_MATH,
        [TAG_MTEXT] = SPACE_MATH,
        [TAG_ANNOTATION_XML] = SPACE_MATH,
    };
    struct html_node *node = new_element(builder, builder->token.element);
    keep_attributes(builder, node);
    node->space = (uint8_t)space;
    node->tag = TAG_OTHER;
    node->traits = points[node->element->tag] == space ? TRAIT_SCOPE | TRAIT_SPECIAL : 0;
    insert_element(builder, node);
    if (builder->token.is_self_closing) {
        tree_pop(builder);
        node->close = node->end;
    }
}

void tree_insert_text(struct builder *builder)
{
    struct html_node *before;
    struct html_node *parent = find_place(builder, parent_of_next(builder), &before);
    struct html_node *previous = before ? before->previous : parent->last;
    if (parent->kind == NODE_ROOT) {
        return;
    }
    if (builder->token.kind == TOKEN_TEXT && previous && previous->kind == NODE_TEXT &&
        previous->end == builder->token.begin) {
        previous->end = builder->token.end;
        return;
    }
    link_before(parent, tree_new_text(builder), before);
}

/* ---- modes ---- */

gboolean tree_token_is(const struct builder *builder, enum html_token_kind kind, enum html_tag tag)
{
    return builder->token.kind == kind && builder->token.element->tag == tag;
}

gboolean tree_is_text(const struct builder *builder)
{
    return builder->token.kind >= TOKEN_TEXT;
}

gboolean tree_token_is_space(const struct builder *builder)
{
    const struct html_token *token = &builder->token;
    if (token->kind == TOKEN_TEXT) {
        const char *at = builder->tree.source.ptr + token->begin;
        const char *end = builder->tree.source.ptr + token->end;
        while (at < end && html_is_space(*at)) {
            at++;
        }
        return at == end;
    }
    return token->kind == TOKEN_DECODED && token->text_size == 1 && html_is_space(*token->text);
}

void tree_enter_text(struct builder *builder, enum html_content content)
{
    tree_insert(builder);
    html_tokens_enter(&builder->tokens, content, builder->token.element);
    builder->original_mode = builder->mode;
    builder->mode = mode_text;
}

/* "Reset the insertion mode appropriately", for one element; NULL: ask the one around it. */
static mode_fn mode_of(const struct builder *builder, unsigned at)
{
    static const mode_fn modes[TAG_COUNT] = {
        [TAG_TD] = mode_in_cell,          [TAG_TH] = mode_in_cell,
        [TAG_TR] = mode_in_row,           [TAG_TBODY] = mode_in_table_body,
        [TAG_THEAD] = mode_in_table_body, [TAG_TFOOT] = mode_in_table_body,
        [TAG_CAPTION] = mode_in_caption,  [TAG_COLGROUP] = mode_in_column_group,
        [TAG_TABLE] = mode_in_table,      [TAG_HEAD] = mode_in_head,
        [TAG_BODY] = mode_in_body,        [TAG_FRAMESET] = mode_in_frameset,
    };
    enum html_tag tag = builder->open[at]->tag;
    if (tag == TAG_SELECT) {
        for (unsigned i = at; i > 0 && builder->open[i - 1]->tag != TAG_TEMPLATE; i--) {
            if (builder->open[i - 1]->tag == TAG_TABLE) {
                return mode_in_select_in_table;
            }
        }
        return mode_in_select;
    }
    if (tag == TAG_TEMPLATE && builder->template_count) {
        return builder->template_modes[builder->template_count - 1];
    }
    if (tag == TAG_HTML) {
        return builder->head ? mode_after_head : mode_before_head;
    }
    return modes[tag];
}

void tree_reset_mode(struct builder *builder)
{
    builder->mode = mode_in_body;
    for (unsigned i = builder->depth; i > 0; i--) {
        mode_fn mode = mode_of(builder, i - 1);
        if (mode) {
            builder->mode = mode;
            return;
        }
    }
}

/* ---- the loop ---- */

/* Modes in which white space and other text have different ways get one of them at a time. */
static void take_run(struct builder *builder)
{
    struct html_token *token = &builder->token;
    mode_fn mode = builder->mode;
    if (token->kind != TOKEN_TEXT || mode == mode_in_body || mode == mode_text ||
        mode == mode_in_cell || mode == mode_in_table || mode == mode_in_row) {
        return;
    }
    const char *source = builder->tree.source.ptr;
    uint32_t end = token->begin + 1;
    gboolean is_space = html_is_space(source[token->begin]);
    while (end < token->end && html_is_space(source[end]) == is_space) {
        end++;
    }
    token->end = end;
}

/* A line end right behind <pre> and <textarea> is no text. */
static void skip_newline(struct builder *builder)
{
    struct html_token *token = &builder->token;
    const char *source = builder->tree.source.ptr;
    builder->skips_newline = FALSE;
    if (token->kind == TOKEN_TEXT && source[token->begin] == '\r') {
        token->begin++;
        token->begin += token->begin < token->end && source[token->begin] == '\n' ? 1 : 0;
    } else if (token->kind == TOKEN_TEXT && source[token->begin] == '\n') {
        token->begin++;
    } else if (token->kind == TOKEN_DECODED && token->text_size == 1 && *token->text == '\n') {
        token->kind = TOKEN_COMMENT;
    }
}

static void note_comment(struct builder *builder)
{
    const struct html_token *token = &builder->token;
    const struct ts_str comment =
        ts_bytes(builder->tree.source.ptr + token->begin, token->end - token->begin);
    if (acceptance_is(comment)) {
        if (!builder->tree.acceptances) {
            builder->tree.acceptances = g_array_new(FALSE, FALSE, sizeof(struct ts_str));
        }
        g_array_append_val(builder->tree.acceptances, comment);
    }
}

static gboolean take_token(struct builder *builder)
{
    return tree_is_foreign(builder) ? tree_foreign(builder) : builder->mode(builder);
}

static void take_next(struct builder *builder)
{
    struct html_token *token = &builder->token;
    html_tokens_next(&builder->tokens, builder->depth && tree_current(builder)->space != SPACE_HTML,
                     token);
    if (token->kind == TOKEN_COMMENT) {
        note_comment(builder);
    }
    if (builder->skips_newline) {
        skip_newline(builder);
    }
    uint32_t end = token->end;
    if (token->kind == TOKEN_TEXT && token->begin == end) {
        return;
    }
    do {
        take_run(builder);
        while (!take_token(builder)) {
            take_run(builder);
        }
        if (token->kind != TOKEN_TEXT) {
            return;
        }
        token->begin = token->end;
        token->end = end;
    } while (token->begin < end);
}

static void build(struct builder *builder)
{
    do {
        if (builder->node_count > READER_NODES) {
            builder->tree.is_too_large = builder->tokens.at < builder->tree.source.len;
            return;
        }
        take_next(builder);
    } while (builder->token.kind != TOKEN_END_OF_FILE);
}

struct html_tree *html_tree_new(struct ts_str source, gboolean is_scripting)
{
    struct builder *builder = g_new0(struct builder, 1);
    builder->tree.source = source;
    builder->is_scripting = is_scripting;
    builder->is_frameset_ok = TRUE;
    builder->mode = mode_initial;
    builder->table_text = g_ptr_array_new();
    builder->tree.root = new_node(builder, NODE_ROOT);
    html_tokens_init(&builder->tokens, source, &builder->arena);
    build(builder);
    while (builder->depth > 1) {
        tree_pop(builder);
    }
    html_tokens_finish(&builder->tokens);
    g_ptr_array_unref(builder->table_text);
    return &builder->tree;
}

void html_tree_free(struct html_tree **tree)
{
    struct builder *builder = (struct builder *)*tree;
    html_arena_finish(&builder->arena);
    g_clear_pointer(&builder->tree.acceptances, g_array_unref);
    g_free(builder);
    *tree = NULL;
}

struct ts_str html_node_text(const struct html_tree *tree, const struct html_node *node)
{
    return node->kind == NODE_DECODED
               ? ts_bytes(node->text, node->text_size)
               : ts_bytes(tree->source.ptr + node->begin, node->end - node->begin);
}

const struct html_attribute *html_node_attribute(const struct html_node *node,
                                                 enum html_attribute_id id)
{
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        if (node->attributes[i].id == id) {
            return &node->attributes[i];
        }
    }
    return NULL;
}

const struct html_node *html_next_inside(const struct html_node *node,
                                         const struct html_node *outer)
{
    if (node->kind != NODE_TEXT && node->kind != NODE_DECODED && node->first) {
        return node->first;
    }
    while (node != outer && !node->next) {
        node = node->parent;
    }
    return node == outer ? NULL : node->next;
}
