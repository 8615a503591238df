/* SPDX-License-Identifier: MIT
 *
 * All quantities of a text, in order; what is one kind of them is no other.
 */
#include "plugins/check-facts/text.h"

/* "voor 16 uur besteld" is a time of day, "binnen 16 uur" is not. Nor is "tot 24 uur vooraf". */
static gboolean is_time_of_day(const struct tokens *tokens, guint at,
                               const struct quantity *quantity)
{
    const struct value *value = &quantity->value;
    return value->type == VALUE_DURATION && value->unit == UNIT_HOUR && value->low == value->high &&
           value->low < 24 && at > 0 && token_mark(tokens, at - 1, MARK_CLOCK_BEFORE) &&
           !token_mark(tokens, at, MARK_ARTICLE) && !token_mark(tokens, at, MARK_HALF);
}

/* "10.00" of "tussen 10.00 en 14.00 uur"; hours are not told in hundredths. */
static gboolean is_clock(const struct tokens *tokens, guint at)
{
    const struct token *token = token_at(tokens, at);
    const char *digits = tokens->text.ptr + token->offset;
    return token->is_number && token->length >= 4 && strchr(".:", digits[token->length - 3]);
}

/* "tussen 10 en 14 uur", or its second half. */
static gboolean is_between(const struct tokens *tokens, guint at, const struct value *value)
{
    if (value->low < value->high) {
        return at > 0 && token_mark(tokens, at - 1, MARK_BETWEEN);
    }
    return at > 2 && token_mark(tokens, at - 1, MARK_AND) &&
           token_mark(tokens, at - 3, MARK_BETWEEN);
}

/* "tussen 10 en 14 uur", "10.00 - 14.00 uur": a stretch of the day. */
static gboolean is_part_of_day(const struct tokens *tokens, guint at, struct number_style style,
                               const struct value *value)
{
    return value->type == VALUE_DURATION && value->unit == UNIT_HOUR && style.decimal == ',' &&
           ((value->high <= 24 && is_clock(tokens, at)) ||
            (value->high < 24 && is_between(tokens, at, value)));
}

/* "17:30 uur", "9.00 uur", "10 pm". */
static guint read_time(const struct tokens *tokens, guint at)
{
    int minutes;
    gboolean is_said;
    guint taken = token_is_number(tokens, at) ? read_clock(tokens, at, &minutes, &is_said) : 0;
    const struct token *token = taken ? token_at(tokens, at) : NULL;
    return taken && (is_said || (token->length >= 4 && taken > 1) ||
                     memchr(tokens->text.ptr + token->offset, ':', token->length))
               ? taken
               : 0;
}

/* Upper and lower bounds stand before the number, at most two words away: "binnen ca. 3 dagen". */
static void find_bound(const struct tokens *tokens, struct quantity *quantity)
{
    struct value *value = &quantity->value;
    guint clause = token_at(tokens, quantity->first)->clause;
    if (value->type == VALUE_HOURS || value->type == VALUE_DATE || value->low < value->high) {
        return;
    }
    for (guint back = 1; back <= 8 && back <= quantity->first; back++) {
        guint at = quantity->first - back;
        const struct token *token = token_at(tokens, at);
        if (token->clause != clause || token->is_number) {
            return;
        }
        for (guint i = 0; i < token->mark_count; i++) {
            const struct mark *mark =
                &g_array_index(tokens->marks, struct mark, token->first_mark + i);
            gboolean is_near = at + mark->count + 2 >= quantity->first;
            if (is_near && mark->kind == MARK_MOST) {
                value->is_at_most = TRUE;
                value->low = 0;
                return;
            }
            if (is_near && mark->kind == MARK_LEAST) {
                value->is_at_least = TRUE;
                return;
            }
        }
    }
}

static guint read_any(const struct tokens *tokens, guint at, struct number_style style,
                      struct quantity *quantity)
{
    guint taken;
    if ((taken = read_hours(tokens, at, quantity)) ||
        (taken = read_money(tokens, at, style, quantity)) ||
        (taken = read_percentage(tokens, at, style, quantity)) ||
        (taken = read_date(tokens, at, quantity)) ||
        (taken = read_relative(tokens, at, quantity))) {
        return taken;
    }
    if ((taken = read_duration(tokens, at, style, quantity)) &&
        !is_time_of_day(tokens, at, quantity) &&
        !is_part_of_day(tokens, at, style, &quantity->value)) {
        return taken;
    }
    return 0;
}

static guint read_bare(const struct tokens *tokens, guint at, struct number_style style,
                       struct quantity *quantity)
{
    double number, end;
    guint taken = read_number(tokens, at, style, &number), more = 0;
    if (taken) {
        gboolean is_range = token_is_sign(tokens, at + taken, '-') &&
                            (more = read_number(tokens, at + taken + 1, style, &end)) &&
                            end > number;
        quantity->value =
            (struct value){.type = VALUE_NUMBER, .low = number, .high = is_range ? end : number};
        taken += is_range ? 1 + more : 0;
    }
    return taken;
}

/* A number in brackets after its like tells the same once more: "14 dagen (2 weken)". */
static gboolean is_repeated(const struct tokens *tokens, const struct quantity *quantity,
                            const GArray *before)
{
    if (before->len == 0 || quantity->first == 0 ||
        !token_is_sign(tokens, quantity->first - 1, '(')) {
        return FALSE;
    }
    const struct quantity *last = &g_array_index(before, struct quantity, before->len - 1);
    return last->value.type == quantity->value.type && last->end == quantity->first - 1;
}

void find_quantities(const struct tokens *tokens, struct number_style style, GArray *quantities)
{
    g_array_set_size(quantities, 0);
    for (guint at = 0; at < tokens->items->len;) {
        struct quantity quantity = {.first = at};
        const struct token *token = token_at(tokens, at);
        if (!token->is_number && token->mark_count == 0) {
            at++;
            continue;
        }
        guint taken = read_any(tokens, at, style, &quantity);
        guint time = taken ? 0 : read_time(tokens, at);
        if (time) {
            at += time;
            continue;
        }
        if (!taken && !(taken = read_bare(tokens, at, style, &quantity))) {
            at++;
            continue;
        }
        quantity.end = at + taken;
        find_bound(tokens, &quantity);
        if (!is_repeated(tokens, &quantity, quantities)) {
            g_array_append_val(quantities, quantity);
        }
        at += taken;
        const struct mark *rate = token_mark(tokens, at, MARK_BLOCKED); /* "6 days a week" */
        at += rate ? rate->count : 0;
    }
}
