/* SPDX-License-Identifier: MIT
 *
 * The promise in the table of touchpoints: a bar, the share that carries it, and the numbers behind
 * it for whoever points at it, comes by with the keyboard, or hears the page.
 */
#include "core/report/html_write.h"
#include "core/report/promise.h"

#define BAR_WIDTH 100u
#define GAP 1u /* between two parts, so that they are told apart without colour */

static const char *const classes[PROMISE_PARTS] = {
    [PROMISE_EXACT] = "exact",
    [PROMISE_ALTERED] = "altered",
    [PROMISE_THEME] = "theme",
    [PROMISE_NONE] = "track",
};

/* Each part that is there can be seen, however small. */
static void put_bar(struct html *html, const struct result_promise *promise)
{
    guint before = 0;
    html_raw(html, "<svg class=\"bar\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" "
                   "aria-hidden=\"true\">");
    for (enum promise_part part = 0; part < PROMISE_PARTS; part++) {
        guint count = promise_count(promise, part);
        guint begin = (guint)((guint64)before * BAR_WIDTH / promise->documents);
        before += count;
        guint end = (guint)((guint64)before * BAR_WIDTH / promise->documents);
        guint width = MAX(end - begin, 2 * GAP) - (end < BAR_WIDTH ? GAP : 0);
        if (count > 0) {
            g_string_append_printf(html->text,
                                   "<rect class=\"%s\" x=\"%u\" width=\"%u\" height=\"6\"/>",
                                   classes[part], begin, width);
        }
    }
    html_raw(html, "</svg>");
}

static void put_numbers(struct html *html, const GArray *promise)
{
    html_raw(html, "<span class=\"numbers\"><span class=\"narrow\">");
    html_word(html, WORD_PROMISE);
    html_raw(html, ": </span>");
    for (guint i = 0; i < promise->len; i++) {
        g_autofree char *sentence =
            promise_sentence(&g_array_index(promise, struct result_promise, i), html->language);
        /* One language alone says the same again. */
        if (i == 0 || promise->len > 2) {
            html_element(html, "span", i ? "of" : NULL, sentence);
            html_raw(html, " ");
        }
    }
    html_raw(html, "</span>");
}

void html_promise(struct html *html, const struct result_touchpoint *touchpoint)
{
    html_raw(html, "<td class=\"promise\">");
    if (touchpoint->promise->len > 0) {
        const struct result_promise *all =
            &g_array_index(touchpoint->promise, struct result_promise, 0);
        guint without = promise_count(all, PROMISE_NONE);
        g_autofree char *percent = words_percent(1.0 - (double)without / all->documents);
        html_raw(html, "<span class=\"carried\" tabindex=\"0\">");
        put_bar(html, all);
        html_element(html, "span", "share", percent);
        put_numbers(html, touchpoint->promise);
        html_raw(html, "</span>");
    }
    html_raw(html, "</td>");
}
