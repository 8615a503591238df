/* SPDX-License-Identifier: MIT
 *
 * Journeys in the HTML report: a line of steps, and between them how the customer is handed over.
 */
#include <string.h>

#include "core/report/html_write.h"
#include "core/result/opportunity.h"

static void put_percent(struct html *html, enum word word, double value, const char *name)
{
    g_autofree char *percent = words_percent(value);
    g_autofree char *text =
        words_say(html->language, word, &(struct message_value){name, percent ? percent : "–"}, 1);
    html_element(html, "li", NULL, text);
}

static void put_measures(struct html *html, const struct result_journey *journey)
{
    g_autofree char *chance = words_percent(journey->chance);
    html_raw(html, "<div class=\"measures\"><p class=\"chance\">");
    html_text(html, chance ? chance : "–");
    html_raw(html, "</p><p class=\"soft\">");
    html_word(html, WORD_JOURNEY_CHANCE);
    html_raw(html, "</p><ul class=\"soft\">");
    put_percent(html, WORD_JOURNEY_MEAN, journey->mean, "mean");
    if (journey->weakest) {
        g_autofree char *text = words_say(
            html->language, WORD_JOURNEY_WEAKEST,
            &(struct message_value){"name", result_touchpoint_name(html->result, journey->weakest)},
            1);
        html_element(html, "li", NULL, text);
    }
    html_raw(html, "<li>");
    html_count(html, WORD_N_MOMENTS, journey->moments);
    html_raw(html, "</li>");
    if (!journey->is_complete) {
        html_element(html, "li", "unknown", words_get(html->language, WORD_JOURNEY_INCOMPLETE));
    }
    html_raw(html, "</ul></div>\n");
}

/* ---- the line -------------------------------------------------------------------------------- */

static void put_reasons(struct html *html, const struct result_handoff *handoff)
{
    html_raw(html, "<ul class=\"reasons\">");
    for (guint i = 0; i < handoff->reasons->len; i++) {
        const struct result_reason *reason = g_ptr_array_index(handoff->reasons, i);
        gboolean is_same = strcmp(reason->verdict, "same") == 0;
        html_raw(html, "<li>");
        html_sign(html, is_same                                   ? "consistent"
                        : strcmp(reason->verdict, "differs") == 0 ? "error"
                                                                  : "unknown");
        html_text(html, reason->sentence);
        html_raw(html, "</li>");
    }
    html_raw(html, "</ul>");
}

static void put_handoff(struct html *html, const struct result_handoff *handoff)
{
    if (!handoff) {
        html_raw(html, "<li class=\"handoff smooth\" aria-hidden=\"true\"></li>\n");
        return;
    }
    g_string_append_printf(html->text, "<li class=\"handoff %s\"><details%s><summary>",
                           handoff->state, strcmp(handoff->state, "broken") == 0 ? " open" : "");
    html_text(html, words_of(html->language, handoff->state));
    html_raw(html, "</summary>");
    put_reasons(html, handoff);
    html_raw(html, "</details></li>\n");
}

static void put_step(struct html *html, const struct result_journey *journey, guint step)
{
    const char *id = g_ptr_array_index(journey->steps, step);
    const struct result_touchpoint *own = result_touchpoint(html->result, id);
    const char *state = own ? own->state : "not-measured";
    g_autofree char *percent = own ? words_percent(own->score) : NULL;
    g_string_append_printf(html->text, "<li class=\"step %s\">", state);
    html_sign(html, state);
    html_raw(html, "<span class=\"name\">");
    if (own) {
        html_touchpoint_link(html, own);
    } else {
        html_text(html, id);
    }
    html_raw(html, "</span><span class=\"soft\">");
    html_text(html, percent ? percent : words_of(html->language, state));
    if (own && percent) {
        html_raw(html, " · ");
        html_count(html, WORD_N_DOCUMENTS, own->documents);
        if (own->unchecked) {
            html_raw(html, ", ");
            html_count(html, WORD_N_UNCHECKED, own->unchecked);
        }
    }
    html_raw(html, "</span></li>\n");
}

static void put_line(struct html *html, const struct result_journey *journey)
{
    html_raw(html, "<ol class=\"line\">\n");
    for (guint i = 0; i < journey->steps->len; i++) {
        if (i > 0) {
            put_handoff(html, result_handoff(html->result, g_ptr_array_index(journey->steps, i - 1),
                                             g_ptr_array_index(journey->steps, i)));
        }
        put_step(html, journey, i);
    }
    html_raw(html, "</ol>\n");
}

/* ---- all of them ----------------------------------------------------------------------------- */

/* What the journey's own data points at; variants are on paper anyway. */
static void put_opportunities(struct html *html, const struct result_journey *journey)
{
    g_autoptr(GArray) found = result_opportunities(html->result, journey);
    double first = 0, last = 0;
    gboolean has_fall = result_falls(html->result, journey, &first, &last);
    if (found->len == 0 && !has_fall) {
        return;
    }
    html_raw(html, "<div class=\"chances\"><h4>");
    html_word(html, WORD_OPPORTUNITIES);
    html_raw(html, "</h4><ul>\n");
    if (has_fall) {
        html_element(html, "li", NULL, words_get(html->language, WORD_GREEN_BUT_FALLING));
    }
    for (guint i = 0; i < found->len; i++) {
        g_autofree char *sentence =
            opportunity_say(html->language, &g_array_index(found, struct opportunity, i));
        html_element(html, "li", NULL, sentence);
    }
    html_raw(html, "</ul></div>\n");
}

static void put_journey(struct html *html, const struct result_journey *journey)
{
    gboolean is_variant = *journey->variant != '\0';
    html_raw(html,
             is_variant ? "<div class=\"journey variant\"><h4>" : "<div class=\"journey\"><h3>");
    if (is_variant) {
        html_raw(html, "<span class=\"tag\">");
        html_word(html, WORD_VARIANT);
        html_raw(html, "</span> ");
    }
    html_text(html, journey->name);
    html_raw(html, is_variant ? "</h4>\n" : "</h3>\n");
    put_measures(html, journey);
    put_line(html, journey);
    if (!is_variant) {
        put_opportunities(html, journey);
    }
    html_raw(html, "</div>\n");
}

void html_journeys(struct html *html)
{
    const GArray *journeys = result_journeys(html->result);
    if (journeys->len == 0) {
        return;
    }
    html_raw(html, "<section class=\"wide-part\" id=\"journeys\"><h2>");
    html_word(html, WORD_JOURNEYS);
    html_raw(html, "</h2>");
    html_element(html, "p", "intro", words_get(html->language, WORD_JOURNEYS_INTRO));
    for (guint i = 0; i < journeys->len; i++) {
        put_journey(html, &g_array_index(journeys, struct result_journey, i));
    }
    html_raw(html, "</section>\n");
}
