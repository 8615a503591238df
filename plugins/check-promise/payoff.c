/* SPDX-License-Identifier: MIT
 *
 * Recognises the pay-off word by word: as it is, or as somebody remembered it. All its content
 * words must be there; a typo, an inflection, a small word missing or changed, one word added is an
 * alteration.
 */
#include "plugins/check-promise/promise.h"

#define COST_MAX 2u        /* alterations together */
#define MISSING_MAX 2u     /* small words */
#define SMALL_LEN 3u       /* letters */
#define ALLUSION_WINDOW 8u /* words */
#define NO_PROSE (WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_CODE)
#define OTHER_WORD 9u
#define LONGER 8u /* bytes by which an inflection may differ in length */

static const struct bare_word *wanted_at(const struct payoff *payoff, guint index)
{
    return &g_array_index(payoff->words, struct bare_word, index);
}

/* Prepositions, pronouns and auxiliaries that are longer than a small word otherwise is. */
static const char *const small_words[] = {
    "achter", "alle",  "auch",   "been",  "bij",    "binnen", "boven", "buiten", "can",
    "could",  "daar",  "deze",   "does",  "door",   "durch",  "eine",  "einen",  "einer",
    "from",   "haben", "have",   "heeft", "hier",   "into",   "kann",  "kunnen", "kunt",
    "langs",  "mehr",  "mijn",   "moet",  "moeten", "mogen",  "must",  "naar",   "naast",
    "nach",   "onder", "over",   "sind",  "tegen",  "that",   "their", "them",   "they",
    "this",   "tot",   "tussen", "unser", "unter",  "voor",   "waar",  "were",   "wilt",
    "will",   "with",  "worden", "wordt", "would",  "your",   "zijn",  "zou",
};

gboolean is_small_word(struct ts_str word)
{
    if (word.len <= SMALL_LEN || g_utf8_strlen(word.ptr, (gssize)word.len) <= SMALL_LEN) {
        return TRUE;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(small_words); i++) {
        if (ts_is(word, small_words[i])) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Most words of a text have nothing in common with the pay-off: that is seen in a glance. Only one
 * wrong letter leaves words with different beginnings alike, in the first or the second letter. */
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

/* 0 equal, 1 one letter or an inflection apart, else OTHER_WORD. */
static guint word_cost(const struct bare_word *wanted, struct ts_str word)
{
    if (ts_equal(word, wanted->text)) {
        return 0;
    }
    if (!may_resemble(wanted->text, word) || wanted->text.len == 1) {
        return OTHER_WORD;
    }
    return is_edit_1(wanted->text, word) || (wanted->is_content && is_inflection(wanted, word))
               ? 1
               : OTHER_WORD;
}

/* ---- exact ---- */

static gboolean is_exact_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    if (payoff->words->len > text->words.count - first) {
        return FALSE;
    }
    for (guint i = 0; i < payoff->words->len; i++) {
        if (!ts_equal(text->bare[first + i], wanted_at(payoff, i)->text) ||
            text->words.items[first + i].flags & (NO_PROSE | WORD_IN_MARKUP)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean is_glued_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    return payoff->words->len > 1 && ts_equal(text->bare[first], payoff->glued) &&
           !(text->words.items[first].flags & NO_PROSE);
}

/* ---- altered ---- */

/* Pay-off and text are walked together. How far the text has come follows from how many words were
 * added and are missing; of each such state the cheapest way is kept. */
struct walk {
    const struct payoff *payoff;
    const struct text *text;
    guint32 first;
    guint costs[2][MISSING_MAX + 1]; /* by words added and missing */
};

static guint32 place_of(const struct walk *walk, guint index, guint added, guint missing)
{
    return walk->first + index + added - missing;
}

static gboolean is_prose(const struct walk *walk, guint32 at)
{
    return at < walk->text->words.count &&
           !(walk->text->words.items[at].flags & (NO_PROSE | WORD_IN_MARKUP));
}

static void keep_cheaper(guint *cost, guint other)
{
    *cost = MIN(*cost, other);
}

/* The word at this place was added; with a word missing too, one small word stands for another. */
static gboolean may_be_added(const struct walk *walk, guint32 at, guint missing)
{
    return at > walk->first && is_prose(walk, at) &&
           !(walk->text->words.items[at].flags & WORD_SENTENCE_START) &&
           (missing == 0 || is_small_word(walk->text->bare[at]));
}

static void step(const struct walk *walk, guint index, guint added, guint missing,
                 guint next[2][MISSING_MAX + 1])
{
    const struct bare_word *wanted = wanted_at(walk->payoff, index);
    guint cost = walk->costs[added][missing];
    guint32 at = place_of(walk, index, added, missing);
    if (cost > COST_MAX) {
        return;
    }
    if (is_prose(walk, at)) {
        keep_cheaper(&next[added][missing], cost + word_cost(wanted, walk->text->bare[at]));
    }
    if (!wanted->is_content && missing < MISSING_MAX) {
        keep_cheaper(&next[added][missing + 1], cost + 1);
    }
    if (added == 0 && is_prose(walk, at + 1) && may_be_added(walk, at, missing)) {
        keep_cheaper(&next[1][missing], cost + 1 + word_cost(wanted, walk->text->bare[at + 1]));
    }
}

static void set_all(guint costs[2][MISSING_MAX + 1])
{
    for (guint i = 0; i < 2 * (MISSING_MAX + 1); i++) {
        costs[i / (MISSING_MAX + 1)][i % (MISSING_MAX + 1)] = OTHER_WORD;
    }
}

static gboolean advance(struct walk *walk, guint index)
{
    guint next[2][MISSING_MAX + 1];
    gboolean is_possible = FALSE;
    set_all(next);
    for (guint added = 0; added < 2; added++) {
        for (guint missing = 0; missing <= MISSING_MAX; missing++) {
            step(walk, index, added, missing, next);
        }
    }
    memcpy(walk->costs, next, sizeof next);
    for (guint i = 0; i < 2 * (MISSING_MAX + 1); i++) {
        is_possible |= next[i / (MISSING_MAX + 1)][i % (MISSING_MAX + 1)] <= COST_MAX;
    }
    return is_possible;
}

static struct sighting align(const struct payoff *payoff, const struct text *text, guint32 first)
{
    struct walk walk = {.payoff = payoff, .text = text, .first = first};
    struct sighting best = {CLOSE_NOT, 0, OTHER_WORD};
    set_all(walk.costs);
    walk.costs[0][0] = 0;
    for (guint i = 0; i < payoff->words->len; i++) {
        if (!advance(&walk, i)) {
            return (struct sighting){CLOSE_NOT, 0, 0};
        }
    }
    for (guint added = 0; added < 2; added++) {
        for (guint missing = 0; missing <= MISSING_MAX; missing++) {
            guint cost = walk.costs[added][missing];
            if (cost <= COST_MAX && cost < best.cost) {
                guint32 end = place_of(&walk, payoff->words->len, added, missing);
                best = (struct sighting){CLOSE_ALTERED, end - first, cost};
            }
        }
    }
    return best.closeness == CLOSE_NOT ? (struct sighting){CLOSE_NOT, 0, 0} : best;
}

/* Two words alone are met in any text, inflected and with a word between: there only a slip of the
 * pen counts. */
static struct sighting slip_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    guint slips = 0;
    struct sighting none = {CLOSE_NOT, 0, 0};
    if (payoff->words->len > text->words.count - first) {
        return none;
    }
    for (guint i = 0; i < payoff->words->len; i++) {
        const struct bare_word *wanted = wanted_at(payoff, i);
        struct ts_str word = text->bare[first + i];
        if (ts_equal(word, wanted->text)) {
            continue;
        }
        if (word.len < 5 || wanted->text.len < 5 || word.ptr[0] != wanted->text.ptr[0] ||
            !is_edit_1(wanted->text, word) || is_inflection(wanted, word)) {
            return none;
        }
        slips++;
    }
    return slips == 1 ? (struct sighting){CLOSE_ALTERED, payoff->words->len, 1} : none;
}

/* Could the pay-off begin with this word, were it altered? Small words before it may be missing. */
static gboolean may_begin(const struct payoff *payoff, struct ts_str word)
{
    for (guint i = 0; i < payoff->words->len; i++) {
        if (may_resemble(wanted_at(payoff, i)->text, word)) {
            return TRUE;
        }
        if (wanted_at(payoff, i)->is_content) {
            break;
        }
    }
    return FALSE;
}

struct sighting payoff_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    struct sighting none = {CLOSE_NOT, 0, 0};
    if (is_glued_at(payoff, text, first)) {
        return (struct sighting){CLOSE_EXACT, 1, 0};
    }
    if (!may_begin(payoff, text->bare[first])) {
        return none;
    }
    if (is_exact_at(payoff, text, first)) {
        return (struct sighting){CLOSE_EXACT, payoff->words->len, 0};
    }
    /* One content word alone is no pay-off: every text has it. */
    if (payoff->content < 2) {
        return none;
    }
    return payoff->words->len == 2 ? slip_at(payoff, text, first) : align(payoff, text, first);
}

/* ---- allusions ---- */

static gboolean is_near(const struct bare_word *wanted, struct ts_str word)
{
    return ts_equal(wanted->text, word) || is_inflection(wanted, word);
}

/* The place of a content word from first on, in the window; or of its end. */
static guint32 find_near(const struct bare_word *wanted, const struct text *text, guint32 first)
{
    guint32 end = MIN(first + ALLUSION_WINDOW, text->words.count);
    guint32 at = first;
    while (at < end && !is_near(wanted, text->bare[at])) {
        at++;
    }
    return at < end ? at : G_MAXUINT32;
}

guint32 payoff_allusion_at(const struct payoff *payoff, const struct text *text, guint32 first)
{
    guint32 last = first;
    if (payoff->content < 2 ||
        (!is_near(wanted_at(payoff, payoff->first_content), text->bare[first]) &&
         !is_near(wanted_at(payoff, payoff->last_content), text->bare[first]))) {
        return 0;
    }
    for (guint i = 0; i < payoff->words->len; i++) {
        const struct bare_word *wanted = wanted_at(payoff, i);
        guint32 at = wanted->is_content ? find_near(wanted, text, first) : first;
        if (at == G_MAXUINT32) {
            return 0;
        }
        last = MAX(last, at);
    }
    return last - first + 1;
}
