/* SPDX-License-Identifier: MIT
 *
 * Signs that begin an item of a list.
 */
#include "plugins/read-pdf/pdf.h"

/* Fonts of signs have their bullets in private use. */
static gboolean is_private(gunichar c)
{
    return g_unichar_type(c) == G_UNICODE_PRIVATE_USE;
}

gboolean pdf_is_bullet(gunichar c)
{
    static const gunichar bullets[] = {0xB7,   0x2022, 0x2023, 0x2043, 0x25A0, 0x25A1,
                                       0x25AA, 0x25B6, 0x25BA, 0x25CB, 0x25CF, 0x25E6,
                                       0x2666, 0x2713, 0x2714, 0x27A2};
    for (size_t i = 0; i < G_N_ELEMENTS(bullets); i++) {
        if (c == bullets[i]) {
            return TRUE;
        }
    }
    return is_private(c);
}

static gboolean is_dash(gunichar c)
{
    return c == '-' || c == '*' || c == 0x2013 || c == 0x2014;
}

guint pdf_bullet_size(const struct pdf_page *page, const struct pdf_line *line)
{
    gunichar first = pdf_character(page, line->first);
    if (!pdf_is_bullet(first) && !is_dash(first)) {
        return 0;
    }
    if (line->count == 1) {
        return 1;
    }
    if (!g_unichar_isspace(pdf_character(page, line->first + 1))) {
        return is_private(first) ? 1 : 0;
    }
    return 2;
}

gboolean pdf_has_number(const struct pdf_page *page, const struct pdf_line *line)
{
    guint digits = 0;
    while (digits < MIN(line->count, 3u) &&
           g_unichar_isdigit(pdf_character(page, line->first + digits))) {
        digits++;
    }
    if (digits == 0 || digits > 2 || digits == line->count) {
        return FALSE;
    }
    gunichar mark = pdf_character(page, line->first + digits);
    return (mark == '.' || mark == ')') &&
           (digits + 1 == line->count ||
            g_unichar_isspace(pdf_character(page, line->first + digits + 1)));
}
