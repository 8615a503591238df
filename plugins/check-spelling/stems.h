/* SPDX-License-Identifier: MIT
 *
 * Walks through a hunspell .dic and learns of each stem, and of each form its endings make, the
 * sequences of letters and the form itself.
 */
#ifndef CHECK_SPELLING_STEMS_H
#define CHECK_SPELLING_STEMS_H

#include "plugins/check-spelling/affix.h"
#include "plugins/check-spelling/grams.h"
#include "plugins/check-spelling/rarity.h"

struct stems_learnt {
    struct grams *small, *names; /* of stems without and with a capital */
    struct forms *forms;
    struct rarity *rarity;
};

/* affixes and stems are the two files, valid UTF-8. What cannot be understood is passed over: the
 * words concerned are no proposals, but are still judged by hunspell. */
void stems_learn(const char *affixes, const char *stems, const struct stems_learnt *learnt);

#endif
