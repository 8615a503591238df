/* SPDX-License-Identifier: MIT
 *
 * A word as an array of code points: what edits, splits and n-grams work on. Longer words are not
 * words of a language and are not judged.
 */
#ifndef CHECK_SPELLING_LETTERS_H
#define CHECK_SPELLING_LETTERS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#define LETTERS_MAX 48u
#define LETTERS_BYTES (LETTERS_MAX * 4 + 8)

struct letters {
    gunichar at[LETTERS_MAX];
    size_t count;
};

/* false: more than LETTERS_MAX code points, or empty. text is valid UTF-8. */
bool letters_read(const char *text, size_t len, struct letters *word_r);

/* The same, with the Dutch ij as the one letter that the dictionary may write. */
bool letters_read_raw(const char *text, size_t len, struct letters *word_r);

/* Writes the one letter ij as the two that people type; what no longer fits falls off. */
void letters_split_ij(struct letters *word);

/* Writes count letters as UTF-8 with a NUL; text_r has LETTERS_BYTES. Returns the length. */
size_t letters_write(const gunichar *at, size_t count, char *text_r);

/* Small ASCII letters only: lower case, and nothing to split. */
bool letters_are_plain(const struct letters *word);

void letters_lower(struct letters *word);

/* The first letter, and in Dutch the j of an initial ij, as capitals. */
void letters_capitalise(struct letters *word, bool is_dutch);

bool letters_equal(const struct letters *a, const struct letters *b);

/* Takes -, ' and . off both ends; false if nothing is left. */
bool letters_trim(struct letters *word);

/* Another letter in one place, letter case aside: of two names that makes another one more often
 * than a slip (Vitaflex and Vitaplex, Jansen and Jensen). */
bool letters_is_replacement(const struct letters *a, const struct letters *b);

#endif
