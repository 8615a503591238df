/* SPDX-License-Identifier: MIT
 *
 * What a worker does: one job frame in, records out. It runs sealed in a process of its own, or
 * called directly when there is no isolation; the findings are the same.
 */
#ifndef CORE_PROCESS_WORKER_H
#define CORE_PROCESS_WORKER_H

#include "core/process/channel.h"
#include "core/process/record.h"
#include "core/process/toolbox.h"

struct worker;

/* Where conclude gets the next batch of stored documents: 0, or -1 if there will be none. The
 * batch lives until the next call. */
typedef int (*worker_batch_fn)(void *data, struct ts_str *batch_r);

struct worker *worker_new(const struct toolbox *toolbox, worker_batch_fn next_batch, void *data);
void worker_free(struct worker **worker);

/* Carries out a MESSAGE_READ, MESSAGE_CONCLUDE or MESSAGE_SUGGEST. bytes: of the resource, if the
 * frame brought them in a descriptor, else empty. */
void worker_run(struct worker *worker, const struct frame *frame, struct ts_str bytes,
                GByteArray *records_r);

/* The life of a worker process: seals itself, says hello, serves until the channel ends. */
_Noreturn void worker_main(const struct toolbox *toolbox, int fd, size_t memory);

#endif
