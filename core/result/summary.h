/* SPDX-License-Identifier: MIT
 *
 * The end of a run: what each finding weighs, what each touchpoint comes to, and the exit status.
 */
#ifndef CORE_RESULT_SUMMARY_H
#define CORE_RESULT_SUMMARY_H

#include "core/config/plan.h"

struct sqlite3;

struct summary_input {
    unsigned fail_on;      /* enum ts_severity: from here on exit 1; 0 = never */
    double max_unchecked;  /* percent of the documents that may stay unchecked; < 0 = none */
    gboolean is_new_only;  /* only findings of state new count for exit 1 */
    const char *cut_short; /* why not everything was seen (budget, interruption), or NULL */
};

/* Sets, for the latest run, finding.severity, the counts, state and score of its touchpoints, and
 * run.exit: 0, 1 or 3 as DESIGN section 6 says. Touchpoints that the plan has but this run did not
 * select stay as they are. -1: nothing was changed and *error_r says why. */
int summary_compute(struct sqlite3 *database, const struct plan *plan,
                    const struct summary_input *input, char **error_r);

/* How a touchpoint's score comes about, for people; "nl", else English. */
const char *result_explain_score(const char *language);

#endif
