/* SPDX-License-Identifier: MIT
 *
 * SARIF: as agreed, each state as its baseline, nothing clean that was not seen, and hostile text
 * neither a link nor a URI.
 */
#include "tests/unit/report_support.h"

#include <jansson.h>

#include "core/report/escape.h"
#include "core/report/sarif.h"

static const struct report_options plain = {.language = "en"};

static json_t *log_of(sqlite3 *database, const struct report_options *options)
{
    json_error_t error;
    char *text = report_of(database, "sarif", options);
    json_t *log = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    if (!log) {
        fail_msg("line %d: %s", error.line, error.text);
    }
    free(text);
    return log;
}

static json_t *run_of(json_t *log)
{
    return json_array_get(json_object_get(log, "runs"), 0);
}

static const char *text_of(json_t *object, const char *key)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text ? text : "";
}

/* NULL: there is none of this rule with this fingerprint. */
static json_t *result_with(json_t *log, const char *fingerprint)
{
    size_t i;
    json_t *result;
    json_array_foreach(json_object_get(run_of(log), "results"), i, result)
    {
        json_t *prints = json_object_get(result, "partialFingerprints");
        if (strcmp(text_of(prints, "touchstoneFinding/v1"), fingerprint) == 0) {
            return result;
        }
    }
    return NULL;
}

static void is_as_agreed(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    char *text = report_of(database, "sarif", &plain);
    assert_golden(text, "run.sarif");
    free(text);
    sqlite3_close(database);
}

static void states_are_baselines(void **state)
{
    (void)state;
    static const struct {
        const char *fingerprint, *kind, *level, *baseline;
    } rows[] = {
        {"f1", "fail", "error", "unchanged"}, {"f2", "fail", "warning", "new"},
        {"f3", "fail", "note", "new"},        {"f4", "open", "none", "new"},
        {"f6", "fail", "warning", "absent"},
    };
    sqlite3 *database = sample_database();
    json_t *log = log_of(database, &plain);
    json_t *rules =
        json_object_get(json_object_get(json_object_get(run_of(log), "tool"), "driver"), "rules");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *result = result_with(log, rows[i].fingerprint);
        json_t *rule =
            json_array_get(rules, (size_t)json_integer_value(json_object_get(result, "ruleIndex")));
        if (!result || strcmp(text_of(result, "kind"), rows[i].kind) != 0 ||
            strcmp(text_of(result, "level"), rows[i].level) != 0 ||
            strcmp(text_of(result, "baselineState"), rows[i].baseline) != 0) {
            fail_msg("%s: %s %s %s", rows[i].fingerprint, text_of(result, "kind"),
                     text_of(result, "level"), text_of(result, "baselineState"));
        }
        assert_string_equal(text_of(rule, "id"), text_of(result, "ruleId"));
        assert_int_equal(json_array_size(json_object_get(result, "locations")), 1);
        assert_int_equal(json_array_size(json_object_get(result, "suppressions")), 0);
    }
    assert_null(result_with(log, "f5")); /* robots.txt: said of the run */
    assert_null(result_with(log, "f7")); /* fixed long ago */
    assert_null(result_with(log, "f8")); /* another run's touchpoint */
    json_decref(log);
    run_sql(database, "UPDATE run SET plan = 'scan'");
    log = log_of(database, &plain);
    assert_null(json_object_get(result_with(log, "f1"), "baselineState"));
    json_decref(log);
    sqlite3_close(database);
}

static void accepted_is_suppressed(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database, "UPDATE finding SET acceptance = '{\"reason\": \"a\\nb\", \"owner\": \"brand "
                      "team\", \"until\": \"2027-01-01\"}' WHERE id = 2");
    json_t *log = log_of(database, &plain);
    json_t *first = json_array_get(json_object_get(result_with(log, "f2"), "suppressions"), 0);
    assert_string_equal(text_of(first, "kind"), "external");
    assert_string_equal(text_of(first, "status"), "accepted");
    assert_string_equal(text_of(first, "justification"),
                        "accepted: a\\u{A}b (brand team), until 2027-01-01");
    assert_int_equal(json_array_size(json_object_get(result_with(log, "f1"), "suppressions")), 0);
    json_decref(log);
    sqlite3_close(database);
}

static json_t *invocation_of(json_t *log)
{
    return json_array_get(json_object_get(run_of(log), "invocations"), 0);
}

static size_t notes_in(json_t *log)
{
    return json_array_size(json_object_get(invocation_of(log), "toolExecutionNotifications"));
}

/* Nothing found; nothing found and nothing seen; cut short; only what could not be checked. */
static void runs_that_found_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sql;
        gboolean is_successful;
        size_t results, notes;
    } rows[] = {
        {"clean", "DELETE FROM finding; UPDATE run SET exit = 0", TRUE, 0, 0},
        {"nothing seen", "DELETE FROM finding; UPDATE run SET exit = 3", FALSE, 0, 1},
        {"cut short", "DELETE FROM finding; UPDATE run SET exit = 0, cut_short = 'stopped'", FALSE,
         0, 1},
        {"unchecked", "DELETE FROM finding WHERE id <> 4; UPDATE run SET exit = 3", FALSE, 1, 1},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = sample_database();
        run_sql(database, rows[i].sql);
        json_t *log = log_of(database, &plain);
        gboolean is_successful =
            json_is_true(json_object_get(invocation_of(log), "executionSuccessful"));
        size_t results = json_array_size(json_object_get(run_of(log), "results"));
        if (is_successful != rows[i].is_successful || results != rows[i].results ||
            notes_in(log) != rows[i].notes) {
            fail_msg("%s: successful %d, %zu results, %zu notes", rows[i].name, is_successful,
                     results, notes_in(log));
        }
        json_decref(log);
        sqlite3_close(database);
    }
}

static void many_places_are_capped_and_counted(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database, "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k "
                      "WHERE i < 5000) INSERT INTO place SELECT 2, 1, '', '', '', i, 1, '', '', 0, "
                      "0, 2 FROM k");
    json_t *log = log_of(database, &plain);
    json_t *result = result_with(log, "f2");
    json_t *related = json_object_get(result, "relatedLocations");
    assert_int_equal(json_array_size(related), 99);
    assert_int_equal(json_integer_value(json_object_get(json_array_get(related, 98), "id")), 99);
    assert_int_equal(json_integer_value(json_object_get(result, "occurrenceCount")), 5004);
    assert_non_null(strstr(text_of(json_object_get(result, "message"), "text"), "(5,004 places)"));
    json_decref(log);
    sqlite3_close(database);
}

static void texts_are_no_links_and_no_arguments(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"plain", "plain"},
        {"", "-"},
        {"[click](https://evil.example/)", "[click] (https://evil.example/)"},
        {"{0} {12} and {first_name} {1st}", "{ 0} { 12} and {first_name} {1st}"},
        {"a\nb\xE2\x80\xAE", "a\\u{A}b\\u{202E}"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        json_t *object = sarif_text(rows[i][0]);
        assert_string_equal(text_of(object, "text"), rows[i][1]);
        json_decref(object);
    }
}

static void look_at_strings(json_t *value, const char *key)
{
    const char *name;
    json_t *inner;
    size_t i;
    if (json_is_array(value)) {
        json_array_foreach(value, i, inner)
        {
            look_at_strings(inner, key);
        }
    }
    json_object_foreach(value, name, inner)
    {
        look_at_strings(inner, name);
    }
    const char *text = json_string_value(value);
    if (!text || (strcmp(key, "text") != 0 && strcmp(key, "uri") != 0)) {
        return;
    }
    gboolean is_uri = strcmp(key, "uri") == 0;
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (escape_is_steering(character) ||
            (is_uri && (character > 0x7E || strchr(" \"<>\\^`{|}[]", (int)character)))) {
            fail_msg("%s: U+%04X in %s", key, character, text);
        }
    }
}

static void hostile_text_is_harmless(void **state)
{
    (void)state;
    sqlite3 *database = hostile_database();
    json_t *log = log_of(database, &plain);
    look_at_strings(log, "");
    assert_non_null(result_with(log, "f2"));
    assert_true(notes_in(log) > 0);
    json_decref(log);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_as_agreed),
        cmocka_unit_test(states_are_baselines),
        cmocka_unit_test(accepted_is_suppressed),
        cmocka_unit_test(runs_that_found_nothing),
        cmocka_unit_test(many_places_are_capped_and_counted),
        cmocka_unit_test(texts_are_no_links_and_no_arguments),
        cmocka_unit_test(hostile_text_is_harmless),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
