/* SPDX-License-Identifier: MIT
 *
 * A tree as lines, each a path and its value, so that two of them can be compared line by line.
 */
#include "core/config/tree.h"

/* What names an item of a list to a person; without it, scalars are a set and maps are counted. */
static struct ts_str name_of(const struct ts_node *item)
{
    static const char *const keys[] = {"id", "text", "name"};
    for (gsize i = 0; item->kind == TS_NODE_MAP && i < G_N_ELEMENTS(keys); i++) {
        struct ts_str own = ts_get_text(item, keys[i]);
        if (own.len) {
            return own;
        }
    }
    return ts_text(NULL);
}

/* A value on one line. */
static void put_value(GString *out, struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        gboolean is_break = text.ptr[i] == '\n' || text.ptr[i] == '\t' || text.ptr[i] == '\r';
        g_string_append_c(out, is_break ? ' ' : text.ptr[i]);
    }
}

static void put_node(GString *out, GString *path, const struct ts_node *node);

static void put_member(GString *out, GString *path, const struct ts_node *own, guint32 number,
                       gboolean is_map)
{
    gsize before = path->len;
    struct ts_str name = name_of(own);
    if (is_map) {
        g_string_append(path, before ? "." : "");
        put_value(path, own->key);
    } else if (name.len) {
        g_string_append_c(path, '[');
        put_value(path, name);
        g_string_append_c(path, ']');
    } else if (own->kind == TS_NODE_MAP) {
        g_string_append_printf(path, "[%u]", number);
    } else {
        g_string_append(path, "[]");
    }
    put_node(out, path, own);
    g_string_truncate(path, before);
}

static void put_node(GString *out, GString *path, const struct ts_node *node)
{
    gboolean is_map = node->kind == TS_NODE_MAP;
    if (!is_map && node->kind != TS_NODE_LIST) {
        g_string_append_printf(out, "%s\t", path->str);
        put_value(out, node->text);
        g_string_append_c(out, '\n');
        return;
    }
    for (guint32 i = 0; i < node->children.count; i++) {
        put_member(out, path, ts_item(node->children, i), i + 1, is_map);
    }
}

char *tree_lines(const struct ts_node *root)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GString) path = g_string_new(NULL);
    if (root) {
        put_node(out, path, root);
    }
    return g_string_free(out, FALSE);
}
