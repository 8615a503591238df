/* SPDX-License-Identifier: MIT
 *
 * Tables as text (RFC 4180 and its relatives): a cell a block.
 */
#ifndef PLUGINS_READ_TABLE_TABLE_H
#define PLUGINS_READ_TABLE_TABLE_H

#include <glib.h>

#include "plugins/common/csv.h"
#include "touchstone/plugin.h"

#define TABLE_CELLS 200000u /* that have text; as many blocks as a document may have */
#define TABLE_COLUMNS 1000u /* that have a name, or are looked at for codes */
#define TABLE_SAMPLE 200u   /* rows that are looked at before reading */
#define TABLE_NAME_SIZE 100u

int table_read(struct ts_call *call, const struct ts_resource *resource);

/* ---- columns.c: what columns are ---- */

struct table_columns {
    GPtrArray *names;    /* char *: of the header, or NULL */
    GArray *holds_codes; /* gboolean, a column each */
};
/* From the rows that cursor has before it; cursor stays where it is. */
void table_columns_init(struct table_columns *columns, const struct csv_cursor *cursor);
void table_columns_finish(struct table_columns *columns);
/* "row=12/column=Omschrijving"; a new string. */
char *table_columns_where(const struct table_columns *columns, const struct csv_cell *cell);
/* The text of a cell, trimmed, its quotes undone; a new string. */
char *table_cell_text(const struct csv_cell *cell);

gboolean table_is_number(const char *text); /* "12", "-3,50", "€1.200", "15%" */
gboolean table_is_code(const char *text);   /* one word, with digits and letters, or in capitals */

#endif
