/* SPDX-License-Identifier: MIT
 *
 * The HTML report: one file without script or anything from elsewhere, on screen and on paper.
 */
#include <string.h>

#include "core/report/html.css.h"
#include "core/report/html_write.h"
#include "core/report/promise.h"
#include "core/report/verdict.h"
#include "core/result/summary.h"

/* ---- head ------------------------------------------------------------------------------------ */

/* The policy allows the style sheet by its hash, pictures in the page itself, and nothing else. */
static void put_policy(struct html *html)
{
    guint8 digest[32];
    gsize size = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (gsize i = 0; html_css[i]; i++) {
        g_checksum_update(sum, (const guchar *)html_css[i], -1);
    }
    g_checksum_get_digest(sum, digest, &size);
    g_autofree char *hash = g_base64_encode(digest, size);
    g_string_append_printf(
        html->text,
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
        "'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\">\n",
        hash);
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
    html_raw(html, "<div class=\"page\">\n<header><span class=\"sign\">");
    html_sign(html, "streak");
    html_raw(html, "touchstone</span><span>");
    html_word(html, WORD_REPORT_TITLE);
    html_raw(html, "</span></header>\n<main>\n");
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
    html_raw(html, "</div>\n<div><p class=\"sentence\">");
    html_sign(html, verdict->state);
    html_text(html, verdict->headline);
    html_raw(html, ".</p>\n<ul class=\"details\">\n");
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

static gboolean has_section(const struct result_touchpoint *touchpoint)
{
    return touchpoint->is_current &&
           touchpoint->errors + touchpoint->warnings + touchpoint->infos >
               touchpoint->run_errors + touchpoint->run_warnings + touchpoint->run_infos;
}

static void put_row(struct html *html, const struct result_touchpoint *touchpoint, guint index)
{
    gboolean is_measured = strcmp(touchpoint->state, "not-measured") != 0;
    html_raw(html, "<tr><td class=\"name\">");
    if (has_section(touchpoint)) {
        g_string_append_printf(html->text, "<a href=\"#t%u\">", index);
    }
    html_text(html, touchpoint->name);
    html_raw(html, has_section(touchpoint) ? "</a>" : "");
    put_description(html, "span", "soft", touchpoint);
    html_raw(html, "</td><td class=\"state\">");
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
    html_raw(html, "<section><table><thead><tr>");
    for (gsize i = 0; i < G_N_ELEMENTS(columns); i++) {
        if (columns[i].word != WORD_PROMISE || promise_is_told(html->result)) {
            html_element(html, "th", columns[i].class_name,
                         words_get(html->language, columns[i].word));
        }
    }
    html_raw(html, "</tr></thead><tbody>\n");
    for (guint i = 0; i < touchpoints->len; i++) {
        put_row(html, g_ptr_array_index(touchpoints, i), i);
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

static int put_touchpoint(struct html *html, const struct result_touchpoint *touchpoint,
                          guint index)
{
    guint count;
    g_autofree char *counts = verdict_counts(touchpoint, html->language);
    if (!has_section(touchpoint)) {
        return 0;
    }
    g_string_append_printf(html->text,
                           "<section class=\"side\" id=\"t%u\"><div class=\"head\"><h2>", index);
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

/* ---- how it was run -------------------------------------------------------------------------- */

static void put_term(struct html *html, enum word word, const char *text)
{
    html_element(html, "dt", NULL, words_get(html->language, word));
    html_element(html, "dd", NULL, text);
}

static void put_list(struct html *html, enum word word, const GPtrArray *lines)
{
    if (lines->len == 0) {
        return;
    }
    html_element(html, "dt", NULL, words_get(html->language, word));
    html_raw(html, "<dd><ul>");
    for (guint i = 0; i < lines->len; i++) {
        html_element(html, "li", NULL, g_ptr_array_index(lines, i));
    }
    html_raw(html, "</ul></dd>\n");
}

static void put_how(struct html *html)
{
    const struct result_run *run = result_run(html->result);
    html_raw(html, "<section class=\"side\"><div class=\"head\"><h2>");
    html_word(html, WORD_HOW_IT_WAS_RUN);
    html_raw(html, "</h2></div><div><dl>\n");
    put_list(html, WORD_NOTICES, run->notices);
    put_term(html, WORD_ISOLATION,
             words_get(html->language, run->is_sealed ? WORD_SEALED : WORD_NOT_SEALED));
    put_term(html, WORD_AS_OF, run->as_of);
    put_term(html, WORD_STARTED, run->started);
    put_term(html, WORD_FINISHED, run->finished ? run->finished : "–");
    put_term(html, WORD_PLAN, run->plan);
    g_autofree char *program = g_strdup_printf("touchstone %s", run->version);
    put_term(html, WORD_VERSION, program);
    put_list(html, WORD_PLUGINS, run->plugins);
    html_raw(html, "</dl>\n<details><summary>");
    html_word(html, WORD_SCORE_HELP);
    html_raw(html, "</summary>");
    html_element(html, "p", "help", result_explain_score(html->language));
    html_raw(html, "</details></div></section>\n");
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

static int put_all(struct html *html, const GPtrArray *touchpoints)
{
    put_head(html);
    put_verdict(html);
    put_table(html, touchpoints);
    int done = put_gaps(html, touchpoints);
    for (guint i = 0; done == 0 && i < touchpoints->len; i++) {
        done = put_touchpoint(html, g_ptr_array_index(touchpoints, i), i);
    }
    if (done == 0 && has_notes(html->result)) {
        done = put_part(html, touchpoints, HTML_NOTES, WORD_REMARKS);
    }
    if (done == 0 && result_summary(html->result)->fixed_count > 0) {
        done = put_part(html, touchpoints, HTML_FIXED, WORD_FIXED_SINCE);
    }
    put_how(html);
    html_raw(html, "</main>\n</div>\n</body>\n</html>\n");
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
    };
    int done = put_all(&html, touchpoints);
    g_string_free(html.text, TRUE);
    return report_end(result, done, out, error_r);
}

const struct reporter report_html = {
    .name = "html",
    .help = "one self-contained page, for people: on screen and on paper",
    .write = write_html,
};
