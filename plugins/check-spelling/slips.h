/* SPDX-License-Identifier: MIT
 *
 * How likely a slip is, by language: letters that sound alike, that lie beside each other on the
 * keyboard, that are doubled or left out.
 */
#ifndef CHECK_SPELLING_SLIPS_H
#define CHECK_SPELLING_SLIPS_H

#include "plugins/check-spelling/letters.h"

#define SLIP_PLAIN 10 /* a letter for another one that it has nothing to do with */

#define SLIP_LETTER_MIN 6 /* no letter is put in, or replaced by one unlike it, for less */

/* Letters that are written for others: "ei" for "ij". */
struct slip {
    const char *wrong, *right;
    int cost;
};

/* Those of a language, ended by one without wrong; never NULL. */
const struct slip *slips_of(const char *code);

/* What was written at a place, and what should stand there. */
int slip_of_replacement(const char *code, const struct letters *word, size_t at, gunichar is);
int slip_of_addition(const struct letters *word, size_t at, gunichar letter); /* it was left out */
int slip_of_removal(const struct letters *word, size_t at);                   /* it was put in */
int slip_of_swap(const struct letters *word, size_t at);

#endif
