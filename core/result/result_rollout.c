/* SPDX-License-Identifier: MIT
 *
 * Reads how far the rollouts are, and how they went.
 */
#include <string.h>

#include "core/result/result_private.h"
#include "core/result/rollout.h"
#include "core/result/sql.h"

static const char rows_sql[] =
    "SELECT r.id, r.touchpoint, r.name, r.begins, r.state, r.old, r.new, r.overdue, r.due, "
    "r.is_late, r.is_early, r.is_returned FROM rollout r JOIN touchpoint t ON t.id = r.touchpoint "
    "WHERE r.run = ?1 AND t.ordinal >= 0 ORDER BY r.begins, r.id, t.ordinal";
/* Of each day the last run that has it, and of it the touchpoints that the plan has today: one that
 * is given up is no progress. */
static const char days_sql[] =
    "SELECT r.as_of, r.state, r.is_late, r.is_returned FROM rollout r WHERE r.id = ?1 AND r.run <= "
    "?2 AND r.run = (SELECT max(o.run) FROM rollout o WHERE o.id = ?1 AND o.as_of = r.as_of "
    "AND o.run <= ?2) AND r.as_of <= ?3 AND r.touchpoint IN (SELECT id FROM touchpoint WHERE "
    "ordinal >= 0) ORDER BY r.as_of";

static const char *state_of(const char *text)
{
    for (guint i = 0; rollout_states[i]; i++) {
        if (g_str_equal(rollout_states[i], text)) {
            return rollout_states[i];
        }
    }
    return ROLLOUT_NOT_REACHED;
}

static void read_row(struct result *result, sqlite3_stmt *query)
{
    struct rollout_row row = {
        .rollout = g_strdup(result_text(query, 0)),
        .touchpoint = g_strdup(result_text(query, 1)),
        .name = g_strdup(result_text(query, 2)),
        .state = state_of(result_text(query, 4)),
        .old = (guint)sqlite3_column_int(query, 5),
        .new = (guint)sqlite3_column_int(query, 6),
        .overdue = (guint)sqlite3_column_int(query, 7),
        .is_late = sqlite3_column_int(query, 9) != 0,
        .is_early = sqlite3_column_int(query, 10) != 0,
        .is_returned = sqlite3_column_int(query, 11) != 0,
    };
    date_copy(ts_text(result_text(query, 3)), row.begins);
    date_copy(ts_text(result_text(query, 8)), row.due);
    g_array_append_val(result->rollouts, row);
}

int result_read_rollouts(struct result *result)
{
    result->rollouts = g_array_new(FALSE, TRUE, sizeof(struct rollout_row));
    g_array_set_clear_func(result->rollouts, rollout_row_clear);
    return result_read_rows(result, rows_sql, read_row);
}

const GArray *result_rollouts(const struct result *result)
{
    return result->rollouts;
}

GArray *result_progress(const struct result *result, const char *rollout, const char *until)
{
    GArray *days = g_array_new(FALSE, TRUE, sizeof(struct rollout_day));
    struct rollout_day *last = NULL;
    const char *last_day =
        until && strcmp(until, result->run.as_of) < 0 ? until : result->run.as_of;
    sqlite3_stmt *query =
        sql_open(result->database, days_sql, "tit", rollout, result->number, last_day);
    while (sqlite3_step(query) == SQLITE_ROW) {
        const char *day = result_text(query, 0);
        if (!last || !g_str_equal(last->day, day)) {
            g_array_set_size(days, days->len + 1);
            last = &g_array_index(days, struct rollout_day, days->len - 1);
            date_copy(ts_text(day), last->day);
        }
        rollout_day_add(last, result_text(query, 1), sqlite3_column_int(query, 2) != 0,
                        sqlite3_column_int(query, 3) != 0);
    }
    sqlite3_finalize(query);
    return days;
}
