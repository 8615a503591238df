/* SPDX-License-Identifier: MIT
 *
 * Words of the dictionaries that may have been meant by one that is in none.
 */
#ifndef CHECK_SPELLING_SEARCH_H
#define CHECK_SPELLING_SEARCH_H

#include "plugins/check-spelling/language.h"

#define MEANT_MAX 48u

struct meant {
    struct letters word; /* small, or with the capital that the dictionary wants */
    int cost;            /* of the slips that lie between, in tenths of a slip (slips.h) */
};

/* Fills meant_r with words that slips of at most limit explain, in no order. Returns how many. The
 * work is bounded: what an unlikely row of slips would lead to may be left out. */
size_t search_meant(const struct language *language, const struct letters *word, int limit,
                    struct meant meant_r[MEANT_MAX]);

#endif
