/* SPDX-License-Identifier: MIT
 *
 * What customers said: rows that are right, and what is told of those that are not.
 */
#include "core/config/feedback.h"
#include "tests/unit/config_support.h"

static const char *const ids[] = {"webshop", "delivery", NULL};

#define HEAD "date,touchpoint,measure,value,n,party\n"

static const struct {
    const char *name, *text, *errors;
    guint rows;
} cases[] = {
    {"two rows", HEAD "2026-10-01,webshop,csat,81,240,\n2026-10-02,delivery,nps,-12,,Rival\n", "",
     2},
    {"a spreadsheet's: semicolons, decimal commas, a mark of byte order, columns in another order",
     "\xEF\xBB\xBFtouchpoint;value;date;measure\r\nwebshop;4,5;2026-10-01;ces\r\n", "", 1},
    {"our own by name", HEAD "2026-10-01,webshop,dropoff,12.5,10,own\n", "", 1},
    {"nothing but the head", HEAD, "", 0},
    {"one wrong row: none is taken",
     HEAD "2026-10-01,webshop,csat,81,240,\n2026-10-01,webshop,csat,181,240,\n",
     "f.csv:3:25: 181 of csat: it goes from 0 to 100\n", 0},
    {"every mistake at once", HEAD "2026-13-01,webshp,nsp,x,-1,\n",
     "f.csv:2:12: \"webshp\" is no touchpoint (did you mean \"webshop\"?)\n"
     "f.csv:2:1: \"2026-13-01\" is no day: write YYYY-MM-DD\n"
     "f.csv:2:19: \"nsp\" is no measure (did you mean \"nps\"?)\n"
     "f.csv:2:25: \"-1\" is no number of customers\n",
     0},
    {"no number", HEAD "2026-10-01,webshop,csat,1e3,,\n", "f.csv:2:25: \"1e3\" is no number\n", 0},
    {"too few fields", HEAD "2026-10-01,webshop,csat\n",
     "f.csv:2:1: 3 fields where the first line names 6 columns\n", 0},
    {"columns that are missing or unknown",
     "date,touchpoint,mesure,value\n2026-10-01,webshop,csat,1\n",
     "f.csv:1:17: \"mesure\" is no column (did you mean \"measure\"?)\n"
     "f.csv:1:1: the first line must name the column \"measure\"\n",
     0},
};

static void reads_or_refuses(void **state)
{
    (void)state;
    g_autofree char *folder = g_dir_make_tmp("feedback-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "f.csv", NULL);
    assert_int_equal(g_chdir(folder), 0);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct problems *problems = problems_new();
        GArray *rows = feedback_new();
        assert_true(g_file_set_contents(path, cases[i].text, -1, NULL));
        feedback_load("f.csv", ids, rows, problems);
        g_autofree char *errors = support_lines(problems->errors);
        support_equal(cases[i].name, errors, cases[i].errors);
        if (rows->len != cases[i].rows) {
            fail_msg("%s: %u rows", cases[i].name, rows->len);
        }
        g_array_unref(rows);
        problems_free(&problems);
    }
    g_unlink(path);
    g_rmdir(folder);
}

static void keeps_what_was_said(void **state)
{
    (void)state;
    g_autofree char *folder = g_dir_make_tmp("feedback-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "f.csv", NULL);
    struct problems *problems = problems_new();
    GArray *rows = feedback_new();
    assert_true(g_file_set_contents(path, cases[0].text, -1, NULL));
    feedback_load(path, ids, rows, problems);
    const struct feedback *own = &g_array_index(rows, struct feedback, 0);
    const struct feedback *rival = &g_array_index(rows, struct feedback, 1);
    assert_int_equal(rows->len, 2);
    assert_string_equal(own->date, "2026-10-01");
    assert_string_equal(own->touchpoint, "webshop");
    assert_int_equal(own->measure, FEEDBACK_CSAT);
    assert_true(own->value == 81 && own->n == 240 && *own->party == '\0');
    assert_true(rival->value == -12 && rival->n == 0);
    assert_string_equal(rival->party, "Rival");
    g_array_unref(rows);
    problems_free(&problems);
    g_unlink(path);
    g_rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_or_refuses),
        cmocka_unit_test(keeps_what_was_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
