/* SPDX-License-Identifier: MIT
 *
 * What a block says of the promise: the pay-off, exact or altered, its themes, and what belies it.
 */
#include "plugins/check-promise/promise.h"

struct inspection {
    struct ts_call *call;
    const struct promise *promise;
    const struct ts_block *block;
    struct words words;
    gboolean has_theme; /* said once a block */
};

gboolean is_language(const char *wanted, struct ts_str language)
{
    size_t size = strlen(wanted);
    return language.len >= size && g_ascii_strncasecmp(language.ptr, wanted, size) == 0 &&
           (language.len == size || language.ptr[size] == '-' || language.ptr[size] == '_');
}

static struct ts_str language_of(const struct inspection *inspection)
{
    return inspection->block->language.len ? inspection->block->language
                                           : ts_text(inspection->promise->first_language);
}

static struct ts_place place_of(const struct inspection *inspection, guint32 first, guint32 count)
{
    const struct word *begin = &inspection->words.items[first];
    const struct word *end = &inspection->words.items[first + count - 1];
    return (struct ts_place){.offset = begin->offset,
                             .length = end->offset + end->length - begin->offset};
}

static int observe(const struct inspection *inspection, const char *key, const char *value,
                   struct ts_place place)
{
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(key),
        .value = ts_text(value),
        .confidence = -1,
        .place = place,
    };
    return inspection->call->host->emit_observation(inspection->call, &observation);
}

static int report(const struct inspection *inspection, const char *rule, const char *expected,
                  struct ts_place place)
{
    struct ts_str actual = ts_bytes(inspection->block->text.ptr + place.offset, place.length);
    return ts_report(inspection->call, rule, 0, place.offset, place.length, ts_text(expected),
                     actual);
}

/* The best of all wordings at this word: exact before altered, the cheaper alteration first. */
static struct sighting best_at(const struct inspection *inspection, guint32 first,
                               const struct payoff **payoff_r)
{
    struct sighting best = {CLOSE_NOT, 0, 0};
    for (guint i = 0; i < inspection->promise->payoffs->len; i++) {
        const struct payoff *payoff = g_ptr_array_index(inspection->promise->payoffs, i);
        struct sighting sighting = payoff_at(payoff, inspection->words, first);
        if (sighting.closeness == CLOSE_ALTERED &&
            !is_language(payoff->language, language_of(inspection))) {
            continue;
        }
        if (sighting.closeness > best.closeness ||
            (sighting.closeness == CLOSE_ALTERED && best.closeness == CLOSE_ALTERED &&
             sighting.cost < best.cost)) {
            best = sighting;
            *payoff_r = payoff;
        }
    }
    return best;
}

/* An altered reading gives way to an exact one that begins among its words. */
static gboolean has_exact_inside(const struct inspection *inspection, guint32 first, guint32 count)
{
    const struct payoff *payoff = NULL;
    for (guint32 i = first + 1; i < first + count && i < inspection->words.count; i++) {
        if (best_at(inspection, i, &payoff).closeness == CLOSE_EXACT) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Words taken, 0 = none here, -1 failed. */
static int look_for_payoff(struct inspection *inspection, guint32 first)
{
    const struct payoff *payoff = NULL;
    struct sighting best = best_at(inspection, first, &payoff);
    if (best.closeness == CLOSE_NOT ||
        (best.closeness == CLOSE_ALTERED && has_exact_inside(inspection, first, best.count))) {
        return 0;
    }
    struct ts_place place = place_of(inspection, first, best.count);
    gboolean is_exact = best.closeness == CLOSE_EXACT;
    if (observe(inspection, "payoff", is_exact ? "exact" : "altered", place) != 0 ||
        (!is_exact && report(inspection, "promise/altered", payoff->shown, place) != 0)) {
        return -1;
    }
    return (int)best.count;
}

static guint32 longest(const struct inspection *inspection, const GPtrArray *phrases, guint32 first)
{
    guint32 best = 0;
    for (guint i = 0; i < phrases->len; i++) {
        const struct phrase *phrase = g_ptr_array_index(phrases, i);
        if (is_language(phrase->language, language_of(inspection))) {
            best = MAX(best, phrase_at(phrase, inspection->words, first));
        }
    }
    return best;
}

static int look_for_phrases(struct inspection *inspection, guint32 first)
{
    const struct promise *promise = inspection->promise;
    struct ts_str word = inspection->words.items[first].folded;
    if (word.len == 0 || !promise->first_bytes[(guchar)word.ptr[0]]) {
        return 0;
    }
    guint32 belied = longest(inspection, promise->belied, first);
    guint32 theme = inspection->has_theme ? 0 : longest(inspection, promise->themes, first);
    if (belied) {
        struct ts_place place = place_of(inspection, first, belied);
        if (observe(inspection, "belied", "belied", place) != 0 ||
            report(inspection, "promise/belied", "", place) != 0) {
            return -1;
        }
    }
    if (theme) {
        inspection->has_theme = TRUE;
        return observe(inspection, "theme", "theme", place_of(inspection, first, theme));
    }
    return 0;
}

int promise_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                          struct ts_list kinds)
{
    struct inspection inspection = {call, self, block, words_cut(call, block), FALSE};
    (void)kinds;
    if (block->role == TS_ROLE_CODE) {
        return 0;
    }
    for (guint32 i = 0; i < inspection.words.count;) {
        int taken = look_for_payoff(&inspection, i);
        if (taken < 0 || look_for_phrases(&inspection, i) != 0) {
            return -1;
        }
        i += taken > 0 ? (guint32)taken : 1;
    }
    return 0;
}
