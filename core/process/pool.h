/* SPDX-License-Identifier: MIT
 *
 * The workers as the coordinator sees them: jobs go in, answers or the reason of a loss come out.
 * Behind it stands a zygote with sealed workers, or, without isolation, this very process.
 */
#ifndef CORE_PROCESS_POOL_H
#define CORE_PROCESS_POOL_H

#include "core/config/plan.h"
#include "core/process/record.h"

struct pool;

/* A batch of encoded stored documents for conclude; an empty batch is the end. 0, -1. */
typedef int (*pool_batch_fn)(void *data, GByteArray *batch_r);

/* Who gets the answer to a job. records: valid during the call; failure: why there is none, else
 * NULL. */
struct pool_tag {
    void (*receive)(void *data, struct ts_str records, const char *failure);
    pool_batch_fn next_batch; /* of a conclusion */
    void *data;
};

struct pool_options {
    unsigned jobs;                               /* workers; 1 or more */
    gboolean is_isolated;                        /* FALSE = --isolation=none */
    guint document_wall_msec, document_cpu_msec; /* 0 = the limits of limits.h */
    size_t memory;                               /* likewise */
    guint open_msec;                             /* likewise: of all plugins */
    gboolean only_conclude;                      /* nothing will be read */
    gboolean *is_fault_r; /* set by pool_new if *error_r is what checks find wrong with the brand
                             book, a line each; may be NULL */
    void (*waiting)(void *data); /* called some times a second while pool_new waits for plugins
                                    that open; may be NULL */
    void *data;
};

/* Starts the zygote, which loads and opens every plugin of the plan. What could not be opened is
 * named in problems_r (struct ts_str records are copied: "check spelling: ..."), and the run goes
 * on without it. NULL: *error_r says why nothing can be read at all, or what must be mended in the
 * brand book first. */
struct pool *pool_new(const struct plan *plan, const struct pool_options *options,
                      GPtrArray *problems_r, char **error_r);
void pool_free(struct pool **pool);

/* How many jobs can be given without waiting. */
guint pool_idle(const struct pool *pool);
guint pool_busy(const struct pool *pool);

/* Gives a job to an idle worker; fd (or -1) brings the bytes and is closed. */
void pool_read(struct pool *pool, const struct job *job, int fd, struct pool_tag tag);
/* payload: the check's ordinal, then the touchpoints (stored.h). */
void pool_conclude(struct pool *pool, const GByteArray *payload, struct pool_tag tag);
/* texts: rule, actual, language. */
void pool_suggest(struct pool *pool, guint32 check, const struct ts_str texts[3],
                  struct pool_tag tag);

/* The coordinator's poll: adds what to wait for; then, with what poll() made of it, serves. */
void pool_add_fds(const struct pool *pool, GArray *pollfds); /* struct pollfd */
void pool_serve(struct pool *pool, const GArray *polled);

struct pool_counts {
    guint64 spawned, lost;
};
struct pool_counts pool_counts(const struct pool *pool);

#endif
