/* SPDX-License-Identifier: MIT
 *
 * What customers said of a touchpoint, in one number that touchpoints can be compared by.
 */
#ifndef CORE_RESULT_SATISFACTION_H
#define CORE_RESULT_SATISFACTION_H

#include <glib.h>

/* One line of the feedback; in a list sorted by day. */
struct satisfaction_row {
    char *touchpoint, *date, *measure, *party; /* party "" = our own customers */
    double value;
    guint n; /* asked; 0 = not said, counts as one */
};

struct satisfaction {
    double index;  /* 0..100: the latest csat as it is, nps (-100..100) and ces (1..7) stretched to
                      it,  by how many were asked; < 0 = nobody was */
    double trend;  /* index less the mean of the days before it, a year back; 0 without any */
    double rival;  /* the latest index of others together; < 0 = not known */
    double effort; /* the latest ces, 1 (hard) .. 7 (easy); < 0 = not asked */
};

#define SATISFACTION_GOOD 70.0  /* index: from here on customers are content */
#define SATISFACTION_MOVES 3.0  /* of trend: less is noise */
#define SATISFACTION_APART 10.0 /* between two touchpoints: less is none */
#define SATISFACTION_SCORE 0.8  /* of a touchpoint: from here on its story is right */

/* rows: GArray of struct satisfaction_row; as_of: later days do not count yet. */
struct satisfaction satisfaction_of(const GArray *rows, const char *touchpoint, const char *as_of);

/* "consistent-content", "consistent-discontent", "deviating-content", "deviating-discontent": the
 * story against the experience. NULL: one of the two is not known. */
const char *satisfaction_quadrant(double score, double index);

#endif
