/* SPDX-License-Identifier: MIT
 *
 * JSON lines: as agreed, every line valid, and hostile text unharmed and harmless.
 */
#include "tests/unit/report_support.h"

#include <jansson.h>

#include "core/report/escape.h"

static const struct report_options all = {.language = "en", .has_observations = TRUE};
static const struct report_options plain = {.language = "nl"};

static void is_as_agreed(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    char *text = report_of(database, "jsonl", &all);
    assert_golden(text, "run.jsonl");
    free(text);
    text = report_of(database, "jsonl", &plain);
    assert_golden(text, "run_nl.jsonl");
    free(text);
    run_sql(database, "UPDATE run SET plan = 'scan', notices = ''");
    text = report_of(database, "jsonl", &plain);
    assert_golden(text, "scan.jsonl");
    assert_null(strstr(text, "\"state\":\"new\""));
    free(text);
    sqlite3_close(database);
}

typedef void (*line_fn)(const char *type, json_t *line, void *data);

static void each_line(const char *text, line_fn fn, void *data)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = g_strv_length(lines);
    assert_true(count > 1);
    assert_string_equal(lines[count - 1], "");
    for (guint i = 0; i + 1 < count; i++) {
        json_error_t error;
        json_t *line = json_loads(lines[i], JSON_REJECT_DUPLICATES, &error);
        if (!line) {
            fail_msg("line %u: %s: %s", i + 1, error.text, lines[i]);
        }
        fn(json_string_value(json_object_get(line, "type")), line, data);
        json_decref(line);
    }
}

struct tally {
    json_int_t errors, warnings, infos, documents, unchecked;
};

static void add_up(const char *type, json_t *line, void *data)
{
    struct tally *tally = data;
    const char *severity = json_string_value(json_object_get(line, "severity"));
    const char *status = json_string_value(json_object_get(line, "status"));
    if (strcmp(type, "finding") == 0 &&
        strcmp(json_string_value(json_object_get(line, "state")), "fixed") != 0) {
        tally->errors += strcmp(severity, "error") == 0;
        tally->warnings += strcmp(severity, "warning") == 0;
        tally->infos += strcmp(severity, "info") == 0;
        assert_int_equal(json_integer_value(json_object_get(line, "count")),
                         json_array_size(json_object_get(line, "places")));
    } else if (strcmp(type, "document") == 0) {
        tally->documents += strcmp(status, "gone") != 0 && strcmp(status, "skipped") != 0;
        tally->unchecked += strcmp(status, "unchecked") == 0;
    } else if (strcmp(type, "summary") == 0) {
        json_t *findings = json_object_get(line, "findings");
        assert_int_equal(json_integer_value(json_object_get(findings, "error")), tally->errors);
        assert_int_equal(json_integer_value(json_object_get(findings, "warning")), tally->warnings);
        assert_int_equal(json_integer_value(json_object_get(findings, "info")), tally->infos);
        assert_int_equal(json_integer_value(json_object_get(line, "documents")), tally->documents);
        assert_int_equal(json_integer_value(json_object_get(line, "unchecked")), tally->unchecked);
    }
}

static void the_summary_is_the_sum(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    struct tally tally = {0};
    char *text = report_of(database, "jsonl", &all);
    each_line(text, add_up, &tally);
    assert_int_equal(tally.errors, 1);
    free(text);
    sqlite3_close(database);
}

static void assert_hostile(json_t *line, const char *key)
{
    const char *value = json_string_value(json_object_get(line, key));
    if (!value || strcmp(value, HOSTILE) != 0) {
        fail_msg("%s: %s", key, value ? value : "none");
    }
}

static void look_at_hostile(const char *type, json_t *line, void *data)
{
    guint *seen = data;
    if (strcmp(type, "finding") == 0) {
        assert_hostile(line, "touchpoint");
        assert_hostile(line, "actual");
        assert_hostile(line, "excerpt");
        assert_hostile(json_array_get(json_object_get(line, "places"), 0), "locator");
        assert_non_null(strstr(json_string_value(json_object_get(line, "message")), HOSTILE));
        *seen |= 1;
    } else if (strcmp(type, "run") == 0) {
        assert_hostile(line, "brand");
        *seen |= 2;
    } else if (strcmp(type, "document") == 0) {
        assert_hostile(line, "title");
        assert_hostile(line, "reason");
        *seen |= 4;
    } else if (strcmp(type, "touchpoint") == 0) {
        assert_hostile(line, "name");
        *seen |= 8;
    } else if (strcmp(type, "observation") == 0) {
        assert_hostile(line, "value");
        *seen |= 16;
    }
}

static void hostile_text_is_unharmed_and_harmless(void **state)
{
    (void)state;
    sqlite3 *database = hostile_database();
    guint seen = 0;
    char *text = report_of(database, "jsonl", &all);
    each_line(text, look_at_hostile, &seen);
    assert_int_equal(seen, 31);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        assert_true(character == '\n' || !escape_is_steering(character));
    }
    free(text);
    sqlite3_close(database);
}

static void ignore_line(const char *type, json_t *line, void *data)
{
    ++*(guint *)data;
}

/* A file name need not be UTF-8. */
static void names_of_any_bytes(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    guint lines = 0;
    run_sql(database, "UPDATE document SET locator = CAST(x'612fff62' AS TEXT) WHERE id = 2");
    char *text = report_of(database, "jsonl", &plain);
    each_line(text, ignore_line, &lines);
    assert_non_null(strstr(text, "a/\xEF\xBF\xBD"
                                 "b"));
    free(text);
    sqlite3_close(database);
}

/* More places than are held: streamed, all of them, in order. */
static void many_places(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    struct tally tally = {0};
    run_sql(database, "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k "
                      "WHERE i < 5000) INSERT INTO place SELECT 2, 1, '', '', '', i, 1, '', '', 0, "
                      "0, 2 FROM k");
    char *text = report_of(database, "jsonl", &plain);
    each_line(text, add_up, &tally);
    assert_non_null(strstr(text, "\"count\":5004"));
    free(text);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_as_agreed),
        cmocka_unit_test(the_summary_is_the_sum),
        cmocka_unit_test(hostile_text_is_unharmed_and_harmless),
        cmocka_unit_test(names_of_any_bytes),
        cmocka_unit_test(many_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
