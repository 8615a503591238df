/* SPDX-License-Identifier: MIT
 *
 * Most text says nothing of the promise. Two bytes at the front and the back of each word tell that
 * much, at the price of two looks into a table: a slip of the pen leaves one end of a word as it
 * is.
 */
#include "plugins/check-promise/promise.h"

#define KEY_LEN 4u      /* letters of a word that is known by its ends */
#define LONG_KEY_LEN 6u /* three bytes of its beginning, or two of its end, outlive a slip */
#define LENGTHS 32u     /* told apart */

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
        by_weight[word->weight] |= letters(word->text) >= (glong)KEY_LEN ? (guint64)1 << i : 0;
        longest = word->text.len > payoff_word(payoff, longest)->text.len ? i : longest;
    }
    return by_weight[WEIGHT_CONTENT] ? by_weight[WEIGHT_CONTENT]
           : by_weight[WEIGHT_KEPT]  ? by_weight[WEIGHT_KEPT]
                                     : (guint64)1 << longest;
}

static guint pair(char first, char second)
{
    return ((guint)(guchar)first * 31u + (guint)(guchar)second * 5u) % PROMISE_HINTS;
}

static inline guint front_of(struct ts_str word)
{
    return pair(word.ptr[0], word.len > 1 ? word.ptr[1] : '\0');
}

/* A slip changes the length by one, two of them by two: the length is part of it. */
static inline guint back_of(struct ts_str word, size_t len)
{
    guint back = pair(word.ptr[word.len - 1], word.len > 1 ? word.ptr[word.len - 2] : '\0');
    return (back + (guint)MIN(len, LENGTHS - 1) * (PROMISE_HINTS / LENGTHS)) % PROMISE_HINTS;
}

guint hints_begin(struct ts_str word)
{
    guint begin = (guint)(guchar)word.ptr[0];
    begin |= word.len > 1 ? (guint)(guchar)word.ptr[1] << 8 : 0;
    begin |= word.len > 2 ? (guint)(guchar)word.ptr[2] << 16 : 0;
    return (begin * 2654435761u) >> 20; /* twelve bits: PROMISE_HINTS */
}

void hints_add_phrase(struct promise *promise, struct ts_str word, guint8 hint)
{
    promise->hints[hints_begin(word)] |= hint;
}

static void add_key(struct promise *promise, const struct key *key)
{
    struct ts_str word = key->word->text;
    if (word.len >= LONG_KEY_LEN) {
        promise->hints[hints_begin(word)] |= HINT_BEGIN;
    } else {
        promise->hints[front_of(word)] |= HINT_FRONT;
    }
    for (size_t len = word.len - MIN(word.len, 2); len <= word.len + 2; len++) {
        promise->hints[back_of(word, len)] |= HINT_BACK;
    }
    if (word.len == KEY_LEN) { /* swapped in the middle, both its ends differ */
        promise->hints[pair(word.ptr[0], word.ptr[2])] |= HINT_FRONT;
    }
    g_array_append_vals(promise->keys, key, 1);
}

void hints_add_payoff(struct promise *promise, guint index)
{
    struct payoff *payoff = g_ptr_array_index(promise->payoffs, index);
    payoff->keys = keys_of(payoff);
    for (guint i = 0; i < MIN(payoff->words->len, PROMISE_WORDS_MAX); i++) {
        struct key key = {payoff_word(payoff, i), index, (guint64)1 << i};
        if (payoff->keys & key.bit) {
            add_key(promise, &key);
        }
    }
    /* Glued as one, letter by letter, or parted after the second. */
    for (size_t size = 1; size <= MIN(payoff->glued.len, 3); size++) {
        hints_add_phrase(promise, ts_bytes(payoff->glued.ptr, size), HINT_GLUED);
    }
}

/* Only one wrong letter leaves words with different first letters alike. */
static inline gboolean is_like(const struct bare_word *key, struct ts_str word)
{
    if (key->text.ptr[0] != word.ptr[0]) {
        return word.len <= key->text.len + 1 && key->text.len <= word.len + 1 &&
               is_edit_1(key->text, word);
    }
    return ts_equal(key->text, word) || is_edit_1(key->text, word) || is_edit_2(key->text, word) ||
           is_inflection(key, word);
}

static void look_for_keys(const struct promise *promise, struct ts_str word, guint64 *found)
{
    for (guint i = 0; i < promise->keys->len; i++) {
        const struct key *key = &g_array_index(promise->keys, struct key, i);
        if (!(found[key->payoff] & key->bit) && is_like(key->word, word)) {
            found[key->payoff] |= key->bit;
        }
    }
}

/* One of several keys may have suffered at both its ends. */
static guint64 complete(const struct promise *promise, const guint64 *found)
{
    guint64 payoffs = 0;
    for (guint i = 0; i < promise->payoffs->len; i++) {
        const struct payoff *payoff = g_ptr_array_index(promise->payoffs, i);
        guint64 lacking = payoff->keys & ~found[i];
        gboolean is_one = (lacking & (lacking - 1)) == 0;
        payoffs |= found[i] && is_one ? (guint64)1 << i : 0;
    }
    return payoffs;
}

const guint8 *hints_of(struct ts_call *call, const struct promise *promise, const struct text *text,
                       guint64 *payoffs_r)
{
    guint8 *hints = call->host->alloc(call, text->words.count + 1);
    guint64 found[PROMISE_PAYOFFS_MAX] = {0};
    guint all = 0;
    for (guint32 i = 0; i < text->words.count; i++) {
        struct ts_str word = text->bare[i];
        if (word.len == 0) {
            continue;
        }
        guint begin = promise->hints[hints_begin(word)];
        hints[i] = begin & HINT_WORDS;
        all |= hints[i];
        if (begin & HINT_BEGIN || promise->hints[front_of(word)] & HINT_FRONT ||
            promise->hints[back_of(word, word.len)] & HINT_BACK) {
            look_for_keys(promise, word, found);
        }
    }
    *payoffs_r = complete(promise, found);
    return all || *payoffs_r ? hints : NULL;
}
