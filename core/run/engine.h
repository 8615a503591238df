/* SPDX-License-Identifier: MIT
 *
 * One run: feeds the sources from the frontier, hands what they fetch to the workers, records what
 * comes back, and lets the checks conclude.
 */
#ifndef CORE_RUN_ENGINE_H
#define CORE_RUN_ENGINE_H

#include <signal.h>

#include "core/run/store.h"

struct engine_progress {
    guint64 done, queued, findings, unchecked;
    const char *locator; /* of the last document; may be NULL */
};
typedef void (*engine_progress_fn)(void *data, const struct engine_progress *progress);

struct engine_options {
    const char *as_of; /* YYYY-MM-DD */
    unsigned jobs;     /* workers; 0 = one a core */
    gboolean is_isolated;
    gboolean is_fresh;         /* never resume */
    unsigned answer_seconds;   /* give up on a source that is silent so long; 0 = 600 */
    guint wall_msec, cpu_msec; /* of one document; 0 = the limits */
    const GPtrArray *notices;  /* char *: what the plan says without effect in this version */
    const volatile sig_atomic_t *stop; /* set by a signal: end in order */
    engine_progress_fn progress;
    void *data;
};

struct engine_outcome {
    gboolean is_resumed;
    gboolean is_interrupted;
    char *cut_short; /* why not everything was seen, or NULL */
};

/* 0: the run is in the database, as far as it came. -1: *error_r. */
int engine_run(const struct plan *plan, struct database *database,
               const struct engine_options *options, struct engine_outcome *outcome_r,
               char **error_r);

#endif
