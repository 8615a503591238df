/* SPDX-License-Identifier: MIT
 *
 * A tree written down again: YAML that says the same, one form for one meaning, so that it can be
 * hashed and shown.
 */
#include "core/config/tree.h"

#include "core/limits.h"

#define LINE_WIDTH 100u

static void put_quoted(GString *out, struct ts_str text)
{
    g_string_append_c(out, '"');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte == '"' || byte == '\\') {
            g_string_append_c(out, '\\');
            g_string_append_c(out, (char)byte);
        } else if (byte < 0x20 || byte == 0x7F) {
            g_string_append_printf(out, "\\x%02x", byte);
        } else {
            g_string_append_c(out, (char)byte);
        }
    }
    g_string_append_c(out, '"');
}

/* Text that YAML reads back as this very text, anywhere. */
static gboolean is_plain(struct ts_str text)
{
    static const char special[] = "-./_@+% ";
    if (text.len == 0 || ts_is(text, "null") || text.ptr[text.len - 1] == ' ' ||
        (!g_ascii_isalnum(text.ptr[0]) && text.ptr[0] != '/')) {
        return FALSE;
    }
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.ptr[i];
        if (byte < 0x80 && !g_ascii_isalnum(byte) && !memchr(special, byte, sizeof special - 1)) {
            return FALSE;
        }
    }
    return TRUE;
}

static void put_text(GString *out, struct ts_str text)
{
    if (is_plain(text)) {
        g_string_append_len(out, text.ptr, (gssize)text.len);
    } else {
        put_quoted(out, text);
    }
}

static gboolean is_scalar(const struct ts_node *node)
{
    return node->kind == TS_NODE_TEXT || node->kind == TS_NODE_NULL;
}

/* A list of short scalars, or an empty collection, on one line. */
static gboolean put_inline(GString *out, const struct ts_node *node)
{
    gsize before = out->len;
    if (node->kind == TS_NODE_NULL) {
        g_string_append(out, "null");
        return TRUE;
    }
    if (node->kind == TS_NODE_TEXT) {
        put_text(out, node->text);
        return TRUE;
    }
    if (node->kind == TS_NODE_MAP) {
        return node->children.count == 0 && g_string_append(out, "{}");
    }
    g_string_append_c(out, '[');
    for (guint32 i = 0; i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        if (!is_scalar(child) || out->len - before > LINE_WIDTH) {
            g_string_truncate(out, before);
            return FALSE;
        }
        g_string_append(out, i ? ", " : "");
        put_inline(out, child);
    }
    g_string_append_c(out, ']');
    return TRUE;
}

static void indent(GString *out, guint depth)
{
    g_string_append_printf(out, "%*s", (int)(2 * depth), "");
}

/* depth is bounded: trees are no deeper than LIMIT_CONFIG_DEPTH. */
static void put_block(GString *out, const struct ts_node *node, guint depth)
{
    g_assert(depth <= LIMIT_CONFIG_DEPTH + 1);
    for (guint32 i = 0; i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        indent(out, depth);
        if (node->kind == TS_NODE_MAP) {
            put_text(out, child->key);
            g_string_append_c(out, ':');
        } else {
            g_string_append_c(out, '-');
        }
        gsize before = out->len;
        g_string_append_c(out, ' ');
        if (!put_inline(out, child)) {
            g_string_truncate(out, before);
            g_string_append_c(out, '\n');
            put_block(out, child, depth + 1);
        } else {
            g_string_append_c(out, '\n');
        }
    }
}

char *tree_to_text(const struct ts_node *node)
{
    GString *out = g_string_new(NULL);
    if (!node) {
        return g_string_free(out, FALSE);
    }
    if (put_inline(out, node)) {
        g_string_append_c(out, '\n');
    } else {
        put_block(out, node, 0);
    }
    return g_string_free(out, FALSE);
}
