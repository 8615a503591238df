/* SPDX-License-Identifier: MIT
 *
 * A text that holds a value, cut into numbers, words and signs.
 */
#include <string.h>

#include "plugins/check-facts/value_private.h"
#include "plugins/common/spoken.h"

#define NUMBER_WORD_DIGITS 4u /* "duizend"; more is a telephone number */
#define NUMBER_WORD_SIZE 32u
#define NUMBER_SIZE 20u /* bytes of a number in digits */

static gboolean is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static gboolean is_number_separator(char byte)
{
    return byte == '.' || byte == ',';
}

static const char *end_of_number(const char *at, gboolean has_commas)
{
    while (is_digit(*at) || ((*at == '.' || (has_commas && *at == ',')) && is_digit(at[1]))) {
        at++;
    }
    return at;
}

static const char *end_of_word(const char *at)
{
    if (g_str_has_prefix(at, "t/m")) {
        return at + 3;
    }
    while (*at && (g_unichar_isalpha(g_utf8_get_char(at)) || *at == '\'')) {
        at = g_utf8_next_char(at);
    }
    return at;
}

static gboolean is_left_out(gunichar character)
{
    return character == '.' || character == '(' || character == ')' || character == 0x00ad ||
           character == 0x200b;
}

static const char *sign_of(gunichar character)
{
    static const char signs[] = "-\0:\0,\0/\0;\0%\0+\0<\0>\0=\0";
    if (g_unichar_type(character) == G_UNICODE_DASH_PUNCTUATION || character == 0x2212) {
        return "-";
    }
    for (const char *sign = signs; *sign; sign += 2) {
        if ((gunichar)*sign == character) {
            return sign;
        }
    }
    return "?";
}

/* One token of the text at *at, which is not at its end. */
static struct value_token cut_token(const char **at, gboolean has_commas)
{
    const char *begin = *at;
    gunichar character = g_utf8_get_char(begin);
    struct value_token token = {.kind = TOKEN_WORD};
    const char *end = g_utf8_next_char(begin);
    if (is_digit(*begin)) {
        token.kind = TOKEN_NUMBER;
        end = end_of_number(begin, has_commas);
    } else if (g_unichar_isalpha(character)) {
        end = end_of_word(begin);
    } else if (g_unichar_type(character) != G_UNICODE_CURRENCY_SYMBOL && character != 0x2264 &&
               character != 0x2265) {
        token.kind = TOKEN_SIGN;
        token.text = ts_text(sign_of(character));
    }
    if (token.kind != TOKEN_SIGN) {
        token.text = ts_bytes(begin, (size_t)(end - begin));
    }
    *at = end;
    return token;
}

gboolean value_tokens_cut(struct ts_str text, gboolean has_commas, struct value_tokens *tokens_r)
{
    gboolean is_glued = FALSE;
    *tokens_r = (struct value_tokens){0};
    if (text.len > VALUE_TEXT_MAX) {
        return FALSE;
    }
    tokens_r->lower = g_utf8_strdown(text.ptr ? text.ptr : "", (gssize)text.len);
    for (const char *at = tokens_r->lower; *at;) {
        gunichar character = g_utf8_get_char(at);
        gboolean is_space = g_unichar_isspace(character);
        if (is_space || is_left_out(character)) {
            is_glued = is_glued && !is_space;
            at = g_utf8_next_char(at);
            continue;
        }
        if (tokens_r->count == VALUE_TOKENS) {
            value_tokens_clear(tokens_r);
            return FALSE;
        }
        struct value_token *token = &tokens_r->items[tokens_r->count++];
        *token = cut_token(&at, has_commas);
        token->is_glued = is_glued;
        is_glued = TRUE;
    }
    return TRUE;
}

void value_tokens_clear(struct value_tokens *tokens)
{
    g_clear_pointer(&tokens->lower, g_free);
    tokens->count = 0;
}

gboolean value_token_is(const struct value_token *token, const char *text)
{
    return token->kind != TOKEN_END && ts_is(token->text, text);
}

guint value_token_matches(const struct value_token *token, const char *phrase)
{
    guint count = 0;
    for (;;) {
        size_t length = strcspn(phrase, " ");
        if (token[count].kind == TOKEN_END ||
            !ts_equal(token[count].text, ts_bytes(phrase, length))) {
            return 0;
        }
        count++;
        if (!phrase[length]) {
            return count;
        }
        phrase += length + 1;
    }
}

guint value_match_any(const struct value_token *token, const char *const *phrases, size_t count)
{
    guint longest = 0;
    for (size_t i = 0; i < count; i++) {
        longest = MAX(longest, value_token_matches(token, phrases[i]));
    }
    return longest;
}

/* The separator that stands before the decimals, or 0. "1.250" and "1,250" are thousands; "49,95",
 * "1.5" and "1.2500" are not; of two kinds of separators the last is the decimals'. */
static char decimal_separator(struct ts_str text)
{
    guint counts[2] = {0};
    size_t last = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (is_number_separator(text.ptr[i])) {
            counts[text.ptr[i] == ',']++;
            last = i;
        }
    }
    char separator = counts[0] + counts[1] ? text.ptr[last] : 0;
    gboolean is_mixed = counts[0] && counts[1];
    gboolean is_grouped = text.len - last == 4 && last <= 3 && text.ptr[0] != '0';
    if (!separator || (!is_mixed && (counts[0] + counts[1] > 1 || is_grouped))) {
        return 0;
    }
    return separator;
}

static gboolean read_digits(struct ts_str text, double *number_r)
{
    char separator = decimal_separator(text);
    double number = 0, scale = 1;
    gboolean is_decimal = FALSE;
    if (text.len > NUMBER_SIZE) {
        return FALSE;
    }
    for (size_t i = 0; i < text.len; i++) {
        if (is_digit(text.ptr[i])) {
            number = number * 10 + (text.ptr[i] - '0');
            scale *= is_decimal ? 10 : 1;
        } else if (text.ptr[i] == separator) {
            if (is_decimal) {
                return FALSE;
            }
            is_decimal = TRUE;
        }
    }
    *number_r = number / scale;
    return *number_r <= VALUE_NUMBER_MAX;
}

static gboolean read_word(struct ts_str text, double *number_r)
{
    static const char *const languages[] = {"nl", "en"};
    struct spoken_number spoken;
    for (size_t i = 0; text.len < NUMBER_WORD_SIZE && i < G_N_ELEMENTS(languages); i++) {
        if (spoken_read_number(text, ts_text(languages[i]), &spoken) &&
            strlen(spoken.digits) <= NUMBER_WORD_DIGITS && is_digit(spoken.digits[0])) {
            *number_r = (double)g_ascii_strtoull(spoken.digits, NULL, 10);
            return TRUE;
        }
    }
    return FALSE;
}

gboolean value_token_number(const struct value_token *token, double *number_r)
{
    switch (token->kind) {
    case TOKEN_NUMBER:
        return read_digits(token->text, number_r);
    case TOKEN_WORD:
        return read_word(token->text, number_r);
    default:
        return FALSE;
    }
}
