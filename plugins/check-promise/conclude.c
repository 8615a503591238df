/* SPDX-License-Identifier: MIT
 *
 * The requirements of the brand book, over the stored observations of all documents.
 */
#include "plugins/check-promise/promise.h"
#include "plugins/common/kinds.h"

/* A touchpoint against one requirement. */
struct tally {
    guint documents, accepted; /* in the languages that are judged */
    guint elsewhere;           /* in others, and it is there all the same */
    guint32 *languages;        /* documents in the language of each pay-off */
};

struct conclusion {
    struct ts_call *call;
    const struct promise *promise;
    struct ts_list touchpoints;
    struct tally *tallies; /* touchpoint x requirement */
};

/* ---- questions ---- */

/* An altered pay-off is there, if wrongly: it is found as altered, not as absent. */
static gboolean is_accepted(const struct requirement *requirement,
                            const struct ts_stored_document *document)
{
    for (uint32_t i = 0; i < document->observations.count; i++) {
        const struct ts_observation *seen = ts_item(document->observations, i);
        if (ts_is(seen->key, "payoff") ||
            (requirement->accept == ACCEPT_THEME && ts_is(seen->key, "theme"))) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct ts_str language_of(const struct promise *promise,
                                 const struct ts_stored_document *document)
{
    return document->language.len ? document->language : ts_text(promise->first_language);
}

/* Can a document in this language show what is asked? Text in other languages is not judged. */
static gboolean is_judged_language(const struct promise *promise,
                                   const struct requirement *requirement, struct ts_str language)
{
    if (promise_payoff_in(promise, language)) {
        return TRUE;
    }
    for (guint i = 0; requirement->accept == ACCEPT_THEME && i < promise->theme_languages->len;
         i++) {
        if (promise_is_language(g_ptr_array_index(promise->theme_languages, i), language)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* ---- what is said ---- */

struct saying {
    const char *rule;
    struct ts_str expected;
    struct ts_pair arguments[2];
    guint32 argument_count;
};

static int say(const struct conclusion *conclusion, const struct requirement *requirement,
               const struct saying *saying, const struct ts_place *place)
{
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = requirement->severity,
        .rule = ts_text(saying->rule),
        .expected = saying->expected,
        .arguments = {saying->arguments, saying->argument_count, sizeof saying->arguments[0]},
        .places = ts_one(place, sizeof *place),
    };
    return conclusion->call->host->emit_finding(conclusion->call, &finding);
}

static struct ts_str shown(const struct payoff *payoff)
{
    return payoff ? ts_text(payoff->shown) : ts_text(NULL);
}

static int say_document(const struct conclusion *conclusion, const struct requirement *requirement,
                        const struct ts_stored_document *document)
{
    const struct payoff *payoff =
        promise_payoff_in(conclusion->promise, language_of(conclusion->promise, document));
    struct ts_place place = {
        .touchpoint = document->touchpoint, .locator = document->locator, .block = TS_NO_BLOCK};
    struct saying saying = {.rule = "promise/theme-absent", .expected = shown(payoff)};
    if (requirement->accept == ACCEPT_PAYOFF) {
        saying.arguments[0] = (struct ts_pair){ts_text("payoff"), shown(payoff)};
        saying.argument_count = 1;
    }
    return say(conclusion, requirement, &saying, &place);
}

/* ---- documents ---- */

static const struct ts_touchpoint *find_touchpoint(const struct conclusion *conclusion,
                                                   struct ts_str id, uint32_t *index_r)
{
    for (uint32_t i = 0; i < conclusion->touchpoints.count; i++) {
        const struct ts_touchpoint *touchpoint = ts_item(conclusion->touchpoints, i);
        if (ts_equal(touchpoint->id, id)) {
            *index_r = i;
            return touchpoint;
        }
    }
    return NULL;
}

static const struct requirement *requirement_at(const struct conclusion *conclusion, guint index)
{
    return &g_array_index(conclusion->promise->requirements, struct requirement, index);
}

static void note_language(const struct conclusion *conclusion, struct tally *tally,
                          struct ts_str language)
{
    for (guint i = 0; i < conclusion->promise->payoffs->len; i++) {
        const struct payoff *payoff = g_ptr_array_index(conclusion->promise->payoffs, i);
        if (promise_is_language(payoff->language, language)) {
            tally->languages[i]++;
            return;
        }
    }
}

static int weigh(const struct conclusion *conclusion, const struct requirement *requirement,
                 struct tally *tally, const struct ts_stored_document *document)
{
    struct ts_str language = language_of(conclusion->promise, document);
    gboolean is_there = is_accepted(requirement, document);
    gboolean is_judged = is_judged_language(conclusion->promise, requirement, language);
    if (!is_judged) {
        tally->elsewhere += is_there;
        return 0;
    }
    tally->documents++;
    tally->accepted += is_there;
    note_language(conclusion, tally, language);
    return requirement->on_document && !is_there ? say_document(conclusion, requirement, document)
                                                 : 0;
}

static int take_document(const struct conclusion *conclusion,
                         const struct ts_stored_document *document)
{
    uint32_t index;
    const struct ts_touchpoint *touchpoint =
        find_touchpoint(conclusion, document->touchpoint, &index);
    gboolean is_readable = document->status == TS_CHECKED || document->status == TS_UNCHANGED;
    if (!touchpoint || !is_readable || document->text_size == 0 ||
        !kinds_have(touchpoint->expects, "promise")) {
        return 0;
    }
    guint count = conclusion->promise->requirements->len;
    for (guint r = 0; r < count; r++) {
        const struct requirement *requirement = requirement_at(conclusion, r);
        if (kinds_are_in(document->kinds, requirement->in) &&
            weigh(conclusion, requirement, &conclusion->tallies[index * count + r], document) !=
                0) {
            return -1;
        }
    }
    return 0;
}

/* ---- touchpoints ---- */

/* The pay-off in the language most of its documents have. */
static const struct payoff *usual_payoff(const struct conclusion *conclusion,
                                         const struct tally *tally)
{
    guint best = 0;
    for (guint i = 1; i < conclusion->promise->payoffs->len; i++) {
        best = tally->languages[i] > tally->languages[best] ? i : best;
    }
    return conclusion->promise->payoffs->len ? g_ptr_array_index(conclusion->promise->payoffs, best)
                                             : NULL;
}

/* How many is no part of what is wrong: the finding stays the same when it changes. */
static int say_coverage(const struct conclusion *conclusion, const struct requirement *requirement,
                        const struct tally *tally, const struct ts_place *place)
{
    g_autofree char *share =
        g_strdup_printf("%u%%", (guint)(100.0 * tally->accepted / tally->documents));
    g_autofree char *count = g_strdup_printf("%u/%u", tally->accepted, tally->documents);
    struct saying saying = {
        .rule = "promise/coverage",
        .expected = ts_text(requirement->share),
        .arguments = {{ts_text("share"), ts_text(share)}, {ts_text("count"), ts_text(count)}},
        .argument_count = 2,
    };
    return say(conclusion, requirement, &saying, place);
}

/* Absent is only said of a touchpoint that was seen whole and had text to read. */
static int judge_touchpoint(const struct conclusion *conclusion,
                            const struct ts_touchpoint *touchpoint,
                            const struct requirement *requirement, const struct tally *tally)
{
    struct ts_place place = {
        .touchpoint = touchpoint->id, .locator = touchpoint->locator, .block = TS_NO_BLOCK};
    if (requirement->on_document || tally->documents == 0 || !touchpoint->is_complete) {
        return 0;
    }
    if (requirement->coverage > 0) {
        gboolean is_enough = tally->accepted + 1e-9 >= requirement->coverage * tally->documents;
        return is_enough ? 0 : say_coverage(conclusion, requirement, tally, &place);
    }
    struct saying saying = {.rule = "promise/absent",
                            .expected = shown(usual_payoff(conclusion, tally))};
    return tally->accepted + tally->elsewhere == 0 ? say(conclusion, requirement, &saying, &place)
                                                   : 0;
}

static int judge_touchpoints(const struct conclusion *conclusion)
{
    guint count = conclusion->promise->requirements->len;
    for (uint32_t t = 0; t < conclusion->touchpoints.count; t++) {
        for (guint r = 0; r < count; r++) {
            if (judge_touchpoint(conclusion, ts_item(conclusion->touchpoints, t),
                                 requirement_at(conclusion, r),
                                 &conclusion->tallies[t * count + r]) != 0) {
                return -1;
            }
        }
    }
    return 0;
}

int promise_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    const struct promise *promise = self;
    size_t cells = (size_t)touchpoints.count * promise->requirements->len;
    struct conclusion conclusion = {
        call, promise, touchpoints,
        call->host->alloc(call, (cells + 1) * sizeof *conclusion.tallies)};
    struct ts_stored_document document = {.size = sizeof document};
    int next;
    if (cells == 0) {
        return 0;
    }
    for (size_t i = 0; i < cells; i++) {
        conclusion.tallies[i].languages = call->host->alloc(
            call, (promise->payoffs->len + 1) * sizeof *conclusion.tallies[i].languages);
    }
    while ((next = call->host->next_document(call, &document)) == 1) {
        if (take_document(&conclusion, &document) != 0) {
            return -1;
        }
    }
    return next == 0 ? judge_touchpoints(&conclusion) : -1;
}
