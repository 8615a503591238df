/* SPDX-License-Identifier: MIT
 *
 * The HTML report: one file, nothing from elsewhere, on screen and on paper; its script only
 * filters.
 */
#include <string.h>

#include "core/report/html.css.h"
#include "core/report/html_write.h"
#include "core/report/promise.h"
#include "core/report/story_sentence.h"
#include "core/report/verdict.h"

/* ---- head ------------------------------------------------------------------------------------ */

/* The digest of a source as a policy names it; the caller frees it. */
static char *digest_of(const char *const *lines)
{
    guint8 digest[32];
    gsize size = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (gsize i = 0; lines[i]; i++) {
        g_checksum_update(sum, (const guchar *)lines[i], -1);
    }
    g_checksum_get_digest(sum, digest, &size);
    return g_base64_encode(digest, size);
}

/* The policy allows the one style sheet and the one script by their hashes, pictures in the page
 * itself, and nothing else. */
static void put_policy(struct html *html)
{
    g_autofree char *style = digest_of(html_css);
    g_autofree char *script = digest_of(html_js());
    g_string_append_printf(
        html->text,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
        "style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
        style, script);
}

static void put_entry(struct html *html, const char *id, enum word word)
{
    g_string_append_printf(html->text, "<a href=\"#%s\">", id);
    html_word(html, word);
    html_raw(html, "</a>\n");
}

static void put_contents(struct html *html)
{
    html_raw(html, "<nav aria-label=\"");
    html_word(html, WORD_CONTENTS);
    html_raw(html, "\">\n");
    if (result_subjects(html->result)->len) {
        put_entry(html, "story", WORD_SAME_STORY);
    }
    put_entry(html, "worklist", WORD_WORKLIST);
    if (result_rollouts(html->result)->len) {
        put_entry(html, "rollouts", WORD_ROLLOUTS);
    }
    if (result_journeys(html->result)->len) {
        put_entry(html, "journeys", WORD_JOURNEYS);
    }
    put_entry(html, "map", WORD_MAP);
    put_entry(html, "touchpoints", WORD_TOUCHPOINTS);
    if (html->trends) {
        put_entry(html, "trend", WORD_TREND);
    }
    put_entry(html, "answers", WORD_ANSWERS);
    put_entry(html, "unchecked", WORD_NOT_CHECKED);
    put_entry(html, "findings", WORD_FINDINGS);
    put_entry(html, "run", WORD_HOW_IT_WAS_RUN);
    html_raw(html, "</nav>\n");
}

static void put_head(struct html *html)
{
    const struct result_run *run = result_run(html->result);
    g_string_append_printf(html->text, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n",
                           words_language(html->language));
    html_raw(html, "<meta charset=\"utf-8\">\n");
    put_policy(html);
    html_raw(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    html_text(html, run->brand);
    html_raw(html, " · ");
    html_word(html, WORD_REPORT_TITLE);
    html_raw(html, "</title>\n<style>");
    for (gsize i = 0; html_css[i]; i++) {
        html_raw(html, html_css[i]);
    }
    html_raw(html, "</style>\n</head>\n<body>\n");
    html_sign_defs(html);
    html_raw(html, "<a class=\"skip\" href=\"#content\">");
    html_word(html, WORD_SKIP);
    html_raw(html, "</a>\n<div class=\"page\">\n<header><span class=\"sign\">");
    html_sign(html, "streak");
    html_raw(html, "touchstone</span><span>");
    html_word(html, WORD_REPORT_TITLE);
    html_raw(html, "</span></header>\n");
    put_contents(html);
    html_raw(html, "<main id=\"content\" tabindex=\"-1\">\n");
}

static gboolean is_gap(const struct result_summary *summary, guint index)
{
    guint gaps = (summary->unchecked > 0) + (summary->cut_short != NULL);
    return index < gaps;
}

static void put_verdict(struct html *html)
{
    const struct result_run *run = result_run(html->result);
    struct verdict *verdict = verdict_new(html->result, html->language);
    g_autofree char *date = words_date(html->language, run->as_of);
    html_raw(html, "<div class=\"verdict\"><div><h1>");
    html_text(html, run->brand);
    html_raw(html, "</h1>");
    html_element(html, "p", "when", date);
    g_autofree char *story = story_sentence(html->result, html->language);
    html_raw(html, "</div>\n<div><p class=\"sentence\">");
    html_sign(html, verdict->state);
    html_text(html, story ? story : verdict->headline);
    html_raw(html, ".</p>\n<ul class=\"details\">\n");
    if (story) {
        html_raw(html, "<li>");
        html_text(html, verdict->headline);
        html_raw(html, ".</li>\n");
    }
    for (guint i = 0; i < verdict->details->len; i++) {
        html_raw(html, is_gap(result_summary(html->result), i) ? "<li class=\"gap\">" : "<li>");
        html_text(html, g_ptr_array_index(verdict->details, i));
        html_raw(html, ".</li>\n");
    }
    html_raw(html, "</ul></div></div>\n");
    verdict_free(&verdict);
}

/* ---- the table of touchpoints ---------------------------------------------------------------- */

static void put_description(struct html *html, const char *tag, const char *class_name,
                            const struct result_touchpoint *touchpoint)
{
    g_autofree char *description = verdict_describe(touchpoint, html->language);
    if (*description) {
        html_element(html, tag, class_name, description);
    }
}

static void put_score(struct html *html, const struct result_touchpoint *touchpoint)
{
    g_autofree char *percent = words_percent(touchpoint->score);
    html_raw(html, "<td class=\"score\">");
    if (percent) {
        int width = (int)(CLAMP(touchpoint->score, 0, 1) * 100);
        html_raw(html, "<svg class=\"bar ");
        html_text(html, touchpoint->state);
        g_string_append_printf(html->text,
                               "\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" "
                               "aria-hidden=\"true\"><rect class=\"track\" width=\"100\" "
                               "height=\"6\" rx=\"3\"/><rect class=\"fill\" width=\"%d\" "
                               "height=\"6\" rx=\"3\"/></svg>",
                               width);
        html_text(html, percent);
    }
    html_raw(html, "</td>");
}

static void put_number(struct html *html, const char *severity, guint count, gboolean is_measured)
{
    g_autofree char *number = words_number(html->language, count);
    html_raw(html, "<td class=\"number\">");
    if (is_measured) {
        html_element(html, "span", count ? severity : "zero", number);
    }
    html_raw(html, "</td>");
}

static void put_documents(struct html *html, const struct result_touchpoint *touchpoint,
                          gboolean is_measured)
{
    g_autofree char *counts = verdict_counts(touchpoint, html->language);
    html_element(html, "td", "counts", counts ? counts : "");
    html_raw(html, "<td class=\"number documents\">");
    if (is_measured) {
        g_autofree char *number = words_number(html->language, touchpoint->documents);
        g_autofree char *looked_at =
            verdict_looked_at(touchpoint->documents, touchpoint->pictures, html->language);
        html_element(html, "span", "wide", number);
        if (touchpoint->pictures > 0) {
            html_raw(html, "<span class=\"soft wide\">");
            html_count(html, WORD_N_PICTURES, touchpoint->pictures);
            html_raw(html, "</span>");
        }
        html_element(html, "span", "narrow", looked_at);
    }
    if (touchpoint->unchecked > 0) {
        html_raw(html, "<span class=\"gapnote\">");
        html_count(html, WORD_N_UNCHECKED, touchpoint->unchecked);
        html_raw(html, "</span>");
    }
    html_raw(html, "</td>");
}

static void put_row(struct html *html, const struct result_touchpoint *touchpoint)
{
    gboolean is_measured = strcmp(touchpoint->state, "not-measured") != 0;
    html_raw(html, "<tr><th scope=\"row\" class=\"name\">");
    html_touchpoint_link(html, touchpoint);
    put_description(html, "span", "soft", touchpoint);
    html_raw(html, "</th><td class=\"state\">");
    html_sign(html, touchpoint->state);
    html_text(html, words_of(html->language, touchpoint->state));
    if (is_measured && !touchpoint->is_current) {
        html_element(html, "span", "gapnote", words_get(html->language, WORD_NOT_THIS_RUN));
    }
    html_raw(html, "</td>");
    put_score(html, touchpoint);
    if (promise_is_told(html->result)) {
        html_promise(html, touchpoint);
    }
    put_number(html, "error", touchpoint->errors - touchpoint->run_errors, is_measured);
    put_number(html, "warning", touchpoint->warnings - touchpoint->run_warnings, is_measured);
    put_number(html, "info", touchpoint->infos - touchpoint->run_infos, is_measured);
    put_documents(html, touchpoint, is_measured);
    html_raw(html, "</tr>\n");
}

static void put_table(struct html *html, const GPtrArray *touchpoints)
{
    static const struct {
        const char *class_name;
        enum word word;
    } columns[] = {
        {"name", WORD_TOUCHPOINT}, {"state", WORD_STATE},      {"score", WORD_SCORE},
        {"promise", WORD_PROMISE}, {"number", WORD_ERRORS},    {"number", WORD_WARNINGS},
        {"number", WORD_INFOS},    {"number", WORD_DOCUMENTS},
    };
    html_raw(html, "<section id=\"touchpoints\" class=\"wide-part\"><h2>");
    html_word(html, WORD_TOUCHPOINTS);
    html_raw(html, "</h2><table class=\"touchpoints\"><thead><tr>");
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (columns[i].word != WORD_PROMISE || promise_is_told(html->result)) {
            g_string_append_printf(html->text, "<th scope=\"col\" class=\"%s\">",
                                   columns[i].class_name);
            html_word(html, columns[i].word);
            html_raw(html, "</th>");
        }
    }
    html_raw(html, "</tr></thead><tbody>\n");
    for (guint i = 0; i < touchpoints->len; i++) {
        put_row(html, g_ptr_array_index(touchpoints, i));
    }
    html_raw(html, "</tbody></table></section>\n");
}

/* ---- sections -------------------------------------------------------------------------------- */

static int put_gaps_of(struct html *html, const struct result_touchpoint *touchpoint)
{
    guint count;
    gboolean is_measured = strcmp(touchpoint->state, "not-measured") != 0;
    if (is_measured && (!touchpoint->is_current || touchpoint->gaps == 0)) {
        return 0;
    }
    html_raw(html, "<div class=\"gap-of\">");
    html_element(html, "h3", NULL, touchpoint->name);
    if (!is_measured) {
        html_element(html, "p", "soft", words_get(html->language, WORD_NO_SOURCE));
    }
    int done = html_findings(html, touchpoint->id, HTML_UNKNOWN, &count);
    html_raw(html, "</div>\n");
    return done;
}

static gboolean has_gaps(const struct result *result)
{
    const GArray *touchpoints = result_touchpoints(result);
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *touchpoint =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        if ((touchpoint->is_current && touchpoint->gaps > 0) ||
            strcmp(touchpoint->state, "not-measured") == 0) {
            return TRUE;
        }
    }
    return result_summary(result)->exit == 3;
}

/* As prominent as what deviates, and before it. */
static int put_gaps(struct html *html, const GPtrArray *touchpoints)
{
    gboolean has_any = has_gaps(html->result);
    int done = 0;
    html_raw(html, "<section class=\"side\" id=\"unchecked\"><div class=\"head\"><h2>");
    html_sign(html, has_any ? "unchecked" : "consistent");
    html_word(html, WORD_NOT_CHECKED);
    html_raw(html, "</h2>");
    if (has_any) {
        html_element(html, "p", NULL, words_get(html->language, WORD_NOT_CHECKED_INTRO));
    }
    html_raw(html, "</div><div>\n");
    if (!has_any) {
        html_element(html, "p", NULL, words_get(html->language, WORD_NOT_CHECKED_NONE));
    }
    for (guint i = 0; done == 0 && i < touchpoints->len; i++) {
        done = put_gaps_of(html, g_ptr_array_index(touchpoints, i));
    }
    html_raw(html, "</div></section>\n");
    return done;
}

static void put_attribute(struct html *html, const char *name, const char *value)
{
    g_string_append_printf(html->text, " data-%s=\"", name);
    html_text(html, value);
    html_raw(html, "\"");
}

/* By what the findings of a touchpoint can be filtered. */
static void put_traits(struct html *html, const struct result_touchpoint *touchpoint)
{
    g_autoptr(GString) phases = g_string_new(NULL);
    for (guint i = 0; i < touchpoint->phases->len; i++) {
        g_string_append_printf(phases, "%s%s", i ? " " : "",
                               (const char *)g_ptr_array_index(touchpoint->phases, i));
    }
    put_attribute(html, "touchpoint", touchpoint->id);
    put_attribute(html, "name", touchpoint->name);
    put_attribute(html, "owner", touchpoint->owner);
    put_attribute(html, "channel", touchpoint->channel);
    put_attribute(html, "control", touchpoint->control);
    put_attribute(html, "phase", phases->str);
}

static int put_touchpoint(struct html *html, const struct result_touchpoint *touchpoint)
{
    guint count;
    g_autofree char *counts = verdict_counts(touchpoint, html->language);
    if (!html_has_section(touchpoint)) {
        return 0;
    }
    html_raw(html, "<section class=\"side\" id=\"t-");
    html_text(html, touchpoint->id);
    html_raw(html, "\"");
    put_traits(html, touchpoint);
    html_raw(html, "><div class=\"head\"><h2>");
    html_sign(html, touchpoint->state);
    html_text(html, touchpoint->name);
    html_raw(html, "</h2>");
    put_description(html, "p", NULL, touchpoint);
    html_element(html, "p", "weight", counts ? counts : "");
    html_raw(html, "</div><div>\n");
    int done = html_findings(html, touchpoint->id, HTML_FINDINGS, &count);
    html_raw(html, "</div></section>\n");
    return done;
}

static int put_part(struct html *html, const GPtrArray *touchpoints, enum html_part part,
                    enum word title)
{
    int done = 0;
    g_string_append(html->text, "<section class=\"side\"><div class=\"head\"><h2>");
    html_word(html, title);
    html_raw(html, "</h2></div><div>\n");
    for (guint i = 0; done == 0 && i < touchpoints->len; i++) {
        const struct result_touchpoint *touchpoint = g_ptr_array_index(touchpoints, i);
        guint count;
        if (touchpoint->is_current) {
            done = html_findings(html, touchpoint->id, part, &count);
        }
    }
    html_raw(html, "</div></section>\n");
    return done;
}

/* ---- the report ------------------------------------------------------------------------------ */

static gboolean has_notes(const struct result *result)
{
    const GArray *touchpoints = result_touchpoints(result);
    guint notes = 0;
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *touchpoint =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        notes += touchpoint->is_current ? touchpoint->run_errors + touchpoint->run_warnings +
                                              touchpoint->run_infos - touchpoint->gaps
                                        : 0;
    }
    return notes > 0;
}

static int put_findings(struct html *html, const GPtrArray *touchpoints)
{
    int done = 0;
    html_raw(html, "<div id=\"findings\">\n");
    html_filter(html);
    for (guint i = 0; done == 0 && i < touchpoints->len; i++) {
        done = put_touchpoint(html, g_ptr_array_index(touchpoints, i));
    }
    html_more(html);
    html_raw(html, "</div>\n");
    return done;
}

static int put_all(struct html *html, const GPtrArray *touchpoints)
{
    put_head(html);
    put_verdict(html);
    html_story(html);
    int done = html_worklist(html);
    html_rollouts(html);
    html_journeys(html);
    html_map(html);
    put_table(html, touchpoints);
    html_trend(html);
    html_answers(html);
    done = done == 0 ? put_gaps(html, touchpoints) : done;
    done = done == 0 ? put_findings(html, touchpoints) : done;
    if (done == 0 && has_notes(html->result)) {
        done = put_part(html, touchpoints, HTML_NOTES, WORD_REMARKS);
    }
    if (done == 0 && result_summary(html->result)->accepted_count > 0) {
        done = put_part(html, touchpoints, HTML_ACCEPTED, WORD_ACCEPTED);
    }
    if (done == 0 && result_summary(html->result)->fixed_count > 0) {
        done = put_part(html, touchpoints, HTML_FIXED, WORD_FIXED_SINCE);
    }
    done = done == 0 ? html_run(html) : done;
    html_raw(html, "</main>\n</div>\n");
    done = done == 0 ? html_rest_end(html) : done;
    html_script(html);
    html_raw(html, "</body>\n</html>\n");
    return done == 0 ? report_flush(html->text, html->out) : done;
}

static int write_html(const struct result *result, const struct report_options *options, FILE *out,
                      char **error_r)
{
    g_autoptr(GPtrArray) touchpoints = verdict_worst_first(result);
    struct html html = {
        .result = result,
        .options = options,
        .language = options->language,
        .text = g_string_new(NULL),
        .out = out,
        .trends = result_trends(result),
        .rest = html_rest_new(),
    };
    int done = html.trends ? 0 : -1;
    if (html.trends && html.trends->count < 2) {
        trends_free(&html.trends);
    }
    done = done == 0 ? put_all(&html, touchpoints) : done;
    trends_free(&html.trends);
    html_rest_free(&html.rest);
    g_string_free(html.text, TRUE);
    return report_end(result, done, out, error_r);
}

const struct reporter report_html = {
    .name = "html",
    .help = "one self-contained page, for people: on screen and on paper",
    .write = write_html,
};
