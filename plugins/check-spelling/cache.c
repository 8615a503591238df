/* SPDX-License-Identifier: MIT
 *
 * An open hash table of words with their verdicts. It is copied on write: what the process before
 * the fork knew, all workers know. The hash is seeded, so that no page can be made to collide.
 */
#include "plugins/check-spelling/cache.h"

#include <string.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#define FIRST_SLOTS 4096u
#define TEXT_CHUNK 65536u

struct slot {
    uint64_t hash; /* 0 = free */
    const char *text;
    uint32_t len, language;
    struct verdict *verdict; /* does not move when the table grows */
};
#define VERDICTS_A_PAGE 1024u

struct cache {
    struct slot *slots;
    size_t slot_count, word_count; /* slot_count is a power of two */
    GPtrArray *pages;              /* of VERDICTS_A_PAGE verdicts */
    GStringChunk *texts;
    uint64_t seed;
};

static void begin(struct cache *cache)
{
    cache->slots = g_new0(struct slot, FIRST_SLOTS);
    cache->slot_count = FIRST_SLOTS;
    cache->word_count = 0;
    cache->pages = g_ptr_array_new_with_free_func(g_free);
    cache->texts = g_string_chunk_new(TEXT_CHUNK);
}

static void end(struct cache *cache)
{
    g_free(cache->slots);
    g_ptr_array_unref(cache->pages);
    g_string_chunk_free(cache->texts);
}

struct cache *cache_new(void)
{
    struct cache *cache = g_new0(struct cache, 1);
    cache->seed = (uint64_t)g_random_int() << 32 | g_random_int();
    begin(cache);
    return cache;
}

void cache_free(struct cache **cache)
{
    if (*cache) {
        end(*cache);
        g_free(*cache);
        *cache = NULL;
    }
}

void cache_trim(struct cache *cache)
{
    if (cache->word_count >= CACHE_WORDS_MAX) {
        end(cache);
        begin(cache);
    }
}

static struct slot *find_slot(const struct cache *cache, uint64_t hash, unsigned language,
                              struct ts_str word)
{
    size_t mask = cache->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        struct slot *slot = &cache->slots[i];
        if (slot->hash == 0 ||
            (slot->hash == hash && slot->language == language && slot->len == word.len &&
             memcmp(slot->text, word.ptr, word.len) == 0)) {
            return slot;
        }
    }
}

static void grow(struct cache *cache)
{
    struct slot *old = cache->slots;
    size_t old_count = cache->slot_count;
    cache->slot_count *= 2;
    cache->slots = g_new0(struct slot, cache->slot_count);
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].hash != 0) {
            size_t mask = cache->slot_count - 1, at = old[i].hash & mask;
            while (cache->slots[at].hash != 0) {
                at = (at + 1) & mask;
            }
            cache->slots[at] = old[i];
        }
    }
    g_free(old);
}

static struct verdict *new_verdict(struct cache *cache)
{
    size_t at = cache->word_count++ % VERDICTS_A_PAGE;
    if (at == 0) {
        g_ptr_array_add(cache->pages, g_new0(struct verdict, VERDICTS_A_PAGE));
    }
    return (struct verdict *)g_ptr_array_index(cache->pages, cache->pages->len - 1) + at;
}

struct verdict *cache_find(struct cache *cache, unsigned language, struct ts_str word,
                           bool *is_new_r)
{
    uint64_t hash = XXH3_64bits_withSeed(word.ptr, word.len, cache->seed + language) | 1;
    struct slot *slot = find_slot(cache, hash, language, word);
    *is_new_r = false;
    if (slot->hash != 0) {
        return slot->verdict;
    }
    if (cache->word_count >= CACHE_WORDS_MAX) {
        return NULL;
    }
    if (cache->word_count * 4 >= cache->slot_count * 3) {
        grow(cache);
        slot = find_slot(cache, hash, language, word);
    }
    *is_new_r = true;
    slot->hash = hash;
    slot->language = language;
    slot->len = (uint32_t)word.len;
    slot->text = g_string_chunk_insert_len(cache->texts, word.ptr, (gssize)word.len);
    slot->verdict = new_verdict(cache);
    return slot->verdict;
}

const char *cache_keep(struct cache *cache, const char *text)
{
    return g_string_chunk_insert(cache->texts, text);
}
