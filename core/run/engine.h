/* SPDX-License-Identifier: MIT
 *
 * One run: feeds the sources from the frontier, hands what they fetch to the workers, records what
 * comes back, and lets the checks conclude.
 */
#ifndef CORE_RUN_ENGINE_H
#define CORE_RUN_ENGINE_H

#include <signal.h>

#include "core/process/pool.h"
#include "core/run/store.h"

struct engine_progress {
    guint64 done, queued, findings, unchecked;
    const char *locator; /* of the last document; may be NULL */
    gboolean is_opening; /* the checks prepare themselves; nothing is read meanwhile */
    gboolean is_resumed; /* the run that was cut off goes on */
};
typedef void (*engine_progress_fn)(void *data, const struct engine_progress *progress);

/* Workers that several runs share, made from a plan of which the run's own is a part: its source
 * and touchpoint 0 are these there, its checks are the same. */
struct engine_shared {
    struct pool *pool;
    const GPtrArray *problems; /* char *: plugins that could not be opened */
    guint32 source, touchpoint;
};

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
    const struct engine_shared *shared; /* of engine_begin_given; else NULL */
};

struct engine_outcome {
    gboolean is_resumed;
    gboolean is_interrupted;
    gboolean is_fault; /* it failed since the brand book must be mended: *error_r says where */
    char *cut_short;   /* why not everything was seen, or NULL */
};

/* 0: the run is in the database, as far as it came. -1: *error_r. */
int engine_run(const struct plan *plan, struct database *database,
               const struct engine_options *options, struct engine_outcome *outcome_r,
               char **error_r);

/* ---- without sources: over what it is given ---- */

struct engine;

struct engine_given {
    struct ts_str locator, media_type, bytes; /* copied */
    struct ts_list headers;                   /* struct ts_pair, as of an answer; copied */
};

/* Begins a run of a plan with one source, which is never asked; the workers are shared. Everything
 * is borrowed until engine_end_given. NULL: *error_r. */
struct engine *engine_begin_given(const struct plan *plan, struct database *database,
                                  const struct engine_options *options, char **error_r);
void engine_give(struct engine *engine, const struct engine_given *given);
/* Hands work to the idle workers; TRUE: there is none left, and none under way. The caller serves
 * the pool. */
gboolean engine_step_given(struct engine *engine);
/* Concludes and ends the run. 0, or -1 with *error_r. NULL after it. */
int engine_end_given(struct engine **engine, char **error_r);

#endif
