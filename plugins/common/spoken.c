/* SPDX-License-Identifier: MIT
 *
 * Finds stretches of number words and digits in a text, and adds up what was said as one.
 */
#include "plugins/common/spoken.h"

#include "plugins/common/spoken_private.h"

/* ---- tokens ---- */

static gboolean is_digit(gunichar character)
{
    return character >= '0' && character <= '9';
}

static gboolean is_letter(gunichar character)
{
    if (character < 0x80) {
        return g_ascii_isalpha((char)character);
    }
    return g_unichar_isalpha(character) || character == 0xAD || g_unichar_ismark(character);
}

/* The end of what begins here: a word, or figures. */
static const char *run_end(const char *at, const char *end, gboolean (*belongs)(gunichar))
{
    while (at < end && belongs(g_utf8_get_char(at))) {
        at = g_utf8_next_char(at);
    }
    return at;
}

static const char *add_token(struct spoken_text *spoken, const char *at, const char *end,
                             gboolean is_after_space)
{
    gunichar first = g_utf8_get_char(at);
    struct spoken_token token = {.offset = (size_t)(at - spoken->text.ptr),
                                 .is_after_space = is_after_space};
    const char *next = is_letter(first)  ? run_end(at, end, is_letter)
                       : is_digit(first) ? run_end(at, end, is_digit)
                                         : g_utf8_next_char(at);
    token.length = (size_t)(next - at);
    if (is_letter(first)) {
        spoken_know_word(spoken->tongue, ts_bytes(at, token.length), &token);
    } else if (is_digit(first)) {
        token.kind = SPOKEN_FIGURES;
    } else {
        token.kind = first == '+' ? SPOKEN_PLUS : SPOKEN_MARK;
        token.mark = first;
    }
    g_array_append_val(spoken->tokens, token);
    return next;
}

static void cut_tokens(struct spoken_text *spoken)
{
    const char *at = spoken->text.ptr, *end = at + spoken->text.len;
    gboolean is_after_space = TRUE;
    while (at < end) {
        if (g_unichar_isspace(g_utf8_get_char(at))) {
            is_after_space = TRUE;
            at = g_utf8_next_char(at);
        } else {
            at = add_token(spoken, at, end, is_after_space);
            is_after_space = FALSE;
        }
    }
}

/* ---- groups ---- */

/* The number word or figures right after token i: nothing but a space or a hyphen between. */
static guint after(const struct spoken_text *spoken, guint i)
{
    const struct spoken_token *next = spoken_token_at(spoken, i + 1);
    const struct spoken_token *second = spoken_token_at(spoken, i + 2);
    gboolean is_hyphen = next && next->kind == SPOKEN_MARK && next->mark == '-' &&
                         !next->is_after_space && second && !second->is_after_space;
    return is_hyphen ? i + 2 : i + 1;
}

static gboolean is_value(const struct spoken_token *token, guint least, guint most)
{
    return token && token->kind == SPOKEN_VALUE && token->value >= least && token->value <= most;
}

static gboolean is_tens(const struct spoken_token *token)
{
    return is_value(token, 20, 90) && token->value % 10 == 0;
}

/* Below a hundred: "zeven", "vijf en veertig", "forty-five". *last: its last token. */
static guint add_tens(const struct spoken_text *spoken, guint first, guint *last)
{
    const struct spoken_token *token = spoken_token_at(spoken, first);
    guint next = after(spoken, first);
    const struct spoken_token *follower = spoken_token_at(spoken, next);
    *last = first;
    if (spoken->tongue == SPOKEN_ENGLISH && is_tens(token) && is_value(follower, 1, 9)) {
        *last = next;
        return token->value + follower->value;
    }
    if (spoken->tongue != SPOKEN_ENGLISH && is_value(token, 1, 9) && follower &&
        follower->kind == SPOKEN_LINK) {
        guint third = after(spoken, next);
        if (is_tens(spoken_token_at(spoken, third))) {
            *last = third;
            return token->value + spoken_token_at(spoken, third)->value;
        }
    }
    return token->value;
}

/* What belongs to hundreds: "honderd drieëntwintig", "one hundred and five". */
static guint add_rest(const struct spoken_text *spoken, guint value, guint *last)
{
    guint next = after(spoken, *last);
    const struct spoken_token *token = spoken_token_at(spoken, next);
    if (token && token->kind == SPOKEN_LINK) {
        next = after(spoken, next);
        token = spoken_token_at(spoken, next);
    }
    return is_value(token, 1, 99) ? value + add_tens(spoken, next, last) : value;
}

static guint add_value(const struct spoken_text *spoken, guint first, guint *last)
{
    const struct spoken_token *token = spoken_token_at(spoken, first);
    *last = first;
    if (token->kind == SPOKEN_HUNDRED ||
        (token->value >= 100 && token->value < 10000 && token->value % 100 == 0)) {
        return add_rest(spoken, token->value, last);
    }
    if (token->value >= 100) {
        return token->value;
    }
    guint value = add_tens(spoken, first, last);
    guint next = after(spoken, *last);
    const struct spoken_token *follower = spoken_token_at(spoken, next);
    /* Nobody says "dertig honderd": those are two groups. */
    if (value > 0 && value < 20 && value != 10 && follower && follower->kind == SPOKEN_HUNDRED) {
        *last = next;
        return add_rest(spoken, value * 100, last);
    }
    return value;
}

static gboolean is_one_digit(const struct spoken_token *token)
{
    return is_value(token, 0, 9) || (token && token->kind == SPOKEN_FIGURES && token->length == 1);
}

/* "dubbel twee" */
static gboolean read_multiple(const struct spoken_text *spoken, struct spoken_group *group)
{
    const struct spoken_token *token = spoken_token_at(spoken, group->first);
    const struct spoken_token *digit = spoken_token_at(spoken, group->first + 1);
    if (!is_one_digit(digit)) {
        return FALSE;
    }
    char value = digit->kind == SPOKEN_FIGURES ? spoken->text.ptr[digit->offset]
                                               : (char)('0' + digit->value);
    memset(group->digits, value, token->value);
    group->digit_count = token->value;
    group->last = group->first + 1;
    return TRUE;
}

static gboolean read_group(const struct spoken_text *spoken, guint first,
                           struct spoken_group *group_r)
{
    const struct spoken_token *token = spoken_token_at(spoken, first);
    *group_r = (struct spoken_group){.first = first, .last = first};
    if (!token) {
        return FALSE;
    }
    switch (token->kind) {
    case SPOKEN_PLUS:
        group_r->is_plus = TRUE;
        return TRUE;
    case SPOKEN_FIGURES:
        if (token->length > SPOKEN_DIGITS_MAX) {
            return FALSE;
        }
        group_r->is_figures = TRUE;
        group_r->digit_count = (guint)token->length;
        memcpy(group_r->digits, spoken->text.ptr + token->offset, token->length);
        return TRUE;
    case SPOKEN_MULTIPLE:
        return read_multiple(spoken, group_r);
    case SPOKEN_VALUE:
    case SPOKEN_HUNDRED:
        group_r->digit_count = (guint)g_snprintf(group_r->digits, sizeof group_r->digits, "%u",
                                                 add_value(spoken, first, &group_r->last));
        return TRUE;
    default:
        return FALSE;
    }
}

/* ---- stretches ---- */

/* May this mark stand between the groups of one number? A full stop that ends a sentence, a colon
 * of a time and a comma of a decimal may not. */
static gboolean is_joint(const struct spoken_text *spoken, guint i)
{
    const struct spoken_token *token = spoken_token_at(spoken, i);
    const struct spoken_token *next = spoken_token_at(spoken, i + 1);
    gboolean is_tight = next && !next->is_after_space && next->kind == SPOKEN_FIGURES;
    switch (token->mark) {
    case '.':
        return is_tight && !token->is_after_space;
    case ',':
        return !is_tight;
    case '-':
    case '/':
    case '(':
    case ')':
    case 0x2011: /* no-break hyphen */
    case 0x2012: /* figure dash */
    case 0x2013: /* en dash */
        return TRUE;
    default:
        return FALSE;
    }
}

#define JOINTS_MAX 3u /* marks between two groups */

/* The next token of the stretch after last, over what may stand between; group_r is told what did.
 */
static guint next_token(const struct spoken_text *spoken, guint last, struct spoken_group *gap_r)
{
    guint i = last + 1;
    *gap_r = (struct spoken_group){0};
    for (; i <= last + JOINTS_MAX; i++) {
        const struct spoken_token *token = spoken_token_at(spoken, i);
        if (!token ||
            !(token->kind == SPOKEN_DASH || (token->kind == SPOKEN_MARK && is_joint(spoken, i)))) {
            break;
        }
        gap_r->is_after_comma |= token->mark == ',' || token->mark == '/';
        gap_r->is_in_brackets = token->mark == '(';
    }
    return i;
}

/* The groups from token first on; returns the token after them. */
static guint gather(struct spoken_text *spoken, guint first)
{
    struct spoken_group group, gap = {0};
    guint next = first;
    g_array_set_size(spoken->groups, 0);
    while (read_group(spoken, next, &group)) {
        if (group.is_plus && spoken->groups->len && !gap.is_after_comma) {
            break; /* a + is only at the front */
        }
        group.is_after_comma = gap.is_after_comma;
        group.is_in_brackets = gap.is_in_brackets;
        g_array_append_val(spoken->groups, group);
        next = next_token(spoken, group.last, &gap);
    }
    return spoken->groups->len ? spoken_group_at(spoken, spoken->groups->len - 1)->last + 1 : first;
}

static void begin(struct spoken_text *spoken, struct ts_str text, enum spoken_tongue tongue)
{
    *spoken = (struct spoken_text){
        .text = text,
        .tongue = tongue,
        .tokens = g_array_new(FALSE, FALSE, sizeof(struct spoken_token)),
        .groups = g_array_new(FALSE, FALSE, sizeof(struct spoken_group)),
    };
    cut_tokens(spoken);
}

static void finish(struct spoken_text *spoken)
{
    g_array_unref(spoken->tokens);
    g_array_unref(spoken->groups);
}

static void find_in(struct ts_str text, enum spoken_tongue tongue, GArray *numbers)
{
    struct spoken_text spoken;
    begin(&spoken, text, tongue);
    for (guint i = 0; i < spoken.tokens->len;) {
        guint next = gather(&spoken, i);
        if (next > i) {
            spoken_judge(&spoken, numbers);
        }
        i = MAX(next, i + 1);
    }
    finish(&spoken);
}

/* ---- languages ---- */

static gboolean has_language(struct ts_str language, const char *code)
{
    return language.len >= 2 && g_ascii_strncasecmp(language.ptr, code, 2) == 0 &&
           (language.len == 2 || !g_ascii_isalpha(language.ptr[2]));
}

static enum spoken_tongue tongue_of(struct ts_str language)
{
    return has_language(language, "nl")   ? SPOKEN_DUTCH
           : has_language(language, "en") ? SPOKEN_ENGLISH
           : has_language(language, "de") ? SPOKEN_GERMAN
                                          : SPOKEN_DIGITS_ONLY;
}

static size_t covered(const GArray *numbers)
{
    size_t size = 0;
    for (guint i = 0; i < numbers->len; i++) {
        size += g_array_index(numbers, struct spoken_number, i).length;
    }
    return size;
}

void spoken_find_numbers(struct ts_str text, struct ts_str language, GArray *numbers)
{
    if (language.len) {
        find_in(text, tongue_of(language), numbers);
        return;
    }
    g_autoptr(GArray) best = g_array_new(FALSE, FALSE, sizeof(struct spoken_number));
    for (guint tongue = SPOKEN_DUTCH; tongue < SPOKEN_DIGITS_ONLY; tongue++) {
        g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(struct spoken_number));
        find_in(text, tongue, own);
        if (covered(own) > covered(best)) {
            g_array_set_size(best, 0);
            g_array_append_vals(best, own->data, own->len);
        }
    }
    g_array_append_vals(numbers, best->data, best->len);
}

/* All tokens are groups or what may stand between them. */
static gboolean read_in(struct ts_str text, enum spoken_tongue tongue,
                        struct spoken_number *number_r)
{
    struct spoken_text spoken;
    size_t size = 0;
    begin(&spoken, text, tongue);
    const struct spoken_token *front = spoken_token_at(&spoken, 0);
    guint first = front && front->mark == '(' ? 1 : 0;
    guint end = gather(&spoken, first);
    gboolean is_whole = end > first && end == spoken.tokens->len;
    *number_r = (struct spoken_number){.offset = 0, .length = text.len};
    for (guint i = 0; is_whole && i < spoken.groups->len; i++) {
        const struct spoken_group *group = spoken_group_at(&spoken, i);
        size_t used = group->is_plus ? 1 : group->digit_count;
        is_whole = size + used <= SPOKEN_DIGITS_MAX + 1 && (!group->is_plus || i == 0);
        if (is_whole) {
            memcpy(number_r->digits + size, group->is_plus ? "+" : group->digits, used);
            size += used;
        }
    }
    finish(&spoken);
    return is_whole && size > 0 && strspn(number_r->digits, "+") < size &&
           size - strspn(number_r->digits, "+") <= SPOKEN_DIGITS_MAX;
}

gboolean spoken_read_number(struct ts_str text, struct ts_str language,
                            struct spoken_number *number_r)
{
    if (language.len) {
        return read_in(text, tongue_of(language), number_r);
    }
    for (guint tongue = SPOKEN_DUTCH; tongue < SPOKEN_DIGITS_ONLY; tongue++) {
        if (read_in(text, tongue, number_r)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean spoken_is_number_word(struct ts_str word, struct ts_str language)
{
    struct spoken_token token = {0};
    spoken_know_word(tongue_of(language), word, &token);
    return token.kind == SPOKEN_VALUE || token.kind == SPOKEN_HUNDRED;
}
