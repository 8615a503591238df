/* SPDX-License-Identifier: MIT
 *
 * The worklist on a terminal, as a table for spreadsheets, and as Markdown with boxes to tick.
 */
#include <string.h>

#include "core/report/escape.h"
#include "core/report/term_text.h"
#include "core/report/verdict.h"
#include "core/report/words.h"
#include "core/report/worklist.h"

/* ---- shared ---------------------------------------------------------------------------------- */

/* Owners in the order of their weightiest item; nobody last. */
static GPtrArray *owners_of(const GPtrArray *items)
{
    GPtrArray *owners = g_ptr_array_new();
    gboolean has_nobody = FALSE;
    for (guint i = 0; i < items->len; i++) {
        const struct worklist_item *item = g_ptr_array_index(items, i);
        if (*item->owner == '\0') {
            has_nobody = TRUE;
        } else if (!g_ptr_array_find_with_equal_func(owners, item->owner, g_str_equal, NULL)) {
            g_ptr_array_add(owners, (gpointer)item->owner);
        }
    }
    if (has_nobody) {
        g_ptr_array_add(owners, (gpointer) "");
    }
    return owners;
}

static char *say(const char *language, enum word word, const char *name, const char *value)
{
    return words_say(language, word, &(struct message_value){name, value}, 1);
}

/* What is to be done, in one line. */
static char *task_of(const struct worklist_item *item, const char *language)
{
    g_autofree char *ask =
        item->is_external ? say(language, WORD_ASK_FOR_CORRECTION, "name", item->name) : NULL;
    return ask ? g_strconcat(ask, ": ", item->message, NULL) : g_strdup(item->message);
}

/* Those beyond the list included. */
static guint count_of(const GPtrArray *items, const char *owner)
{
    for (guint i = 0; i < items->len; i++) {
        const struct worklist_item *item = g_ptr_array_index(items, i);
        if (strcmp(item->owner, owner) == 0) {
            return item->of_owner;
        }
    }
    return 0;
}

/* ---- terminal -------------------------------------------------------------------------------- */

#define INDENT 4u

static void put_line(GString *out, const char *label, const char *text, guint width)
{
    g_string_append_printf(out, "%*s%s ", (int)INDENT, "", label);
    term_wrap(out, text, INDENT + term_width(label, -1) + 1, width);
    g_string_append_c(out, '\n');
}

static void put_item(GString *out, const struct worklist_item *item,
                     const struct report_options *options)
{
    const char *language = options->language;
    g_autofree char *task = task_of(item, language);
    const char *sign = strcmp(item->severity, "error") == 0     ? "◆"
                       : strcmp(item->severity, "warning") == 0 ? "▲"
                                                                : "●";
    g_string_append_printf(out, "  %s ", sign);
    term_wrap(out, task, INDENT, options->width);
    g_string_append_c(out, '\n');
    if (*item->replacement) {
        put_line(out, "-", item->stands, options->width);
        put_line(out, "+", item->replacement, options->width);
    }
    for (guint i = 0; i < item->places->len; i++) {
        put_line(out, "·", g_ptr_array_index(item->places, i), 0);
    }
    if (item->count > item->places->len && item->places->len) {
        g_autofree char *more =
            words_count(language, WORD_N_MORE_PLACES, item->count - item->places->len);
        put_line(out, "·", more, 0);
    }
    g_string_append_printf(out, "%*s", (int)INDENT, "");
    escape_terminal(out, item->name, -1);
    g_string_append(out, " · ");
    escape_terminal(out, item->rule, -1);
    g_string_append(out, "\n\n");
}

static void put_heading(GString *out, const char *owner, guint count,
                        const struct report_options *options)
{
    g_autofree char *number = words_count(options->language, WORD_N_TASKS, count);
    g_string_append(out, options->has_color ? "\033[1m" : "");
    escape_terminal(out, *owner ? owner : words_get(options->language, WORD_NO_OWNER), -1);
    g_string_append_printf(out, "%s  %s\n\n", options->has_color ? "\033[0m" : "", number);
}

static void put_gaps(GString *out, const struct result *result,
                     const struct report_options *options)
{
    const struct result_summary *summary = result_summary(result);
    if (summary->unchecked) {
        g_autofree char *text = verdict_unchecked(summary, options->language);
        term_wrap(out, text, 0, options->width);
        g_string_append(out, ".\n");
    }
}

static void write_term(GString *out, const struct result *result, const GPtrArray *items, guint all,
                       const struct report_options *options)
{
    g_autoptr(GPtrArray) owners = owners_of(items);
    for (guint i = 0; i < owners->len; i++) {
        const char *owner = g_ptr_array_index(owners, i);
        put_heading(out, owner, count_of(items, owner), options);
        for (guint j = 0; j < items->len; j++) {
            const struct worklist_item *item = g_ptr_array_index(items, j);
            if (strcmp(item->owner, owner) == 0) {
                put_item(out, item, options);
            }
        }
    }
    if (all == 0) {
        g_string_append_printf(out, "%s\n", words_get(options->language, WORD_NO_FINDINGS));
    } else if (all > items->len) {
        g_autofree char *more = words_count(options->language, WORD_N_MORE_TASKS, all - items->len);
        g_string_append_printf(out, "%s\n", more);
    }
    put_gaps(out, result, options);
}

/* ---- CSV ------------------------------------------------------------------------------------- */

static void write_csv(GString *out, const struct result *result, const GPtrArray *items, guint all,
                      const struct report_options *options)
{
    (void)result;
    (void)all;
    g_string_append(out, "owner,touchpoint,severity,rule,task,stands,replacement,places,place,"
                         "weight,fingerprint\r\n");
    for (guint i = 0; i < items->len; i++) {
        const struct worklist_item *item = g_ptr_array_index(items, i);
        g_autofree char *task = task_of(item, options->language);
        g_autofree char *places = g_strdup_printf("%u", item->count);
        g_autofree char *weight = g_strdup_printf("%.1f", item->weight);
        const char *first = item->places->len ? g_ptr_array_index(item->places, 0) : "";
        const char *const fields[] = {item->owner, item->touchpoint, item->severity,    item->rule,
                                      task,        item->stands,     item->replacement, places,
                                      first,       weight,           item->fingerprint};
        for (gsize j = 0; j < G_N_ELEMENTS(fields); j++) {
            g_string_append(out, j ? "," : "");
            escape_csv(out, fields[j]);
        }
        g_string_append(out, "\r\n");
    }
}

/* ---- Markdown -------------------------------------------------------------------------------- */

static void put_markdown_item(GString *out, const struct worklist_item *item,
                              const struct report_options *options)
{
    g_autofree char *task = task_of(item, options->language);
    g_string_append(out, "- [ ] ");
    escape_markdown(out, task);
    if (*item->replacement) {
        g_string_append(out, " → **");
        escape_markdown(out, item->replacement);
        g_string_append(out, "**");
    }
    g_string_append(out, "\n");
    for (guint i = 0; i < item->places->len; i++) {
        const char *place = g_ptr_array_index(item->places, i);
        const char *line = strrchr(place, ':');
        g_autofree char *page = g_strndup(place, line ? (gsize)(line - place) : strlen(place));
        g_string_append(out, "    - ");
        if (line && line[1 + strspn(line + 1, "0123456789")] == '\0' && escape_is_web_link(page)) {
            g_string_append_printf(out, "<%s>%s\n", page, line);
        } else if (escape_is_web_link(place)) {
            g_string_append_printf(out, "<%s>\n", place);
        } else {
            escape_markdown(out, place);
            g_string_append_c(out, '\n');
        }
    }
    if (item->count > item->places->len && item->places->len) {
        g_autofree char *more =
            words_count(options->language, WORD_N_MORE_PLACES, item->count - item->places->len);
        g_string_append_printf(out, "    - %s\n", more);
    }
}

static void write_md(GString *out, const struct result *result, const GPtrArray *items, guint all,
                     const struct report_options *options)
{
    g_autoptr(GPtrArray) owners = owners_of(items);
    g_string_append(out, "# ");
    escape_markdown(out, result_run(result)->brand);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < owners->len; i++) {
        const char *owner = g_ptr_array_index(owners, i);
        g_string_append(out, "\n## ");
        escape_markdown(out, *owner ? owner : words_get(options->language, WORD_NO_OWNER));
        g_string_append(out, "\n\n");
        for (guint j = 0; j < items->len; j++) {
            const struct worklist_item *item = g_ptr_array_index(items, j);
            if (strcmp(item->owner, owner) == 0) {
                put_markdown_item(out, item, options);
            }
        }
    }
    if (all > items->len) {
        g_autofree char *more = words_count(options->language, WORD_N_MORE_TASKS, all - items->len);
        g_string_append_printf(out, "\n%s\n", more);
    }
}

static const struct worklist_format formats[] = {
    {"term", write_term},
    {"csv", write_csv},
    {"md", write_md},
    {NULL, NULL},
};

const struct worklist_format *worklist_formats(void)
{
    return formats;
}
