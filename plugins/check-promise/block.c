/* SPDX-License-Identifier: MIT
 *
 * What a block says of the promise: the pay-off, exact or altered, its themes, and what belies it.
 */
#include "plugins/check-promise/promise.h"

#define SIGHTINGS_MAX 100u /* told of one block */

struct inspection {
    struct ts_call *call;
    const struct promise *promise;
    const struct ts_block *block;
    struct text text;
    const guint8 *hints;            /* of each word */
    guint64 candidates;             /* pay-offs that may be here, by bit */
    gboolean has_payoff, has_theme; /* a theme is said once a block */
    struct ts_place allusion;       /* said where nothing better is; length 0 = none */
    guint told;
};

static struct ts_place place_of(const struct inspection *inspection, guint32 first, guint32 count)
{
    const struct word *begin = &inspection->text.words.items[first];
    const struct word *end = begin + count - 1;
    return (struct ts_place){.offset = begin->offset,
                             .length = end->offset + end->length - begin->offset};
}

static int observe(struct inspection *inspection, const char *key, const char *value,
                   struct ts_place place)
{
    /* A touchpoint is shown with the pay-off it tells; themes are only counted. */
    gboolean is_shown = strcmp(key, "payoff") == 0;
    struct ts_pair written = {ts_text("written"),
                              ts_bytes(inspection->block->text.ptr + place.offset, place.length)};
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(key),
        .value = ts_text(value),
        .confidence = -1,
        .place = place,
        .details = is_shown ? ts_one(&written, sizeof written) : (struct ts_list){NULL, 0, 0},
    };
    inspection->told++;
    return inspection->call->host->emit_observation(inspection->call, &observation);
}

static int report(const struct inspection *inspection, const char *rule, const char *expected,
                  struct ts_place place)
{
    struct ts_str actual = ts_bytes(inspection->block->text.ptr + place.offset, place.length);
    return ts_report(inspection->call, rule, 0, place.offset, place.length, ts_text(expected),
                     actual);
}

/* A pay-off is itself in any language; how it is altered is judged in the languages of the brand
 * only. */
static gboolean is_judged(struct inspection *inspection, guint32 word)
{
    struct ts_str language = text_language(&inspection->text, word);
    for (guint i = 0; i < inspection->promise->payoffs->len; i++) {
        const struct payoff *payoff = g_ptr_array_index(inspection->promise->payoffs, i);
        if (promise_is_language(payoff->language, language)) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct sighting sighting_at(struct inspection *inspection, guint index, guint32 first)
{
    const struct payoff *payoff = g_ptr_array_index(inspection->promise->payoffs, index);
    struct sighting own = {CLOSE_NOT, 0, 0};
    if (inspection->candidates & (guint64)1 << index) {
        own = payoff_at(payoff, &inspection->text, first);
    }
    if (own.closeness != CLOSE_EXACT && (inspection->hints[first] & HINT_GLUED)) {
        struct sighting glued = payoff_glued_at(payoff, &inspection->text, first);
        own = glued.closeness > own.closeness ? glued : own;
    }
    return own.closeness == CLOSE_ALTERED && !is_judged(inspection, first)
               ? (struct sighting){CLOSE_NOT, 0, 0}
               : own;
}

/* The best of all wordings at this word: exact before altered, the cheaper alteration first. */
static struct sighting best_at(struct inspection *inspection, guint32 first,
                               const struct payoff **payoff_r)
{
    struct sighting best = {CLOSE_NOT, 0, 0};
    for (guint i = 0; i < inspection->promise->payoffs->len; i++) {
        struct sighting own = sighting_at(inspection, i, first);
        if (own.closeness > best.closeness ||
            (own.closeness == CLOSE_ALTERED && best.closeness == CLOSE_ALTERED &&
             own.cost < best.cost)) {
            best = own;
            *payoff_r = g_ptr_array_index(inspection->promise->payoffs, i);
        }
    }
    return best;
}

/* An altered reading gives way to a better one that begins among its words. */
static gboolean has_better_inside(struct inspection *inspection, guint32 first, struct sighting own)
{
    const struct payoff *payoff = NULL;
    for (guint32 i = first + 1; i < first + own.count && i < inspection->text.words.count; i++) {
        struct sighting inside = best_at(inspection, i, &payoff);
        if (inside.closeness == CLOSE_EXACT ||
            (inside.closeness == CLOSE_ALTERED && inside.cost < own.cost)) {
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
        (best.closeness == CLOSE_ALTERED && has_better_inside(inspection, first, best))) {
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

/* The pay-off that is given the lie to: in the language of the text, else the first. */
static const char *payoff_shown(struct inspection *inspection, guint32 word)
{
    const struct promise *promise = inspection->promise;
    const struct payoff *own = promise_payoff_in(promise, text_language(&inspection->text, word));
    own = own || promise->payoffs->len == 0 ? own : g_ptr_array_index(promise->payoffs, 0);
    return own ? own->shown : "";
}

static int report_belied(struct inspection *inspection, guint32 first, struct ts_place place)
{
    struct ts_pair payoff = {ts_text("payoff"), ts_text(payoff_shown(inspection, first))};
    struct ts_finding finding = {
        .size = sizeof finding,
        .rule = ts_text("promise/belied"),
        .actual = ts_bytes(inspection->block->text.ptr + place.offset, place.length),
        .arguments = ts_one(&payoff, sizeof payoff),
        .places = ts_one(&place, sizeof place),
    };
    return inspection->call->host->emit_finding(inspection->call, &finding);
}

static int look_for_belied(struct inspection *inspection, guint32 first)
{
    const struct phrase *phrase = phrase_at(&inspection->promise->belied, &inspection->text, first);
    if (!phrase || is_denied(&inspection->text, first) ||
        is_denied_after(&inspection->text, first + phrase->words->len)) {
        return 0;
    }
    struct ts_place place = place_of(inspection, first, phrase->words->len);
    return observe(inspection, "belied", "belied", place) == 0
               ? report_belied(inspection, first, place)
               : -1;
}

static int look_for_theme(struct inspection *inspection, guint32 first)
{
    const struct phrase *phrase = phrase_at(&inspection->promise->themes, &inspection->text, first);
    if (!phrase || is_denied(&inspection->text, first)) {
        return 0;
    }
    inspection->has_theme = TRUE;
    return observe(inspection, "theme", "theme", place_of(inspection, first, phrase->words->len));
}

/* All content words of a pay-off in another order or wording carry its theme. */
static void look_for_allusion(struct inspection *inspection, guint32 first)
{
    for (guint i = 0; i < inspection->promise->payoffs->len; i++) {
        guint32 count = inspection->candidates & (guint64)1 << i
                            ? payoff_allusion_at(g_ptr_array_index(inspection->promise->payoffs, i),
                                                 &inspection->text, first)
                            : 0;
        if (count && !is_denied(&inspection->text, first)) {
            inspection->allusion = place_of(inspection, first, count);
        }
    }
}

static int look_at(struct inspection *inspection, guint32 first)
{
    int taken = inspection->candidates || (inspection->hints[first] & HINT_GLUED)
                    ? look_for_payoff(inspection, first)
                    : 0;
    if (taken < 0 ||
        ((inspection->hints[first] & HINT_BELIED) && look_for_belied(inspection, first) != 0)) {
        return -1;
    }
    if (taken > 0) {
        inspection->has_payoff = TRUE;
        return taken;
    }
    if (!inspection->has_theme && (inspection->hints[first] & HINT_THEME) &&
        look_for_theme(inspection, first) != 0) {
        return -1;
    }
    if (inspection->candidates && !inspection->has_payoff && !inspection->has_theme &&
        !inspection->allusion.length) {
        look_for_allusion(inspection, first);
    }
    return 1;
}

int promise_inspect_block(struct ts_call *call, void *self, const struct ts_block *block,
                          struct ts_list kinds)
{
    struct inspection inspection = {.call = call, .promise = self, .block = block};
    (void)kinds;
    if (block->role == TS_ROLE_CODE) {
        return 0;
    }
    inspection.text = text_of(call, block);
    inspection.text.language =
        block->language.len ? block->language : ts_text(inspection.promise->first_language);
    inspection.hints = hints_of(call, inspection.promise, &inspection.text, &inspection.candidates);
    for (guint32 i = 0;
         inspection.hints && i < inspection.text.words.count && inspection.told < SIGHTINGS_MAX;) {
        int taken = inspection.candidates || inspection.hints[i] ? look_at(&inspection, i) : 1;
        if (taken < 0) {
            return -1;
        }
        i += (guint32)taken;
    }
    return inspection.allusion.length && !inspection.has_payoff && !inspection.has_theme
               ? observe(&inspection, "theme", "theme", inspection.allusion)
               : 0;
}
