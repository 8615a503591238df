/* SPDX-License-Identifier: MIT
 *
 * The report on a terminal, against what a person read and found good.
 */
#include "tests/unit/report_support.h"

#include "core/report/escape.h"

static const struct {
    const char *golden;
    struct report_options options;
} goldens[] = {
    {"term_en.txt", {.language = "en", .width = 80, .verbosity = 1}},
    {"term_nl.txt", {.language = "nl", .width = 60, .verbosity = 1}},
    {"term_verbose.txt", {.language = "en", .width = 80, .verbosity = 2}},
    {"term_quiet.txt", {.language = "en", .width = 0, .verbosity = 0}},
    {"term_new.txt", {.language = "en", .width = 80, .verbosity = 1, .is_new_only = TRUE}},
    {"term_color.txt", {.language = "en", .width = 80, .verbosity = 1, .has_color = TRUE}},
};

static void is_as_agreed(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    for (gsize i = 0; i < G_N_ELEMENTS(goldens); i++) {
        char *text = report_of(database, "term", &goldens[i].options);
        assert_golden(text, goldens[i].golden);
        free(text);
    }
    sqlite3_close(database);
}

/* Other ways a run may end. */
static void tells_how_it_ended(void **state)
{
    (void)state;
    static const struct {
        const char *sql, *wanted;
    } rows[] = {
        {"DELETE FROM document WHERE status = 3; UPDATE touchpoint SET unchecked = 0",
         "brand book.\n1 touchpoint could not be checked in full.\n3 documents looked at"},
        {"DELETE FROM document WHERE status = 3; UPDATE touchpoint SET unchecked = 0;"
         "UPDATE finding SET rule = 'run/trap' WHERE id = 4",
         "brand book.\n3 documents looked at"},
        {"INSERT INTO document (touchpoint, locator, status, reason, media_type, run) VALUES"
         " ('webshop', 'https://v.example/a.png', 1, '', 'image/png', 2)",
         "\n4 documents and 1 picture looked at"},
        {"INSERT INTO document (touchpoint, locator, status, reason, media_type, run) VALUES"
         " ('webshop', 'https://v.example/a.png', 1, '', 'image/png', 2),"
         " ('webshop', 'https://v.example/b.png', 1, '', 'image/png', 2)",
         "\n4 documents and 2 pictures looked at"},
        {"INSERT INTO document (touchpoint, locator, status, reason, media_type, run) VALUES"
         " ('webshop', 'https://v.example/a.png', 3, '', 'image/png', 2),"
         " ('webshop', 'https://v.example/b.png', 3, '', 'image/png', 2)",
         "\n1 document and 2 pictures could not be checked"},
        {"DELETE FROM document WHERE status = 3;"
         "INSERT INTO document (touchpoint, locator, status, reason, media_type, run) VALUES"
         " ('webshop', 'https://v.example/a.png', 3, '', 'image/png', 2)",
         "\n1 picture could not be checked"},
        {"UPDATE run SET cut_short = 'the disk is full'",
         "The run was cut short: the disk is full."},
        {"DELETE FROM finding; UPDATE touchpoint SET state = 'consistent', errors = 0, warnings = "
         "0,"
         " infos = 0, unchecked = 0 WHERE id <> 'radio'; DELETE FROM document WHERE status = 3;"
         " UPDATE run SET exit = 0",
         "What was checked tells the story of the brand book.\n3 documents looked at"},
        {"DELETE FROM finding; DELETE FROM document; UPDATE touchpoint SET state = 'unchecked',"
         " errors = 0, warnings = 0, infos = 0 WHERE id <> 'radio'; UPDATE run SET exit = 3",
         "Nothing was checked, so nothing is known.\n2 touchpoints could not be checked in full."},
    };
    const struct report_options options = {.language = "en", .width = 80, .verbosity = 1};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = sample_database();
        run_sql(database, rows[i].sql);
        char *text = report_of(database, "term", &options);
        if (!strstr(text, rows[i].wanted)) {
            fail_msg("row %zu: %s", i, text);
        }
        free(text);
        sqlite3_close(database);
    }
}

static void is_silent_when_quiet_and_clean(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    const struct report_options options = {.language = "en", .verbosity = 0};
    run_sql(database,
            "DELETE FROM finding; UPDATE touchpoint SET errors = 0, warnings = 0, infos = 0");
    char *text = report_of(database, "term", &options);
    assert_string_equal(text, "");
    free(text);
    sqlite3_close(database);
}

/* Whatever stands in the database: no character steers the terminal. */
static void nothing_steers(void **state)
{
    (void)state;
    sqlite3 *database = hostile_database();
    const struct report_options options = {.language = "nl", .width = 40, .verbosity = 2};
    char *text = report_of(database, "term", &options);
    assert_true(g_utf8_validate(text, -1, NULL));
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (character != '\n' && escape_is_steering(character)) {
            fail_msg("U+%04X at byte %td", character, at - text);
        }
    }
    assert_null(strstr(text, "\n::error::"));
    assert_non_null(strstr(text, "\\u{1B}[31mred"));
    free(text);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_as_agreed),
        cmocka_unit_test(tells_how_it_ended),
        cmocka_unit_test(is_silent_when_quiet_and_clean),
        cmocka_unit_test(nothing_steers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
