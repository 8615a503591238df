/* SPDX-License-Identifier: MIT
 *
 * Terms with `from` and `until` against the as-of date.
 */
#include "core/result/dates.h"

#include <sqlite3.h>

static const char forget_sql[] =
    "DELETE FROM finding WHERE touchpoint = ?1 AND fixed_run = -1 "
    "AND NOT EXISTS (SELECT 1 FROM place p WHERE p.finding = finding.id)";
static const char wake_sql[] = "UPDATE finding SET fixed_run = 0, first_run = ?2 "
                               "WHERE touchpoint = ?1 AND fixed_run = -1";
static const char sleep_sql[] = "UPDATE finding SET fixed_run = -1 "
                                "WHERE touchpoint = ?1 AND fixed_run = 0 AND rule = ?2";

/* text or number is bound as the second parameter, if there is one. */
static int run_sql(sqlite3 *database, const char *sql, const char *touchpoint, const char *text,
                   gint64 number)
{
    sqlite3_stmt *query = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &query, NULL) != SQLITE_OK) {
        return -1;
    }
    sqlite3_bind_text(query, 1, touchpoint, -1, SQLITE_STATIC);
    if (sqlite3_bind_parameter_count(query) > 1) {
        if (text) {
            sqlite3_bind_text(query, 2, text, -1, SQLITE_STATIC);
        } else {
            sqlite3_bind_int64(query, 2, number);
        }
    }
    int stepped = sqlite3_step(query);
    sqlite3_finalize(query);
    return stepped == SQLITE_DONE ? 0 : -1;
}

static char *as_of_day(sqlite3 *database, gint64 run)
{
    sqlite3_stmt *query = NULL;
    char *day = NULL;
    sqlite3_prepare_v2(database, "SELECT as_of FROM run WHERE id = ?", -1, &query, NULL);
    sqlite3_bind_int64(query, 1, run);
    if (sqlite3_step(query) == SQLITE_ROW) {
        day = g_strdup((const char *)sqlite3_column_text(query, 0));
    }
    sqlite3_finalize(query);
    return day;
}

static char *dup_text(const struct ts_node *node, const char *key)
{
    struct ts_str text = ts_get_text(node, key);
    return g_strndup(text.len ? text.ptr : "", text.len);
}

/* Days are text that sorts: YYYY-MM-DD. */
static gboolean holds(const struct ts_node *term, const char *day)
{
    g_autofree char *from = dup_text(term, "from");
    g_autofree char *until = dup_text(term, "until");
    return (!*from || strcmp(day, from) >= 0) && (!*until || strcmp(day, until) <= 0);
}

static int apply_terms(sqlite3 *database, const struct ts_node *terms, const char *touchpoint,
                       const char *day)
{
    for (guint32 i = 0; terms && i < terms->children.count; i++) {
        const struct ts_node *term = ts_item(terms->children, i);
        g_autofree char *id = dup_text(term, "id");
        g_autofree char *rule = g_strconcat("terms/", id, NULL);
        if (!holds(term, day) && run_sql(database, sleep_sql, touchpoint, rule, 0) != 0) {
            return -1;
        }
    }
    return 0;
}

int dates_apply(sqlite3 *database, const struct plan *plan, gint64 run)
{
    g_autofree char *day = as_of_day(database, run);
    for (guint i = 0; day && i < plan->touchpoints->len; i++) {
        const struct plan_touchpoint *touchpoint =
            &g_array_index(plan->touchpoints, struct plan_touchpoint, i);
        if (touchpoint->is_selected &&
            (run_sql(database, forget_sql, touchpoint->id, NULL, 0) != 0 ||
             run_sql(database, wake_sql, touchpoint->id, NULL, run) != 0 ||
             apply_terms(database, ts_get(plan->brand, "terms"), touchpoint->id, day) != 0)) {
            return -1;
        }
    }
    return 0;
}
