/* SPDX-License-Identifier: MIT
 *
 * Words like "the", "het", "und", "les": they say little of what a text is about, and stand in
 * names and titles of another language.
 */
#ifndef PLUGINS_COMMON_SMALL_WORDS_H
#define PLUGINS_COMMON_SMALL_WORDS_H

#include <stdbool.h>

#include "touchstone/plugin.h"

/* Of Dutch, English, German or French; folded as struct word has it. */
bool is_small_word(struct ts_str folded);

#endif
