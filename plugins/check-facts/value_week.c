/* SPDX-License-Identifier: MIT
 *
 * Weeks of opening hours: one made of several lines, written in the normal form, compared.
 */
#include "plugins/check-facts/value_private.h"

static const char *const day_names[] = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};

void value_clear_week(struct value *value)
{
    for (guint day = 0; day < G_N_ELEMENTS(value->days); day++) {
        value->days[day] = (struct opening){-1, -1, -1, -1};
    }
}

static gboolean has_again(const struct opening *opening)
{
    return opening->opens_again >= 0 && opening->opens_again != opening->closes_again;
}

static gboolean is_closed(const struct opening *opening)
{
    return opening->opens == opening->closes && !has_again(opening);
}

/* ---- joined ---- */

void opening_add(struct opening *opening, int opens, int closes)
{
    if (opening->opens < 0 || opening->opens == opening->closes) {
        *opening = (struct opening){opens, closes, -1, -1};
    } else if (opening->opens_again < 0 && opens > opening->closes) {
        opening->opens_again = opens;
        opening->closes_again = closes;
    } else if (opening->opens_again < 0 && closes < opening->opens) {
        *opening = (struct opening){opens, closes, opening->opens, opening->closes};
    }
}

/* Each opens once, and the two have a time between them. */
static gboolean is_apart(const struct opening *a, const struct opening *b)
{
    return !has_again(a) && !has_again(b) && !is_closed(a) && !is_closed(b) &&
           a->opens < a->closes && b->opens < b->closes &&
           (a->closes < b->opens || b->closes < a->opens);
}

gboolean value_join_week(struct value *week, const struct value *more, gboolean may_add)
{
    for (guint day = 0; day < G_N_ELEMENTS(week->days); day++) {
        const struct opening *one = &week->days[day], *other = &more->days[day];
        if (one->opens >= 0 && other->opens >= 0 && !(may_add && is_apart(one, other))) {
            return FALSE;
        }
    }
    for (guint day = 0; day < G_N_ELEMENTS(week->days); day++) {
        const struct opening *other = &more->days[day];
        if (week->days[day].opens < 0) {
            week->days[day] = *other;
        } else if (other->opens >= 0) {
            opening_add(&week->days[day], other->opens, other->closes);
        }
    }
    return TRUE;
}

/* ---- written ---- */

static gboolean is_same_day(const struct opening *a, const struct opening *b)
{
    if (a->opens < 0 || b->opens < 0) {
        return a->opens < 0 && b->opens < 0;
    }
    if (is_closed(a) || is_closed(b)) {
        return is_closed(a) && is_closed(b);
    }
    return a->opens == b->opens && a->closes == b->closes && has_again(a) == has_again(b) &&
           (!has_again(a) ||
            (a->opens_again == b->opens_again && a->closes_again == b->closes_again));
}

static void print_stretch(GString *text, int opens, int closes)
{
    g_string_append_printf(text, "%02d:%02d-%02d:%02d", opens / 60, opens % 60, closes / 60,
                           closes % 60);
}

static void print_day(GString *text, const struct opening *opening)
{
    if (is_closed(opening)) {
        g_string_append(text, " closed");
        return;
    }
    g_string_append_c(text, ' ');
    print_stretch(text, opening->opens, opening->closes);
    if (has_again(opening)) {
        g_string_append_c(text, ',');
        print_stretch(text, opening->opens_again, opening->closes_again);
    }
}

void value_print_hours(const struct value *value, GString *text)
{
    const struct opening *days = value->days;
    for (guint first = 0, last; first < G_N_ELEMENTS(day_names); first = last + 1) {
        last = first;
        if (days[first].opens < 0) {
            continue;
        }
        while (last + 1 < G_N_ELEMENTS(day_names) && is_same_day(&days[first], &days[last + 1])) {
            last++;
        }
        g_string_append_printf(text, "%s%s", text->len ? "; " : "", day_names[first]);
        if (last > first) {
            g_string_append_printf(text, "-%s", day_names[last]);
        }
        print_day(text, &days[first]);
    }
}

/* ---- compared ---- */

/* Where one has a break and the other leaves it out, both open and close at the same time. */
static gboolean differs_in_break(const struct opening *a, const struct opening *b)
{
    const struct opening *with = has_again(a) ? a : b, *without = has_again(a) ? b : a;
    return has_again(with) && !has_again(without) && with->opens == without->opens &&
           with->closes_again == without->closes;
}

enum relation value_relate_hours(const struct value *a, const struct value *b)
{
    guint same = 0, overlapping = 0, only_one = 0;
    for (guint day = 0; day < G_N_ELEMENTS(day_names); day++) {
        const struct opening *one = &a->days[day], *other = &b->days[day];
        if (one->opens < 0 || other->opens < 0) {
            const struct opening *said = one->opens < 0 ? other : one;
            only_one += said->opens >= 0 && !is_closed(said);
        } else if (is_same_day(one, other)) {
            same++;
        } else if (!is_closed(one) && !is_closed(other) && differs_in_break(one, other)) {
            overlapping++;
        } else {
            return VALUE_CONTRADICTS;
        }
    }
    if (same + overlapping == 0) {
        return VALUE_INCOMPARABLE;
    }
    return overlapping + only_one ? VALUE_OVERLAPS : VALUE_EQUAL;
}
