/* SPDX-License-Identifier: MIT
 *
 * The process from which workers are made: it has loaded and opened every plugin, reads no byte
 * from outside, and stays single-threaded.
 */
#ifndef CORE_PROCESS_ZYGOTE_H
#define CORE_PROCESS_ZYGOTE_H

#include "core/config/plan.h"

struct zygote;

/* NULL: *error_r. problems_r: what could not be opened, a sentence each. */
struct zygote *zygote_start(const struct plan *plan, size_t memory, GPtrArray *problems_r,
                            char **error_r);
void zygote_stop(struct zygote **zygote);

/* Makes a worker at the other end of fd; it is a child of the caller. 0, -1: the zygote is gone. */
int zygote_spawn(struct zygote *zygote, int fd);

#endif
