/* SPDX-License-Identifier: MIT
 *
 * Writing HTML: what comes from outside goes in by html_text and html_link only.
 */
#ifndef CORE_REPORT_HTML_WRITE_H
#define CORE_REPORT_HTML_WRITE_H

#include "core/report/report_formats.h"
#include "core/report/words.h"

struct html {
    const struct result *result;
    const struct report_options *options;
    const char *language;
    GString *text;
    FILE *out;
};

/* Markup of our own, as it is. */
void html_raw(struct html *html, const char *markup);

/* Text, escaped. */
void html_text(struct html *html, const char *text);
void html_text_len(struct html *html, const char *text, gsize len);

/* A phrase of the interface. */
void html_word(struct html *html, enum word word);

/* A count with its noun. */
void html_count(struct html *html, enum word word, guint64 n);

/* <TAG class="CLASS">TEXT</TAG>; class NULL = none. tag and class are ours. */
void html_element(struct html *html, const char *tag, const char *class_name, const char *text);

/* The shape of a severity or a state: "error", "consistent"; its colour comes from the class. */
void html_sign(struct html *html, const char *id);

/* The shapes, once a page. */
void html_sign_defs(struct html *html);

/* A locator: a link if it is http or https, to the marked words if there are any. */
void html_locator(struct html *html, const char *locator, struct ts_str mark);

/* html_promise.c: the cell of the table that says how much of a touchpoint carries the promise. */
void html_promise(struct html *html, const struct result_touchpoint *touchpoint);

/* html_finding.c: which findings of a touchpoint: what could not be checked, or what deviates. */
enum html_part { HTML_UNKNOWN, HTML_FINDINGS, HTML_NOTES, HTML_FIXED };

/* Writes those findings, grouped by rule; *count_r is how many. 0, or -1. */
int html_findings(struct html *html, const char *touchpoint, enum html_part part, guint *count_r);

#endif
