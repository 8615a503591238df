/* SPDX-License-Identifier: MIT
 *
 * Words that many texts have: of two words that may have been meant, the common one was. No
 * dictionary says how often a word is used.
 */
#ifndef CHECK_SPELLING_COMMON_H
#define CHECK_SPELLING_COMMON_H

#include "plugins/check-spelling/letters.h"

struct common;

/* The common words of a language; one that has no list has none. Never NULL. */
struct common *common_new(const char *code);
void common_free(struct common **common);

enum common_class { COMMON_NOT = 0, COMMON_FIRST = 1, COMMON_SECOND = 2, COMMON_THIRD = 3 };

/* The class of the word itself, or, one lower, of a word that it is a form of. */
enum common_class common_class_of(const struct common *common, const struct letters *word);

#endif
