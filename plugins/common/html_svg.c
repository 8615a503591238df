/* SPDX-License-Identifier: MIT
 *
 * Drawings in a page: each becomes a resource that needs nothing of the page, and is shown here.
 */
#include <string.h>

#include "plugins/common/drawing_mark.h"
#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"

#define USES 16u         /* of symbols that a drawing takes from others */
#define USE_SIZE 262144u /* bytes of them */
#define NODES 4096u      /* of a drawing that are looked at */
#define ID_SIZE 200u
#define ICON_SIDE 32.0         /* CSS pixels; a square one this small is no logo of a page */
#define AROUND 64u             /* elements around one that may colour it */
#define DRAWN_SIZE (16u << 20) /* bytes of drawings that are made of one page, equal ones too */
#define DRAWN_LEAST 1024u      /* that each counts for */

struct drawing {
    struct html_reader *reader;
    const struct html_node *svg;
    struct html_drawing made;
    GHashTable *taken;  /* char *: ids whose elements were looked for */
    gsize symbols;      /* bytes of the source that they have */
    gboolean has_own;   /* something that is drawn here */
    gboolean has_other; /* and something from another file */
};

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
    for (; node; node = html_next_inside(node, root)) {
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
    if (drawing->symbols + source.len <= USE_SIZE) {
        drawing->symbols += source.len;
        html_draw_part(drawing->reader, node, &drawing->made);
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

static gboolean is_use(const struct html_node *node)
{
    return strcmp(node->element->name, "use") == 0;
}

/* What another file holds is a picture as any. */
static void look_inside(struct drawing *drawing, const struct html_shown *shown)
{
    struct html_reader *reader = drawing->reader;
    const struct html_node *node = drawing->svg->first;
    for (guint count = 0; node && count < NODES;
         node = html_next_inside(node, drawing->svg), count++) {
        if (node->kind != NODE_ELEMENT) {
            continue;
        }
        gboolean is_used = is_use(node);
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

/* ---- its colours ---- */

/* What a drawing inherits. */
static const unsigned inherited[] = {PAINT_COLOR, PAINT_FILL, PAINT_STROKE};

struct colours {
    struct ts_str values[PAINT_COUNT]; /* of those; empty = not set */
    unsigned known;                    /* a bit a paint: nothing further out counts */
    gboolean is_unsure;
};

static void inherit(struct colours *colours, const struct html_style *style)
{
    for (size_t i = 0; i < G_N_ELEMENTS(inherited); i++) {
        unsigned paint = inherited[i], bit = 1u << paint;
        struct ts_str value = style->paints[paint];
        if (colours->known & bit) {
            continue;
        }
        if (style->doubts & bit) {
            colours->known |= bit;
            colours->is_unsure = TRUE;
        } else if (value.len && !html_css_is(value, "inherit") &&
                   !html_css_is(value, "currentcolor")) {
            colours->known |= bit;
            colours->values[paint] = value;
        }
    }
}

/* What the elements around it say, the nearest first. A link has a colour of its own. */
static void take_around(struct html_reader *reader, const struct html_node *svg,
                        struct colours *colours)
{
    const struct html_node *node = svg->parent;
    for (guint count = 0; count < AROUND && node && node->kind == NODE_ELEMENT; count++) {
        struct html_style style;
        html_style_init(&style);
        if (html_sheet_paints(reader->sheet)) {
            html_paint_of(reader, node, &style);
        }
        html_style_take(&style, ts_text(html_attribute(reader, node, ATTRIBUTE_STYLE)));
        inherit(colours, &style);
        if (node->tag == TAG_A && !(colours->known & 1u << PAINT_COLOR)) {
            colours->known |= 1u << PAINT_COLOR;
            colours->is_unsure = TRUE;
        }
        node = node->parent;
    }
}

/* ---- the drawing ---- */

static gboolean is_icon(const struct html_drawing *made, const struct html_shown *shown)
{
    double width = shown->width ? shown->width : made->width;
    return width > 0 && width <= ICON_SIDE && made->width == made->height;
}

/* How it begins: with what is not known of it. */
static const char *mark_of(struct drawing *drawing, const struct html_shown *shown)
{
    const struct html_drawing *made = &drawing->made;
    if (!made->is_mixed && !made->is_tinted) {
        return "<svg";
    }
    if (html_names_logo(drawing->reader, drawing->svg)) {
        return DRAWING_COLOURS;
    }
    return made->is_mixed && !is_icon(made, shown) ? DRAWING_COLOURS : DRAWING_TINT;
}

/* As attributes, since all that the drawing says of itself counts for more. */
static void put_inherited(struct drawing *drawing, const struct colours *colours, GString *text)
{
    for (size_t i = 0; i < G_N_ELEMENTS(inherited); i++) {
        const char *name = html_paint_name(inherited[i]);
        g_autofree char *own = g_strdup_printf(" %s=\"", name);
        struct ts_str value = colours->values[inherited[i]];
        if (value.len && !strstr(drawing->made.root->str, own)) {
            g_autoptr(GString) known = g_string_new(NULL);
            drawing->made.is_mixed |= !html_sheet_resolve(drawing->reader->sheet, value, known);
            g_autofree char *quoted = g_markup_escape_text(known->str, (gssize)known->len);
            g_string_append_printf(text, "%s%s\"", own, quoted);
        }
    }
}

/* In HTML a drawing needs no namespaces; alone it does. */
static GBytes *make_whole(struct drawing *drawing, const struct html_shown *shown)
{
    struct html_reader *reader = drawing->reader;
    struct html_drawing *made = &drawing->made;
    struct colours colours = {.is_unsure = FALSE};
    GString *text = g_string_new(NULL);
    take_around(reader, drawing->svg, &colours);
    html_draw(reader, drawing->svg, made, colours.values[PAINT_FILL].len > 0);
    gsize own = made->inside->len;
    take_names(drawing, source_of(reader, drawing->svg));
    put_inherited(drawing, &colours, made->root);
    made->is_tinted |=
        made->has_current &&
        (colours.is_unsure || (!colours.values[PAINT_COLOR].len && html_has_outside_sheet(reader)));
    g_string_append_printf(text,
                           "%s xmlns=\"http://www.w3.org/2000/svg\""
                           " xmlns:xlink=\"http://www.w3.org/1999/xlink\"%s>",
                           mark_of(drawing, shown), made->root->str);
    if (made->inside->len > own) {
        g_string_append_printf(text, "<defs>%s</defs>", made->inside->str + own);
    }
    g_string_append_len(text, made->inside->str, (gssize)own);
    g_string_append(text, "</svg>");
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

/* Many equal ones are one, but each is made. */
static gboolean has_time(struct html_reader *reader, gsize size)
{
    if (reader->drawn > DRAWN_SIZE) {
        return html_has_room(reader, DRAWN_SIZE);
    }
    reader->drawn += size + DRAWN_LEAST;
    return html_has_room(reader, size);
}

void html_take_svg(struct html_reader *reader, const struct html_node *node)
{
    if (html_is_hidden(reader) || html_is_unseen(reader, NULL) || !node->first ||
        node->parent->space == SPACE_SVG || node->end - node->begin < strlen("<svg") ||
        is_nothing(reader, node) || !has_time(reader, source_of(reader, node).len)) {
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
    GBytes *whole = make_whole(&drawing, &shown);
    reader->drawn += g_bytes_get_size(whole);
    if (drawing.made.has_shape || !drawing.made.has_definitions) {
        html_put_shown(reader, html_put_child(reader, whole, "image/svg+xml", "svg"), &shown);
    } else { /* what others use: it shows nothing */
        g_bytes_unref(whole);
    }
    html_drawing_clear(&drawing.made);
    g_hash_table_unref(drawing.taken);
}
