/* SPDX-License-Identifier: MIT
 *
 * Which of the brand's languages a block is written in, by how many of its words each dictionary
 * knows.
 */
#include "plugins/check-spelling/spelling.h"
#include "plugins/common/small_words.h"

#define WORDS_MIN 5u
#define WORDS_MAX 60u        /* more does not change the outcome */
#define GLANCE_WORDS 16u     /* of text whose declared language is not in doubt */
#define FOREIGN_SMALL_MIN 2u /* small words that say another language than the brand's */
#define FOREIGN_WORDS_MIN 8u /* of a block declared in a language that is not the brand's */

/* How many of the first words each dictionary knows, and how many are its small words: names and
 * borrowed words are known to several, "het" and "vous" to one. */
struct vote {
    unsigned asked, known[LANGUAGES_MAX], small[LANGUAGES_MAX];
    unsigned foreign; /* small words of a language that is not the brand's */
};

static void count_word(struct spelling *self, const struct word *word, struct vote *vote)
{
    /* "Den Haag" is no German */
    const char *small = word->flags & WORD_CAPITALISED ? NULL : small_word_language(word->folded);
    vote->asked++;
    vote->foreign += small && spelling_find_language(self, ts_text(small)) == NO_LANGUAGE;
    for (unsigned k = 0; k < self->brand_count; k++) {
        if (self->languages[k].dictionary_count > 0) {
            vote->known[k] += spelling_look_up(self, (int)k, word->clean).is_known;
            vote->small[k] += small && language_is(&self->languages[k], small);
        }
    }
}

static struct vote take_vote(struct spelling *self, const struct words *words)
{
    struct vote vote = {0};
    for (uint32_t i = 0; i < words->count && vote.asked < WORDS_MAX; i++) {
        const struct word *word = &words->items[i];
        if (!spelling_may_judge(word) || word->language.len > 0) {
            continue;
        }
        count_word(self, word, &vote);
    }
    return vote;
}

static unsigned score(const struct vote *vote, unsigned language)
{
    return vote->known[language] + vote->small[language];
}

/* The language that knows most; NO_LANGUAGE if there is none with a dictionary. */
static int best_of(const struct spelling *self, const struct vote *vote)
{
    int best = NO_LANGUAGE;
    for (unsigned k = 0; k < self->brand_count; k++) {
        if (self->languages[k].dictionary_count > 0 &&
            (best == NO_LANGUAGE || score(vote, k) > score(vote, (unsigned)best))) {
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
    if (best != NO_LANGUAGE && vote->foreign >= FOREIGN_SMALL_MIN &&
        vote->foreign > vote->small[best]) {
        return TS_LANGUAGE_OTHER;
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
                    vote->known[best] * 10 >= vote->known[declared] * 10 + asked * 4;
    return is_wrong ? self->languages[best].code : NULL;
}

/* Most text is in the language it is declared to be in: a glance at its first words will do. */
static bool is_as_declared(struct spelling *self, const struct words *words, int declared)
{
    unsigned asked = 0, known = 0;
    if (declared == NO_LANGUAGE || self->languages[declared].dictionary_count == 0) {
        return false;
    }
    for (uint32_t i = 0; i < words->count && asked < GLANCE_WORDS; i++) {
        const struct word *word = &words->items[i];
        if (spelling_may_judge(word) && word->language.len == 0) {
            asked++;
            known += spelling_look_up(self, declared, word->clean).is_known;
        }
    }
    return asked < WORDS_MIN || known * 10 > asked * 6;
}

int spelling_name_language(struct ts_call *call, void *state, const struct ts_block *block,
                           struct ts_str *language_r)
{
    struct spelling *self = state;
    struct words words = words_cut(call, block);
    cache_trim(self->cache);
    int declared = spelling_find_language(self, block->language);
    if (is_as_declared(self, &words, declared)) {
        *language_r = ts_text(NULL);
        return 0;
    }
    struct vote vote = take_vote(self, &words);
    *language_r = ts_text(block->language.len ? name_declared(self, &vote, declared)
                                              : name_undeclared(self, &vote));
    return 0;
}
