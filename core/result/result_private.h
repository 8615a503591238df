/* SPDX-License-Identifier: MIT
 *
 * An open run, shared by the files result*.c.
 */
#ifndef CORE_RESULT_RESULT_PRIVATE_H
#define CORE_RESULT_RESULT_PRIVATE_H

#include <sqlite3.h>

#include "core/result/result.h"

struct result {
    sqlite3 *database;
    const struct catalog *catalog;
    char *language;
    gint64 number; /* of the run */
    struct result_run run;
    struct result_summary summary;
    GArray *touchpoints;       /* struct result_touchpoint */
    sqlite3_stmt **each_place; /* of result_each_place, prepared when first needed */
};

/* Findings of the rules run/..., as a condition on the table finding f. */
#define RESULT_IS_RUN "(f.rule >= 'run/' AND f.rule < 'run0')"

/* Those that run_rules_is_unchecked names. */
#define RESULT_IS_GAP                                                    \
    "f.rule IN ('run/unchecked', 'run/plugin-failed', 'run/truncated', " \
    "'run/coverage-dropped')"

static inline const char *result_text(sqlite3_stmt *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query, column);
    return text ? text : "";
}

#endif
