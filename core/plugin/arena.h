/* SPDX-License-Identifier: MIT
 *
 * Memory that is given out bit by bit and taken back all at once.
 */
#ifndef CORE_PLUGIN_ARENA_H
#define CORE_PLUGIN_ARENA_H

#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena **arena);

/* Zeroed, aligned for any type; never NULL. */
void *arena_alloc(struct arena *arena, size_t size);

/* Takes all back; keeps one chunk for what comes next. */
void arena_reset(struct arena *arena);

#endif
