/* SPDX-License-Identifier: MIT
 *
 * What the checks said of a block, remembered, so that the footer of ten thousand pages is judged
 * once. Possible because inspect_block is a pure function.
 */
#ifndef CORE_PROCESS_BLOCK_MEMORY_H
#define CORE_PROCESS_BLOCK_MEMORY_H

#include <glib.h>

#include "touchstone/plugin.h"

struct block_memory;

struct block_key {
    guint64 low, high;
};

struct block_memory *block_memory_new(size_t capacity); /* bytes */
void block_memory_free(struct block_memory **memory);

/* Of all that inspect_block may look at; group tells apart documents judged by other checks. */
struct block_key block_key(const struct ts_block *block, struct ts_list kinds, guint32 group);

/* TRUE: seen before, and *said_r (may be empty) is what was said; valid until the next put. */
gboolean block_memory_get(struct block_memory *memory, struct block_key key, struct ts_str *said_r);
/* Takes the place of another block's now and then, and of none when full of what was said. */
void block_memory_put(struct block_memory *memory, struct block_key key, struct ts_str said);

#endif
