/* SPDX-License-Identifier: MIT
 *
 * The touchpoint map in the HTML report: phases by category, each touchpoint with its state, its
 * score and in whose hands it is.
 */
#include <string.h>

#include "core/report/html_write.h"

static const char *const phases[] = {"before", "during", "after"};
static const char *const categories[] = {"message", "interaction", "product", "setting", ""};

static gboolean has_phase(const struct result_touchpoint *touchpoint, const char *phase)
{
    return g_ptr_array_find_with_equal_func(touchpoint->phases, phase, g_str_equal, NULL);
}

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
    if (strcmp(touchpoint->control, "partner") == 0 ||
        strcmp(touchpoint->control, "external") == 0) {
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
        gboolean is_here = phase ? has_phase(own, phase) : own->phases->len == 0;
        if (is_here && is_in(own, category)) {
            html_raw(html, is_begun ? "" : "<ul>\n");
            put_card(html, own);
            is_begun = TRUE;
        }
    }
    html_raw(html, is_begun ? "</ul></td>" : "</td>");
}

static gboolean lacks_phase(const struct html *html)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    for (guint i = 0; i < touchpoints->len; i++) {
        if (g_array_index(touchpoints, struct result_touchpoint, i).phases->len == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void put_head(struct html *html, gboolean has_none)
{
    html_raw(html, "<table class=\"map\"><thead><tr><td></td>");
    for (gsize i = 0; i < G_N_ELEMENTS(phases); i++) {
        html_raw(html, "<th scope=\"col\">");
        html_text(html, words_of(html->language, phases[i]));
        html_raw(html, "</th>");
    }
    if (has_none) {
        html_raw(html, "<th scope=\"col\">");
        html_word(html, WORD_NO_PHASE);
        html_raw(html, "</th>");
    }
    html_raw(html, "</tr></thead><tbody>\n");
}

void html_map(struct html *html)
{
    gboolean has_none = lacks_phase(html);
    html_raw(html, "<section class=\"wide-part\" id=\"map\"><h2>");
    html_word(html, WORD_MAP);
    html_raw(html, "</h2><div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html_word(html, WORD_MAP);
    html_raw(html, "\">");
    put_head(html, has_none);
    for (gsize i = 0; i < G_N_ELEMENTS(categories); i++) {
        if (!has_category(html, categories[i])) {
            continue;
        }
        html_raw(html, "<tr><th scope=\"row\">");
        html_text(html, *categories[i] ? words_of(html->language, categories[i])
                                       : words_get(html->language, WORD_NO_CATEGORY));
        html_raw(html, "</th>");
        for (gsize j = 0; j < G_N_ELEMENTS(phases); j++) {
            put_cell(html, categories[i], phases[j]);
        }
        if (has_none) {
            put_cell(html, categories[i], NULL);
        }
        html_raw(html, "</tr>\n");
    }
    html_raw(html, "</tbody></table></div></section>\n");
}
