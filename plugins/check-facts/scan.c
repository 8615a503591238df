/* SPDX-License-Identifier: MIT
 *
 * One cheap pass over the bytes of a text: may it hold a fact?
 */
#include "plugins/check-facts/find_private.h"

#define WORD_LEN 48u /* letters that are compared */

static gboolean is_ascii_letter(guchar byte)
{
    return (guint)((byte | 32u) - 'a') < 26;
}

/* The letter at a byte as words are folded; 0: none stands there. */
static gunichar letter_at(struct ts_str text, size_t at, size_t *next_r)
{
    guchar byte = at < text.len ? (guchar)text.ptr[at] : 0;
    gunichar first, rest, code;
    if (byte < 0x80) {
        *next_r = at + 1;
        return is_ascii_letter(byte) ? byte | 32u : 0;
    }
    code = g_utf8_get_char(text.ptr + at);
    *next_r = (size_t)(g_utf8_next_char(text.ptr + at) - text.ptr);
    if (!g_unichar_isalpha(code)) {
        return 0;
    }
    code = g_unichar_tolower(code);
    while (g_unichar_decompose(code, &first, &rest)) {
        code = first;
    }
    return code;
}

enum match { MATCH_NO, MATCH_YES, MATCH_UNCLEAR };

/* Does a word of a pattern stand at a byte? What is not plain is left to the tokens. */
static enum match match_word(const struct pattern_token *wanted, struct ts_str text, size_t *at)
{
    size_t next = *at;
    if (!wanted->word || wanted->len > WORD_LEN) {
        return MATCH_UNCLEAR;
    }
    for (uint32_t i = 0; i < wanted->len; i++) {
        gunichar code = letter_at(text, *at, &next);
        if (code >= 0x80 || (guchar)wanted->word[i] >= 0x80 || wanted->word[i] == '\'') {
            return MATCH_UNCLEAR;
        }
        if (code != (guchar)wanted->word[i] &&
            !(*at < text.len && text.ptr[*at] == wanted->word[i])) {
            return *at < text.len && (guchar)text.ptr[*at] >= 0x80 ? MATCH_UNCLEAR : MATCH_NO;
        }
        *at = next;
    }
    return wanted->is_open || !letter_at(text, *at, &next) ? MATCH_YES : MATCH_NO;
}

/* The whole pattern, up to what is not plain. */
static gboolean may_match(const struct finder_language *language, const struct pattern *pattern,
                          struct ts_str text, size_t at)
{
    for (guint i = 0; i < pattern->count; i++) {
        const struct pattern_token *wanted = pattern_token(language, pattern, i);
        if (wanted->is_apart) {
            return TRUE;
        }
        if (i > 0) {
            if (pattern_token(language, pattern, i - 1)->is_open) {
                return TRUE;
            }
            while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '-')) {
                at++;
            }
        }
        enum match match = match_word(wanted, text, &at);
        if (match != MATCH_YES) {
            return match == MATCH_UNCLEAR;
        }
    }
    return TRUE;
}

/* What the patterns with this key say that really may stand there. */
static unsigned verify(const struct finder_language *language, guint key, struct ts_str text,
                       size_t at, unsigned found)
{
    guchar fourth = at + 3 < text.len ? (guchar)text.ptr[at + 3] : 0;
    fourth = is_ascii_letter(fourth) ? fourth | 32u : fourth < 0x80 ? 0 : FOURTH_ANY;
    for (guint i = language->heads[key]; i;) {
        const struct pattern *pattern = pattern_at(language, i - 1);
        i = pattern->next;
        if ((pattern->scan & ~found) &&
            (pattern->fourth == fourth || pattern->fourth == FOURTH_ANY || fourth == FOURTH_ANY) &&
            may_match(language, pattern, text, at)) {
            found |= pattern->scan;
        }
    }
    return found;
}

static size_t skip_word(struct ts_str text, size_t at)
{
    size_t next;
    while (at < text.len) {
        if (is_ascii_letter((guchar)text.ptr[at])) {
            at++;
        } else if ((guchar)text.ptr[at] >= 0x80 && letter_at(text, at, &next)) {
            at = next;
        } else {
            return at;
        }
    }
    return at;
}

/* The key of the word at a byte; *next_r is behind its first three letters. */
static guint key_at(struct ts_str text, size_t at, size_t *next_r)
{
    guint key = 0;
    for (guint i = 0; i < 3; i++) {
        guchar byte = at < text.len ? (guchar)text.ptr[at] : 0;
        size_t next = at + 1;
        gunichar code = is_ascii_letter(byte) ? byte | 32u
                        : byte < 0x80         ? 0
                                              : letter_at(text, at, &next);
        key = key << 5 | (code ? key_letter(code) : 0);
        at = code ? next : at;
    }
    *next_r = at;
    return key;
}

unsigned finder_scan(const struct finder_language *language, struct ts_str text)
{
    unsigned found = 0;
    size_t at = 0;
    while (at < text.len) {
        guchar byte = (guchar)text.ptr[at];
        size_t next = at + 1;
        if (byte < 0x80 ? !is_ascii_letter(byte) : !letter_at(text, at, &next)) {
            found |= g_ascii_isdigit((char)byte) ? SCAN_VALUE : 0;
            found |= byte == '/' && next < text.len && text.ptr[next] == '7' ? SCAN_DAY : 0;
            at = next;
            continue;
        }
        guint key = key_at(text, at, &next);
        if (language->scans[key] & ~found) {
            found = verify(language, key, text, at, found);
        }
        at = skip_word(text, next);
    }
    found |= (found & SCAN_ARTICLE) && (found & SCAN_UNIT) ? SCAN_VALUE : 0;
    return found;
}
