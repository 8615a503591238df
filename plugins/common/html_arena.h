/* SPDX-License-Identifier: MIT
 *
 * Memory of one document, freed as a whole: a page is tens of thousands of small things.
 */
#ifndef PLUGINS_COMMON_HTML_ARENA_H
#define PLUGINS_COMMON_HTML_ARENA_H

#include <stddef.h>

struct html_arena {
    struct arena_chunk *chunk; /* the newest */
    size_t used;               /* of the newest */
};

/* Not zeroed; aligned for pointers. Never NULL. */
void *html_arena_alloc(struct html_arena *arena, size_t size);
/* Frees all but keeps a chunk for what comes next. */
void html_arena_empty(struct html_arena *arena);
void html_arena_finish(struct html_arena *arena);

#endif
