/* SPDX-License-Identifier: MIT
 *
 * Themes and phrases that belie: words in a row, a theme of one word in its inflections too.
 */
#include "plugins/check-promise/promise.h"

#define DENIAL_REACH 2u /* words before */
#define NO_PROSE (WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_CODE | WORD_IN_MARKUP)

static const char *const denials[] = {
    "niet", "geen",  "nooit", "nergens", "noch",  "not",   "no",   "never",
    "nor",  "don't", "can't", "doesn't", "nicht", "keine", "kein", "jamais",
};

gboolean is_denied(const struct text *text, guint32 first)
{
    for (guint32 i = first; i > 0 && first - i < DENIAL_REACH; i--) {
        if (text->words.items[i].flags & WORD_SENTENCE_START) {
            return FALSE;
        }
        for (size_t d = 0; d < G_N_ELEMENTS(denials); d++) {
            if (ts_is(text->bare[i - 1], denials[d])) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean is_phrase_at(const struct phrase *phrase, const struct text *text, guint32 first)
{
    const struct bare_word *words = (const struct bare_word *)(void *)phrase->words->data;
    if (phrase->words->len > text->words.count - first) {
        return FALSE;
    }
    for (guint i = 0; i < phrase->words->len; i++) {
        if (text->words.items[first + i].flags & NO_PROSE) {
            return FALSE;
        }
        if (!ts_equal(text->bare[first + i], words[i].text)) {
            return phrase->is_stemmed && is_inflection(&words[i], text->bare[first + i]);
        }
    }
    return TRUE;
}

struct ts_str text_language(const struct text *text, guint32 word)
{
    struct ts_str own = text->words.items[word].language;
    return own.len ? own : text->language;
}

guint32 phrase_at(const struct phrase_table *table, const struct text *text, guint32 first)
{
    struct ts_str word = text->bare[first];
    guint32 best = 0;
    const struct phrase *phrase = word.len ? table->by_byte[(guchar)word.ptr[0]] : NULL;
    for (; phrase; phrase = phrase->next) {
        if (phrase->words->len > best && is_phrase_at(phrase, text, first) &&
            promise_is_language(phrase->language, text_language(text, first))) {
            best = phrase->words->len;
        }
    }
    return best;
}
