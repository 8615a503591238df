/* SPDX-License-Identifier: MIT
 *
 * The small words of four languages, one list.
 */
#include "plugins/common/small_words.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

/* Sorted by bytes. */
static const char small_words[][8] = {
    "aan",  "about",  "als",   "and",  "are",  "auch", "auf",  "aux",  "avec",     "bij",
    "but",  "can",    "cette", "dans", "das",  "dat",  "dem",  "den",  "der",      "deze",
    "door", "een",    "ein",   "eine", "elle", "est",  "et",   "for",  "from",     "f\303\274r",
    "has",  "have",   "heeft", "het",  "hij",  "ich",  "il",   "ist",  "it",       "kan",
    "la",   "le",     "les",   "maar", "mais", "met",  "mit",  "naar", "nach",     "nicht",
    "niet", "not",    "nous",  "oder", "om",   "onze", "ook",  "ou",   "our",      "par",
    "pour", "que",    "qui",   "sich", "sie",  "sont", "that", "the",  "they",     "this",
    "to",   "uit",    "und",   "une",  "uw",   "von",  "voor", "vous", "wij",      "wir",
    "with", "worden", "wordt", "you",  "your", "zijn", "zu",   "zur",  "\303\240",
};

static int compare(const void *key, const void *row)
{
    const struct ts_str *word = key;
    const char *other = row;
    size_t size = strlen(other);
    int order = memcmp(word->ptr, other, MIN(word->len, size));
    return order ? order : (word->len > size) - (word->len < size);
}

bool is_small_word(struct ts_str folded)
{
    return folded.len >= 2 && folded.len < sizeof small_words[0] &&
           bsearch(&folded, small_words, G_N_ELEMENTS(small_words), sizeof small_words[0], compare);
}
