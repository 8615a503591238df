/* SPDX-License-Identifier: MIT
 *
 * Pictures without words: half of all inboxes show none until asked.
 */
#include "plugins/check-mail/mail.h"

#define RULER_SIZE 9u /* pixels, up to which a side says that it is a line or a gap */

static const char *const silent_names[] = {
    "spacer", "pixel", "blank.", "transparent", "clear.gif", "1x1",    "beacon", "track",
    "/open",  "o.gif", "shim.",  "divider",     "wf/open",   "shadow", "corner", "empty.gif",
};

/* Put there to measure, or to keep a distance. */
static gboolean is_silent(const struct ts_reference *reference)
{
    if ((reference->width && reference->width <= RULER_SIZE) ||
        (reference->height && reference->height <= RULER_SIZE)) {
        return TRUE;
    }
    struct ts_str uri = ts_bytes(reference->uri.ptr, MIN(reference->uri.len, MAIL_HREF_MAX));
    g_autofree char *lower = g_ascii_strdown(uri.len ? uri.ptr : "", (gssize)uri.len);
    for (size_t i = 0; i < G_N_ELEMENTS(silent_names); i++) {
        if (strstr(lower, silent_names[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_before(uint32_t line, uint32_t column, uint32_t other_line,
                          uint32_t other_column)
{
    return line < other_line || (line == other_line && column < other_column);
}

static gboolean is_within(struct ts_str where, struct ts_str outer)
{
    return where.len >= outer.len && memcmp(where.ptr, outer.ptr, outer.len) == 0;
}

/* What people can click on is known by its href in the blocks' spans. */
static GHashTable *worded_links(const struct letter *letter)
{
    GHashTable *worded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < letter->document->blocks.count; i++) {
        const struct ts_block *block = letter_block(letter, i);
        for (uint32_t s = 0; s < block->spans.count; s++) {
            const struct ts_span *span = ts_item(block->spans, s);
            if (span->kind == TS_SPAN_LINK && span->length) {
                g_hash_table_add(worded, text_dup(span->value));
            }
        }
    }
    return worded;
}

/* The links and pictures of a document in their order; each link is passed once. */
struct walk {
    struct letter *letter;
    GHashTable *worded;
    uint32_t next_link, next_picture;
};

/* Lines are counted anew in each part of a mail. */
static gboolean is_same_part(struct ts_str where, struct ts_str other)
{
    return ts_equal(letter_part_path(where), letter_part_path(other));
}

/* The link that a picture stands in, by the order in the source; NULL if there is none. */
static const struct ts_link *link_around(struct walk *walk, const struct ts_reference *picture)
{
    struct ts_list links = walk->letter->document->links;
    while (walk->next_link < links.count) {
        const struct ts_link *link = ts_item(links, walk->next_link);
        if (is_same_part(link->where, picture->where) &&
            !is_before(link->line, link->column, picture->line, picture->column)) {
            break;
        }
        walk->next_link++;
    }
    const struct ts_link *link = walk->next_link ? ts_item(links, walk->next_link - 1) : NULL;
    return link && is_within(picture->where, link->where) && picture->line ? link : NULL;
}

/* Does another picture before the next link have words? */
static gboolean has_worded_neighbour(const struct walk *walk, uint32_t index)
{
    struct ts_list links = walk->letter->document->links;
    struct ts_list pictures = walk->letter->document->references;
    const struct ts_link *next =
        walk->next_link < links.count ? ts_item(links, walk->next_link) : NULL;
    for (uint32_t i = index + 1; i < pictures.count && i < index + 8; i++) {
        const struct ts_reference *other = ts_item(pictures, i);
        if (next && !is_before(other->line, other->column, next->line, next->column)) {
            return FALSE;
        }
        if (other->alt.len) {
            return TRUE;
        }
    }
    return FALSE;
}

/* An empty alt says that nothing is lost without the picture. In a link without words all is. */
static gboolean is_only_content(struct walk *walk, const struct ts_reference *picture,
                                uint32_t index)
{
    const struct ts_link *link = link_around(walk, picture);
    if (!link || link->purpose > TS_LINK_CONTACT || has_worded_neighbour(walk, index)) {
        return FALSE;
    }
    g_autofree char *href = text_dup(link->href);
    return !g_hash_table_contains(walk->worded, href);
}

/* Is it inside the mail, as a child of this kind ("svg=1")? */
static gboolean is_child(struct ts_str uri, const char *kind)
{
    return uri.len && *uri.ptr == '#' && memmem(uri.ptr, uri.len, kind, strlen(kind)) != NULL;
}

/* What people know a picture by. */
static struct ts_str file_name(struct ts_str uri)
{
    if (text_begins(uri, "data:") || is_child(uri, "data=")) {
        return ts_text("data:");
    }
    size_t end = 0;
    while (end < uri.len && uri.ptr[end] != '?' && uri.ptr[end] != '#') {
        end++;
    }
    const char *slash = end ? memrchr(uri.ptr, '/', end) : NULL;
    size_t begin = slash ? (size_t)(slash - uri.ptr) + 1 : 0;
    return begin < end ? ts_bytes(uri.ptr + begin, end - begin) : uri;
}

/* A picture of several sizes is one. */
static gboolean is_same_element(const struct ts_reference *a, const struct ts_reference *b)
{
    return a->line == b->line && a->column == b->column && a->line && ts_equal(a->where, b->where);
}

static void judge_picture(struct walk *walk, uint32_t index)
{
    struct ts_list pictures = walk->letter->document->references;
    const struct ts_reference *picture = ts_item(pictures, index);
    gboolean is_repeated = index && is_same_element(picture, ts_item(pictures, index - 1));
    struct fault fault = {.rule = "mail/image-alt-missing", .actual = file_name(picture->uri)};
    /* A drawing in the page can't have an alt, and no mail program waits for it. */
    if (picture->kind != TS_REFERENCE_IMAGE || is_repeated || is_child(picture->uri, "svg=") ||
        text_trim(picture->alt).len || is_silent(picture)) {
        return;
    }
    gboolean is_link = is_only_content(walk, picture, index);
    if (is_link) {
        const struct ts_link *link = link_around(walk, picture);
        fault.detail = (struct ts_pair){ts_text("link"), link->href};
    }
    if (is_link || !picture->has_alt) {
        faults_add(&walk->letter->faults, &fault,
                   place_at(picture->where, picture->line, picture->column));
    }
}

void judge_pictures(struct letter *letter)
{
    struct walk walk = {.letter = letter, .worded = worded_links(letter)};
    for (uint32_t i = 0; i < letter->document->references.count; i++) {
        judge_picture(&walk, i);
    }
    g_hash_table_unref(walk.worded);
}
