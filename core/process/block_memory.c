/* SPDX-License-Identifier: MIT
 *
 * A hash table from the 128-bit hash of a block to what was said of it.
 */
#include "core/process/block_memory.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define ENTRY_COST 96u /* a table slot, its key and the allocator's share, about */

struct block_memory {
    GHashTable *said; /* struct block_key * -> GBytes *, NULL = nothing */
    size_t used, capacity;
};

static guint hash_key(gconstpointer key)
{
    return (guint)((const struct block_key *)key)->low;
}

static gboolean equal_keys(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(struct block_key)) == 0;
}

static void free_said(gpointer said)
{
    if (said) {
        g_bytes_unref(said);
    }
}

struct block_memory *block_memory_new(size_t capacity)
{
    struct block_memory *memory = g_new0(struct block_memory, 1);
    memory->said = g_hash_table_new_full(hash_key, equal_keys, g_free, free_said);
    memory->capacity = capacity;
    return memory;
}

void block_memory_free(struct block_memory **memory)
{
    if (*memory) {
        g_hash_table_destroy((*memory)->said);
        g_free(*memory);
        *memory = NULL;
    }
}

static void add_str(XXH3_state_t *state, struct ts_str text)
{
    guint64 size = text.len;
    XXH3_128bits_update(state, &size, sizeof size);
    XXH3_128bits_update(state, text.ptr, text.len);
}

struct block_key block_key(const struct ts_block *block, struct ts_list kinds, guint32 group)
{
    XXH3_state_t state;
    XXH3_128bits_reset(&state);
    guint32 head[4] = {block->role, group, kinds.count, block->spans.count};
    XXH3_128bits_update(&state, head, sizeof head);
    add_str(&state, block->text);
    add_str(&state, block->language);
    for (guint32 i = 0; i < kinds.count; i++) {
        add_str(&state, *(const struct ts_str *)ts_item(kinds, i));
    }
    for (guint32 i = 0; i < block->spans.count; i++) {
        const struct ts_span *span = ts_item(block->spans, i);
        guint32 numbers[3] = {span->offset, span->length, span->kind};
        XXH3_128bits_update(&state, numbers, sizeof numbers);
        add_str(&state, span->value);
    }
    XXH128_hash_t hash = XXH3_128bits_digest(&state);
    return (struct block_key){hash.low64, hash.high64};
}

gboolean block_memory_get(struct block_memory *memory, struct block_key key, struct ts_str *said_r)
{
    gpointer said;
    if (!g_hash_table_lookup_extended(memory->said, &key, NULL, &said)) {
        return FALSE;
    }
    gsize size = 0;
    const char *bytes = said ? g_bytes_get_data(said, &size) : NULL;
    *said_r = ts_bytes(bytes, size);
    return TRUE;
}

void block_memory_put(struct block_memory *memory, struct block_key key, struct ts_str said)
{
    size_t cost = ENTRY_COST + said.len;
    if (cost > memory->capacity / 4) {
        return;
    }
    if (memory->used + cost > memory->capacity) {
        g_hash_table_remove_all(memory->said);
        memory->used = 0;
    }
    memory->used += cost;
    g_hash_table_insert(memory->said, g_memdup2(&key, sizeof key),
                        said.len ? g_bytes_new(said.ptr, said.len) : NULL);
}
