/* SPDX-License-Identifier: MIT
 *
 * The table of the rules run/... and rollout/...
 */
#include "core/result/run_rules.h"

#define DUTCH(title, message)                                                             \
    {                                                                                     \
        (const struct ts_wording[]){{"nl", title, message}}, 1, sizeof(struct ts_wording) \
    }

static const struct ts_rule_def rules[] = {
    {
        .id = "handoff/broken",
        .severity = TS_WARNING,
        .title = "Handoff broken",
        .message = "On the way to {to}: {reason}",
        .help = "A journey goes from this touchpoint to the next, and something breaks between the "
                "two: nothing leads on, or the customer finds another promise, language, form of "
                "address, fact, logo or address on the other side. Mend it where it is wrong; what "
                "cannot be known (a page that was not reached) is no break.",
        .bad = "The order mail of a shop that says je says u, or links to a page that is gone.",
        .good = "A link that works, to pages that tell the same story.",
        .wordings = DUTCH("Overgang gebroken", "Op weg naar {to}: {reason}"),
    },
    {
        .id = "rollout/early",
        .severity = TS_WARNING,
        .title = "Told too early",
        .message = "\"{actual}\" may be told from {from} on[ ({rollout})]"
                   "[; until then it is {expected}]",
        .help = "Something that a rollout brings, or whose `from` is not reached, already stands "
                "there. Take it down, or set `announce`, the day from which the new may be told "
                "beside the old. Sentences that say it is to come do not excuse it before that "
                "day.",
        .bad = "The new address in a footer, before the move is announced.",
        .good = "The address that is right today.",
        .wordings = DUTCH("Te vroeg verteld", "\"{actual}\" mag pas vanaf {from} verteld worden"
                                              "[ ({rollout})][; tot dan is het {expected}]"),
    },
    {
        .id = "rollout/late",
        .severity = TS_WARNING,
        .title = "Rollout late",
        .message = "{rollout} is late[ (due {due})]; documents with the old: {old}, with the new: "
                   "{new}",
        .help = "The day of a rollout is past for this touchpoint, and the old still stands there: "
                "its places are findings of their own. A rollout without `due` is late from its "
                "switch on. Mend the places, or give the touchpoint's channel or kind a later day.",
        .bad = "The old address on three pages, two weeks after the day.",
        .good = "No page with the old address but those that tell the history as history.",
        .wordings = DUTCH("Uitrol te laat",
                          "{rollout} is te laat[ (uiterlijk {due})]; documenten met het oude: "
                          "{old}, met het nieuwe: {new}"),
    },
    {
        .id = "rollout/returned",
        .severity = TS_ERROR,
        .title = "The old came back",
        .message = "\"{actual}\" is back[ ({rollout})]: all was new here before[; it is "
                   "{expected}]",
        .help = "An earlier run saw this touchpoint all new, and now the old stands there again: "
                "an old template, a copy from an archive, a restored backup. Look for where it "
                "came from, or it will come again.",
        .bad = "The old logo in this week's newsletter, after three with the new one.",
        .good = "The new logo.",
        .wordings =
            DUTCH("Het oude is terug", "\"{actual}\" is terug[ ({rollout})]: hier was alles "
                                       "al nieuw[; het is {expected}]"),
    },
    {
        .id = "run/acceptance-expired",
        .severity = TS_WARNING,
        .title = "Acceptance expired",
        .message = "The acceptance of {actual} ended[ on {until}]",
        .help = "A finding was accepted until a date, and that date is past. Mend what it is about "
                "or accept it again with a reason.",
        .wordings =
            DUTCH("Acceptatie verlopen", "De acceptatie van {actual} is verlopen[ op {until}]"),
    },
    {
        .id = "run/acceptance-unused",
        .severity = TS_INFO,
        .title = "Acceptance without a finding",
        .message =
            "[Nothing was found any more that {unused} accepts][Not honoured: {unheeded}: {why}]",
        .help =
            "An entry of touchstone.accept.yaml, or a comment in content, matches no finding, "
            "or is not honoured: the reason stands behind it. Remove or mend it. A comment "
            "<!-- touchstone off RULE reason=\"...\" --> holds to <!-- touchstone on -->, or to "
            "the end, and only where the touchpoint is owned; a finding is accepted by comments "
            "if they cover all its places.",
        .wordings = DUTCH(
            "Acceptatie zonder bevinding",
            "[Er is niets meer gevonden dat {unused} accepteert][Niet gevolgd: {unheeded}: {why}]"),
    },
    {
        .id = "run/coverage-dropped",
        .severity = TS_WARNING,
        .title = "Far less seen than last time",
        .message = "Far less was seen than in the run before[: {actual}]",
        .help = "Most of what the last run saw was not reached. Look whether the source still "
                "leads everywhere; what was not reached stays open.",
        .wordings = DUTCH("Veel minder gezien dan de vorige keer",
                          "Er is veel minder gezien dan in de vorige run[: {actual}]"),
    },
    {
        .id = "run/plugin-failed",
        .severity = TS_ERROR,
        .title = "A plugin failed",
        .message = "A plugin failed, so this was not checked[: {actual}]",
        .help = "A plugin crashed, hung or broke its contract. What it was asked counts as not "
                "checked. Tell its maker, with the locator.",
        .wordings = DUTCH("Een plug-in faalde",
                          "Een plug-in faalde, dus dit is niet gecontroleerd[: {actual}]"),
    },
    {
        .id = "run/robots",
        .severity = TS_INFO,
        .title = "Left out by robots.txt",
        .message = "robots.txt asks not to read this[: {actual}]",
        .help = "The site asks crawlers to stay away from these pages. For a site of your own set "
                "robots: ignore at its source.",
        .wordings = DUTCH("Overgeslagen vanwege robots.txt",
                          "robots.txt vraagt dit niet te lezen[: {actual}]"),
    },
    {
        .id = "run/trap",
        .severity = TS_WARNING,
        .title = "Endless pages",
        .message = "Links that go on for ever were not followed[: {actual}]",
        .help = "A calendar, a filter or a session number makes new addresses without end. Leave "
                "them out with exclude at the source.",
        .wordings = DUTCH("Eindeloze pagina's",
                          "Links die eindeloos doorgaan zijn niet gevolgd[: {actual}]"),
    },
    {
        .id = "run/truncated",
        .severity = TS_WARNING,
        .title = "Checked in part",
        .message = "Only a part of this was checked[: {actual}]",
        .help = "A limit was passed or the document is damaged; what lies beyond was not checked.",
        .wordings =
            DUTCH("Deels gecontroleerd", "Hiervan is maar een deel gecontroleerd[: {actual}]"),
    },
    {
        .id = "run/unchecked",
        .severity = TS_WARNING,
        .title = "Not checked",
        .message = "This could not be checked[: {actual}]",
        .help = "Whether this follows the brand book is not known. It never counts as right: exit "
                "status 3 tells so.",
        .wordings = DUTCH("Niet gecontroleerd", "Dit kon niet worden gecontroleerd[: {actual}]"),
    },
};

struct ts_list run_rules(void)
{
    return (struct ts_list)TS_LIST_OF(rules);
}

const struct ts_rule_def *run_rules_find(const char *id)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
        if (strcmp(rules[i].id, id) == 0) {
            return &rules[i];
        }
    }
    return NULL;
}

gboolean run_rules_has(const char *id)
{
    return g_str_has_prefix(id, "run/");
}

gboolean run_rules_is_unchecked(const char *id)
{
    return g_str_equal(id, "run/unchecked") || g_str_equal(id, "run/plugin-failed") ||
           g_str_equal(id, "run/truncated") || g_str_equal(id, "run/coverage-dropped");
}
