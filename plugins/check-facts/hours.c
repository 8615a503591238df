/* SPDX-License-Identifier: MIT
 *
 * Opening hours: days with stretches of time, in either order, or closed: "ma t/m vr 9.00 - 17.30
 * uur", "open from 9 to 5 on weekdays", "op zondag gesloten", "24/7".
 */
#include "plugins/check-facts/text.h"

#define FILLER_TOKENS 8u /* between the days and their hours */
#define DAY_MINUTES (24 * 60)
#define DAYS_LISTED 10u /* "ma, di en do" */

struct stretch {
    int opens, closes;
};

static guint bits_through(int first, int last)
{
    guint bits = 0;
    for (int day = first;; day = (day + 1) % 7) {
        bits |= 1u << day;
        if (day == last) {
            return bits;
        }
    }
}

/* The dot of "za." */
static guint skip_dot(const struct tokens *tokens, guint at)
{
    return token_is_sign(tokens, at, '.') && token_at(tokens, at)->is_glued ? at + 1 : at;
}

/* "Donderdag 24 december", "Thursday, December 24": one day of one year. */
static gboolean is_dated(const struct tokens *tokens, guint at)
{
    guint here = token_is_sign(tokens, at, ',') ? at + 1 : at;
    return (token_is_number(tokens, here) && token_mark(tokens, here + 1, MARK_MONTH)) ||
           (token_mark(tokens, here, MARK_MONTH) && token_is_number(tokens, here + 1));
}

/* One day, a stretch of days, or a word for several. */
static guint read_some_days(const struct tokens *tokens, guint at, guint *bits_r)
{
    const struct mark *days = token_longest(tokens, at, MARK_DAYS);
    const struct mark *first = token_mark(tokens, at, MARK_DAY);
    if (days) {
        *bits_r |= (guint)days->value;
        return days->count;
    }
    if (!first || is_dated(tokens, at + first->count)) {
        return 0;
    }
    guint here = skip_dot(tokens, at + first->count);
    const struct mark *through = token_longest(tokens, here, MARK_THROUGH);
    guint sign = through ? through->count : token_is_sign(tokens, here, '-') ? 1 : 0;
    const struct mark *last = sign ? token_mark(tokens, here + sign, MARK_DAY) : NULL;
    if (last) {
        *bits_r |= bits_through(first->value, last->value);
        return skip_dot(tokens, here + sign + last->count) - at;
    }
    *bits_r |= 1u << first->value;
    return here - at;
}

/* "zaterdag en zondag", "ma, di en do". */
static guint read_days(const struct tokens *tokens, guint at, guint *bits_r)
{
    guint taken = read_some_days(tokens, at, bits_r), here = at + taken;
    for (guint i = 0; taken && i < DAYS_LISTED; i++) {
        guint joint = here;
        while (joint < here + 3 &&
               (token_is_sign(tokens, joint, ',') || token_is_sign(tokens, joint, '/') ||
                token_is_sign(tokens, joint, '-') || token_mark(tokens, joint, MARK_AND))) {
            joint++;
        }
        taken = joint > here ? read_some_days(tokens, joint, bits_r) : 0;
        here = taken ? joint + taken : here;
    }
    return here - at;
}

/* "9.00 - 17.30 uur", "van negen tot half zes", "9am to 5:30pm". */
static guint read_stretch(const struct tokens *tokens, guint at, struct stretch *stretch_r)
{
    gboolean is_opening_said, is_closing_said;
    guint taken = read_clock(tokens, at, &stretch_r->opens, &is_opening_said), here = at + taken;
    if (!taken) {
        return 0;
    }
    const struct mark *through = token_longest(tokens, here, MARK_THROUGH);
    guint sign = through                              ? through->count
                 : token_is_sign(tokens, here, '-')   ? 1
                 : token_mark(tokens, here, MARK_AND) ? 1
                                                      : 0;
    if (sign == 0 ||
        !(taken = read_clock(tokens, here + sign, &stretch_r->closes, &is_closing_said))) {
        return 0;
    }
    if (is_closing_said && !is_opening_said && stretch_r->opens >= stretch_r->closes) {
        return 0;
    }
    if (!is_closing_said && stretch_r->closes <= stretch_r->opens && stretch_r->closes <= 12 * 60) {
        stretch_r->closes += 12 * 60; /* nine to five */
    }
    if (is_closing_said && !is_opening_said && stretch_r->opens + 12 * 60 < stretch_r->closes &&
        stretch_r->opens < 6 * 60) {
        stretch_r->opens += 12 * 60; /* "1 - 5pm" */
    }
    return stretch_r->opens < DAY_MINUTES && stretch_r->opens != stretch_r->closes
               ? here + sign + taken - at
               : 0;
}

static void fill(struct quantity *quantity, guint bits, const struct stretch *stretches,
                 guint count)
{
    quantity->value = (struct value){.type = VALUE_HOURS};
    value_clear_week(&quantity->value);
    for (guint day = 0; day < 7; day++) {
        if (bits & 1u << day) {
            quantity->value.days[day] = (struct opening){stretches[0].opens, stretches[0].closes,
                                                         count > 1 ? stretches[1].opens : -1,
                                                         count > 1 ? stretches[1].closes : -1};
        }
    }
}

/* A stretch, and a second one after lunch. */
static guint read_stretches(const struct tokens *tokens, guint at, struct stretch stretches[2],
                            guint *count_r)
{
    guint taken = read_stretch(tokens, at, &stretches[0]), here = at + taken, joint = here;
    *count_r = taken ? 1 : 0;
    while (taken && joint < here + 3 &&
           (token_is_sign(tokens, joint, ',') || token_is_sign(tokens, joint, '/') ||
            token_mark(tokens, joint, MARK_AND) || token_mark(tokens, joint, MARK_CLOCK_BEFORE))) {
        joint++;
    }
    if (taken && joint > here && (taken = read_stretch(tokens, joint, &stretches[1])) &&
        stretches[1].opens > stretches[0].closes) {
        guint bits = 0;
        *count_r = read_some_days(tokens, joint + taken, &bits) ? 1 : 2; /* whose are they? */
        here = *count_r == 2 ? joint + taken : here;
    }
    return *count_r ? here - at : 0;
}

/* Words between days and hours say nothing, if they hold no day, number or negation. */
static gboolean is_filler(const struct tokens *tokens, guint at, guint sentence)
{
    return at < tokens->items->len && token_at(tokens, at)->sentence == sentence &&
           !token_is_number(tokens, at) && !token_mark(tokens, at, MARK_DAY) &&
           !token_mark(tokens, at, MARK_DAYS) && !token_mark(tokens, at, MARK_NEGATION) &&
           !token_mark(tokens, at, MARK_BREAK) && !token_mark(tokens, at, MARK_ORDER);
}

/* What follows the days: their hours, or that it is closed. */
static guint read_after_days(const struct tokens *tokens, guint at, guint bits,
                             struct quantity *quantity)
{
    struct stretch stretches[2] = {{0, 0}, {0, 0}};
    guint sentence = at ? token_at(tokens, at - 1)->sentence : 0, count, taken;
    for (guint here = at; here <= at + FILLER_TOKENS; here++) {
        const struct mark *always = token_mark(tokens, here, MARK_ALWAYS);
        if (token_mark(tokens, here, MARK_CLOSED)) {
            fill(quantity, bits, stretches, 1);
            return here + 1 - at;
        }
        if (always) {
            stretches[0].closes = DAY_MINUTES;
            fill(quantity, bits, stretches, 1);
            return here + always->count - at;
        }
        if ((taken = read_stretches(tokens, here, stretches, &count))) {
            fill(quantity, bits, stretches, count);
            return here + taken - at;
        }
        if (!is_filler(tokens, here, sentence)) {
            return 0;
        }
    }
    return 0;
}

/* Are the hours bare numbers, which can be hours of anything? */
static gboolean is_bare_stretch(const struct tokens *tokens, guint first, guint end)
{
    for (guint at = first; at < end; at++) {
        const struct token *token = token_at(tokens, at);
        if (token_mark(tokens, at, MARK_OCLOCK) || token_mark(tokens, at, MARK_AM) ||
            token_mark(tokens, at, MARK_PM) || token_mark(tokens, at, MARK_NUMBER) ||
            token_mark(tokens, at, MARK_NOON) || token_mark(tokens, at, MARK_CLOSED) ||
            (token->is_number && token->length > 2)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Hours or "closed" before their days: "9-5 on weekdays", "closed on Sundays". */
static guint read_days_after(const struct tokens *tokens, guint at, const struct stretch *stretches,
                             guint count, struct quantity *quantity)
{
    gboolean is_bare = is_bare_stretch(tokens, quantity->first, at);
    guint sentence = token_at(tokens, at - 1)->sentence, bits = 0;
    if (token_mark(tokens, at, MARK_UNIT) && !token_mark(tokens, at - 1, MARK_OCLOCK)) {
        return 0; /* "1-3 werkdagen" */
    }
    for (guint here = at; here <= at + FILLER_TOKENS / 2; here++) {
        guint taken = read_days(tokens, here, &bits);
        if (taken) {
            fill(quantity, bits, stretches, count);
            return bits ? here + taken - at : 0;
        }
        if (is_bare && here > at) {
            return 0; /* "1 to 7 for two-day weekends" */
        }
        if (!is_filler(tokens, here, sentence) || token_mark(tokens, here, MARK_CLOSED)) {
            return 0;
        }
    }
    return 0;
}

guint read_hours(const struct tokens *tokens, guint at, struct quantity *quantity)
{
    struct stretch stretches[2] = {{0, 0}, {0, 0}};
    const struct mark *always = token_mark(tokens, at, MARK_ALWAYS);
    guint bits = 0, count = 1, taken = read_days(tokens, at, &bits), more;
    if (taken) {
        more = read_after_days(tokens, at + taken, bits, quantity);
        return more && bits ? taken + more : 0;
    }
    if (always) {
        stretches[0].closes = DAY_MINUTES;
        fill(quantity, 0x7f, stretches, 1);
        return always->count;
    }
    taken = token_mark(tokens, at, MARK_CLOSED) ? 1 : read_stretches(tokens, at, stretches, &count);
    more = taken ? read_days_after(tokens, at + taken, stretches, count, quantity) : 0;
    return more ? taken + more : 0;
}
