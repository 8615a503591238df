/* SPDX-License-Identifier: MIT
 *
 * How the score of each touchpoint and the findings of each rule went over the last runs.
 */
#ifndef CORE_RESULT_TREND_H
#define CORE_RESULT_TREND_H

#include <glib.h>

struct result;
struct sqlite3;

#define TREND_RUNS 30u /* the latest */

/* A run that did not look at a touchpoint leaves it as it was. */
struct trend {
    char *name;                /* the touchpoint's id, or the rule */
    double values[TREND_RUNS]; /* score 0..1; findings that are not accepted. < 0 = not measured */
};

struct trends {
    guint count;            /* runs: the values in use */
    char *days[TREND_RUNS]; /* as of */
    GArray *touchpoints;    /* struct trend, by name */
    GArray *rules;          /* likewise */
};

/* Up to the run of this number. NULL: the database failed. The caller frees it. */
struct trends *trends_read(struct sqlite3 *database, gint64 last);
/* The same up to the run of a result. */
struct trends *result_trends(const struct result *result);
void trends_free(struct trends **trends);

#endif
