/* SPDX-License-Identifier: MIT
 *
 * Reads amounts, dates and phrases: the normal form, and what people write in a brand book.
 */
#include <string.h>

#include "plugins/check-facts/value_private.h"

/* What was read so far of an amount. */
struct amount {
    enum value_type type;
    double numbers[2];
    guint count;
    gboolean is_range; /* a separator stands after the first number */
    gboolean has_unit; /* for money a currency, for a percentage its sign */
    gboolean is_most, is_least;
    enum duration_unit unit;
    char currency[4];
};

struct unit_word {
    const char *phrase;
    enum duration_unit unit;
};

/* Longer phrases first. */
static const struct unit_word units[] = {
    {"working days", UNIT_WORKDAY},
    {"working day", UNIT_WORKDAY},
    {"business days", UNIT_WORKDAY},
    {"business day", UNIT_WORKDAY},
    {"working - days", UNIT_WORKDAY},
    {"working - day", UNIT_WORKDAY},
    {"work days", UNIT_WORKDAY},
    {"work day", UNIT_WORKDAY},
    {"calendar days", UNIT_DAY},
    {"calendar day", UNIT_DAY},
    {"workdays", UNIT_WORKDAY},
    {"workday", UNIT_WORKDAY},
    {"weekdays", UNIT_WORKDAY},
    {"werkdagen", UNIT_WORKDAY},
    {"werkdag", UNIT_WORKDAY},
    {"wd", UNIT_WORKDAY},
    {"kalenderdagen", UNIT_DAY},
    {"kalenderdag", UNIT_DAY},
    {"days", UNIT_DAY},
    {"day", UNIT_DAY},
    {"dagen", UNIT_DAY},
    {"dag", UNIT_DAY},
    {"d", UNIT_DAY},
    {"minutes", UNIT_MINUTE},
    {"minute", UNIT_MINUTE},
    {"minuten", UNIT_MINUTE},
    {"minuut", UNIT_MINUTE},
    {"min", UNIT_MINUTE},
    {"mins", UNIT_MINUTE},
    {"hours", UNIT_HOUR},
    {"hour", UNIT_HOUR},
    {"hrs", UNIT_HOUR},
    {"hr", UNIT_HOUR},
    {"uur", UNIT_HOUR},
    {"uren", UNIT_HOUR},
    {"h", UNIT_HOUR},
    {"weeks", UNIT_WEEK},
    {"week", UNIT_WEEK},
    {"weken", UNIT_WEEK},
    {"w", UNIT_WEEK},
    {"months", UNIT_MONTH},
    {"month", UNIT_MONTH},
    {"maanden", UNIT_MONTH},
    {"maand", UNIT_MONTH},
    {"m", UNIT_MONTH},
    {"years", UNIT_YEAR},
    {"year", UNIT_YEAR},
    {"jaar", UNIT_YEAR},
    {"jaren", UNIT_YEAR},
    {"y", UNIT_YEAR},
};

static const struct {
    const char *phrase, *currency;
} currencies[] = {
    {"€", "EUR"},   {"euro", "EUR"}, {"euros", "EUR"}, {"eur", "EUR"},    {"£", "GBP"},
    {"gbp", "GBP"}, {"pond", "GBP"}, {"pound", "GBP"}, {"pounds", "GBP"}, {"$", "USD"},
    {"usd", "USD"}, {"chf", "CHF"},  {"dkk", "DKK"},   {"sek", "SEK"},    {"nok", "NOK"},
    {"pln", "PLN"}, {"czk", "CZK"},  {"huf", "HUF"},   {"ron", "RON"},    {"bgn", "BGN"},
    {"isk", "ISK"}, {"try", "TRY"},  {"uah", "UAH"},   {"aud", "AUD"},    {"cad", "CAD"},
    {"nzd", "NZD"}, {"jpy", "JPY"},  {"cny", "CNY"},   {"inr", "INR"},    {"zar", "ZAR"},
};

static const char *const free_words[] = {"free",      "free of charge", "gratis",
                                         "kosteloos", "for free",       "no charge"};

enum { BEFORE = 1, AFTER = 2 };

/* Words for a bound and on which side of the number they stand. */
static const struct {
    const char *phrase;
    int side;
    gboolean is_most;
} bounds[] = {
    {"no later than", BEFORE, TRUE},
    {"not more than", BEFORE, TRUE},
    {"no more than", BEFORE, TRUE},
    {"at most", BEFORE, TRUE},
    {"at the latest", AFTER, TRUE},
    {"or less", AFTER, TRUE},
    {"up to", BEFORE, TRUE},
    {"within", BEFORE, TRUE},
    {"maximum", BEFORE, TRUE},
    {"max", BEFORE, TRUE},
    {"ten hoogste", BEFORE, TRUE},
    {"niet meer dan", BEFORE, TRUE},
    {"binnen", BEFORE, TRUE},
    {"maximaal", BEFORE, TRUE},
    {"uiterlijk", BEFORE, TRUE},
    {"hoogstens", BEFORE, TRUE},
    {"tot", BEFORE, TRUE},
    {"of minder", AFTER, TRUE},
    {"≤", BEFORE, TRUE},
    {"< =", BEFORE, TRUE},
    {"at least", BEFORE, FALSE},
    {"starting at", BEFORE, FALSE},
    {"more than", BEFORE, FALSE},
    {"or more", AFTER, FALSE},
    {"from", BEFORE, FALSE},
    {"above", BEFORE, FALSE},
    {"over", BEFORE, FALSE},
    {"minimum", BEFORE, FALSE},
    {"min", BEFORE, FALSE},
    {"ten minste", BEFORE, FALSE},
    {"meer dan", BEFORE, FALSE},
    {"of meer", AFTER, FALSE},
    {"tenminste", BEFORE, FALSE},
    {"minstens", BEFORE, FALSE},
    {"minimaal", BEFORE, FALSE},
    {"vanaf", BEFORE, FALSE},
    {"boven", BEFORE, FALSE},
    {"≥", BEFORE, FALSE},
    {"> =", BEFORE, FALSE},
    {"+", AFTER, FALSE},
};

static const char *const separators[] = {"-", "to", "tot", "or", "of", "à", "and", "en", "t/m"};
static const char *const fillers[] = {"between", "tussen", "about", "ongeveer", "circa", "ca",
                                      "the",     "de",     "het",   "of",       ", -"};
static const char *const percent_words[] = {"%", "percent", "procent", "per cent"};

static guint take_bound(struct amount *amount, const struct value_token *token)
{
    int side = amount->count ? AFTER : BEFORE;
    for (size_t i = 0; i < G_N_ELEMENTS(bounds); i++) {
        guint matched = bounds[i].side == side ? value_token_matches(token, bounds[i].phrase) : 0;
        if (matched) {
            *(bounds[i].is_most ? &amount->is_most : &amount->is_least) = TRUE;
            return matched;
        }
    }
    return 0;
}

static guint take_duration_unit(struct amount *amount, const struct value_token *token)
{
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        guint matched = value_token_matches(token, units[i].phrase);
        if (matched && amount->count && (!amount->has_unit || amount->unit == units[i].unit)) {
            amount->unit = units[i].unit;
            amount->has_unit = TRUE;
            return matched;
        }
    }
    return 0;
}

gboolean value_read_currency(struct ts_str text, char currency_r[4])
{
    for (size_t i = 0; i < G_N_ELEMENTS(currencies); i++) {
        if (text.len == strlen(currencies[i].phrase) &&
            g_ascii_strncasecmp(text.ptr, currencies[i].phrase, text.len) == 0) {
            memcpy(currency_r, currencies[i].currency, 4);
            return TRUE;
        }
    }
    return FALSE;
}

static guint take_currency(struct amount *amount, const struct value_token *token)
{
    char currency[4];
    if (token->kind != TOKEN_WORD || !value_read_currency(token->text, currency) ||
        (amount->has_unit && strcmp(amount->currency, currency) != 0)) {
        return 0;
    }
    memcpy(amount->currency, currency, sizeof currency);
    amount->has_unit = TRUE;
    return 1;
}

static guint take_unit(struct amount *amount, const struct value_token *token)
{
    guint matched = 0;
    switch (amount->type) {
    case VALUE_DURATION:
        return take_duration_unit(amount, token);
    case VALUE_MONEY:
        return take_currency(amount, token);
    case VALUE_PERCENTAGE:
        matched = VALUE_MATCH_ANY(token, percent_words);
        amount->has_unit |= matched > 0;
        return matched;
    default:
        return 0;
    }
}

static guint take_number(struct amount *amount, const struct value_token *token)
{
    guint index = amount->count;
    if (index == 2 || (index == 1 && !amount->is_range) ||
        !value_token_number(token, &amount->numbers[index])) {
        return 0;
    }
    amount->count++;
    return 1;
}

static guint take_separator(struct amount *amount, const struct value_token *token)
{
    guint matched =
        amount->count == 1 && !amount->is_range ? VALUE_MATCH_ANY(token, separators) : 0;
    amount->is_range |= matched > 0;
    return matched;
}

/* "a 30-day right": the dash joins, it makes no range. */
static guint take_joined_unit(struct amount *amount, const struct value_token *token)
{
    gboolean may_join =
        amount->type == VALUE_DURATION && amount->count && value_token_is(token, "-");
    guint matched = may_join ? take_unit(amount, token + 1) : 0;
    return matched ? matched + 1 : 0;
}

static gboolean finish_amount(const struct amount *amount, struct value *value)
{
    gboolean needs_unit = amount->type != VALUE_NUMBER;
    if (amount->count == 0 || (amount->count == 1 && amount->is_range) ||
        needs_unit != amount->has_unit || (amount->is_most && amount->is_least) ||
        (amount->count == 2 && amount->numbers[0] > amount->numbers[1])) {
        return FALSE;
    }
    value->unit = amount->unit;
    value->low = amount->numbers[0];
    value->high = amount->numbers[amount->count - 1];
    memcpy(value->currency, amount->currency, sizeof value->currency);
    value_bind(value, ts_text(amount->is_most ? "most" : amount->is_least ? "least" : ""));
    return TRUE;
}

static gboolean read_amount(const struct value_tokens *tokens, struct value *value)
{
    struct amount amount = {.type = value->type};
    for (const struct value_token *token = tokens->items; token->kind != TOKEN_END;) {
        guint taken = take_bound(&amount, token);
        taken = taken ? taken : take_unit(&amount, token);
        taken = taken ? taken : take_joined_unit(&amount, token);
        taken = taken ? taken : take_separator(&amount, token);
        taken = taken ? taken : VALUE_MATCH_ANY(token, fillers);
        taken = taken ? taken : take_number(&amount, token);
        if (taken == 0) {
            return FALSE;
        }
        token += taken;
    }
    return finish_amount(&amount, value);
}

static gboolean is_free(const struct value_tokens *tokens)
{
    return VALUE_MATCH_ANY(tokens->items, free_words) == tokens->count && tokens->count > 0;
}

static struct ts_str trim(struct ts_str text)
{
    while (text.len && g_ascii_isspace(text.ptr[0])) {
        text = ts_bytes(text.ptr + 1, text.len - 1);
    }
    while (text.len && g_ascii_isspace(text.ptr[text.len - 1])) {
        text.len--;
    }
    return text;
}

static gboolean read_tokens(const struct value_tokens *tokens, struct value *value)
{
    switch (value->type) {
    case VALUE_HOURS:
        return value_read_hours(tokens, value);
    case VALUE_DATE:
        return value_read_date(tokens, value);
    case VALUE_MONEY:
        return is_free(tokens) || read_amount(tokens, value);
    default:
        return read_amount(tokens, value);
    }
}

gboolean value_read(struct ts_str text, enum value_type type, struct value *value_r)
{
    struct value_tokens tokens;
    *value_r = (struct value){.type = type};
    value_clear_week(value_r);
    if (type == VALUE_PHRASE) {
        value_r->phrase = trim(text);
        return value_r->phrase.len > 0;
    }
    if (!value_tokens_cut(text, type != VALUE_HOURS, &tokens)) {
        return FALSE;
    }
    gboolean is_read = read_tokens(&tokens, value_r);
    value_tokens_clear(&tokens);
    return is_read;
}
