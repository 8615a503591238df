/* SPDX-License-Identifier: MIT
 *
 * Most text says nothing of the promise. Two bytes at the front and the back of each word tell that
 * much, at the price of two looks into a table: a slip of the pen leaves one end of a word as it
 * is.
 */
#include "plugins/check-promise/promise.h"

#define KEY_LEN 4 /* letters of a word that is known by its ends */

static glong letters(struct ts_str word)
{
    return g_utf8_strlen(word.ptr, (gssize)word.len);
}

/* The words that carry the theme; else those that must be there; else the longest. */
static guint64 keys_of(const struct payoff *payoff)
{
    guint64 by_weight[] = {[WEIGHT_SMALL] = 0, [WEIGHT_KEPT] = 0, [WEIGHT_CONTENT] = 0};
    guint longest = 0;
    for (guint i = 0; i < MIN(payoff->words->len, PROMISE_WORDS_MAX); i++) {
        const struct bare_word *word = payoff_word(payoff, i);
        by_weight[word->weight] |= letters(word->text) >= KEY_LEN ? (guint64)1 << i : 0;
        longest = word->text.len > payoff_word(payoff, longest)->text.len ? i : longest;
    }
    return by_weight[WEIGHT_CONTENT] ? by_weight[WEIGHT_CONTENT]
           : by_weight[WEIGHT_KEPT]  ? by_weight[WEIGHT_KEPT]
                                     : (guint64)1 << longest;
}

void hints_add(struct hints *hints, struct ts_str word, guint8 hint)
{
    hints->front[hints_front(word)] |= hint;
}

static void add_key(struct hints *hints, struct ts_str word)
{
    hints->front[hints_front(word)] |= HINT_KEY;
    hints->back[hints_back(word)] |= HINT_KEY;
    if (word.len == KEY_LEN) { /* swapped in the middle, both its ends differ */
        hints->front[hints_pair(word.ptr[0], word.ptr[2])] |= HINT_KEY;
    }
}

void hints_add_payoff(struct hints *hints, struct payoff *payoff)
{
    payoff->keys = keys_of(payoff);
    for (guint i = 0; i < MIN(payoff->words->len, PROMISE_WORDS_MAX); i++) {
        if (payoff->keys & (guint64)1 << i) {
            add_key(hints, payoff_word(payoff, i)->text);
        }
    }
    /* Glued as one, or letter by letter. */
    hints->front[hints_front(payoff->glued)] |= HINT_GLUED;
    hints->front[hints_front(ts_bytes(payoff->glued.ptr, 1))] |= HINT_GLUED;
}

static gboolean is_like(const struct bare_word *key, struct ts_str word)
{
    return ts_equal(key->text, word) || is_edit_1(key->text, word) || is_edit_2(key->text, word) ||
           is_inflection(key, word);
}

static guint64 keys_in(const struct payoff *payoff, struct ts_str word)
{
    guint64 found = 0;
    for (guint i = 0; i < MIN(payoff->words->len, PROMISE_WORDS_MAX); i++) {
        guint64 bit = (guint64)1 << i;
        found |= payoff->keys & bit && is_like(payoff_word(payoff, i), word) ? bit : 0;
    }
    return found;
}

guint64 hints_of(const struct promise *promise, const struct text *text, guint *all_r)
{
    guint64 found[PROMISE_PAYOFFS_MAX] = {0};
    guint64 complete = 0;
    *all_r = 0;
    for (guint32 w = 0; w < text->words.count; w++) {
        struct ts_str word = text->bare[w];
        if (word.len == 0) {
            continue;
        }
        guint hint = promise->hints.front[hints_front(word)];
        *all_r |= hint;
        if (!((hint | promise->hints.back[hints_back(word)]) & HINT_KEY)) {
            continue;
        }
        for (guint i = 0; i < promise->payoffs->len; i++) {
            found[i] |= keys_in(g_ptr_array_index(promise->payoffs, i), word);
        }
    }
    for (guint i = 0; i < promise->payoffs->len; i++) {
        const struct payoff *payoff = g_ptr_array_index(promise->payoffs, i);
        complete |= found[i] == payoff->keys ? (guint64)1 << i : 0;
    }
    return complete;
}
