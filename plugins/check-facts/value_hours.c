/* SPDX-License-Identifier: MIT
 *
 * A week of opening hours, as people write it.
 */
#include <string.h>

#include "plugins/check-facts/value_private.h"

#define DAY_MINUTES 1440
#define WORKDAYS 0x1fu
#define WEEKEND 0x60u
#define ALL_DAYS 0x7fu

/* Days as a set of bits from Monday. */
struct day_word {
    const char *phrase;
    guint days;
};

static const struct day_word day_words[] = {
    {"every day", ALL_DAYS},
    {"seven days a week", ALL_DAYS},
    {"7 days a week", ALL_DAYS},
    {"daily", ALL_DAYS},
    {"dagelijks", ALL_DAYS},
    {"elke dag", ALL_DAYS},
    {"7 dagen per week", ALL_DAYS},
    {"zeven dagen per week", ALL_DAYS},
    {"iedere dag", ALL_DAYS},
    {"weekdays", WORKDAYS},
    {"workdays", WORKDAYS},
    {"working days", WORKDAYS},
    {"business days", WORKDAYS},
    {"werkdagen", WORKDAYS},
    {"doordeweeks", WORKDAYS},
    {"weekend", WEEKEND},
    {"weekends", WEEKEND},
    {"mo", 1},
    {"mon", 1},
    {"monday", 1},
    {"mondays", 1},
    {"ma", 1},
    {"maandag", 1},
    {"maandags", 1},
    {"tu", 2},
    {"tue", 2},
    {"tues", 2},
    {"tuesday", 2},
    {"tuesdays", 2},
    {"di", 2},
    {"din", 2},
    {"dinsdag", 2},
    {"dinsdags", 2},
    {"we", 4},
    {"wed", 4},
    {"wednesday", 4},
    {"wednesdays", 4},
    {"wo", 4},
    {"woe", 4},
    {"woensdag", 4},
    {"woensdags", 4},
    {"th", 8},
    {"thu", 8},
    {"thur", 8},
    {"thurs", 8},
    {"thursday", 8},
    {"thursdays", 8},
    {"do", 8},
    {"don", 8},
    {"donderdag", 8},
    {"donderdags", 8},
    {"fr", 16},
    {"fri", 16},
    {"friday", 16},
    {"fridays", 16},
    {"vr", 16},
    {"vrij", 16},
    {"vrijdag", 16},
    {"vrijdags", 16},
    {"sa", 32},
    {"sat", 32},
    {"saturday", 32},
    {"saturdays", 32},
    {"za", 32},
    {"zat", 32},
    {"zaterdag", 32},
    {"zaterdags", 32},
    {"su", 64},
    {"sun", 64},
    {"sunday", 64},
    {"sundays", 64},
    {"zo", 64},
    {"zon", 64},
    {"zondag", 64},
    {"zondags", 64},
};

static const char *const range_words[] = {"-",   "t/m",  "tot en met", "tem",     "to",
                                          "tot", "till", "until",      "through", "thru"};
static const char *const closed_words[] = {"closed", "gesloten", "dicht"};
static const char *const hour_words[] = {"uur", "u", "h", "hrs", "hours", "o'clock"};
static const char *const fillers[] = {
    ",",   ";",    ":",       "/",   "+",    "and", "en",  "from", "van",     "on",
    "op",  "open", "geopend", "we",  "zijn", "wij", "are", "is",   "between", "tussen",
    "and", "of",   "the",     "het", "de",   "in",  "'s",  "s",    "at",      "om"};

struct week {
    struct value *value;
    guint days;          /* for which the next times hold */
    guint last;          /* of them */
    gboolean is_done;    /* times were given for them: the next day begins anew */
    gboolean is_range;   /* "Mo -": the next day ends it */
    gboolean is_closing; /* "closed on": the next days are closed */
    guint stretches;
};

static guint match_days(const struct value_token *token, guint *days_r)
{
    for (size_t i = 0; i < G_N_ELEMENTS(day_words); i++) {
        guint matched = value_token_matches(token, day_words[i].phrase);
        if (matched) {
            *days_r = day_words[i].days;
            return matched;
        }
    }
    return 0;
}

static void set_days(struct week *week, struct opening opening)
{
    for (guint day = 0; day < G_N_ELEMENTS(week->value->days); day++) {
        if (week->days & (1u << day)) {
            week->value->days[day] = opening;
        }
    }
}

static const struct opening closed = {0, 0, -1, -1};

/* From the first day of the set to the other, over Sunday if need be. */
static guint fill(guint from, guint to)
{
    guint day = from, days = from;
    while (!(day & to)) {
        day = day == 64 ? 1 : day << 1;
        days |= day;
    }
    return days | to;
}

static guint take_days(struct week *week, const struct value_token *token)
{
    guint days, matched = match_days(token, &days);
    if (!matched) {
        return 0;
    }
    if (week->is_done && !week->is_range) {
        week->days = 0;
        week->is_done = FALSE;
        week->stretches = 0;
    }
    week->days |= week->is_range && week->days ? fill(week->last, days) : days;
    week->last = days;
    week->is_range = FALSE;
    if (week->is_closing) {
        set_days(week, closed);
    }
    return matched;
}

static gboolean is_one_day(guint days)
{
    return days && !(days & (days - 1));
}

static guint take_range(struct week *week, const struct value_token *token)
{
    guint days, matched = VALUE_MATCH_ANY(token, range_words);
    if (!matched || !is_one_day(week->last) || week->is_done ||
        !match_days(token + matched, &days)) {
        return 0;
    }
    week->is_range = TRUE;
    return matched;
}

static guint take_closed(struct week *week, const struct value_token *token)
{
    guint matched = VALUE_MATCH_ANY(token, closed_words);
    if (!matched) {
        return 0;
    }
    if (week->days && !week->is_done) {
        set_days(week, closed);
        week->is_done = TRUE;
    } else {
        week->days = week->last = 0;
        week->is_done = FALSE;
        week->is_closing = TRUE;
    }
    return matched;
}

/* ---- times ---- */

struct time {
    int minutes;
    gboolean has_minutes, has_half; /* am or pm */
};

static gboolean read_clock(struct ts_str hour, struct ts_str minute, struct time *time)
{
    int numbers[2] = {0};
    struct ts_str texts[2] = {hour, minute};
    for (int part = 0; part < 2; part++) {
        if (texts[part].len > 2) {
            return FALSE;
        }
        for (size_t i = 0; i < texts[part].len; i++) {
            numbers[part] = numbers[part] * 10 + (texts[part].ptr[i] - '0');
        }
    }
    time->minutes = numbers[0] * 60 + numbers[1];
    time->has_minutes = minute.len > 0;
    return hour.len > 0 && minute.len != 1 && numbers[1] < 60 && time->minutes <= DAY_MINUTES;
}

/* "9.30" is one token; "9:30" and "9u30" are three. */
static guint match_clock(const struct value_token *token, struct time *time)
{
    const char *point;
    if (token->kind != TOKEN_NUMBER) {
        return 0;
    }
    point = memchr(token->text.ptr, '.', token->text.len);
    if (point) {
        size_t size = (size_t)(point - token->text.ptr);
        return read_clock(ts_bytes(token->text.ptr, size),
                          ts_bytes(point + 1, token->text.len - size - 1), time);
    }
    gboolean is_parted = token[1].is_glued && token[2].is_glued && token[2].kind == TOKEN_NUMBER &&
                         (value_token_is(&token[1], ":") || value_token_is(&token[1], "u") ||
                          value_token_is(&token[1], "h"));
    guint count = is_parted ? 3 : 1;
    return read_clock(token->text, is_parted ? token[2].text : ts_text(NULL), time) ? count : 0;
}

static guint match_half(const struct value_token *token, struct time *time)
{
    gboolean is_am = value_token_is(token, "am"), is_pm = value_token_is(token, "pm");
    guint matched = is_am || is_pm;
    if (!matched) { /* "a.m." */
        is_am = value_token_matches(token, "a m") == 2;
        is_pm = value_token_matches(token, "p m") == 2;
        matched = is_am || is_pm ? 2 : 0;
    }
    if (matched && time->minutes < 13 * 60) {
        time->minutes = time->minutes % (12 * 60) + (is_pm ? 12 * 60 : 0);
        time->has_half = TRUE;
    }
    return matched;
}

static guint match_time(const struct value_token *token, struct time *time)
{
    *time = (struct time){0};
    guint matched = match_clock(token, time);
    if (matched == 0) {
        return 0;
    }
    matched += VALUE_MATCH_ANY(token + matched, hour_words);
    return matched + match_half(token + matched, time);
}

/* "9 to 5" closes in the afternoon. */
static void read_afternoon(const struct time *opens, struct time *closes)
{
    gboolean is_bare =
        !opens->has_half && !opens->has_minutes && !closes->has_half && !closes->has_minutes;
    if (is_bare && closes->minutes < opens->minutes && closes->minutes <= DAY_MINUTES / 2) {
        closes->minutes += DAY_MINUTES / 2;
    }
}

static void add_stretch(struct week *week, int opens, int closes)
{
    for (guint day = 0; day < G_N_ELEMENTS(week->value->days); day++) {
        struct opening *opening = &week->value->days[day];
        if (!(week->days & (1u << day))) {
            continue;
        }
        if (week->stretches == 0) {
            *opening = (struct opening){opens, closes, -1, -1};
        } else {
            opening->opens_again = opens;
            opening->closes_again = closes;
        }
    }
    week->stretches++;
    week->is_done = TRUE;
}

static guint take_times(struct week *week, const struct value_token *token)
{
    static const char *const pair_words[] = {"en", "and"};
    struct time opens, closes;
    guint matched = match_time(token, &opens), between, second;
    if (matched == 0 || !week->days || week->is_closing || week->stretches == 2) {
        return 0;
    }
    between = VALUE_MATCH_ANY(token + matched, range_words);
    between = between ? between : VALUE_MATCH_ANY(token + matched, pair_words);
    second = between ? match_time(token + matched + between, &closes) : 0;
    if (second == 0) {
        return 0;
    }
    read_afternoon(&opens, &closes);
    add_stretch(week, opens.minutes, closes.minutes);
    return matched + between + second;
}

static gboolean is_any_said(const struct value *value)
{
    for (guint day = 0; day < G_N_ELEMENTS(value->days); day++) {
        if (value->days[day].opens >= 0) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean value_read_hours(const struct value_tokens *tokens, struct value *value_r)
{
    struct week week = {.value = value_r};
    if (tokens->count == 3 && value_token_matches(tokens->items, "24 / 7")) {
        week.days = ALL_DAYS;
        set_days(&week, (struct opening){0, DAY_MINUTES, -1, -1});
        return TRUE;
    }
    for (const struct value_token *token = tokens->items; token->kind != TOKEN_END;) {
        guint taken = take_range(&week, token);
        taken = taken ? taken : take_days(&week, token);
        taken = taken ? taken : take_times(&week, token);
        taken = taken ? taken : take_closed(&week, token);
        taken = taken ? taken : VALUE_MATCH_ANY(token, fillers);
        if (taken == 0) {
            return FALSE;
        }
        token += taken;
    }
    return (week.is_done || week.is_closing) && is_any_said(value_r);
}
