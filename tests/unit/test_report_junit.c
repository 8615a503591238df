/* SPDX-License-Identifier: MIT
 *
 * JUnit XML: as agreed, its numbers are those of its cases, nothing unseen passes, and hostile text
 * is text.
 */
#include "tests/unit/report_support.h"

#include "core/report/escape.h"

static const struct report_options plain = {.language = "en"};

struct tally {
    guint suites, cases, failures, errors, skipped;
    guint said_cases, said_failures, said_errors, said_skipped;
};

static guint number_of(const char **names, const char **values, const char *name)
{
    for (gsize i = 0; names[i]; i++) {
        if (strcmp(names[i], name) == 0) {
            return (guint)g_ascii_strtoull(values[i], NULL, 10);
        }
    }
    return 0;
}

static void begin_element(GMarkupParseContext *context, const char *element, const char **names,
                          const char **values, gpointer data, GError **error)
{
    struct tally *tally = data;
    tally->cases += strcmp(element, "testcase") == 0;
    tally->failures += strcmp(element, "failure") == 0;
    tally->errors += strcmp(element, "error") == 0;
    tally->skipped += strcmp(element, "skipped") == 0;
    if (strcmp(element, "testsuite") == 0) {
        tally->suites++;
        tally->said_cases += number_of(names, values, "tests");
        tally->said_failures += number_of(names, values, "failures");
        tally->said_errors += number_of(names, values, "errors");
        tally->said_skipped += number_of(names, values, "skipped");
    }
}

static struct tally tally_of(const char *text)
{
    const GMarkupParser parser = {.start_element = begin_element};
    struct tally tally = {0};
    GError *error = NULL;
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &tally, NULL);
    if (!g_markup_parse_context_parse(context, text, -1, &error) ||
        !g_markup_parse_context_end_parse(context, &error)) {
        fail_msg("%s in: %s", error->message, text);
    }
    g_markup_parse_context_free(context);
    assert_int_equal(tally.cases, tally.said_cases);
    assert_int_equal(tally.failures, tally.said_failures);
    assert_int_equal(tally.errors, tally.said_errors);
    assert_int_equal(tally.skipped, tally.said_skipped);
    return tally;
}

static sqlite3 *database_with_check(void)
{
    sqlite3 *database = sample_database();
    run_sql(database, "UPDATE run SET plugins = 'source-web 0.1.0' || char(10) || "
                      "'check-sample 0.1.0'");
    return database;
}

static void is_as_agreed(void **state)
{
    (void)state;
    sqlite3 *database = database_with_check();
    char *text = report_of(database, "junit", &plain);
    assert_golden(text, "run.junit.xml");
    tally_of(text);
    free(text);
    sqlite3_close(database);
}

static void outcomes_by_table(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sql;
        guint suites, failures, errors, skipped;
    } rows[] = {
        /* radio has no source and mail was not looked at: skipped; the robots and the slip of
         * weight info are no failures */
        {"as it is", "SELECT 1", 5, 2, 1, 2},
        {"clean",
         "DELETE FROM finding; UPDATE run SET exit = 0; UPDATE touchpoint SET unchecked = "
         "0, state = 'consistent' WHERE id = 'webshop'; UPDATE document SET status = 1",
         5, 0, 0, 2},
        /* not one rule passes: all four of the check are skipped */
        {"webshop unseen",
         "DELETE FROM finding WHERE id <> 4; UPDATE touchpoint SET unchecked = 3 "
         "WHERE id = 'webshop'",
         5, 0, 1, 6},
        {"unsaid gap",
         "DELETE FROM finding; UPDATE touchpoint SET state = 'unchecked' "
         "WHERE id = 'webshop'",
         5, 0, 1, 2},
        {"cut short",
         "DELETE FROM finding; UPDATE touchpoint SET unchecked = 0, state = "
         "'consistent' WHERE id = 'webshop'; UPDATE run SET cut_short = 'stopped'",
         5, 0, 1, 2},
        {"accepted", "UPDATE finding SET acceptance = '{\"reason\": \"so\"}' WHERE id IN (1, 4)", 5,
         1, 0, 2},
        {"empty plan",
         "DELETE FROM finding; DELETE FROM touchpoint; DELETE FROM document; "
         "UPDATE run SET exit = 3",
         1, 0, 1, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = database_with_check();
        run_sql(database, rows[i].sql);
        char *text = report_of(database, "junit", &plain);
        struct tally tally = tally_of(text);
        if (tally.suites != rows[i].suites || tally.failures != rows[i].failures ||
            tally.errors != rows[i].errors || tally.skipped != rows[i].skipped) {
            fail_msg("%s: %u suites, %u failures, %u errors, %u skipped in %s", rows[i].name,
                     tally.suites, tally.failures, tally.errors, tally.skipped, text);
        }
        free(text);
        sqlite3_close(database);
    }
}

/* A touchpoint without pictures passes no rule about them. */
static void rules_of_pictures(void **state)
{
    (void)state;
    sqlite3 *database = database_with_check();
    run_sql(database, "DELETE FROM finding; UPDATE touchpoint SET pictures = 1 WHERE id = 'voice'");
    struct catalog *catalog = sample_catalog();
    struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, 0);
    char *error = NULL;
    struct result *result = result_open(database, catalog, "en", &error);
    GString *text = NULL;
    plugin->needs = TS_NEED_PICTURES;
    assert_int_equal(report_to_memory(report_find("junit"), result, &plain, &text, &error), 0);
    assert_null(strstr(text->str, "\"spelling/misspelt\" classname=\"webshop\""));
    assert_non_null(strstr(text->str, "\"spelling/misspelt\" classname=\"voice\""));
    g_string_free(text, TRUE);
    result_close(&result);
    sample_catalog_free(catalog);
    sqlite3_close(database);
}

static void many_findings_are_capped_and_counted(void **state)
{
    (void)state;
    sqlite3 *database = database_with_check();
    run_sql(database, "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k "
                      "WHERE i < 1000) INSERT INTO finding (id, touchpoint, fingerprint, rule, "
                      "said, severity, expected, actual, arguments, first_run) SELECT 100 + i, "
                      "'webshop', 'x' || i, 'promise/belied', 2, 2, '', 'word', '{}', 1 FROM k");
    char *text = report_of(database, "junit", &plain);
    assert_int_equal(tally_of(text).failures, 3);
    assert_non_null(strstr(text, "975 more findings"));
    free(text);
    sqlite3_close(database);
}

static void hostile_text_is_text(void **state)
{
    (void)state;
    sqlite3 *database = hostile_database();
    char *text = report_of(database, "junit", &plain);
    struct tally tally = tally_of(text);
    assert_int_equal(tally.suites, 2);
    assert_null(strstr(text, "<script"));
    assert_null(strstr(text, "]]>"));
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        assert_true(character == '\n' || !escape_is_steering(character));
    }
    free(text);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_as_agreed),
        cmocka_unit_test(outcomes_by_table),
        cmocka_unit_test(rules_of_pictures),
        cmocka_unit_test(many_findings_are_capped_and_counted),
        cmocka_unit_test(hostile_text_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
