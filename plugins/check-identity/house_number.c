/* SPDX-License-Identifier: MIT
 *
 * House numbers and what follows them: 12A, 12-a, 12 bis, 12-III, 12 bus 3, Top 5.
 */
#include "plugins/check-identity/addresses.h"

/* What may follow a number as a word of its own, besides a single letter. */
static const char *const additions[] = {
    "bis", "ter", "quater", "hs", "huis", "ii", "iii", "iv", "vi", "rd", "zw", "boven", "beneden",
};

/* Before the number of a part of the building. Equal second forms are the same thing. */
static const char *const units[][2] = {
    {"bus", "bus"}, {"bte", "bus"}, {"boite", "bus"}, {"box", "bus"}, {"bt", "bus"},
    {"top", "top"}, {"tur", "tur"}, {"app", "app"},   {"apt", "app"}, {"flat", "app"},
};

static gboolean is_addition(struct ts_str word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(additions); i++) {
        if (ts_is(word, additions[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *unit_of(struct ts_str word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        if (ts_is(word, units[i][0])) {
            return units[i][1];
        }
    }
    return NULL;
}

static gboolean is_kind(const struct tokens *tokens, uint32_t index, enum token_kind kind)
{
    return index < tokens->count && tokens->items[index].kind == kind;
}

static void add(struct house_number *number, struct ts_str text)
{
    size_t len = strlen(number->suffix);
    size_t size = MIN(text.len, sizeof number->suffix - 1 - len);
    memcpy(number->suffix + len, text.ptr, size);
    number->suffix[len + size] = '\0';
}

/* One letter, as written (not "à"), which does not begin a word or a postcode ("B-2000"). */
static gboolean is_letter(const struct tokens *tokens, uint32_t index)
{
    const struct token *token = &tokens->items[index];
    if (!is_kind(tokens, index, TOKEN_WORD) || token->folded.len != 1 || token->length != 1) {
        return FALSE;
    }
    gboolean is_prefix = token_is_sign(tokens, index + 1, '-') &&
                         token_is_joined(tokens, index + 1) && token_is_joined(tokens, index + 2) &&
                         is_kind(tokens, index + 2, TOKEN_NUMBER) &&
                         tokens->items[index + 2].folded.len >= 4;
    gboolean goes_on =
        token_is_joined(tokens, index + 1) &&
        (token_is_sign(tokens, index + 1, '\'') ||
         (token_is_sign(tokens, index + 1, '.') && token_is_joined(tokens, index + 2)));
    return !is_prefix && !goes_on;
}

/* A small letter with small words behind it is a word: "12 e etage". */
static gboolean is_word_of_text(const struct tokens *tokens, struct ts_list blocks, uint32_t index)
{
    return !token_is_joined(tokens, index) && !token_is_sign(tokens, index - 1, '-') &&
           !token_is_sign(tokens, index - 1, '/') && is_kind(tokens, index, TOKEN_WORD) &&
           !token_is_capital(blocks, &tokens->items[index]) &&
           is_kind(tokens, index + 1, TOKEN_WORD) &&
           !token_is_capital(blocks, &tokens->items[index + 1]);
}

/* The token behind an addition that begins at index (white space, or nothing, before it). */
static uint32_t read_word(const struct tokens *tokens, struct ts_list blocks, uint32_t index,
                          struct house_number *number)
{
    if ((is_letter(tokens, index) && !is_word_of_text(tokens, blocks, index)) ||
        (is_kind(tokens, index, TOKEN_WORD) && is_addition(tokens->items[index].folded))) {
        add(number, tokens->items[index].folded);
        return index + 1;
    }
    return index;
}

/* Behind a hyphen or a slash: a word, or up to three digits. */
static uint32_t read_hyphen(const struct tokens *tokens, struct ts_list blocks, uint32_t index,
                            struct house_number *number)
{
    if (!token_is_sign(tokens, index, '-') && !token_is_sign(tokens, index, '/')) {
        return index;
    }
    uint32_t at = index + 1;
    if (is_kind(tokens, at, TOKEN_NUMBER)) {
        const struct token *digits = &tokens->items[at];
        gboolean goes_on = token_is_joined(tokens, at + 1) && !token_is_sign(tokens, at + 1, ',') &&
                           !is_kind(tokens, at + 1, TOKEN_WORD) &&
                           (token_is_joined(tokens, at + 2) || token_is_sign(tokens, at + 1, '-'));
        if (digits->folded.len > 3 || digits->folded.ptr[0] == '0' || goes_on) {
            return index;
        }
        add(number, digits->folded);
        return at + 1;
    }
    uint32_t end = read_word(tokens, blocks, at, number);
    if (end == at && is_kind(tokens, at, TOKEN_WORD) && tokens->items[at].folded.len <= 2 &&
        token_is_joined(tokens, at) && token_is_joined(tokens, index) &&
        tokens->items[at].length == tokens->items[at].folded.len) {
        add(number, tokens->items[at].folded); /* 12-AB */
        return at + 1;
    }
    return end == at ? index : end;
}

/* "b4" for "bus 4". */
static gboolean is_box_letter(const struct tokens *tokens, uint32_t index)
{
    return is_kind(tokens, index, TOKEN_WORD) && ts_is(tokens->items[index].folded, "b") &&
           !token_is_joined(tokens, index) && token_is_joined(tokens, index + 1) &&
           is_kind(tokens, index + 1, TOKEN_NUMBER) && tokens->items[index + 1].folded.len < 4;
}

/* ", bus 3", "/Top 5". */
static uint32_t read_unit(const struct tokens *tokens, uint32_t index, struct house_number *number)
{
    uint32_t at = index;
    if (token_is_sign(tokens, at, ',') || token_is_sign(tokens, at, '/') ||
        token_is_sign(tokens, at, '-')) {
        at++;
    }
    const char *unit = is_box_letter(tokens, at)         ? "bus"
                       : is_kind(tokens, at, TOKEN_WORD) ? unit_of(tokens->items[at].folded)
                                                         : NULL;
    at += unit && token_is_sign(tokens, at + 1, '.') ? 2 : 1;
    if (!unit || at >= tokens->count || tokens->items[at].folded.len > 4 ||
        (tokens->items[at].kind != TOKEN_NUMBER && !is_letter(tokens, at))) {
        return index;
    }
    add(number, ts_text(unit));
    add(number, tokens->items[at].folded);
    return at + 1;
}

/* As it stands there, in small letters. */
static void set_written(const struct tokens *tokens, struct ts_list blocks, uint32_t first,
                        struct house_number *number)
{
    const struct token *begin = &tokens->items[first];
    const struct token *last = &tokens->items[number->end - 1];
    const struct ts_block *block = ts_item(blocks, begin->block);
    size_t len = 0;
    for (size_t i = begin->offset; i < last->offset + last->length; i++) {
        char byte = block->text.ptr[i];
        gboolean is_space = g_ascii_isspace(byte) || (guchar)byte == 0xA0 || (guchar)byte == 0xC2;
        if (byte == ',' || (is_space && len > 0 && number->written[len - 1] == ' ') ||
            len + 1 >= sizeof number->written) {
            continue;
        }
        number->written[len++] = is_space ? ' ' : g_ascii_tolower(byte);
    }
    number->written[len] = '\0';
}

gboolean house_number_read(const struct tokens *tokens, struct ts_list blocks, uint32_t first,
                           struct house_number *number_r)
{
    const struct token *digits = &tokens->items[first];
    memset(number_r, 0, sizeof *number_r);
    if (!is_kind(tokens, first, TOKEN_NUMBER) || digits->folded.len > 5 ||
        digits->folded.ptr[0] == '0') {
        return FALSE;
    }
    memcpy(number_r->number, digits->folded.ptr, digits->folded.len);
    number_r->number_end = first + 1;
    uint32_t at = is_box_letter(tokens, first + 1) ? first + 1
                                                   : read_word(tokens, blocks, first + 1, number_r);
    at = read_hyphen(tokens, blocks, at, number_r); /* 12-2, 12A-2 */
    number_r->end = read_unit(tokens, at, number_r);
    /* A word that goes on right behind the digits is another thing: 12th, 12kg, 12.5. */
    gboolean goes_on =
        number_r->end == first + 1 && token_is_joined(tokens, first + 1) &&
        (is_kind(tokens, first + 1, TOKEN_WORD) ||
         (is_kind(tokens, first + 2, TOKEN_NUMBER) && token_is_joined(tokens, first + 2) &&
          tokens->items[first + 2].folded.len < 4));
    set_written(tokens, blocks, first, number_r);
    return !goes_on;
}

char *house_number_shown(struct ts_str number, struct ts_str suffix)
{
    gboolean is_plain = suffix.len == 1 && g_ascii_isalpha(suffix.ptr[0]);
    gboolean is_signed = suffix.len > 0 && (suffix.ptr[0] == '-' || suffix.ptr[0] == '/');
    gboolean is_number = suffix.len > 0 && g_ascii_isdigit(suffix.ptr[0]) && suffix.len <= 3;
    const char *between = suffix.len == 0 || is_plain || is_signed ? "" : is_number ? "-" : " ";
    return g_strdup_printf("%.*s%s%.*s", (int)number.len, number.ptr ? number.ptr : "", between,
                           (int)suffix.len, suffix.ptr ? suffix.ptr : "");
}
