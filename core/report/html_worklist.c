/* SPDX-License-Identifier: MIT
 *
 * The weightiest work in the HTML report, by owner, each with what stands there and what is to
 * stand there instead.
 */
#include <string.h>

#include "core/report/html_write.h"
#include "core/report/worklist.h"

#define ITEMS_MAX 12u

static void put_item(struct html *html, const struct worklist_item *item)
{
    html_raw(html, "<li>");
    html_sign(html, item->severity);
    if (item->is_external) {
        g_autofree char *ask = words_say(html->language, WORD_ASK_FOR_CORRECTION,
                                         &(struct message_value){"name", item->name}, 1);
        html_text(html, ask);
        html_raw(html, ": ");
    }
    html_text(html, item->message);
    if (*item->replacement) {
        html_raw(html, "<span class=\"swap\">");
        html_element(html, "del", NULL, item->stands);
        html_raw(html, " ");
        html_element(html, "ins", NULL, item->replacement);
        html_raw(html, "</span>");
    }
    html_raw(html, "<span class=\"soft\">");
    html_text(html, item->name);
    html_raw(html, " · ");
    html_count(html, WORD_N_PLACES, item->count);
    html_raw(html, "</span></li>\n");
}

static gboolean is_first_of(const GPtrArray *items, guint index)
{
    const struct worklist_item *own = g_ptr_array_index(items, index);
    for (guint i = 0; i < index; i++) {
        if (strcmp(((const struct worklist_item *)g_ptr_array_index(items, i))->owner,
                   own->owner) == 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static void put_owner(struct html *html, const GPtrArray *items, const char *owner)
{
    html_element(html, "h3", NULL, *owner ? owner : words_get(html->language, WORD_NO_OWNER));
    html_raw(html, "<ul class=\"work\">\n");
    for (guint i = 0; i < items->len; i++) {
        const struct worklist_item *item = g_ptr_array_index(items, i);
        if (strcmp(item->owner, owner) == 0) {
            put_item(html, item);
        }
    }
    html_raw(html, "</ul>\n");
}

int html_worklist(struct html *html)
{
    const struct worklist_query query = {.at_most = ITEMS_MAX};
    guint all = 0;
    g_autoptr(GPtrArray) items = worklist_new(html->result, &query, &all);
    if (!items) {
        return -1;
    }
    if (items->len == 0) {
        return 0;
    }
    html_raw(html, "<section class=\"side\" id=\"worklist\"><div class=\"head\"><h2>");
    html_word(html, WORD_WORKLIST);
    html_raw(html, "</h2>");
    html_element(html, "p", NULL, words_get(html->language, WORD_WORKLIST_INTRO));
    html_raw(html, "</div><div>\n");
    for (guint i = 0; i < items->len; i++) {
        if (is_first_of(items, i)) {
            put_owner(html, items,
                      ((const struct worklist_item *)g_ptr_array_index(items, i))->owner);
        }
    }
    if (all > items->len) {
        html_raw(html, "<p class=\"soft\">");
        html_count(html, WORD_N_MORE_TASKS, all - items->len);
        html_raw(html, "</p>\n");
    }
    html_raw(html, "</div></section>\n");
    return 0;
}
