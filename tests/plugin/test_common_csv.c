/* SPDX-License-Identifier: MIT
 *
 * Comma-separated values as spreadsheets and exports write them, the broken ones too.
 */
#include "plugins/common/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static int append_row(void *data, const struct csv_row *row)
{
    GString *out = data;
    g_string_append_printf(out, "%u:", row->line);
    for (guint i = 0; i < row->count; i++) {
        g_string_append_c(out, '[');
        g_string_append_len(out, row->cells[i].text.ptr, (gssize)row->cells[i].text.len);
        g_string_append_c(out, ']');
    }
    g_string_append_c(out, ' ');
    return 0;
}

static const struct {
    const char *name, *text, *rows;
    unsigned faults;
    char separator;
} cases[] = {
    {"plain", "a,b\n1,2\n", "1:[a][b] 2:[1][2] ", 0, ','},
    {"no end of line", "a,b\n1,2", "1:[a][b] 2:[1][2] ", 0, ','},
    {"CR LF", "a,b\r\n1,2\r\n", "1:[a][b] 2:[1][2] ", 0, ','},
    {"CR", "a,b\r1,2\r", "1:[a][b] 2:[1][2] ", 0, ','},
    {"semicolon", "a;b,c\n1;2,3\n", "1:[a][b,c] 2:[1][2,3] ", 0, ';'},
    {"tab", "a\tb\tc,d\n1\t\t3\n", "1:[a][b][c,d] 2:[1][][3] ", 0, '\t'},
    {"bar", "a|b|c\n", "1:[a][b][c] ", 0, '|'},
    {"most of the first row", "\"x;y;z\",b\n", "1:[x;y;z][b] ", 0, ','},
    {"declared", "sep=|\r\na,b|c\n", "2:[a,b][c] ", 0, '|'},
    {"quotes", "a,b\n\"say \"\"yes\"\"\",\"1,2\"\n", "1:[a][b] 2:[say \"yes\"][1,2] ", 0, ','},
    {"line breaks in quotes", "a,b\n\"x\ny\",2\n3,4\n", "1:[a][b] 2:[x\ny][2] 4:[3][4] ", 0, ','},
    {"white space", " a , \" b \" \n", "1:[a][ b ] ", 0, ','},
    {"blank rows", "a,b\n\n,\n \n1,2\n", "1:[a][b] 5:[1][2] ", 0, ','},
    {"empty last cell", "a,b\n1,\n", "1:[a][b] 2:[1][] ", 0, ','},
    {"open quote", "a,b\n1,\"2\n3,4\n", "1:[a][b] 2:[1][2\n3,4\n] ", CSV_OPEN_QUOTE, ','},
    {"after a quote", "a,b\n\"1\"x,2\n", "1:[a][b] 2:[1x][2] ", CSV_AFTER_QUOTE, ','},
    {"a quote inside", "a,b\n5\" tile,2\n", "1:[a][b] 2:[5\" tile][2] ", 0, ','},
    {"one column", "a\nb\n", "1:[a] 2:[b] ", 0, ','},
    {"blank rows before the first", "\n\na;b\n", "3:[a][b] ", 0, ';'},
    {"empty", "", "", 0, ','},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct csv_outcome outcome;
        GString *out = g_string_new(NULL);
        assert_int_equal(csv_each_row(ts_text(cases[i].text), 0, append_row, out, &outcome), 0);
        if (!g_str_equal(out->str, cases[i].rows) || outcome.faults != cases[i].faults ||
            outcome.separator != cases[i].separator) {
            fail_msg("%s: %s, faults %u, separator %c", cases[i].name, out->str, outcome.faults,
                     outcome.separator);
        }
        g_string_free(out, TRUE);
    }
}

static int keep_last(void *data, const struct csv_row *row)
{
    *(struct csv_cell *)data = row->cells[row->count - 1];
    return 0;
}

static void test_places(void **state)
{
    struct csv_outcome outcome;
    struct csv_cell last = {0};
    (void)state;
    csv_each_row(ts_text("naam,tekst\n\"é\nè\",  \"vloer\"\n"), 0, keep_last, &last, &outcome);
    assert_int_equal(last.line, 3);
    assert_int_equal(last.column, 6);
}

static int count_cells(void *data, const struct csv_row *row)
{
    *(guint *)data = row->count;
    return 7;
}

/* A row of a million cells is cut, and one that ends the reading ends it. */
static void test_caps(void **state)
{
    struct csv_outcome outcome;
    guint count = 0;
    GString *text = g_string_new(NULL);
    (void)state;
    for (guint i = 0; i < 1000000; i++) {
        g_string_append(text, "x,");
    }
    g_string_append(text, "\nnot reached\n");
    assert_int_equal(
        csv_each_row(ts_bytes(text->str, text->len), ',', count_cells, &count, &outcome), 7);
    assert_int_equal(count, CSV_COLUMNS);
    assert_int_equal(outcome.faults, CSV_MANY_COLUMNS);
    assert_int_equal(outcome.first_line, 1);
    g_string_free(text, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_caps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
