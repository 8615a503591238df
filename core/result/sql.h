/* SPDX-License-Identifier: MIT
 *
 * Statements of the stages that follow a run: bound, run and looked at in one call.
 */
#ifndef CORE_RESULT_SQL_H
#define CORE_RESULT_SQL_H

#include <glib.h>
#include <stdarg.h>

struct sqlite3;
struct sqlite3_stmt;

/* format has a letter a parameter: t const char *, i gint64, d double. Runs it to its end; *value_r
 * (or NULL) is the first column of its first row, 0 without one. 0, or -1: the database failed, or
 * query is NULL. The statement is reset, and can be run again. */
int sql_run(struct sqlite3_stmt *query, gint64 *value_r, const char *format, ...);

/* The same of a statement that is needed once. */
int sql_once(struct sqlite3 *database, const char *sql, gint64 *value_r, const char *format, ...);
int sql_once_list(struct sqlite3 *database, const char *sql, gint64 *value_r, const char *format,
                  va_list arguments);

/* A statement with its parameters bound, for who steps through its rows and finalizes it. NULL: the
 * database failed; stepping it fails too. */
struct sqlite3_stmt *sql_open(struct sqlite3 *database, const char *sql, const char *format, ...);

#endif
