/* SPDX-License-Identifier: MIT
 *
 * Terms with `from` and `until`, or in a rollout, against the as-of date; entries next to them.
 */
#include "core/result/dates.h"

#include <sqlite3.h>

#include "core/result/rollout.h"
#include "core/result/sql.h"

static const char forget_sql[] =
    "DELETE FROM finding WHERE touchpoint = ?1 AND fixed_run = -1 "
    "AND NOT EXISTS (SELECT 1 FROM place p WHERE p.finding = finding.id)";
static const char wake_sql[] = "UPDATE finding SET fixed_run = 0, first_run = ?2 "
                               "WHERE touchpoint = ?1 AND fixed_run = -1";
static const char sleep_sql[] = "UPDATE finding SET fixed_run = -1 "
                                "WHERE touchpoint = ?1 AND fixed_run = 0 AND rule = ?2";

char *dates_day(sqlite3 *database, gint64 run)
{
    sqlite3_stmt *query = sql_open(database, "SELECT as_of FROM run WHERE id = ?1", "i", run);
    char *day = NULL;
    if (sqlite3_step(query) == SQLITE_ROW) {
        day = g_strdup((const char *)sqlite3_column_text(query, 0));
    }
    sqlite3_finalize(query);
    return day;
}

/* A term's rule has its id where the key of the entry has it: terms/ID, term:ID. */
static int apply_terms(const struct dates *dates, const char *touchpoint)
{
    for (guint i = 0; i < lifecycle_count(dates->lifecycle); i++) {
        struct life_entry entry = lifecycle_look(dates->lifecycle, i, dates->day);
        if (entry.life == LIFE_RIGHT || !g_str_equal(entry.home->kind, "term")) {
            continue;
        }
        g_autofree char *rule = g_strconcat("terms/", entry.key + strlen("term:"), NULL);
        if (sql_once(dates->database, sleep_sql, NULL, "tt", touchpoint, rule) != 0) {
            return -1;
        }
    }
    return 0;
}

static int apply(const struct dates *dates, const struct plan_touchpoint *touchpoint)
{
    const char *id = touchpoint->id;
    return sql_once(dates->database, forget_sql, NULL, "t", id) == 0 &&
                   sql_once(dates->database, wake_sql, NULL, "ti", id, dates->run) == 0 &&
                   apply_terms(dates, id) == 0
               ? dates_entries(dates, touchpoint)
               : -1;
}

int dates_apply(sqlite3 *database, const struct plan *plan, const struct lifecycle *lifecycle,
                const char *day, gint64 run)
{
    g_autoptr(GHashTable) dated = dates_look(lifecycle, plan->brand, day);
    g_autoptr(GArray) rollouts = rollouts_look(database, plan, day, run);
    struct dates dates = {database, lifecycle, dated, rollouts, run, day};
    int done = rollouts ? rollouts_store(database, rollouts, run, day) : -1;
    for (guint i = 0; done == 0 && i < plan->touchpoints->len; i++) {
        const struct plan_touchpoint *touchpoint = plan_touchpoint_at(plan, i);
        done = touchpoint->is_selected ? apply(&dates, touchpoint) : 0;
    }
    return done;
}
