/* SPDX-License-Identifier: MIT
 *
 * The arithmetic of journeys: a case a row.
 */
#include <math.h>

#include "core/result/journey.h"
#include "tests/unit/report_support.h"

#define STEPS_MAX 9u

static const struct {
    const char *name;
    guint count;
    struct journey_step steps[STEPS_MAX];
    double handoffs[STEPS_MAX];
    double chance, mean;
    int weakest;
    gboolean is_complete;
} cases[] = {
    {"nine at 95 % and smooth handoffs: 63 %",
     9,
     {{.95, 3}, {.95, 3}, {.95, 3}, {.95, 3}, {.95, 3}, {.95, 3}, {.95, 3}, {.95, 3}, {.95, 3}},
     {1, 1, 1, 1, 1, 1, 1, 1},
     .630249,
     .95,
     0,
     TRUE},
    {"one step is its own rate", 1, {{.8, 5}}, {0}, .8, .8, 0, TRUE},
    {"equal importance, whatever it is", 2, {{.9, 1}, {.8, 1}}, {1}, .72, .85, 1, TRUE},
    {"a step of three times the importance weighs three times as much",
     2,
     {{.9, 1}, {.8, 3}},
     {1},
     .678823, /* .9 ^ .5 * .8 ^ 1.5 */
     .85,
     1,
     TRUE},
    {"a broken handoff takes its share", 2, {{1, 3}, {1, 3}}, {.5}, .5, 1, -1, TRUE},
    {"a step without anything right", 3, {{1, 3}, {0, 3}, {1, 3}}, {1, 1}, 0, 2 / 3.0, 1, TRUE},
    {"what is not measured is left out, and said",
     3,
     {{.9, 3}, {-1, 5}, {.9, 3}},
     {-1, -1},
     .81,
     .9,
     0,
     FALSE},
    {"an unknown handoff is left out, and said", 2, {{.9, 3}, {1, 3}}, {-1}, .9, .95, 0, FALSE},
    {"nothing measured", 2, {{-1, 3}, {-1, 3}}, {-1}, -1, -1, -1, FALSE},
    {"no step", 0, {{0, 0}}, {0}, -1, -1, -1, FALSE},
};

static void sums_up(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct journey_sum sum = journey_sum(cases[i].steps, cases[i].handoffs, cases[i].count);
        if (fabs(sum.chance - cases[i].chance) > 1e-6 || fabs(sum.mean - cases[i].mean) > 1e-6 ||
            sum.weakest != cases[i].weakest || sum.is_complete != cases[i].is_complete ||
            sum.moments != cases[i].count) {
            fail_msg("%s: chance %f, mean %f, weakest %d, %s", cases[i].name, sum.chance, sum.mean,
                     sum.weakest, sum.is_complete ? "complete" : "incomplete");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
