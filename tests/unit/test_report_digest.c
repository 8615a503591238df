/* SPDX-License-Identifier: MIT
 *
 * The reports that go where people talk: the digest in Markdown, and annotations on GitHub.
 */
#include "tests/unit/report_support.h"

#include "core/report/escape.h"

static const struct report_options plain = {.language = "en", .verbosity = 1};
static const struct report_options dutch = {.language = "nl", .verbosity = 1};

static void is_as_agreed(void **state)
{
    (void)state;
    static const struct {
        const char *format, *golden;
        const struct report_options *options;
    } rows[] = {
        {"md", "run.md", &plain},
        {"md", "run_nl.md", &dutch},
        {"github", "run.github.txt", &plain},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = sample_database();
        char *text = report_of(database, rows[i].format, rows[i].options);
        assert_golden(text, rows[i].golden);
        free(text);
        sqlite3_close(database);
    }
}

static void digests_of_runs_that_found_nothing(void **state)
{
    (void)state;
    static const struct {
        const char *name, *sql, *has, *lacks;
    } rows[] = {
        {"clean",
         "DELETE FROM finding; UPDATE run SET exit = 0; UPDATE document SET status = 1;"
         "UPDATE touchpoint SET state = 'consistent', unchecked = 0 WHERE run = 2",
         "Nothing found that differs", "##"},
        {"unchecked only", "DELETE FROM finding WHERE id <> 4; UPDATE run SET exit = 3",
         "## Not checked: 1\n\n**Webshop**\n\n- This could not be checked: no answer",
         "Nothing found"},
        {"accepted", "UPDATE finding SET acceptance = '{\"reason\": \"so\"}' WHERE id IN (1, 4)",
         "2 accepted", "## Not checked"},
        {"scan", "UPDATE run SET plan = 'scan'", "## Findings: 5", "## New"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = sample_database();
        run_sql(database, rows[i].sql);
        char *text = report_of(database, "md", &plain);
        if (!strstr(text, rows[i].has) || strstr(text, rows[i].lacks)) {
            fail_msg("%s: %s", rows[i].name, text);
        }
        free(text);
        sqlite3_close(database);
    }
}

static void a_thousand_findings_are_few_lines(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database, "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k "
                      "WHERE i < 1000) INSERT INTO finding (id, touchpoint, fingerprint, rule, "
                      "said, severity, expected, actual, arguments, first_run) SELECT 100 + i, "
                      "'webshop', 'x' || i, 'promise/belied', 3, 3, '', 'word', '{}', 2 FROM k");
    char *text = report_of(database, "md", &plain);
    assert_non_null(strstr(text, "## New: 1,003\n"));
    assert_non_null(strstr(text, "\n1,000 more findings.\n"));
    assert_true(strlen(text) < 2500);
    free(text);
    text = report_of(database, "github", &plain);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint errors = 0;
    guint notices = 0;
    for (gsize i = 0; lines[i]; i++) {
        errors += g_str_has_prefix(lines[i], "::error ");
        notices += g_str_has_prefix(lines[i], "::notice ");
    }
    assert_int_equal(errors, 10);
    assert_int_equal(notices, 3);
    assert_non_null(strstr(text, "::notice title=touchstone::991 more findings\n"));
    free(text);
    sqlite3_close(database);
}

/* Every line that a runner would obey is one of ours: its file, its spot, its rule, its message. */
static void commands_cannot_be_injected(void **state)
{
    (void)state;
    static const char *const texts[] = {"::error::fake",    " ::stop-commands::x",
                                        "\n::error::fake",  "\r::set-output name=a::b",
                                        "##[error]fake",    "x##[command]fake",
                                        "%0A::error::fake", "a,line=1::fake",
                                        "::add-mask::a",    HOSTILE};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        sqlite3 *database = sample_database();
        char *sql = sqlite3_mprintf(
            "UPDATE finding SET actual = %Q, rule = 'gone/rule' WHERE id < 4; UPDATE place SET "
            "excerpt = %Q, locator = %Q, path = %Q, mark_length = 0; UPDATE touchpoint SET name = "
            "%Q; UPDATE run SET brand = %Q, notices = %Q",
            texts[i], texts[i], texts[i], texts[i], texts[i], texts[i], texts[i]);
        run_sql(database, sql);
        for (gsize k = 0; k < 2; k++) {
            char *text = report_of(database, k ? "github" : "term", &plain);
            g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
            guint commands = 0;
            assert_null(strstr(text, "##["));
            for (gsize n = 0; lines[n]; n++) {
                const char *line = g_strchug(lines[n]);
                gboolean is_ours = k == 1 && (g_str_has_prefix(line, "::error ") ||
                                              g_str_has_prefix(line, "::warning ") ||
                                              g_str_has_prefix(line, "::notice "));
                commands += is_ours;
                if (g_str_has_prefix(line, "::") &&
                    (!is_ours || strstr(strstr(line + 2, "::"), "title="))) {
                    fail_msg("\"%s\": %s", texts[i], line);
                }
            }
            assert_int_equal(commands, k == 1 ? 5 : 0);
            free(text);
        }
        sqlite3_free(sql);
        sqlite3_close(database);
    }
}

static void hostile_markdown_is_text(void **state)
{
    (void)state;
    sqlite3 *database = hostile_database();
    char *text = report_of(database, "md", &plain);
    const char *at = text;
    while ((at = strpbrk(at, "<>"))) { /* nothing but escaped signs: no locator is an address */
        assert_true(at > text && at[-1] == '\\');
        at++;
    }
    for (at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        assert_true(character == '\n' || character == 0x2060 || !escape_is_steering(character));
    }
    free(text);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_as_agreed),
        cmocka_unit_test(digests_of_runs_that_found_nothing),
        cmocka_unit_test(a_thousand_findings_are_few_lines),
        cmocka_unit_test(commands_cannot_be_injected),
        cmocka_unit_test(hostile_markdown_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
