/* SPDX-License-Identifier: MIT
 *
 * Entries put into touchstone.accept.yaml: where they go, and what is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/config/accept.h"

/* After plugin.h: cmocka defines fail as a macro. */
#include <cmocka.h>

#define HEAD "touchstone: 1\n"
#define ENTRY "- { word: Kwast, reason: \"our own\" }\n"

static const struct {
    const char *what, *before, *after; /* after NULL: refused, with error */
    const char *error;
} rows[] = {
    {"a new file", "",
     "# What is accepted, and why. \"touchstone accept\" adds to it.\n" HEAD "accept:\n  " ENTRY,
     NULL},
    {"a file without a list", HEAD, HEAD "accept:\n  " ENTRY, NULL},
    {"a last line without its end", "touchstone: 1", HEAD "accept:\n  " ENTRY, NULL},
    {"behind the last entry, as it is indented",
     HEAD "accept:\n- { word: a, reason: b }\n# the end\n",
     HEAD "accept:\n- { word: a, reason: b }\n" ENTRY "# the end\n", NULL},
    {"an entry over several lines",
     HEAD "accept:\n    - word: a\n      reason: >\n        long\n\n        text\n\n# the end\n",
     HEAD "accept:\n    - word: a\n      reason: >\n        long\n\n        text\n    " ENTRY
          "\n# the end\n",
     NULL},
    {"before another key", "accept:\n  - { word: a, reason: b } # why\n\ntouchstone: 1\n",
     "accept:\n  - { word: a, reason: b } # why\n  " ENTRY "\ntouchstone: 1\n", NULL},
    {"a list in brackets", HEAD "accept: [ { word: a, reason: b } ]\n", NULL,
     "f.yaml:2:1: entries"},
    {"an empty list", HEAD "accept: []\n", NULL, "f.yaml:2:1: entries"},
    {"no YAML", HEAD "accept: [\n", NULL, "f.yaml:"},
    {"a phrase", HEAD "accept:\n  - { word: a b, reason: c }\n", NULL, "f.yaml:3:7: one word"},
    {"no reason", HEAD "accept:\n  - { word: a }\n", NULL, "\"reason\" is missing"},
    {"an unknown key", HEAD "accept:\n  - { wrod: a, reason: b }\n", NULL, "f.yaml:3:5: "},
};

static char *append(const char *before, const char *word, GPtrArray *known,
                    struct problems *problems)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_ptr_array_add(list, (gpointer)word);
    const struct accept_entries words = {.names = list, .reason = "our own"};
    return accept_append("f.yaml", ts_text(before), &words, known, problems);
}

static void entries_go_behind_the_last(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
        struct problems *problems = problems_new();
        g_autofree char *after = append(rows[i].before, "Kwast", known, problems);
        if (g_strcmp0(after, rows[i].after) != 0) {
            fail_msg("%s: %s%s", rows[i].what, after ? after : "refused: ",
                     problems->errors->len ? (char *)problems->errors->pdata[0] : "");
        }
        if (rows[i].error && !strstr(problems->errors->pdata[0], rows[i].error)) {
            fail_msg("%s: %s", rows[i].what, (char *)problems->errors->pdata[0]);
        }
        problems_free(&problems);
    }
}

static void known_ones_are_left_out(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
    struct problems *problems = problems_new();
    const char *before = HEAD "accept:\n  - { word: kwast, reason: b }\n";
    g_autofree char *after = append(before, "KWAST", known, problems);
    assert_string_equal(after, before);
    assert_int_equal(known->len, 1);
    assert_string_equal(known->pdata[0],
                        "f.yaml:3:7: \"KWAST\" is accepted already; its reason and "
                        "end are changed there");
    problems_free(&problems);
}

/* Whatever a word or reason holds, it is read back as it was. */
static void values_survive(void **state)
{
    static const char *const words[] = {"d'Anjou",  "null", "No",       "C#",        "a:b",
                                        "\"quoted", "é",    "back\\sl", "{brace}",   "-dash",
                                        "*star",    "1234", "e.g.",     "klein-duim"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(GPtrArray) known = g_ptr_array_new_with_free_func(g_free);
        struct problems *problems = problems_new();
        g_autofree char *text = append("", words[i], known, problems);
        assert_non_null(text);
        struct tree *tree = tree_parse("f.yaml", "/", ts_text(text), problems);
        const struct ts_node *entries = accept_judge(tree, problems);
        assert_int_equal(problems->errors->len, 0);
        if (!ts_is(ts_get_text(ts_item(entries->children, 0), "word"), words[i])) {
            fail_msg("%s: %s", words[i], text);
        }
        tree_free(&tree);
        problems_free(&problems);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_go_behind_the_last),
        cmocka_unit_test(known_ones_are_left_out),
        cmocka_unit_test(values_survive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
