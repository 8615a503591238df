/* SPDX-License-Identifier: MIT
 *
 * Recognises the pay-off word by word: as it is, or as somebody remembered it. All its content
 * words must be there; a typo, an inflection, a missing or added small word is an alteration.
 */
#include "plugins/check-promise/promise.h"

#define COST_MAX 2u    /* alterations together */
#define CONTENT_LEN 4u /* bytes: shorter words are small words */

static char *word_text(const struct word *word)
{
    return g_strndup(word->folded.ptr, word->folded.len);
}

static gboolean is_content(const char *word)
{
    return strlen(word) >= CONTENT_LEN;
}

/* 0 equal, 1 one letter or an inflection apart, 2 another word. */
static guint word_cost(const char *wanted, const struct word *word)
{
    if (ts_is(word->folded, wanted)) {
        return 0;
    }
    g_autofree char *actual = word_text(word);
    if (is_content(wanted)) {
        g_autofree char *wanted_stem = stem_of(wanted);
        g_autofree char *stem = stem_of(actual);
        return is_edit_1(wanted, actual) || g_str_equal(wanted_stem, stem) ? 1 : 2;
    }
    return strlen(wanted) > 1 && is_edit_1(wanted, actual) && strlen(actual) < CONTENT_LEN ? 1 : 2;
}

static gboolean is_exact_at(const struct payoff *payoff, struct words words, guint32 first)
{
    if (payoff->words->len > words.count - first) {
        return FALSE;
    }
    for (guint i = 0; i < payoff->words->len; i++) {
        if (!ts_is(words.items[first + i].folded, g_ptr_array_index(payoff->words, i))) {
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
        const char *wanted = g_ptr_array_index(payoff->words, i);
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
        } else if (!is_content(wanted)) {
            cost++; /* a small word is missing, or another */
            gboolean is_swapped =
                at < words.count && words.items[at].folded.len < CONTENT_LEN && at > first &&
                i + 1 < payoff->words->len && at + 1 < words.count &&
                word_cost(g_ptr_array_index(payoff->words, i + 1), &words.items[at + 1]) < 2;
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
        count += is_content(g_ptr_array_index(payoff->words, i)) ? 1 : 0;
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
