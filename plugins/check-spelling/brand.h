/* SPDX-License-Identifier: MIT
 *
 * What the brand book says of words: which are right though no dictionary has them, and which are
 * wrong though one may.
 */
#ifndef CHECK_SPELLING_BRAND_H
#define CHECK_SPELLING_BRAND_H

#include <glib.h>

#include "plugins/check-spelling/letters.h"
#include "plugins/common/words.h"
#include "touchstone/plugin.h"

#define KNOWN_ERROR_WORDS 6u /* of the longest phrase in a list of known errors */

struct brand;

/* A line WRONG<TAB>RIGHT[<TAB>LANGUAGE] of a list of known errors. */
struct known_error {
    struct words wrong;
    struct ts_str right;
    struct ts_str language; /* empty = any */
    bool is_exact;          /* written with capitals: these count */
};

/* Reads spelling.words, spelling.known_errors and terms from the brand book. What it keeps lives in
 * call's memory until close. -1 with a reason: a line that is no entry, by file and line. */
int brand_open(struct ts_call *call, const struct ts_open *open, struct brand **brand_r);
void brand_close(struct brand **brand);

/* Is the word, in whatever case, one of the brand's, or accepted in the language? */
bool brand_has(const struct brand *brand, const char *language, const struct letters *word);

/* A word of the brand one edit from word, as the brand book writes it; NULL if there is none. */
const char *brand_near(const struct brand *brand, const struct letters *word);

/* Is the phrase of count words from word i one that a rule of terms reports in this language? */
bool brand_rules(const struct brand *brand, const struct words *words, uint32_t i, uint32_t count,
                 const char *language);

/* The known error that begins at word i; NULL if none. Of several the longest. */
const struct known_error *brand_find_error(const struct brand *brand, const struct words *words,
                                           uint32_t i, struct ts_str text);

#endif
