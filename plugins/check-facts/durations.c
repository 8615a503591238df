/* SPDX-License-Identifier: MIT
 *
 * Durations: "2-3 werkdagen", "twee a drie weken", "24 tot 48 uur", "anderhalf jaar", "30-day",
 * "a week"; and days told from today: "morgen", "next working day".
 */
#include "plugins/check-facts/text.h"

struct unit {
    enum duration_unit unit;
    double factor;
};

/* The unit at a token, the longest of those that begin there. */
static guint read_unit(const struct tokens *tokens, guint at, struct unit *unit_r)
{
    const struct mark *mark = token_longest(tokens, at, MARK_UNIT);
    if (!mark) {
        return 0;
    }
    *unit_r = (struct unit){(enum duration_unit)(mark->value % 100), mark->value / 100};
    return mark->count;
}

/* What may stand between a number and its unit: a hyphen, "volle", the number once more in words.
 */
static guint skip_filler(const struct tokens *tokens, guint at)
{
    guint here = at;
    if (token_is_sign(tokens, here, '(')) {
        const struct mark *again = token_mark(tokens, here + 1, MARK_NUMBER);
        guint count = again                                        ? again->count
                      : token_is_number(tokens, here + 1)          ? 1
                      : token_mark(tokens, here + 1, MARK_ARTICLE) ? 1
                                                                   : 0;
        here += count && token_is_sign(tokens, here + 1 + count, ')') ? count + 2 : 0;
    }
    if (token_is_sign(tokens, here, '-')) {
        here++;
    }
    if (token_mark(tokens, here, MARK_FILLER)) {
        here++;
    }
    return here;
}

/* "half uur", "anderhalf jaar", "half a year", "een half jaar". */
static guint read_halves(const struct tokens *tokens, guint at, double *number_r,
                         struct unit *unit_r)
{
    const struct mark *half = token_mark(tokens, at, MARK_HALF);
    guint taken;
    if (!half) {
        return 0;
    }
    guint here = at + half->count;
    here += token_mark(tokens, here, MARK_ARTICLE) ? 1 : 0;
    if (!(taken = read_unit(tokens, here, unit_r))) {
        return 0;
    }
    *number_r = half->value / 2.0;
    return here + taken - at;
}

/* Halves are told in the next smaller unit. */
static void mend_halves(double *number, struct unit *unit)
{
    static const struct {
        enum duration_unit from, to;
        double factor;
    } smaller[] = {
        {UNIT_YEAR, UNIT_MONTH, 12},
        {UNIT_HOUR, UNIT_MINUTE, 60},
    };
    for (guint i = 0; i < G_N_ELEMENTS(smaller); i++) {
        if (unit->unit == smaller[i].from) {
            unit->unit = smaller[i].to;
            *number *= smaller[i].factor;
            return;
        }
    }
}

/* Of two ends with units of their own: both in the smaller one, if that is plain. */
static gboolean same_unit(double *low, enum duration_unit from, enum duration_unit to)
{
    static const double days[] = {0, 0, 1, 1, 7, 30, 365};
    if (from == to) {
        return TRUE;
    }
    if (from == UNIT_DAY && to == UNIT_WORKDAY) {
        return TRUE;
    }
    if (from == UNIT_DAY && to == UNIT_WEEK) {
        *low /= days[UNIT_WEEK];
        return TRUE;
    }
    return FALSE;
}

static guint read_second(const struct tokens *tokens, guint at, struct number_style style,
                         double *number_r)
{
    const struct mark *to = token_mark(tokens, at, MARK_TO);
    guint sign = token_is_sign(tokens, at, '-') ? 1 : to ? to->count : 0;
    guint taken = sign ? read_number(tokens, at + sign, style, number_r) : 0;
    if (!taken && at > 1 && token_mark(tokens, at, MARK_AND) &&
        token_mark(tokens, at - 2, MARK_BETWEEN)) {
        sign = 1;
        taken = read_number(tokens, at + sign, style, number_r);
    }
    return taken ? sign + taken : 0;
}

static void fill(struct quantity *quantity, double low, double high, struct unit unit)
{
    quantity->value = (struct value){.type = VALUE_DURATION,
                                     .unit = unit.unit,
                                     .low = low * unit.factor,
                                     .high = high * unit.factor};
}

/* "1 dag tot 3 dagen": a second end with a unit of its own. */
static guint read_far_end(const struct tokens *tokens, guint at, struct number_style style,
                          struct quantity *quantity)
{
    double high;
    struct unit unit;
    guint taken = read_second(tokens, at, style, &high), more;
    if (!taken || !(more = read_unit(tokens, at + taken, &unit))) {
        return 0;
    }
    double low = quantity->value.low;
    if (!same_unit(&low, quantity->value.unit, unit.unit) || high <= low) {
        return 0;
    }
    fill(quantity, low, high, unit);
    return taken + more;
}

/* "the last day of a month" is no month; "a maximum of a month" and "a warranty of a year" are. */
static gboolean is_part_of(const struct tokens *tokens, guint at)
{
    struct ts_str before = at ? token_folded(tokens, token_at(tokens, at - 1)) : ts_text("");
    if (at < 2 || !(ts_is(before, "of") || ts_is(before, "van")) ||
        token_mark(tokens, at - 1, MARK_TO)) { /* Dutch "of" is another word */
        return FALSE;
    }
    return !token_mark(tokens, at - 2, MARK_MOST) && !token_mark(tokens, at - 2, MARK_LEAST) &&
           !token_mark(tokens, at - 2, MARK_ANCHOR);
}

static gboolean is_article_of_unit(const struct tokens *tokens, guint at, struct unit *unit_r)
{
    return token_mark(tokens, at, MARK_ARTICLE) && read_unit(tokens, at + 1, unit_r) &&
           !is_part_of(tokens, at);
}

guint read_duration(const struct tokens *tokens, guint at, struct number_style style,
                    struct quantity *quantity)
{
    double low, high;
    struct unit unit = {UNIT_DAY, 1};
    guint here = at, taken;
    if ((taken = read_halves(tokens, at, &low, &unit))) {
        mend_halves(&low, &unit);
        fill(quantity, low, low, unit);
        return taken;
    }
    if (is_article_of_unit(tokens, at, &unit)) {
        fill(quantity, 1, 1, unit);
        return 1 + read_unit(tokens, at + 1, &unit);
    }
    if (!(taken = read_number(tokens, here, style, &low))) {
        return 0;
    }
    here += taken;
    high = low;
    if ((taken = read_second(tokens, here, style, &high))) {
        here += high > low ? taken : 0;
    }
    here = skip_filler(tokens, here);
    if (!(taken = read_unit(tokens, here, &unit))) {
        return 0;
    }
    fill(quantity, low, MAX(low, high), unit);
    here += taken;
    if (high <= low) {
        here += read_far_end(tokens, here, style, quantity);
    }
    return here - at;
}

guint read_relative(const struct tokens *tokens, guint at, struct quantity *quantity)
{
    const struct mark *mark = token_longest(tokens, at, MARK_TOMORROW);
    if (!mark) {
        return 0;
    }
    struct unit unit = {mark->value / 10 % 10 ? UNIT_WORKDAY : UNIT_DAY, 1};
    fill(quantity, mark->value % 10, mark->value % 10, unit);
    quantity->is_relative = TRUE;
    quantity->needs_cutoff = mark->value < 100;
    return mark->count;
}
