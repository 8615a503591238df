/* SPDX-License-Identifier: MIT
 *
 * Which sequences of letters occur in a dictionary's words. Of the 700 words one edit away from a
 * given one nearly all hold a sequence that no word has; asking this first makes looking for
 * neighbours cost microseconds instead of the milliseconds that asking hunspell for each would.
 */
#ifndef CHECK_SPELLING_GRAMS_H
#define CHECK_SPELLING_GRAMS_H

#include "plugins/check-spelling/letters.h"

struct grams;

struct grams *grams_new(void);
void grams_free(struct grams **grams);

/* Learns the sequences of a word that touch its letters from <= i < until. Lower case. */
void grams_learn(struct grams *grams, const gunichar *word, size_t count, size_t from,
                 size_t until);

/* May a dictionary hold this word? Looks only at the sequences that touch from <= i < until: what
 * an edit changed. Lower case. false is certain as far as what was learnt is complete. */
bool grams_may_hold(const struct grams *grams, const gunichar *word, size_t count, size_t from,
                    size_t until);

/* May a word of the dictionary go on with letter after the first at letters of word? true if that
 * depends on what follows. */
bool grams_may_follow(const struct grams *grams, const gunichar *word, size_t at, gunichar letter);

#endif
