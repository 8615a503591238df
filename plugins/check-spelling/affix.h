/* SPDX-License-Identifier: MIT
 *
 * Reads a hunspell dictionary's two files to learn which letters follow each other in its words.
 */
#ifndef CHECK_SPELLING_AFFIX_H
#define CHECK_SPELLING_AFFIX_H

#include "plugins/check-spelling/grams.h"

/* Learns every stem of the .dic, and each prefix and suffix of the .aff where it meets one; stems
 * with a capital apart, as names. Both
 * are valid UTF-8. What cannot be understood is passed over: the words concerned are then no
 * proposals, but are still judged by hunspell. */
void affix_learn(const char *affixes, const char *stems, struct grams *small, struct grams *names);

#endif
