/* SPDX-License-Identifier: MIT
 *
 * Reads a date: ISO 8601, with a month's name, or day, month and year in this order.
 */
#include <string.h>

#include "plugins/check-facts/value_private.h"

#define GROUPS_MAX 3u
#define MONTH_LETTERS 3u

struct date {
    guint groups[GROUPS_MAX], lengths[GROUPS_MAX];
    guint count;
    guint month; /* by its name; 0 = none */
};

static const struct {
    const char *name;
    guint month;
} months[] = {
    {"january", 1},   {"januari", 1},   {"february", 2}, {"februari", 2}, {"march", 3},
    {"maart", 3},     {"mrt", 3},       {"april", 4},    {"may", 5},      {"mei", 5},
    {"june", 6},      {"juni", 6},      {"july", 7},     {"juli", 7},     {"august", 8},
    {"augustus", 8},  {"september", 9}, {"october", 10}, {"oktober", 10}, {"november", 11},
    {"december", 12},
};

static const char *const beside[] = {
    "of",        "the",     "on",       "de",     "op",      "e",       "ste",
    "st",        "nd",      "rd",       "th",     "monday",  "tuesday", "wednesday",
    "thursday",  "friday",  "saturday", "sunday", "maandag", "dinsdag", "woensdag",
    "donderdag", "vrijdag", "zaterdag", "zondag",
};

static guint month_of(struct ts_str word)
{
    for (size_t i = 0; word.len >= MONTH_LETTERS && i < G_N_ELEMENTS(months); i++) {
        if (word.len <= strlen(months[i].name) && memcmp(months[i].name, word.ptr, word.len) == 0) {
            return months[i].month;
        }
    }
    return 0;
}

/* "01.10.2026" is one token. */
static gboolean take_groups(struct date *date, struct ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        guint number = 0, length = 0;
        for (; i < text.len && g_ascii_isdigit(text.ptr[i]); i++, length++) {
            number = length < 4 ? number * 10 + (guint)(text.ptr[i] - '0') : number;
        }
        if (date->count == GROUPS_MAX || length == 0 || length > 4) {
            return FALSE;
        }
        date->groups[date->count] = number;
        date->lengths[date->count++] = length;
    }
    return TRUE;
}

static gboolean take_token(struct date *date, const struct value_token *token)
{
    if (token->kind == TOKEN_NUMBER) {
        return take_groups(date, token->text);
    }
    if (token->kind == TOKEN_SIGN) {
        return strchr("-/,", token->text.ptr[0]) != NULL;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(beside); i++) {
        if (ts_is(token->text, beside[i])) {
            return TRUE;
        }
    }
    guint month = month_of(token->text);
    gboolean is_first = date->month == 0;
    date->month = month;
    return month && is_first;
}

static gboolean is_year(const struct date *date, guint index)
{
    return index < date->count && date->lengths[index] == 4;
}

/* Day, month, year of the groups; year 0 = every year. */
static gboolean order(const struct date *date, guint dmy[3])
{
    const guint *groups = date->groups;
    guint month = date->month;
    if (month && date->count == 1 && !is_year(date, 0)) {
        memcpy(dmy, (guint[]){groups[0], month, 0}, 3 * sizeof *dmy);
    } else if (month && date->count == 2 && is_year(date, 1) && !is_year(date, 0)) {
        memcpy(dmy, (guint[]){groups[0], month, groups[1]}, 3 * sizeof *dmy);
    } else if (!month && date->count == 3 && is_year(date, 0)) {
        memcpy(dmy, (guint[]){groups[2], groups[1], groups[0]}, 3 * sizeof *dmy);
    } else if (!month && date->count == 3 && is_year(date, 2)) {
        memcpy(dmy, (guint[]){groups[0], groups[1], groups[2]}, 3 * sizeof *dmy);
    } else if (!month && date->count == 2) {
        memcpy(dmy, (guint[]){groups[1], groups[0], 0}, 3 * sizeof *dmy);
    } else {
        return FALSE;
    }
    return TRUE;
}

gboolean value_read_date(const struct value_tokens *tokens, struct value *value_r)
{
    struct date date = {0};
    guint dmy[3];
    /* without a year and a month's name it is only read in the normal form: 1-10 is a range */
    gboolean is_yearless = value_token_matches(tokens->items, "- -") == 2;
    for (const struct value_token *token = tokens->items; token->kind != TOKEN_END; token++) {
        if (!take_token(&date, token)) {
            return FALSE;
        }
    }
    if (!order(&date, dmy) || (date.count == 2 && !date.month && !is_yearless) ||
        !g_date_valid_dmy((GDateDay)MIN(dmy[0], 99), (GDateMonth)MIN(dmy[1], 13),
                          (GDateYear)(dmy[2] ? dmy[2] : 2000))) {
        return FALSE;
    }
    value_r->low = value_r->high = dmy[2] * 10000.0 + dmy[1] * 100.0 + dmy[0];
    return TRUE;
}
