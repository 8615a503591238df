/* SPDX-License-Identifier: MIT
 *
 * What a journey's data points at: each pattern, said and not said; and how content customers are.
 */
#include "core/result/opportunity.h"
#include "core/result/satisfaction.h"
#include "tests/unit/report_support.h"

#define STEPS_MAX 4u
#define NONE -1, -1, -1, -1

/* name, score, satisfaction, dropoff, effort, after, interaction, handoff, repeats */
static const struct {
    const char *name;
    guint count;
    struct opportunity_step steps[STEPS_MAX];
    double chance;
    struct opportunity_route variant;
    const char *said; /* patterns, a space behind each */
} cases[] = {
    {"nothing is known",
     3,
     {{"A", NONE, 0, 0, "unknown"}, {"B", NONE, 0, 0, "unknown"}, {"C", NONE, 1, 0, NULL}},
     -1,
     {0},
     ""},
    {"all well",
     3,
     {{"A", .95, 80, 2, 6, 0, 1, "smooth"},
      {"B", .95, 82, 2, 6, 0, 1, "smooth"},
      {"C", .96, 81, 1, 6, 1, 0, NULL}},
     .9,
     {0},
     ""},
    {"one is liked best, one least",
     3,
     {{"A", 1, 95, -1, -1, 0, 0, "smooth"},
      {"B", 1, 60, -1, -1, 0, 0, "smooth"},
      {"C", 1, 80, -1, -1, 1, 0, NULL}},
     1,
     {0},
     "raise-a-peak take-away-a-trough "},
    {"a trough in the story, where nobody was asked",
     3,
     {{"A", 1, -1, -1, -1, 0, 0, "smooth"},
      {"B", .5, -1, -1, -1, 0, 0, "smooth"},
      {"C", 1, -1, -1, -1, 1, 0, NULL}},
     .5,
     {0},
     "take-away-a-trough "},
    {"they leave at the second",
     2,
     {{"A", 1, -1, 3, -1, 0, 0, "smooth"}, {"B", 1, -1, 12, -1, 1, 0, NULL}},
     1,
     {0},
     "early-solution "},
    {"they leave at both",
     2,
     {{"A", 1, -1, 8, -1, 0, 0, "smooth"}, {"B", 1, -1, 12, -1, 1, 0, NULL}},
     1,
     {0},
     ""},
    {"a weak start",
     3,
     {{"A", .6, -1, -1, -1, 0, 0, "smooth"},
      {"B", .9, -1, -1, -1, 0, 0, "smooth"},
      {"C", .9, -1, -1, -1, 1, 0, NULL}},
     .5,
     {0},
     "take-away-a-trough strong-start "},
    {"the end",
     3,
     {{"A", 1, 80, -1, -1, 0, 0, "smooth"},
      {"B", 1, 80, -1, -1, 0, 0, "smooth"},
      {"C", 1, 71, -1, -1, 1, 0, NULL}},
     1,
     {0},
     "peak-end "},
    {"ends with the purchase",
     3,
     {{"A", 1, -1, -1, -1, 0, 0, "smooth"},
      {"B", 1, -1, -1, -1, 0, 0, "smooth"},
      {"C", 1, -1, -1, -1, 0, 0, NULL}},
     1,
     {0},
     "lengthen-the-journey "},
    {"a handoff breaks",
     2,
     {{"A", 1, -1, -1, -1, 0, 0, "broken"}, {"B", 1, -1, -1, -1, 1, 0, NULL}},
     .5,
     {0},
     "smooth-a-handoff "},
    {"a variant is better",
     2,
     {{"A", 1, -1, -1, -1, 0, 0, "smooth"}, {"B", 1, -1, -1, -1, 1, 0, NULL}},
     .5,
     {"Other", .6},
     "swap-touchpoints "},
    {"a variant is worse",
     2,
     {{"A", 1, -1, -1, -1, 0, 0, "smooth"}, {"B", 1, -1, -1, -1, 1, 0, NULL}},
     .5,
     {"Other", .4},
     ""},
    {"hard work",
     2,
     {{"A", 1, -1, -1, 2.5, 0, 1, "smooth"}, {"B", 1, -1, -1, -1, 1, 0, NULL}},
     1,
     {0},
     "add-intelligence "},
    {"hard, but no interaction",
     2,
     {{"A", 1, -1, -1, 2.5, 0, 0, "smooth"}, {"B", 1, -1, -1, -1, 1, 0, NULL}},
     1,
     {0},
     ""},
    {"in pieces and disliked",
     3,
     {{"A", .7, 50, -1, -1, 0, 0, "broken"},
      {"B", .7, 50, -1, -1, 0, 0, "broken"},
      {"C", .7, 52, -1, -1, 1, 0, NULL}},
     .2,
     {0},
     "smooth-a-handoff smooth-a-handoff redesign-the-whole "},
};

static void says_what_the_data_carries(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct opportunity_journey journey = {
            .steps = cases[i].steps,
            .count = cases[i].count,
            .chance = cases[i].chance,
            .variants = &cases[i].variant,
            .variant_count = cases[i].variant.name != NULL,
        };
        g_autoptr(GArray) found = opportunities_of(&journey);
        g_autoptr(GString) said = g_string_new(NULL);
        for (guint j = 0; j < found->len; j++) {
            const struct opportunity *own = &g_array_index(found, struct opportunity, j);
            g_autofree char *english = opportunity_say("en", own);
            g_autofree char *dutch = opportunity_say("nl", own);
            g_string_append_printf(said, "%s ", own->pattern);
            assert_null(strchr(english, '{'));
            assert_string_not_equal(english, dutch);
        }
        if (strcmp(said->str, cases[i].said) != 0) {
            fail_msg("%s: %s", cases[i].name, said->str);
        }
    }
}

static void explains_all_ten(void **state)
{
    (void)state;
    g_autofree char *english = opportunity_explain("en");
    g_autofree char *dutch = opportunity_explain("nl");
    g_auto(GStrv) lines = g_strsplit(english, "\n", -1);
    assert_int_equal(g_strv_length(lines), 1 + 10 + 1);
    assert_string_not_equal(english, dutch);
}

/* ---- how content ----------------------------------------------------------------------------- */

static void sums_up_what_was_said(void **state)
{
    (void)state;
    static const struct satisfaction_row rows[] = {
        {(char *)"a", (char *)"2024-01-01", (char *)"csat", (char *)"", 10,
         1}, /* over a year ago */
        {(char *)"a", (char *)"2026-03-01", (char *)"csat", (char *)"", 70, 100},
        {(char *)"a", (char *)"2026-05-01", (char *)"csat", (char *)"", 80, 100},
        {(char *)"a", (char *)"2026-10-01", (char *)"csat", (char *)"", 60, 300},
        {(char *)"a", (char *)"2026-10-01", (char *)"nps", (char *)"", 60, 100}, /* 80 */
        {(char *)"a", (char *)"2026-10-01", (char *)"csat", (char *)"Rival", 90, 10},
        {(char *)"a", (char *)"2026-12-01", (char *)"csat", (char *)"", 1, 1}, /* still to come */
        {(char *)"b", (char *)"2026-10-01", (char *)"ces", (char *)"", 4, 0},
        {(char *)"c", (char *)"2026-10-01", (char *)"dropoff", (char *)"", 50, 0},
    };
    g_autoptr(GArray) list = g_array_new(FALSE, FALSE, sizeof rows[0]);
    g_array_append_vals(list, rows, G_N_ELEMENTS(rows));
    struct satisfaction a = satisfaction_of(list, "a", "2026-11-01");
    struct satisfaction b = satisfaction_of(list, "b", "2026-11-01");
    struct satisfaction c = satisfaction_of(list, "c", "2026-11-01");
    assert_true(a.index == 65 && a.trend == -10 && a.rival == 90 && a.effort == -1);
    assert_true(b.index == 50 && b.trend == 0 && b.rival == -1 && b.effort == 4);
    assert_true(c.index == -1);
    assert_string_equal(satisfaction_quadrant(.9, 60), "consistent-discontent");
    assert_string_equal(satisfaction_quadrant(.5, 80), "deviating-content");
    assert_null(satisfaction_quadrant(-1, 80));
    assert_null(satisfaction_quadrant(.9, -1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_the_data_carries),
        cmocka_unit_test(explains_all_ten),
        cmocka_unit_test(sums_up_what_was_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
