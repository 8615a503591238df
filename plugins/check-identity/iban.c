/* SPDX-License-Identifier: MIT
 *
 * Bank accounts: as long as their country has them, and ISO 7064 mod 97-10 over all of it.
 */
#include "plugins/check-identity/check_digits.h"

#include <string.h>

/* ISO 13616, the registry that SWIFT keeps. */
static const struct {
    char country[3];
    guint8 length;
} lengths[] = {
    {"AD", 24}, {"AE", 23}, {"AL", 28}, {"AT", 20}, {"AZ", 28}, {"BA", 20}, {"BE", 16}, {"BG", 22},
    {"BH", 22}, {"BI", 27}, {"BR", 29}, {"BY", 28}, {"CH", 21}, {"CR", 22}, {"CY", 28}, {"CZ", 24},
    {"DE", 22}, {"DJ", 27}, {"DK", 18}, {"DO", 28}, {"EE", 20}, {"EG", 29}, {"ES", 24}, {"FI", 18},
    {"FK", 18}, {"FO", 18}, {"FR", 27}, {"GB", 22}, {"GE", 22}, {"GI", 23}, {"GL", 18}, {"GR", 27},
    {"GT", 28}, {"HR", 21}, {"HU", 28}, {"IE", 22}, {"IL", 23}, {"IQ", 23}, {"IS", 26}, {"IT", 27},
    {"JO", 30}, {"KW", 30}, {"KZ", 20}, {"LB", 28}, {"LC", 32}, {"LI", 21}, {"LT", 20}, {"LU", 20},
    {"LV", 21}, {"LY", 25}, {"MC", 27}, {"MD", 24}, {"ME", 22}, {"MK", 19}, {"MN", 20}, {"MR", 27},
    {"MT", 31}, {"MU", 30}, {"NI", 28}, {"NL", 18}, {"NO", 15}, {"OM", 23}, {"PK", 24}, {"PL", 28},
    {"PS", 29}, {"PT", 25}, {"QA", 29}, {"RO", 24}, {"RS", 22}, {"RU", 33}, {"SA", 24}, {"SC", 31},
    {"SD", 18}, {"SE", 24}, {"SI", 19}, {"SK", 24}, {"SM", 27}, {"SO", 23}, {"ST", 25}, {"SV", 28},
    {"TL", 23}, {"TN", 24}, {"TR", 26}, {"UA", 29}, {"VA", 22}, {"VG", 24}, {"XK", 20}, {"YE", 30},
};

guint iban_length(const char *country)
{
    for (gsize i = 0; i < G_N_ELEMENTS(lengths); i++) {
        if (memcmp(lengths[i].country, country, 2) == 0) {
            return lengths[i].length;
        }
    }
    return 0;
}

/* The remainder, digits as they are and letters as 10 to 35 (A = 10). */
static guint mod_97(struct ts_str text, guint remainder)
{
    for (gsize i = 0; i < text.len; i++) {
        guint value = g_ascii_isdigit(text.ptr[i]) ? (guint)(text.ptr[i] - '0')
                                                   : (guint)(text.ptr[i] - 'A' + 10);
        remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
    }
    return remainder;
}

enum proof iban_prove(struct ts_str number)
{
    if (number.len < 15 || number.len != iban_length(number.ptr) ||
        !g_ascii_isdigit(number.ptr[2]) || !g_ascii_isdigit(number.ptr[3])) {
        return PROOF_FORM;
    }
    for (gsize i = 0; i < number.len; i++) {
        if (!g_ascii_isdigit(number.ptr[i]) && !g_ascii_isupper(number.ptr[i])) {
            return PROOF_FORM;
        }
    }
    guint remainder = mod_97(ts_bytes(number.ptr + 4, number.len - 4), 0);
    guint check = (guint)(number.ptr[2] - '0') * 10 + (guint)(number.ptr[3] - '0');
    /* ISO 7064: 02 to 98; 00, 01 and 99 have the remainder of another pair. */
    gboolean is_right =
        check >= 2 && check <= 98 && mod_97(ts_bytes(number.ptr, 4), remainder) == 1;
    return is_right ? PROOF_RIGHT : PROOF_WRONG;
}
