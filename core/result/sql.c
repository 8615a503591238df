/* SPDX-License-Identifier: MIT
 *
 * Binds by a format, and steps.
 */
#include "core/result/sql.h"

#include <sqlite3.h>

static void bind(sqlite3_stmt *query, const char *format, va_list arguments)
{
    for (int i = 0; format[i]; i++) {
        if (format[i] == 't') {
            sqlite3_bind_text(query, i + 1, va_arg(arguments, const char *), -1, SQLITE_TRANSIENT);
        } else if (format[i] == 'i') {
            sqlite3_bind_int64(query, i + 1, va_arg(arguments, gint64));
        } else {
            sqlite3_bind_double(query, i + 1, va_arg(arguments, double));
        }
    }
}

static int run(sqlite3_stmt *query, gint64 *value_r, const char *format, va_list arguments)
{
    sqlite3_reset(query);
    bind(query, format, arguments);
    int stepped = sqlite3_step(query);
    gint64 value = stepped == SQLITE_ROW ? sqlite3_column_int64(query, 0) : 0;
    while (stepped == SQLITE_ROW) {
        stepped = sqlite3_step(query);
    }
    sqlite3_reset(query);
    if (value_r) {
        *value_r = value;
    }
    return stepped == SQLITE_DONE ? 0 : -1;
}

int sql_run(sqlite3_stmt *query, gint64 *value_r, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int done = run(query, value_r, format, arguments);
    va_end(arguments);
    return done;
}

int sql_once_list(sqlite3 *database, const char *sql, gint64 *value_r, const char *format,
                  va_list arguments)
{
    sqlite3_stmt *query = NULL;
    sqlite3_prepare_v2(database, sql, -1, &query, NULL); /* NULL on failure: stepping it fails */
    int done = run(query, value_r, format, arguments);
    sqlite3_finalize(query);
    return done;
}

sqlite3_stmt *sql_open(sqlite3 *database, const char *sql, const char *format, ...)
{
    sqlite3_stmt *query = NULL;
    va_list arguments;
    va_start(arguments, format);
    if (sqlite3_prepare_v2(database, sql, -1, &query, NULL) == SQLITE_OK) {
        bind(query, format, arguments);
    }
    va_end(arguments);
    return query;
}

int sql_once(sqlite3 *database, const char *sql, gint64 *value_r, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int done = sql_once_list(database, sql, value_r, format, arguments);
    va_end(arguments);
    return done;
}
