/* SPDX-License-Identifier: MIT
 *
 * From a table's text to blocks.
 */
#include "plugins/read-table/table.h"

#include <string.h>

#include "plugins/common/blocks.h"
#include "plugins/common/charset.h"
#include "plugins/common/limits.h"

struct table {
    struct ts_call *call;
    struct block_builder builder;
    struct table_columns columns;
    guint64 row;
    guint column, cells;
    gboolean is_failed;
};

/* Adds raw text piece by piece, so that each piece keeps its place in the file. */
static void add_raw(struct table *table, const struct table_field *field)
{
    const char *at = field->raw.ptr, *end = at + field->raw.len;
    struct source_cursor cursor;
    source_cursor_init(&cursor, field->raw);
    while (at < end) {
        const char *quote = field->is_quoted ? memchr(at, '"', (size_t)(end - at)) : NULL;
        gboolean is_pair = quote && quote + 1 < end && quote[1] == '"';
        const char *stop = quote ? quote + 1 : end;
        source_cursor_move(&cursor, (size_t)(at - field->raw.ptr));
        block_builder_add(&table->builder, ts_bytes(at, (size_t)(stop - at)),
                          field->line + cursor.line - 1,
                          cursor.line == 1 ? field->column + cursor.column - 1 : cursor.column);
        at = stop + (is_pair ? 1 : 0);
    }
}

static gboolean holds_codes(const struct table *table)
{
    return table->column <= table->columns.holds_codes->len &&
           g_array_index(table->columns.holds_codes, gboolean, table->column - 1);
}

/* Words for the checks; a cell that is a number, as most are, is none. */
static void put_field(struct table *table, const struct table_field *field)
{
    if (field->raw.len == 0) {
        return;
    }
    g_autofree char *text = table_field_text(field);
    if (!*text || table_is_number(text)) {
        return;
    }
    gboolean is_code = holds_codes(table) && table_is_code(text);
    g_autofree char *where = table_columns_where(&table->columns, table->row, table->column);
    guint span =
        is_code ? block_builder_begin_span(&table->builder, TS_SPAN_CODE, NULL) : G_MAXUINT;
    add_raw(table, field);
    if (is_code) {
        block_builder_end_span(&table->builder, span);
    }
    table->cells++;
    table->is_failed |= block_builder_flush(&table->builder, TS_ROLE_CELL, "", where) != 0;
}

static void say_quote(struct table *table, uint32_t line)
{
    g_autofree char *what = g_strdup_printf(
        "the quotation mark in line %u is never closed: from there on all of them are text", line);
    table->call->host->emit_truncated(table->call, ts_text(what));
}

static void read_fields(struct table *table, struct table_cursor *cursor)
{
    struct table_field field;
    table->row = table->column = 1;
    while (!table->is_failed && table_next(cursor, &field)) {
        if (table->cells == TABLE_CELLS) {
            table->call->host->emit_truncated(
                table->call, ts_text("cells beyond the first 200,000 with text were not read"));
            break;
        }
        put_field(table, &field);
        table->column = field.ends_record ? 1 : table->column + 1;
        table->row += field.ends_record ? 1 : 0;
    }
    if (cursor->broken_line) {
        say_quote(table, cursor->broken_line);
    }
}

static char separator_of(const struct ts_resource *resource, struct ts_str text)
{
    return ts_is(resource->media_type, "text/tab-separated-values") ? '\t'
                                                                    : table_find_separator(text);
}

int table_read(struct ts_call *call, const struct ts_resource *resource)
{
    struct charset_hint hint = {.declared = resource->charset};
    struct charset_result converted;
    charset_to_utf8(call, &hint, resource->bytes, &converted);
    if (converted.is_binary) {
        return ts_fail(call, "is not text: many of its bytes are no characters");
    }
    if (blocks_is_blank(converted.text)) {
        return ts_fail(call, "is empty");
    }
    struct table table = {.call = call};
    struct table_cursor cursor;
    struct ts_head head = {.size = sizeof head};
    char separator = separator_of(resource, converted.text);
    table_columns_init(&table.columns, converted.text, separator);
    block_builder_init(&table.builder, call);
    table_cursor_init(&cursor, converted.text, separator);
    read_fields(&table, &cursor);
    block_builder_finish(&table.builder);
    table_columns_finish(&table.columns);
    return table.is_failed ? -1 : call->host->emit_head(call, &head);
}
