/* SPDX-License-Identifier: MIT
 *
 * Words one edit away from a given one, among words that no dictionary has: those of the brand
 * book, or the names of a run. All deletions of a letter are kept, as in symmetric-delete spelling
 * correction (Garbe 2012): a word is asked for with as many look-ups as it has letters.
 */
#ifndef CHECK_SPELLING_NEAR_H
#define CHECK_SPELLING_NEAR_H

#include "plugins/check-spelling/letters.h"

#define NEAR_LETTERS_MIN 5u /* shorter words are near too many others */

struct near;

struct near *near_new(void);
void near_free(struct near **near);

/* Adds a word, whose text stays the caller's. Too short or too long ones are passed over. */
void near_add(struct near *near, const char *text);

/* Called with each word one edit (Damerau) from the one asked for, letter case aside; a lost or
 * added ending ("Keplers") is no edit. false ends the walk. */
typedef bool near_found_fn(const char *text, void *data);
void near_find(struct near *near, const struct letters *word, near_found_fn *found, void *data);

#endif
