/* SPDX-License-Identifier: MIT
 *
 * Remembers what was said of a campaign, so that it is asked once. For many threads.
 */
#ifndef CORE_MILTER_MEMORY_H
#define CORE_MILTER_MEMORY_H

#include "core/milter/judgement.h"

struct memory;

/* At most so many answers, each for so long; those used least go first. */
struct memory *memory_new(guint at_most, gint64 hold_msec);
void memory_free(struct memory **memory);

enum memory_state {
    MEMORY_KNOWN, /* *judgement_r is the caller's, as judgement_unref wants it */
    MEMORY_ASK,   /* nobody knows: the caller asks, and calls memory_put whatever comes of it */
    MEMORY_FAILED /* the one who asked got no answer, or it took until deadline (monotonic time) */
};

/* Waits if somebody is asking. */
enum memory_state memory_get(struct memory *memory, const char *key, gint64 deadline,
                             struct judgement **judgement_r);
/* What was answered; NULL: nothing. Borrowed. One that rests on another basis than those before
 * makes all of them forgotten. */
void memory_put(struct memory *memory, const char *key, struct judgement *judgement);

#endif
