/* SPDX-License-Identifier: MIT
 *
 * The options that check, scan and show have in common, and what follows from them.
 */
#ifndef CORE_COMMAND_RUN_OPTIONS_H
#define CORE_COMMAND_RUN_OPTIONS_H

#include "core/config/plan.h"
#include "core/report/report.h"

struct run_options {
    GPtrArray *targets;   /* struct report_target * */
    char *as_of;          /* YYYY-MM-DD; NULL = today, where the plan is */
    int fail_on;          /* enum ts_severity, 0 = never */
    double max_unchecked; /* percent, or < 0 = none */
    gboolean has_observations, is_new_only, is_dry_run, is_fresh, is_quiet, is_isolated;
    gboolean is_quiet_if_unchanged;
    gboolean has_no_notify;  /* nobody is written to, whatever the plan says */
    gboolean wants_pictures; /* a run in which no picture was judged is not clean */
    int jobs, verbosity, answer_timeout;
    const char *language;
    int progress; /* -1 auto, 0 never, 1 always */
    int color;    /* likewise */
};

/* The GOption entries; they point into one static set of raw values, read by run_options_finish. */
const GOptionEntry *run_options_entries(void);

/* What --help says of --report, with a line for each format of the table. The caller frees it. */
char *run_options_reports(void);

/* Checks and resolves what was parsed. FALSE: it said why. */
gboolean run_options_finish(struct run_options *options_r);
void run_options_clear(struct run_options *options);

/* How a report is to be made. */
struct report_options run_options_of_report(const struct run_options *options,
                                            const struct report_target *target);
/* Does a report for people go to the terminal? */
gboolean run_options_tell_terminal(const struct run_options *options);

/* Writes every report. FALSE: one could not be written; it said why. */
gboolean run_options_report(const struct run_options *options, const struct result *result);

#endif
