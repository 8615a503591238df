/* SPDX-License-Identifier: MIT
 *
 * How common each sequence of three letters is in the stems of the dictionaries. A slip of the pen
 * makes sequences that no language at hand has ("Lniux", "Nederlwnd"); a name seldom does.
 */
#ifndef CHECK_SPELLING_RARITY_H
#define CHECK_SPELLING_RARITY_H

#include "plugins/check-spelling/letters.h"

struct rarity;

struct rarity *rarity_new(void);
void rarity_free(struct rarity **rarity);

/* Learns a stem, in lower case. */
void rarity_learn(struct rarity *rarity, const struct letters *stem);

/* Adds what another dictionary knows. */
void rarity_join(struct rarity *rarity, const struct rarity *other);

/* Has word, in lower case, a sequence that hardly any stem has? Of words with other letters than
 * a-z nothing is said: they come from languages that no dictionary here knows. */
bool rarity_is_odd(const struct rarity *rarity, const struct letters *word);

#endif
