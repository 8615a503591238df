/* SPDX-License-Identifier: MIT
 *
 * Drawings in a page: each becomes a resource that needs nothing of the page, and is shown here.
 */
#include <string.h>

#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"

#define USES 16u         /* of symbols that a drawing takes from others */
#define USE_SIZE 262144u /* bytes of them */
#define NODES 4096u      /* of a drawing that are looked at */
#define ID_SIZE 200u

struct drawing {
    struct html_reader *reader;
    const struct html_node *svg;
    GHashTable *taken; /* char *: ids whose elements were looked for */
    GString *symbols;
    gboolean has_own;   /* something that is drawn here */
    gboolean has_other; /* and something from another file */
};

static const struct html_node *next_inside(const struct html_node *node,
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

static gboolean is_inside(const struct html_node *node, const struct html_node *outer)
{
    while (node && node != outer) {
        node = node->parent;
    }
    return node != NULL;
}

/* ---- ids of drawings ---- */

/* The first of each id counts. Made when the first drawing asks. */
static GHashTable *ids_of(struct html_reader *reader)
{
    const struct html_node *root = reader->tree->root, *node = root->first;
    if (reader->drawing_ids) {
        return reader->drawing_ids;
    }
    reader->drawing_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (; node; node = next_inside(node, root)) {
        const char *id = node->kind == NODE_ELEMENT && node->space == SPACE_SVG
                             ? html_attribute(reader, node, ATTRIBUTE_ID)
                             : NULL;
        if (id && !g_hash_table_contains(reader->drawing_ids, id)) {
            g_hash_table_insert(reader->drawing_ids, g_strdup(id), (gpointer)node);
        }
    }
    return reader->drawing_ids;
}

static struct ts_str source_of(const struct html_reader *reader, const struct html_node *node)
{
    uint32_t end = MAX(node->close, node->end);
    return ts_bytes(reader->tree->source.ptr + node->begin, end - node->begin);
}

/* ---- what is used ---- */

static void take_names(struct drawing *drawing, struct ts_str text);

static void take_id(struct drawing *drawing, const char *id)
{
    if (!*id || g_hash_table_size(drawing->taken) >= USES ||
        !g_hash_table_add(drawing->taken, g_strdup(id))) {
        return;
    }
    const struct html_node *node = g_hash_table_lookup(ids_of(drawing->reader), id);
    if (!node || is_inside(node, drawing->svg) || is_inside(drawing->svg, node)) {
        return;
    }
    struct ts_str source = source_of(drawing->reader, node);
    if (drawing->symbols->len + source.len <= USE_SIZE) {
        g_string_append_len(drawing->symbols, source.ptr, (gssize)source.len);
        take_names(drawing, source);
    }
}

/* Every href="#x" and url(#x); at most USES deep, since each id is taken once. */
static void take_names(struct drawing *drawing, struct ts_str text)
{
    const char *end = text.ptr + text.len;
    for (const char *at = text.ptr; (at = memchr(at, '#', (size_t)(end - at)));) {
        char id[ID_SIZE];
        size_t size = 0;
        gboolean is_name = at > text.ptr && strchr("\"'(=", at[-1]);
        for (at++; at < end && size < sizeof id - 1 && !strchr("\"') >", *at); at++) {
            id[size++] = *at;
        }
        id[size] = '\0';
        if (is_name && !memchr(id, '\0', size)) {
            take_id(drawing, id);
        }
    }
}

static gboolean is_use(const struct html_reader *reader, const struct html_node *node)
{
    struct ts_str source = source_of(reader, node);
    return source.len > 4 && g_ascii_strncasecmp(source.ptr, "<use", 4) == 0 &&
           !g_ascii_isalnum(source.ptr[4]);
}

/* What another file holds is a picture as any. */
static void look_inside(struct drawing *drawing, const struct html_shown *shown)
{
    struct html_reader *reader = drawing->reader;
    const struct html_node *node = drawing->svg->first;
    for (guint count = 0; node && count < NODES; node = next_inside(node, drawing->svg), count++) {
        if (node->kind != NODE_ELEMENT) {
            continue;
        }
        gboolean is_used = is_use(reader, node);
        const char *href = is_used ? html_attribute(reader, node, ATTRIBUTE_HREF) : NULL;
        href = href || !is_used ? href : html_attribute(reader, node, ATTRIBUTE_XLINK_HREF);
        if (href && *href && *href != '#') {
            html_put_shown(reader, href, shown);
            drawing->has_other = TRUE;
        } else if (node->element->tag != TAG_TITLE) {
            drawing->has_own = TRUE;
        }
    }
}

/* ---- the drawing ---- */

static gboolean has_attribute(const char *tag, const char *name)
{
    return strstr(tag, name) != NULL;
}

/* In HTML a drawing needs no namespaces; alone it does. */
static GBytes *make_whole(struct drawing *drawing)
{
    struct html_reader *reader = drawing->reader;
    const struct html_node *svg = drawing->svg;
    struct ts_str source = source_of(reader, svg);
    size_t name = strlen("<svg"), head = svg->end - svg->begin;
    g_autofree char *tag = g_strndup(source.ptr, head);
    GString *text = g_string_new_len(source.ptr, (gssize)name);
    if (!has_attribute(tag, "xmlns=")) {
        g_string_append(text, " xmlns=\"http://www.w3.org/2000/svg\"");
    }
    if (!has_attribute(tag, "xmlns:xlink=")) {
        g_string_append(text, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    }
    g_string_append_len(text, source.ptr + name, (gssize)(head - name));
    take_names(drawing, source);
    if (drawing->symbols->len) {
        g_string_append_printf(text, "<defs>%s</defs>", drawing->symbols->str);
    }
    g_string_append_len(text, source.ptr + head, (gssize)(source.len - head));
    return g_string_free_to_bytes(text);
}

/* What is read out in its place: a label, or its title. Never "no alt": it can't have one. */
static char *label_of(struct html_reader *reader, const struct html_node *svg)
{
    const char *label = html_attribute(reader, svg, ATTRIBUTE_ARIA_LABEL);
    const struct html_node *child = svg->first;
    while (!label && child && !(child->kind == NODE_ELEMENT && child->element->tag == TAG_TITLE)) {
        child = child->next;
    }
    if (!label && child && child->first && child->first->kind != NODE_ELEMENT) {
        struct ts_str text = html_node_text(reader->tree, child->first);
        g_autofree char *valid = g_utf8_make_valid(text.ptr, (gssize)text.len);
        return g_strdup(g_strstrip(valid));
    }
    return g_strdup(label ? label : "");
}

static gboolean is_nothing(struct html_reader *reader, const struct html_node *svg)
{
    const char *width = html_attribute(reader, svg, ATTRIBUTE_WIDTH);
    const char *height = html_attribute(reader, svg, ATTRIBUTE_HEIGHT);
    return (width && g_str_equal(width, "0")) || (height && g_str_equal(height, "0"));
}

void html_take_svg(struct html_reader *reader, const struct html_node *node)
{
    if (html_is_hidden(reader) || !node->first || node->parent->space == SPACE_SVG ||
        node->end - node->begin < strlen("<svg") || is_nothing(reader, node) ||
        !html_has_room(reader, source_of(reader, node).len)) {
        return;
    }
    g_autofree char *label = label_of(reader, node);
    struct html_shown shown = {.kind = TS_REFERENCE_IMAGE, .alt = label};
    struct drawing drawing = {.reader = reader, .svg = node};
    html_measure(reader, node, &shown);
    shown.height = 0; /* a drawing keeps its shape in its box */
    look_inside(&drawing, &shown);
    if (!drawing.has_own && drawing.has_other) {
        return;
    }
    drawing.taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    drawing.symbols = g_string_new(NULL);
    html_put_shown(reader, html_put_child(reader, make_whole(&drawing), "image/svg+xml", "svg"),
                   &shown);
    g_string_free(drawing.symbols, TRUE);
    g_hash_table_unref(drawing.taken);
}
