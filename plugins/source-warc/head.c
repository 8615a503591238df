/* SPDX-License-Identifier: MIT
 *
 * One pass over the bytes; nothing is copied.
 */
#include "plugins/source-warc/head.h"

size_t head_size(struct ts_str bytes)
{
    struct ts_str rest = bytes;
    while (rest.len && memchr(rest.ptr, '\n', rest.len)) {
        if (head_take_line(&rest).len == 0) {
            return bytes.len - rest.len;
        }
    }
    return 0;
}

struct ts_str head_take_line(struct ts_str *rest)
{
    const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
    size_t size = end ? (size_t)(end - rest->ptr) : rest->len;
    struct ts_str line = ts_bytes(rest->ptr, size);
    *rest = end ? ts_bytes(end + 1, rest->len - size - 1) : ts_text(NULL);
    if (line.len && line.ptr[line.len - 1] == '\r') {
        line.len--;
    }
    return line;
}

static gboolean is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static struct ts_str trim(struct ts_str text)
{
    while (text.len && is_blank(text.ptr[0])) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    while (text.len && is_blank(text.ptr[text.len - 1])) {
        text.len--;
    }
    return text;
}

/* A line that begins with a blank belongs to the one before (RFC 9112, section 5.2). */
static struct ts_str take_folded_line(struct ts_str *rest)
{
    struct ts_str line = head_take_line(rest);
    while (line.len && rest->len && (rest->ptr[0] == ' ' || rest->ptr[0] == '\t')) {
        struct ts_str more = head_take_line(rest);
        line.len = (size_t)(more.ptr + more.len - line.ptr);
    }
    return line;
}

gboolean head_next_field(struct ts_str *rest, struct ts_pair *field_r)
{
    for (;;) {
        struct ts_str line = take_folded_line(rest);
        const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;
        if (colon) {
            size_t size = (size_t)(colon - line.ptr);
            field_r->name = trim(ts_bytes(line.ptr, size));
            field_r->value = trim(ts_bytes(colon + 1, line.len - size - 1));
            return TRUE;
        }
        if (line.len == 0) {
            return FALSE;
        }
    }
}

gboolean head_is_name(struct ts_str name, const char *other)
{
    return name.len == strlen(other) && g_ascii_strncasecmp(name.ptr, other, name.len) == 0;
}
