/* SPDX-License-Identifier: MIT
 *
 * A table with four places for each hash. What comes later displaces what was there, so it never
 * grows: a footer that was displaced is judged once more and is back. (With one place, of blocks
 * that fill a tenth of the table each twentieth pair would displace each other for ever.)
 */
#include "core/process/block_memory.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

#define WAYS 4u

struct place {
    struct block_key key;
    GBytes *said; /* NULL = nothing, as of most blocks */
};

struct block_memory {
    struct place *places;
    guint32 count; /* a power of two */
    size_t used, capacity;
};

struct block_memory *block_memory_new(size_t capacity)
{
    struct block_memory *memory = g_new0(struct block_memory, 1);
    memory->count = WAYS;
    while (memory->count * 2 * sizeof *memory->places <= capacity / 2) {
        memory->count *= 2;
    }
    memory->places = g_new0(struct place, memory->count);
    memory->capacity = capacity / 2;
    return memory;
}

static void forget(struct block_memory *memory, struct place *place)
{
    if (place->said) {
        memory->used -= g_bytes_get_size(place->said);
        g_clear_pointer(&place->said, g_bytes_unref);
    }
    place->key = (struct block_key){0, 0};
}

void block_memory_free(struct block_memory **memory)
{
    if (*memory) {
        for (guint32 i = 0; i < (*memory)->count; i++) {
            forget(*memory, &(*memory)->places[i]);
        }
        g_free((*memory)->places);
        g_clear_pointer(memory, g_free);
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

static gboolean is_key(const struct place *place, struct block_key key)
{
    return place->key.low == key.low && place->key.high == key.high;
}

static struct place *first_place(const struct block_memory *memory, struct block_key key)
{
    return &memory->places[key.low * WAYS & (memory->count - 1)];
}

gboolean block_memory_get(struct block_memory *memory, struct block_key key, struct ts_str *said_r)
{
    const struct place *place = first_place(memory, key);
    for (guint way = 0; way < WAYS; way++, place++) {
        if (is_key(place, key)) {
            gsize size = 0;
            const char *bytes = place->said ? g_bytes_get_data(place->said, &size) : NULL;
            *said_r = ts_bytes(bytes, size);
            return TRUE;
        }
    }
    return FALSE;
}

/* Where the key is, or a free place, or the one whose turn it is. */
static struct place *choose(const struct block_memory *memory, struct block_key key)
{
    struct place *first = first_place(memory, key);
    struct place *chosen = first + (key.high & (WAYS - 1));
    for (struct place *place = first; place < first + WAYS; place++) {
        if (is_key(place, key)) {
            return place;
        }
        chosen = is_key(place, (struct block_key){0, 0}) ? place : chosen;
    }
    return chosen;
}

void block_memory_put(struct block_memory *memory, struct block_key key, struct ts_str said)
{
    struct place *place = choose(memory, key);
    forget(memory, place);
    if (memory->used + said.len > memory->capacity) {
        return;
    }
    place->key = key;
    if (said.len) {
        place->said = g_bytes_new(said.ptr, said.len);
        memory->used += said.len;
    }
}
