/* SPDX-License-Identifier: MIT
 *
 * Text as the man macros want it.
 */
#ifndef CORE_MANUAL_ROFF_H
#define CORE_MANUAL_ROFF_H

#include <glib.h>

/* Plain text, with what stands in `back quotes` and options (--lang) in bold. */
void roff_text(GString *out, const char *text);

/* The same as it is: for examples. */
void roff_verbatim(GString *out, const char *text);

/* What is to be written as it stands in bold, WORDS that stand for something else in italics. */
void roff_usage(GString *out, const char *text);

/* Begins a paragraph, if none has begun. */
void roff_paragraph(GString *out);

/* The tag of a paragraph: name in bold, and what it takes or NULL. */
void roff_tag(GString *out, const char *name, const char *takes);

/* Lines as they are, indented. */
void roff_example(GString *out, const char *lines);

#endif
