/* SPDX-License-Identifier: MIT
 *
 * Rollouts in the HTML report: how many touchpoints still have the old, day by day, and where each
 * one is.
 */
#include <string.h>

#include "core/report/html_write.h"
#include "core/report/rollout_text.h"
#include "core/result/rollout.h"

#define DAYS_MOST 60u /* of the chart and its table: the latest */
#define WIDE 560u     /* units of the drawing */
#define TALL 100u
#define BAR 8u

/* ---- the course ------------------------------------------------------------------------------ */

static guint count_of(const struct rollout_day *day, const char *state)
{
    for (guint i = 0; i < ROLLOUT_STATES; i++) {
        if (strcmp(rollout_states[i], state) == 0) {
            return day->counts[i];
        }
    }
    return 0;
}

static void put_bar(struct html *html, const char *class_name, guint x, guint from, guint size)
{
    if (size) {
        g_string_append_printf(html->text,
                               "<rect class=\"%s\" x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\"/>",
                               class_name, x, TALL - from - size, BAR, size);
    }
}

static void put_line(struct html *html, const char *class_name, const char *from, const char *day,
                     guint span)
{
    int days = *day ? date_days(from, day) : -1;
    if (days >= 0 && (guint)days <= span) {
        g_string_append_printf(html->text,
                               "<path class=\"%s\" d=\"M%u 0V%u\" fill=\"none\" "
                               "stroke=\"currentColor\" stroke-dasharray=\"3 3\"/>",
                               class_name, (guint)days * (WIDE - BAR) / MAX(span, 1) + BAR / 2,
                               TALL);
    }
}

/* Along the days: old at the bottom, both on it; in all as high as touchpoints are left. The switch
 * and the last day are lines. */
static void put_chart(struct html *html, const struct rollout_row *rollout,
                      const struct rollout_day *days, guint count)
{
    guint most = 1, span = (guint)MAX(date_days(days[0].day, days[count - 1].day), 1);
    for (guint i = 0; i < count; i++) {
        most = MAX(most, rollout_day_left(&days[i]));
    }
    g_string_append_printf(html->text,
                           "<svg class=\"burndown\" viewBox=\"0 0 %u %u\" aria-hidden=\"true\" "
                           "preserveAspectRatio=\"xMinYMax meet\">",
                           WIDE, TALL + 2);
    for (guint i = 0; i < count; i++) {
        guint x = (guint)date_days(days[0].day, days[i].day) * (WIDE - BAR) / span;
        guint old = count_of(&days[i], ROLLOUT_OLD) * TALL / most;
        guint both = count_of(&days[i], ROLLOUT_MIXED) * TALL / most;
        put_bar(html, "old", x, 0, old);
        put_bar(html, "mixed", x, old, both);
        put_bar(html, "base", x, 0, 1);
    }
    put_line(html, "switch", days[0].day, rollout->begins, span);
    put_line(html, "due", days[0].day, rollout->due, span);
    html_raw(html, "</svg>\n<p class=\"soft\">");
    html_text(html, days[0].day);
    html_raw(html, " – ");
    html_text(html, days[count - 1].day);
    if (*rollout->due) {
        g_string_append_printf(html->text, " · ┆ %s %s", words_get(html->language, WORD_DUE),
                               rollout->due);
    }
    html_raw(html, "</p>\n");
}

static void put_heads(struct html *html)
{
    html_raw(html, "<table class=\"tally\"><thead><tr><th scope=\"col\">");
    html_word(html, WORD_DAY);
    html_raw(html, "</th>");
    for (guint i = 0; i < ROLLOUT_STATES; i++) {
        if (strcmp(rollout_states[i], ROLLOUT_NOT_APPLICABLE) != 0) {
            html_raw(html, "<th scope=\"col\" class=\"number\">");
            html_text(html, rollout_word(html->language, rollout_states[i]));
            html_raw(html, "</th>");
        }
    }
    const enum word words[] = {WORD_LATE, WORD_CAME_BACK};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        html_raw(html, "<th scope=\"col\" class=\"number\">");
        html_word(html, words[i]);
        html_raw(html, "</th>");
    }
    html_raw(html, "</tr></thead><tbody>\n");
}

static void put_number(struct html *html, guint number)
{
    g_string_append_printf(html->text, "<td class=\"number\">%u</td>", number);
}

static void put_day(struct html *html, const struct rollout_day *day)
{
    html_raw(html, "<tr><th scope=\"row\">");
    html_text(html, day->day);
    html_raw(html, "</th>");
    for (guint i = 0; i < ROLLOUT_STATES; i++) {
        if (strcmp(rollout_states[i], ROLLOUT_NOT_APPLICABLE) != 0) {
            put_number(html, day->counts[i]);
        }
    }
    put_number(html, day->late);
    put_number(html, day->returned);
    html_raw(html, "</tr>\n");
}

/* A day alone is no course. */
static void put_course(struct html *html, const struct rollout_row *rollout, const GArray *days)
{
    guint shown = MIN(days->len, DAYS_MOST);
    if (shown < 2) {
        return;
    }
    const struct rollout_day *first = &g_array_index(days, struct rollout_day, days->len - shown);
    html_element(html, "h4", NULL, words_get(html->language, WORD_LEFT_BY_DAY));
    put_chart(html, rollout, first, shown);
    html_raw(html, "<details><summary>");
    html_word(html, WORD_DAY_BY_DAY);
    html_raw(html, "</summary>");
    put_heads(html);
    for (guint i = 0; i < shown; i++) {
        put_day(html, &first[i]);
    }
    html_raw(html, "</tbody></table></details>\n");
}

/* ---- touchpoints ----------------------------------------------------------------------------- */

static void put_mark(struct html *html, gboolean is, enum word word)
{
    if (is) {
        html_raw(html, " ");
        html_element(html, "span", "tag error", words_get(html->language, word));
    }
}

static void put_row(struct html *html, const struct rollout_row *row)
{
    static const char *const signs[][2] = {{ROLLOUT_OLD, "old"},
                                           {ROLLOUT_MIXED, "mixed"},
                                           {ROLLOUT_NEW, "right"},
                                           {ROLLOUT_ABSENT, "absent"},
                                           {ROLLOUT_NOT_REACHED, "unseen"}};
    const struct result_touchpoint *own = result_touchpoint(html->result, row->touchpoint);
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (strcmp(signs[i][0], row->state) == 0) {
            g_string_append_printf(html->text, "<li class=\"%s\">", signs[i][1]);
            html_sign(html, signs[i][1]);
        }
    }
    if (own) {
        html_touchpoint_link(html, own);
    } else {
        html_text(html, row->touchpoint);
    }
    html_raw(html, " <span class=\"soft\">");
    html_text(html, rollout_word(html->language, row->state));
    if (row->old || row->new) {
        g_string_append_printf(html->text, ": %u %s, %u %s", row->old,
                               words_of(html->language, "old"), row->new,
                               words_of(html->language, "new"));
    }
    if (row->old && *row->due) {
        g_string_append_printf(html->text, " · %s %s", words_get(html->language, WORD_DUE),
                               row->due);
    }
    html_raw(html, "</span>");
    put_mark(html, row->is_late, WORD_LATE);
    put_mark(html, row->is_returned, WORD_CAME_BACK);
    put_mark(html, row->is_early, WORD_TOO_EARLY);
    html_raw(html, "</li>\n");
}

/* ---- the rollout ----------------------------------------------------------------------------- */

static void put_rollout(struct html *html, const struct rollout_row *first, guint count)
{
    struct rollout_day today = {{0}};
    for (guint i = 0; i < count; i++) {
        rollout_day_add(&today, first[i].state, first[i].is_late, first[i].is_returned);
    }
    g_autoptr(GArray) days = result_progress(html->result, first->rollout, NULL);
    g_autofree char *counts = rollout_counts(html->language, &today);
    g_autofree char *begins = words_date(html->language, first->begins);
    g_autofree char *on = words_date(html->language, result_run(html->result)->as_of);
    const struct message_value values[] = {{"day", begins}, {"on", on}};
    g_autofree char *head =
        words_say(html->language, WORD_ROLLOUT_HEAD, values, G_N_ELEMENTS(values));
    html_raw(html, "<div class=\"rollout\">");
    html_element(html, "h3", NULL, first->name);
    html_element(html, "p", "soft", head);
    html_element(html, "p", NULL, counts);
    put_course(html, first, days);
    html_raw(html, "<ul class=\"progress\">\n");
    for (guint i = 0; i < count; i++) {
        if (first[i].state != rollout_states[ROLLOUT_STATES - 1]) {
            put_row(html, &first[i]);
        }
    }
    html_raw(html, "</ul></div>\n");
}

void html_rollouts(struct html *html)
{
    const GArray *rows = result_rollouts(html->result);
    if (rows->len == 0) {
        return;
    }
    html_raw(html, "<section class=\"wide-part\" id=\"rollouts\"><h2>");
    html_word(html, WORD_ROLLOUTS);
    html_raw(html, "</h2>");
    html_element(html, "p", "intro", words_get(html->language, WORD_ROLLOUTS_INTRO));
    for (guint i = 0, count; i < rows->len; i += count) {
        const struct rollout_row *first = &g_array_index(rows, struct rollout_row, i);
        for (count = 1; i + count < rows->len && strcmp(first[count].rollout, first->rollout) == 0;
             count++) {
        }
        put_rollout(html, first, count);
    }
    html_raw(html, "</section>\n");
}
