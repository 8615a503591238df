/* SPDX-License-Identifier: MIT
 *
 * The process from which workers are made: it has loaded and opened every plugin, reads no byte
 * from outside, and stays single-threaded.
 */
#ifndef CORE_PROCESS_ZYGOTE_H
#define CORE_PROCESS_ZYGOTE_H

#include <sys/types.h>

#include "core/config/plan.h"

struct zygote;

struct zygote_options {
    size_t memory;          /* of a worker */
    guint open_msec;        /* how long opening all plugins may take; 0 = as limits.h says */
    gboolean only_conclude; /* opens what concludes */
    gboolean *is_fault_r;   /* set if *error_r is what is wrong with the brand book; may be NULL */
    void (*waiting)(void *data); /* called some times a second until it is ready; may be NULL */
    void *data;
};

/* NULL: *error_r. problems_r: what could not be opened, a sentence each. */
struct zygote *zygote_start(const struct plan *plan, const struct zygote_options *options,
                            GPtrArray *problems_r, char **error_r);
void zygote_stop(struct zygote **zygote);

/* Makes a worker at the other end of fd; it is a child of the caller, who waits for it. *pid_r 0:
 * it could not be made. 0, or -1: the zygote is gone, or answers no more. */
int zygote_spawn(struct zygote *zygote, int fd, pid_t *pid_r);

#endif
