/* SPDX-License-Identifier: MIT
 *
 * A spreadsheet's export: the first row names the fields of the others.
 */
#include "plugins/common/csv.h"
#include "plugins/read-feed/feed.h"

struct table {
    struct feed *feed;
    GPtrArray *names;   /* char *, "" for a column without a name */
    json_t *item;       /* of the row; NULL in the first, which has the names */
    gboolean has_text;  /* the row so far */
    uint32_t wide_line; /* of the first row with more than FEED_CELLS; 0: there is none */
};

static void take_cell(struct table *table, const struct csv_cell *cell)
{
    size_t size;
    g_autofree char *text = csv_cell_text(cell, &size);
    if (!table->item) {
        g_ptr_array_add(table->names, g_steal_pointer(&text));
    } else if (cell->number <= table->names->len) {
        const char *name = g_ptr_array_index(table->names, cell->number - 1);
        if (*name && !json_object_get(table->item, name)) {
            json_object_set_new(table->item, name, json_stringn(text, size));
        }
    }
}

static void skip_cell(struct table *table, const struct csv_cell *cell)
{
    if (!table->wide_line && cell->raw.len > 0) {
        table->wide_line = cell->line;
    }
}

/* FALSE: the feed is full. */
static gboolean end_row(struct table *table)
{
    gboolean has_room = TRUE;
    if (table->has_text) {
        has_room = !table->item || feed_add(table->feed, table->item);
        table->item = json_object();
        table->has_text = FALSE;
    } else if (table->item) {
        json_object_clear(table->item);
    } else {
        g_ptr_array_set_size(table->names, 0);
    }
    return has_room;
}

static void read_rows(struct table *table, struct csv_cursor *cursor)
{
    struct csv_cell cell;
    gboolean has_room = TRUE;
    while (has_room && csv_next(cursor, &cell)) {
        table->has_text |= cell.raw.len > 0;
        (cell.number <= FEED_CELLS ? take_cell : skip_cell)(table, &cell);
        has_room = !cell.ends_row || end_row(table);
    }
}

static void say_faults(const struct table *table, const struct csv_cursor *cursor)
{
    const struct {
        uint32_t line;
        const char *what;
    } faults[] = {
        {cursor->open_line, "a quote is never closed: from there on all of them are text"},
        {cursor->after_line, "text follows a closing quote: what belongs together is uncertain"},
        {table->wide_line, "cells beyond the first 1,000 of a row were not read"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        if (faults[i].line) {
            feed_say(table->feed, g_strdup_printf("line %u: %s", faults[i].line, faults[i].what));
        }
    }
}

int feed_csv(struct feed *feed, struct ts_str text)
{
    struct table table = {.feed = feed, .names = g_ptr_array_new_with_free_func(g_free)};
    struct csv_cursor cursor;
    csv_begin(&cursor, text, 0);
    read_rows(&table, &cursor);
    say_faults(&table, &cursor);
    json_decref(table.item);
    g_ptr_array_unref(table.names);
    return 0;
}
