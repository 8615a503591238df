/* SPDX-License-Identifier: MIT
 *
 * The one way that text from outside reaches a YAML file that is written here.
 */
#ifndef CORE_COMMAND_YAML_TEXT_H
#define CORE_COMMAND_YAML_TEXT_H

#include <glib.h>

/* A scalar in double quotes (YAML 1.1, 5.7 and 7.3.1): no text can end it, begin a comment, a line,
 * an anchor or a tag. Characters that steer become escapes; what is no UTF-8 becomes U+FFFD. */
void yaml_quote(GString *out, const char *text);

/* What may stand behind "# ": one line, at most YAML_COMMENT characters of the text. */
#define YAML_COMMENT 160
void yaml_comment(GString *out, const char *text);

#endif
