/* SPDX-License-Identifier: MIT
 *
 * Text of header fields: any character set, encoded words.
 */
#ifndef PLUGINS_READ_MIME_WORDS_H
#define PLUGINS_READ_MIME_WORDS_H

#include <glib.h>
#include <gmime/gmime.h>

#include "touchstone/plugin.h"

/* Raw bytes of a field as UTF-8, words not decoded yet; charset: that of the mail's body, for want
 * of another, or "". The caller frees it. */
char *words_to_utf8(struct ts_call *call, const char *raw, const char *charset);

/* UTF-8 with its encoded words decoded and its white space folded; the caller frees it. */
char *words_decode(struct ts_call *call, struct ts_str text);

/* The size of the encoded word that text begins with; 0 = it begins with none. */
size_t words_size(const char *text);

#endif
