/* SPDX-License-Identifier: MIT
 *
 * All forms that a dictionary's stems and endings make, as a set of hashes. Hunspell takes 3 to 200
 * microseconds for a word that it has to build or to refuse; most words are settled here in a
 * fraction of one, with the same verdict, and the rest is asked of hunspell.
 */
#ifndef CHECK_SPELLING_FORMS_H
#define CHECK_SPELLING_FORMS_H

#include <stdint.h>

#include "plugins/check-spelling/letters.h"

struct forms;

enum form_kind {
    FORM_MAYBE = 0,   /* hunspell may have it: it depends on more than is looked at here */
    FORM_SURE = 1,    /* a word by itself */
    FORM_SPECIAL = 2, /* a stem with a flag that wins over what endings make: no word, one case */
    FORM_FIRST = 4,   /* may begin a compound */
    FORM_MIDDLE = 8,  /* may stand amid one */
    FORM_LAST = 16,   /* may end one */
};

struct forms *forms_new(void);
void forms_free(struct forms **forms);

/* Adds a form, in the letters of the dictionary; kinds of a form that is there already are joined.
 */
void forms_add(struct forms *forms, const struct letters *form, unsigned kinds);
/* The same for one of small ASCII letters only: no more is to be seen to. */
void forms_add_plain(struct forms *forms, const struct letters *form, unsigned kinds);

/* What the dictionary does that is not followed here. */
void forms_note_odd(struct forms *forms, gunichar letter); /* words with it are always asked */
void forms_note_break(struct forms *forms, const char *letters, size_t len); /* cuts words */
void forms_note_open(struct forms *forms);     /* more words are right than are made: no NO */
void forms_note_capitals(struct forms *forms); /* words in capitals are always asked */

/* Is the word, as written or in small letters, a form of one stem, not joined of several? */
bool forms_is_single(const struct forms *forms, const struct letters *word);

enum form_verdict { FORM_NO, FORM_YES, FORM_ASK };

/* What hunspell would say of the word as written, or that it has to be asked. */
enum form_verdict forms_judge(const struct forms *forms, const struct letters *word);

#endif
