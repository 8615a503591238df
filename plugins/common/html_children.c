/* SPDX-License-Identifier: MIT
 *
 * Pictures whose bytes stand in the page itself: inline drawings and data addresses. Each becomes a
 * resource of its own, once.
 */
#include <string.h>

#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"

struct html_children {
    GHashTable *seen; /* GBytes * of what was emitted */
    guint svgs, data;
    gsize size; /* bytes of all */
    gboolean is_cut;
};

struct html_children *html_children_new(void)
{
    struct html_children *children = g_new0(struct html_children, 1);
    children->seen =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    return children;
}

void html_children_free(struct html_children **children)
{
    g_hash_table_unref((*children)->seen);
    g_clear_pointer(children, g_free);
}

/* FALSE: it is one more, or larger, than is taken, which was said. */
static gboolean has_room(struct html_reader *reader, gsize size)
{
    struct html_children *children = reader->children;
    if (children->svgs + children->data < READER_INLINE_COUNT &&
        children->size + size <= READER_INLINE_SIZE) {
        return TRUE;
    }
    if (!children->is_cut) {
        children->is_cut = TRUE;
        reader->call->host->emit_truncated(
            reader->call, ts_text("pictures in the page itself beyond 200 or 8 MB were not taken"));
    }
    return FALSE;
}

/* Takes the bytes over. */
static void emit_once(struct html_reader *reader, GBytes *bytes, const char *media_type,
                      const char *kind, guint *count)
{
    struct html_children *children = reader->children;
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    if (g_hash_table_contains(children->seen, bytes) || !has_room(reader, size)) {
        g_bytes_unref(bytes);
        return;
    }
    g_hash_table_add(children->seen, bytes);
    children->size += size;
    g_autofree char *suffix =
        g_strdup_printf("%.*s%s=%u", (int)reader->input->where.len,
                        reader->input->where.len ? reader->input->where.ptr : "", kind, ++*count);
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text(media_type),
        .bytes = ts_bytes(data, size),
    };
    reader->is_failed |= reader->call->host->emit_child(reader->call, &child) != 0;
}

/* ---- drawings ---- */

/* In HTML a drawing needs no namespaces; alone it does. */
void html_take_svg(struct html_reader *reader, const struct html_node *node)
{
    struct ts_str source = reader->tree->source;
    size_t name = strlen("<svg"), end = MAX(node->close, node->end);
    if (html_is_hidden(reader) || !node->first || node->parent->space == SPACE_SVG ||
        node->end - node->begin < name || !has_room(reader, end - node->begin)) {
        return;
    }
    g_autofree char *tag = g_strndup(source.ptr + node->begin, node->end - node->begin);
    GString *text = g_string_new_len(source.ptr + node->begin, (gssize)name);
    if (!strstr(tag, "xmlns=")) {
        g_string_append(text, " xmlns=\"http://www.w3.org/2000/svg\"");
    }
    if (!strstr(tag, "xmlns:xlink=")) {
        g_string_append(text, " xmlns:xlink=\"http://www.w3.org/1999/xlink\"");
    }
    g_string_append_len(text, source.ptr + node->begin + name, (gssize)(end - node->begin - name));
    emit_once(reader, g_string_free_to_bytes(text), "image/svg+xml", "svg",
              &reader->children->svgs);
}

/* ---- data addresses (RFC 2397) ---- */

static GByteArray *unescape(const char *text)
{
    GByteArray *out = g_byte_array_new();
    for (; *text; text++) {
        guint8 byte = (guint8)*text;
        if (byte == '%' && g_ascii_isxdigit(text[1]) && g_ascii_isxdigit(text[2])) {
            byte = (guint8)(g_ascii_xdigit_value(text[1]) * 16 + g_ascii_xdigit_value(text[2]));
            text += 2;
        }
        g_byte_array_append(out, &byte, 1);
    }
    return out;
}

static GBytes *decode(const char *data, gboolean is_base64)
{
    GByteArray *plain = unescape(data);
    if (is_base64) {
        gsize size = 0;
        g_byte_array_append(plain, (const guint8 *)"", 1);
        guchar *bytes = g_base64_decode((const char *)plain->data, &size);
        g_byte_array_unref(plain);
        return g_bytes_new_take(bytes, size);
    }
    return g_byte_array_free_to_bytes(plain);
}

void html_take_data(struct html_reader *reader, const char *uri)
{
    uri += strspn(uri, " \t\r\n\f");
    if (g_ascii_strncasecmp(uri, "data:image/", strlen("data:image/")) != 0) {
        return;
    }
    const char *type = uri + strlen("data:"), *comma = strchr(type, ',');
    size_t type_size = strcspn(type, ";, ");
    if (!comma || type_size > 100 || !has_room(reader, strlen(comma))) {
        return;
    }
    g_autofree char *parameters =
        g_ascii_strdown(type + type_size, comma - type - (gssize)type_size);
    g_autofree char *media_type = g_ascii_strdown(type, (gssize)type_size);
    emit_once(reader, decode(comma + 1, strstr(parameters, ";base64") != NULL), media_type, "data",
              &reader->children->data);
}
