/* SPDX-License-Identifier: MIT
 *
 * VAT numbers and company numbers by country: which form they have, and what proves them.
 */
#include "plugins/check-identity/check_digits.h"

#include <string.h>

typedef enum proof (*prove_fn)(const char *digits, gsize size);

static enum proof say(gboolean is_right)
{
    return is_right ? PROOF_RIGHT : PROOF_WRONG;
}

static guint digit(const char *digits, gsize i)
{
    return (guint)(digits[i] - '0');
}

/* weights: a digit for each digit of the number. */
static guint weighted(const char *digits, const char *weights)
{
    guint sum = 0;
    for (gsize i = 0; weights[i]; i++) {
        sum += digit(digits, i) * digit(weights, i);
    }
    return sum;
}

static guint value_of(const char *digits, gsize first, gsize count)
{
    guint value = 0;
    for (gsize i = first; i < first + count; i++) {
        value = value * 10 + digit(digits, i);
    }
    return value;
}

/* ISO 7812: every second digit from the right doubled, its own digits added. */
static gboolean is_luhn(const char *digits, gsize size)
{
    guint sum = 0;
    for (gsize i = 0; i < size; i++) {
        guint value = digit(digits, size - 1 - i) * (1 + i % 2);
        sum += value > 9 ? value - 9 : value;
    }
    return sum % 10 == 0;
}

/* ISO 7064 mod 11,10. */
static enum proof prove_hybrid(const char *digits, gsize size)
{
    guint product = 10;
    for (gsize i = 0; i + 1 < size; i++) {
        guint sum = (digit(digits, i) + product) % 10;
        product = (sum ? sum : 10) * 2 % 11;
    }
    return say((11 - product) % 10 == digit(digits, size - 1));
}

static enum proof prove_luhn(const char *digits, gsize size)
{
    return say(is_luhn(digits, size));
}

static enum proof prove_nothing(const char *digits, gsize size)
{
    (void)digits;
    (void)size;
    return PROOF_NONE;
}

static gboolean is_eleven(const char *digits)
{
    guint rest = weighted(digits, "98765432") % 11;
    return rest == digit(digits, 8) && value_of(digits, 0, 9) != 0;
}

/* Legal entities keep the 11-test of their RSIN; since 2020 sole traders have mod 97-10 over the
 * whole, letters as numbers: N 23, L 21, B 11. */
static enum proof prove_nl(const char *digits, gsize size)
{
    guint rest = 2321 % 97;
    for (gsize i = 0; i < size; i++) {
        rest = (digits[i] == 'B' ? rest * 100 + 11 : rest * 10 + digit(digits, i)) % 97;
    }
    return say(value_of(digits, 10, 2) > 0 && (is_eleven(digits) || rest == 1));
}

static enum proof prove_be(const char *digits, gsize size)
{
    return digits[0] > '1' ? PROOF_FORM
                           : say(97 - value_of(digits, 0, 8) % 97 == value_of(digits, 8, 2));
}

/* Those given out since 2010 are 55 further on. The branch behind does not count. */
static enum proof prove_gb(const char *digits, gsize size)
{
    if (!g_ascii_isdigit(digits[0])) {
        return PROOF_NONE;
    }
    guint sum = weighted(digits, "8765432") + value_of(digits, 7, 2);
    return say(value_of(digits, 0, 7) > 0 && (sum % 97 == 0 || (sum + 55) % 97 == 0));
}

/* The SIREN behind the key has its own digit; a key with letters is of a kind without a rule. */
static enum proof prove_fr(const char *digits, gsize size)
{
    if (!is_luhn(digits + 2, 9)) {
        /* The post office's offices (356 000 000) and Monaco (000) do not follow Luhn. */
        return value_of(digits, 2, 3) == 0 || value_of(digits, 2, 9) == 356000000 ? PROOF_NONE
                                                                                  : PROOF_WRONG;
    }
    if (!g_ascii_isdigit(digits[0]) || !g_ascii_isdigit(digits[1])) {
        return PROOF_NONE;
    }
    return say((12 + 3 * (value_of(digits, 2, 9) % 97)) % 97 == value_of(digits, 0, 2));
}

static enum proof prove_lu(const char *digits, gsize size)
{
    return say(value_of(digits, 0, 6) % 89 == value_of(digits, 6, 2));
}

static enum proof prove_at(const char *digits, gsize size)
{
    guint sum = 4;
    for (gsize i = 1; i < 8; i++) {
        guint value = digit(digits, i) * (i % 2 ? 1 : 2);
        sum += value > 9 ? value - 9 : value;
    }
    return say((10 - sum % 10) % 10 == digit(digits, 8));
}

/* 11 less the remainder; 10 and 11 as 0 where the country has it so. */
static enum proof prove_elevens(const char *digits, gsize size)
{
    guint rest = weighted(digits, size == 9 ? "98765432" : "8765432") % 11;
    guint check = 11 - rest;
    return say((check > 9 ? 0 : check) == digit(digits, size - 1));
}

static enum proof prove_pl(const char *digits, gsize size)
{
    return say(weighted(digits, "657234567") % 11 == digit(digits, 9));
}

static enum proof prove_dk(const char *digits, gsize size)
{
    return say(weighted(digits, "27654321") % 11 == 0 && digits[0] != '0');
}

static guint eleven_less(guint rest)
{
    return (11 - rest) % 11; /* 10 is no digit, so it never fits */
}

static enum proof prove_fi(const char *digits, gsize size)
{
    /* The first weight is 7, the others 9, 10, 5, 8, 4, 2. */
    static const guint weights[] = {7, 9, 10, 5, 8, 4, 2};
    guint sum = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(weights); i++) {
        sum += weights[i] * digit(digits, i);
    }
    return say(eleven_less(sum % 11) == digit(digits, 7));
}

static enum proof prove_ch(const char *digits, gsize size)
{
    return say(eleven_less(weighted(digits + 1, "54327654") % 11) == digit(digits, 9));
}

static enum proof prove_no(const char *digits, gsize size)
{
    return say(eleven_less(weighted(digits, "32765432") % 11) == digit(digits, 8));
}

static enum proof prove_se(const char *digits, gsize size)
{
    return say(is_luhn(digits, 10) && value_of(digits, 10, 2) > 0);
}

static enum proof prove_gr(const char *digits, gsize size)
{
    guint sum = 0;
    for (gsize i = 0; i < 8; i++) {
        sum += digit(digits, i) << (8 - i);
    }
    return say(sum % 11 % 10 == digit(digits, 8));
}

static enum proof prove_ie(const char *digits, gsize size)
{
    if (!g_ascii_isdigit(digits[1])) {
        return PROOF_NONE; /* before 1991 */
    }
    guint second = size == 9 && digits[8] != 'W' ? (guint)(digits[8] - 'A' + 1) : 0;
    guint rest = (weighted(digits, "8765432") + 9 * second) % 23;
    return say((rest ? (char)('A' + rest - 1) : 'W') == digits[7]);
}

static enum proof prove_sk(const char *digits, gsize size)
{
    return say((value_of(digits, 0, 9) % 11 * 10 + digit(digits, 9)) % 11 == 0);
}

static enum proof prove_hu(const char *digits, gsize size)
{
    return say((10 - weighted(digits, "9731973") % 10) % 10 == digit(digits, 7));
}

static enum proof prove_ee(const char *digits, gsize size)
{
    return say((10 - weighted(digits, "37137137") % 10) % 10 == digit(digits, 8));
}

static enum proof prove_mt(const char *digits, gsize size)
{
    return say(37 - weighted(digits, "346789") % 37 == value_of(digits, 6, 2));
}

/* # a digit, A a letter, ? either; other characters stand for themselves. */
static const struct {
    char country[3];
    const char *form;
    prove_fn prove;
} kinds[] = {
    {"AT", "U########", prove_at},       {"BE", "##########", prove_be},
    {"BG", "#########", prove_nothing},  {"BG", "##########", prove_nothing},
    {"CH", "E#########", prove_ch},      {"CY", "########A", prove_nothing},
    {"CZ", "########", prove_nothing},   {"CZ", "#########", prove_nothing},
    {"CZ", "##########", prove_nothing}, {"DE", "#########", prove_hybrid},
    {"DK", "########", prove_dk},        {"EE", "#########", prove_ee},
    {"EL", "#########", prove_gr},       {"ES", "?#######?", prove_nothing},
    {"FI", "########", prove_fi},        {"FR", "??#########", prove_fr},
    {"GB", "#########", prove_gb},       {"GB", "############", prove_gb},
    {"GB", "GD###", prove_nothing},      {"GB", "HA###", prove_nothing},
    {"HR", "###########", prove_hybrid}, {"HU", "########", prove_hu},
    {"IE", "#######A", prove_ie},        {"IE", "#######AA", prove_ie},
    {"IE", "#?#####A", prove_nothing},   {"IT", "###########", prove_luhn},
    {"LT", "#########", prove_nothing},  {"LT", "############", prove_nothing},
    {"LU", "########", prove_lu},        {"LV", "###########", prove_nothing},
    {"MT", "########", prove_mt},        {"NL", "#########B##", prove_nl},
    {"NO", "#########", prove_no},       {"PL", "##########", prove_pl},
    {"PT", "#########", prove_elevens},  {"RO", "######", prove_nothing},
    {"RO", "#######", prove_nothing},    {"RO", "########", prove_nothing},
    {"RO", "#########", prove_nothing},  {"RO", "##########", prove_nothing},
    {"SE", "############", prove_se},    {"SI", "########", prove_elevens},
    {"SK", "##########", prove_sk},      {"XI", "#########", prove_gb},
    {"XI", "############", prove_gb},
};

static gboolean has_form(struct ts_str text, const char *form)
{
    if (strlen(form) != text.len) {
        return FALSE;
    }
    for (gsize i = 0; i < text.len; i++) {
        gboolean is_digit = g_ascii_isdigit(text.ptr[i]), is_letter = g_ascii_isupper(text.ptr[i]);
        gboolean fits = form[i] == '#'   ? is_digit
                        : form[i] == 'A' ? is_letter
                        : form[i] == '?' ? is_digit || is_letter
                                         : form[i] == text.ptr[i];
        if (!fits) {
            return FALSE;
        }
    }
    return TRUE;
}

enum proof vat_prove(struct ts_str number)
{
    for (gsize i = 0; number.len > 2 && i < G_N_ELEMENTS(kinds); i++) {
        struct ts_str rest = {number.ptr + 2, number.len - 2};
        if (memcmp(kinds[i].country, number.ptr, 2) == 0 && has_form(rest, kinds[i].form)) {
            return kinds[i].prove(rest.ptr, rest.len);
        }
    }
    return PROOF_FORM;
}

gboolean vat_knows(const char *country, guint *least_r, guint *most_r)
{
    *least_r = G_MAXUINT;
    *most_r = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (memcmp(kinds[i].country, country, 2) == 0) {
            guint length = (guint)strlen(kinds[i].form);
            *least_r = MIN(*least_r, length);
            *most_r = MAX(*most_r, length);
        }
    }
    return *most_r > 0;
}

enum proof rsin_prove(struct ts_str number)
{
    return has_form(number, "#########") ? say(is_eleven(number.ptr)) : PROOF_FORM;
}

enum proof kbo_prove(struct ts_str number)
{
    return has_form(number, "##########") ? prove_be(number.ptr, number.len) : PROOF_FORM;
}
