/* SPDX-License-Identifier: MIT
 *
 * Telephone numbers as they are said: "nul dertig, honderd drieëntwintig, vijfenveertig,
 * zevenenzestig", "oh three oh, one two three, double four", digits among words.
 */
#ifndef PLUGINS_COMMON_SPOKEN_H
#define PLUGINS_COMMON_SPOKEN_H

#include <glib.h>

#include "touchstone/plugin.h"

#define SPOKEN_DIGITS_MAX 15u /* ITU-T E.164 */

struct spoken_number {
    size_t offset, length;              /* bytes in the text */
    char digits[SPOKEN_DIGITS_MAX + 2]; /* as said: "0301234567", "+31301234567", "1850" */
};

/* Appends the telephone numbers of a text, in order. language: of the number words (nl, en, de; of
 * others only digits are known; empty = whichever of these understands most). A number of nine
 * digits or more begins with 0 or +; a shorter one, or one that begins otherwise, needs a word like
 * "bel" or "call" right before it. What is called an order, policy or account number is none. */
void spoken_find_numbers(struct ts_str text, struct ts_str language, GArray *numbers);

/* The digits of a text that is said to be a number and holds nothing else: 1 to SPOKEN_DIGITS_MAX
 * of them, with a + before them if it is there. FALSE: it is no such text. */
gboolean spoken_read_number(struct ts_str text, struct ts_str language,
                            struct spoken_number *number_r);

/* Is this word a number ("drie", "honderd", "vijfenveertig")? */
gboolean spoken_is_number_word(struct ts_str word, struct ts_str language);

#endif
