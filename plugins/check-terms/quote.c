/* SPDX-License-Identifier: MIT
 *
 * Single quotation marks. They are apostrophes too, so only a pair around the very place counts:
 * one that opens before it, one that closes behind it, and none between.
 */
#include "plugins/check-terms/terms.h"

#define REACH 600u /* bytes to either side */

static gunichar code_at(struct ts_str text, size_t at)
{
    return at < text.len ? g_utf8_get_char(text.ptr + at) : ' ';
}

static gunichar code_before(struct ts_str text, size_t at)
{
    return at ? g_utf8_get_char(g_utf8_prev_char(text.ptr + at)) : ' ';
}

static size_t after(struct ts_str text, size_t at)
{
    return (size_t)(g_utf8_next_char(text.ptr + at) - text.ptr);
}

static gboolean is_mark(gunichar code)
{
    return code == '\'' || code == 0x2018 || code == 0x2019 || code == 0x201A;
}

/* Dutch 's, 't, 'n, 'k, 'm open nothing. */
static gboolean is_clitic(struct ts_str text, size_t letter)
{
    gunichar code = g_unichar_tolower(code_at(text, letter));
    return code < 0x80 && strchr("stnkm", (int)code) &&
           !g_unichar_isalnum(code_at(text, after(text, letter)));
}

static gboolean opens(struct ts_str text, size_t at)
{
    gunichar before = code_before(text, at);
    size_t next = after(text, at);
    return (g_unichar_isspace(before) || before == '(' || before == ':') &&
           g_unichar_isalnum(code_at(text, next)) && !is_clitic(text, next);
}

static gboolean closes(struct ts_str text, size_t at)
{
    return !g_unichar_isspace(code_before(text, at)) &&
           !g_unichar_isalnum(code_at(text, after(text, at)));
}

static gboolean is_opened(struct ts_str text, size_t begin)
{
    size_t least = begin > REACH ? begin - REACH : 0;
    for (size_t at = begin; at > least;) {
        at = (size_t)(g_utf8_prev_char(text.ptr + at) - text.ptr);
        if (is_mark(code_at(text, at)) && (opens(text, at) || closes(text, at))) {
            return opens(text, at);
        }
    }
    return FALSE;
}

static gboolean is_closed(struct ts_str text, size_t end)
{
    for (size_t at = end; at < text.len && at - end < REACH; at = after(text, at)) {
        if (is_mark(code_at(text, at)) && (opens(text, at) || closes(text, at))) {
            return !opens(text, at);
        }
    }
    return FALSE;
}

gboolean terms_is_quoted(struct ts_str text, size_t begin, size_t end)
{
    return is_opened(text, begin) && is_closed(text, end);
}
