/* SPDX-License-Identifier: MIT
 *
 * Can two values of a fact both be true? The README has the table of what is decided here.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-facts/value_private.h"

#define ROUNDING 1e-6

/* A length of time in days: what it can be by the calendar, and what people mean by it. */
struct stretch {
    double shortest, longest;
    double usual_low, usual_high;
};

/* A working day has eight hours; every five of them enclose a weekend, and one may be a holiday. */
static struct stretch workdays(double count)
{
    return (struct stretch){MAX(count - 2.0 / 3, 0), count + 2 * ceil(count / 5) + 1, count,
                            count + 2 * floor(count / 5)};
}

static struct stretch stretch_of(double count, enum duration_unit unit)
{
    static const double days[][2] = {
        [UNIT_MINUTE] = {1.0 / 1440, 1.0 / 1440},
        [UNIT_HOUR] = {1.0 / 24, 1.0 / 24},
        [UNIT_DAY] = {1, 1},
        [UNIT_WEEK] = {7, 7},
        [UNIT_MONTH] = {28, 31},
        [UNIT_YEAR] = {365, 366},
    };
    if (unit == UNIT_WORKDAY) {
        return workdays(count);
    }
    return (struct stretch){count * days[unit][0], count * days[unit][1],
                            count * (unit == UNIT_MONTH ? 30 : days[unit][0]),
                            count * days[unit][1]};
}

/* Months and years are counted alike: 12 months are one year, whatever the days. */
static double count_in(double count, enum duration_unit unit)
{
    return unit == UNIT_YEAR ? count * 12 : count;
}

static gboolean is_one_family(enum duration_unit a, enum duration_unit b)
{
    gboolean is_a_long = a == UNIT_MONTH || a == UNIT_YEAR;
    return a == b || (is_a_long && (b == UNIT_MONTH || b == UNIT_YEAR));
}

/* Equal numbers of one unit, or lengths that people mean as the same. */
static gboolean is_same_end(const struct value *a, double x, const struct value *b, double y)
{
    if (a->type != VALUE_DURATION) {
        return fabs(x - y) < (a->type == VALUE_MONEY ? 0.005 : ROUNDING);
    }
    if (is_one_family(a->unit, b->unit)) {
        return fabs(count_in(x, a->unit) - count_in(y, b->unit)) < ROUNDING;
    }
    struct stretch one = stretch_of(x, a->unit), other = stretch_of(y, b->unit);
    return one.usual_low <= other.usual_high + ROUNDING &&
           other.usual_low <= one.usual_high + ROUNDING;
}

/* Is x of a surely more than y of b? */
static gboolean is_beyond(const struct value *a, double x, const struct value *b, double y)
{
    if (is_same_end(a, x, b, y)) {
        return FALSE;
    }
    if (a->type != VALUE_DURATION) {
        return x > y;
    }
    if (is_one_family(a->unit, b->unit)) {
        return count_in(x, a->unit) > count_in(y, b->unit);
    }
    return stretch_of(x, a->unit).shortest > stretch_of(y, b->unit).longest + ROUNDING;
}

static gboolean is_disjoint(const struct value *a, const struct value *b)
{
    return (!b->is_at_least && is_beyond(a, a->low, b, b->high)) ||
           (!a->is_at_least && is_beyond(b, b->low, a, a->high));
}

/* Two bounds of one kind are two promises: the reader of both expects the better one. */
static enum relation relate_bounds(const struct value *a, double x, const struct value *b, double y)
{
    if (is_same_end(a, x, b, y)) {
        return VALUE_EQUAL;
    }
    return is_beyond(a, x, b, y) || is_beyond(b, y, a, x) ? VALUE_CONTRADICTS : VALUE_OVERLAPS;
}

static enum relation relate_intervals(const struct value *a, const struct value *b)
{
    gboolean is_same_low = is_same_end(a, a->low, b, b->low);
    gboolean is_same_high = is_same_end(a, a->high, b, b->high);
    if (a->is_at_most && b->is_at_most) {
        return relate_bounds(a, a->high, b, b->high);
    }
    if (a->is_at_least && b->is_at_least) {
        return relate_bounds(a, a->low, b, b->low);
    }
    if (is_disjoint(a, b)) {
        return VALUE_CONTRADICTS;
    }
    /* "within 3 days" and "1 to 3 days", "from 50" and "50" */
    if ((a->is_at_most || b->is_at_most) && !a->is_at_least && !b->is_at_least) {
        return is_same_high ? VALUE_EQUAL : VALUE_OVERLAPS;
    }
    if (a->is_at_least || b->is_at_least) {
        return is_same_low ? VALUE_EQUAL : VALUE_OVERLAPS;
    }
    return is_same_low && is_same_high ? VALUE_EQUAL : VALUE_OVERLAPS;
}

static enum relation relate_money(const struct value *a, const struct value *b)
{
    gboolean is_a_free = a->currency[0] == 0, is_b_free = b->currency[0] == 0;
    if (!is_a_free && !is_b_free && g_strcmp0(a->currency, b->currency) != 0) {
        return VALUE_INCOMPARABLE;
    }
    return relate_intervals(a, b);
}

static enum relation relate_dates(const struct value *a, const struct value *b)
{
    guint one = (guint)a->low, other = (guint)b->low;
    if (one < 10000 || other < 10000) {
        one %= 10000;
        other %= 10000;
    }
    return one == other ? VALUE_EQUAL : VALUE_CONTRADICTS;
}

/* Letter case and white space folded. */
static char *fold(struct ts_str text)
{
    g_autofree char *lower = g_utf8_casefold(text.ptr ? text.ptr : "", (gssize)text.len);
    GString *folded = g_string_new(NULL);
    for (const char *at = lower; *at; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        if (!g_unichar_isspace(character)) {
            g_string_append_unichar(folded, character);
        } else if (folded->len && folded->str[folded->len - 1] != ' ') {
            g_string_append_c(folded, ' ');
        }
    }
    if (folded->len && folded->str[folded->len - 1] == ' ') {
        g_string_truncate(folded, folded->len - 1);
    }
    return g_string_free(folded, FALSE);
}

static enum relation relate_phrases(const struct value *a, const struct value *b)
{
    g_autofree char *one = fold(a->phrase), *other = fold(b->phrase);
    return g_str_equal(one, other) ? VALUE_EQUAL : VALUE_CONTRADICTS;
}

static double size_of(const struct value *value, double number)
{
    return value->type == VALUE_DURATION ? stretch_of(number, value->unit).usual_low : number;
}

int value_compare(const struct value *a, const struct value *b)
{
    double low = size_of(a, a->low) - size_of(b, b->low);
    double high = size_of(a, a->high) - size_of(b, b->high);
    if (fabs(high) > ROUNDING || fabs(low) > ROUNDING) {
        return (fabs(high) > ROUNDING ? high : low) < 0 ? -1 : 1;
    }
    g_autofree char *one = value_print(a), *other = value_print(b);
    int order = strcmp(one, other);
    return order ? order : strcmp(value_bound(a), value_bound(b));
}

enum relation value_relate(const struct value *a, const struct value *b)
{
    if (a->type != b->type) {
        return VALUE_INCOMPARABLE;
    }
    switch (a->type) {
    case VALUE_HOURS:
        return value_relate_hours(a, b);
    case VALUE_MONEY:
        return relate_money(a, b);
    case VALUE_DATE:
        return relate_dates(a, b);
    case VALUE_PHRASE:
        return relate_phrases(a, b);
    default:
        return relate_intervals(a, b);
    }
}
