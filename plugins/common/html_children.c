/* SPDX-License-Identifier: MIT
 *
 * Pictures whose bytes stand in the page itself. Each becomes a resource of its own, once; and data
 * addresses.
 */
#include <string.h>

#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"

struct html_children {
    GHashTable *seen; /* GBytes * of what was emitted -> char *, its name */
    guint svgs, data;
    gsize size; /* bytes of all */
    gboolean is_cut;
};

struct html_children *html_children_new(void)
{
    struct html_children *children = g_new0(struct html_children, 1);
    children->seen =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, g_free);
    return children;
}

void html_children_free(struct html_children **children)
{
    g_hash_table_unref((*children)->seen);
    g_clear_pointer(children, g_free);
}

/* FALSE: it is one more, or larger, than is taken, which was said. */
gboolean html_has_room(struct html_reader *reader, gsize size)
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

static void emit(struct html_reader *reader, const char *suffix, GBytes *bytes,
                 const char *media_type)
{
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    struct ts_child child = {
        .size = sizeof child,
        .suffix = ts_text(suffix),
        .media_type = ts_text(media_type),
        .bytes = ts_bytes(data, size),
    };
    if (reader->input->wants_pictures) {
        reader->is_failed |= reader->call->host->emit_child(reader->call, &child) != 0;
    }
}

const char *html_put_child(struct html_reader *reader, GBytes *bytes, const char *media_type,
                           const char *kind)
{
    struct html_children *children = reader->children;
    const char *known = g_hash_table_lookup(children->seen, bytes);
    if (known || !html_has_room(reader, g_bytes_get_size(bytes))) {
        g_bytes_unref(bytes);
        return known;
    }
    guint *count = *kind == 's' ? &children->svgs : &children->data;
    char *name =
        g_strdup_printf("#%.*s%s=%u", (int)reader->input->where.len,
                        reader->input->where.len ? reader->input->where.ptr : "", kind, ++*count);
    children->size += g_bytes_get_size(bytes);
    g_hash_table_insert(children->seen, bytes, name);
    emit(reader, name + 1, bytes, media_type);
    return name;
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

const char *html_take_data(struct html_reader *reader, const char *uri)
{
    uri += strspn(uri, " \t\r\n\f");
    if (g_ascii_strncasecmp(uri, "data:image/", strlen("data:image/")) != 0) {
        return NULL;
    }
    const char *type = uri + strlen("data:"), *comma = strchr(type, ',');
    size_t type_size = strcspn(type, ";, ");
    if (!comma || type_size > 100 || !html_has_room(reader, strlen(comma))) {
        return NULL;
    }
    g_autofree char *parameters =
        g_ascii_strdown(type + type_size, comma - type - (gssize)type_size);
    g_autofree char *media_type = g_ascii_strdown(type, (gssize)type_size);
    return html_put_child(reader, decode(comma + 1, strstr(parameters, ";base64") != NULL),
                          media_type, "data");
}
