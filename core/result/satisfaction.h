/* SPDX-License-Identifier: MIT
 *
 * What customers said of a touchpoint, in one number that touchpoints can be compared by.
 */
#ifndef CORE_RESULT_SATISFACTION_H
#define CORE_RESULT_SATISFACTION_H

#include <glib.h>

/* One line of the feedback. */
struct satisfaction_row {
    char *touchpoint, *date, *measure, *party; /* party "" = our own customers */
    double value;
    guint n; /* asked; 0 = not said, counts as one */
};

struct satisfaction {
    double index; /* 0..100: of each measure what was said last (csat as it is, nps (-100..100) and
                     ces (1..7) stretched to it), by how many were asked; < 0 = nobody was */
    gboolean has_trend; /* something was said before, within a year of it */
    double trend;       /* of each measure the last less the mean of the days before, likewise */
    double rival;       /* the index of others together; < 0 = not known */
    double effort;      /* the last ces, 1 (hard) .. 7 (easy); < 0 = not asked */
};

#define SATISFACTION_GOOD 70.0  /* index: from here on customers are content */
#define SATISFACTION_APART 10.0 /* between two touchpoints: less is none */
#define SATISFACTION_SCORE 0.8  /* of a touchpoint: from here on its story is right */

/* rows: of one touchpoint, in the order of the days; as_of: later days do not count yet. Linear. */
struct satisfaction satisfaction_of(const struct satisfaction_row *rows, guint count,
                                    const char *as_of);

/* "consistent-content", "consistent-discontent", "deviating-content", "deviating-discontent": the
 * story against the experience. NULL: one of the two is not known. */
const char *satisfaction_quadrant(double score, double index);

#endif
