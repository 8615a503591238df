/* SPDX-License-Identifier: MIT
 *
 * Pictures: in elements, in style, and in what a page says of its maker.
 */
#include <string.h>

#include <jansson.h>

#include "plugins/common/html_private.h"
#include "plugins/common/items_private.h"

#define JSON_DEPTH 16u /* of JSON-LD that is looked at for pictures */

/* Emits a picture where the cursor is, by the name that it has inside the whole. */
static void put_reference(struct html_reader *reader, const char *uri,
                          const struct html_shown *shown)
{
    const struct html_input *input = reader->input;
    reader->app.has_content |= shown->kind == TS_REFERENCE_IMAGE;
    if (shown->is_hidden) {
        return;
    }
    const char *own = input->find_picture ? input->find_picture(input->data, uri) : NULL;
    own = own ? own : html_take_data(reader, uri);
    struct ts_reference reference = {
        .uri = ts_text(own ? own : uri),
        .alt = ts_text(shown->alt),
        .where = ts_text(html_path(reader)),
        .kind = shown->kind,
        .has_alt = shown->alt != NULL,
        .width = shown->width,
        .height = shown->height,
        .line = reader->cursor.line,
        .column = reader->cursor.column,
    };
    reader->is_failed |= reader->call->host->emit_reference(reader->call, &reference) != 0;
}

void html_put_shown(struct html_reader *reader, const char *uri, const struct html_shown *shown)
{
    if (uri && *uri) {
        put_reference(reader, uri, shown);
    }
}

/* HTML standard, 2.3.4.4: a number, and perhaps a sign for "of a hundred", which is no size. */
static double dimension(const char *value)
{
    char *end;
    if (!value) {
        return HTML_STYLE_UNSET;
    }
    value += strspn(value, " \t\r\n\f");
    double number = g_ascii_isdigit(*value) ? g_ascii_strtod(value, &end) : 0;
    return number > 0 && number < 100000 && *end != '%' ? number : HTML_STYLE_UNKNOWN;
}

static uint32_t side(double length)
{
    return length > 0 ? (uint32_t)(length + 0.5) : 0;
}

/* Attributes are the weakest rules, then come sheets, then the element's own style. Where a bound
 * may make one side smaller, the other is not sure; and what keeps its shape in a box does not have
 * the box's size. */
void html_measure(struct html_reader *reader, const struct html_node *node,
                  struct html_shown *shown)
{
    struct html_style style;
    html_style_init(&style);
    html_style_of(reader, node, &style);
    gboolean is_hint = style.width == HTML_STYLE_UNSET || style.height == HTML_STYLE_UNSET;
    if (style.width == HTML_STYLE_UNSET) {
        style.width = dimension(html_attribute(reader, node, ATTRIBUTE_WIDTH));
    }
    if (style.height == HTML_STYLE_UNSET) {
        style.height = dimension(html_attribute(reader, node, ATTRIBUTE_HEIGHT));
    }
    /* a sheet outside the page may well say "height: auto", as most do */
    gboolean is_weak =
        is_hint && style.width > 0 && style.height > 0 && html_has_outside_sheet(reader);
    gboolean is_less = style.max_width > 0 && style.width > style.max_width;
    gboolean is_unsure = style.is_bounded && style.width > 0;
    shown->width = style.is_fitted || is_less ? 0 : side(style.width);
    shown->height = style.is_fitted || is_unsure || is_weak ? 0 : side(style.height);
}

/* Boxes of videos, of pictures in drawings and of AMP's say nothing in CSS pixels of the picture.
 */
static gboolean has_size(const struct html_node *node)
{
    return node->space == SPACE_HTML && node->element->tag != TAG_VIDEO &&
           node->element->tag != TAG_AMP_IMG;
}

void html_put_picture(struct html_reader *reader, const char *uri, uint32_t kind,
                      const struct html_node *node)
{
    struct html_shown shown = {.kind = kind};
    if (!uri || !*uri) {
        return;
    }
    if (node) {
        shown.is_hidden = html_is_unseen(reader, node);
        shown.alt = html_attribute(reader, node, ATTRIBUTE_ALT);
    }
    /* of several candidates, nobody knows which is shown at that size */
    if (node && has_size(node) && !html_attribute(reader, node, ATTRIBUTE_SRCSET)) {
        html_measure(reader, node, &shown);
    }
    put_reference(reader, uri, &shown);
}

/* ---- img, source, video, image ---- */

/* The pictures of one element; each of them once. */
struct candidates {
    struct html_reader *reader;
    const struct html_node *node;
    GHashTable *seen; /* made when there is a second one */
    const char *first;
};

static void put_candidate(struct candidates *candidates, const char *uri)
{
    if (!uri || !*uri || (candidates->first && g_str_equal(candidates->first, uri))) {
        return;
    }
    if (!candidates->first) {
        candidates->first = uri;
    } else {
        if (!candidates->seen) {
            candidates->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        }
        if (!g_hash_table_add(candidates->seen, g_strdup(uri))) {
            return;
        }
    }
    html_put_picture(candidates->reader, uri, TS_REFERENCE_IMAGE, candidates->node);
}

/* Each candidate of a srcset (HTML standard, 4.8.4.2.1): an address up to white space, or commas at
 * its end; then a description up to a comma outside brackets. */
static void put_srcset(struct candidates *candidates, const char *srcset)
{
    while (srcset && *srcset) {
        srcset += strspn(srcset, " \t\r\n\f,");
        size_t size = strcspn(srcset, " \t\r\n\f"), next = size;
        while (size > 0 && srcset[size - 1] == ',') {
            size--;
        }
        char *uri = html_arena_alloc(&candidates->reader->values, size + 1);
        memcpy(uri, srcset, size);
        uri[size] = '\0';
        put_candidate(candidates, uri);
        srcset += next;
        for (gboolean is_bracket = FALSE; size == next && *srcset; srcset++) {
            is_bracket = *srcset == '(' || (is_bracket && *srcset != ')');
            if (*srcset == ',' && !is_bracket) {
                break;
            }
        }
    }
}

static gboolean is_source(enum html_tag tag)
{
    return tag == TAG_IMG || tag == TAG_INPUT || tag == TAG_AMP_IMG;
}

void html_take_picture(struct html_reader *reader, const struct html_node *node)
{
    static const enum html_attribute_id addresses[] = {ATTRIBUTE_SRC, ATTRIBUTE_POSTER,
                                                       ATTRIBUTE_HREF, ATTRIBUTE_XLINK_HREF};
    struct candidates candidates = {.reader = reader, .node = node};
    enum html_tag tag = node->element->tag;
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
        gboolean is_own = addresses[i] == ATTRIBUTE_SRC      ? is_source(tag)
                          : addresses[i] == ATTRIBUTE_POSTER ? tag == TAG_VIDEO
                                                             : tag == TAG_IMAGE;
        if (is_own) {
            put_candidate(&candidates, html_attribute(reader, node, addresses[i]));
        }
    }
    put_srcset(&candidates, html_attribute(reader, node, ATTRIBUTE_SRCSET));
    if (tag == TAG_IMG || tag == TAG_AMP_IMG) { /* what scripts show once it is scrolled to */
        put_candidate(&candidates, html_attribute(reader, node, ATTRIBUTE_DATA_SRC));
        put_srcset(&candidates, html_attribute(reader, node, ATTRIBUTE_DATA_SRCSET));
    }
    g_clear_pointer(&candidates.seen, g_hash_table_unref);
    const char *alt = html_attribute(reader, node, ATTRIBUTE_ALT);
    if (alt && node->tag != TAG_OTHER && !html_is_hidden(reader)) {
        html_emit_text(reader, alt, TS_ROLE_ALT, "img");
    }
}

/* <object data>, <embed src>: frames for anything, so what says it is a picture. */
void html_take_object(struct html_reader *reader, const struct html_node *node)
{
    static const char *const ends[] = {".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif"};
    const char *type = html_attribute(reader, node, ATTRIBUTE_TYPE);
    const char *uri = html_attribute(
        reader, node, node->element->tag == TAG_OBJECT ? ATTRIBUTE_DATA : ATTRIBUTE_SRC);
    size_t size = uri ? strcspn(uri, "?#") : 0;
    gboolean is_picture = type ? g_ascii_strncasecmp(type, "image/", 6) == 0
                               : uri && g_ascii_strncasecmp(uri, "data:image/", 11) == 0;
    for (size_t i = 0; !type && uri && i < G_N_ELEMENTS(ends); i++) {
        size_t len = strlen(ends[i]);
        is_picture |= size > len && g_ascii_strncasecmp(uri + size - len, ends[i], len) == 0;
    }
    if (is_picture && node->space == SPACE_HTML) {
        struct html_shown shown = {.kind = TS_REFERENCE_IMAGE,
                                   .alt = html_attribute(reader, node, ATTRIBUTE_ARIA_LABEL),
                                   .is_hidden = html_is_unseen(reader, node)};
        html_measure(reader, node, &shown);
        shown.height = 0; /* it keeps its shape in its box, as a drawing does */
        shown.alt = shown.alt ? shown.alt : "";
        html_put_shown(reader, uri, &shown);
    }
}

/* ---- JSON-LD ---- */

static void put_json_picture(struct html_reader *reader, const json_t *value, guint depth)
{
    if (json_is_string(value)) {
        g_autofree char *key = g_strconcat("social ", json_string_value(value), NULL);
        if (g_hash_table_add(reader->said, g_steal_pointer(&key))) {
            html_put_picture(reader, json_string_value(value), TS_REFERENCE_SOCIAL, NULL);
        }
    } else if (json_is_object(value)) {
        const json_t *url = json_object_get(value, "contentUrl");
        url = url ? url : json_object_get(value, "url");
        put_json_picture(reader, json_is_string(url) ? url : NULL, depth);
    } else if (json_is_array(value) && depth < JSON_DEPTH) {
        for (size_t i = 0; i < json_array_size(value); i++) {
            put_json_picture(reader, json_array_get(value, i), depth + 1);
        }
    }
}

/* An organisation, whatever it is called: NewsMediaOrganization, LocalBusiness, Store ... */
static gboolean is_organisation(const json_t *type)
{
    static const char *const ends[] = {"Organization", "Business", "Store", "Corporation", "Brand"};
    for (size_t i = 0; json_is_array(type) && i < json_array_size(type); i++) {
        if (json_is_string(json_array_get(type, i)) && is_organisation(json_array_get(type, i))) {
            return TRUE;
        }
    }
    for (size_t i = 0; json_is_string(type) && i < G_N_ELEMENTS(ends); i++) {
        if (g_str_has_suffix(json_string_value(type), ends[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static void take_json_value(struct html_reader *reader, json_t *value, guint depth)
{
    const char *key;
    json_t *inner;
    if (depth > JSON_DEPTH) {
        return;
    }
    for (size_t i = 0; json_is_array(value) && i < json_array_size(value); i++) {
        take_json_value(reader, json_array_get(value, i), depth + 1);
    }
    if (!json_is_object(value)) {
        return;
    }
    put_json_picture(reader, json_object_get(value, "logo"), depth);
    if (is_organisation(json_object_get(value, "@type"))) {
        put_json_picture(reader, json_object_get(value, "image"), depth);
    }
    json_object_foreach(value, key, inner)
    {
        take_json_value(reader, inner, depth + 1);
    }
}

/* Most is right as it stands; the rest is mended as checks will see it. */
void html_take_json(struct html_reader *reader, const char *json, size_t size)
{
    json_t *whole = json_loadb(json, size, JSON_ALLOW_NUL, NULL);
    gboolean is_broken = FALSE;
    if (whole) {
        take_json_value(reader, whole, 0);
        json_decref(whole);
        return;
    }
    g_autoptr(GPtrArray) values = items_json(ts_bytes(json, size), &is_broken);
    for (guint i = 0; i < values->len; i++) {
        take_json_value(reader, g_ptr_array_index(values, i), 0);
    }
}
