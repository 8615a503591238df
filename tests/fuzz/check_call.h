/* SPDX-License-Identifier: MIT
 *
 * What the drivers of checks share: a call whose memory is freed at once, and what it is told.
 */
#ifndef TESTS_FUZZ_CHECK_CALL_H
#define TESTS_FUZZ_CHECK_CALL_H

#include <glib.h>

#include "touchstone/plugin.h"

struct fuzz_call {
    struct ts_call call; /* first: the check gets this part */
    GPtrArray *memory;
    GString *told; /* what it said: the second time must be as the first */
    gboolean is_failed;
    /* what it looks at, as far as a driver holds places against it */
    const struct ts_document *document;
    const struct ts_block *block;
    const struct ts_stored_document *stored; /* handed out once */
};

/* To the byte: a sanitizer sees one that is read beyond. */
static inline void *give(struct ts_call *call, size_t size)
{
    void *memory = g_malloc0(MAX(size, 1));
    g_ptr_array_add(((struct fuzz_call *)call)->memory, memory);
    return memory;
}

static inline void log_nothing(struct ts_call *call, uint32_t level, struct ts_str text)
{
    (void)call, (void)level;
    g_assert(text.len > 0);
}

static inline int note_failure(struct ts_call *call, uint32_t flags, struct ts_str why)
{
    (void)flags;
    g_assert(why.len > 0 && g_utf8_validate(why.ptr, (gssize)why.len, NULL));
    ((struct fuzz_call *)call)->is_failed = TRUE;
    return -1;
}

static inline int hand_out(struct ts_call *call, struct ts_stored_document *document_r)
{
    struct fuzz_call *fuzz = (struct fuzz_call *)call;
    if (!fuzz->stored) {
        return 0;
    }
    *document_r = *fuzz->stored;
    fuzz->stored = NULL;
    return 1;
}

#endif
