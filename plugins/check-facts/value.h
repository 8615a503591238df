/* SPDX-License-Identifier: MIT
 *
 * The value of a fact: an interval with a unit, a week of opening hours, or a phrase; how it is
 * read and written, and how two of them relate. Pure: no call, no document.
 */
#ifndef PLUGINS_CHECK_FACTS_VALUE_H
#define PLUGINS_CHECK_FACTS_VALUE_H

#include <glib.h>

#include "touchstone/plugin.h"

#define VALUE_TEXT_MAX 400u /* bytes of a text that value_read reads; a phrase may be longer */

enum value_type {
    VALUE_DURATION,
    VALUE_MONEY,
    VALUE_HOURS,
    VALUE_PERCENTAGE,
    VALUE_NUMBER,
    VALUE_DATE,
    VALUE_PHRASE
};
enum duration_unit {
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WORKDAY,
    UNIT_WEEK,
    UNIT_MONTH,
    UNIT_YEAR
};

/* Minutes since midnight (24:00 = 1440; past midnight: closes below opens). opens < 0 = nothing is
 * said of this day, opens == closes = closed. A second stretch (after lunch) if opens_again >= 0
 * and differs from closes_again. */
struct opening {
    int opens, closes, opens_again, closes_again;
};

/* low..high, equal for one value. "within 3 days" and "at most 3 days" have is_at_most and low 0;
 * "from 50 euro" and "at least" have is_at_least and high = low. A zeroed value of hours says that
 * the shop is closed all week: value_clear_week first. */
struct value {
    enum value_type type;
    enum duration_unit unit; /* of a duration */
    double low, high;        /* of all but hours and phrase; money in the currency's unit; a date as
                                20261001, of every year as 1225 */
    gboolean is_at_most, is_at_least;
    char currency[4];       /* "EUR"; "" = free of charge, in whichever */
    struct opening days[7]; /* of hours, from Monday */
    struct ts_str phrase;   /* of a phrase; letter case and white space do not count */
};

/* All days unsaid. */
void value_clear_week(struct value *value);
/* Takes over the days that the week leaves out; with may_add, on days that both name, times that
 * lie apart too: lunch in one line, dinner in another. FALSE, and the week is as it was: they do
 * not go together. */
gboolean value_join_week(struct value *week, const struct value *more, gboolean may_add);
/* A further stretch of a day; one too many, or one that overlaps, is left out. */
void opening_add(struct opening *opening, int opens, int closes);

/* The normal form, as it stands in observations: "2d", "1-3wd", "24h", "30min", "2w", "1m", "2y",
 * "50.00 EUR", "free", "5%", "Mo-Fr 09:00-12:30,13:30-17:30; Sa 10:00-16:00; Su closed",
 * "2026-10-01", "--12-25". Bounds are not in it: value_bound. New string. */
char *value_print(const struct value *value);
/* For people, in Dutch ("nl") or English: "binnen 3 werkdagen", "from €50.00", "Mo-Fr 09:00-17:30".
 * New string. */
char *value_say(const struct value *value, const char *language);
/* "most", "least" or "": travels beside the normal form. */
const char *value_bound(const struct value *value);
/* The other way: what was read from the normal form gets its bound back. */
void value_bind(struct value *value, struct ts_str bound);
/* The bound is forgotten, its number stays: "return within 14 days" promises 14 days. */
void value_unbind(struct value *value);

/* From the normal form, or from a truth as people write it in English or Dutch: "1 workday", "2
 * werkdagen", "twee jaar", "30 days", "1-3 werkdagen", "binnen 2 werkdagen", "€ 50", "from 49,95
 * euro", "5 %", "1 oktober 2026", "Mo-Fr 09:00-17:30", "ma t/m vr 9.00 - 17.30, zondag gesloten",
 * "weekdays 9 am to 5 pm". FALSE: it is no value of this type, or holds more than one. phrase
 * points into text. */
gboolean value_read(struct ts_str text, enum value_type type, struct value *value_r);

/* "€", "euro", "eur": "EUR". FALSE: no currency that is known. */
gboolean value_read_currency(struct ts_str text, char currency_r[4]);

enum relation {
    VALUE_EQUAL,        /* the same, or the same by the calendar: 14 days and 2 weeks */
    VALUE_OVERLAPS,     /* not the same, but both can be true */
    VALUE_CONTRADICTS,  /* disjoint: if one is true the other is not */
    VALUE_INCOMPARABLE, /* other types, other currencies, no day of the week in common */
};
/* By size: below, equal (0) or above; those of no size by their normal forms. */
int value_compare(const struct value *a, const struct value *b);
/* Symmetric. The README has the table of what is decided. */
enum relation value_relate(const struct value *a, const struct value *b);

#endif
