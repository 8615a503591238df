/* SPDX-License-Identifier: MIT
 *
 * Numbers words: an open hash table of numbers, and before it a set of bits small enough for the
 * fastest cache, which turns away nearly all that is not in the table.
 */
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "plugins/check-terms/vocabulary.h"

#define SLOTS_LEAST 256u
#define BITS_A_SLOT 8u

/* Other bits of the hash than those that choose the slot. */
static guint32 bit_of(const struct vocabulary *vocabulary, guint64 hash)
{
    return (guint32)(hash >> 16) & vocabulary->bit_mask;
}

static gboolean may_have(const struct vocabulary *vocabulary, guint64 hash)
{
    guint32 bit = bit_of(vocabulary, hash);
    return vocabulary->bits[bit / 64] >> (bit % 64) & 1;
}

static void put(struct vocabulary *vocabulary, guint64 hash, guint32 number)
{
    guint32 at = (guint32)hash & vocabulary->slot_mask;
    guint32 bit = bit_of(vocabulary, hash);
    while (vocabulary->slots[at].number) {
        at = (at + 1) & vocabulary->slot_mask;
    }
    vocabulary->slots[at] = (struct vocabulary_slot){(guint32)(hash >> 32), number};
    vocabulary->bits[bit / 64] |= (guint64)1 << (bit % 64);
}

static struct ts_str word_of(const struct vocabulary *vocabulary, guint32 number)
{
    return g_array_index(vocabulary->words, struct ts_str, number - 1);
}

static void resize(struct vocabulary *vocabulary, guint32 slot_count)
{
    g_free(vocabulary->slots);
    g_free(vocabulary->bits);
    vocabulary->slots = g_new0(struct vocabulary_slot, slot_count);
    vocabulary->slot_mask = slot_count - 1;
    vocabulary->bits = g_new0(guint64, slot_count * BITS_A_SLOT / 64);
    vocabulary->bit_mask = slot_count * BITS_A_SLOT - 1;
    for (guint32 number = 1; number <= vocabulary->words->len; number++) {
        struct ts_str word = word_of(vocabulary, number);
        put(vocabulary, XXH3_64bits(word.ptr, word.len), number);
    }
}

void vocabulary_init(struct vocabulary *vocabulary)
{
    *vocabulary = (struct vocabulary){.words = g_array_new(FALSE, FALSE, sizeof(struct ts_str))};
    resize(vocabulary, SLOTS_LEAST);
}

void vocabulary_finish(struct vocabulary *vocabulary)
{
    for (guint i = 0; i < vocabulary->words->len; i++) {
        g_free((char *)g_array_index(vocabulary->words, struct ts_str, i).ptr);
    }
    g_array_unref(vocabulary->words);
    g_free(vocabulary->slots);
    g_free(vocabulary->bits);
}

guint vocabulary_find(const struct vocabulary *vocabulary, struct ts_str word)
{
    guint64 hash = XXH3_64bits(word.ptr, word.len);
    if (!may_have(vocabulary, hash)) {
        return 0;
    }
    guint32 at = (guint32)hash & vocabulary->slot_mask;
    for (; vocabulary->slots[at].number; at = (at + 1) & vocabulary->slot_mask) {
        struct vocabulary_slot slot = vocabulary->slots[at];
        if (slot.tag == (guint32)(hash >> 32) && ts_equal(word_of(vocabulary, slot.number), word)) {
            return slot.number;
        }
    }
    return 0;
}

guint vocabulary_add(struct vocabulary *vocabulary, struct ts_str word)
{
    guint number = vocabulary_find(vocabulary, word);
    if (number) {
        return number;
    }
    struct ts_str own = ts_bytes(g_memdup2(word.ptr, word.len), word.len);
    g_array_append_val(vocabulary->words, own);
    if (vocabulary->words->len * 2 > vocabulary->slot_mask) {
        resize(vocabulary, (vocabulary->slot_mask + 1) * 2);
    } else {
        put(vocabulary, XXH3_64bits(own.ptr, own.len), vocabulary->words->len);
    }
    return vocabulary->words->len;
}
