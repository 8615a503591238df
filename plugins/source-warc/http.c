/* SPDX-License-Identifier: MIT
 *
 * As lenient as browsers where crawlers differ; linear in the block.
 */
#include "plugins/source-warc/http.h"

#include "plugins/source-warc/head.h"

#define INTERIM_MAX 16u /* answers before the answer */
#define SIZE_DIGITS 15u

static const char *const fields[HTTP_FIELD_COUNT] = {
    [HTTP_TYPE] = "content-type",          [HTTP_ENCODING] = "content-encoding",
    [HTTP_TRANSFER] = "transfer-encoding", [HTTP_LANGUAGE] = "content-language",
    [HTTP_LOCATION] = "location",          [HTTP_LENGTH] = "content-length",
};

/* "HTTP/1.1 200 OK", "HTTP/2 200": the number, or 0. */
static guint read_status(struct ts_str line)
{
    static const char name[] = "HTTP/";
    const char *blank = line.len ? memchr(line.ptr, ' ', line.len) : NULL;
    if (!blank || line.len < sizeof name || g_ascii_strncasecmp(line.ptr, name, 5) != 0) {
        return 0;
    }
    struct ts_str number = ts_bytes(blank + 1, line.len - (size_t)(blank + 1 - line.ptr));
    guint status = 0;
    for (size_t i = 0; i < 3; i++) {
        if (i >= number.len || !g_ascii_isdigit(number.ptr[i])) {
            return 0;
        }
        status = status * 10 + (guint)(number.ptr[i] - '0');
    }
    return number.len == 3 || !g_ascii_isdigit(number.ptr[3]) ? status : 0;
}

/* The last of a name counts, as in the web source. */
static void keep_field(struct http *http, const struct ts_pair *field)
{
    for (size_t i = 0; i < HTTP_FIELD_COUNT; i++) {
        if (head_is_name(field->name, fields[i])) {
            http->fields[i] = field->value;
        }
    }
}

static gboolean parse_one(struct ts_str block, struct http *http_r)
{
    size_t size = head_size(block);
    struct ts_str head = ts_bytes(block.ptr, size);
    struct ts_pair field;
    *http_r = (struct http){.body = ts_bytes(block.ptr + size, block.len - size)};
    http_r->status = size ? read_status(head_take_line(&head)) : 0;
    while (http_r->status && head_next_field(&head, &field)) {
        keep_field(http_r, &field);
    }
    return http_r->status >= 100;
}

gboolean http_parse(struct ts_str block, struct http *http_r)
{
    *http_r = (struct http){0};
    for (guint i = 0; i < INTERIM_MAX && block.len; i++) {
        if (!parse_one(block, http_r)) {
            return FALSE;
        }
        if (http_r->status >= 200) {
            return TRUE;
        }
        block = http_r->body;
    }
    return FALSE;
}

/* ---- chunks ---- */

/* The size at the beginning of a line; FALSE: there is none. */
static gboolean read_size(struct ts_str line, guint64 *size_r)
{
    size_t digits = 0;
    *size_r = 0;
    while (digits < line.len && digits < SIZE_DIGITS && g_ascii_isxdigit(line.ptr[digits])) {
        *size_r = *size_r * 16 + (guint64)g_ascii_xdigit_value(line.ptr[digits]);
        digits++;
    }
    size_t end = digits;
    while (end < line.len && (line.ptr[end] == ' ' || line.ptr[end] == '\t')) {
        end++;
    }
    return digits > 0 && (end == line.len || line.ptr[end] == ';');
}

/* Takes one chunk with the line end behind it. */
static enum http_chunks take_chunk(struct ts_str *rest, GString *plain, gboolean *is_last_r)
{
    guint64 size = 0;
    gboolean has_end = rest->len && memchr(rest->ptr, '\n', rest->len);
    struct ts_str line = head_take_line(rest);
    if (!has_end) {
        return HTTP_CHUNKS_CUT;
    }
    if (!read_size(line, &size)) {
        return HTTP_CHUNKS_BROKEN;
    }
    *is_last_r = size == 0;
    if (size > rest->len) {
        return HTTP_CHUNKS_CUT;
    }
    if (size) {
        g_string_append_len(plain, rest->ptr, (gssize)size);
        *rest = ts_bytes(rest->ptr + size, rest->len - (size_t)size);
        if (rest->len && head_take_line(rest).len != 0) {
            return HTTP_CHUNKS_BROKEN;
        }
    }
    return HTTP_CHUNKS_WHOLE;
}

enum http_chunks http_join_chunks(struct ts_str body, GString *plain)
{
    gboolean is_last = FALSE;
    guint64 size = 0;
    struct ts_str first = body;
    if (!read_size(head_take_line(&first), &size)) {
        return HTTP_CHUNKS_NONE;
    }
    while (!is_last) {
        enum http_chunks result = take_chunk(&body, plain, &is_last);
        if (result != HTTP_CHUNKS_WHOLE) {
            return result;
        }
    }
    return HTTP_CHUNKS_WHOLE;
}
