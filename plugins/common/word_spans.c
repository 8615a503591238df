/* SPDX-License-Identifier: MIT
 *
 * What stands around a word: the spans of its block and the quotation marks in the text.
 */
#include "plugins/common/words_private.h"

#define QUOTE_REACH 200u /* words; a mark without its other half quotes nothing */

static const struct ts_span *span_at(const struct words_spans *spans, guint32 index)
{
    return ts_item(spans->spans, index);
}

/* Sorted spans are entered and left as the text goes by. */
static void follow(struct words_spans *spans, guint32 offset)
{
    guint32 kept = 0;
    while (spans->next < spans->spans.count && span_at(spans, spans->next)->offset <= offset) {
        if (spans->active_count < WORDS_SPANS_AT_ONCE) {
            spans->active[spans->active_count++] = spans->next;
        }
        spans->next++;
    }
    for (guint32 i = 0; i < spans->active_count; i++) {
        const struct ts_span *span = span_at(spans, spans->active[i]);
        if ((guint64)span->offset + span->length > offset) {
            spans->active[kept++] = spans->active[i];
        }
    }
    spans->active_count = kept;
}

guint32 words_spans_at(struct words_spans *spans, guint32 offset, struct ts_str *language_r)
{
    static const guint32 flags[] = {
        [TS_SPAN_LINK] = WORD_IN_LINK,
        [TS_SPAN_CODE] = WORD_IN_CODE,
        [TS_SPAN_QUOTE] = WORD_IN_QUOTE,
        [TS_SPAN_LANGUAGE] = 0,
    };
    guint32 all = 0;
    if (spans->spans.count == 0) {
        return 0;
    }
    follow(spans, offset);
    for (guint32 i = 0; i < spans->active_count; i++) {
        const struct ts_span *span = span_at(spans, spans->active[i]);
        if (span->kind < G_N_ELEMENTS(flags)) {
            all |= flags[span->kind];
        }
        if (span->kind == TS_SPAN_LANGUAGE) {
            *language_r = span->value;
        }
    }
    return all;
}

/* Which marks open, and which close what they opened: „ “ and “ ” differ by language. */
static const struct {
    gunichar open, close;
} pairs[] = {
    {'"', '"'},       {0x201C, 0x201D}, {0x201E, 0x201D}, {0x201E, 0x201C},
    {0x201D, 0x201D}, {0x00AB, 0x00BB}, {0x00BB, 0x00AB},
};

gboolean words_spans_quote(struct words_spans *spans, gunichar code, guint32 count,
                           gboolean is_after_space)
{
    gboolean may_open = FALSE;
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        may_open |= pairs[i].open == code;
        if (spans->quote == pairs[i].open && code == pairs[i].close &&
            !(code == '"' && is_after_space && count == spans->quote_first)) {
            spans->quote = 0;
            return count - spans->quote_first <= QUOTE_REACH;
        }
    }
    /* 15" is no quotation mark. */
    if (may_open && (is_after_space || code != '"')) {
        spans->quote = code;
        spans->quote_first = count;
    }
    return FALSE;
}
