/* SPDX-License-Identifier: MIT
 *
 * Pictures behind elements: from their own style, and from the style elements of the page.
 */
#include <string.h>

#include "plugins/common/html_private.h"

#define LABEL_SIZE 200u /* bytes of an element's text that name its picture */
#define LABEL_NODES 32u

/* Fonts and other sheets are no pictures, and a fragment is in the page itself. */
static gboolean is_picture(const char *uri)
{
    static const char *const others[] = {".woff", ".woff2", ".ttf", ".otf", ".eot", ".css"};
    size_t size = strcspn(uri, "?#");
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        size_t len = strlen(others[i]);
        if (size >= len && g_ascii_strncasecmp(uri + size - len, others[i], len) == 0) {
            return FALSE;
        }
    }
    return size > 0 && (g_ascii_strncasecmp(uri, "data:", 5) != 0 ||
                        g_ascii_strncasecmp(uri, "data:image/", 11) == 0);
}

static void put_background(struct html_reader *reader, struct ts_str uri,
                           const struct html_shown *shown)
{
    g_autofree char *own = g_strndup(uri.ptr, uri.len);
    g_autofree char *key = g_strconcat("background ", own, NULL);
    if (is_picture(own) && !g_hash_table_contains(reader->said, key)) {
        g_hash_table_add(reader->said, g_steal_pointer(&key));
        html_put_shown(reader, own, shown);
    }
}

/* What an image-set() holds besides url(...): "a.png" 1x, "b.webp" type("image/webp").
 * Where it ends. */
static const char *take_set(struct html_reader *reader, const char *at, const char *end)
{
    static const struct html_shown plain = {.kind = TS_REFERENCE_BACKGROUND};
    guint depth = 1;
    while (at < end && depth > 0) {
        char byte = *at++;
        depth += byte == '(';
        depth -= byte == ')';
        if (byte == '"' || byte == '\'') {
            const char *close = memchr(at, byte, (size_t)(end - at));
            if (!close) {
                return end;
            }
            if (depth == 1) {
                put_background(reader, ts_bytes(at, (size_t)(close - at)), &plain);
            }
            at = close + 1;
        }
    }
    return at;
}

static gboolean ends_with(const char *begin, const char *end, const char *word)
{
    size_t len = strlen(word);
    return (size_t)(end - begin) >= len && g_ascii_strncasecmp(end - len, word, len) == 0;
}

/* Every url(...), quoted or not, and image-set(...); comments and escapes are not undone. */
static void take_css(struct html_reader *reader, struct ts_str css)
{
    static const struct html_shown plain = {.kind = TS_REFERENCE_BACKGROUND};
    const char *end = css.ptr + css.len, *set = css.ptr;
    for (const char *at = css.ptr; at && (at = memchr(at, '(', (size_t)(end - at)));) {
        const char *name = at++;
        if (name >= set && ends_with(css.ptr, name, "image-set")) {
            set = take_set(reader, at, end);
        }
        if (!ends_with(css.ptr, name, "url")) {
            continue;
        }
        while (at < end && html_is_space(*at)) {
            at++;
        }
        char quote = at < end && (*at == '"' || *at == '\'') ? *at++ : ')';
        const char *close = at < end ? memchr(at, quote, (size_t)(end - at)) : NULL;
        if (!close) {
            return;
        }
        const char *last = close;
        while (quote == ')' && last > at && html_is_space(last[-1])) {
            last--;
        }
        put_background(reader, ts_bytes(at, (size_t)(last - at)), &plain);
        at = close;
    }
}

/* ---- style elements ---- */

/* A sheet that is for print, or for some screens, may or may not apply. */
void html_take_sheet(struct html_reader *reader, const struct html_node *node, struct ts_str css)
{
    const char *media = html_attribute(reader, node, ATTRIBUTE_MEDIA);
    gboolean is_sure = !media || !*media || g_ascii_strcasecmp(media, "all") == 0 ||
                       g_ascii_strcasecmp(media, "screen") == 0;
    take_css(reader, css);
    html_sheet_add(reader->sheet, css, is_sure);
}

void html_style_of(struct html_reader *reader, const struct html_node *node,
                   struct html_style *style)
{
    const char *own = html_attribute(reader, node, ATTRIBUTE_STYLE);
    if (!html_sheet_is_empty(reader->sheet)) {
        struct html_named named = {
            .tag = node->element->name,
            .id = html_attribute(reader, node, ATTRIBUTE_ID),
            .classes = html_attribute(reader, node, ATTRIBUTE_CLASS),
        };
        html_sheet_apply(reader->sheet, &named, style);
    }
    html_style_take(style, ts_text(own));
}

/* ---- sprites ---- */

/* The words inside the element, or NULL. */
static char *text_inside(struct html_reader *reader, const struct html_node *node)
{
    g_autoptr(GString) text = g_string_new(NULL);
    const struct html_node *at = node->first;
    for (guint count = 0; at && count < LABEL_NODES && text->len < LABEL_SIZE; count++) {
        if (at->kind != NODE_ELEMENT) {
            struct ts_str part = html_node_text(reader->tree, at);
            g_string_append_len(text, part.ptr, (gssize)MIN(part.len, LABEL_SIZE));
        } else if (at->first) {
            at = at->first;
            continue;
        }
        while (!at->next && at->parent != node) {
            at = at->parent;
        }
        at = at->next;
    }
    g_autofree char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
    g_strstrip(valid);
    return *valid ? g_steal_pointer(&valid) : NULL;
}

static void put_sprite(struct html_reader *reader, const struct html_node *node,
                       const struct html_style *style, const char *area)
{
    const char *label = html_attribute(reader, node, ATTRIBUTE_ARIA_LABEL);
    label = label ? label : html_attribute(reader, node, ATTRIBUTE_TITLE);
    g_autofree char *text = label ? NULL : text_inside(reader, node);
    struct html_shown shown = {.kind = TS_REFERENCE_BACKGROUND,
                               .alt = label ? label : text,
                               .width = (uint32_t)style->width,
                               .height = (uint32_t)style->height};
    g_autofree char *uri = g_strdup_printf("%.*s%s", (int)style->url.len, style->url.ptr, area);
    put_background(reader, ts_text(uri), &shown);
}

/* An address that has a fragment already, or holds the picture itself, takes no area. */
static gboolean may_have_area(struct ts_str url)
{
    return url.len > 0 && url.len < 4096 && !memchr(url.ptr, '#', url.len) &&
           !(url.len > 5 && g_ascii_strncasecmp(url.ptr, "data:", 5) == 0);
}

void html_take_background(struct html_reader *reader, const struct html_node *node)
{
    const char *own = html_attribute(reader, node, ATTRIBUTE_STYLE);
    gboolean is_own = own && strchr(own, '(');
    struct html_style style;
    g_autofree char *area = NULL;
    if (!is_own && (!html_sheet_has_backgrounds(reader->sheet) || html_is_hidden(reader))) {
        return;
    }
    if (html_is_unseen(reader, node)) {
        return;
    }
    html_style_init(&style);
    html_style_of(reader, node, &style);
    if (may_have_area(style.url)) {
        area = html_style_area(&style);
    }
    if (area) {
        put_sprite(reader, node, &style, area);
    } else if (is_own) {
        take_css(reader, ts_text(own));
    }
}
