/* SPDX-License-Identifier: MIT
 *
 * The check's state and the steps by which it judges a word and a block.
 */
#ifndef CHECK_SPELLING_SPELLING_H
#define CHECK_SPELLING_SPELLING_H

#include "plugins/check-spelling/brand.h"
#include "plugins/check-spelling/cache.h"
#include "plugins/check-spelling/language.h"

#define LANGUAGES_MAX 8u
#define NO_LANGUAGE -1

struct spelling {
    struct language languages[LANGUAGES_MAX + 1]; /* the brand's; last maybe English, to borrow */
    unsigned brand_count;                         /* how many are the brand's */
    int english;                                  /* index of the English to borrow from, or -1 */
    struct brand *brand;
    struct cache *cache;
    struct rarity *rarity; /* of all dictionaries together */
    bool reports_unknown, judges_names;
    char scratch[NEIGHBOURS_MAX * (LETTERS_BYTES + 1)]; /* proposals when the cache is full */
};

/* [check.open, check.close] */
int spelling_open(struct ts_call *call, const struct ts_open *open, void **self_r);
void spelling_close(struct ts_call *call, void *self);

/* The index of a brand language by a language tag, or NO_LANGUAGE. */
int spelling_find_language(const struct spelling *self, struct ts_str tag);

/* A remembered or new verdict, by value. At this point only is_known is decided. */
struct verdict spelling_look_up(struct spelling *self, int language, struct ts_str word);

/* The rest of an unknown word's verdict too. Its proposals live until the next call. */
struct verdict spelling_weigh(struct spelling *self, int language, struct ts_str word);

/* Is the word right by itself: in the dictionary, a brand word, or a form that follows from those
 * (a genitive, a hyphenated compound of known words, an acronym, CamelCase)? */
bool spelling_knows(const struct spelling *self, const struct language *language,
                    const struct letters *word);

/* What kind of text a word can be judged in: not code, not an address, no number. */
bool spelling_may_judge(const struct word *word);

/* [check.language] By a vote of the dictionaries: the one that knows most of five words or more,
 * half of them at least. What was declared gives way only if it knows two in five at most and
 * another knows four in five. */
int spelling_name_language(struct ts_call *call, void *self, const struct ts_block *block,
                           struct ts_str *language_r);

/* [check.inspect_block] */
int spelling_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                           struct ts_list kinds);

/* [check.inspect] Fails if the document has text in a language whose dictionary is missing. */
int spelling_inspect(struct ts_call *call, void *self, const struct ts_document *document);

/* [check.conclude] Judges words that passed for names, by how often names stand in the run. */
int spelling_conclude(struct ts_call *call, void *self, struct ts_list touchpoints);

/* [check.suggest] */
int spelling_suggest(struct ts_call *call, void *self, struct ts_str rule, struct ts_str actual,
                     struct ts_str language);

/* Words that stand twice in a row; language may be NO_LANGUAGE. 0, or -1 as emit. */
int spelling_find_repeats(struct ts_call *call, const struct spelling *self,
                          const struct ts_block *block, const struct words *words, int language);

#endif
