/* SPDX-License-Identifier: MIT
 *
 * Cells of comma-separated values, one after the other, for readers of tables and of exports.
 */
#ifndef PLUGINS_COMMON_CSV_H
#define PLUGINS_COMMON_CSV_H

#include <glib.h>

#include "touchstone/plugin.h"

struct csv_cell {
    struct ts_str raw;  /* a view of the text: between the quotes, or without white space around */
    gboolean is_quoted; /* then two quotes in raw are one */
    gboolean ends_row;
    guint64 row;           /* from 1; blank rows count, a "sep=;" line does not */
    guint number;          /* in its row, from 1 */
    uint32_t line, column; /* of raw, from 1, in characters */
};

/* Owns nothing: a copy of it reads on from the same cell. */
struct csv_cursor {
    struct ts_str text;
    char separator;
    /* Of the first fault of its kind so far; 0: there is none. */
    uint32_t open_line;  /* a quote is never closed: from there on quotes are text like any other */
    uint32_t after_line; /* text follows a closing quote: it belongs to the cell, with that quote */

    /* csv.c only */
    size_t at;
    guint64 row;
    guint number;
    uint32_t line, column;
    size_t line_begin, column_from; /* column is that of column_from, if in this line */
    gboolean is_after_end;
};

/* RFC 4180, as spreadsheets write it: any line ending, quoted line breaks, a "sep=;" line. text is
 * UTF-8 without a byte order mark, and outlives the cursor. separator: 0 = the one declared, or
 * the one of , ; tab | that cuts the first rows most evenly. */
void csv_begin(struct csv_cursor *cursor, struct ts_str text, char separator);
/* FALSE at the end. A blank line is a row of one empty cell. Linear in the text, no memory. */
gboolean csv_next(struct csv_cursor *cursor, struct csv_cell *cell_r);
/* Its quotes undone; a new string. size_r may be NULL: then a NUL byte ends it. */
char *csv_cell_text(const struct csv_cell *cell, size_t *size_r);

#endif
