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

/* Is a document that says a value in its text among those that say another? */
static gboolean shares_page(const struct sighting *one, const struct sighting *other)
{
    for (guint i = 0; !one->format && i < one->places->len; i++) {
        for (guint k = 0; !other->format && k < other->places->len; k++) {
            if (ts_equal(g_array_index(one->places, struct ts_place, i).locator,
                         g_array_index(other->places, struct ts_place, k).locator)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static gboolean are_together(const struct said *a, const struct said *b)
{
    for (guint i = 0; i < a->sightings->len; i++) {
        for (guint k = 0; k < b->sightings->len; k++) {
            const struct sighting *one = g_ptr_array_index(a->sightings, i);
            const struct sighting *other = g_ptr_array_index(b->sightings, k);
            if (g_str_equal(one->touchpoint, other->touchpoint) && shares_page(one, other)) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* A page that tells two values of one class of products tells two products of it. */
static enum relation relate(const struct group *group, guint a, guint b)
{
    const struct said *one = said_at(group, a), *other = said_at(group, b);
    enum relation relation = value_relate(&one->value, &other->value);
    return relation == VALUE_CONTRADICTS && group->product[0] && are_together(one, other)
               ? VALUE_OVERLAPS
               : relation;
}

/* The values that are in this relation with another of the group. */
static void find_related(const struct group *group, enum relation relation, GPtrArray *found)
{
    for (guint i = 0; i < group->saids->len; i++) {
        gboolean is_related = FALSE;
        for (guint k = 0; k < group->saids->len && !is_related; k++) {
            is_related = k != i && relate(group, i, k) == relation;
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
