/* SPDX-License-Identifier: MIT
 *
 * Dates: "25 december 2026", "December 25, 2026", "25-12-2026", "2026-12-25", "1st of October".
 */
#include "plugins/check-facts/text.h"

static guint number_of(const struct tokens *tokens, guint at, guint max)
{
    if (!token_is_number(tokens, at) || token_at(tokens, at)->length > 4) {
        return 0;
    }
    const struct token *token = token_at(tokens, at);
    guint number = 0;
    for (guint i = 0; i < token->length; i++) {
        char digit = tokens->text.ptr[token->offset + i];
        if (!g_ascii_isdigit(digit)) {
            return 0;
        }
        number = number * 10 + (guint)(digit - '0');
    }
    return number <= max ? number : 0;
}

static guint year_at(const struct tokens *tokens, guint at)
{
    guint year = number_of(tokens, at, 2199);
    return year >= 1900 ? year : 0;
}

static void fill(struct quantity *quantity, guint year, guint month, guint day)
{
    double number = year * 10000.0 + month * 100.0 + day;
    quantity->value = (struct value){.type = VALUE_DATE, .low = number, .high = number};
}

/* "25-12-2026", "25/12/2026", "2026-12-25". */
static guint read_numbers(const struct tokens *tokens, guint at, struct quantity *quantity)
{
    gunichar sign = token_is_sign(tokens, at + 1, '-') ? '-' : '/';
    guint year = year_at(tokens, at), day, month = number_of(tokens, at + 2, 12);
    if (!token_is_sign(tokens, at + 1, sign) || !token_is_sign(tokens, at + 3, sign) || !month) {
        return 0;
    }
    day = number_of(tokens, year ? at + 4 : at, 31);
    year = year ? year : year_at(tokens, at + 4);
    fill(quantity, year, month, day);
    return day && year ? 5 : 0;
}

static gboolean is_ordinal(const struct tokens *tokens, guint at)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "e", "of"};
    for (guint i = 0; at < tokens->items->len && i < G_N_ELEMENTS(endings); i++) {
        if (ts_is(token_folded(tokens, token_at(tokens, at)), endings[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

guint read_date(const struct tokens *tokens, guint at, struct quantity *quantity)
{
    const struct mark *month = token_mark(tokens, at, MARK_MONTH);
    guint day = number_of(tokens, at, 31), here = at + 1, year, taken;
    if ((taken = read_numbers(tokens, at, quantity))) {
        return taken;
    }
    if (month) { /* "December 25, 2026" */
        day = number_of(tokens, here++, 31);
    }
    while (day && here < at + 4 && is_ordinal(tokens, here)) {
        here++;
    }
    month = month ? month : token_mark(tokens, here++, MARK_MONTH);
    if (!day || !month) {
        return 0;
    }
    here += token_is_sign(tokens, here, ',') && year_at(tokens, here + 1) ? 1 : 0;
    year = year_at(tokens, here);
    fill(quantity, year, (guint)month->value, day);
    return here + (year ? 1 : 0) - at;
}
