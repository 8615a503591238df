/* SPDX-License-Identifier: MIT
 *
 * Decodes attributes, and gives each element to who knows what stands in its own.
 */
#include <string.h>

#include "plugins/common/html_private.h"

const char *html_decode(struct html_reader *reader, uint32_t begin, uint32_t size)
{
    /* A reference never stands for more bytes than it has, but for a few of five bytes; a NUL
     * becomes three. */
    const char *at = reader->tree->source.ptr + begin, *end = at + size;
    gboolean is_plain = !memchr(at, '&', size) && !memchr(at, '\0', size);
    char *value = html_arena_alloc(&reader->values, (is_plain ? 1 : 3) * (size_t)size + 1);
    char *out = value;
    if (is_plain) {
        out = (char *)memcpy(value, at, size) + size;
        at = end;
    }
    while (at < end) {
        char text[HTML_REFERENCE_MAX];
        size_t text_size = 1, taken = 0;
        if (*at == '&') {
            taken = html_reference(at, (size_t)(end - at), 1, text, &text_size);
        } else if (*at == '\0') {
            memcpy(text, "\xef\xbf\xbd", 3);
            text_size = 3;
            taken = 1;
        }
        out =
            (char *)memcpy(out, taken ? text : at, taken ? text_size : 1) + (taken ? text_size : 1);
        at += taken ? taken : 1;
    }
    *out = '\0';
    /* What is U+0000 by a reference is U+FFFD by then: the value has no NUL of its own. */
    return value;
}

const char *html_attribute(struct html_reader *reader, const struct html_node *node,
                           enum html_attribute_id id)
{
    const struct html_attribute *attribute = html_node_attribute(node, id);
    return attribute ? html_decode(reader, attribute->begin, attribute->size) : NULL;
}

gboolean html_has_token(const char *list, const char *token)
{
    size_t size = strlen(token);
    for (const char *at = list; at && *at;) {
        at += strspn(at, " \t\r\n\f");
        size_t len = strcspn(at, " \t\r\n\f");
        if (len == size && g_ascii_strncasecmp(at, token, size) == 0) {
            return TRUE;
        }
        at += len;
    }
    return FALSE;
}

static void take_input(struct html_reader *reader, const struct html_node *node)
{
    const char *type = html_attribute(reader, node, ATTRIBUTE_TYPE);
    const char *label = html_attribute(reader, node, ATTRIBUTE_PLACEHOLDER);
    if (type && g_ascii_strcasecmp(type, "hidden") == 0) {
        return;
    }
    if (type && g_ascii_strcasecmp(type, "image") == 0) {
        html_take_picture(reader, node);
        return;
    }
    if (type &&
        (g_ascii_strcasecmp(type, "submit") == 0 || g_ascii_strcasecmp(type, "button") == 0 ||
         g_ascii_strcasecmp(type, "reset") == 0)) {
        label = html_attribute(reader, node, ATTRIBUTE_VALUE);
    }
    if (label && !html_is_hidden(reader)) {
        html_emit_text(reader, label, TS_ROLE_LABEL, "input");
    }
}

/* An id, or the name of an <a>: what a fragment can lead to. */
static void put_anchor(struct html_reader *reader, const char *name)
{
    if (*name && strlen(name) <= 4096 && TS_HAS(reader->call, emit_anchor)) {
        reader->is_failed |= reader->call->host->emit_anchor(reader->call, ts_text(name)) != 0;
    }
}

/* What is read out in the place of an element; of a picture or an area that is its alt too. */
static void take_spoken_name(struct html_reader *reader, const struct html_node *node)
{
    const char *label = html_attribute(reader, node, ATTRIBUTE_ARIA_LABEL);
    const char *alt = node->tag == TAG_AREA ? html_attribute(reader, node, ATTRIBUTE_ALT) : NULL;
    if (label && !html_is_hidden(reader)) {
        html_emit_text(reader, label, TS_ROLE_ALT, node->element->name);
    }
    if (alt && !html_is_hidden(reader)) {
        html_emit_text(reader, alt, TS_ROLE_ALT, "area");
    }
}

static void take_common(struct html_reader *reader, const struct html_node *node)
{
    const char *id = html_attribute(reader, node, ATTRIBUTE_ID);
    if (id) {
        if (node->tag == TAG_DIV || node->tag == TAG_MAIN || node->tag == TAG_BODY) {
            html_app_see_id(&reader->app, id);
        }
        put_anchor(reader, id);
    }
    const char *name =
        node->element->tag == TAG_A ? html_attribute(reader, node, ATTRIBUTE_NAME) : NULL;
    if (name && !(id && g_str_equal(id, name))) {
        put_anchor(reader, name);
    }
    html_take_background(reader, node);
    html_take_place(reader, node);
    if (node->element->flags & ELEMENT_BLOCK) { /* body and cells, as old pages and mails have it */
        const char *background = html_attribute(reader, node, ATTRIBUTE_BACKGROUND);
        html_put_picture(reader, background, TS_REFERENCE_BACKGROUND, NULL);
    }
}

void html_take_attributes(struct html_reader *reader, const struct html_node *node)
{
    static void (*const takers[TAG_COUNT])(struct html_reader *, const struct html_node *) = {
        [TAG_A] = html_take_anchor,        [TAG_AREA] = html_take_anchor,
        [TAG_BASE] = html_take_base,       [TAG_FORM] = html_take_form,
        [TAG_FRAME] = html_take_frame,     [TAG_IFRAME] = html_take_frame,
        [TAG_IMG] = html_take_picture,     [TAG_IMAGE] = html_take_picture,
        [TAG_INPUT] = take_input,          [TAG_LINK] = html_take_link,
        [TAG_META] = html_take_meta,       [TAG_SOURCE] = html_take_picture,
        [TAG_OBJECT] = html_take_object,   [TAG_EMBED] = html_take_object,
        [TAG_AMP_IMG] = html_take_picture, [TAG_TEXTAREA] = take_input,
        [TAG_VIDEO] = html_take_picture,
    };
    if (takers[node->element->tag]) {
        takers[node->element->tag](reader, node);
    }
    take_spoken_name(reader, node);
    take_common(reader, node);
}
