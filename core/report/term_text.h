/* SPDX-License-Identifier: MIT
 *
 * Text on a terminal: how wide it is, where it breaks, and an excerpt with its spot marked.
 */
#ifndef CORE_REPORT_TERM_TEXT_H
#define CORE_REPORT_TERM_TEXT_H

#include <glib.h>

/* Columns of escaped text. */
guint term_width(const char *text, gssize len);

/* Columns of text that is yet to be escaped. */
guint term_width_escaped(const char *text);

/* Escapes text; the beginning of it in so many columns, filled up with spaces. */
void term_column(GString *out, const char *text, guint width);

/* Escapes text and paints it; color: a sequence of the terminal, "" = as it is. */
void term_paint(GString *out, const char *color, const char *text);

/* Escapes text and breaks it at spaces; lines after the first begin with indent spaces. width 0 =
 * never breaks. */
void term_wrap(GString *out, const char *text, guint indent, guint width);

/* The escaped parts of an excerpt that fit into width columns (0 = all), the mark in its middle. */
struct term_excerpt {
    GString *before, *mark, *after;
};
struct term_excerpt term_excerpt(const char *text, guint mark_offset, guint mark_length,
                                 guint width);
void term_excerpt_clear(struct term_excerpt *excerpt);

#endif
