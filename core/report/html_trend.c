/* SPDX-License-Identifier: MIT
 *
 * How it went, in the HTML report: the score of each touchpoint and the findings of each rule over
 * the last runs, drawn, with the numbers to unfold.
 */
#include <math.h>
#include <string.h>

#include "core/report/html_write.h"

#define WIDE 120.0
#define TALL 24.0
#define RULES_MOST 12u  /* those that changed the most */
#define COLUMNS_MOST 8u /* of the numbers: the latest runs */

struct drawn {
    const struct trends *trends;
    double low, high; /* what the bottom and the top of a drawing stand for */
    gboolean is_score;
};

static double last_of(const struct drawn *drawn, const struct trend *trend)
{
    return trend->values[drawn->trends->count - 1];
}

/* The first run that knows it. */
static double first_of(const struct drawn *drawn, const struct trend *trend)
{
    guint i = 0;
    while (i + 1 < drawn->trends->count && trend->values[i] < 0) {
        i++;
    }
    return trend->values[i];
}

/* ---- one line -------------------------------------------------------------------------------- */

/* A line along the runs, from the first that knows it, and a dot at the last. */
static void put_spark(struct html *html, const struct drawn *drawn, const struct trend *trend)
{
    guint count = drawn->trends->count;
    double span = MAX(drawn->high - drawn->low, 1e-9), x = 0, y = 0;
    gboolean is_open = FALSE;
    g_string_append_printf(html->text,
                           "<svg class=\"spark\" viewBox=\"-2 -2 %.0f %.0f\" aria-hidden=\"true\">"
                           "<path fill=\"none\" stroke=\"currentColor\" d=\"",
                           WIDE + 4, TALL + 4);
    for (guint i = 0; i < count; i++) {
        if (trend->values[i] < 0) {
            is_open = FALSE;
            continue;
        }
        x = WIDE * i / (count - 1);
        y = TALL * (1 - (CLAMP(trend->values[i], drawn->low, drawn->high) - drawn->low) / span);
        g_string_append_printf(html->text, "%c%d %d", is_open ? 'L' : 'M', (int)lround(x),
                               (int)lround(y));
        is_open = TRUE;
    }
    html_raw(html, "\"/>");
    if (is_open) {
        g_string_append_printf(html->text, "<circle cx=\"%d\" cy=\"%d\" r=\"2\"/>", (int)lround(x),
                               (int)lround(y));
    }
    html_raw(html, "</svg>");
}

static char *value_text(const struct html *html, const struct drawn *drawn, double value)
{
    char *text = drawn->is_score ? words_percent(value)
                                 : words_number(html->language, (guint64)MAX(value, 0));
    return text ? text : g_strdup("–");
}

/* A score that rose is better, a number of findings that rose is worse. */
static const char *class_of(const struct drawn *drawn, const struct trend *trend)
{
    gboolean has_risen = last_of(drawn, trend) > first_of(drawn, trend);
    return has_risen == drawn->is_score ? "number better" : "number worse";
}

static void put_name(struct html *html, const struct drawn *drawn, const struct trend *trend)
{
    const struct result_touchpoint *own =
        drawn->is_score ? result_touchpoint(html->result, trend->name) : NULL;
    if (own) {
        html_touchpoint_link(html, own);
    } else {
        html_element(html, "span", drawn->is_score ? NULL : "mono", trend->name);
    }
}

static void put_row(struct html *html, const struct drawn *drawn, const struct trend *trend)
{
    g_autofree char *first = value_text(html, drawn, first_of(drawn, trend));
    g_autofree char *last = value_text(html, drawn, last_of(drawn, trend));
    html_raw(html, "<tr><th scope=\"row\">");
    put_name(html, drawn, trend);
    html_raw(html, "</th><td>");
    put_spark(html, drawn, trend);
    html_raw(html, "</td>");
    html_element(html, "td", "number soft", first);
    html_element(html, "td", strcmp(first, last) == 0 ? "number" : class_of(drawn, trend), last);
    html_raw(html, "</tr>\n");
}

static void put_heads(struct html *html, enum word subject)
{
    html_raw(html, "<thead><tr><th scope=\"col\">");
    html_word(html, subject);
    html_raw(html, "</th><td></td><th scope=\"col\" class=\"number\">");
    html_word(html, WORD_AT_FIRST);
    html_raw(html, "</th><th scope=\"col\" class=\"number\">");
    html_word(html, WORD_THIS_RUN);
    html_raw(html, "</th></tr></thead>\n");
}

static void put_lines(struct html *html, const struct drawn *drawn, const GPtrArray *rows,
                      enum word subject)
{
    if (rows->len == 0) {
        return;
    }
    html_raw(html, "<table class=\"trend\">");
    put_heads(html, subject);
    html_raw(html, "<tbody>\n");
    for (guint i = 0; i < rows->len; i++) {
        put_row(html, drawn, g_ptr_array_index(rows, i));
    }
    html_raw(html, "</tbody></table>\n");
}

/* ---- the numbers ----------------------------------------------------------------------------- */

static void put_numbers(struct html *html, const struct drawn *drawn, const GPtrArray *rows)
{
    guint count = drawn->trends->count, from = count - MIN(count, COLUMNS_MOST);
    html_raw(html, "<tbody>\n");
    for (guint i = 0; i < rows->len; i++) {
        const struct trend *trend = g_ptr_array_index(rows, i);
        html_raw(html, "<tr><th scope=\"row\">");
        put_name(html, drawn, trend);
        html_raw(html, "</th>");
        for (guint column = from; column < count; column++) {
            g_autofree char *text = value_text(html, drawn, trend->values[column]);
            html_element(html, "td", "number", text);
        }
        html_raw(html, "</tr>\n");
    }
    html_raw(html, "</tbody>\n");
}

static void put_run_heads(struct html *html, const struct trends *trends)
{
    html_raw(html, "<thead><tr><td></td>");
    for (guint i = trends->count - MIN(trends->count, COLUMNS_MOST); i < trends->count; i++) {
        html_element(html, "th", "number", trends->days[i]);
    }
    html_raw(html, "</tr></thead>\n");
}

/* ---- which lines ----------------------------------------------------------------------------- */

static GPtrArray *all_touchpoints(const struct html *html, const struct trends *trends)
{
    const GArray *touchpoints = result_touchpoints(html->result);
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = 0; i < touchpoints->len; i++) {
        const char *id = g_array_index(touchpoints, struct result_touchpoint, i).id;
        for (guint j = 0; j < trends->touchpoints->len; j++) {
            struct trend *trend = &g_array_index(trends->touchpoints, struct trend, j);
            if (strcmp(trend->name, id) == 0 && trend->values[trends->count - 1] >= 0) {
                g_ptr_array_add(rows, trend);
            }
        }
    }
    return rows;
}

static double spread_of(const struct drawn *drawn, const struct trend *trend)
{
    double low = trend->values[0], high = low;
    for (guint i = 1; i < drawn->trends->count; i++) {
        low = MIN(low, trend->values[i]);
        high = MAX(high, trend->values[i]);
    }
    return high - low;
}

static gint by_change(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct trend *one = *(struct trend *const *)a, *other = *(struct trend *const *)b;
    const struct drawn *drawn = data;
    double change = spread_of(drawn, one) - spread_of(drawn, other);
    change = change == 0 ? last_of(drawn, one) - last_of(drawn, other) : change;
    return change > 0 ? -1 : change < 0 ? 1 : strcmp(one->name, other->name);
}

static GPtrArray *liveliest_rules(struct drawn *drawn)
{
    GPtrArray *rows = g_ptr_array_new();
    for (guint i = 0; i < drawn->trends->rules->len; i++) {
        struct trend *trend = &g_array_index(drawn->trends->rules, struct trend, i);
        if (spread_of(drawn, trend) > 0) {
            g_ptr_array_add(rows, trend);
        }
    }
    g_ptr_array_sort_with_data(rows, by_change, drawn);
    g_ptr_array_set_size(rows, (int)MIN(rows->len, RULES_MOST));
    return rows;
}

/* One scale for all lines of a table, so that they can be compared: scores from the tens below the
 * lowest, findings from none. */
static void scale(struct drawn *drawn, const GPtrArray *rows)
{
    drawn->low = drawn->is_score ? 1 : 0;
    drawn->high = 1;
    for (guint i = 0; i < rows->len; i++) {
        const struct trend *trend = g_ptr_array_index(rows, i);
        for (guint column = 0; column < drawn->trends->count; column++) {
            double value = trend->values[column];
            drawn->low = value >= 0 ? MIN(drawn->low, floor(value * 10) / 10) : drawn->low;
            drawn->high = MAX(drawn->high, value);
        }
    }
}

void html_trend(struct html *html)
{
    const struct trends *trends = html->trends;
    if (trends) {
        struct drawn scores = {.trends = trends, .is_score = TRUE}, findings = {.trends = trends};
        g_autoptr(GPtrArray) touchpoints = all_touchpoints(html, trends);
        g_autoptr(GPtrArray) rules = liveliest_rules(&findings);
        g_autofree char *count = words_number(html->language, trends->count);
        g_autofree char *from = words_date(html->language, trends->days[0]);
        g_autofree char *to = words_date(html->language, trends->days[trends->count - 1]);
        const struct message_value values[] = {{"n", count}, {"from", from}, {"to", to}};
        g_autofree char *intro = words_say(html->language, WORD_TREND_INTRO, values, 3);
        scale(&scores, touchpoints);
        scale(&findings, rules);
        html_raw(html, "<section class=\"wide-part\" id=\"trend\"><h2>");
        html_word(html, WORD_TREND);
        html_raw(html, "</h2>");
        html_element(html, "p", "intro", intro);
        html_raw(html, "<div class=\"trends\">\n");
        put_lines(html, &scores, touchpoints, WORD_TOUCHPOINT);
        if (rules->len) {
            put_lines(html, &findings, rules, WORD_RULE);
        }
        html_raw(html, "</div><details><summary>");
        html_word(html, WORD_RUN_BY_RUN);
        html_raw(html, "</summary><div class=\"runs\"><table class=\"tally\">");
        put_run_heads(html, trends);
        put_numbers(html, &scores, touchpoints);
        put_numbers(html, &findings, rules);
        html_raw(html, "</table></div></details></section>\n");
    }
}
