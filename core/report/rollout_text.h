/* SPDX-License-Identifier: MIT
 *
 * Rollouts on a terminal: how far each touchpoint is, and how it went.
 */
#ifndef CORE_REPORT_ROLLOUT_TEXT_H
#define CORE_REPORT_ROLLOUT_TEXT_H

#include "core/report/report.h"

struct rollout_text {
    const struct result *result;         /* for names, owners and the days before */
    const GArray *rows;                  /* struct rollout_row, on the day */
    const char *day;                     /* as of */
    const char *only;                    /* a rollout's id; NULL = all */
    const struct report_options *report; /* language, colour; verbosity 1: all places */
    gboolean is_ascii;
};

void rollout_text(GString *out, const struct rollout_text *options);

/* One of rollout_states as a word. */
const char *rollout_word(const char *language, const char *state);

/* "7 new, 2 both, 1 not reached; 1 late, 1 came back" of the touchpoints; the caller frees it. */
struct rollout_day;
char *rollout_counts(const char *language, const struct rollout_day *day);

#endif
