/* SPDX-License-Identifier: MIT
 *
 * What the files of the finder share: patterns, and the keys under which they are looked up.
 */
#ifndef PLUGINS_CHECK_FACTS_FIND_PRIVATE_H
#define PLUGINS_CHECK_FACTS_FIND_PRIVATE_H

#include "plugins/check-facts/text.h"

#define KEYS (1u << 15) /* the first three letters, five bits each */

#define FOURTH_ANY 0xffu

struct pattern_token {
    char *word; /* NULL: a sign */
    uint32_t len;
    gunichar sign;
    gboolean is_open;
    gboolean is_apart; /* other words may stand before it: "storten ... terug" */
};

struct pattern {
    guint first; /* in the tokens of all patterns */
    guint8 count;
    guint8 scan;   /* SCAN_* */
    guint8 fourth; /* letter of the first word; 0 = it has three, FOURTH_ANY = not known */
    enum mark_kind kind;
    int value;
    guint next; /* index + 1 of the next with this key */
    const void *what;
};

struct finder_language {
    char *name;
    GArray *patterns; /* struct pattern */
    GArray *tokens;   /* struct pattern_token */
    guint heads[KEYS];
    guint8 scans[KEYS]; /* SCAN_* of the patterns with this key */
};

static inline const struct pattern *pattern_at(const struct finder_language *language, guint index)
{
    return &g_array_index(language->patterns, struct pattern, index);
}

static inline const struct pattern_token *pattern_token(const struct finder_language *language,
                                                        const struct pattern *pattern, guint index)
{
    return &g_array_index(language->tokens, struct pattern_token, pattern->first + index);
}

/* Five bits of a letter; 0 stands for none. */
static inline guint key_letter(gunichar code)
{
    guint letter = (code | 32u) - 'a';
    return code >= 0x80 ? 28u : letter < 26 ? letter + 1 : 27u;
}

/* Of a folded word. */
static inline guint key_of(const char *word, size_t len)
{
    guint key = 0;
    const char *at = word, *end = word + len;
    for (guint i = 0; i < 3; i++) {
        key <<= 5;
        if (at < end) {
            key |= key_letter(g_utf8_get_char(at));
            at = g_utf8_next_char(at);
        }
    }
    return key;
}

static inline guint key_of_sign(gunichar sign)
{
    return 31u << 10 | (sign & 1023u);
}

#endif
