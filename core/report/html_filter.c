/* SPDX-License-Identifier: MIT
 *
 * The script of the HTML report, the form that it reads, and the words that it needs.
 */

#include "core/report/html_write.h"
#include "core/report/report.js.h"
#include "core/report/traits.h"

const char *const *html_js(void)
{
    return report_js;
}

/* ---- the form -------------------------------------------------------------------------------- */

static void begin_field(struct html *html, const char *name, enum word label)
{
    g_string_append_printf(html->text, "<label for=\"by-%s\">", name);
    html_word(html, label);
    g_string_append_printf(
        html->text, "</label><select id=\"by-%s\" name=\"%s\"><option value=\"\">", name, name);
    html_word(html, WORD_ALL);
    html_raw(html, "</option>");
}

static void put_option(struct html *html, const char *value, const char *text)
{
    html_raw(html, "<option value=\"");
    html_text(html, value);
    html_raw(html, "\">");
    html_text(html, text);
    html_raw(html, "</option>");
}

static void end_field(struct html *html)
{
    html_raw(html, "</select>\n");
}

typedef const char *(*trait_fn)(const struct result_touchpoint *touchpoint);

static const char *owner_of(const struct result_touchpoint *touchpoint)
{
    return touchpoint->owner;
}

static const char *channel_of(const struct result_touchpoint *touchpoint)
{
    return touchpoint->channel;
}

static const char *control_of(const struct result_touchpoint *touchpoint)
{
    return touchpoint->control;
}

/* The values that touchpoints have, each once, in their order; no field for a single one. */
static void put_trait(struct html *html, const char *name, enum word label, trait_fn trait)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    g_autoptr(GPtrArray) values = g_ptr_array_new();
    for (guint i = 0; i < touchpoints->len; i++) {
        const char *value = trait(&g_array_index(touchpoints, struct result_touchpoint, i));
        if (*value && !g_ptr_array_find_with_equal_func(values, value, g_str_equal, NULL)) {
            g_ptr_array_add(values, (gpointer)value);
        }
    }
    if (values->len < 2) {
        return;
    }
    begin_field(html, name, label);
    for (guint i = 0; i < values->len; i++) {
        const char *value = g_ptr_array_index(values, i);
        put_option(html, value, words_of(html->language, value));
    }
    end_field(html);
}

static void put_touchpoints(struct html *html)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    if (touchpoints->len < 2) {
        return;
    }
    begin_field(html, "touchpoint", WORD_TOUCHPOINT);
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *own =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        if (html_has_section(own)) {
            put_option(html, own->id, own->name);
        }
    }
    end_field(html);
}

static void put_words(struct html *html, const char *name, enum word label,
                      const char *const *values)
{
    begin_field(html, name, label);
    for (; *values && **values; values++) {
        put_option(html, *values, words_of(html->language, *values));
    }
    end_field(html);
}

void html_filter(struct html *html)
{
    static const char *const severities[] = {"error", "warning", "info", NULL};
    static const char *const states[] = {"new", "open", NULL};
    html_raw(html, "<h2 class=\"part\">");
    html_word(html, WORD_FINDINGS);
    html_raw(html, "</h2>\n<form id=\"filter\" class=\"filter\" hidden aria-label=\"");
    html_word(html, WORD_FILTER);
    html_raw(html, "\"><label for=\"by-q\">");
    html_word(html, WORD_SEARCH);
    html_raw(html, "</label><input id=\"by-q\" name=\"q\" type=\"search\" autocomplete=\"off\">\n");
    put_words(html, "severity", WORD_SEVERITY, severities);
    if (result_run(html->result)->has_states) {
        put_words(html, "state", WORD_STATE, states);
    }
    put_touchpoints(html);
    put_trait(html, "owner", WORD_OWNER, owner_of);
    put_trait(html, "channel", WORD_CHANNEL, channel_of);
    put_words(html, "phase", WORD_PHASE, traits_phases);
    put_trait(html, "control", WORD_CONTROL, control_of);
    html_raw(html, "<button type=\"reset\" hidden>");
    html_word(html, WORD_CLEAR);
    html_raw(html, "</button><p id=\"shown\" role=\"status\"></p></form>\n");
}

/* ---- what is data ---------------------------------------------------------------------------- */

void html_more(struct html *html)
{
    if (html_rest_count(html->rest) == 0) {
        return;
    }
    html_raw(html, "<section class=\"side\" id=\"rest\"><div class=\"head\"><h2>");
    html_count(html, WORD_N_REST, html_rest_count(html->rest));
    html_raw(html, "</h2>");
    html_element(html, "p", NULL, words_get(html->language, WORD_REST_INTRO));
    html_raw(html,
             "</div><div><div class=\"list\"></div><button type=\"button\" class=\"next\" hidden>");
    html_word(html, WORD_SHOW_MORE);
    html_raw(html, "</button></div></section>\n");
}

/* ---- the script ------------------------------------------------------------------------------ */

static void put_phrase(struct html *html, const char *name, enum word word, gboolean is_first)
{
    g_string_append_printf(html->text, "%s\"%s\":", is_first ? "{" : ",", name);
    html_json(html->text, words_get(html->language, word), -1);
}

void html_script(struct html *html)
{
    html_raw(html, "<script type=\"application/json\" id=\"words\">");
    put_phrase(html, "line", WORD_LINE, TRUE);
    put_phrase(html, "new", WORD_NEW, FALSE);
    put_phrase(html, "more", WORD_N_MORE_PLACES, FALSE);
    put_phrase(html, "shown", WORD_N_SHOWN, FALSE);
    html_raw(html, "}</script>\n<script>");
    for (gsize i = 0; report_js[i]; i++) {
        html_raw(html, report_js[i]);
    }
    html_raw(html, "</script>\n");
}
