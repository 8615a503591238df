/* SPDX-License-Identifier: MIT
 *
 * What one element says as a property of microdata (HTML standard, section 5.2.4), and the way
 * through the tree to it.
 */
#include <string.h>

#include "plugins/common/html_microdata.h"
#include "plugins/common/limits.h"

gboolean microdata_is_element(const struct html_node *node)
{
    return node->kind == NODE_ELEMENT;
}

gboolean microdata_is_apart(const struct html_node *node)
{
    enum html_tag tag = node->element->tag;
    return tag == TAG_SCRIPT || tag == TAG_STYLE || tag == TAG_TEMPLATE || tag == TAG_NOSCRIPT;
}

const struct html_node *microdata_next(const struct html_node *node, const struct html_node *root,
                                       gboolean goes_in)
{
    if (goes_in && microdata_is_element(node) && node->first) {
        return node->first;
    }
    while (node != root && !node->next) {
        node = node->parent;
    }
    return node == root ? NULL : node->next;
}

gboolean microdata_may_step(const struct html_reader *reader)
{
    return reader->microdata->steps++ < READER_ITEM_STEPS;
}

/* ---- values ---- */

/* White space is folded: how a page is laid out is no part of what it says. */
static void append_folded(GString *out, struct ts_str text)
{
    for (size_t i = 0; i < text.len && out->len < READER_ITEM_TEXT; i++) {
        if (!html_is_space(text.ptr[i])) {
            g_string_append_c(out, text.ptr[i]);
        } else if (out->len && out->str[out->len - 1] != ' ') {
            g_string_append_c(out, ' ');
        }
    }
}

/* Where a block or a line ends, so does a word. */
static void append_break(GString *out, const struct html_node *node)
{
    if (microdata_is_element(node) && (node->element->flags & (ELEMENT_BLOCK | ELEMENT_BREAK))) {
        append_folded(out, ts_text(" "));
    }
}

json_t *microdata_text_of(struct html_reader *reader, const struct html_node *root)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (const struct html_node *node = root; node && out->len < READER_ITEM_TEXT;) {
        append_break(out, node);
        if (!microdata_is_element(node)) {
            append_folded(out, html_node_text(reader->tree, node));
        }
        const struct html_node *next =
            microdata_may_step(reader)
                ? microdata_next(node, root,
                                 microdata_is_element(node) && !microdata_is_apart(node))
                : NULL;
        for (const struct html_node *up = node; next && up != next->parent && up != root;
             up = up->parent) {
            append_break(out, up);
        }
        node = next;
    }
    const char *end = out->str + out->len;
    if (out->len >= READER_ITEM_TEXT) {
        g_utf8_validate(out->str, (gssize)out->len, &end);
    }
    g_string_truncate(out, (gsize)(end - out->str));
    if (out->len && out->str[out->len - 1] == ' ') {
        g_string_truncate(out, out->len - 1);
    }
    return json_stringn(out->str, out->len);
}

/* Where the value of an element stands, if not in its text. */
static enum html_attribute_id value_attribute(enum html_tag tag)
{
    static const uint8_t ids[TAG_COUNT] = {
        [TAG_META] = ATTRIBUTE_CONTENT,  [TAG_A] = ATTRIBUTE_HREF,
        [TAG_AREA] = ATTRIBUTE_HREF,     [TAG_LINK] = ATTRIBUTE_HREF,
        [TAG_AUDIO] = ATTRIBUTE_SRC,     [TAG_EMBED] = ATTRIBUTE_SRC,
        [TAG_IFRAME] = ATTRIBUTE_SRC,    [TAG_IMG] = ATTRIBUTE_SRC,
        [TAG_SOURCE] = ATTRIBUTE_SRC,    [TAG_TRACK] = ATTRIBUTE_SRC,
        [TAG_VIDEO] = ATTRIBUTE_SRC,     [TAG_OBJECT] = ATTRIBUTE_DATA,
        [TAG_DATA] = ATTRIBUTE_VALUE,    [TAG_METER] = ATTRIBUTE_VALUE,
        [TAG_TIME] = ATTRIBUTE_DATETIME,
    };
    return (enum html_attribute_id)ids[tag];
}

json_t *microdata_value_of(struct html_reader *reader, const struct html_node *node)
{
    enum html_attribute_id attribute = value_attribute(node->element->tag);
    const char *value = attribute ? html_attribute(reader, node, attribute) : NULL;
    value = value ? value : html_attribute(reader, node, ATTRIBUTE_CONTENT);
    if (value) {
        g_autofree char *trimmed = g_strstrip(g_strdup(value));
        return json_string(trimmed);
    }
    return node->element->flags & ELEMENT_VOID ? NULL : microdata_text_of(reader, node);
}
