/* SPDX-License-Identifier: MIT
 *
 * Which language the words of a block are in, where that was said wrongly or not at all.
 */
#ifndef PLUGINS_COMMON_TONGUE_H
#define PLUGINS_COMMON_TONGUE_H

#include "plugins/common/words.h"

/* The declared language, unless the small words of the block (the, het, und, les ...) clearly say
 * another: then "nl", "en", "de" or "fr". A guess for checks that have no dictionary; short blocks
 * keep what was declared. */
struct ts_str tongue_of(const struct words *words, struct ts_str declared);

/* Is it such a small word, of whatever language? folded as struct word has it. */
int tongue_has(struct ts_str folded);

#endif
