/* SPDX-License-Identifier: MIT
 *
 * The values of a group against the truth of the brand book, else among each other.
 */
#include "plugins/check-facts/conclude.h"

static const struct said *said_at(const struct group *group, guint index)
{
    return g_ptr_array_index(group->saids, index);
}

static struct value truth_of(const struct slot *slot)
{
    struct value truth = slot->truth;
    if (slot_is_limit(slot)) {
        value_unbind(&truth);
    }
    return truth;
}

/* Every touchpoint that says it has a finding of its own. */
static int say_false(struct ts_call *call, const struct facts *facts, const struct group *group,
                     struct said *said)
{
    g_autoptr(GPtrArray) one = g_ptr_array_new();
    g_ptr_array_add(one, said);
    for (guint i = 0; i < said->sightings->len; i++) {
        const struct sighting *sighting = g_ptr_array_index(said->sightings, i);
        struct verdict verdict = {"facts/contradicts-truth", group, one, sighting->touchpoint};
        if (verdict_say(call, facts, &verdict) != 0) {
            return -1;
        }
    }
    return 0;
}

static int judge_by_truth(struct ts_call *call, const struct facts *facts,
                          const struct group *group)
{
    g_autoptr(GPtrArray) differing = g_ptr_array_new();
    struct value truth = truth_of(group->slot);
    for (guint i = 0; i < group->saids->len; i++) {
        struct said *said = g_ptr_array_index(group->saids, i);
        enum relation relation = value_relate(&truth, &said->value);
        if (relation == VALUE_OVERLAPS) {
            g_ptr_array_add(differing, said);
        } else if (relation == VALUE_CONTRADICTS && say_false(call, facts, group, said) != 0) {
            return -1;
        }
    }
    struct verdict verdict = {"facts/differs", group, differing, NULL};
    return differing->len ? verdict_say(call, facts, &verdict) : 0;
}

/* The values that are in this relation with another of the group. */
static void find_related(const struct group *group, enum relation relation, GPtrArray *found)
{
    for (guint i = 0; i < group->saids->len; i++) {
        gboolean is_related = FALSE;
        for (guint k = 0; k < group->saids->len && !is_related; k++) {
            is_related = k != i && value_relate(&said_at(group, i)->value,
                                                &said_at(group, k)->value) == relation;
        }
        if (is_related) {
            g_ptr_array_add(found, g_ptr_array_index(group->saids, i));
        }
    }
}

/* Of a contradiction all values are told, those that get along with the others too. */
static int judge_among(struct ts_call *call, const struct facts *facts, const struct group *group)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    struct verdict verdict = {"facts/contradiction", group, group->saids, NULL};
    find_related(group, VALUE_CONTRADICTS, found);
    if (found->len) {
        return verdict_say(call, facts, &verdict);
    }
    find_related(group, VALUE_OVERLAPS, found);
    verdict = (struct verdict){"facts/differs", group, found, NULL};
    return found->len ? verdict_say(call, facts, &verdict) : 0;
}

int group_judge(struct ts_call *call, const struct facts *facts, const struct group *group)
{
    return group->slot->has_truth && group_is_general(group) ? judge_by_truth(call, facts, group)
                                                             : judge_among(call, facts, group);
}
