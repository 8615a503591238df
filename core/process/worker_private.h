/* SPDX-License-Identifier: MIT
 *
 * What the parts of a worker share.
 */
#ifndef CORE_PROCESS_WORKER_PRIVATE_H
#define CORE_PROCESS_WORKER_PRIVATE_H

#include "core/process/judge.h"
#include "core/process/kept.h"
#include "core/process/links.h"
#include "core/process/worker.h"

struct worker {
    const struct toolbox *toolbox;
    struct document *document;
    struct judge *judge;
    struct links *links;
    struct packer *packer;
    GByteArray *links_bytes, *bytes, *packed; /* of the document at hand, as is what follows */
    GArray *anchors;                          /* guint64 */
    worker_batch_fn next_batch;
    void *data;
    /* conclude */
    struct wire_reader batch;
    struct arena *arena;
    gboolean has_ended;
    guint32 check;
    GByteArray *records;
};

void worker_put_problem(GByteArray *records, enum problem kind, struct ts_str reason);

/* worker_read.c: a resource, or a document as it was kept. */
void worker_read(struct worker *worker, const struct job *job, struct ts_str bytes,
                 GByteArray *records);

#endif
