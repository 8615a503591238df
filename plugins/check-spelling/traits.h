/* SPDX-License-Identifier: MIT
 *
 * What the rules need to know of a language beside its dictionary: names of files and packages,
 * how words are joined, what a sentence may hold that is no word.
 */
#ifndef CHECK_SPELLING_TRAITS_H
#define CHECK_SPELLING_TRAITS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct traits {
    const char *code;                /* "nl" */
    const char *name;                /* "Dutch" */
    const char *package;             /* of Debian, that brings the dictionary */
    const char *const *dictionaries; /* names of files, best first, NULL-ended */
    const char *also;                /* a second dictionary whose words are right too, or NULL */
    bool joins_words;                /* compounds are written as one word */
    bool capitalises_nouns;
    bool hyphenates_vowels;        /* of parts whose vowels would run together, and of no others */
    const char *const *hyphenated; /* first parts that always take the hyphen */
    const char *const *prefixes;   /* first parts that never do, but for vowels */
    const char *const *links;      /* letters between the parts of a compound */
    const char *const *no_parts;   /* words no compound of this kind ends in */
    const char *const *conjugated; /* finite form, infinitive, ...: of verbs with a loose prefix */
    const char *const *abbreviations; /* without the final dot */
    const char *const *elisions;      /* l' d' qu': split off before looking up */
    const char *const *repeats;       /* words that may stand twice in a row */
};

/* Of a language tag's first part; never NULL: an unlisted language has general traits, with code
 * and name NULL. */
const struct traits *traits_find(const char *code);

/* Would two parts of a Dutch compound, the one ending in last and the other beginning with first,
 * be read as if these were one vowel ("zee-egel")? */
bool traits_clash(gunichar last, gunichar first);

/* Is text in a NULL-ended list? A NULL list holds nothing. */
bool traits_has(const char *const *list, const char *text);

#endif
