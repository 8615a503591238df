/* SPDX-License-Identifier: MIT
 *
 * Which of the brand's languages a block is written in, by how many of its words each dictionary
 * knows.
 */
#include "plugins/check-spelling/spelling.h"

#define VOTE_WORDS_MIN 5u
#define VOTE_WORDS_MAX 60u /* more does not change the outcome */

int spelling_vote(struct spelling *self, const struct words *words)
{
    unsigned known[LANGUAGES_MAX] = {0}, asked = 0;
    int best = NO_LANGUAGE;
    for (uint32_t i = 0; i < words->count && asked < VOTE_WORDS_MAX; i++) {
        const struct word *word = &words->items[i];
        if (!spelling_may_judge(word) || word->language.len > 0) {
            continue;
        }
        asked++;
        for (unsigned k = 0; k < self->brand_count; k++) {
            if (self->languages[k].dictionary_count > 0) {
                known[k] += spelling_look_up(self, (int)k, word->clean).is_known;
            }
        }
    }
    for (unsigned k = 0; k < self->brand_count; k++) {
        if (known[k] * 2 >= asked && (best == NO_LANGUAGE || known[k] > known[best])) {
            best = (int)k;
        }
    }
    return asked < VOTE_WORDS_MIN ? NO_LANGUAGE : best;
}
