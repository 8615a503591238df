/* SPDX-License-Identifier: MIT
 *
 * A touchpoint's score: how much of it is as the brand book wants.
 */
#ifndef CORE_RESULT_SCORE_H
#define CORE_RESULT_SCORE_H

#include <glib.h>

/* What is known of a touchpoint. The arrays are by enum ts_severity. */
struct score_input {
    guint checked; /* documents that were checked */
    guint
        unchecked;  /* those that could not be: the score is never above the share of the checked */
    guint worst[4]; /* of these, how many have this as the worst severity of their findings */
    unsigned whole; /* worst severity of the findings about the touchpoint as a whole; 0 = none */
};

/* 0..1, or -1 if no document was checked. */
double score_compute(const struct score_input *input);

#endif
