/* SPDX-License-Identifier: MIT
 *
 * What a page shows can't always be told from its bytes: what is hidden, and what only a style
 * sheet outside the page knows.
 */
#include <string.h>

#include "plugins/common/drawing_mark.h"
#include "plugins/common/html_private.h"

#define AROUND 32u         /* elements around one that are looked at */
#define NAMING 3u          /* of them that may say what a picture is */
#define FRAME_NODES 1000u  /* of a header */
#define INSIDE 64u         /* elements and texts in one that are looked at */
#define STEPS_MAX 4000000u /* of all that on one page */

/* ---- style sheets outside the page ---- */

/* Sheets of fonts change no picture. */
static gboolean is_sheet(struct html_reader *reader, const struct html_node *node)
{
    static const char *const fonts[] = {"fonts.googleapis.", "fonts.bunny.net", "use.typekit.net",
                                        "fonts.adobe.com"};
    const char *rel = html_attribute(reader, node, ATTRIBUTE_REL);
    const char *href = html_attribute(reader, node, ATTRIBUTE_HREF);
    const char *media = html_attribute(reader, node, ATTRIBUTE_MEDIA);
    if (!rel || !href || (media && g_ascii_strcasecmp(media, "print") == 0)) {
        return FALSE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(fonts); i++) {
        if (strstr(href, fonts[i])) {
            return FALSE;
        }
    }
    return (html_has_token(rel, "stylesheet") && !html_has_token(rel, "alternate")) ||
           (html_has_token(rel, "preload") && strstr(href, ".css"));
}

static gboolean imports_sheet(struct html_reader *reader, const struct html_node *node)
{
    struct ts_str css = node->first ? html_node_text(reader->tree, node->first) : ts_bytes("", 0);
    return memmem(css.ptr, MIN(css.len, 4096), "@import", strlen("@import")) != NULL;
}

/* Programs for mail read no sheets outside it. The whole page is looked through once. */
gboolean html_has_outside_sheet(struct html_reader *reader)
{
    const struct html_node *root = reader->tree->root, *node = root->first;
    if (reader->is_outside_known) {
        return reader->has_outside_sheet;
    }
    reader->is_outside_known = TRUE;
    if (reader->input->is_mail || reader->input->is_part) {
        return FALSE;
    }
    for (; node && !reader->has_outside_sheet; node = html_next_inside(node, root)) {
        if (node->kind == NODE_ELEMENT && node->tag == TAG_LINK) {
            reader->has_outside_sheet = is_sheet(reader, node);
        } else if (node->kind == NODE_ELEMENT && node->tag == TAG_STYLE) {
            reader->has_outside_sheet = imports_sheet(reader, node);
        }
    }
    return reader->has_outside_sheet;
}

/* ---- how it looks ---- */

struct around {
    struct html_reader *reader;
    const struct html_node *node;
};

/* "a.b#c": a tag, or none, and classes and ids. */
static gboolean is_named(struct html_reader *reader, const struct html_node *node,
                         struct ts_str compound)
{
    const char *at = compound.ptr, *end = at + compound.len;
    size_t tag = 0;
    while (at + tag < end && at[tag] != '.' && at[tag] != '#') {
        tag++;
    }
    if (tag && !html_css_is(ts_bytes(at, tag), node->element->name)) {
        return FALSE;
    }
    for (at += tag; at < end;) {
        char kind = *at++, name[80];
        size_t size = 0;
        while (at + size < end && at[size] != '.' && at[size] != '#') {
            size++;
        }
        if (size >= sizeof name) {
            return FALSE;
        }
        memcpy(name, at, size);
        name[size] = '\0';
        const char *own =
            html_attribute(reader, node, kind == '.' ? ATTRIBUTE_CLASS : ATTRIBUTE_ID);
        if (!own || (kind == '.' ? !html_has_token(own, name) : !g_str_equal(own, name))) {
            return FALSE;
        }
        at += size;
    }
    return TRUE;
}

static gboolean is_inside(void *data, struct ts_str compound)
{
    const struct around *around = data;
    const struct html_node *node = around->node->parent;
    for (guint count = 0; node && node->kind == NODE_ELEMENT; node = node->parent) {
        if (++count > AROUND || ++around->reader->steps > STEPS_MAX ||
            is_named(around->reader, node, compound)) {
            return TRUE;
        }
    }
    return FALSE;
}

void html_paint_of(struct html_reader *reader, const struct html_node *node,
                   struct html_style *style)
{
    struct around around = {reader, node};
    struct html_named named = {
        .tag = node->element->name,
        .id = html_attribute(reader, node, ATTRIBUTE_ID),
        .classes = html_attribute(reader, node, ATTRIBUTE_CLASS),
        .is_inside = is_inside,
        .data = &around,
    };
    html_sheet_paint(reader->sheet, &named, style);
}

/* ---- what is hidden ---- */

/* Scripts take whole pages, and pictures that come late, out of hiding; so may other sheets. */
static gboolean sheet_hides(struct html_reader *reader, const struct html_node *node)
{
    struct html_style style;
    const char *classes = html_attribute(reader, node, ATTRIBUTE_CLASS);
    if (!html_sheet_hides(reader->sheet) || html_has_outside_sheet(reader) ||
        node->tag == TAG_BODY || node->tag == TAG_HTML ||
        html_node_attribute(node, ATTRIBUTE_DATA_SRC) || (classes && strstr(classes, "lazy"))) {
        return FALSE;
    }
    html_style_init(&style);
    html_paint_of(reader, node, &style);
    const char *own = html_attribute(reader, node, ATTRIBUTE_STYLE);
    html_style_take(&style, ts_text(own));
    return html_css_is(style.paints[PAINT_DISPLAY], "none") &&
           !(style.doubts & 1u << PAINT_DISPLAY);
}

gboolean html_is_hiding(struct html_reader *reader, const struct html_node *node)
{
    const char *hidden = html_attribute(reader, node, ATTRIBUTE_HIDDEN);
    const char *style = html_attribute(reader, node, ATTRIBUTE_STYLE);
    return (hidden && g_ascii_strcasecmp(hidden, "until-found") != 0) ||
           (style && html_style_hides(style));
}

/* What noscript holds is shown: a picture there is one that a script shows otherwise. */
gboolean html_hides_pictures(struct html_reader *reader, const struct html_node *node,
                             gboolean is_hiding)
{
    return is_hiding || node->tag == TAG_TEMPLATE || node->tag == TAG_CANVAS ||
           node->tag == TAG_AUDIO || node->tag == TAG_VIDEO ||
           (node->attribute_count && sheet_hides(reader, node));
}

gboolean html_is_unseen(struct html_reader *reader, const struct html_node *node)
{
    const struct open_element *open =
        reader->open->len ? &g_array_index(reader->open, struct open_element, reader->open->len - 1)
                          : NULL;
    return (open && open->hides_pictures) ||
           (node && (html_is_hiding(reader, node) || sheet_hides(reader, node)));
}

/* ---- places of a logo ---- */

/* "logo", "site-logo", "headerLogo"; no "logout", "catalogo" or "logos". */
static gboolean has_logo(const char *text)
{
    static const char *const words[] = {"logo",  "Logo",     "LOGO",     "brand",
                                        "Brand", "wordmark", "beeldmerk"};
    for (size_t i = 0; text && i < G_N_ELEMENTS(words); i++) {
        size_t size = strlen(words[i]);
        for (const char *at = strstr(text, words[i]); at; at = strstr(at + size, words[i])) {
            gboolean is_begun = at > text && g_ascii_isalpha(at[-1]);
            gboolean is_other = is_begun && (at - text >= 3) &&
                                (strncmp(at - 3, "ata", 3) == 0 || strncmp(at - 2, "ia", 2) == 0);
            if (!g_ascii_islower(at[size]) && !is_other && !(is_begun && words[i][0] == 'b')) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean is_called_logo(struct html_reader *reader, const struct html_node *node)
{
    static const enum html_attribute_id names[] = {ATTRIBUTE_CLASS, ATTRIBUTE_ID,
                                                   ATTRIBUTE_ARIA_LABEL, ATTRIBUTE_TITLE};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (has_logo(html_attribute(reader, node, names[i]))) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean html_names_logo(struct html_reader *reader, const struct html_node *node)
{
    for (guint i = 0; i <= NAMING && node && node->kind == NODE_ELEMENT; i++) {
        if (node->tag == TAG_BODY || node->tag == TAG_HEADER || node->tag == TAG_FOOTER) {
            return FALSE;
        }
        if (is_called_logo(reader, node)) {
            return TRUE;
        }
        node = node->parent;
    }
    return FALSE;
}

static gboolean is_frame(struct html_reader *reader, const struct html_node *node)
{
    static const char *const frames[] = {"header", "footer", "masthead", "navbar", "topbar"};
    const char *classes = html_attribute(reader, node, ATTRIBUTE_CLASS);
    const char *id = html_attribute(reader, node, ATTRIBUTE_ID);
    if (node->tag == TAG_HEADER || node->tag == TAG_FOOTER || node->tag == TAG_NAV) {
        return TRUE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(frames); i++) {
        if ((classes && strstr(classes, frames[i])) || (id && strstr(id, frames[i]))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The header or footer that it stands in, or NULL. */
static const struct html_node *frame_of(struct html_reader *reader, const struct html_node *node)
{
    const struct html_node *frame = NULL;
    for (guint i = 0; i < AROUND && node && node->kind == NODE_ELEMENT; i++, node = node->parent) {
        if (node->tag != TAG_BODY && node->tag != TAG_HTML && is_frame(reader, node)) {
            frame = node;
        }
    }
    return frame;
}

/* Or more than is looked at, and then it is no logo. */
static gboolean has_picture(const struct html_node *outer)
{
    static const uint8_t pictures[TAG_COUNT] = {
        [TAG_IMG] = 1,   [TAG_SVG] = 1,   [TAG_PICTURE] = 1, [TAG_OBJECT] = 1,   [TAG_EMBED] = 1,
        [TAG_INPUT] = 1, [TAG_VIDEO] = 1, [TAG_CANVAS] = 1,  [TAG_NOSCRIPT] = 1, [TAG_AMP_IMG] = 1};
    const struct html_node *node = outer->first;
    for (guint count = 0; node; node = html_next_inside(node, outer)) {
        if (++count > INSIDE || (node->kind == NODE_ELEMENT && pictures[node->element->tag])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Where a logo stands as a picture, the words beside it ("logo-text") are no place for one more. */
static gboolean has_logo_picture(struct html_reader *reader, const struct html_node *frame)
{
    const struct html_node *node = frame->first;
    for (guint count = 0; node && count < FRAME_NODES; node = html_next_inside(node, frame)) {
        count++;
        reader->steps++;
        if (node->kind == NODE_ELEMENT && node->first && has_picture(node) &&
            is_called_logo(reader, node)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* An element of the header or footer that is called a logo and holds no picture: a sheet outside
 * the page may well put it behind. Said once a page, as a drawing of nothing. */
void html_take_place(struct html_reader *reader, const struct html_node *node)
{
    static const char drawing[] = DRAWING_PLACE
        " xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"><path d=\"M0 0h1v1H0z\"/>"
        "</svg>";
    struct html_style style;
    struct html_shown shown = {.kind = TS_REFERENCE_BACKGROUND};
    if (reader->has_place || node->space != SPACE_HTML || node->element->flags & ELEMENT_VOID ||
        node->tag == TAG_BODY || node->tag == TAG_HEADER || node->tag == TAG_FOOTER ||
        node->tag == TAG_NAV || node->tag == TAG_STYLE || node->tag == TAG_SCRIPT ||
        !html_has_outside_sheet(reader) || ++reader->steps > STEPS_MAX ||
        !is_called_logo(reader, node)) {
        return;
    }
    html_style_init(&style);
    html_style_of(reader, node, &style);
    const struct html_node *frame = frame_of(reader, node);
    if (!frame || style.url.len || has_picture(node) || html_is_unseen(reader, node) ||
        has_logo_picture(reader, frame)) {
        return;
    }
    reader->has_place = TRUE;
    html_put_shown(
        reader,
        html_put_child(reader, g_bytes_new(drawing, sizeof drawing - 1), "image/svg+xml", "svg"),
        &shown);
}
