/* SPDX-License-Identifier: MIT
 *
 * Findings in the HTML report: grouped by rule, with the spot marked and the places as links.
 */
#include <string.h>

#include "core/report/difference.h"
#include "core/report/html_write.h"
#include "core/report/verdict.h"
#include "core/result/run_rules.h"

#define PLACES_OPEN 3u    /* shown at once */
#define ACROSS_OPEN 8u    /* likewise, of a finding that lies in several touchpoints */
#define PLACES_SHOWN 100u /* the rest of these folds out; more stand in the JSON lines */

#define RULE_LAID_OUT \
    25u /* findings of a rule at a touchpoint that are elements; the rest is data */
#define ALL_LAID_OUT 600u /* of a page */

struct list {
    struct html *html;
    enum html_part part;
    char *rule;    /* of the open group */
    guint in_rule; /* findings of it that are laid out, */
    guint left;    /* and that are not */
    guint count;
};

static enum html_part part_of(const struct result_finding *finding)
{
    if (g_strcmp0(finding->state, "fixed") == 0) {
        return HTML_FIXED;
    }
    if (*finding->acceptance) {
        return HTML_ACCEPTED;
    }
    if (run_rules_is_unchecked(finding->rule)) {
        return HTML_UNKNOWN;
    }
    return run_rules_has(finding->rule) ? HTML_NOTES : HTML_FINDINGS;
}

static const char *sign_of(const struct list *list, const struct result_finding *finding)
{
    switch (list->part) {
    case HTML_UNKNOWN:
        return "unknown";
    case HTML_NOTES:
        return "note";
    case HTML_ACCEPTED:
        return "note";
    case HTML_FIXED:
        return "consistent";
    default:
        return finding->severity;
    }
}

static void close_group(struct list *list)
{
    if (list->left > 0) {
        html_raw(list->html, "<p class=\"soft more\">");
        html_count(list->html, WORD_N_MORE_FINDINGS, list->left);
        html_raw(list->html, "</p>\n");
    }
    html_raw(list->html, list->rule ? "</div>\n" : "");
    g_clear_pointer(&list->rule, g_free);
    list->in_rule = list->left = 0;
}

/* "Address outdated  identity/address-outdated" */
static void open_group(struct list *list, const struct result_finding *finding)
{
    struct html *html = list->html;
    if (g_strcmp0(list->rule, finding->rule) == 0) {
        return;
    }
    close_group(list);
    list->rule = g_strdup(finding->rule);
    html_raw(html, "<div class=\"rule\" data-rule=\"");
    html_text(html, finding->rule);
    g_string_append_printf(html->text, "\" data-severity=\"%s\"><h3>", finding->severity);
    html_sign(html, sign_of(list, finding));
    html_element(html, "span", NULL, finding->title);
    if (list->part == HTML_FINDINGS) {
        g_string_append_printf(html->text, "<span class=\"tag %s\">", finding->severity);
        html_text(html, words_of(html->language, finding->severity));
        html_raw(html, "</span>");
    }
    if (strcmp(finding->title, finding->rule) != 0) {
        html_element(html, "span", "mono", finding->rule);
    }
    html_raw(html, "</h3>\n");
}

static void put_tags(struct html *html, const struct result_finding *finding)
{
    if (finding->state && strcmp(finding->state, "new") == 0) {
        html_raw(html, " ");
        html_element(html, "span", "tag new", words_of(html->language, "new"));
    } else if (finding->state && !finding->is_seen) {
        html_raw(html, " ");
        html_element(html, "span", "tag", words_get(html->language, WORD_NOT_SEEN));
    }
}

/* "f-webshop-6d5268a0c7f94965": a colleague who is sent this address sees the finding. */
static void put_name(struct html *html, const struct result_finding *finding)
{
    html_raw(html, "f-");
    html_text(html, finding->touchpoint);
    html_raw(html, "-");
    html_text(html, finding->fingerprint);
}

static void put_link(struct html *html, const struct result_finding *finding)
{
    html_raw(html, " <a class=\"self\" href=\"#");
    put_name(html, finding);
    html_raw(html, "\" aria-label=\"");
    html_word(html, WORD_FINDING_LINK);
    html_raw(html, "\" title=\"");
    html_word(html, WORD_FINDING_LINK);
    html_raw(html, "\">#</a>");
}

/* Not every screen reader says what is deleted and what inserted: words nobody sees do. */
static void put_changed(struct html *html, const char *tag, enum word word, struct ts_str text)
{
    if (text.len == 0) {
        return;
    }
    g_string_append_printf(html->text, "<%s><span class=\"spoken\">", tag);
    html_word(html, word);
    html_raw(html, " </span>");
    html_text_len(html, text.ptr, text.len);
    g_string_append_printf(html->text, "</%s> ", tag);
}

static void put_difference(struct html *html, const struct result_finding *finding)
{
    g_autoptr(GArray) parts = difference_new(finding->actual, finding->expected);
    if (!parts) {
        return;
    }
    html_raw(html, "<p class=\"difference\">");
    for (guint i = 0; i < parts->len; i++) {
        const struct difference_part *part = &g_array_index(parts, struct difference_part, i);
        if (part->is_same) {
            html_text_len(html, part->actual.ptr, part->actual.len);
            html_raw(html, " ");
        } else {
            put_changed(html, "del", WORD_STANDS, part->actual);
            put_changed(html, "ins", WORD_SHOULD_BE, part->expected);
        }
    }
    html_raw(html, "</p>\n");
}

static void put_excerpt(struct html *html, const struct result_place *place)
{
    const char *text = place->excerpt;
    gsize begin = place->mark_offset;
    gsize end = begin + place->mark_length;
    html_raw(html, "<p class=\"excerpt\">");
    html_text_len(html, text, begin);
    if (place->mark_length) {
        html_raw(html, "<mark>");
        html_text_len(html, text + begin, end - begin);
        html_raw(html, "</mark>");
    }
    html_text(html, text + end);
    html_raw(html, "</p>\n");
}

/* A picture of what was seen; only what draws nothing but pixels. */
static void put_evidence(struct html *html, const struct result_finding *finding)
{
    g_autofree char *type = NULL;
    g_autoptr(GBytes) bytes =
        *finding->evidence ? result_evidence(html->result, finding->evidence, &type) : NULL;
    if (!bytes || strcmp(type, "image/png") != 0) {
        return;
    }
    gsize size;
    const guchar *data = g_bytes_get_data(bytes, &size);
    g_autofree char *coded = g_base64_encode(data, size);
    html_raw(html, "<figure class=\"evidence\"><img loading=\"lazy\" alt=\"");
    html_word(html, WORD_EVIDENCE);
    g_string_append_printf(html->text, "\" src=\"data:image/png;base64,%s\"></figure>\n", coded);
}

static void put_suggestions(struct html *html, const struct result_finding *finding)
{
    g_autofree char *text = verdict_suggestions(finding, html->language);
    if (text) {
        html_element(html, "p", "suggestions", text);
        html_raw(html, "\n");
    }
}

static void put_acceptance(struct html *html, const struct result_finding *finding)
{
    g_autofree char *why = verdict_acceptance(finding, html->language);
    if (why) {
        html_element(html, "p", "soft", why);
        html_raw(html, "\n");
    }
}

/* touchpoint: the one that need not be named; NULL: none. */
static void put_spot(struct html *html, const struct result_place *place, const char *touchpoint)
{
    if (place->line) {
        g_autofree char *line = g_strdup_printf("%u:%u", place->line, place->column);
        g_autofree char *words =
            words_say(html->language, WORD_LINE, &(struct message_value){"line", line}, 1);
        html_raw(html, " ");
        html_text(html, words);
    } else if (*place->where) {
        html_raw(html, " ");
        html_text(html, place->where);
    }
    if (!touchpoint || strcmp(place->touchpoint, touchpoint) != 0) {
        html_raw(html, " · ");
        html_text(html, result_touchpoint_name(html->result, place->touchpoint));
    }
}

/* Of a finding that lies in several touchpoints each place says its part. */
static void put_place(struct html *html, const struct result_place *place,
                      const struct result_finding *finding)
{
    html_raw(html, "<li>");
    if (finding->is_across && *place->excerpt) {
        put_excerpt(html, place);
    }
    g_autofree char *locator = verdict_locator(place);
    html_locator(html, locator, ts_bytes(place->excerpt + place->mark_offset, place->mark_length));
    put_spot(html, place, finding->is_across ? NULL : finding->touchpoint);
    html_raw(html, "</li>\n");
}

static void put_place_range(struct html *html, const struct result_finding *finding, guint begin,
                            guint end)
{
    html_raw(html, "<ul class=\"places\">\n");
    for (guint i = begin; i < end; i++) {
        put_place(html, g_ptr_array_index(finding->places, i), finding);
    }
    html_raw(html, "</ul>\n");
}

static void put_places(struct html *html, const struct result_finding *finding)
{
    guint shown = MIN(finding->places->len, finding->is_across ? ACROSS_OPEN : PLACES_OPEN);
    if (shown == 0) {
        return;
    }
    put_place_range(html, finding, 0, shown);
    if (finding->count <= shown) {
        return;
    }
    html_raw(html, "<details><summary>");
    html_count(html, WORD_N_MORE_PLACES, finding->count - shown);
    html_raw(html, "</summary>\n");
    put_place_range(html, finding, shown, finding->places->len);
    if (finding->count > finding->places->len) {
        html_raw(html, "<p>");
        html_count(html, WORD_N_MORE_PLACES, finding->count - finding->places->len);
        html_raw(html, "</p>\n");
    }
    html_raw(html, "</details>\n");
}

/* As one would type it: the same place looked at again, with everything the plan says of it. */
static void put_again(struct html *html, const struct result_finding *finding,
                      const struct result_place *place)
{
    if (!place || !*place->locator || !finding->state || finding->is_across) {
        return;
    }
    g_autofree char *quoted = g_shell_quote(place->locator);
    g_autofree char *command =
        g_strdup_printf("touchstone scan --as %s %s", finding->touchpoint, quoted);
    html_raw(html, "<details class=\"again\"><summary>");
    html_word(html, WORD_LOOK_AGAIN);
    html_raw(html, "</summary>");
    html_element(html, "code", NULL, command);
    html_raw(html, "</details>\n");
}

/* One deviation after the other of one rule says little new: what is beyond stands in the data. */
static gboolean is_laid_out(struct list *list)
{
    if (list->part != HTML_FINDINGS) {
        return TRUE;
    }
    return list->in_rule < RULE_LAID_OUT && list->html->laid_out < ALL_LAID_OUT;
}

static int put_finding(const struct result_finding *finding, void *data)
{
    struct list *list = data;
    struct html *html = list->html;
    if (part_of(finding) != list->part || !report_wants(html->options, finding)) {
        return 0;
    }
    const struct result_place *first =
        finding->places->len ? g_ptr_array_index(finding->places, 0) : NULL;
    open_group(list, finding);
    list->count++;
    if (!is_laid_out(list)) {
        list->left++;
        return html_rest_put(html, finding);
    }
    list->in_rule++;
    html->laid_out += list->part == HTML_FINDINGS;
    g_string_append_printf(html->text, "<div class=\"finding\" data-state=\"%s\" id=\"",
                           finding->state ? finding->state : "open");
    put_name(html, finding);
    html_raw(html, "\"><p>");
    html_text(html, finding->message);
    put_tags(html, finding);
    put_link(html, finding);
    html_raw(html, "</p>\n");
    if (list->part == HTML_FINDINGS) {
        put_difference(html, finding);
    }
    gboolean has_excerpt = first && *first->excerpt && !finding->is_across;
    if (has_excerpt && list->part == HTML_FINDINGS) {
        put_excerpt(html, first);
    }
    if (list->part == HTML_FINDINGS) {
        put_evidence(html, finding);
    }
    put_acceptance(html, finding);
    put_suggestions(html, finding);
    put_places(html, finding);
    if (list->part == HTML_FINDINGS) {
        put_again(html, finding, first);
    }
    html_raw(html, "</div>\n");
    return report_flush(html->text, html->out);
}

static const enum result_part parts[] = {
    [HTML_UNKNOWN] = RESULT_RUN, [HTML_FINDINGS] = RESULT_DEVIATIONS,
    [HTML_NOTES] = RESULT_RUN,   [HTML_ACCEPTED] = RESULT_ACCEPTED,
    [HTML_FIXED] = RESULT_FIXED,
};

int html_findings(struct html *html, const char *touchpoint, enum html_part part, guint *count_r)
{
    struct list list = {.html = html, .part = part};
    const struct result_query wanted = {
        .touchpoint = touchpoint,
        .order = RESULT_BY_RULE,
        .part = parts[part],
        .at_most = PLACES_SHOWN,
    };
    int done = result_each_finding(html->result, &wanted, put_finding, &list);
    close_group(&list);
    *count_r = list.count;
    return done == 0 ? report_flush(html->text, html->out) : done;
}
