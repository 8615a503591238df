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
    guint cells;
    gboolean is_failed;
};

/* Adds raw text piece by piece, so that each piece keeps its place in the file. */
static void add_raw(struct table *table, const struct csv_cell *cell)
{
    const char *at = cell->raw.ptr, *end = at + cell->raw.len;
    struct source_cursor cursor;
    source_cursor_init(&cursor, cell->raw);
    while (at < end) {
        const char *quote = cell->is_quoted ? memchr(at, '"', (size_t)(end - at)) : NULL;
        gboolean is_pair = quote && quote + 1 < end && quote[1] == '"';
        const char *stop = quote ? quote + 1 : end;
        source_cursor_move(&cursor, (size_t)(at - cell->raw.ptr));
        block_builder_add(&table->builder, ts_bytes(at, (size_t)(stop - at)),
                          cell->line + cursor.line - 1,
                          cursor.line == 1 ? cell->column + cursor.column - 1 : cursor.column);
        at = stop + (is_pair ? 1 : 0);
    }
}

static gboolean holds_codes(const struct table *table, const struct csv_cell *cell)
{
    return cell->number <= table->columns.holds_codes->len &&
           g_array_index(table->columns.holds_codes, gboolean, cell->number - 1);
}

/* Words for the checks; a cell that is a number, as most are, is none. */
static void put_cell(struct table *table, const struct csv_cell *cell)
{
    if (cell->raw.len == 0) {
        return;
    }
    g_autofree char *text = table_cell_text(cell);
    if (!*text || table_is_number(text)) {
        return;
    }
    gboolean is_code = holds_codes(table, cell) && table_is_code(text);
    g_autofree char *where = table_columns_where(&table->columns, cell);
    guint span =
        is_code ? block_builder_begin_span(&table->builder, TS_SPAN_CODE, NULL) : G_MAXUINT;
    add_raw(table, cell);
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

static void read_cells(struct table *table, struct csv_cursor *cursor)
{
    struct csv_cell cell;
    while (!table->is_failed && csv_next(cursor, &cell)) {
        if (table->cells == TABLE_CELLS) {
            table->call->host->emit_truncated(
                table->call, ts_text("cells beyond the first 200,000 with text were not read"));
            break;
        }
        put_cell(table, &cell);
    }
    if (cursor->open_line) {
        say_quote(table, cursor->open_line);
    }
}

static char separator_of(const struct ts_resource *resource)
{
    return ts_is(resource->media_type, "text/tab-separated-values") ? '\t' : 0;
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
    struct csv_cursor cursor;
    struct ts_head head = {.size = sizeof head};
    csv_begin(&cursor, converted.text, separator_of(resource));
    table_columns_init(&table.columns, &cursor);
    block_builder_init(&table.builder, call);
    read_cells(&table, &cursor);
    block_builder_finish(&table.builder);
    table_columns_finish(&table.columns);
    return table.is_failed ? -1 : call->host->emit_head(call, &head);
}
