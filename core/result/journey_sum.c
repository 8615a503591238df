/* SPDX-License-Identifier: MIT
 *
 * The chance of a journey: a product of rates, each with its weight.
 */
#include <math.h>

#include "core/result/journey.h"

static double mean_importance(const struct journey_step *steps, guint count)
{
    double sum = 0;
    guint measured = 0;
    for (guint i = 0; i < count; i++) {
        if (steps[i].rate >= 0) {
            sum += steps[i].importance;
            measured++;
        }
    }
    return measured ? sum / measured : 1;
}

struct journey_sum journey_sum(const struct journey_step *steps, const double *handoffs,
                               guint count)
{
    struct journey_sum sum = {
        .chance = 1, .mean = 0, .moments = count, .weakest = -1, .is_complete = count > 0};
    double usual = mean_importance(steps, count);
    double lowest = 1;
    guint measured = 0;
    for (guint i = 0; i < count; i++) {
        if (steps[i].rate < 0) {
            sum.is_complete = FALSE;
            continue;
        }
        double kept = pow(steps[i].rate, steps[i].importance / usual);
        if (kept < lowest) {
            lowest = kept;
            sum.weakest = (int)i;
        }
        sum.chance *= kept;
        sum.mean += steps[i].rate;
        measured++;
    }
    for (guint i = 0; i + 1 < count; i++) {
        sum.is_complete = sum.is_complete && handoffs[i] >= 0;
        sum.chance *= handoffs[i] >= 0 ? handoffs[i] : 1;
    }
    sum.mean = measured ? sum.mean / measured : -1;
    sum.chance = measured ? sum.chance : -1;
    return sum;
}
