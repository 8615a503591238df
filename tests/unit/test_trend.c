/* SPDX-License-Identifier: MIT
 *
 * How scores and findings went: runs that looked at some of the touchpoints only, rules that came
 * and went, more runs than are told.
 */
#include "core/result/trend.h"

#include "tests/unit/report_support.h"

static void look(sqlite3 *database, int run, const char *touchpoint, double score)
{
    g_autofree char *sql = g_strdup_printf(
        "INSERT OR IGNORE INTO run (id, name, started, as_of, plan, plan_hash, brand, version, "
        "is_sealed, plugins, notices) VALUES (%d, 'r%d', '2026-11-01T00:00:00Z', "
        "date('2026-11-01', '+%d days'), '', '', '', '', 1, '', '')",
        run, run, run - 1);
    run_sql(database, sql);
    g_autofree char *row =
        g_strdup_printf("INSERT INTO history VALUES (%d, '%s', 'deviating', %f, 1, 0, 0, 0, 0)",
                        run, touchpoint, score);
    run_sql(database, row);
}

static void find(sqlite3 *database, int run, const char *touchpoint, const char *rule, int findings)
{
    g_autofree char *row =
        g_strdup_printf("INSERT INTO rule_history VALUES (%d, '%s', '%s', %d, 0, %d)", run,
                        touchpoint, rule, findings, findings);
    run_sql(database, row);
}

static void assert_values(const GArray *trends, const char *name, const double *wanted, guint count)
{
    for (guint i = 0; i < trends->len; i++) {
        const struct trend *trend = &g_array_index(trends, struct trend, i);
        if (strcmp(trend->name, name) == 0) {
            for (guint column = 0; column < count; column++) {
                assert_float_equal(trend->values[column], wanted[column], 1e-6);
            }
            return;
        }
    }
    fail_msg("no trend of %s", name);
}

static void test_partial_runs(void **state)
{
    sqlite3 *database = empty_database();
    look(database, 1, "shop", .5);
    look(database, 1, "mail", .9);
    find(database, 1, "shop", "terms/cheap", 4);
    find(database, 1, "mail", "terms/cheap", 2);
    look(database, 2, "shop", .6); /* shop alone; the rule has gone there */
    look(database, 3, "mail", .8); /* mail alone */
    find(database, 3, "mail", "terms/cheap", 3);
    find(database, 3, "mail", "spelling/misspelt", 1);
    look(database, 3, "phone", -1);
    struct trends *trends = trends_read(database, 3);
    assert_int_equal(trends->count, 3);
    assert_string_equal(trends->days[0], "2026-11-01");
    assert_string_equal(trends->days[2], "2026-11-03");
    assert_values(trends->touchpoints, "shop", (const double[]){.5, .6, .6}, 3);
    assert_values(trends->touchpoints, "mail", (const double[]){.9, .9, .8}, 3);
    assert_values(trends->touchpoints, "phone", (const double[]){-1, -1, -1}, 3);
    assert_int_equal(trends->rules->len, 2);
    assert_values(trends->rules, "terms/cheap", (const double[]){6, 2, 3}, 3);
    assert_values(trends->rules, "spelling/misspelt", (const double[]){0, 0, 1}, 3);
    trends_free(&trends);

    trends = trends_read(database, 2); /* an earlier run knows no later one */
    assert_int_equal(trends->count, 2);
    assert_int_equal(trends->rules->len, 1);
    assert_values(trends->rules, "terms/cheap", (const double[]){6, 2}, 2);
    trends_free(&trends);
    sqlite3_close(database);
}

static void test_more_runs_than_told(void **state)
{
    sqlite3 *database = empty_database();
    for (int run = 1; run <= (int)TREND_RUNS + 5; run++) {
        look(database, run, "shop", run / 100.0);
        find(database, run, "shop", "links/broken", run);
    }
    struct trends *trends = trends_read(database, TREND_RUNS + 5);
    assert_int_equal(trends->count, TREND_RUNS);
    assert_string_equal(trends->days[0], "2026-11-06");
    assert_values(trends->touchpoints, "shop", (const double[]){.06, .07}, 2);
    assert_values(trends->rules, "links/broken", (const double[]){6, 7}, 2);
    trends_free(&trends);
    sqlite3_close(database);
}

static void test_no_run(void **state)
{
    sqlite3 *database = empty_database();
    struct trends *trends = trends_read(database, 1);
    assert_int_equal(trends->count, 0);
    assert_int_equal(trends->touchpoints->len + trends->rules->len, 0);
    trends_free(&trends);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_partial_runs),
        cmocka_unit_test(test_more_runs_than_told),
        cmocka_unit_test(test_no_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
