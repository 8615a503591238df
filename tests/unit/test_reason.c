/* SPDX-License-Identifier: MIT
 *
 * Reasons in Dutch: rows with and without values, a reason in a reason, who says it, what no table
 * knows, and what looks like a row and is none.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "core/result/reason.h"
#include "core/result/reason_rows.h"

static const struct {
    const char *english, *dutch;
} rows[] = {
    {"is empty", "is leeg"},
    {"no reader for x/y", "geen lezer voor x/y"},
    {"logo.svg: is empty", "logo.svg: is leeg"},
    {"a: b: is empty", "a: b: is leeg"},
    {"the worker ended with status 3", "het werkproces eindigde met status 3"},
    {"a damaged AVIF: it ends too early", "een beschadigde AVIF: het bestand houdt te vroeg op"},
    {"a damaged bitmap: 7 bits a pixel", "een beschadigde bitmap: 7 bits per pixel"},
    {"said by a plugin from elsewhere", "said by a plugin from elsewhere"},
    {"no reader for ", "no reader for "},
    {"", ""},
};

static void tells_in_dutch(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *told = reason_say("nl", rows[i].english);
        assert_string_equal(told, rows[i].dutch);
        g_autofree char *same = reason_say("en", rows[i].english);
        assert_string_equal(same, rows[i].english);
    }
}

static gsize count_holes(const char *text)
{
    gsize count = 0;
    while ((text = strstr(text, "{}"))) {
        count++;
        text += 2;
    }
    return count;
}

/* Each row says its values in the order in which it got them, and is found by its own wording. */
static void holds_its_values(void **state)
{
    const struct reason_row *const tables[] = {reasons_core, reasons_plugins};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(tables); i++) {
        for (const struct reason_row *row = tables[i]; row->english; row++) {
            g_autoptr(GString) english = g_string_new(row->english);
            g_autoptr(GString) dutch = g_string_new(row->dutch);
            assert_int_equal(count_holes(row->english), count_holes(row->dutch));
            g_string_replace(english, "{}", "7", 0);
            g_string_replace(dutch, "{}", "7", 0);
            g_autofree char *told = reason_say("nl", english->str);
            if (strcmp(told, dutch->str) != 0) {
                fail_msg("\"%s\" is told as \"%s\"", english->str, told);
            }
        }
    }
}

/* A long hostile value costs no more than its length. */
static void bears_much(void **state)
{
    g_autofree char *much = g_strnfill(1 << 20, ':');
    g_autofree char *reason = g_strconcat("no reader for ", much, NULL);
    (void)state;
    g_autofree char *told = reason_say("nl", reason);
    assert_true(g_str_has_prefix(told, "geen lezer voor ::"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_in_dutch),
        cmocka_unit_test(holds_its_values),
        cmocka_unit_test(bears_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
