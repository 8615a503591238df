/* SPDX-License-Identifier: MIT
 *
 * The same-story matrix in the HTML report: a row a touchpoint, a column a thing that all should
 * tell alike, in the cells the very words that stand there.
 */
#include <string.h>

#include "core/report/html_write.h"
#include "core/report/traits.h"
#include "core/report/verdict.h"
#include "core/result/story.h"

#define THUMBS_MAX 60u             /* pictures in the matrix; a report is opened at once */
#define THUMB_SIZE_MAX (64u << 10) /* bytes of one */

static char *heading_of(const struct html *html, const char *subject)
{
    char *text = words_subject(html->language, subject);
    if (g_ascii_islower(text[0])) {
        text[0] = g_ascii_toupper(text[0]);
    }
    return text;
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* What was seen: the first of the three pictures side by side; the style sheet shows no more of it.
 */
static gboolean put_thumb(struct html *html, const struct result_story *story, guint *thumbs)
{
    g_autofree char *type = NULL;
    g_autoptr(GBytes) bytes = *story->evidence && *thumbs < THUMBS_MAX
                                  ? result_evidence(html->result, story->evidence, &type)
                                  : NULL;
    if (!bytes || strcmp(type, "image/png") != 0 || g_bytes_get_size(bytes) > THUMB_SIZE_MAX) {
        return FALSE;
    }
    gsize size;
    const guchar *data = g_bytes_get_data(bytes, &size);
    g_autofree char *coded = g_base64_encode(data, size);
    (*thumbs)++;
    html_raw(html, "<span class=\"thumb\"><img loading=\"lazy\" alt=\"");
    html_text(html, story->words);
    g_string_append_printf(html->text, "\" src=\"data:image/png;base64,%s\"></span>", coded);
    return TRUE;
}

static void put_words(struct html *html, const struct result_story *story, guint *thumbs)
{
    const struct result_place *place = &story->place;
    if (strcmp(story->subject, "logo") == 0 && put_thumb(html, story, thumbs)) {
        return;
    }
    html_raw(html, "<span class=\"words\">");
    html_place_link(html, place->locator, story->words);
    html_raw(html, "</span>");
}

static void put_cell(struct html *html, const struct result_touchpoint *touchpoint,
                     const char *subject, guint *thumbs)
{
    struct result_cell cell = result_cell(html->result, touchpoint->id, subject);
    const struct result_story *first =
        cell.count ? &g_array_index(result_stories(html->result), struct result_story, cell.first)
                   : NULL;
    g_string_append_printf(html->text, "<td class=\"cell %s\">", cell.state);
    html_sign(html, cell.state);
    gboolean has_words = first && *first->entry;
    html_element(html, "span", has_words ? "spoken" : "why", words_of(html->language, cell.state));
    if (has_words) {
        html_raw(html, " ");
        put_words(html, first, thumbs);
        if (cell.count > 1) {
            g_autofree char *more = g_strdup_printf("+%u", cell.count - 1);
            html_raw(html, " ");
            html_element(html, "span", "plus", more);
        }
    }
    html_raw(html, "</td>");
}

/* ---- rows in the order of the phases --------------------------------------------------------- */

/* One with several phases stands at its first. */
static const char *phase_of(const struct result_touchpoint *touchpoint)
{
    const char *const *phase = traits_phases;
    while (**phase && !traits_in_phase(touchpoint, *phase)) {
        phase++;
    }
    return *phase;
}

static void put_row(struct html *html, const struct result_touchpoint *touchpoint, guint *thumbs)
{
    const GPtrArray *columns = result_subjects(html->result);
    html_raw(html, "<tr><th scope=\"row\">");
    html_sign(html, touchpoint->state);
    html_touchpoint_link(html, touchpoint);
    html_raw(html, "<span class=\"soft\">");
    html_text(html, touchpoint->channel);
    if (*touchpoint->control && strcmp(touchpoint->control, "owned") != 0) {
        html_raw(html, " · ");
        html_text(html, words_of(html->language, touchpoint->control));
    }
    html_raw(html, "</span></th>");
    for (guint i = 0; i < columns->len; i++) {
        put_cell(html, touchpoint, g_ptr_array_index(columns, i), thumbs);
    }
    html_raw(html, "</tr>\n");
}

static void put_phase(struct html *html, const char *phase, guint *thumbs)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    gboolean is_begun = FALSE;
    for (guint i = 0; i < touchpoints->len; i++) {
        const struct result_touchpoint *own =
            &g_array_index(touchpoints, struct result_touchpoint, i);
        if (strcmp(phase_of(own), phase) != 0) {
            continue;
        }
        if (!is_begun) {
            html_raw(html, "<tbody><tr class=\"phase\"><th scope=\"rowgroup\">");
            html_text(html, traits_phase_heading(html->language, phase));
            g_string_append_printf(html->text, "</th><td colspan=\"%u\"></td></tr>\n",
                                   result_subjects(html->result)->len);
            is_begun = TRUE;
        }
        put_row(html, own, thumbs);
    }
    html_raw(html, is_begun ? "</tbody>\n" : "");
}

static void put_legend(struct html *html)
{
    html_raw(html, "<ul class=\"legend\">");
    for (gsize i = 0; story_states[i]; i++) {
        g_string_append_printf(html->text, "<li class=\"%s\">", story_states[i]);
        html_sign(html, story_states[i]);
        html_text(html, words_of(html->language, story_states[i]));
        html_raw(html, "</li>");
    }
    html_raw(html, "</ul>\n");
}

void html_story(struct html *html)
{
    const GPtrArray *columns = result_subjects(html->result);
    guint thumbs = 0;
    if (columns->len == 0) {
        return;
    }
    html_raw(html, "<section class=\"wide-part\" id=\"story\"><h2>");
    html_word(html, WORD_SAME_STORY);
    html_raw(html, "</h2>");
    html_element(html, "p", "intro", words_get(html->language, WORD_SAME_STORY_INTRO));
    html_raw(html, "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    html_word(html, WORD_SAME_STORY);
    html_raw(html, "\"><table class=\"matrix\"><thead><tr><th scope=\"col\">");
    html_word(html, WORD_TOUCHPOINT);
    html_raw(html, "</th>");
    for (guint i = 0; i < columns->len; i++) {
        g_autofree char *heading = heading_of(html, g_ptr_array_index(columns, i));
        html_raw(html, "<th scope=\"col\">");
        html_text(html, heading);
        html_raw(html, "</th>");
    }
    html_raw(html, "</tr></thead>\n");
    for (const char *const *phase = traits_phases; *phase; phase++) {
        put_phase(html, *phase, &thumbs);
    }
    html_raw(html, "</table></div>\n");
    put_legend(html);
    html_raw(html, "</section>\n");
}
