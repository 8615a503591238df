/* SPDX-License-Identifier: MIT
 *
 * What a text must have in it for a regular expression to match, as far as that can be read off
 * the expression: most blocks then need not be shown to it.
 */
#ifndef PLUGINS_CHECK_TERMS_LITERALS_H
#define PLUGINS_CHECK_TERMS_LITERALS_H

#include <glib.h>

#include "touchstone/plugin.h"

/* char *: a text has one of them, in any case of its ASCII letters, wherever the pattern matches
 * it. NULL: it cannot be told, or the answer would help nobody. Sets *is_caseless_r where letters
 * outside ASCII may stand for ASCII ones: see literals_may_differ. The pattern must compile. */
GPtrArray *literals_of(struct ts_str pattern, gboolean *is_caseless_r);

/* Has the text letters that a caseless pattern takes for s or k (U+017F, U+212A)? */
gboolean literals_may_differ(struct ts_str text);

#endif
