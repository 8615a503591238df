/* SPDX-License-Identifier: MIT
 *
 * Rows and cells of comma-separated values, for readers of exports and of tables.
 */
#ifndef PLUGINS_COMMON_CSV_H
#define PLUGINS_COMMON_CSV_H

#include <glib.h>

#include "touchstone/plugin.h"

#define CSV_COLUMNS 1000u /* cells of one row; what is behind them is left out, and said */

/* A view that lives until the row's callback returns; without white space around it unless quoted,
 * doubled quotes undone. Line and column (from 1, in characters) are those of its first byte. */
struct csv_cell {
    struct ts_str text;
    uint32_t line, column;
};

/* Blank rows are left out. */
struct csv_row {
    const struct csv_cell *cells;
    guint count; /* 1 or more */
    uint32_t line;
};

/* 0 = go on; anything else ends the reading. */
typedef int (*csv_row_fn)(void *data, const struct csv_row *row);

enum csv_faults {
    CSV_OPEN_QUOTE = 1,   /* a quote is never closed: all behind it is one cell */
    CSV_AFTER_QUOTE = 2,  /* text follows a closing quote: it is kept as part of the cell */
    CSV_MANY_COLUMNS = 4, /* CSV_COLUMNS struck */
};

struct csv_outcome {
    unsigned faults;     /* enum csv_faults */
    uint32_t first_line; /* of the first fault */
    char separator;      /* as given, or as found */
};

/* RFC 4180, as spreadsheets write it: any line ending, quoted line breaks, a "sep=;" line. text is
 * UTF-8 without a byte order mark. separator: 0 = the one of , ; tab | that the first row has most
 * of. Linear; memory is that of the longest row. Returns what the callback ended it with, or 0. */
int csv_each_row(struct ts_str text, char separator, csv_row_fn take, void *data,
                 struct csv_outcome *outcome_r);

#endif
