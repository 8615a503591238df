/* SPDX-License-Identifier: MIT
 *
 * The fields of a head (RFC 5322, section 2.2), broken ones too.
 */
#include "plugins/read-mime/entity.h"

size_t line_end(struct ts_str bytes, size_t at)
{
    const char *stop = memchr(bytes.ptr + at, '\n', bytes.len - at);
    return stop ? (size_t)(stop - bytes.ptr) + 1 : bytes.len;
}

struct ts_str line_at(struct ts_str bytes, size_t at, size_t *next_r)
{
    size_t end = *next_r = line_end(bytes, at);
    if (end > at && bytes.ptr[end - 1] == '\n') {
        end--;
    }
    while (end > at && bytes.ptr[end - 1] == '\r') {
        end--;
    }
    return ts_bytes(bytes.ptr + at, end - at);
}

size_t field_name_size(struct ts_str line)
{
    size_t size = 0, at;
    while (size < line.len && line.ptr[size] > ' ' && line.ptr[size] < 127 &&
           line.ptr[size] != ':') {
        size++;
    }
    for (at = size; at < line.len && (line.ptr[at] == ' ' || line.ptr[at] == '\t');) {
        at++;
    }
    return at < line.len && line.ptr[at] == ':' ? size : 0;
}

static gboolean is_named(struct ts_str line, const char *name, size_t name_size)
{
    return line.len > name_size && g_ascii_strncasecmp(line.ptr, name, name_size) == 0 &&
           field_name_size(line) == name_size;
}

static struct ts_str value_at(struct ts_str head, struct ts_str line, size_t next)
{
    size_t begin = (size_t)((const char *)memchr(line.ptr, ':', line.len) - head.ptr) + 1;
    while (next < head.len && (head.ptr[next] == ' ' || head.ptr[next] == '\t')) {
        next = line_end(head, next);
    }
    return ts_bytes(head.ptr + begin, next - begin);
}

gboolean field_find(struct ts_str head, const char *name, struct ts_str *value_r)
{
    size_t name_size = strlen(name);
    gboolean is_found = FALSE, is_last = g_str_has_prefix(name, "Content-");
    for (size_t at = 0, next; at < head.len && (is_last || !is_found); at = next) {
        struct ts_str line = line_at(head, at, &next);
        if (is_named(line, name, name_size)) {
            *value_r = value_at(head, line, next);
            is_found = TRUE;
        }
    }
    return is_found;
}

char *field_get(struct ts_str head, const char *name, size_t cap)
{
    struct ts_str value;
    if (!field_find(head, name, &value)) {
        return NULL;
    }
    GString *text = g_string_sized_new(MIN(value.len, cap));
    for (size_t i = 0; i < value.len && text->len < cap; i++) {
        if (value.ptr[i] && value.ptr[i] != '\r' && value.ptr[i] != '\n') {
            g_string_append_c(text, value.ptr[i]);
        }
    }
    return g_strstrip(g_string_free(text, FALSE));
}
