/* SPDX-License-Identifier: MIT
 *
 * Small things with the text of links.
 */
#include "plugins/check-links/links.h"

/* Merge tags of mail programs and template languages; what they will hold nobody knows yet. */
static const char *const blanks[] = {"{{", "{%", "<%", "*|", "%%", "[[", "${", "[%"};

struct ts_str links_shorten(struct ts_str text)
{
    if (text.len > LINKS_SHOWN_MAX) {
        text.len = LINKS_SHOWN_MAX;
        while (text.len && ((guchar)text.ptr[text.len] & 0xC0) == 0x80) {
            text.len--;
        }
    }
    return text;
}

void links_decode(struct ts_str text, GString *decoded_r)
{
    g_string_truncate(decoded_r, 0);
    for (size_t i = 0; i < text.len; i++) {
        int high = i + 2 < text.len ? g_ascii_xdigit_value(text.ptr[i + 1]) : -1;
        int low = i + 2 < text.len ? g_ascii_xdigit_value(text.ptr[i + 2]) : -1;
        if (text.ptr[i] == '%' && high >= 0 && low >= 0) {
            g_string_append_c(decoded_r, (char)(high * 16 + low));
            i += 2;
        } else {
            g_string_append_c(decoded_r, text.ptr[i]);
        }
    }
}

gboolean links_has_blank(struct ts_str href)
{
    for (size_t i = 0; i < G_N_ELEMENTS(blanks); i++) {
        if (href.len && memmem(href.ptr, href.len, blanks[i], strlen(blanks[i]))) {
            return TRUE;
        }
    }
    return FALSE;
}
