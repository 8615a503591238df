/* SPDX-License-Identifier: MIT
 *
 * What customers said, as a CSV file: date,touchpoint,measure,value,n,party.
 */
#ifndef CORE_CONFIG_FEEDBACK_H
#define CORE_CONFIG_FEEDBACK_H

#include "core/config/date.h"
#include "core/config/tree.h"

enum feedback_measure {
    FEEDBACK_CSAT,    /* satisfaction: 0..100, the share of the satisfied, or the mean in percent */
    FEEDBACK_NPS,     /* net promoter score: -100..100 */
    FEEDBACK_CES,     /* customer effort score: 1 (hard) .. 7 (easy) */
    FEEDBACK_DROPOFF, /* 0..100: the share of customers who end the journey here */
    FEEDBACK_IMPORTANCE /* 0..100: how much it matters to customers */
};
extern const char *const feedback_measures[]; /* their names, as in the file; NULL-terminated */
extern const char *const feedback_columns[];  /* NULL-terminated */

struct feedback {
    char date[DATE_SIZE];
    char *touchpoint; /* an id of the plan */
    enum feedback_measure measure;
    double value;
    unsigned n;  /* customers asked; 0 = not said */
    char *party; /* a competitor; "" = our own */
};

/* An empty list, which frees its rows. */
GArray *feedback_new(void);

/* Appends the rows of a file; ids: the touchpoints of the plan, NULL-terminated. Every row that is
 * wrong is told with its line, and then nothing is appended. */
void feedback_load(const char *path, const char *const *ids, GArray *rows_r,
                   struct problems *problems);

#endif
