/* SPDX-License-Identifier: MIT
 *
 * A stored run as reports see it.
 */
#include "tests/unit/report_support.h"

struct fixture {
    sqlite3 *database;
    struct catalog *catalog;
    struct result *result;
    GString *seen;
};

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    char *error = NULL;
    fixture->database = sample_database();
    fixture->catalog = sample_catalog();
    fixture->result = result_open(fixture->database, fixture->catalog, "en", &error);
    fixture->seen = g_string_new(NULL);
    assert_non_null(fixture->result);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    result_close(&fixture->result);
    assert_null(fixture->result);
    result_close(&fixture->result);
    sample_catalog_free(fixture->catalog);
    g_string_free(fixture->seen, TRUE);
    assert_int_equal(sqlite3_close(fixture->database), SQLITE_OK); /* no statement left open */
    g_free(fixture);
    return 0;
}

static void reads_the_run(void **state)
{
    struct fixture *fixture = *state;
    const struct result_run *run = result_run(fixture->result);
    const struct result_summary *summary = result_summary(fixture->result);
    assert_string_equal(run->id, "2026-11-24T02:00:00Z-2");
    assert_string_equal(run->brand, "Vlakwerk");
    assert_true(run->has_states);
    assert_int_equal(run->plugins->len, 2);
    assert_string_equal(g_ptr_array_index(run->plugins, 1), "promise 0.1.0");
    assert_int_equal(run->notices->len, 1);
    assert_int_equal(summary->documents, 4);
    assert_int_equal(summary->unchecked, 1);
    assert_int_equal(summary->skipped, 1);
    assert_int_equal(summary->gone, 1);
    assert_int_equal(summary->errors, 1); /* that of mail is of another run */
    assert_int_equal(summary->warnings, 2);
    assert_int_equal(summary->infos, 2);
    assert_int_equal(summary->new_count, 4);
    assert_int_equal(summary->open_count, 1);
    assert_int_equal(summary->fixed_count, 1);
    assert_int_equal(summary->exit, 1);
    assert_null(summary->cut_short);
}

static void reads_touchpoints_in_order(void **state)
{
    struct fixture *fixture = *state;
    const GArray *touchpoints = result_touchpoints(fixture->result);
    static const char *const ids[] = {"radio", "webshop", "voice", "mail"};
    assert_int_equal(touchpoints->len, 4);
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *touchpoint =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        assert_string_equal(touchpoint->id, ids[i]);
        assert_int_equal(touchpoint->is_current, i != 3);
    }
    const struct result_touchpoint *webshop =
        &g_array_index(touchpoints, struct result_touchpoint, 1);
    assert_int_equal(webshop->phases->len, 2);
    assert_string_equal(webshop->state, "deviating");
    assert_int_equal(webshop->errors, 1);
    assert_int_equal(webshop->warnings, 2);
    assert_int_equal(webshop->run_warnings, 1);
    assert_int_equal(webshop->run_infos, 1);
    assert_int_equal(webshop->gaps, 1);
}

static int note_document(const struct result_document *document, void *data)
{
    g_string_append_printf(data, "%s %s %s; ", document->touchpoint, document->locator,
                           document->status);
    return 0;
}

static void hands_out_documents(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(result_each_document(fixture->result, note_document, fixture->seen), 0);
    assert_string_equal(fixture->seen->str, "voice voice/nacht.txt unchanged; "
                                            "webshop https://v.example/ checked; "
                                            "webshop https://v.example/over-ons checked; "
                                            "webshop https://v.example/traag unchecked; "
                                            "webshop https://v.example/weg gone; "
                                            "webshop https://v.example/zoeken skipped; ");
}

static int note_observation(const struct result_observation *observation, void *data)
{
    g_string_append_printf(data, "%s %s %.1f; ", observation->locator, observation->value,
                           observation->confidence);
    return 0;
}

static void hands_out_observations(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(result_each_observation(fixture->result, note_observation, fixture->seen), 0);
    assert_string_equal(fixture->seen->str, "https://v.example/ exact 1.0; "
                                            "https://v.example/over-ons altered -1.0; ");
}

static int note_finding(const struct result_finding *finding, void *data)
{
    g_string_append_printf(data, "%s%s %s %u %u%s; ", finding->fingerprint,
                           *finding->acceptance ? "!" : "", finding->state, finding->count,
                           finding->places->len, finding->is_seen ? "" : " unseen");
    return 0;
}

static const struct {
    struct result_query query;
    const char *wanted;
} queries[] = {
    {{NULL, RESULT_STABLE, RESULT_ALL, 0},
     "f1 open 1 1; f5 new 1 1; f4 new 1 1; f3 new 2 2; f6 fixed 0 0; f2 new 4 4; "},
    {{NULL, RESULT_STABLE, RESULT_ALL, 2},
     "f1 open 1 1; f5 new 1 1; f4 new 1 1; f3 new 2 2; f6 fixed 0 0; f2 new 4 2; "},
    {{"webshop", RESULT_WORST_FIRST, RESULT_ALL, 1},
     "f1 open 1 1; f2 new 4 1; f4 new 1 1; f6 fixed 0 0; f3 new 2 1; f5 new 1 1; "},
    {{"webshop", RESULT_WORST_FIRST, RESULT_DEVIATIONS, 1},
     "f1 open 1 1; f2 new 4 1; f3 new 2 1; "},
    {{"webshop", RESULT_BY_RULE, RESULT_ALL, 1},
     "f1 open 1 1; f4 new 1 1; f6 fixed 0 0; f3 new 2 1; f2 new 4 1; f5 new 1 1; "},
    {{NULL, RESULT_STABLE, RESULT_RUN, 1}, "f5 new 1 1; f4 new 1 1; "},
    {{NULL, RESULT_STABLE, RESULT_FIXED, 1}, "f6 fixed 0 0; "},
    {{"mail", RESULT_STABLE, RESULT_ALL, 1}, "f8 open 1 1 unseen; "},
    {{"nobody", RESULT_STABLE, RESULT_ALL, 1}, ""},
};

static void hands_out_findings(void **state)
{
    struct fixture *fixture = *state;
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_string_truncate(fixture->seen, 0);
        assert_int_equal(
            result_each_finding(fixture->result, &queries[i].query, note_finding, fixture->seen),
            0);
        if (strcmp(fixture->seen->str, queries[i].wanted) != 0) {
            fail_msg("row %zu: %s", i, fixture->seen->str);
        }
    }
}

static int note_place(const struct result_place *place, void *data)
{
    g_string_append_printf(data, "%s %s:%u:%u %u+%u; ", place->touchpoint, place->locator,
                           place->line, place->column, place->mark_offset, place->mark_length);
    return 0;
}

static int note_places(const struct result_finding *finding, void *data)
{
    struct fixture *fixture = data;
    return result_each_place(fixture->result, finding->id, note_place, fixture->seen);
}

/* Sorted; a conclusion's place is the one it names. */
static void hands_out_places(void **state)
{
    struct fixture *fixture = *state;
    const struct result_query query = {NULL, RESULT_STABLE, RESULT_DEVIATIONS, 1};
    assert_int_equal(result_each_finding(fixture->result, &query, note_places, fixture), 0);
    assert_string_equal(fixture->seen->str, "webshop https://v.example/over-ons:12:5 14+19; "
                                            "voice voice/nacht.txt:3:1 5+9; "
                                            "webshop https://v.example/:8:2 5+9; "
                                            "webshop https://v.example/:41:2 8+8; "
                                            "webshop https://v.example/:41:9 8+8; "
                                            "webshop https://v.example/:44:5 8+8; "
                                            "webshop https://v.example/over-ons:40:5 8+8; ");
}

static int stop_at_once(const struct result_finding *finding, void *data)
{
    ++*(int *)data;
    return 7;
}

static void stops_when_told(void **state)
{
    struct fixture *fixture = *state;
    const struct result_query query = {NULL, RESULT_STABLE, RESULT_ALL, 1};
    int calls = 0;
    assert_int_equal(result_each_finding(fixture->result, &query, stop_at_once, &calls), 7);
    assert_int_equal(calls, 1);
}

/* A damaged row: a mark outside its excerpt is none. */
static void distrusts_marks(void **state)
{
    struct fixture *fixture = *state;
    static const char *const marks[] = {
        "mark_offset = 0, mark_length = 900", "mark_offset = 900, mark_length = 1",
        "mark_offset = -1, mark_length = 2", "mark_offset = 4294967295, mark_length = 4294967295"};
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        g_autofree char *sql = g_strdup_printf("UPDATE place SET %s WHERE finding = 1", marks[i]);
        run_sql(fixture->database, sql);
        g_string_truncate(fixture->seen, 0);
        result_each_place(fixture->result, 1, note_place, fixture->seen);
        assert_string_equal(fixture->seen->str, "webshop https://v.example/over-ons:12:5 0+0; ");
    }
}

/* An unchanged page was seen, though its places are of the run that read it. */
static void unchanged_is_seen(void **state)
{
    struct fixture *fixture = *state;
    const struct result_query query = {"webshop", RESULT_STABLE, RESULT_DEVIATIONS, 1};
    run_sql(fixture->database, "UPDATE place SET run = 1 WHERE finding = 1");
    result_each_finding(fixture->result, &query, note_finding, fixture->seen);
    assert_true(g_str_has_prefix(fixture->seen->str, "f1 open 1 1 unseen; "));
    run_sql(fixture->database, "UPDATE document SET status = 2 WHERE id = 2");
    g_string_truncate(fixture->seen, 0);
    result_each_finding(fixture->result, &query, note_finding, fixture->seen);
    assert_true(g_str_has_prefix(fixture->seen->str, "f1 open 1 1; "));
}

static void tells_what_fails(void **state)
{
    struct fixture *fixture = *state;
    const struct result_query query = {NULL, RESULT_STABLE, RESULT_ALL, 1};
    run_sql(fixture->database, "DROP TABLE finding");
    assert_int_equal(result_each_finding(fixture->result, &query, note_finding, fixture->seen), -1);
    assert_non_null(strstr(result_error(fixture->result), "finding"));
}

static void opens_nothing_without_a_run(void **state)
{
    (void)state;
    sqlite3 *database = empty_database();
    struct catalog *catalog = sample_catalog();
    g_autofree char *error = NULL;
    assert_null(result_open(database, catalog, "en", &error));
    assert_non_null(strstr(error, "no run in this database"));
    run_sql(database, "DROP TABLE run");
    g_clear_pointer(&error, g_free);
    assert_null(result_open(database, catalog, "en", &error));
    assert_non_null(strstr(error, "no such table"));
    sample_catalog_free(catalog);
    assert_int_equal(sqlite3_close(database), SQLITE_OK);
}

/* Scan has no states, and a run that was killed has no exit status: then it is 3. */
static void scan_and_killed_run(void **state)
{
    struct fixture *fixture = *state;
    char *error = NULL;
    run_sql(fixture->database, "UPDATE run SET plan = 'scan', exit = NULL, finished = NULL");
    struct result *scan = result_open(fixture->database, fixture->catalog, "en", &error);
    assert_false(result_run(scan)->has_states);
    assert_null(result_run(scan)->finished);
    assert_int_equal(result_summary(scan)->exit, 3);
    const struct result_query query = {"mail", RESULT_STABLE, RESULT_ALL, 1};
    result_each_finding(scan, &query, note_finding, fixture->seen);
    assert_true(g_str_has_prefix(fixture->seen->str, "f8 (null)"));
    result_close(&scan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(reads_the_run, set_up, tear_down),
        cmocka_unit_test_setup_teardown(reads_touchpoints_in_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hands_out_documents, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hands_out_observations, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hands_out_findings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(hands_out_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(stops_when_told, set_up, tear_down),
        cmocka_unit_test_setup_teardown(distrusts_marks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unchanged_is_seen, set_up, tear_down),
        cmocka_unit_test_setup_teardown(tells_what_fails, set_up, tear_down),
        cmocka_unit_test(opens_nothing_without_a_run),
        cmocka_unit_test_setup_teardown(scan_and_killed_run, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
