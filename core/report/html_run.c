/* SPDX-License-Identifier: MIT
 *
 * For the engineer: why this exit status, what was seen against the last run, which causes most of
 * it has in common, what changed in the brand book, and how it was run.
 */
#include <string.h>

#include "core/report/html_write.h"
#include "core/result/reason.h"
#include "core/result/summary.h"

#define CAUSES_MAX 12u
#define CHANGES_MAX 40u

/* ---- why this exit status -------------------------------------------------------------------- */

static void put_status(struct html *html)
{
    const struct result_summary *summary = result_summary(html->result);
    static const enum word whys[] = {WORD_EXIT_0, WORD_EXIT_1, WORD_EXIT_3, WORD_EXIT_3};
    g_autofree char *status = g_strdup_printf("%d", summary->exit);
    g_autofree char *text = words_say(html->language, whys[CLAMP(summary->exit, 0, 3)],
                                      &(struct message_value){"status", status}, 1);
    html_raw(html, "<dt>");
    html_word(html, WORD_EXIT_STATUS);
    html_raw(html, "</dt><dd>");
    html_text(html, text);
    if (summary->cut_short) {
        html_raw(html, " ");
        html_text(html, summary->cut_short);
    }
    html_raw(html, "</dd>\n");
}

/* ---- this run against the last --------------------------------------------------------------- */

static void put_tally_row(struct html *html, enum word word, guint now, const guint *before)
{
    g_autofree char *number = words_number(html->language, now);
    g_autofree char *past = before ? words_number(html->language, *before) : NULL;
    html_raw(html, "<tr><th scope=\"row\">");
    html_word(html, word);
    html_raw(html, "</th>");
    html_element(html, "td", "number", number);
    if (past) {
        html_element(html, "td", "number soft", past);
    }
    html_raw(html, "</tr>\n");
}

static void put_tally(struct html *html)
{
    const struct result_tally *now = result_tally(html->result);
    const struct result_tally *then = result_tally_before(html->result);
    if (!now) {
        return;
    }
    html_raw(html,
             "<table class=\"tally\"><thead><tr><td></td><th scope=\"col\" class=\"number\">");
    html_word(html, WORD_THIS_RUN);
    if (then) {
        html_raw(html, "</th><th scope=\"col\" class=\"number\">");
        html_word(html, WORD_LAST_RUN);
    }
    html_raw(html, "</th></tr></thead><tbody>\n");
    put_tally_row(html, WORD_FETCHED, now->fetched, then ? &then->fetched : NULL);
    put_tally_row(html, WORD_UNCHANGED, now->kept, then ? &then->kept : NULL);
    put_tally_row(html, WORD_JUDGED_AGAIN, now->judged, then ? &then->judged : NULL);
    put_tally_row(html, WORD_UNCHECKED_DOCUMENTS, now->unchecked, then ? &then->unchecked : NULL);
    put_tally_row(html, WORD_LEFT_OUT, now->skipped, then ? &then->skipped : NULL);
    put_tally_row(html, WORD_GONE, now->gone, then ? &then->gone : NULL);
    html_raw(html, "</tbody></table>\n");
    for (guint i = 0; i < now->reasons->len; i++) {
        const struct result_tally_reason *reason =
            &g_array_index(now->reasons, struct result_tally_reason, i);
        html_raw(html, i ? "<li>" : "<ul class=\"plain\"><li>");
        html_count(html, WORD_N_PLACES, reason->places);
        html_raw(html, ": ");
        g_autofree char *told = reason_say(html->language, reason->text);
        html_text(html, told);
        html_raw(html, "</li>\n");
    }
    html_raw(html, now->reasons->len ? "</ul>\n" : "");
}

/* ---- common causes --------------------------------------------------------------------------- */

struct causes {
    struct html *html;
    guint count;
};

/* The part of a path that people know: "html/body/footer/p[2]" is the footer. */
static const char *part_of(const char *where)
{
    static const char *const parts[] = {"footer", "header", "nav", "aside", "signature", "subject"};
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        const char *at = strstr(where, parts[i]);
        gsize size = strlen(parts[i]);
        if (at && (at == where || at[-1] == '/') && (!at[size] || strchr("/[", at[size]))) {
            return parts[i];
        }
    }
    return NULL;
}

static int put_cause(const struct result_finding *finding, void *data)
{
    struct causes *causes = data;
    struct html *html = causes->html;
    const struct result_place *place =
        finding->places->len ? g_ptr_array_index(finding->places, 0) : NULL;
    const char *part = place ? part_of(place->where) : NULL;
    html_raw(html, causes->count++ ? "<li>" : "<ul class=\"plain\"><li>");
    html_sign(html, finding->severity);
    if (part) {
        html_text(html, part);
        html_raw(html, ", ");
    }
    html_count(html, WORD_N_PLACES, finding->count);
    html_raw(html, ": ");
    html_text(html, finding->message);
    html_raw(html, "</li>\n");
    return causes->count >= CAUSES_MAX ? 1 : 0;
}

static int put_causes(struct html *html)
{
    struct causes causes = {.html = html};
    const struct result_query wanted = {
        .order = RESULT_MOST_PLACES, .part = RESULT_DEVIATIONS, .at_most = 1, .least_places = 2};
    html_element(html, "h3", NULL, words_get(html->language, WORD_COMMON_CAUSES));
    int done = result_each_finding(html->result, &wanted, put_cause, &causes);
    html_raw(html, causes.count ? "</ul>\n" : "");
    if (causes.count == 0) {
        html_element(html, "p", "soft", words_get(html->language, WORD_NO_CAUSES));
    }
    return done < 0 ? -1 : 0;
}

/* ---- the brand book -------------------------------------------------------------------------- */

static void put_changes(struct html *html)
{
    const GArray *changes = result_changes(html->result);
    html_element(html, "h3", NULL, words_get(html->language, WORD_BOOK_CHANGES));
    if (changes->len == 0) {
        html_element(html, "p", "soft", words_get(html->language, WORD_NO_BOOK_CHANGES));
        return;
    }
    html_raw(html, "<ul class=\"plain changes\">\n");
    for (guint i = 0; i < MIN(changes->len, CHANGES_MAX); i++) {
        const struct result_change *change = &g_array_index(changes, struct result_change, i);
        html_raw(html, "<li>");
        html_element(html, "span", "mono", change->path);
        html_raw(html, " ");
        if (change->before) {
            html_element(html, "del", NULL, change->before);
            html_raw(html, " ");
        }
        if (change->after) {
            html_element(html, "ins", NULL, change->after);
        }
        html_raw(html, "</li>\n");
    }
    html_raw(html, "</ul>\n");
    if (changes->len > CHANGES_MAX) {
        html_raw(html, "<p class=\"soft\">");
        html_count(html, WORD_N_MORE_CHANGES, changes->len - CHANGES_MAX);
        html_raw(html, "</p>\n");
    }
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
        g_autofree char *told = reason_say(html->language, g_ptr_array_index(lines, i));
        html_element(html, "li", NULL, told);
    }
    html_raw(html, "</ul></dd>\n");
}

static void put_facts(struct html *html)
{
    const struct result_run *run = result_run(html->result);
    html_raw(html, "<dl>\n");
    put_status(html);
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
    html_raw(html, "</dl>\n");
}

/* Text of several lines: those that are indented stand below each other, the rest are paragraphs.
 */
static void put_explanation(struct html *html, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    gboolean is_table = FALSE;
    for (char **line = lines; *line; line++) {
        gboolean is_row = g_str_has_prefix(*line, "    ");
        if (is_row != is_table) {
            html_raw(html, is_row ? "<pre class=\"help\">" : "</pre>\n");
        }
        is_table = is_row;
        if (is_row) {
            html_text(html, *line + 4);
            html_raw(html, "\n");
        } else if (**line) {
            html_element(html, "p", "help", *line);
        }
    }
    html_raw(html, is_table ? "</pre>" : "");
}

int html_run(struct html *html)
{
    html_raw(html, "<section class=\"side\" id=\"run\"><div class=\"head\"><h2>");
    html_word(html, WORD_HOW_IT_WAS_RUN);
    html_raw(html, "</h2></div><div>\n");
    put_facts(html);
    put_tally(html);
    int done = put_causes(html);
    if (result_run(html->result)->has_states) {
        put_changes(html);
    }
    html_raw(html, "<details class=\"help-part\"><summary>");
    html_word(html, WORD_SCORE_HELP);
    html_raw(html, "</summary>");
    put_explanation(html, result_explain_score(html->language));
    html_raw(html, "</details></div></section>\n");
    return done;
}
