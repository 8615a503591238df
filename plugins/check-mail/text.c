/* SPDX-License-Identifier: MIT
 *
 * Small things with text.
 */
#include "plugins/check-mail/mail.h"

struct ts_str text_shorten(struct ts_str text)
{
    if (text.len > MAIL_SHOWN_MAX) {
        text.len = MAIL_SHOWN_MAX;
        while (text.len && ((guchar)text.ptr[text.len] & 0xC0) == 0x80) {
            text.len--;
        }
    }
    return text;
}

/* An empty view may have no address. */
char *text_dup(struct ts_str text)
{
    return g_strndup(text.len ? text.ptr : "", text.len);
}

char *text_bare(struct ts_str text)
{
    g_autofree char *folded = g_utf8_casefold(text.len ? text.ptr : "", (gssize)text.len);
    GString *bare = g_string_sized_new(text.len);
    for (const char *at = folded; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (g_unichar_isalnum(letter)) {
            g_string_append_unichar(bare, letter);
        }
    }
    return g_string_free(bare, FALSE);
}

/* White space, and what makes no mark: mailing programs fill the line beside the subject with
 * joiners, soft hyphens and the like, lest the text of the mail follow there. */
static gboolean is_filler(gunichar letter)
{
    return g_unichar_isspace(letter) || letter == 0x00A0 || letter == 0x034F || letter == 0x2800 ||
           g_unichar_type(letter) == G_UNICODE_FORMAT || g_unichar_iszerowidth(letter) ||
           letter == 0x2007;
}

struct ts_str text_trim(struct ts_str text)
{
    const char *start = text.ptr, *end = text.ptr + text.len;
    while (start < end && is_filler(g_utf8_get_char(start))) {
        start = g_utf8_next_char(start);
    }
    while (end > start) {
        const char *last = g_utf8_find_prev_char(start, end);
        if (!last || !is_filler(g_utf8_get_char(last))) {
            break;
        }
        end = last;
    }
    return ts_bytes(start, (size_t)(end - start));
}

gboolean text_has(struct ts_str text, const char *needle)
{
    return text.len && memmem(text.ptr, text.len, needle, strlen(needle));
}

gboolean text_has_folded(struct ts_str text, const char *needle)
{
    g_autofree char *lower = g_ascii_strdown(text.len ? text.ptr : "", (gssize)text.len);
    return strstr(lower, needle) != NULL;
}

gboolean text_begins(struct ts_str text, const char *start)
{
    size_t size = strlen(start);
    return text.len >= size && g_ascii_strncasecmp(text.ptr, start, size) == 0;
}
