/* SPDX-License-Identifier: MIT
 *
 * How much of a touchpoint carries the promise: documents and what was observed in them, a case a
 * row.
 */
#include "core/config/tree.h"
#include "core/result/coverage.h"
#include "tests/unit/report_support.h"

#define BRAND                                                                              \
    "{languages: [nl, en], promise: {payoff: {nl: Gemak op elk vlak, en: Ease}, themes: {" \
    "nl: [gemak], de: [leicht]}}}"

/* "LANGUAGE DOCUMENTS EXACT ALTERED THEME", parted by |. */
static const struct {
    const char *documents, *observations, *expects, *rows;
} cases[] = {
    {"(1, 't', 'a', 1, 'nl', 9, 2), (2, 't', 'b', 2, 'nl-NL', 9, 2), (3, 't', 'c', 1, 'EN', 9, 2)",
     "(1, 'payoff', 'exact'), (1, 'payoff', 'altered'), (1, 'theme', 'theme'),"
     " (2, 'payoff', 'altered'), (2, 'theme', 'theme'), (2, 'belied', 'belied')",
     "promise", "nl 2 1 1 0|en 1 0 0 0"},
    /* the first language where none is known; a language with themes only */
    {"(1, 't', 'a', 1, '', 9, 2), (2, 't', 'b', 1, 'de', 9, 2)", "(1, 'theme', 'theme')", "promise",
     "nl 1 0 0 1|de 1 0 0 0"},
    /* unchecked, without text, in another language, of another touchpoint, of another run */
    {"(1, 't', 'a', 3, 'nl', 9, 2), (2, 't', 'b', 1, 'nl', 0, 2), (3, 't', 'c', 1, 'fr', 9, 2),"
     " (4, 'other', 'd', 1, 'nl', 9, 2), (5, 't', 'e', 1, 'nl', 9, 1), (6, 't', 'f', 4, 'nl', 9, "
     "2),"
     " (7, 't', 'g', 1, 'und', 9, 2), (8, 't', 'h', 1, 'nld', 9, 2)",
     "(1, 'payoff', 'exact')", "promise", ""},
    {"(1, 't', 'a', 1, 'nl', 9, 2)", "(1, 'payoff', 'exact')", "logo", ""},
};

static char *rows_of(sqlite3 *database)
{
    sqlite3_stmt *query;
    GString *out = g_string_new(NULL);
    assert_int_equal(
        sqlite3_prepare_v2(database, "SELECT * FROM promise ORDER BY rowid", -1, &query, NULL),
        SQLITE_OK);
    while (sqlite3_step(query) == SQLITE_ROW) {
        g_string_append_printf(out, "%s%s", out->len ? "|" : "", sqlite3_column_text(query, 1));
        for (int i = 2; i < 6; i++) {
            g_string_append_printf(out, " %d", sqlite3_column_int(query, i));
        }
    }
    sqlite3_finalize(query);
    return g_string_free(out, FALSE);
}

struct world {
    struct tree *tree;
    struct catalog_plugin plugin;
    struct plan plan;
    struct plan_touchpoint touchpoint;
};

static void world_init(struct world *world)
{
    struct problems *problems = problems_new();
    *world =
        (struct world){.plugin = {.kind = TS_CHECK, .name = (char *)"promise"},
                       .touchpoint = {.id = (char *)"t",
                                      .expects = g_ptr_array_new(),
                                      .uses = g_array_new(FALSE, TRUE, sizeof(struct plan_use))}};
    world->tree = tree_parse("brand.yaml", "/", ts_text(BRAND), problems);
    assert_non_null(world->tree);
    problems_free(&problems);
    struct plan_check check = {.plugin = &world->plugin, .brand = world->tree->root};
    struct plan_use use = {0};
    world->plan.brand = check.brand;
    world->plan.checks = g_array_new(FALSE, TRUE, sizeof check);
    g_array_append_val(world->plan.checks, check);
    g_array_append_val(world->touchpoint.uses, use);
}

static void world_finish(struct world *world)
{
    g_array_unref(world->plan.checks);
    g_array_unref(world->touchpoint.uses);
    g_ptr_array_unref(world->touchpoint.expects);
    tree_free(&world->tree);
}

#define COLUMNS \
    "(document, check_name, check_hash, key, value, confidence, line, column, path, numbers)"

static sqlite3 *database_with(const char *documents, const char *observations)
{
    sqlite3 *database = empty_database();
    g_autofree char *sql = g_strdup_printf(
        "INSERT INTO document (id, touchpoint, locator, status, language, text_size, run) VALUES "
        "%s;"
        "WITH seen (document, key, value) AS (VALUES %s) INSERT INTO observation " COLUMNS
        " SELECT document, 'promise', 'h', key, value, -1, 1, 1, '', '{}' FROM seen;"
        "INSERT INTO observation " COLUMNS
        " SELECT id, 'spelling', 'h', 'payoff', 'exact', -1, 1, 1, '', '{}' "
        "FROM document;"
        "INSERT INTO promise VALUES ('t', 'nl', 99, 9, 9, 9), ('other', 'nl', 1, 1, 0, 0)",
        documents, observations);
    run_sql(database, sql);
    return database;
}

static void test_cases(void **data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct world world;
        world_init(&world);
        g_ptr_array_add(world.touchpoint.expects, (char *)cases[i].expects);
        sqlite3 *database = database_with(cases[i].documents, cases[i].observations);
        assert_int_equal(coverage_compute(database, &world.plan, &world.touchpoint, 2), 0);
        run_sql(database, "DELETE FROM promise WHERE touchpoint = 'other'");
        g_autofree char *rows = rows_of(database);
        if (strcmp(rows, cases[i].rows) != 0) {
            fail_msg("case %zu: wanted %s, got %s", i, cases[i].rows, rows);
        }
        sqlite3_close(database);
        world_finish(&world);
    }
}

/* A check that broke down saw nothing; nobody may take that for nothing there. */
static void test_broken(void **data)
{
    struct world world;
    (void)data;
    world_init(&world);
    g_ptr_array_add(world.touchpoint.expects, (char *)"promise");
    sqlite3 *database = database_with("(1, 't', 'a', 1, 'nl', 9, 2)", "(1, 'theme', 'theme')");
    run_sql(database,
            "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, expected,"
            " actual, arguments, first_run) VALUES ('t', 'f', 'run/plugin-failed', 3, 3,"
            " '', '', '{}', 2)");
    assert_int_equal(coverage_compute(database, &world.plan, &world.touchpoint, 2), 0);
    g_autofree char *rows = rows_of(database);
    assert_string_equal(rows, "nl 1 1 0 0"); /* the other touchpoint's */
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
    world_finish(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_broken)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
