/* SPDX-License-Identifier: MIT
 *
 * Comma-separated values as spreadsheets and exports write them, the broken ones too.
 */
#include "plugins/common/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* "line:[cell][cell] " a row. */
static void append_cell(GString *out, const struct csv_cell *cell)
{
    size_t size;
    g_autofree char *text = csv_cell_text(cell, &size);
    if (cell->number == 1) {
        g_string_append_printf(out, "%u:", cell->line);
    }
    g_string_append_c(out, '[');
    g_string_append_len(out, text, (gssize)size);
    g_string_append(out, cell->ends_row ? "] " : "]");
}

static const struct {
    const char *name, *text, *rows;
    uint32_t open_line, after_line;
    char separator;
} cases[] = {
    {"plain", "a,b\n1,2\n", "1:[a][b] 2:[1][2] ", 0, 0, ','},
    {"no end of line", "a,b\n1,2", "1:[a][b] 2:[1][2] ", 0, 0, ','},
    {"CR LF", "a,b\r\n1,2\r\n", "1:[a][b] 2:[1][2] ", 0, 0, ','},
    {"CR", "a,b\r1,2\r", "1:[a][b] 2:[1][2] ", 0, 0, ','},
    {"semicolon", "a;b,c\n1;2,3\n", "1:[a][b,c] 2:[1][2,3] ", 0, 0, ';'},
    {"tab", "a\tb\tc,d\n1\t\t3\n", "1:[a][b][c,d] 2:[1][][3] ", 0, 0, '\t'},
    {"bar", "a|b|c\n", "1:[a][b][c] ", 0, 0, '|'},
    {"most of the first row", "\"x;y;z\",b\n", "1:[x;y;z][b] ", 0, 0, ','},
    {"declared", "sep=|\r\na,b|c\n", "2:[a,b][c] ", 0, 0, '|'},
    {"quotes", "a,b\n\"say \"\"yes\"\"\",\"1,2\"\n", "1:[a][b] 2:[say \"yes\"][1,2] ", 0, 0, ','},
    {"line breaks in quotes", "a,b\n\"x\ny\",2\n3,4\n", "1:[a][b] 2:[x\ny][2] 4:[3][4] ", 0, 0,
     ','},
    {"white space", " a , \" b \" \n", "1:[a][ b ] ", 0, 0, ','},
    {"blank rows", "a,b\n\n,\n \n1,2\n", "1:[a][b] 2:[] 3:[][] 4:[] 5:[1][2] ", 0, 0, ','},
    {"empty last cell", "a,b\n1,\n", "1:[a][b] 2:[1][] ", 0, 0, ','},
    {"open quote", "a,b\n1,\"2\n3,\"\"4\n", "1:[a][b] 2:[1][\"2] 3:[3][\"\"4] ", 2, 0, ','},
    {"after a quote", "a,b\n\"1\n\"\"\" x ,2\n", "1:[a][b] 2:[1\n\"\" x][2] ", 0, 3, ','},
    {"white space after a quote", "a,b\n\"1\" ,2\n", "1:[a][b] 2:[1][2] ", 0, 0, ','},
    {"a quote inside", "a,b\n5\" tile,2\n", "1:[a][b] 2:[5\" tile][2] ", 0, 0, ','},
    {"one column", "a\nb\n", "1:[a] 2:[b] ", 0, 0, ','},
    {"blank rows before the first", "\n;\na;b\n", "1:[] 2:[][] 3:[a][b] ", 0, 0, ';'},
    {"what cuts evenly", "a;b, c, d\n1;2\n", "1:[a][b, c, d] 2:[1][2] ", 0, 0, ';'},
    {"the widest of equals", "a,b;c;d\n", "1:[a,b][c][d] ", 0, 0, ';'},
    {"any mark declared", "SEP=^\na^b,c\n", "2:[a][b,c] ", 0, 0, '^'},
    {"a quote is no separator", "sep=\"\na,b\n", "1:[sep=\"] 2:[a][b] ", 0, 0, ','},
    {"a declaration alone", "sep=;", "", 0, 0, ';'},
    {"tabs are no white space between tabs", "a\t\tb\n", "1:[a][][b] ", 0, 0, '\t'},
    {"empty", "", "", 0, 0, ','},
};

static void test_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct csv_cursor cursor;
        struct csv_cell cell;
        g_autoptr(GString) out = g_string_new(NULL);
        csv_begin(&cursor, ts_text(cases[i].text), 0);
        while (csv_next(&cursor, &cell)) {
            append_cell(out, &cell);
        }
        if (!g_str_equal(out->str, cases[i].rows) || cursor.open_line != cases[i].open_line ||
            cursor.after_line != cases[i].after_line || cursor.separator != cases[i].separator) {
            fail_msg("%s: %s, open in line %u, text behind in line %u, separator %c", cases[i].name,
                     out->str, cursor.open_line, cursor.after_line, cursor.separator);
        }
    }
}

/* The declaration is a line, and no row. */
static void test_places(void **state)
{
    struct csv_cursor cursor, copy;
    struct csv_cell cell;
    (void)state;
    csv_begin(&cursor, ts_text("sep=,\nnaam,tekst\n\"é\nè\",  \"vloer\"\n"), 0);
    for (guint i = 0; i < 3; i++) {
        assert_true(csv_next(&cursor, &cell));
    }
    copy = cursor;
    assert_true(csv_next(&cursor, &cell));
    assert_int_equal(cell.line, 4);
    assert_int_equal(cell.column, 7);
    assert_int_equal(cell.row, 2);
    assert_int_equal(cell.number, 2);
    assert_false(csv_next(&cursor, &cell));
    assert_true(csv_next(&copy, &cell));
    assert_int_equal(cell.column, 7);
}

/* What is given counts more than what is declared, whose line is no row even so. */
static void test_given(void **state)
{
    struct csv_cursor cursor;
    struct csv_cell cell;
    (void)state;
    csv_begin(&cursor, ts_text("sep=;\na;b\tc\n"), '\t');
    assert_true(csv_next(&cursor, &cell));
    assert_int_equal(cell.raw.len, strlen("a;b"));
    assert_int_equal(cell.row, 1);
}

static void test_nul(void **state)
{
    struct csv_cursor cursor;
    struct csv_cell cell;
    size_t size;
    (void)state;
    csv_begin(&cursor, ts_bytes("a\0b,c", 5), 0);
    assert_true(csv_next(&cursor, &cell));
    g_autofree char *text = csv_cell_text(&cell, &size);
    assert_int_equal(size, 3);
    assert_memory_equal(text, "a\0b", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_given),
        cmocka_unit_test(test_nul),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
