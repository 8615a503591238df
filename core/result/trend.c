/* SPDX-License-Identifier: MIT
 *
 * Reads the history in columns of runs.
 */
#include "core/result/trend.h"

#include <sqlite3.h>

#include "core/result/result_private.h"
#include "core/result/sql.h"

#define NOT_LOOKED_AT (-2.0)

/* Both queries give the rows of a series one after the other, in the order of the runs. */
static const char runs_sql[] =
    "SELECT id, as_of FROM run WHERE id <= ?1 AND id IN (SELECT run FROM history) ORDER BY id DESC "
    "LIMIT ?2";
static const char touchpoints_sql[] =
    "SELECT touchpoint, run, score, '' FROM history WHERE run BETWEEN ?1 AND ?2 ORDER BY 1, 2";
static const char rules_sql[] =
    "SELECT rule, run, findings, touchpoint FROM rule_history WHERE run BETWEEN ?1 AND ?2 "
    "ORDER BY 4, 1, 2";

struct reading {
    const struct result *result; /* whose plan counts; or NULL */
    sqlite3 *database;
    struct trends *trends;
    gint64 numbers[TREND_RUNS];
};

static void clear_trend(gpointer data)
{
    g_free(((struct trend *)data)->name);
}

static int read_runs(struct reading *reading, gint64 last)
{
    struct trends *trends = reading->trends;
    sqlite3_stmt *query = sql_open(reading->database, runs_sql, "ii", last, (gint64)TREND_RUNS);
    int stepped;
    while ((stepped = sqlite3_step(query)) == SQLITE_ROW) {
        reading->numbers[trends->count] = sqlite3_column_int64(query, 0);
        trends->days[trends->count++] = g_strdup(result_text(query, 1));
    }
    sqlite3_finalize(query);
    for (guint i = 0; i < trends->count / 2; i++) {
        guint other = trends->count - 1 - i;
        gint64 number = reading->numbers[i];
        char *day = trends->days[i];
        reading->numbers[i] = reading->numbers[other];
        reading->numbers[other] = number;
        trends->days[i] = trends->days[other];
        trends->days[other] = day;
    }
    return stepped == SQLITE_DONE ? 0 : -1;
}

static guint column_of(const struct reading *reading, gint64 number)
{
    guint column = 0;
    while (column < reading->trends->count && reading->numbers[column] != number) {
        column++;
    }
    return column;
}

static struct trend *find(GArray *trends, const char *name)
{
    for (guint i = 0; i < trends->len; i++) {
        struct trend *trend = &g_array_index(trends, struct trend, i);
        if (g_str_equal(trend->name, name)) {
            return trend;
        }
    }
    return NULL;
}

static struct trend *found_or_new(GArray *trends, const char *name, double value)
{
    struct trend *trend = find(trends, name);
    if (!trend) {
        struct trend fresh = {.name = g_strdup(name)};
        for (guint i = 0; i < TREND_RUNS; i++) {
            fresh.values[i] = value;
        }
        g_array_append_val(trends, fresh);
        trend = &g_array_index(trends, struct trend, trends->len - 1);
    }
    return trend;
}

/* ---- touchpoints ----------------------------------------------------------------------------- */

static void add_score(struct reading *reading, sqlite3_stmt *query)
{
    guint column = column_of(reading, sqlite3_column_int64(query, 1));
    struct trend *trend =
        found_or_new(reading->trends->touchpoints, result_text(query, 0), NOT_LOOKED_AT);
    if (column < reading->trends->count) {
        trend->values[column] = sqlite3_column_double(query, 2);
    }
}

/* ---- rules ----------------------------------------------------------------------------------- */

/* A touchpoint that a run looked at and of which a rule has no row had none of it. */
struct series {
    char *rule, *touchpoint;
    double values[TREND_RUNS];
};

/* The column behind the last that looked at it: what has left the plan is in none of the later
 * ones. */
static guint end_of(const struct reading *reading, const struct trend *looked)
{
    guint end = reading->trends->count;
    if (looked && reading->result && !result_touchpoint(reading->result, looked->name)) {
        while (end > 0 && looked->values[end - 1] == NOT_LOOKED_AT) {
            end--;
        }
    }
    return end;
}

static void end_series(struct reading *reading, struct series *series)
{
    const struct trend *looked = find(reading->trends->touchpoints, series->touchpoint);
    struct trend *sum = found_or_new(reading->trends->rules, series->rule, 0);
    guint end = end_of(reading, looked);
    double value = 0;
    for (guint i = 0; i < end; i++) {
        if (!looked || looked->values[i] != NOT_LOOKED_AT) {
            value = series->values[i];
        }
        sum->values[i] += value;
    }
    g_clear_pointer(&series->rule, g_free);
    g_clear_pointer(&series->touchpoint, g_free);
}

static void add_findings(struct reading *reading, struct series *series, sqlite3_stmt *query)
{
    const char *rule = result_text(query, 0), *touchpoint = result_text(query, 3);
    guint column = column_of(reading, sqlite3_column_int64(query, 1));
    if (series->rule &&
        !(g_str_equal(series->rule, rule) && g_str_equal(series->touchpoint, touchpoint))) {
        end_series(reading, series);
    }
    if (!series->rule) {
        *series = (struct series){.rule = g_strdup(rule), .touchpoint = g_strdup(touchpoint)};
    }
    if (column < reading->trends->count) {
        series->values[column] = sqlite3_column_int(query, 2);
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

static int read_rows(struct reading *reading, const char *sql, struct series *series)
{
    guint count = reading->trends->count;
    sqlite3_stmt *query =
        sql_open(reading->database, sql, "ii", reading->numbers[0], reading->numbers[count - 1]);
    int stepped;
    while ((stepped = sqlite3_step(query)) == SQLITE_ROW) {
        if (series) {
            add_findings(reading, series, query);
        } else {
            add_score(reading, query);
        }
    }
    sqlite3_finalize(query);
    if (series && series->rule) {
        end_series(reading, series);
    }
    return stepped == SQLITE_DONE ? 0 : -1;
}

static void carry_on(struct trends *trends)
{
    for (guint i = 0; i < trends->touchpoints->len; i++) {
        struct trend *trend = &g_array_index(trends->touchpoints, struct trend, i);
        for (guint column = 0; column < trends->count; column++) {
            if (trend->values[column] == NOT_LOOKED_AT) {
                trend->values[column] = column ? trend->values[column - 1] : -1;
            }
        }
    }
}

static gint by_name(gconstpointer a, gconstpointer b)
{
    const struct trend *one = a, *other = b;
    return g_strcmp0(one->name, other->name);
}

static GArray *new_trends(void)
{
    GArray *trends = g_array_new(FALSE, TRUE, sizeof(struct trend));
    g_array_set_clear_func(trends, clear_trend);
    return trends;
}

static struct trends *read_trends(struct sqlite3 *database, gint64 last,
                                  const struct result *result)
{
    struct trends *trends = g_new0(struct trends, 1);
    struct reading reading = {.result = result, .database = database, .trends = trends};
    struct series series = {NULL};
    trends->touchpoints = new_trends();
    trends->rules = new_trends();
    int done = read_runs(&reading, last);
    if (done == 0 && trends->count > 0) {
        done = read_rows(&reading, touchpoints_sql, NULL);
    }
    if (done == 0 && trends->count > 0) {
        done = read_rows(&reading, rules_sql, &series);
    }
    carry_on(trends);
    g_array_sort(trends->rules, by_name);
    if (done != 0) {
        trends_free(&trends);
    }
    return trends;
}

struct trends *trends_read(struct sqlite3 *database, gint64 last)
{
    return read_trends(database, last, NULL);
}

struct trends *result_trends(const struct result *result)
{
    return read_trends(result->database, result->number, result);
}

void trends_free(struct trends **trends)
{
    if (!*trends) {
        return;
    }
    for (guint i = 0; i < (*trends)->count; i++) {
        g_free((*trends)->days[i]);
    }
    g_array_unref((*trends)->touchpoints);
    g_array_unref((*trends)->rules);
    g_clear_pointer(trends, g_free);
}
