/* SPDX-License-Identifier: MIT
 *
 * Words like "the", "het", "und", "les": they say little of what a text is about, and stand in
 * names and titles of another language.
 */
#ifndef PLUGINS_COMMON_SMALL_WORDS_H
#define PLUGINS_COMMON_SMALL_WORDS_H

#include "touchstone/plugin.h"

/* "nl", "en", "de" or "fr": the one language of the four that has this small word; NULL if it is
 * none, or one of several. folded as struct word has it. */
const char *small_word_language(struct ts_str folded);

#endif
