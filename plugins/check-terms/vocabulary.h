/* SPDX-License-Identifier: MIT
 *
 * The words that stand in phrases, each with a number: most words of a text stand in none, and
 * that is found with one hash and one bit.
 */
#ifndef PLUGINS_CHECK_TERMS_VOCABULARY_H
#define PLUGINS_CHECK_TERMS_VOCABULARY_H

#include <glib.h>

#include "touchstone/plugin.h"

struct vocabulary_slot {
    guint32 tag; /* upper half of the word's hash */
    guint32 number;
};

struct vocabulary {
    GArray *words; /* struct ts_str: of each number from 1, owned */
    struct vocabulary_slot *slots;
    guint32 slot_mask; /* their count is a power of two, at least twice that of the words */
    guint64 *bits;     /* is there any word with this part of the hash? */
    guint32 bit_mask;
};

void vocabulary_init(struct vocabulary *vocabulary);
void vocabulary_finish(struct vocabulary *vocabulary);

/* The number of a word, 0 = not there. */
guint vocabulary_find(const struct vocabulary *vocabulary, struct ts_str word);
guint vocabulary_add(struct vocabulary *vocabulary, struct ts_str word);

#endif
