/* SPDX-License-Identifier: MIT
 *
 * The longest common sequence of two short rows of words.
 */
#include "core/report/difference.h"

#include <string.h>

#include "core/limits.h"

#define SHARE 3u /* one word of so many must be the same, or marks hide more than they show */

struct token {
    struct ts_str text;
    char *key; /* what is compared */
};

struct side {
    struct token items[LIMIT_DIFFERENCE_WORDS];
    guint count;
};

struct comparison {
    struct side actual, expected;
    guint8 common[LIMIT_DIFFERENCE_WORDS + 1][LIMIT_DIFFERENCE_WORDS + 1]; /* from here on */
};

static gboolean is_wordlike(const char *at)
{
    gunichar code = g_utf8_get_char(at);
    return g_unichar_isalnum(code) || g_unichar_ismark(code);
}

/* Small letters, without signs around; signs alone stay. */
static char *fold(struct ts_str text)
{
    const char *begin = text.ptr;
    const char *end = text.ptr + text.len;
    while (begin < end && !is_wordlike(begin)) {
        begin = g_utf8_next_char(begin);
    }
    while (end > begin && !is_wordlike(g_utf8_prev_char(end))) {
        end = g_utf8_prev_char(end);
    }
    return begin < end ? g_utf8_casefold(begin, end - begin) : g_strndup(text.ptr, text.len);
}

static void add_token(struct side *side, const char *begin, const char *end)
{
    side->items[side->count++].text = ts_bytes(begin, (gsize)(end - begin));
}

/* FALSE: too many words. */
static gboolean cut(struct side *side, const char *text)
{
    const char *at = text;
    while (*at) {
        const char *begin = at;
        while (*at && !g_unichar_isspace(g_utf8_get_char(at))) {
            at = g_utf8_next_char(at);
        }
        if (at > begin && side->count == LIMIT_DIFFERENCE_WORDS) {
            return FALSE;
        }
        if (at > begin) {
            add_token(side, begin, at);
        }
        at = *at ? g_utf8_next_char(at) : at;
    }
    return TRUE;
}

static void set_keys(struct side *side, gboolean is_exact)
{
    for (guint i = 0; i < side->count; i++) {
        struct ts_str text = side->items[i].text;
        g_free(side->items[i].key);
        side->items[i].key = is_exact ? g_strndup(text.ptr, text.len) : fold(text);
    }
}

static void clear(struct side *side)
{
    for (guint i = 0; i < side->count; i++) {
        g_free(side->items[i].key);
    }
}

static gboolean is_equal(const struct comparison *own, guint a, guint e)
{
    return strcmp(own->actual.items[a].key, own->expected.items[e].key) == 0;
}

/* Returns how many words are the same. */
static guint compare(struct comparison *own, gboolean is_exact)
{
    set_keys(&own->actual, is_exact);
    set_keys(&own->expected, is_exact);
    for (guint a = own->actual.count; a-- > 0;) {
        for (guint e = own->expected.count; e-- > 0;) {
            own->common[a][e] = is_equal(own, a, e)
                                    ? (guint8)(own->common[a + 1][e + 1] + 1)
                                    : MAX(own->common[a + 1][e], own->common[a][e + 1]);
        }
    }
    return own->common[0][0];
}

/* From one token through the last before end. */
static struct ts_str stretch(const struct side *side, guint begin, guint end)
{
    if (begin == end) {
        return ts_text("");
    }
    const struct ts_str *last = &side->items[end - 1].text;
    const char *first = side->items[begin].text.ptr;
    return ts_bytes(first, (gsize)(last->ptr + last->len - first));
}

static GArray *parts_of(const struct comparison *own)
{
    GArray *parts = g_array_new(FALSE, TRUE, sizeof(struct difference_part));
    guint a = 0;
    guint e = 0;
    while (a < own->actual.count || e < own->expected.count) {
        guint a_begin = a;
        guint e_begin = e;
        struct difference_part part = {.is_same = FALSE};
        while (a < own->actual.count && e < own->expected.count && is_equal(own, a, e)) {
            a++;
            e++;
        }
        part.is_same = a > a_begin;
        while (!part.is_same && (a < own->actual.count || e < own->expected.count) &&
               !(a < own->actual.count && e < own->expected.count && is_equal(own, a, e))) {
            gboolean is_extra =
                e == own->expected.count ||
                (a < own->actual.count && own->common[a + 1][e] >= own->common[a][e + 1]);
            a += is_extra;
            e += !is_extra;
        }
        part.actual = stretch(&own->actual, a_begin, a);
        part.expected = stretch(&own->expected, e_begin, e);
        g_array_append_val(parts, part);
    }
    return parts;
}

static GArray *difference_of(struct comparison *own)
{
    guint most = MAX(own->actual.count, own->expected.count);
    guint same = compare(own, FALSE);
    if (same == most) {
        same = compare(own, TRUE);
    }
    return most > 1 && same > 0 && same < most && same * SHARE >= most ? parts_of(own) : NULL;
}

GArray *difference_new(const char *actual, const char *expected)
{
    struct comparison own = {.actual.count = 0};
    GArray *parts = NULL;
    if (g_utf8_validate(actual, -1, NULL) && g_utf8_validate(expected, -1, NULL) &&
        cut(&own.actual, actual) && cut(&own.expected, expected)) {
        parts = difference_of(&own);
    }
    clear(&own.actual);
    clear(&own.expected);
    return parts;
}
