/* SPDX-License-Identifier: MIT
 *
 * Prices, percentages, dates and telephone numbers that stand in one part and not in the other.
 */
#include "plugins/check-mail/mail.h"

#define SOUP_MAX (64u << 10) /* digits of one part; beyond, figures are not compared */
#define KINDS 4u

/* All digits of a part. A figure that its design has torn apart is still found in them. */
struct side {
    GArray *figures;  /* struct figure */
    GString *soup;    /* every digit, in order */
    GHashTable *runs; /* char *: digits between other characters, without leading zeros */
    guint months;     /* bits: names of months that stand there */
};

static void take_run(struct side *side, const char *digits, size_t size)
{
    while (size > 1 && *digits == '0') {
        digits++;
        size--;
    }
    g_hash_table_add(side->runs, g_strndup(digits, size));
}

static void take_digits(struct side *side, struct ts_str text)
{
    for (size_t at = 0; at < text.len; at++) {
        size_t end = at;
        while (end < text.len && g_ascii_isdigit(text.ptr[end])) {
            end++;
        }
        if (end > at && side->soup->len <= SOUP_MAX) {
            g_string_append_len(side->soup, text.ptr + at, (gssize)(end - at));
            take_run(side, text.ptr + at, end - at);
            at = end - 1;
        } else if (g_ascii_isalpha(text.ptr[at]) &&
                   (at == 0 || !g_ascii_isalpha(text.ptr[at - 1]))) {
            side->months |= 1u << month_of(ts_bytes(text.ptr + at, MIN(text.len - at, (size_t)16)));
        }
    }
}

static void side_init(struct side *side, const struct pair *pair,
                      gboolean (*is_in)(const struct pair *pair, uint32_t block))
{
    *side = (struct side){.figures = g_array_new(FALSE, FALSE, sizeof(struct figure)),
                          .soup = g_string_new(NULL)};
    side->runs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (uint32_t i = 0; i < pair->letter->document->blocks.count; i++) {
        if (is_in(pair, i)) {
            struct ts_str text = letter_block(pair->letter, i)->text;
            figures_find(text, i, side->figures);
            take_digits(side, text);
        }
    }
}

static void side_finish(struct side *side)
{
    g_array_unref(side->figures);
    g_string_free(side->soup, TRUE);
    g_hash_table_unref(side->runs);
}

static gboolean has_number(const struct side *side, guint number)
{
    char text[16];
    g_snprintf(text, sizeof text, "%u", number);
    return g_hash_table_contains(side->runs, text) ||
           (number <= 12 && side->months & (1u << number));
}

/* When in doubt it is there. */
static gboolean has_figure(const struct side *side, const struct figure *figure)
{
    if (figure->kind == FIGURE_DATE) {
        char *dot = NULL;
        guint first = (guint)g_ascii_strtoull(figure->digits, &dot, 10);
        guint second = (guint)g_ascii_strtoull(dot + 1, NULL, 10);
        return has_number(side, first) && has_number(side, second);
    }
    return strlen(figure->digits) < 3 ? g_hash_table_contains(side->runs, figure->digits)
                                      : strstr(side->soup->str, figure->digits) != NULL;
}

static struct ts_str text_of(const struct pair *pair, const struct figure *figure)
{
    return ts_bytes(letter_block(pair->letter, figure->block)->text.ptr + figure->offset,
                    figure->length);
}

/* The first of each kind that the other part does not have. */
static void find_foreign(const struct side *side, const struct side *other,
                         const struct figure *first_r[KINDS])
{
    for (guint i = 0; i < side->figures->len; i++) {
        const struct figure *figure = &g_array_index(side->figures, struct figure, i);
        if (!first_r[figure->kind] && !has_figure(other, figure)) {
            first_r[figure->kind] = figure;
        }
    }
}

static void say_foreign(struct pair *pair, const struct side *side, const struct side *other,
                        const struct figure *const counterparts[KINDS])
{
    for (guint i = 0; i < side->figures->len; i++) {
        const struct figure *figure = &g_array_index(side->figures, struct figure, i);
        const struct figure *counterpart = counterparts[figure->kind];
        if ((!counterpart && !pair->is_whole) || has_figure(other, figure)) {
            continue;
        }
        struct fault fault = {.actual = text_of(pair, figure)};
        if (counterpart) {
            fault.expected = text_of(pair, counterpart);
        }
        pair_say(pair, "figure", &fault,
                 place_in_block(figure->block, figure->offset, figure->length));
    }
}

/* A text part may leave a price out. It may not have another one. */
void pair_judge_figures(struct pair *pair)
{
    struct side text, html;
    const struct figure *html_only[KINDS] = {NULL}, *none[KINDS] = {NULL};
    side_init(&text, pair, pair_is_text);
    side_init(&html, pair, pair_is_html);
    if (text.soup->len <= SOUP_MAX && html.soup->len <= SOUP_MAX) {
        const struct figure *text_only[KINDS] = {NULL};
        find_foreign(&html, &text, html_only);
        find_foreign(&text, &html, text_only);
        say_foreign(pair, &text, &html, html_only);
        if (pair->is_whole && !text_only[FIGURE_PRICE] && !text_only[FIGURE_DATE] &&
            !text_only[FIGURE_PERCENT] && !text_only[FIGURE_PHONE]) {
            say_foreign(pair, &html, &text, none);
        }
    }
    side_finish(&text);
    side_finish(&html);
}
