/* SPDX-License-Identifier: MIT
 *
 * From the address in a record to a locator.
 */
#include "plugins/common/media.h"
#include "plugins/common/url.h"
#include "plugins/source-warc/warc.h"

/* What crawlers write down of their own work, with addresses made up for it. */
static const char *const notes[] = {
    "dns:", "metadata:", "urn:", "whois:", "warc:", "screenshot:", "about:", "data:"};

static gboolean begins(struct ts_str text, const char *beginning)
{
    size_t size = strlen(beginning);
    return text.len >= size && g_ascii_strncasecmp(text.ptr, beginning, size) == 0;
}

static gboolean is_note(struct ts_str uri)
{
    for (size_t i = 0; i < G_N_ELEMENTS(notes); i++) {
        if (begins(uri, notes[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Bytes that are not UTF-8 and control characters as %XX. */
static char *printable(struct ts_str uri)
{
    GString *out = g_string_new(NULL);
    const char *at = uri.ptr, *end = uri.ptr + uri.len;
    while (at < end) {
        gunichar c = g_utf8_get_char_validated(at, end - at);
        if (c == (gunichar)-1 || c == (gunichar)-2 || c < 0x20 || c == 0x7F) {
            g_string_append_printf(out, "%%%02X", (guchar)*at++);
        } else {
            g_string_append_unichar(out, c);
            at += g_unichar_to_utf8(c, NULL);
        }
    }
    return g_string_free(out, FALSE);
}

char *address_of(struct ts_str uri, gboolean *is_note_r)
{
    *is_note_r = is_note(uri);
    if (*is_note_r || uri.len == 0 || uri.len > URL_SIZE) {
        return NULL;
    }
    if (begins(uri, "http:") || begins(uri, "https:")) {
        return url_normalise(ts_text(NULL), uri);
    }
    g_autofree char *text = printable(uri);
    return strlen(text) <= URL_SIZE ? g_steal_pointer(&text) : NULL;
}

gboolean address_is_page(const char *address)
{
    struct url_parts parts;
    struct ts_str path = ts_bytes(address, strcspn(address, "?"));
    if (url_split(ts_text(address), &parts)) {
        path = parts.path;
    }
    return media_is_document_name(path) && !ts_is(path, "/robots.txt");
}
