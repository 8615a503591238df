/* SPDX-License-Identifier: MIT
 *
 * A spreadsheet's export: the first row names the fields of the others.
 */
#include "plugins/common/csv.h"
#include "plugins/read-feed/feed.h"

struct table {
    struct feed *feed;
    GPtrArray *names; /* char *, "" for a column without a name; NULL till the first row */
};

static void take_names(struct table *table, const struct csv_row *row)
{
    table->names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < row->count; i++) {
        struct ts_str text = row->cells[i].text;
        g_ptr_array_add(table->names, g_strndup(text.ptr, text.len));
    }
}

static int take_row(void *data, const struct csv_row *row)
{
    struct table *table = data;
    if (!table->names) {
        take_names(table, row);
        return 0;
    }
    json_t *item = json_object();
    for (guint i = 0; i < row->count && i < table->names->len; i++) {
        struct ts_str text = row->cells[i].text;
        const char *name = g_ptr_array_index(table->names, i);
        if (*name && !json_object_get(item, name)) {
            json_object_set_new(item, name, json_stringn(text.ptr, text.len));
        }
    }
    return feed_add(table->feed, item) ? 0 : 1;
}

static void say_faults(const struct feed *feed, const struct csv_outcome *outcome)
{
    static const struct {
        unsigned fault;
        const char *what;
    } faults[] = {
        {CSV_OPEN_QUOTE, "a quote is never closed: what is behind it is not told apart"},
        {CSV_AFTER_QUOTE, "text follows a closing quote: what belongs together is uncertain"},
        {CSV_MANY_COLUMNS, "cells beyond the first 1,000 of a row were not read"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        if (outcome->faults & faults[i].fault) {
            feed_say(feed, g_strdup_printf("line %u: %s", outcome->first_line, faults[i].what));
        }
    }
}

int feed_csv(struct feed *feed, struct ts_str text)
{
    struct table table = {.feed = feed};
    struct csv_outcome outcome;
    csv_each_row(text, 0, take_row, &table, &outcome);
    say_faults(feed, &outcome);
    g_clear_pointer(&table.names, g_ptr_array_unref);
    return 0;
}
