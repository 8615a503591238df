/* SPDX-License-Identifier: MIT
 *
 * Reads and prunes the history.
 */
#include "core/result/runs.h"

#include <sqlite3.h>
#include <string.h>

#include "core/config/date.h"
#include "core/result/result_private.h"
#include "core/result/sql.h"

static const char list_sql[] =
    "WITH life AS (SELECT first_run, fixed_run FROM finding UNION ALL SELECT first_run, fixed_run "
    "FROM finding_past), opened AS (SELECT first_run AS run, count(*) AS count FROM life WHERE "
    "fixed_run >= 0 AND fixed_run <> first_run GROUP BY 1), fixed AS (SELECT fixed_run AS run, "
    "count(*) AS count FROM life WHERE fixed_run > first_run GROUP BY 1) "
    "SELECT r.id, r.name, r.started, r.as_of, r.cut_short, coalesce(r.exit, -1), count(h.run), "
    "coalesce(sum(h.documents), 0), coalesce(sum(h.unchecked), 0), coalesce(sum(h.errors), 0), "
    "coalesce(sum(h.warnings), 0), coalesce(sum(h.infos), 0), "
    "coalesce(avg(h.score) FILTER (WHERE h.score >= 0), -1), "
    "coalesce(o.count, 0), coalesce(f.count, 0) "
    "FROM run r LEFT JOIN history h ON h.run = r.id LEFT JOIN opened o ON o.run = r.id "
    "LEFT JOIN fixed f ON f.run = r.id GROUP BY r.id ORDER BY r.id";
static const char touchpoints_sql[] =
    "SELECT h.run, r.as_of, h.touchpoint, h.state, h.score, h.errors + h.warnings, 0 FROM history "
    "h JOIN run r ON r.id = h.run ORDER BY h.touchpoint, h.run";
static const char rules_sql[] =
    "SELECT h.run, r.as_of, h.rule, NULL, -1, sum(h.findings), sum(h.places) FROM rule_history h "
    "JOIN run r ON r.id = h.run WHERE ?1 = '' OR h.touchpoint = ?1 GROUP BY h.rule, h.run "
    "ORDER BY h.rule, h.run";

static void clear_run(gpointer data)
{
    struct run_row *row = data;
    g_free(row->id);
    g_free(row->started);
    g_free(row->as_of);
    g_free(row->cut_short);
}

static void clear_trend(gpointer data)
{
    struct run_trend *trend = data;
    g_free(trend->as_of);
    g_free(trend->name);
    g_free(trend->state);
}

/* Steps through a query; NULL: it failed. */
static GArray *gather(sqlite3_stmt *query, guint size, GDestroyNotify clear,
                      void (*add)(GArray *rows, sqlite3_stmt *query))
{
    GArray *rows = g_array_new(FALSE, TRUE, size);
    int stepped;
    g_array_set_clear_func(rows, clear);
    while ((stepped = sqlite3_step(query)) == SQLITE_ROW) {
        add(rows, query);
    }
    sqlite3_finalize(query);
    if (stepped != SQLITE_DONE) {
        g_clear_pointer(&rows, g_array_unref);
    }
    return rows;
}

static guint number_at(sqlite3_stmt *query, int column)
{
    return (guint)sqlite3_column_int64(query, column);
}

static void add_run(GArray *rows, sqlite3_stmt *query)
{
    const char *cut_short = result_text(query, 4);
    struct run_row row = {
        .number = sqlite3_column_int64(query, 0),
        .id = g_strdup(result_text(query, 1)),
        .started = g_strdup(result_text(query, 2)),
        .as_of = g_strdup(result_text(query, 3)),
        .cut_short = *cut_short ? g_strdup(cut_short) : NULL,
        .exit = sqlite3_column_int(query, 5),
        .touchpoints = number_at(query, 6),
        .documents = number_at(query, 7),
        .unchecked = number_at(query, 8),
        .errors = number_at(query, 9),
        .warnings = number_at(query, 10),
        .infos = number_at(query, 11),
        .score = sqlite3_column_double(query, 12),
        .new_count = number_at(query, 13),
        .fixed_count = number_at(query, 14),
    };
    g_array_append_val(rows, row);
}

static void add_trend(GArray *rows, sqlite3_stmt *query)
{
    const char *state = result_text(query, 3);
    struct run_trend row = {
        .number = sqlite3_column_int64(query, 0),
        .as_of = g_strdup(result_text(query, 1)),
        .name = g_strdup(result_text(query, 2)),
        .state = *state ? g_strdup(state) : NULL,
        .score = sqlite3_column_double(query, 4),
        .findings = number_at(query, 5),
        .places = number_at(query, 6),
    };
    g_array_append_val(rows, row);
}

GArray *runs_list(struct sqlite3 *database)
{
    return gather(sql_open(database, list_sql, ""), sizeof(struct run_row), clear_run, add_run);
}

GArray *runs_of_touchpoints(struct sqlite3 *database)
{
    return gather(sql_open(database, touchpoints_sql, ""), sizeof(struct run_trend), clear_trend,
                  add_trend);
}

GArray *runs_of_rules(struct sqlite3 *database, const char *touchpoint)
{
    return gather(sql_open(database, rules_sql, "t", touchpoint ? touchpoint : ""),
                  sizeof(struct run_trend), clear_trend, add_trend);
}

gint64 runs_find(struct sqlite3 *database, const char *name, gint64 before)
{
    static const char last_sql[] = "SELECT max(id) FROM run WHERE id < ?2";
    static const char day_sql[] = "SELECT id FROM run WHERE as_of <= ?1 AND id < ?2 "
                                  "ORDER BY as_of DESC, id DESC LIMIT 1";
    static const char name_sql[] =
        "SELECT max(id) FROM run WHERE (name = ?1 OR id = ?1) AND id < ?2";
    gint64 number = 0;
    const char *sql = strcmp(name, "last") == 0 ? last_sql
                      : date_is_valid(name)     ? day_sql
                                                : name_sql;
    sql_once(database, sql, &number, "ti", name, before);
    return number;
}

/* ---- pruning --------------------------------------------------------------------------------- */

#define OLD "(SELECT id FROM run WHERE started < ?1 AND id < (SELECT max(id) FROM run))"

static const char count_sql[] = "SELECT count(*) FROM run WHERE id IN " OLD;

/* What is only of the past first; the runs themselves last. */
static const char *const prune_sql[] = {
    "DELETE FROM history WHERE run IN " OLD,
    "DELETE FROM rule_history WHERE run IN " OLD,
    "DELETE FROM place WHERE finding IN (SELECT id FROM finding WHERE fixed_run IN " OLD ")",
    "DELETE FROM finding WHERE fixed_run IN " OLD,
    "DELETE FROM finding_past WHERE fixed_run IN " OLD,
    "DELETE FROM observation WHERE document IN (SELECT id FROM document WHERE status = 4 AND run "
    "IN " OLD ")",
    "DELETE FROM picture WHERE document IN (SELECT id FROM document WHERE status = 4 AND run "
    "IN " OLD ")",
    "DELETE FROM kept WHERE document IN (SELECT id FROM document WHERE status = 4 AND run IN " OLD
    ")",
    "DELETE FROM document WHERE status = 4 AND run IN " OLD,
    "DELETE FROM answer WHERE run IN " OLD,
    "DELETE FROM run WHERE id IN " OLD,
};
static const char evidence_sql[] =
    "DELETE FROM evidence WHERE id NOT IN (SELECT evidence FROM finding UNION SELECT evidence FROM "
    "observation UNION SELECT evidence FROM story)";

int runs_prune(struct sqlite3 *database, const char *before, gboolean is_dry, guint *count_r)
{
    gint64 count = 0;
    int done = sql_once(database, count_sql, &count, "t", before);
    *count_r = (guint)count;
    if (done != 0 || is_dry || count == 0) {
        return done;
    }
    done = sql_once(database, "BEGIN IMMEDIATE", NULL, "");
    for (gsize i = 0; done == 0 && i < G_N_ELEMENTS(prune_sql); i++) {
        done = sql_once(database, prune_sql[i], NULL, "t", before);
    }
    if (done == 0) {
        done = sql_once(database, evidence_sql, NULL, "");
    }
    if (done == 0) {
        done = sql_once(database, "COMMIT", NULL, "");
    } else {
        sqlite3_exec(database, "ROLLBACK", NULL, NULL, NULL);
    }
    /* the file gets smaller; that it can't is no failure */
    if (done == 0) {
        sqlite3_exec(database, "VACUUM", NULL, NULL, NULL);
    }
    return done;
}
