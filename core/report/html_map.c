/* SPDX-License-Identifier: MIT
 *
 * The touchpoint map in the HTML report: phases by category, each touchpoint with its state, its
 * score and in whose hands it is.
 */
#include <string.h>

#include "core/report/html_write.h"
#include "core/report/traits.h"

static gboolean is_in(const struct result_touchpoint *touchpoint, const char *category)
{
    return strcmp(touchpoint->category, category) == 0;
}

static gboolean has_category(const struct html *html, const char *category)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    for (guint i = 0; i < touchpoints->len; i++) {
        if (is_in(&g_array_index(touchpoints, struct result_touchpoint, i), category)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void put_card(struct html *html, const struct result_touchpoint *touchpoint)
{
    g_autofree char *percent = words_percent(touchpoint->score);
    g_string_append_printf(html->text, "<li class=\"card %s %s\">", touchpoint->state,
                           *touchpoint->control ? touchpoint->control : "owned");
    html_sign(html, touchpoint->state);
    html_raw(html, "<span class=\"name\">");
    html_touchpoint_link(html, touchpoint);
    html_raw(html, "</span><span class=\"soft\">");
    html_text(html, percent ? percent : words_of(html->language, touchpoint->state));
    if (*touchpoint->owner) {
        html_raw(html, " · ");
        html_text(html, touchpoint->owner);
    }
    if (traits_is_foreign(touchpoint)) {
        html_raw(html, " · ");
        html_text(html, words_of(html->language, touchpoint->control));
    }
    html_raw(html, "</span></li>\n");
}

static void put_cell(struct html *html, const char *category, const char *phase)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    html_raw(html, "<td>");
    gboolean is_begun = FALSE;
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *own =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        if (traits_in_phase(own, phase) && is_in(own, category)) {
            html_raw(html, is_begun ? "" : "<ul>\n");
            put_card(html, own);
            is_begun = TRUE;
        }
    }
    html_raw(html, is_begun ? "</ul></td>" : "</td>");
}

/* The column of those without a phase is there if one is. */
static gboolean has_column(const struct html *html, const char *phase)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    gboolean has_any = *phase != '\0';
    for (guint i = 0; !has_any && i < touchpoints->len; i++) {
        has_any = traits_in_phase(&g_array_index(touchpoints, struct result_touchpoint, i), phase);
    }
    return has_any;
}

static void put_head(struct html *html)
{
    html_raw(html, "<table class=\"map\"><thead><tr><td></td>");
    for (const char *const *phase = traits_phases; *phase; phase++) {
        if (has_column(html, *phase)) {
            html_raw(html, "<th scope=\"col\">");
            html_text(html, traits_phase_heading(html->language, *phase));
            html_raw(html, "</th>");
        }
    }
    html_raw(html, "</tr></thead><tbody>\n");
}

static void put_category(struct html *html, const char *category)
{
    html_raw(html, "<tr><th scope=\"row\">");
    html_text(html, traits_category_heading(html->language, category));
    html_raw(html, "</th>");
    for (const char *const *phase = traits_phases; *phase; phase++) {
        if (has_column(html, *phase)) {
            put_cell(html, category, *phase);
        }
    }
    html_raw(html, "</tr>\n");
}

void html_map(struct html *html)
{
    html_raw(html, "<section class=\"wide-part\" id=\"map\"><h2>");
    html_word(html, WORD_MAP);
    html_raw(html, "</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html_word(html, WORD_MAP);
    html_raw(html, "\">");
    put_head(html);
    for (const char *const *category = traits_categories; *category; category++) {
        if (has_category(html, *category)) {
            put_category(html, *category);
        }
    }
    html_raw(html, "</tbody></table></div></section>\n");
}
