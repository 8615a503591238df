/* SPDX-License-Identifier: MIT
 *
 * What an entry that is not right on the day weighs where it stands.
 */
#include <string.h>

#include "core/config/date.h"
#include "core/config/text.h"
#include "core/result/dates.h"

static gboolean matches_one(const struct ts_node *patterns,
                            const struct plan_touchpoint *touchpoint, const char *locator)
{
    for (guint32 i = 0; patterns && i < patterns->children.count; i++) {
        struct ts_str text = ((const struct ts_node *)ts_item(patterns->children, i))->text;
        g_autofree char *pattern = text_dup(text);
        if (plan_matches(touchpoint, locator, pattern)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean dates_is_history(const struct ts_node *rollout, const struct plan_touchpoint *touchpoint,
                          const char *locator, const char *said)
{
    if (strcmp(said, "historic") == 0) {
        return TRUE;
    }
    for (guint i = 0; touchpoint->historic && i < touchpoint->historic->len; i++) {
        if (plan_matches(touchpoint, locator, g_ptr_array_index(touchpoint->historic, i))) {
            return TRUE;
        }
    }
    return matches_one(ts_get(rollout, "historic"), touchpoint, locator);
}

struct dates_verdict dates_judge(const struct life_entry *entry,
                                 const struct plan_touchpoint *touchpoint,
                                 const struct dates_sighting *sighting, const char *day)
{
    struct dates_verdict verdict = {.severity = TS_ERROR};
    if (entry->life == LIFE_EARLY) {
        verdict.rule = RULE_EARLY;
        verdict.severity = TS_WARNING;
        return verdict;
    }
    if (entry->life != LIFE_OUTDATED) {
        return verdict;
    }
    verdict.rule = entry->home->outdated;
    verdict.is_history =
        dates_is_history(entry->rollout, touchpoint, sighting->locator, sighting->said);
    struct ts_str due = rollout_due(entry->rollout, sighting->kinds, touchpoint->channel);
    if (!verdict.is_history && due.len && !date_is_past(due, day)) {
        verdict.due = due;
    }
    if (!verdict.is_history &&
        !ts_equal(due, rollout_due(entry->rollout, "", touchpoint->channel))) {
        verdict.own_due = due;
    }
    if (verdict.is_history || verdict.due.len) {
        verdict.severity = TS_INFO;
    }
    return verdict;
}
