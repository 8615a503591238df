/* SPDX-License-Identifier: MIT
 *
 * Themes and phrases that belie: words in a row, a theme of one word in its inflections too.
 */
#include "plugins/check-promise/promise.h"

#define DENIAL_REACH 2u /* words before */
#define NO_PROSE (WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_CODE | WORD_IN_MARKUP)

/* Bare of accents; German inflects its own. */
static const char *const denials[] = {
    "niet",   "geen",   "nooit",   "nergens", "noch",   "niets",   "zonder", "nauwelijks",
    "not",    "no",     "never",   "nor",     "cannot", "without", "hardly", "don't",
    "can't",  "didn't", "doesn't", "isn't",   "won't",  "nicht",   "nie",    "niemals",
    "kein",   "keine",  "keinen",  "keinem",  "keiner", "ohne",    "kaum",   "pas",
    "jamais", "sans",   "aucun",   "aucune",  "ni",
};

/* What is needed no more, if a denial follows: "hoeft niet", "is not". */
static const char *const needs[] = {
    "hoeft", "hoeven", "is", "moet", "need", "needs", "must", "brauchen", "braucht", "muss",
};

static gboolean is_one_of(struct ts_str word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (ts_is(word, words[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_denial(struct ts_str word)
{
    return is_one_of(word, denials, G_N_ELEMENTS(denials));
}

/* "niet duur, gemakkelijk": a pause ends what a denial denies. */
gboolean is_denied(const struct text *text, guint32 first)
{
    for (guint32 i = first; i > 0 && first - i < DENIAL_REACH; i--) {
        if (text_has_pause(text, i)) {
            return FALSE;
        }
        if (is_denial(text->bare[i - 1])) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean is_denied_after(const struct text *text, guint32 next)
{
    return next + 1 < text->words.count && !text_has_pause(text, next) &&
           !text_has_pause(text, next + 1) &&
           is_one_of(text->bare[next], needs, G_N_ELEMENTS(needs)) &&
           is_denial(text->bare[next + 1]);
}

static gboolean is_same(const struct phrase *phrase, guint index, struct ts_str word)
{
    const struct bare_word *wanted = &g_array_index(phrase->words, struct bare_word, index);
    if (ts_equal(word, wanted->text)) {
        return TRUE;
    }
    if (!phrase->is_inflected || wanted->weight == WEIGHT_SMALL) {
        return FALSE;
    }
    return phrase->words->len > 2 ? is_inflection_in_phrase(wanted, word)
                                  : is_inflection(wanted, word);
}

static gboolean is_phrase_at(const struct phrase *phrase, const struct text *text, guint32 first)
{
    if (phrase->words->len > text->words.count - first) {
        return FALSE;
    }
    for (guint i = 0; i < phrase->words->len; i++) {
        if ((text->words.items[first + i].flags & NO_PROSE) ||
            !is_same(phrase, i, text->bare[first + i])) {
            return FALSE;
        }
    }
    return TRUE;
}

struct ts_str text_language(const struct text *text, guint32 word)
{
    struct ts_str own = text->words.items[word].language;
    return own.len ? own : text->language;
}

const struct phrase *phrase_at(const struct phrase_table *table, const struct text *text,
                               guint32 first)
{
    struct ts_str word = text->bare[first];
    const struct phrase *best = NULL;
    const struct phrase *phrase = word.len ? table->by_front[hints_begin(word)] : NULL;
    for (; phrase; phrase = phrase->next) {
        if ((!best || phrase->words->len > best->words->len) && is_phrase_at(phrase, text, first) &&
            promise_is_language(phrase->language, text_language(text, first))) {
            best = phrase;
        }
    }
    return best;
}
