/* SPDX-License-Identifier: MIT
 *
 * A pay-off that somebody changed: all the words that make it are there, with a typo, an
 * inflection, a small word missing or another, one word added, or two that changed places.
 */
#include "plugins/check-promise/promise.h"

#define COST_MAX 2u    /* alterations together */
#define MISSING_MAX 2u /* small words */
#define OTHER_WORD 9u
#define LONGER 8u /* bytes by which an inflection may differ in length */

/* Pay-off and text are walked together. How far the text has come follows from how many words were
 * added and are missing; of each such state the cheapest way is kept. */
typedef guint states[2][MISSING_MAX + 1]; /* costs, by words added and missing */

struct walk {
    const struct payoff *payoff;
    const struct text *text;
    guint32 first;
    states costs[PROMISE_WORDS_MAX + 2]; /* before each word of the pay-off; swaps reach two on */
};

/* Most words have nothing in common: that is seen in a glance. Only one wrong letter leaves words
 * with different beginnings alike, in the first or the second letter. */
static inline gboolean may_resemble(struct ts_str wanted, struct ts_str word)
{
    if (word.len == 0) {
        return FALSE;
    }
    if (word.ptr[0] == wanted.ptr[0]) {
        return word.len <= wanted.len + LONGER && wanted.len <= word.len + LONGER;
    }
    return wanted.len > 1 && word.len > 1 && word.len <= wanted.len + 1 &&
           wanted.len <= word.len + 1 &&
           (word.ptr[1] == wanted.ptr[1] || word.ptr[0] == wanted.ptr[1] ||
            word.ptr[1] == wanted.ptr[0]);
}

/* 0 equal, 1 one letter, an inflection or another small word, 2 two letters, else OTHER_WORD. */
static guint word_cost(const struct bare_word *wanted, struct ts_str word)
{
    gboolean is_fixed = wanted->weight != WEIGHT_SMALL;
    if (ts_equal(word, wanted->text)) {
        return 0;
    }
    if (wanted->text.len > 1 && may_resemble(wanted->text, word)) {
        if (is_edit_1(wanted->text, word) || (is_fixed && is_inflection(wanted, word))) {
            return 1;
        }
        if (is_fixed && is_edit_2(wanted->text, word)) {
            return 2;
        }
    }
    return !is_fixed && weight_of(word) == WEIGHT_SMALL ? 1 : OTHER_WORD;
}

static gboolean is_prose(const struct walk *walk, guint32 at)
{
    return at < walk->text->words.count && text_is_prose(walk->text, at);
}

static void keep_cheaper(guint *cost, guint other)
{
    *cost = MIN(*cost, other);
}

/* Two neighbours changed places: as they are, and not both of them with a meaning of their own. */
static gboolean is_swapped(const struct walk *walk, guint index, guint32 at)
{
    if (index + 1 >= walk->payoff->words->len || !is_prose(walk, at) || !is_prose(walk, at + 1)) {
        return FALSE;
    }
    const struct bare_word *one = payoff_word(walk->payoff, index);
    const struct bare_word *two = payoff_word(walk->payoff, index + 1);
    return (one->weight != WEIGHT_CONTENT || two->weight != WEIGHT_CONTENT) &&
           ts_equal(one->text, walk->text->bare[at + 1]) &&
           ts_equal(two->text, walk->text->bare[at]);
}

static gboolean may_be_added(const struct walk *walk, guint32 at)
{
    return at > walk->first && is_prose(walk, at) && is_prose(walk, at + 1) &&
           !(walk->text->words.items[at].flags & WORD_SENTENCE_START);
}

static void step(struct walk *walk, guint index, guint added, guint missing)
{
    const struct bare_word *wanted = payoff_word(walk->payoff, index);
    guint cost = walk->costs[index][added][missing];
    guint32 at = walk->first + index + added - missing;
    if (cost > COST_MAX) {
        return;
    }
    if (is_prose(walk, at)) {
        keep_cheaper(&walk->costs[index + 1][added][missing],
                     cost + word_cost(wanted, walk->text->bare[at]));
    }
    if (wanted->weight == WEIGHT_SMALL && missing < MISSING_MAX) {
        keep_cheaper(&walk->costs[index + 1][added][missing + 1], cost + 1);
    }
    if (added == 0 && may_be_added(walk, at)) {
        keep_cheaper(&walk->costs[index + 1][1][missing],
                     cost + 1 + word_cost(wanted, walk->text->bare[at + 1]));
    }
    if (is_swapped(walk, index, at)) {
        keep_cheaper(&walk->costs[index + 2][added][missing], cost + 1);
    }
}

static gboolean is_possible(const struct walk *walk, guint index)
{
    guint least = OTHER_WORD;
    for (guint i = 0; i < 2 * (MISSING_MAX + 1); i++) {
        guint added = i / (MISSING_MAX + 1);
        guint missing = i % (MISSING_MAX + 1);
        least = MIN(least, walk->costs[index][added][missing]);
    }
    return least <= COST_MAX;
}

static void set_all(states costs)
{
    for (guint i = 0; i < 2 * (MISSING_MAX + 1); i++) {
        costs[i / (MISSING_MAX + 1)][i % (MISSING_MAX + 1)] = OTHER_WORD;
    }
}

/* Could the pay-off begin with this word? Small words before it may be missing, and one may have
 * changed places with it. */
static gboolean may_begin(const struct payoff *payoff, struct ts_str word)
{
    for (guint i = 0; i < payoff->words->len; i++) {
        const struct bare_word *wanted = payoff_word(payoff, i);
        if (word_cost(wanted, word) <= COST_MAX) {
            return TRUE;
        }
        if (wanted->weight != WEIGHT_SMALL) {
            return i + 1 < payoff->words->len && ts_equal(payoff_word(payoff, i + 1)->text, word);
        }
    }
    return FALSE;
}

static struct sighting cheapest(const struct walk *walk)
{
    struct sighting best = {CLOSE_NOT, 0, OTHER_WORD};
    guint last = walk->payoff->words->len;
    for (guint i = 0; i < 2 * (MISSING_MAX + 1); i++) {
        guint added = i / (MISSING_MAX + 1);
        guint missing = i % (MISSING_MAX + 1);
        guint cost = walk->costs[last][added][missing];
        guint32 count = last + added - missing;
        if (cost <= COST_MAX && (cost < best.cost || (cost == best.cost && count > best.count))) {
            best = (struct sighting){CLOSE_ALTERED, count, cost};
        }
    }
    return best;
}

struct sighting payoff_altered_at(const struct payoff *payoff, const struct text *text,
                                  guint32 first)
{
    struct walk walk = {.payoff = payoff, .text = text, .first = first};
    if (!may_begin(payoff, text->bare[first])) {
        return (struct sighting){CLOSE_NOT, 0, OTHER_WORD};
    }
    for (guint i = 0; i <= payoff->words->len; i++) {
        set_all(walk.costs[i]);
    }
    walk.costs[0][0][0] = 0;
    for (guint i = 0; i < payoff->words->len; i++) {
        for (guint state = 0; state < 2 * (MISSING_MAX + 1); state++) {
            step(&walk, i, state / (MISSING_MAX + 1), state % (MISSING_MAX + 1));
        }
        if (!is_possible(&walk, i + 1) &&
            (i + 2 > payoff->words->len || !is_possible(&walk, i + 2))) {
            return (struct sighting){CLOSE_NOT, 0, OTHER_WORD};
        }
    }
    return cheapest(&walk);
}
