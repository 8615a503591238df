/* SPDX-License-Identifier: MIT
 *
 * A bump allocator over a list of chunks.
 */
#include "core/plugin/arena.h"

#include <glib.h>
#include <string.h>

#define CHUNK_SIZE (32u << 10)
#define ALIGNMENT 16u

struct chunk {
    struct chunk *next;
    size_t size, used;
    max_align_t bytes[];
};

struct arena {
    struct chunk *first; /* the one that is filled */
};

static struct chunk *chunk_new(size_t size, struct chunk *next)
{
    struct chunk *chunk = g_malloc(sizeof *chunk + size);
    *chunk = (struct chunk){.next = next, .size = size};
    return chunk;
}

struct arena *arena_new(void)
{
    return g_new0(struct arena, 1);
}

void arena_free(struct arena **arena)
{
    if (!*arena) {
        return;
    }
    for (struct chunk *chunk = (*arena)->first; chunk;) {
        struct chunk *next = chunk->next;
        g_free(chunk);
        chunk = next;
    }
    g_free(*arena);
    *arena = NULL;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    struct chunk *chunk = arena->first;
    size_t wanted = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    if (wanted < size) {
        g_error("an arena was asked for %zu bytes", size);
    }
    if (!chunk || chunk->size - chunk->used < wanted) {
        chunk = chunk_new(MAX(wanted, CHUNK_SIZE), arena->first);
        arena->first = chunk;
    }
    void *ptr = (char *)chunk->bytes + chunk->used;
    chunk->used += wanted;
    return memset(ptr, 0, size);
}

void arena_reset(struct arena *arena)
{
    struct chunk *kept = NULL;
    for (struct chunk *chunk = arena->first; chunk;) {
        struct chunk *next = chunk->next;
        if (!kept && chunk->size == CHUNK_SIZE) {
            kept = chunk;
        } else {
            g_free(chunk);
        }
        chunk = next;
    }
    if (kept) {
        kept->next = NULL;
        kept->used = 0;
    }
    arena->first = kept;
}
