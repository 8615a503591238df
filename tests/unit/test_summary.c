/* SPDX-License-Identifier: MIT
 *
 * Severity, state, score and exit status: one touchpoint, a case a row.
 */
#include "core/result/score.h"
#include "core/result/summary.h"
#include "tests/unit/report_support.h"

/* ---- a plan of one touchpoint and one check -------------------------------------------------- */

struct world {
    sqlite3 *database;
    struct catalog_plugin plugin;
    struct ts_node section, brand;
    struct plan plan;
    struct plan_touchpoint touchpoint;
};

static void world_init(struct world *world)
{
    *world = (struct world){
        .database = empty_database(),
        .plugin = {.kind = TS_CHECK, .name = (char *)"promise"},
        .section = {.kind = TS_NODE_MAP, .key = ts_text("promise")},
        .brand = {.kind = TS_NODE_MAP},
        .touchpoint = {.id = (char *)"t",
                       .control = (char *)"owned",
                       .is_measured = TRUE,
                       .is_selected = TRUE,
                       .expects = g_ptr_array_new(),
                       .historic = g_ptr_array_new(),
                       .leads_to = g_array_new(FALSE, TRUE, sizeof(unsigned)),
                       .uses = g_array_new(FALSE, TRUE, sizeof(struct plan_use))},
    };
    world->plan.journeys = g_array_new(FALSE, TRUE, sizeof(struct plan_journey));
    world->plan.acceptances = g_array_new(FALSE, TRUE, sizeof(struct plan_acceptance));
    world->brand.children = ts_one(&world->section, sizeof world->section);
    world->plan.checks = g_array_new(FALSE, TRUE, sizeof(struct plan_check));
    struct plan_check check = {.plugin = &world->plugin, .brand = &world->brand};
    g_array_append_val(world->plan.checks, check);
    struct plan_use use = {0};
    g_array_append_val(world->touchpoint.uses, use);
    world->plan.touchpoints = g_array_new(FALSE, TRUE, sizeof(struct plan_touchpoint));
    run_sql(
        world->database,
        "INSERT INTO run (id, name, started, finished, as_of, plan, plan_hash, brand, "
        "version, is_sealed, plugins, notices, cut_short, exit) VALUES (1, 'r1', 's', 'f', 'd', "
        "'p', 'h', 'b', 'v', 1, '', '', NULL,"
        " 0), (2, 'r2', 's', NULL, 'd', 'p', 'h', 'b', 'v', 1, '', '', NULL, NULL);"
        "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases,"
        " expects, is_measured, is_complete) VALUES ('t', 0, 't', '', '', '', '', '', '', 1, 1),"
        " ('other', 1, 'o', '', '', '', '', '', '', 1, 1);");
}

static void world_finish(struct world *world)
{
    g_array_unref(world->plan.touchpoints);
    g_array_unref(world->plan.checks);
    g_array_unref(world->plan.journeys);
    g_array_unref(world->plan.acceptances);
    g_array_unref(world->touchpoint.leads_to);
    g_ptr_array_unref(world->touchpoint.historic);
    g_array_unref(world->touchpoint.uses);
    g_ptr_array_unref(world->touchpoint.expects);
    assert_int_equal(sqlite3_close(world->database), SQLITE_OK);
}

static void compute(struct world *world, const struct summary_input *input)
{
    g_autofree char *error = NULL;
    g_array_set_size(world->plan.touchpoints, 0);
    g_array_append_val(world->plan.touchpoints, world->touchpoint);
    if (summary_compute(world->database, &world->plan, input, &error) != 0) {
        fail_msg("%s", error);
    }
}

/* The only value of a query, as text. */
static char *ask(const struct world *world, const char *sql)
{
    sqlite3_stmt *query = NULL;
    assert_int_equal(sqlite3_prepare_v2(world->database, sql, -1, &query, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    char *text = g_strdup((const char *)sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    return text;
}

#define DOCUMENTS                                                                             \
    "INSERT INTO document (id, touchpoint, locator, status, run) VALUES (1, 't', 'a', 1, 2)," \
    " (2, 't', 'b', 2, 2), (3, 't', 'c', 1, 2), (4, 't', 'd', 1, 2);"
#define FINDING(id, rule, said, first)                                                          \
    "INSERT INTO finding (id, touchpoint, fingerprint, rule, said, severity, expected, actual," \
    " arguments, first_run) VALUES (" #id ", 't', 'f" #id "', '" rule "', " #said ", " #said    \
    ", '', '', '{}', " #first ");"
#define PLACE(finding, document, locator)                                      \
    "INSERT INTO place VALUES (" #finding ", " #document ", '', '', '" locator \
    "', 1, 1, '', '', 0, 0, 2);"
#define ANOTHER_DOCUMENT(id, status)                                                           \
    "INSERT INTO document (id, touchpoint, locator, status, run) VALUES (" #id ", 't', 'x" #id \
    "', " #status ", 2);"

/* ---- state, score and exit ------------------------------------------------------------------- */

static const struct {
    const char *name, *sql;
    struct summary_input input;
    const char *state, *score;
    int exit;
    const char *accepted; /* a fingerprint */
} cases[] = {
    {"clean", DOCUMENTS, {TS_ERROR, -1}, "consistent", "1.0", 0},
    {"an error",
     DOCUMENTS FINDING(1, "promise/x", 3, 2) PLACE(1, 1, ""),
     {TS_ERROR, -1},
     "deviating",
     "0.75",
     1},
    {"a warning below the level",
     DOCUMENTS FINDING(1, "promise/x", 2, 2) PLACE(1, 1, ""),
     {TS_ERROR, -1},
     "deviating",
     "0.875",
     0},
    {"a warning at the level",
     DOCUMENTS FINDING(1, "promise/x", 2, 2) PLACE(1, 1, ""),
     {TS_WARNING, -1},
     "deviating",
     "0.875",
     1},
    {"info",
     DOCUMENTS FINDING(1, "promise/x", 1, 2) PLACE(1, 1, ""),
     {TS_ERROR, -1},
     "consistent",
     "0.975",
     0},
    {"info at the level",
     DOCUMENTS FINDING(1, "promise/x", 1, 2) PLACE(1, 1, ""),
     {TS_INFO, -1},
     "consistent",
     "0.975",
     1},
    {"an error, never failing",
     DOCUMENTS FINDING(1, "promise/x", 3, 2) PLACE(1, 1, ""),
     {0, -1},
     "deviating",
     "0.75",
     0},
    {"the worst of a document counts",
     DOCUMENTS FINDING(1, "promise/x", 3, 2) PLACE(1, 1, "") FINDING(2, "promise/y", 2, 2)
         PLACE(2, 1, "") PLACE(2, 2, ""),
     {TS_ERROR, -1},
     "deviating",
     "0.625",
     1},
    {"a place named by a conclusion",
     DOCUMENTS FINDING(1, "promise/x", 3, 2) PLACE(1, 0, "c"),
     {TS_ERROR, -1},
     "deviating",
     "0.75",
     1},
    {"the touchpoint as a whole",
     DOCUMENTS FINDING(1, "promise/x", 3, 2) PLACE(1, 0, "/"),
     {TS_ERROR, -1},
     "deviating",
     "0.5",
     1},
    {"an old error, only new ones asked",
     DOCUMENTS FINDING(1, "promise/x", 3, 1) PLACE(1, 1, ""),
     {TS_ERROR, -1, TRUE},
     "deviating",
     "0.75",
     0},
    {"a new error, only new ones asked",
     DOCUMENTS FINDING(1, "promise/x", 3, 2) PLACE(1, 1, ""),
     {TS_ERROR, -1, TRUE},
     "deviating",
     "0.75",
     1},
    {"an error no longer reached",
     DOCUMENTS FINDING(1, "promise/x", 3, 1),
     {TS_ERROR, -1},
     "deviating",
     "1.0",
     1},
    {"an error that was fixed",
     DOCUMENTS FINDING(1, "promise/x", 3, 1) "UPDATE finding SET fixed_run = 2;",
     {TS_ERROR, -1},
     "consistent",
     "1.0",
     0},
    {"no document", "", {TS_ERROR, -1}, "unchecked", "-1.0", 3},
    {"only left out by rule", ANOTHER_DOCUMENT(9, 5), {TS_ERROR, -1}, "unchecked", "-1.0", 3},
    {"only gone", ANOTHER_DOCUMENT(9, 4), {TS_ERROR, -1}, "unchecked", "-1.0", 3},
    {"documents of an earlier run only",
     "INSERT INTO document (touchpoint, locator, status, run) VALUES ('t', 'a', 1, 1);",
     {TS_ERROR, -1},
     "unchecked",
     "-1.0",
     3},
    {"an unchecked document",
     DOCUMENTS ANOTHER_DOCUMENT(9, 3),
     {TS_ERROR, -1},
     "unchecked",
     "0.8",
     3},
    {"one in five may stay unchecked",
     DOCUMENTS ANOTHER_DOCUMENT(9, 3),
     {TS_ERROR, 20},
     "unchecked",
     "0.8",
     0},
    {"less than one in five may",
     DOCUMENTS ANOTHER_DOCUMENT(9, 3),
     {TS_ERROR, 19.9},
     "unchecked",
     "0.8",
     3},
    {"all of it unchecked is no share",
     ANOTHER_DOCUMENT(9, 3),
     {TS_ERROR, 100},
     "unchecked",
     "-1.0",
     3},
    {"all of it accepted as unchecked is not seen for that",
     ANOTHER_DOCUMENT(9, 3) FINDING(1, "run/unchecked", 2, 2) PLACE(1, 9, ""),
     {TS_ERROR, -1},
     "unchecked",
     "-1.0",
     0,
     "f1"},
    {"unchecked and an error: 1 wins",
     DOCUMENTS ANOTHER_DOCUMENT(9, 3) FINDING(1, "promise/x", 3, 2) PLACE(1, 1, ""),
     {TS_ERROR, -1},
     "deviating",
     "0.75",
     1},
    {"left out by rule beside others",
     DOCUMENTS ANOTHER_DOCUMENT(9, 5),
     {TS_ERROR, -1},
     "consistent",
     "1.0",
     0},
    {"run/unchecked in a document",
     DOCUMENTS FINDING(1, "run/unchecked", 2, 2) PLACE(1, 1, ""),
     {TS_WARNING, -1},
     "unchecked",
     "1.0",
     3},
    {"a check failed in a document",
     DOCUMENTS FINDING(1, "run/plugin-failed", 3, 2) PLACE(1, 1, ""),
     {TS_ERROR, 50},
     "unchecked",
     "1.0",
     0},
    {"a check failed everywhere",
     DOCUMENTS FINDING(1, "run/plugin-failed", 3, 2) PLACE(1, 0, ""),
     {TS_ERROR, 50},
     "unchecked",
     "1.0",
     3},
    {"a document cut in half",
     DOCUMENTS FINDING(1, "run/truncated", 2, 2) PLACE(1, 1, ""),
     {TS_ERROR, -1},
     "unchecked",
     "1.0",
     3},
    {"robots and traps",
     DOCUMENTS FINDING(1, "run/robots", 1, 2) PLACE(1, 0, "x") FINDING(2, "run/trap", 2, 2)
         PLACE(2, 0, "y"),
     {TS_INFO, -1},
     "consistent",
     "1.0",
     0},
    {"cut short", DOCUMENTS, {TS_ERROR, -1, FALSE, "budget"}, "consistent", "1.0", 3},
    {"cut short within this touchpoint",
     DOCUMENTS "UPDATE touchpoint SET is_complete = 0;",
     {TS_ERROR, 100, FALSE, "stopped"},
     "unchecked",
     "1.0",
     3},
    {"a place elsewhere does not cost here",
     DOCUMENTS FINDING(
         1, "promise/x", 3,
         2) "INSERT INTO place VALUES (1, 0, 'promise', 'other', 'z', 1, 1, '', '', 0, 0, 2);",
     {TS_ERROR, -1},
     "deviating",
     "1.0",
     1},
};

static void sums_up(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct world world;
        world_init(&world);
        run_sql(world.database, cases[i].sql);
        struct plan_acceptance own = {.fingerprint = (char *)cases[i].accepted,
                                      .reason = (char *)"r"};
        g_array_append_vals(world.plan.acceptances, &own, cases[i].accepted ? 1 : 0);
        compute(&world, &cases[i].input);
        g_autofree char *got_state = ask(&world, "SELECT state FROM touchpoint WHERE id = 't'");
        g_autofree char *got_score = ask(&world, "SELECT round(score, 4) FROM touchpoint");
        g_autofree char *got_exit = ask(&world, "SELECT exit FROM run WHERE id = 2");
        if (strcmp(got_state, cases[i].state) != 0 || strcmp(got_score, cases[i].score) != 0 ||
            atoi(got_exit) != cases[i].exit) {
            fail_msg("%s: %s %s %s", cases[i].name, got_state, got_score, got_exit);
        }
        world_finish(&world);
    }
}

/* ---- acceptances ----------------------------------------------------------------------------- */

static int count_steps(void *data)
{
    ++*(guint *)data;
    return 0;
}

/* A baseline accepts thousands: what they cost grows with their number, not with its square. */
static void many_acceptances_cost_little(void **state)
{
    (void)state;
    const struct summary_input input = {TS_ERROR, -1};
    struct world world;
    guint thousands = 0; /* of steps of SQLite's machine */
    world_init(&world);
    run_sql(world.database,
            DOCUMENTS "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, "
                      "expected, actual, arguments, first_run) WITH RECURSIVE n(i) AS (SELECT 0 "
                      "UNION ALL SELECT i + 1 FROM n WHERE i < 1999) SELECT 't', 'f' || i, "
                      "'promise/x', 3, 3, '', '', '{}', 2 FROM n;");
    for (guint i = 0; i < 2000; i++) {
        struct plan_acceptance own = {.fingerprint = g_strdup_printf("f%u", i),
                                      .reason = (char *)"r"};
        g_array_append_val(world.plan.acceptances, own);
    }
    sqlite3_progress_handler(world.database, 1000, count_steps, &thousands);
    compute(&world, &input);
    g_autofree char *open = ask(&world, "SELECT count(*) FROM finding WHERE acceptance = ''");
    assert_string_equal(open, "0");
    assert_in_range(thousands, 1, 2000);
    for (guint i = 0; i < 2000; i++) {
        g_free(g_array_index(world.plan.acceptances, struct plan_acceptance, i).fingerprint);
    }
    world_finish(&world);
}

/* ---- severity -------------------------------------------------------------------------------- */

static const struct {
    const char *name, *rule, *control;
    unsigned said, use;
    const char *severity;
} weights[] = {
    {"as said", "promise/x", "owned", TS_WARNING, TS_SEVERITY_DEFAULT, "2"},
    {"the touchpoint wins", "promise/x", "owned", TS_WARNING, TS_ERROR, "3"},
    {"also downwards", "promise/x", "partner", TS_ERROR, TS_INFO, "1"},
    {"not for another check", "promises/x", "owned", TS_WARNING, TS_ERROR, "2"},
    {"external caps", "promise/x", "external", TS_ERROR, TS_ERROR, "1"},
    {"but not what the run says of itself", "run/unchecked", "external", TS_WARNING, TS_INFO, "2"},
};

static void weighs(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(weights); i++) {
        struct world world;
        const struct summary_input input = {TS_ERROR, -1};
        world_init(&world);
        world.touchpoint.control = (char *)weights[i].control;
        g_array_index(world.touchpoint.uses, struct plan_use, 0).severity = weights[i].use;
        g_autofree char *sql = g_strdup_printf(
            "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, expected, actual,"
            " arguments, first_run) VALUES ('t', 'f', '%s', %u, 0, '', '', '{}', 2)",
            weights[i].rule, weights[i].said);
        run_sql(world.database, sql);
        compute(&world, &input);
        g_autofree char *got = ask(&world, "SELECT severity FROM finding");
        if (strcmp(got, weights[i].severity) != 0) {
            fail_msg("%s: %s", weights[i].name, got);
        }
        world_finish(&world);
    }
}

/* ---- the rest -------------------------------------------------------------------------------- */

static void counts_what_it_found(void **state)
{
    (void)state;
    struct world world;
    const struct summary_input input = {TS_ERROR, -1};
    world_init(&world);
    run_sql(world.database, DOCUMENTS ANOTHER_DOCUMENT(8, 5) ANOTHER_DOCUMENT(9, 3)
                                FINDING(1, "promise/a", 3, 1) FINDING(2, "promise/b", 2, 1)
                                    FINDING(3, "promise/c", 2, 2) FINDING(4, "promise/d", 1, 2));
    compute(&world, &input);
    g_autofree char *got =
        ask(&world, "SELECT documents || ' ' || unchecked || ' ' || skipped || ' ' || errors || ' '"
                    " || warnings || ' ' || infos || ' ' || run FROM touchpoint WHERE id = 't'");
    assert_string_equal(got, "5 1 1 1 2 1 2");
    g_autofree char *other = ask(&world, "SELECT state || run FROM touchpoint WHERE id = 'other'");
    assert_string_equal(other, "not-measured0"); /* as it was */
    world_finish(&world);
}

static void leaves_the_unselected_alone(void **state)
{
    (void)state;
    struct world world;
    const struct summary_input input = {TS_ERROR, -1};
    world_init(&world);
    world.touchpoint.is_selected = FALSE;
    run_sql(world.database, DOCUMENTS FINDING(1, "promise/x", 3, 1) PLACE(
                                1, 1, "") "UPDATE touchpoint SET state = 'consistent', run = 1;");
    compute(&world, &input);
    g_autofree char *got = ask(&world, "SELECT state || run FROM touchpoint WHERE id = 't'");
    g_autofree char *status = ask(&world, "SELECT exit FROM run WHERE id = 2");
    assert_string_equal(got, "consistent1");
    assert_string_equal(status, "3"); /* nothing was looked at */
    world_finish(&world);
}

static void without_a_source(void **state)
{
    (void)state;
    struct world world;
    const struct summary_input input = {TS_ERROR, -1};
    world_init(&world);
    world.touchpoint.is_measured = FALSE;
    compute(&world, &input);
    g_autofree char *got = ask(&world, "SELECT state || score FROM touchpoint WHERE id = 't'");
    assert_string_equal(got, "not-measured-1.0");
    world_finish(&world);
}

static void expects_need_a_judge(void **state)
{
    (void)state;
    static const struct {
        const char *expects;
        gboolean is_given;
        const char *state;
    } rows[] = {
        {"promise", TRUE, "consistent"},   {"logo", TRUE, "unchecked"},
        {"address", TRUE, "unchecked"},    {"logo", FALSE, "consistent"},
        {"unheard-of", TRUE, "unchecked"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct world world;
        const struct summary_input input = {TS_ERROR, -1};
        world_init(&world);
        run_sql(world.database, DOCUMENTS);
        g_ptr_array_add(world.touchpoint.expects, (char *)rows[i].expects);
        world.touchpoint.is_expects_given = rows[i].is_given;
        compute(&world, &input);
        g_autofree char *got = ask(&world, "SELECT state FROM touchpoint WHERE id = 't'");
        if (strcmp(got, rows[i].state) != 0) {
            fail_msg("row %zu: %s", i, got);
        }
        world_finish(&world);
    }
}

/* A failure half-way changes nothing. */
static void fails_as_a_whole(void **state)
{
    (void)state;
    struct world world;
    const struct summary_input input = {TS_ERROR, -1};
    g_autofree char *error = NULL;
    world_init(&world);
    run_sql(world.database,
            DOCUMENTS FINDING(1, "promise/x", 3,
                              2) "UPDATE finding SET severity = 1; DROP TABLE place;");
    g_array_append_val(world.plan.touchpoints, world.touchpoint);
    assert_int_equal(summary_compute(world.database, &world.plan, &input, &error), -1);
    assert_non_null(strstr(error, "can't sum up the run"));
    g_autofree char *severity = ask(&world, "SELECT severity FROM finding");
    assert_string_equal(severity, "1");
    g_autofree char *status = ask(&world, "SELECT coalesce(exit, 'none') FROM run WHERE id = 2");
    assert_string_equal(status, "none");
    assert_true(sqlite3_get_autocommit(world.database));
    world_finish(&world);
}

static void explains_the_score(void **state)
{
    (void)state;
    assert_non_null(strstr(result_explain_score("en"), "0.5"));
    assert_non_null(strstr(result_explain_score("nl-BE"), "0,5"));
    assert_true(score_compute(&(struct score_input){0}) < 0);
    /* more documents with findings than documents: never below 0 */
    assert_true(score_compute(&(struct score_input){1, 0, {0, 5, 5, 5}, TS_ERROR}) >= 0);
    /* what was not checked is not right */
    assert_true(score_compute(&(struct score_input){3, 1, {0}, 0}) == 0.75);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_up),
        cmocka_unit_test(many_acceptances_cost_little),
        cmocka_unit_test(weighs),
        cmocka_unit_test(counts_what_it_found),
        cmocka_unit_test(leaves_the_unselected_alone),
        cmocka_unit_test(without_a_source),
        cmocka_unit_test(expects_need_a_judge),
        cmocka_unit_test(fails_as_a_whole),
        cmocka_unit_test(explains_the_score),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
