/* SPDX-License-Identifier: MIT
 *
 * One hunspell dictionary: found, loaded, asked.
 */
#ifndef CHECK_SPELLING_DICTIONARY_H
#define CHECK_SPELLING_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#include "plugins/check-spelling/letters.h"
#include "plugins/check-spelling/rarity.h"

#define DICTIONARY_LETTERS_MAX 48u

struct dictionary;

/* Loads NAME.aff and NAME.dic from the first folder of folders (NULL-ended) that has both. NULL
 * with a reason: there is none, or it cannot be read. */
struct dictionary *dictionary_open(const char *const *folders, const char *name, char **why_r);
void dictionary_close(struct dictionary **dictionary);

/* hunspell's own verdict on the word as written, mostly without asking it (forms.h). */
bool dictionary_has(const struct dictionary *dictionary, const struct letters *word);

/* A stem or a form of one; else, if it has the word, it is joined of others or has odd letters. */
bool dictionary_lists(const struct dictionary *dictionary, const struct letters *word);
/* Of a word that it has: a form of one stem, not one that hunspell joins of several? */
bool dictionary_is_single(const struct dictionary *dictionary, const struct letters *word);

/* How common its sequences of letters are. */
const struct rarity *dictionary_rarity(const struct dictionary *dictionary);

/* Letters from <= i < until of a word. */
struct range {
    size_t from, until;
};

/* Do the changed letters of a word that was made, not read, fit the language at all: its common
 * words, or those it writes with a capital? word is in lower case. A hundred times cheaper than
 * dictionary_has; to be asked first. */
bool dictionary_may_have(const struct dictionary *dictionary, const struct letters *word,
                         struct range changed, bool is_name);

/* May a word of the dictionary, common or with a capital, go on with letter after the first at
 * letters of word? */
bool dictionary_may_follow(const struct dictionary *dictionary, const struct letters *word,
                           size_t at, gunichar letter);

/* The language's lower-case letters, ' and - included. */
size_t dictionary_letters(const struct dictionary *dictionary, const gunichar **letters_r);

/* hunspell's proposals, at most max, newly allocated, NULL-ended. Slow: 65-550 ms a word. */
char **dictionary_suggest(const struct dictionary *dictionary, const char *word, size_t max);

#endif
