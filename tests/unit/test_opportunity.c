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
     {"Other", .6, TRUE},
     "swap-touchpoints "},
    {"a variant is worse",
     2,
     {{"A", 1, -1, -1, -1, 0, 0, "smooth"}, {"B", 1, -1, -1, -1, 1, 0, NULL}},
     .5,
     {"Other", .4, TRUE},
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
            .is_complete = TRUE,
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

static void says_no_more_than_it_knows(void **state)
{
    (void)state;
    struct opportunity_step steps[] = {{"A", 1, -1, -1, 3.2, 0, 1, "smooth"},
                                       {"B", 1, -1, -1, -1, 1, 1, NULL, TRUE}};
    const struct opportunity_route unknown = {"Unmeasured", 1, FALSE}, near = {"Near", .755, TRUE};
    struct opportunity_journey journey = {.steps = steps,
                                          .count = 2,
                                          .chance = .75,
                                          .is_complete = TRUE,
                                          .variants = &unknown,
                                          .variant_count = 1};
    g_autoptr(GArray) hard = opportunities_of(&journey);
    g_autofree char *first = opportunity_say("en", &g_array_index(hard, struct opportunity, 0));
    assert_int_equal(hard->len, 1); /* a chance that nobody measured is no reason */
    assert_string_equal(first, "Add intelligence: A is hard work, 3.2 of 7");
    steps[0].effort = -1;
    journey.variants = &near;
    g_autoptr(GArray) told = opportunities_of(&journey);
    g_autofree char *second = opportunity_say("en", &g_array_index(told, struct opportunity, 0));
    assert_int_equal(told->len, 1); /* less than a point is none */
    assert_string_equal(second, "Add intelligence: B tells otherwise what A told");
}

/* ---- how content ----------------------------------------------------------------------------- */

#define ROW(day, measure, party, value, n)                                 \
    {                                                                      \
        (char *)"a", (char *)day, (char *)measure, (char *)party, value, n \
    }

static const struct {
    const char *name;
    struct satisfaction_row rows[6];
    guint count;
    struct satisfaction said;
} voices[] = {
    {"nobody", {ROW("", "", "", 0, 0)}, 0, {-1, FALSE, 0, -1, -1}},
    {"once", {ROW("2026-10-01", "csat", "", 60, 5)}, 1, {60, FALSE, 0, -1, -1}},
    {"days before, the oldest over a year ago, the newest still to come",
     {ROW("2024-01-01", "csat", "", 10, 1), ROW("2026-03-01", "csat", "", 70, 100),
      ROW("2026-05-01", "csat", "", 80, 100), ROW("2026-10-01", "csat", "", 65, 300),
      ROW("2026-12-01", "csat", "", 1, 1)},
     5,
     {65, TRUE, -10, -1, -1}},
    {"two measures, each by its own last day: no other scale is a fall",
     {ROW("2026-09-01", "csat", "", 90, 100), ROW("2026-10-01", "nps", "", 0, 100)},
     2,
     {70, FALSE, 0, -1, -1}},
    {"two groups on one day",
     {ROW("2026-10-01", "csat", "", 60, 300), ROW("2026-10-01", "csat", "", 100, 100)},
     2,
     {70, FALSE, 0, -1, -1}},
    {"others, and effort",
     {ROW("2026-10-01", "ces", "", 4, 0), ROW("2026-10-01", "csat", "Rival", 90, 10),
      ROW("2026-10-01", "dropoff", "", 50, 0)},
     3,
     {50, FALSE, 0, 90, 4}},
};

static void sums_up_what_was_said(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(voices); i++) {
        struct satisfaction own = satisfaction_of(voices[i].rows, voices[i].count, "2026-11-01");
        const struct satisfaction *said = &voices[i].said;
        if (own.index != said->index || own.has_trend != said->has_trend ||
            own.trend != said->trend || own.rival != said->rival || own.effort != said->effort) {
            fail_msg("%s: %f, %d %f, %f, %f", voices[i].name, own.index, own.has_trend, own.trend,
                     own.rival, own.effort);
        }
    }
}

static void parts_story_from_experience(void **state)
{
    (void)state;
    static const struct {
        double score, index;
        const char *quadrant;
    } rows[] = {
        {.8, 70, "consistent-content"},
        {.8, 69.9, "consistent-discontent"},
        {.79, 70, "deviating-content"},
        {.79, 69.9, "deviating-discontent"},
        {-1, 80, NULL},
        {.9, -1, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *own = satisfaction_quadrant(rows[i].score, rows[i].index);
        assert_int_equal(g_strcmp0(own, rows[i].quadrant), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_the_data_carries),  cmocka_unit_test(explains_all_ten),
        cmocka_unit_test(says_no_more_than_it_knows),  cmocka_unit_test(sums_up_what_was_said),
        cmocka_unit_test(parts_story_from_experience),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
