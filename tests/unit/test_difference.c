/* SPDX-License-Identifier: MIT
 *
 * Differences of wordings, a pair a row.
 */
#include "core/report/difference.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* "=text" the same, "-text+text" one for the other; NULL: nothing is marked. */
static const struct {
    const char *actual, *expected, *parts;
} rows[] = {
    {"Gemak op elke vlak", "Gemak op elk vlak", "=Gemak op|-elke+elk|=vlak"},
    {"Gemak op elk mooi vlak", "Gemak op elk vlak", "=Gemak op elk|-mooi+|=vlak"},
    {"Gemak elk vlak", "Gemak op elk vlak", "=Gemak|-+op|=elk vlak"},
    {"Gemk op elk vlakk", "Gemak op elk vlak", "-Gemk+Gemak|=op elk|-vlakk+vlak"},
    {"Gemak opelk vlak", "Gemak op elk vlak", "=Gemak|-opelk+op elk|=vlak"},
    {"een twee drie", "twee drie vier", "-een+|=twee drie|-+vier"},
    /* case and signs count only if nothing else differs */
    {"gemak, op  elke vlak!", "Gemak op elk vlak", "=gemak, op|-elke+elk|=vlak!"},
    {"gemak op elk vlak", "Gemak op elk vlak", "-gemak+Gemak|=op elk vlak"},
    {"Gemak, op elk vlak", "Gemak op elk vlak", "-Gemak,+Gemak|=op elk vlak"},
    {"\303\211\303\251n dak", "\303\251\303\251n dek", "=\303\211\303\251n|-dak+dek"},
    {"a - b", "a & b", "=a|--+&|=b"},
    /* nothing to mark */
    {"Gemak op elk vlak", "Gemak op elk vlak", NULL},
    {"Gemak  op elk vlak", "Gemak op elk vlak", NULL},
    {"VlakWerk", "Vlakwerk", NULL},
    {"Vlak Werk", "Vlakwerk", NULL},
    {"goedkoop", "", NULL},
    {"", "Gemak op elk vlak", NULL},
    {"", "", NULL},
    {"een twee drie vier", "vijf twee zes zeven", NULL},
    {"\377\376 op", "Gemak op", NULL},
};

static char *written(const GArray *parts)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < parts->len; i++) {
        const struct difference_part *part = &g_array_index(parts, struct difference_part, i);
        g_string_append(out, i ? "|" : "");
        g_string_append_c(out, part->is_same ? '=' : '-');
        g_string_append_len(out, part->actual.ptr, (gssize)part->actual.len);
        if (!part->is_same) {
            g_string_append_c(out, '+');
            g_string_append_len(out, part->expected.ptr, (gssize)part->expected.len);
        }
    }
    return g_string_free(out, FALSE);
}

static void test_rows(void **data)
{
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GArray) parts = difference_new(rows[i].actual, rows[i].expected);
        g_autofree char *text = parts ? written(parts) : NULL;
        if (g_strcmp0(text, rows[i].parts) != 0) {
            fail_msg("row %zu: wanted %s, got %s", i, rows[i].parts, text);
        }
    }
}

/* The longest wording that is compared, and one word more. */
static void test_limit(void **data)
{
    g_autoptr(GString) text = g_string_new("begin");
    g_autoptr(GString) other = g_string_new("anders");
    (void)data;
    for (guint i = 1; i < 64; i++) {
        g_string_append(text, " woord");
        g_string_append(other, " woord");
    }
    g_autoptr(GArray) parts = difference_new(text->str, other->str);
    assert_non_null(parts);
    assert_int_equal(parts->len, 2);
    g_string_append(text, " woord");
    assert_null(difference_new(text->str, other->str));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_limit)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
