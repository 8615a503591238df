/* SPDX-License-Identifier: MIT
 *
 * Tables as text (RFC 4180 and its relatives): a cell a block.
 *
 * The parser is our own, not libcsv: a finding needs the line and column of a cell, and libcsv 3
 * tells neither.
 */
#ifndef PLUGINS_READ_TABLE_TABLE_H
#define PLUGINS_READ_TABLE_TABLE_H

#include <glib.h>

#include "touchstone/plugin.h"

#define TABLE_CELLS 200000u /* that have text; as many blocks as a document may have */
#define TABLE_COLUMNS 1000u /* that have a name, or are looked at for codes */
#define TABLE_SAMPLE 200u   /* records that are looked at before reading */
#define TABLE_NAME_SIZE 100u

int table_read(struct ts_call *call, const struct ts_resource *resource);

/* ---- records.c: text to fields ---- */

struct table_field {
    struct ts_str raw;  /* what stands between the separators, or between the quotes */
    gboolean is_quoted; /* then two quotes in raw are one */
    gboolean ends_record;
    uint32_t line, column; /* of raw, from 1 */
};

struct table_cursor {
    struct ts_str text;
    size_t at;
    char separator;
    uint32_t line;
    size_t line_begin, column_from; /* for columns, counted along the line */
    uint32_t column;
    uint32_t
        broken_line; /* where a quote begins that is never closed; then all are text. 0: none */
    gboolean is_after_end; /* the last record has been read */
};

/* ',', ';', tab or '|': what cuts the first records most evenly. */
char table_find_separator(struct ts_str text);
void table_cursor_init(struct table_cursor *cursor, struct ts_str text, char separator);
/* FALSE at the end. An empty line is a record of one empty field. */
gboolean table_next(struct table_cursor *cursor, struct table_field *field_r);
/* The text of a field, trimmed, its quotes undone; a new string. */
char *table_field_text(const struct table_field *field);

/* ---- columns.c: what columns are ---- */

struct table_columns {
    GPtrArray *names;    /* char *: of the header, or NULL */
    GArray *holds_codes; /* gboolean, a column each */
};
void table_columns_init(struct table_columns *columns, struct ts_str text, char separator);
void table_columns_finish(struct table_columns *columns);
/* "row=12/column=Omschrijving"; a new string. Both from 1. */
char *table_columns_where(const struct table_columns *columns, guint64 row, guint column);

gboolean table_is_number(const char *text); /* "12", "-3,50", "€1.200", "15%" */
gboolean table_is_code(const char *text);   /* one word, with digits and letters, or in capitals */

#endif
