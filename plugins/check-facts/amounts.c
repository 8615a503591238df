/* SPDX-License-Identifier: MIT
 *
 * Numbers as they are written in digits or words, and what they become with a unit: money,
 * percentages, bare numbers.
 */
#include "plugins/check-facts/text.h"

#define NUMBER_DIGITS 12u

static gboolean is_group(const char *text, size_t len)
{
    return len >= 3 && g_ascii_isdigit(text[0]) && g_ascii_isdigit(text[1]) &&
           g_ascii_isdigit(text[2]) && (len == 3 || !g_ascii_isdigit(text[3]));
}

/* Digits with thousands and decimal signs. FALSE: a time, a date, a version. */
static gboolean parse(struct ts_str text, struct number_style style, double *number_r)
{
    char plain[NUMBER_DIGITS + 2];
    size_t len = 0;
    gboolean is_fraction = FALSE;
    for (size_t i = 0; i < text.len; i++) {
        char sign = text.ptr[i];
        if (g_ascii_isdigit(sign)) {
            if (len >= NUMBER_DIGITS) {
                return FALSE;
            }
            plain[len++] = sign;
        } else if (!is_fraction && sign == style.thousands &&
                   is_group(text.ptr + i + 1, text.len - i - 1)) {
            continue;
        } else if (!is_fraction && (sign == style.decimal || sign == style.thousands)) {
            is_fraction = TRUE;
            plain[len++] = '.';
        } else {
            return FALSE;
        }
    }
    plain[len] = 0;
    *number_r = g_ascii_strtod(plain, NULL);
    return TRUE;
}

guint read_number(const struct tokens *tokens, guint at, struct number_style style,
                  double *number_r)
{
    const struct mark *word = token_mark(tokens, at, MARK_NUMBER);
    if (token_is_number(tokens, at)) {
        const struct token *token = token_at(tokens, at);
        return parse(ts_bytes(tokens->text.ptr + token->offset, token->length), style, number_r);
    }
    if (word) {
        word = token_longest(tokens, at, MARK_NUMBER); /* "forty five" */
        *number_r = word->value;
        return word->count;
    }
    return 0;
}

/* ",-" and ",--" after an amount. */
static guint skip_dashes(const struct tokens *tokens, guint at)
{
    guint here = at;
    if (token_is_sign(tokens, here, ',') || token_is_sign(tokens, here, '.')) {
        here++;
        while (token_is_sign(tokens, here, '-') && here < at + 4) {
            here++;
        }
        return here > at + 1 ? here : at;
    }
    return at;
}

/* The second end of a range, if there is one. */
static guint read_end(const struct tokens *tokens, guint at, struct number_style style,
                      double *number_r)
{
    const struct mark *to = token_mark(tokens, at, MARK_TO);
    guint sign = token_is_sign(tokens, at, '-') ? 1 : to ? to->count : 0;
    guint taken;
    if (!sign) {
        return 0;
    }
    sign += token_mark(tokens, at + sign, MARK_CURRENCY) ? 1 : 0;
    taken = read_number(tokens, at + sign, style, number_r);
    return taken ? sign + taken : 0;
}

guint read_money(const struct tokens *tokens, guint at, struct number_style style,
                 struct quantity *quantity)
{
    const struct mark *currency = token_mark(tokens, at, MARK_CURRENCY);
    guint here = at + (currency ? currency->count : 0), taken;
    double number, end;
    if (!(taken = read_number(tokens, here, style, &number))) {
        return 0;
    }
    here = skip_dashes(tokens, here + taken);
    quantity->value = (struct value){.type = VALUE_MONEY, .low = number, .high = number};
    if ((taken = read_end(tokens, here, style, &end)) && end > number) {
        guint after = skip_dashes(tokens, here + taken);
        if (currency || token_mark(tokens, after, MARK_CURRENCY)) {
            quantity->value.high = end;
            here = after;
        }
    }
    if (!currency) {
        currency = token_mark(tokens, here, MARK_CURRENCY);
        here += currency ? currency->count : 0;
    }
    if (!currency) {
        return 0;
    }
    g_strlcpy(quantity->value.currency, currency->what, sizeof quantity->value.currency);
    return here - at;
}

guint read_percentage(const struct tokens *tokens, guint at, struct number_style style,
                      struct quantity *quantity)
{
    double number, end;
    guint here = at, taken;
    if (!(taken = read_number(tokens, here, style, &number))) {
        return 0;
    }
    here += taken;
    quantity->value = (struct value){.type = VALUE_PERCENTAGE, .low = number, .high = number};
    if ((taken = read_end(tokens, here, style, &end)) && end > number &&
        token_mark(tokens, here + taken, MARK_PERCENT)) {
        quantity->value.high = end;
        here += taken;
    }
    const struct mark *sign = token_mark(tokens, here, MARK_PERCENT);
    return sign ? here + sign->count - at : 0;
}
