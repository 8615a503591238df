/* SPDX-License-Identifier: MIT
 *
 * A set of hashed sequences of six letters, word ends included, in half a megabyte of bits. Dutch,
 * the largest, fills a tenth of it. Two words that meet in a bit only cost a look-up in vain.
 */
#include "plugins/check-spelling/grams.h"

#include <stdint.h>

#define GRAM_LETTERS 6u
#define GRAM_BITS 22u /* log2 of the number of bits */
#define WORD_END 1u   /* stands for the space on either side of a word */

struct grams {
    uint64_t bits[(1u << GRAM_BITS) / 64];
};

struct grams *grams_new(void)
{
    return g_new0(struct grams, 1);
}

void grams_free(struct grams **grams)
{
    g_free(*grams);
    *grams = NULL;
}

/* The letter at position i of the word with its ends: 0 and count + 1 are the ends. */
static inline uint64_t letter_at(const gunichar *word, size_t count, size_t i)
{
    return i == 0 || i > count ? WORD_END : word[i - 1];
}

/* A sequence is a number of six times ten bits; letters that ten bits confuse are no matter. */
static inline uint64_t follow(uint64_t sequence, uint64_t letter)
{
    return (sequence << 10 | (letter & 1023)) & ((UINT64_C(1) << 10 * GRAM_LETTERS) - 1);
}

static inline uint32_t hash_of(uint64_t sequence)
{
    return (uint32_t)((sequence * 0x9E3779B97F4A7C15u) >> (64 - GRAM_BITS));
}

/* All but the last letter of the sequence that starts at first. */
static inline uint64_t begin_sequence(const gunichar *word, size_t count, size_t first)
{
    uint64_t sequence = 0;
    for (size_t i = 0; i + 1 < GRAM_LETTERS; i++) {
        sequence = follow(sequence, letter_at(word, count, first + i));
    }
    return sequence;
}

/* First and one past the last start of a sequence that touches the letters from..until. */
static inline void find_starts(size_t count, size_t from, size_t until, size_t *first_r,
                               size_t *end_r)
{
    size_t last = count + 2 > GRAM_LETTERS ? count + 2 - GRAM_LETTERS : 0;
    size_t end = until + 1; /* letter i stands at i + 1 */
    *first_r = from + 2 > GRAM_LETTERS ? from + 2 - GRAM_LETTERS : 0;
    *first_r = *first_r < last ? *first_r : last;
    *end_r = end < last + 1 ? end : last + 1;
}

void grams_learn(struct grams *grams, const gunichar *word, size_t count, size_t from, size_t until)
{
    size_t first, end;
    uint64_t sequence;
    find_starts(count, from, until, &first, &end);
    sequence = begin_sequence(word, count, first);
    for (size_t i = first; i < end; i++) {
        sequence = follow(sequence, letter_at(word, count, i + GRAM_LETTERS - 1));
        uint32_t hash = hash_of(sequence);
        grams->bits[hash / 64] |= UINT64_C(1) << (hash % 64);
    }
}

bool grams_may_hold(const struct grams *grams, const gunichar *word, size_t count, size_t from,
                    size_t until)
{
    size_t first, end;
    uint64_t sequence;
    find_starts(count, from, until, &first, &end);
    sequence = begin_sequence(word, count, first);
    for (size_t i = first; i < end; i++) {
        sequence = follow(sequence, letter_at(word, count, i + GRAM_LETTERS - 1));
        uint32_t hash = hash_of(sequence);
        if (!(grams->bits[hash / 64] >> (hash % 64) & 1)) {
            return false;
        }
    }
    return true;
}

bool grams_may_follow(const struct grams *grams, const gunichar *word, size_t at, gunichar letter)
{
    uint64_t sequence;
    uint32_t hash;
    if (at + 2 < GRAM_LETTERS) { /* the letter is at most the one before last of a sequence */
        return true;
    }
    sequence = begin_sequence(word, at, at + 2 - GRAM_LETTERS);
    hash = hash_of(follow(sequence, letter));
    return grams->bits[hash / 64] >> (hash % 64) & 1;
}
