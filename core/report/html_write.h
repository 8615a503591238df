/* SPDX-License-Identifier: MIT
 *
 * Writing HTML: what comes from outside goes in by html_text and html_link only.
 */
#ifndef CORE_REPORT_HTML_WRITE_H
#define CORE_REPORT_HTML_WRITE_H

#include "core/report/report_formats.h"
#include "core/report/words.h"
#include "core/result/trend.h"

struct html {
    const struct result *result;
    const struct report_options *options;
    const char *language;
    GString *text;
    FILE *out;
    struct trends *trends;  /* over several runs; NULL */
    struct html_rest *rest; /* findings that are told as data */
    guint laid_out;         /* those that are elements of the page */
};

/* Markup of our own, as it is. */
void html_raw(struct html *html, const char *markup);

/* Text, escaped. */
void html_text(struct html *html, const char *text);
void html_text_len(struct html *html, const char *text, gsize len);

/* A string of JSON inside a script element: what steers is made visible as everywhere, what could
 * end the element is escaped. len -1: up to the NUL. */
void html_json(GString *out, const char *text, gssize len);

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

/* Words as a link to where they stand; plain where that is no web address. */
void html_place_link(struct html *html, const char *locator, const char *words);

/* The name of a touchpoint, as a link to its findings if it has any. */
void html_touchpoint_link(struct html *html, const struct result_touchpoint *touchpoint);
gboolean html_has_section(const struct result_touchpoint *touchpoint);

/* html_story.c, html_journey.c, html_rollout.c, html_trend.c, html_map.c, html_answers.c: a section
 * each. */
void html_story(struct html *html);
void html_journeys(struct html *html);
void html_rollouts(struct html *html);
void html_trend(struct html *html);
void html_map(struct html *html);
void html_answers(struct html *html);

/* html_filter.c: the form by which findings are filtered, what the script lays out, and the script
 * itself. */
void html_filter(struct html *html);
void html_more(struct html *html);
void html_script(struct html *html);
const char *const *html_js(void);

/* html_worklist.c: the weightiest work, by owner; 0, -1. */
int html_worklist(struct html *html);

/* html_run.c: how it was run, and against the last time; 0, -1. */
int html_run(struct html *html);

/* html_data.c: findings beyond those that are laid out stand in the page as data: the script lays
 * them out when they are asked for. */
struct html_rest;
struct html_rest *html_rest_new(void);
void html_rest_free(struct html_rest **rest);
/* Begins the block, adds a finding, ends the block: text goes out as it comes. 0, -1. */
int html_rest_put(struct html *html, const struct result_finding *finding);
int html_rest_end(struct html *html);
guint html_rest_count(const struct html_rest *rest);

/* html_promise.c: the cell of the table that says how much of a touchpoint carries the promise. */
void html_promise(struct html *html, const struct result_touchpoint *touchpoint);

/* html_finding.c: which findings of a touchpoint: what could not be checked, or what deviates. */
enum html_part { HTML_UNKNOWN, HTML_FINDINGS, HTML_NOTES, HTML_ACCEPTED, HTML_FIXED };

/* Writes those findings, grouped by rule; *count_r is how many. 0, or -1. */
int html_findings(struct html *html, const char *touchpoint, enum html_part part, guint *count_r);

#endif
