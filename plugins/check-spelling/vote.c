/* SPDX-License-Identifier: MIT
 *
 * Which of the brand's languages a block is written in, by how many of its words each dictionary
 * knows.
 */
#include "plugins/check-spelling/spelling.h"

#define WORDS_MIN 5u
#define WORDS_MAX 60u        /* more does not change the outcome */
#define FOREIGN_WORDS_MIN 8u /* of a block declared in a language that is not the brand's */

/* How many of the first words each dictionary knows. */
struct vote {
    unsigned asked, known[LANGUAGES_MAX];
};

static struct vote take_vote(struct spelling *self, const struct words *words)
{
    struct vote vote = {0};
    for (uint32_t i = 0; i < words->count && vote.asked < WORDS_MAX; i++) {
        const struct word *word = &words->items[i];
        if (!spelling_may_judge(word) || word->language.len > 0) {
            continue;
        }
        vote.asked++;
        for (unsigned k = 0; k < self->brand_count; k++) {
            if (self->languages[k].dictionary_count > 0) {
                vote.known[k] += spelling_look_up(self, (int)k, word->clean).is_known;
            }
        }
    }
    return vote;
}

/* The language that knows most; NO_LANGUAGE if there is none with a dictionary. */
static int best_of(const struct spelling *self, const struct vote *vote)
{
    int best = NO_LANGUAGE;
    for (unsigned k = 0; k < self->brand_count; k++) {
        if (self->languages[k].dictionary_count > 0 &&
            (best == NO_LANGUAGE || vote->known[k] > vote->known[best])) {
            best = (int)k;
        }
    }
    return best;
}

/* Text that no dictionary knows may be in the language whose dictionary is missing. */
static const char *find_missing(const struct spelling *self)
{
    for (unsigned i = 0; i < self->brand_count; i++) {
        if (self->languages[i].missing) {
            return self->languages[i].code;
        }
    }
    return TS_LANGUAGE_OTHER;
}

static const char *name_undeclared(const struct spelling *self, const struct vote *vote)
{
    int best = best_of(self, vote);
    if (vote->asked < WORDS_MIN) {
        return NULL;
    }
    return best != NO_LANGUAGE && vote->known[best] * 2 >= vote->asked ? self->languages[best].code
                                                                       : find_missing(self);
}

/* A block that is declared in one language but written in another of the brand's. */
static const char *name_declared(const struct spelling *self, const struct vote *vote, int declared)
{
    int best = best_of(self, vote);
    unsigned asked = vote->asked;
    if (best == NO_LANGUAGE || best == declared) {
        return NULL;
    }
    if (declared == NO_LANGUAGE) {
        return asked >= FOREIGN_WORDS_MIN && vote->known[best] * 10 >= asked * 9
                   ? self->languages[best].code
                   : NULL;
    }
    bool is_wrong = asked >= WORDS_MIN && self->languages[declared].dictionary_count > 0 &&
                    vote->known[best] * 10 >= asked * 8 &&
                    (vote->known[best] - vote->known[declared]) * 10 >= asked * 4;
    return is_wrong ? self->languages[best].code : NULL;
}

int spelling_name_language(struct ts_call *call, void *state, const struct ts_block *block,
                           struct ts_str *language_r)
{
    struct spelling *self = state;
    struct words words = words_cut(call, block);
    cache_trim(self->cache);
    struct vote vote = take_vote(self, &words);
    int declared = spelling_find_language(self, block->language);
    *language_r = ts_text(block->language.len ? name_declared(self, &vote, declared)
                                              : name_undeclared(self, &vote));
    return 0;
}
