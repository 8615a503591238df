/* SPDX-License-Identifier: MIT
 *
 * A language the check can judge: its traits and its dictionaries, or why it has none.
 */
#ifndef CHECK_SPELLING_LANGUAGE_H
#define CHECK_SPELLING_LANGUAGE_H

#include "plugins/check-spelling/common.h"
#include "plugins/check-spelling/dictionary.h"
#include "plugins/check-spelling/traits.h"
#include "touchstone/plugin.h"

#define LANGUAGE_DICTIONARIES 3u
#define LANGUAGE_CODE_BYTES 9u
#define NEIGHBOURS_MAX 6u

struct neighbour {
    struct letters word;
    bool is_single; /* a form of one stem, not one that hunspell joins of several */
    int cost;       /* 0 = only the capital differs, 2-6 a common slip, up to 22 an unlikely one */
};

struct language {
    char code[LANGUAGE_CODE_BYTES]; /* "nl" */
    const struct traits *traits;
    struct dictionary *dictionaries[LANGUAGE_DICTIONARIES];
    size_t dictionary_count;
    struct common *common;
    char *missing; /* no dictionary: what to say, with the package to install; else NULL */
};

/* The first part of a tag ("en-GB" -> "en"), in lower case; empty if it is none. */
void language_code(struct ts_str tag, char code_r[LANGUAGE_CODE_BYTES]);

/* Loads what names (of dictionaries, NULL-ended) say, or if that is NULL the usual ones. */
void language_open(struct language *language, const char *const *folders, const char *const *names);
void language_close(struct language *language);

/* In one of the dictionaries, as written. */
bool language_has(const struct language *language, const struct letters *word);

/* A word that was made, in lower case: LOWER if it is in a dictionary so, CAPITAL if only with a
 * capital. First asked whether the changed letters fit at all. */
enum language_form { LANGUAGE_NOT = 0, LANGUAGE_LOWER, LANGUAGE_CAPITAL };
enum language_form language_has_made(const struct language *language, const struct letters *word,
                                     struct range changed);

bool language_is(const struct language *language, const char *code);

/* Of a word that one of the dictionaries has. */
bool language_has_single(const struct language *language, const struct letters *word);

/* Words of the dictionaries one edit from word, which is lower case, the likeliest slips first.
 * Each is written as the dictionary has it: lower case, else with a capital. Returns how many. */
size_t language_neighbours(const struct language *language, const struct letters *word,
                           struct neighbour neighbours_r[NEIGHBOURS_MAX]);

/* Can word (lower case, not in the dictionary) be read as two or three words joined by the rules of
 * the language? */
bool language_joins(const struct language *language, const struct letters *word);

/* Is word (lower case, not in the dictionary) a form of a verb with a loose prefix that is in it?
 */
bool language_conjugates(const struct language *language, const struct letters *word);

#endif
