/* SPDX-License-Identifier: MIT
 *
 * Folds characters so that ways of writing compare equal: small letters without marks, plain
 * hyphens and apostrophes.
 */
#include "plugins/check-identity/fold.h"
#include "plugins/common/words.h"

/* U+00C0 to U+017F, two bytes each; a space is no letter. Where Unicode decomposes they are its
 * NFKD without marks; the others (ø, đ, ł, æ, ß) as people write them who lack the key. */
static const char latin[] = "a\0a\0a\0a\0a\0a\0aec\0e\0e\0e\0e\0i\0i\0i\0i\0"
                            "d\0n\0o\0o\0o\0o\0o\0 \0o\0u\0u\0u\0u\0y\0thss"
                            "a\0a\0a\0a\0a\0a\0aec\0e\0e\0e\0e\0i\0i\0i\0i\0"
                            "d\0n\0o\0o\0o\0o\0o\0 \0o\0u\0u\0u\0u\0y\0thy\0"
                            "a\0a\0a\0a\0a\0a\0c\0c\0c\0c\0c\0c\0c\0c\0d\0d\0"
                            "d\0d\0e\0e\0e\0e\0e\0e\0e\0e\0e\0e\0g\0g\0g\0g\0"
                            "g\0g\0g\0g\0h\0h\0h\0h\0i\0i\0i\0i\0i\0i\0i\0i\0"
                            "i\0i\0ijijj\0j\0k\0k\0k\0l\0l\0l\0l\0l\0l\0l\0"
                            "l\0l\0l\0n\0n\0n\0n\0n\0n\0n\0n\0n\0o\0o\0o\0o\0"
                            "o\0o\0oeoer\0r\0r\0r\0r\0r\0s\0s\0s\0s\0s\0s\0"
                            "s\0s\0t\0t\0t\0t\0t\0t\0u\0u\0u\0u\0u\0u\0u\0u\0"
                            "u\0u\0u\0u\0w\0w\0y\0y\0y\0z\0z\0z\0z\0z\0z\0s\0";
G_STATIC_ASSERT(sizeof latin == 2 * (0x180 - 0xC0) + 1);

enum fold_kind fold_kind(gunichar code)
{
    if (character_is_invisible(code)) {
        return FOLD_IGNORED;
    }
    if (code >= 0xC0 && code < 0x180) {
        return latin[2 * (code - 0xC0)] == ' ' ? FOLD_SIGN : FOLD_LETTER;
    }
    if (g_unichar_isalpha(code) || g_unichar_ismark(code)) {
        return FOLD_LETTER;
    }
    return g_unichar_isspace(code) ? FOLD_SPACE : FOLD_SIGN;
}

const char *fold_sign(gunichar code)
{
    switch (code) {
    case 0x2018: /* apostrophes as they are met */
    case 0x2019:
    case 0x02BC:
    case 0x00B4:
    case '`':
        return "'";
    case 0x2010: /* hyphens and dashes */
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
        return "-";
    default:
        return NULL;
    }
}

/* Bytes written to buf; 0: the table has no such letter. */
static size_t fold_latin(gunichar code, char *buf)
{
    if (code < 0xC0 || code >= 0x180) {
        return 0;
    }
    const char *pair = latin + 2 * (code - 0xC0);
    buf[0] = pair[0];
    if (pair[1]) {
        buf[1] = pair[1];
    }
    return pair[1] ? 2 : 1;
}

/* Letters beyond Latin, or marks of their own: by Unicode's tables. */
static struct ts_str fold_by_unicode(struct ts_call *call, struct ts_str word)
{
    g_autofree char *cased = g_utf8_casefold(word.ptr, (gssize)word.len);
    g_autofree char *apart = g_utf8_normalize(cased, -1, G_NORMALIZE_ALL);
    char *folded = call->host->alloc(call, strlen(apart) + 1);
    size_t len = 0;
    for (const char *at = apart; *at; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        size_t size = fold_latin(code, folded + len);
        if (size == 0 && !g_unichar_ismark(code) && fold_kind(code) != FOLD_IGNORED) {
            size = (size_t)(g_utf8_next_char(at) - at);
            memcpy(folded + len, at, size);
        }
        len += size;
    }
    return ts_bytes(folded, len);
}

struct ts_str fold_word(struct ts_call *call, struct ts_str word, char *buf)
{
    size_t len = 0;
    for (const char *at = word.ptr; at < word.ptr + word.len; at = g_utf8_next_char(at)) {
        gunichar code = g_utf8_get_char(at);
        size_t size = fold_latin(code, buf + len);
        if (code < 0x80) {
            buf[len] = g_ascii_tolower((char)code);
            size = 1;
        } else if (size == 0 && fold_kind(code) != FOLD_IGNORED) {
            return fold_by_unicode(call, word);
        }
        len += size;
    }
    return ts_bytes(buf, len);
}
