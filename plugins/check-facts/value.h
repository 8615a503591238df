/* SPDX-License-Identifier: MIT
 *
 * The value of a fact: an interval with a unit, a week of opening hours, or a phrase; how it is
 * read and written, and how two of them relate. Pure: no call, no document.
 */
#ifndef PLUGINS_CHECK_FACTS_VALUE_H
#define PLUGINS_CHECK_FACTS_VALUE_H

#include <glib.h>

#include "touchstone/plugin.h"

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

/* low..high, equal for one value. "within 3 days" and "at most 3 days" have is_at_most and low 0;
 * "from 50 euro" and "at least" have is_at_least. */
struct value {
    enum value_type type;
    enum duration_unit unit; /* of a duration */
    double low, high;        /* of all but hours, date and phrase; money in the currency's unit */
    gboolean is_at_most, is_at_least;
    char currency[4]; /* "EUR" */
    /* Of hours: minutes since midnight, by weekday from Monday; opens < 0 = not said, opens ==
     * closes = closed. A second stretch (after lunch) if there is one. */
    struct {
        int opens, closes, opens_again, closes_again;
    } days[7];
    struct ts_str phrase; /* of a phrase, folded; of a date, "2026-10-01" or "--12-25" */
};

/* The normal form, as it stands in observations: "2d", "1-3wd", "<=3wd" is written "3wd" (within is
 * an upper bound of its own kind: details say "bound": "most"), "24h", "1m", "2y", "50.00 EUR",
 * "5%", "Mo-Fr 09:00-17:30; Sa 10:00-16:00", "2026-10-01". New string. */
char *value_print(const struct value *value);
/* From the normal form, or from a truth as people write it in the brand book in English or Dutch:
 * "1 workday", "2 werkdagen", "30 days", "1-3 werkdagen", "€ 50", "EUR 49.95", "Mo-Fr 09:00-17:30",
 * "ma-vr 9.00 - 17.30", "5 %". FALSE: it is no value of this type. phrase points into text. */
gboolean value_read(struct ts_str text, enum value_type type, struct value *value_r);

enum relation {
    VALUE_EQUAL,      /* the same, or within the calendar's tolerance */
    VALUE_OVERLAPS,   /* not the same, but both can be true */
    VALUE_CONTRADICTS /* disjoint: if one is true the other is not */
};
enum relation value_relate(const struct value *a, const struct value *b);

#endif
