/* SPDX-License-Identifier: MIT
 *
 * Recognises the pay-off word by word: as it is, or as somebody remembered it. All its content
 * words must be there; a typo, an inflection, a missing or added small word is an alteration.
 */
#include "plugins/check-promise/promise.h"

#define COST_MAX 2u    /* alterations together */
#define CONTENT_LEN 4u /* bytes: shorter words are small words */

static gboolean is_content(struct ts_str word)
{
    return word.len >= CONTENT_LEN;
}

/* Most words of a text have nothing in common with the pay-off: that is seen in a glance, before
 * anything is copied or stemmed. */
static gboolean may_resemble(const struct payoff_word *wanted, struct ts_str word)
{
    size_t size = wanted->folded.len;
    if (word.len + 2 < size ? word.len + 6 < size : word.len > size + 6) {
        return FALSE;
    }
    /* One letter changed leaves the first or the second where it was. */
    return word.ptr[0] == wanted->folded.ptr[0] ||
           (size > 1 && word.len > 1 &&
            (word.ptr[1] == wanted->folded.ptr[1] || word.ptr[0] == wanted->folded.ptr[1] ||
             word.ptr[1] == wanted->folded.ptr[0]));
}

/* 0 equal, 1 one letter or an inflection apart, 2 another word. */
static guint word_cost(const struct payoff_word *wanted, const struct word *word)
{
    if (ts_equal(word->folded, wanted->folded)) {
        return 0;
    }
    if (word->folded.len == 0 || !may_resemble(wanted, word->folded)) {
        return 2;
    }
    if (is_edit_1(wanted->folded, word->folded)) {
        return is_content(wanted->folded) || (wanted->folded.len > 1 && !is_content(word->folded))
                   ? 1
                   : 2;
    }
    if (!is_content(wanted->folded) || word->folded.ptr[0] != wanted->folded.ptr[0]) {
        return 2;
    }
    g_autofree char *actual = g_strndup(word->folded.ptr, word->folded.len);
    g_autofree char *stem = stem_of(actual);
    return g_str_equal(wanted->stem, stem) ? 1 : 2;
}

static const struct payoff_word *wanted_at(const struct payoff *payoff, guint index)
{
    return &g_array_index(payoff->words, struct payoff_word, index);
}

static gboolean is_exact_at(const struct payoff *payoff, struct words words, guint32 first)
{
    if (payoff->words->len > words.count - first) {
        return FALSE;
    }
    for (guint i = 0; i < payoff->words->len; i++) {
        if (!ts_equal(words.items[first + i].folded, wanted_at(payoff, i)->folded)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Walks pay-off and text together: a small word may be missing or changed, one word may be added.
 */
static struct sighting align(const struct payoff *payoff, struct words words, guint32 first)
{
    struct sighting none = {CLOSE_NOT, 0, 0};
    guint32 at = first;
    guint cost = 0;
    guint gaps = 0;
    for (guint i = 0; i < payoff->words->len; i++) {
        const struct payoff_word *wanted = wanted_at(payoff, i);
        guint here = at < words.count ? word_cost(wanted, &words.items[at]) : 2;
        if (here < 2) {
            cost += here;
            at++;
            continue;
        }
        gboolean is_next =
            at + 1 < words.count && at > first && word_cost(wanted, &words.items[at + 1]) == 0;
        if (is_next && gaps == 0) {
            gaps++; /* one word was put in between */
            at += 2;
        } else if (!is_content(wanted->folded)) {
            cost++; /* a small word is missing, or another */
            gboolean is_swapped = at < words.count && words.items[at].folded.len < CONTENT_LEN &&
                                  at > first && i + 1 < payoff->words->len &&
                                  at + 1 < words.count &&
                                  word_cost(wanted_at(payoff, i + 1), &words.items[at + 1]) < 2;
            at += is_swapped ? 1 : 0;
        } else {
            return none;
        }
        if (cost + gaps > COST_MAX) {
            return none;
        }
    }
    return cost + gaps <= COST_MAX && at > first
               ? (struct sighting){CLOSE_ALTERED, at - first, cost + gaps}
               : none;
}

static guint content_count(const struct payoff *payoff)
{
    guint count = 0;
    for (guint i = 0; i < payoff->words->len; i++) {
        count += is_content(wanted_at(payoff, i)->folded) ? 1 : 0;
    }
    return count;
}

struct sighting payoff_at(const struct payoff *payoff, struct words words, guint32 first)
{
    if (is_exact_at(payoff, words, first)) {
        return (struct sighting){CLOSE_EXACT, payoff->words->len, 0};
    }
    if (payoff->words->len > 1 && ts_is(words.items[first].folded, payoff->glued)) {
        return (struct sighting){CLOSE_EXACT, 1, 0};
    }
    /* One content word alone is no pay-off: every text has it. */
    if (payoff->words->len < 3 || content_count(payoff) < 2) {
        return (struct sighting){CLOSE_NOT, 0, 0};
    }
    struct sighting sighting = align(payoff, words, first);
    /* What differs from the pay-off in nothing but words put around it is exact further on. */
    return sighting.cost > 0 ? sighting : (struct sighting){CLOSE_NOT, 0, 0};
}
