/* SPDX-License-Identifier: MIT
 *
 * Hands out pieces of large chunks.
 */
#include "plugins/common/html_arena.h"

#include <glib.h>

#define CHUNK_SIZE (32u << 10)

struct arena_chunk {
    struct arena_chunk *older;
    size_t size;
    char bytes[];
};

void *html_arena_alloc(struct html_arena *arena, size_t size)
{
    size = (size + sizeof(void *) - 1) & ~(sizeof(void *) - 1);
    if (!arena->chunk || arena->chunk->size - arena->used < size) {
        size_t room = MAX(size, CHUNK_SIZE);
        struct arena_chunk *chunk = g_malloc(sizeof *chunk + room);
        *chunk = (struct arena_chunk){.older = arena->chunk, .size = room};
        arena->chunk = chunk;
        arena->used = 0;
    }
    arena->used += size;
    return arena->chunk->bytes + arena->used - size;
}

static void free_older(struct arena_chunk *chunk)
{
    while (chunk) {
        struct arena_chunk *older = chunk->older;
        g_free(chunk);
        chunk = older;
    }
}

void html_arena_empty(struct html_arena *arena)
{
    arena->used = 0;
    if (arena->chunk && arena->chunk->older) {
        free_older(arena->chunk->older);
        arena->chunk->older = NULL;
    }
}

void html_arena_finish(struct html_arena *arena)
{
    free_older(arena->chunk);
    *arena = (struct html_arena){0};
}
