/* SPDX-License-Identifier: MIT
 *
 * The sources as the coordinator sees them: one process for each source plugin, with an instance
 * for each plan_source; without isolation, the same in this very process.
 */
#ifndef CORE_PROCESS_SOURCE_HOST_H
#define CORE_PROCESS_SOURCE_HOST_H

#include "core/config/plan.h"
#include "core/process/record.h"

struct source_host;

/* What comes back. source is the ordinal in plan->sources. */
struct source_events {
    /* fd (or -1) brings the bytes; the callee takes it over. */
    void (*answered)(void *data, guint32 source, struct answer *answer, int fd);
    /* It could not be opened, or broke: what it was fed stays unanswered. */
    void (*broken)(void *data, guint32 source, const char *why);
    void (*ended)(void *data, guint32 source); /* fed to the end, all answered */
    void *data;
};

/* Starts the processes and opens the instances; failures come as broken events. */
struct source_host *source_host_new(const struct plan *plan, gboolean is_isolated,
                                    const struct source_events *events);
void source_host_free(struct source_host **host);

void source_host_feed(struct source_host *host, guint32 source, const struct ts_request *request);
void source_host_feed_end(struct source_host *host, guint32 source);

void source_host_add_fds(const struct source_host *host, GArray *pollfds); /* struct pollfd */
/* Serves what came. Without isolation this is where the sources work: waits up to msec. */
void source_host_serve(struct source_host *host, const GArray *polled, guint msec);

/* Ends the process of a source that gives no answer any more; broken events follow. */
void source_host_give_up(struct source_host *host, guint32 source, const char *why);

#endif
