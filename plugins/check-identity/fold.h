/* SPDX-License-Identifier: MIT
 *
 * Folds characters so that ways of writing compare equal.
 */
#ifndef PLUGINS_CHECK_IDENTITY_FOLD_H
#define PLUGINS_CHECK_IDENTITY_FOLD_H

#include <glib.h>

#include "touchstone/plugin.h"

enum fold_kind { FOLD_SIGN, FOLD_SPACE, FOLD_LETTER, FOLD_IGNORED /* soft hyphen, zero width */ };
/* Of a character beyond ASCII. */
enum fold_kind fold_kind(gunichar code);

/* The plain form of a hyphen or an apostrophe; NULL: the character itself. Static. */
const char *fold_sign(gunichar code);

/* A word (letters, marks, soft hyphens) in small letters without marks: NFKD, case folded. buf has
 * room for the word's bytes and holds the result, or memory of the call does. */
struct ts_str fold_word(struct ts_call *call, struct ts_str word, char *buf);

#endif
