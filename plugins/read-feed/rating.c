/* SPDX-License-Identifier: MIT
 *
 * Ratings as shops and portals write them.
 */
#include "plugins/read-feed/feed.h"

#include <string.h>

static const char *const words[] = {"ONE", "TWO", "THREE", "FOUR", "FIVE"};

/* Of the stars that stand there, how many are full. */
static double stars(const char *written)
{
    guint full = 0, all = 0;
    for (const char *at = written; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        full += c == 0x2605 || c == 0x2B50;
        all += c == 0x2605 || c == 0x2B50 || c == 0x2606;
    }
    return all ? (double)full / (double)MAX(all, 5u) : -1.0;
}

/* The number at the front, with a point or a comma; *end_r is behind it. */
static double number_at(const char *text, const char **end_r)
{
    g_autofree char *plain = g_strdup(text);
    char *end = NULL;
    g_strdelimit(plain, ",", '.');
    double value = g_ascii_isdigit(*plain) ? g_ascii_strtod(plain, &end) : -1.0;
    *end_r = end ? text + (end - plain) : text;
    return value <= 1000.0 ? value : -1.0;
}

static const char *skip_space(const char *text)
{
    while (g_ascii_isspace(*text)) {
        text++;
    }
    return text;
}

/* "4/5", "4 out of 5", "4 van 5": the second number. */
static double out_of(const char *text)
{
    static const char *const joints[] = {"/", "out of ", "of ", "van de ", "van ", "von "};
    for (size_t i = 0; i < G_N_ELEMENTS(joints); i++) {
        const char *end;
        if (g_str_has_prefix(text, joints[i])) {
            return number_at(skip_space(text + strlen(joints[i])), &end);
        }
    }
    return -1.0;
}

double rating_number(const char *written)
{
    const char *end;
    double value = number_at(skip_space(written), &end);
    return *skip_space(end) ? -1.0 : value;
}

double rating_scale(double greatest)
{
    return greatest <= 5.0 ? 5.0 : greatest <= 10.0 ? 10.0 : 100.0;
}

double rating_parse(const char *written, double scale)
{
    const char *end;
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(written, words[i]) == 0) {
            return (double)(i + 1) / 5.0;
        }
    }
    double value = number_at(skip_space(written), &end);
    end = skip_space(end);
    if (value < 0.0) {
        return stars(written);
    }
    double whole = *end == '%' ? 100.0 : *end ? out_of(end) : scale;
    return whole > 0.0 && value <= whole ? value / whole : -1.0;
}
