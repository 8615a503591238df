/* SPDX-License-Identifier: MIT
 *
 * Registers the check "promise".
 */
#include "plugins/check-promise/promise.h"

static const struct ts_wording absent_nl[] = {
    {"nl", "Merkbelofte ontbreekt",
     "De merkbelofte[ \"{expected}\"] staat nergens in dit contactpunt"}};
static const struct ts_wording altered_nl[] = {
    {"nl", "Merkbelofte veranderd", "Hier staat \"{actual}\"; de merkbelofte is \"{expected}\""}};
static const struct ts_wording theme_nl[] = {
    {"nl", "Thema ontbreekt",
     "Niets in dit document draagt de merkbelofte[; \"{payoff}\" hoort er te staan]"}};
static const struct ts_wording coverage_nl[] = {
    {"nl", "Te weinig merkbelofte",
     "Slechts {share} van de documenten[ ({count})] draagt de merkbelofte[; {expected} is nodig]"}};
static const struct ts_wording belied_nl[] = {
    {"nl", "Merkbelofte gelogenstraft",
     "\"{actual}\"[ in {touchpoint}] logenstraft de merkbelofte[ \"{payoff}\"]"}};

static const struct ts_rule_def rules[] = {
    {.id = "promise/absent",
     .severity = TS_ERROR,
     .title = "Promise absent",
     .message = "The promise[ \"{expected}\"] is nowhere in this touchpoint",
     .help =
         "A touchpoint that expects the promise must show it at least once (`require` in the "
         "brand book says what counts; an altered pay-off counts, for it is found as such). Said "
         "only if all of the touchpoint was seen and there was text to read. Take "
         "\"promise\" out of the touchpoint's `expects` where it does not belong.",
     .bad = "A website without the pay-off on any page.",
     .good = "The pay-off in the header, a title, an alternative text or a subject.",
     .wordings = TS_LIST_OF(absent_nl)},
    {.id = "promise/altered",
     .severity = TS_WARNING,
     .title = "Promise altered",
     .message = "\"{actual}\" stands here; the promise is \"{expected}\"",
     .help = "Nearly the pay-off: a typo, an inflection, a small word changed, a word added, two "
             "that changed places, a space that went astray. "
             "If the wording is right too, add it under `also`.",
     .bad = "Gemak op elke vlak",
     .good = "Gemak op elk vlak",
     .wordings = TS_LIST_OF(altered_nl)},
    {.id = "promise/theme-absent",
     .severity = TS_WARNING,
     .title = "Theme absent",
     .message = "Nothing in this document carries the promise[; \"{payoff}\" must stand there]",
     .help = "A document of a kind named in `require` shows neither the pay-off nor, where that is "
             "enough, a word of its themes. Narrow `in`, or add words to the themes.",
     .bad = "A home page that never speaks of ease.",
     .good = "Een nieuwe vloer, zonder gedoe.",
     .wordings = TS_LIST_OF(theme_nl)},
    {.id = "promise/coverage",
     .severity = TS_INFO,
     .title = "Too little promise",
     .message = "Only {share} of the documents[ ({count})] carry the promise"
                "[; {expected} must]",
     .help = "The share of the touchpoint's documents that carry the promise is below the "
             "`coverage` that the brand book asks for.",
     .bad = "3 of 10 pages, where 60% is asked for.",
     .good = "7 of 10 pages.",
     .wordings = TS_LIST_OF(coverage_nl)},
    {.id = "promise/belied",
     .severity = TS_WARNING,
     .title = "Promise belied",
     .message = "\"{actual}\"[ in {touchpoint}] gives the lie to the promise[ \"{payoff}\"]",
     .help = "A phrase of `belied_by`: what the touchpoint asks of the customer contradicts what "
             "the brand promises. A denial shortly before it (\"niet alleen per post\") makes it "
             "none.",
     .bad = "Print het formulier en stuur op.",
     .good = "Vul het formulier online in.",
     .wordings = TS_LIST_OF(belied_nl)},
};

static const char *const sections[] = {"promise"};

static void close_promise(struct ts_call *call, void *self)
{
    (void)call;
    promise_clear(self);
    g_free(self);
}

static int open_promise(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct promise *promise = g_new0(struct promise, 1);
    if (promise_load(call, open, promise) != 0) {
        close_promise(call, promise);
        return -1;
    }
    *self_r = promise;
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = open_promise,
    .inspect_block = promise_inspect_block,
    .inspect = promise_inspect,
    .conclude = promise_conclude,
    .close = close_promise,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_LANGUAGE,
    .name = "promise",
    .version = "0.5.0",
    .summary = "Looks for the brand promise, exact, altered, as a theme, or belied.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &ops,
};
