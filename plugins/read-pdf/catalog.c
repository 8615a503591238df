/* SPDX-License-Identifier: MIT
 *
 * The language of a PDF stands in its catalog (ISO 32000-1, 14.9.2), which the library keeps to
 * itself. A catalog inside an object stream stays unseen: then no language is declared.
 */
#include <string.h>

#include "plugins/read-pdf/pdf.h"

#define CATALOG_SIZE 16384u /* bytes of a dictionary that are looked at, to either side */
#define TAG_SIZE 35u        /* RFC 5646, 4.4.1 */

/* The object around at: between the "obj" before and the "endobj" behind it. */
static struct ts_str object_around(struct ts_str bytes, const char *at)
{
    const char *least = at - bytes.ptr > (gssize)CATALOG_SIZE ? at - CATALOG_SIZE : bytes.ptr;
    const char *end = bytes.ptr + bytes.len, *begin = at;
    end = end - at > (gssize)CATALOG_SIZE ? at + CATALOG_SIZE : end;
    while (begin > least && memcmp(begin, "obj", 3) != 0) {
        begin--;
    }
    const char *stop = memmem(at, (gsize)(end - at), "endobj", 6);
    return ts_bytes(begin, (gsize)((stop ? stop : end) - begin));
}

static gboolean is_tag(const char *tag)
{
    gboolean is_ascii = g_ascii_isalpha(tag[0]) && g_ascii_isalpha(tag[1]);
    for (; is_ascii && *tag; tag++) {
        is_ascii = g_ascii_isalnum(*tag) || *tag == '-';
    }
    return is_ascii;
}

/* A literal string as it stands, or in UTF-16 with its mark, by which the second byte of each
 * character remains. */
static char *literal(const char *at, const char *end)
{
    GString *out = g_string_new(NULL);
    for (; at < end && *at != ')' && out->len <= TAG_SIZE; at++) {
        if (*at != '\0' && *at != (char)0xFE && *at != (char)0xFF) {
            g_string_append_c(out, *at);
        }
    }
    return g_string_free(out, FALSE);
}

static char *hexadecimal(const char *at, const char *end)
{
    GString *out = g_string_new(NULL);
    for (; at + 1 < end && g_ascii_isxdigit(at[0]) && g_ascii_isxdigit(at[1]); at += 2) {
        int value = g_ascii_xdigit_value(at[0]) * 16 + g_ascii_xdigit_value(at[1]);
        if (value > 0 && value < 128 && out->len <= TAG_SIZE) {
            g_string_append_c(out, (char)value);
        }
    }
    return g_string_free(out, FALSE);
}

static char *language_in(struct ts_str object)
{
    const char *end = object.ptr + object.len;
    const char *at = memmem(object.ptr, object.len, "/Lang", 5);
    for (at = at ? at + 5 : end; at < end && g_ascii_isspace(*at);) {
        at++;
    }
    char *tag = at >= end    ? g_strdup("")
                : *at == '(' ? literal(at + 1, end)
                : *at == '<' ? hexadecimal(at + 1, end)
                             : g_strdup("");
    if (!is_tag(tag) || strlen(tag) > TAG_SIZE) {
        *tag = '\0';
    }
    return tag;
}

/* What was changed was put at the end: the last catalog counts. */
char *pdf_language(struct ts_str bytes)
{
    char *language = g_strdup("");
    const char *end = bytes.ptr + bytes.len;
    for (const char *at = bytes.ptr; (at = memmem(at, (gsize)(end - at), "/Catalog", 8)); at += 8) {
        g_autofree char *found = language_in(object_around(bytes, at));
        if (*found) {
            g_free(language);
            language = g_steal_pointer(&found);
        }
    }
    return language;
}
