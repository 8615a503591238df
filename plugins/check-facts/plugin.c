/* SPDX-License-Identifier: MIT
 *
 * Registers the check "facts".
 */
#include "plugins/check-facts/facts.h"

static const struct ts_wording truth_nl[] = {
    {"nl", "Spreekt de waarheid tegen",
     "{title_nl}: [{touchpoint} zegt ]{value_nl}; het merkboek zegt {expected}"}};
static const struct ts_wording contradiction_nl[] = {
    {"nl", "Spreekt zichzelf tegen", "{title_nl}: {values_nl}"}};
static const struct ts_wording differs_nl[] = {
    {"nl", "Niet overal hetzelfde", "{title_nl}: {values_nl}[; het merkboek zegt {expected}]"}};

static const struct ts_rule_def rules[] = {
    {.id = "facts/contradicts-truth",
     .severity = TS_ERROR,
     .title = "Contradicts the truth",
     .message = "{title}: [{touchpoint} says ]{value}; the brand book says {expected}",
     .help =
         "A value that stands with the words of this fact cannot be true together with the "
         "`truth` of the brand book: same scope, disjoint. \"Within 3 days\" does not contradict 2 "
         "days, but 5; days and working days are compared with the calendar's tolerance. Of a fact "
         "with `is: limit` (return period, warranty) the number itself is the promise: within 14 "
         "days is not 30 days. If another value is right for some (a country, a channel, a "
         "product), say so near it or in the heading above it; if only some touchpoints must say "
         "the truth, name them with `for` in the brand book.",
     .bad = "Levertijd: 5 werkdagen, where the brand book says 1 workday",
     .good = "Voor 22.00 uur besteld, morgen in huis",
     .wordings = TS_LIST_OF(truth_nl)},
    {.id = "facts/contradiction",
     .severity = TS_WARNING,
     .title = "Contradiction",
     .message = "{title}: {values}",
     .help =
         "Touchpoints, or places in one of them, give the same fact different values that cannot "
         "all be true. What is said of one country, channel or product is compared only with what "
         "is said of the same. All values are shown with their places; nobody is declared right by "
         "majority. What a page says for machines (JSON-LD, microdata) counts for the page, and is "
         "compared with its text. Write a `truth` into the brand book, and the wrong ones become "
         "facts/contradicts-truth. Each touchpoint that takes part has it.",
     .bad = "The site: return within 30 days. The mail: return within 14 days.",
     .good = "Both: return within 30 days.",
     .wordings = TS_LIST_OF(contradiction_nl)},
    {.id = "facts/differs",
     .severity = TS_INFO,
     .title = "Not the same everywhere",
     .message = "{title}: {values}[; the brand book says {expected}]",
     .help =
         "Values of one fact that are not the same, but can all be true: 1 to 3 days and 2 days, "
         "within 3 days and 2 days, 1 workday and 3 days over a weekend, opening hours that leave "
         "out Saturday. No error, but customers read the more generous one as the promise. To be "
         "rid of these, switch the rule off in the touchpoint's `checks`, or say the same "
         "everywhere.",
     .bad = "The site: within 3 days. The mail: 2 days.",
     .good = "Both: within 2 days.",
     .wordings = TS_LIST_OF(differs_nl)},
};

static const char *const sections[] = {"facts"};

static void close_facts(struct ts_call *call, void *self)
{
    (void)call;
    facts_clear(self);
    g_free(self);
}

static int open_facts(struct ts_call *call, const struct ts_open *open, void **self_r)
{
    struct facts *facts = g_new0(struct facts, 1);
    if (facts_load(call, open, facts) != 0) {
        close_facts(call, facts);
        return -1;
    }
    *self_r = facts;
    return 0;
}

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .open = open_facts,
    .inspect = facts_inspect,
    .conclude = facts_conclude,
    .close = close_facts,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_LANGUAGE,
    .name = "facts",
    .version = "0.2.0",
    .summary = "Looks whether touchpoints tell the same facts: delivery time, opening hours.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .check = &ops,
};
