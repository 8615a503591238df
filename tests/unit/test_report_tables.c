/* SPDX-License-Identifier: MIT
 *
 * The reports that are lists for other programs: CSV, and GitLab's Code Quality.
 */
#include "tests/unit/report_support.h"

#include <jansson.h>

#include "core/report/escape.h"

static const struct report_options plain = {.language = "en"};
static const struct report_options dutch = {.language = "nl"};

static void is_as_agreed(void **state)
{
    (void)state;
    static const struct {
        const char *format, *golden;
        const struct report_options *options;
    } rows[] = {
        {"csv", "run.csv", &plain},
        {"csv-excel", "run_excel_nl.csv", &dutch},
        {"codequality", "run.codequality.json", &plain},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = sample_database();
        char *text = report_of(database, rows[i].format, rows[i].options);
        assert_golden(text, rows[i].golden);
        free(text);
        sqlite3_close(database);
    }
}

/* ---- CSV ------------------------------------------------------------------------------------- */

struct table {
    guint rows, fields, last; /* fields: of the first row; last: of the last one */
    guint formulas;
};

/* RFC 4180 to the letter: CRLF, quotes doubled inside quotes and nowhere else. */
static struct table read_table(const char *text, char separator)
{
    struct table table = {0};
    guint fields = 0;
    while (*text) {
        gboolean is_quoted = *text == '"';
        text += is_quoted;
        table.formulas += *text && strchr("=+-@\t\r", *text) != NULL;
        while (is_quoted ? !(text[0] == '"' && text[1] != '"')
                         : !strchr("\r\n", *text) && *text != separator) {
            assert_true(*text != '\0' && (is_quoted || *text != '"'));
            text += is_quoted && *text == '"' ? 2 : 1;
        }
        text += is_quoted;
        fields++;
        if (*text == separator) {
            text++;
            continue;
        }
        assert_true(g_str_has_prefix(text, "\r\n"));
        text += 2;
        table.rows++;
        table.fields = table.fields ? table.fields : fields;
        table.last = fields;
        assert_int_equal(table.last, table.fields);
        fields = 0;
    }
    return table;
}

static void a_row_is_a_place(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    char *text = report_of(database, "csv", &plain);
    struct table table = read_table(text, ',');
    assert_int_equal(table.rows, 1 + 10); /* one of the findings has no place, and a row */
    free(text);
    run_sql(database, "WITH RECURSIVE k (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k "
                      "WHERE i < 10000) INSERT INTO place SELECT 2, 1, '', '', '', i, 1, '', '', "
                      "0, 0, 2 FROM k");
    text = report_of(database, "csv", &plain);
    assert_int_equal(read_table(text, ',').rows, 1 + 10 + 10000);
    free(text);
    sqlite3_close(database);
}

static void no_cell_is_a_formula(void **state)
{
    (void)state;
    static const char *const texts[] = {"=1+1", "+31 30", "-1",  "@SUM(A1)", "\t=1",   "\r=1",
                                        "\n=1", " =1",    "＝1", "a;=1",     "a, =1",  "5,-",
                                        "\"=1", ",",      ";",   "=\"\"",    "a\r\n=b"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        sqlite3 *database = sample_database();
        char *sql = sqlite3_mprintf("UPDATE finding SET actual = %Q, rule = 'gone/rule'; UPDATE "
                                    "place SET excerpt = %Q, locator = %Q",
                                    texts[i], texts[i], texts[i]);
        run_sql(database, sql);
        for (gsize k = 0; k < 2; k++) {
            char *text = report_of(database, k ? "csv-excel" : "csv", k ? &dutch : &plain);
            struct table table = read_table(text + (k ? 3 : 0), k ? ';' : ',');
            if (table.formulas > 0) {
                fail_msg("\"%s\": %u formulas in %s", texts[i], table.formulas, text);
            }
            assert_null(strstr(text, ";=")); /* nor where the other sign parts cells */
            assert_null(strstr(text, ", ="));
            free(text);
        }
        sqlite3_free(sql);
        sqlite3_close(database);
    }
}

static void hostile_cells(void **state)
{
    (void)state;
    sqlite3 *database = hostile_database();
    char *text = report_of(database, "csv", &plain);
    assert_int_equal(read_table(text, ',').rows, 1 + 4);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        assert_true(strchr("\r\n", (int)(character & 0x7F)) || !escape_is_steering(character));
    }
    free(text);
    sqlite3_close(database);
}

/* ---- Code Quality ---------------------------------------------------------------------------- */

/* Unique, and the same after all lines moved. */
static void fingerprints_last(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    json_t *logs[2];
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize k = 0; k < 2; k++) {
        char *text = report_of(database, "codequality", &plain);
        logs[k] = json_loads(text, 0, NULL);
        free(text);
        run_sql(database, "UPDATE place SET line = line + 30 WHERE line > 0");
    }
    assert_int_equal(json_array_size(logs[0]), 9); /* without the fixed */
    for (size_t i = 0; i < json_array_size(logs[0]); i++) {
        json_t *before = json_object_get(json_array_get(logs[0], i), "fingerprint");
        json_t *after = json_object_get(json_array_get(logs[1], i), "fingerprint");
        assert_true(g_hash_table_add(seen, (gpointer)json_string_value(before)));
        assert_string_equal(json_string_value(before), json_string_value(after));
    }
    json_decref(logs[0]);
    json_decref(logs[1]);
    sqlite3_close(database);
}

static void accepted_is_told_or_left_out(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database, "UPDATE finding SET acceptance = '{\"reason\": \"=1\"}' WHERE id = 1");
    char *text = report_of(database, "codequality", &plain);
    assert_null(strstr(text, "promise/altered"));
    free(text);
    text = report_of(database, "csv", &plain);
    assert_non_null(strstr(text, ",open,yes,accepted: =1,yes,"));
    free(text);
    sqlite3_close(database);
}

static void empty_is_an_array(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database, "DELETE FROM finding");
    char *text = report_of(database, "codequality", &plain);
    assert_string_equal(text, "[]\n");
    free(text);
    text = report_of(database, "csv", &plain);
    assert_int_equal(read_table(text, ',').rows, 1);
    free(text);
    sqlite3_close(database);
}

static void hostile_entries(void **state)
{
    (void)state;
    sqlite3 *database = hostile_database();
    char *text = report_of(database, "codequality", &plain);
    json_t *log = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_int_equal(json_array_size(log), 4);
    for (size_t i = 0; i < json_array_size(log); i++) {
        const char *description =
            json_string_value(json_object_get(json_array_get(log, i), "description"));
        for (const char *at = description; *at; at = g_utf8_next_char(at)) {
            assert_false(escape_is_steering(g_utf8_get_char(at)));
        }
    }
    json_decref(log);
    free(text);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_as_agreed),
        cmocka_unit_test(a_row_is_a_place),
        cmocka_unit_test(no_cell_is_a_formula),
        cmocka_unit_test(hostile_cells),
        cmocka_unit_test(fingerprints_last),
        cmocka_unit_test(empty_is_an_array),
        cmocka_unit_test(accepted_is_told_or_left_out),
        cmocka_unit_test(hostile_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
