/* SPDX-License-Identifier: MIT
 *
 * Cuts text into records and fields, one pass.
 */
#include <string.h>

#include "plugins/read-table/table.h"

#define PRESCAN (64u << 10)

static gboolean is_at(const struct table_cursor *cursor, size_t at, char byte)
{
    return at < cursor->text.len && cursor->text.ptr[at] == byte;
}

/* Characters up to here; each byte of a line is counted once. */
static uint32_t column_at(struct table_cursor *cursor, size_t at)
{
    if (cursor->column_from < cursor->line_begin) {
        cursor->column_from = cursor->line_begin;
        cursor->column = 1;
    }
    for (; cursor->column_from < at; cursor->column_from++) {
        cursor->column += ((guchar)cursor->text.ptr[cursor->column_from] & 0xC0) != 0x80;
    }
    return cursor->column;
}

static void count_lines(struct table_cursor *cursor, size_t begin, size_t end)
{
    for (size_t at = begin; at < end; at++) {
        gboolean is_break = cursor->text.ptr[at] == '\n' ||
                            (cursor->text.ptr[at] == '\r' && !is_at(cursor, at + 1, '\n'));
        if (is_break) {
            cursor->line++;
            cursor->line_begin = at + 1;
        }
    }
}

/* The closing quote of the field that begins at from; text.len: there is none. */
static size_t find_close(const struct table_cursor *cursor, size_t from)
{
    size_t end = cursor->text.len;
    for (size_t at = from; at < end; at += 2) { /* over two quotes that are one */
        const char *quote = memchr(cursor->text.ptr + at, '"', end - at);
        if (!quote) {
            return end;
        }
        at = (size_t)(quote - cursor->text.ptr);
        if (!is_at(cursor, at + 1, '"')) {
            return at;
        }
    }
    return end;
}

static size_t find_end(const struct table_cursor *cursor, size_t from)
{
    size_t at = from;
    while (at < cursor->text.len && cursor->text.ptr[at] != cursor->separator &&
           cursor->text.ptr[at] != '\n' && cursor->text.ptr[at] != '\r') {
        at++;
    }
    return at;
}

/* Moves behind the separator or the end of the line. */
static void step_over(struct table_cursor *cursor, size_t end, struct table_field *field)
{
    field->ends_record = end == cursor->text.len || cursor->text.ptr[end] != cursor->separator;
    cursor->at = end + (end < cursor->text.len ? 1 : 0);
    if (end < cursor->text.len && cursor->text.ptr[end] == '\r' && is_at(cursor, end + 1, '\n')) {
        cursor->at++;
    }
    count_lines(cursor, end, cursor->at);
    /* A separator at the very end has one more field behind it, a line's end has not. */
    cursor->is_after_end = cursor->at == cursor->text.len && field->ends_record;
}

/* "sep=;" in the first line: what Excel writes for itself. 0: it is not there. */
static char find_declared(struct ts_str text)
{
    gboolean is_there = text.len > 4 && g_ascii_strncasecmp(text.ptr, "sep=", 4) == 0 &&
                        (text.len == 5 || text.ptr[5] == '\r' || text.ptr[5] == '\n');
    return is_there ? text.ptr[4] : 0;
}

void table_cursor_init(struct table_cursor *cursor, struct ts_str text, char separator)
{
    *cursor = (struct table_cursor){
        .text = text, .separator = separator, .line = 1, .column = 1, .is_after_end = !text.len};
    if (find_declared(text)) {
        struct table_field field;
        step_over(cursor, find_end(cursor, strlen("sep=;")), &field);
    }
}

/* Quotes as RFC 4180 has them. FALSE: no quoted field begins here. */
static gboolean take_quoted(struct table_cursor *cursor, struct table_field *field)
{
    size_t begin = cursor->at + 1;
    if (!is_at(cursor, cursor->at, '"') || cursor->broken_line) {
        return FALSE;
    }
    size_t close = find_close(cursor, begin);
    if (close == cursor->text.len) {
        cursor->broken_line = cursor->line;
        return FALSE;
    }
    field->is_quoted = TRUE;
    field->line = cursor->line;
    field->column = column_at(cursor, begin);
    field->raw = ts_bytes(cursor->text.ptr + begin, close - begin);
    count_lines(cursor, begin, close);
    size_t end = find_end(cursor, close + 1);
    if (end > close + 1) { /* "12" inch: what follows the quote belongs to it all the same */
        field->raw.len = end - begin;
    }
    step_over(cursor, end, field);
    return TRUE;
}

gboolean table_next(struct table_cursor *cursor, struct table_field *field_r)
{
    *field_r = (struct table_field){0};
    if (cursor->is_after_end) {
        return FALSE;
    }
    if (!take_quoted(cursor, field_r)) {
        size_t end = find_end(cursor, cursor->at);
        field_r->line = cursor->line;
        field_r->column = column_at(cursor, cursor->at);
        field_r->raw = ts_bytes(cursor->text.ptr + cursor->at, end - cursor->at);
        step_over(cursor, end, field_r);
    }
    return TRUE;
}

char *table_field_text(const struct table_field *field)
{
    char *text = g_strndup(field->raw.len ? field->raw.ptr : "", field->raw.len);
    if (field->is_quoted) {
        char *to = text;
        for (const char *from = text; *from; from++) {
            *to++ = *from;
            from += from[0] == '"' && from[1] == '"' ? 1 : 0;
        }
        *to = '\0';
    }
    return g_strstrip(text);
}

/* Records of the sample that have as many fields as the first, if those are more than one. */
static guint count_even(struct ts_str text, char separator, guint *width_r)
{
    struct table_cursor cursor;
    struct table_field field;
    guint records = 0, even = 0, width = 0;
    *width_r = 0;
    table_cursor_init(&cursor, text, separator);
    while (records < TABLE_SAMPLE && table_next(&cursor, &field)) {
        width++;
        if (field.ends_record) {
            *width_r = records == 0 ? width : *width_r;
            even += width == *width_r ? 1 : 0;
            records++;
            width = 0;
        }
    }
    return *width_r > 1 ? even : 0;
}

char table_find_separator(struct ts_str text)
{
    static const char candidates[] = {',', ';', '\t', '|'};
    struct ts_str sample = ts_bytes(text.ptr, MIN(text.len, PRESCAN));
    char best = find_declared(text);
    if (best) {
        return best;
    }
    best = ',';
    guint best_even = 0, best_width = 0;
    for (size_t i = 0; i < sizeof candidates; i++) {
        guint width, even = count_even(sample, candidates[i], &width);
        if (even > best_even || (even == best_even && width > best_width)) {
            best = candidates[i];
            best_even = even;
            best_width = width;
        }
    }
    return best;
}
