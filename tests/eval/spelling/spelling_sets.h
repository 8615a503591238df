/* SPDX-License-Identifier: MIT
 *
 * What the evaluations of spelling share: the sets as rows, the check as a .so, slips of the pen.
 */
#ifndef TESTS_EVAL_SPELLING_SETS_H
#define TESTS_EVAL_SPELLING_SETS_H

#include <hunspell/hunspell.h>
#include <stdbool.h>

#include "plugins/common/words.h"
#include "tests/plugin/fakestore.h"

struct row {
    char **fields;
    guint count;
};

/* The check that is open, one at a time. */
extern struct fakehost *sets_fake;
extern void *sets_self;

/* Rows of a tab-separated file with three fields or more; ends the program if there is none. */
GPtrArray *sets_read(const char *folder, const char *name);

/* Opens the check for these languages; words = a file of brand words, or NULL. */
void sets_open(const char *languages, const char *words);
void sets_close(void);

/* Judges one block; what was found is in sets_fake. */
void sets_inspect(const char *text, const char *language);

/* Words that can be judged. */
guint sets_count_words(const char *text);

/* hunspell itself, to know what is a word at all; handles is NULL-ended. */
Hunhandle *sets_load(const char *name);
bool sets_is_word(Hunhandle *const *handles, const char *word);

/* A word that a slip can be put into: small letters of ASCII but for a first capital. */
bool sets_is_plain(const struct word *word);

/* Makes one slip of the pen in word: two letters swapped, one doubled, left out or replaced. */
char *sets_misspell(GRand *random, const char *word, size_t len);

#endif
