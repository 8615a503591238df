/* SPDX-License-Identifier: MIT
 *
 * A table of all sequences of three letters, word ends included, and how many there were of each.
 */
#include "plugins/check-spelling/rarity.h"

#include <stdint.h>

#define KINDS 28u /* a-z, a word's end, any other letter */
#define WORD_END 26u
#define OTHER 27u
#define STEMS_PER_ONE 9000u /* a sequence with fewer than one in so many stems is rare */

struct rarity {
    uint32_t stems;
    uint32_t counts[KINDS * KINDS * KINDS];
};

struct rarity *rarity_new(void)
{
    return g_new0(struct rarity, 1);
}

void rarity_free(struct rarity **rarity)
{
    g_free(*rarity);
    *rarity = NULL;
}

/* The letter at position i of the word with its ends: 0 and count + 1 are the ends. */
static uint32_t kind_at(const struct letters *word, size_t i)
{
    gunichar letter = i == 0 || i > word->count ? 0 : word->at[i - 1];
    if (letter == 0) {
        return WORD_END;
    }
    return letter >= 'a' && letter <= 'z' ? letter - 'a' : OTHER;
}

static uint32_t sequence_at(const struct letters *word, size_t i)
{
    return (kind_at(word, i) * KINDS + kind_at(word, i + 1)) * KINDS + kind_at(word, i + 2);
}

void rarity_learn(struct rarity *rarity, const struct letters *stem)
{
    rarity->stems++;
    for (size_t i = 0; i < stem->count; i++) {
        rarity->counts[sequence_at(stem, i)]++;
    }
}

void rarity_join(struct rarity *rarity, const struct rarity *other)
{
    rarity->stems += other->stems;
    for (size_t i = 0; i < G_N_ELEMENTS(rarity->counts); i++) {
        rarity->counts[i] += other->counts[i];
    }
}

bool rarity_is_odd(const struct rarity *rarity, const struct letters *word)
{
    bool is_odd = false;
    for (size_t i = 0; i < word->count; i++) {
        if (kind_at(word, i + 1) == OTHER) {
            return false;
        }
        is_odd |= rarity->counts[sequence_at(word, i)] <= rarity->stems / STEMS_PER_ONE;
    }
    return is_odd;
}
