/* SPDX-License-Identifier: MIT
 *
 * Picks and orders the findings that are somebody's work. What says that something was not checked
 * is no work at the text.
 */
#include "core/report/worklist.h"

#include <math.h>
#include <string.h>

#include "core/report/verdict.h"

struct work {
    const struct result *result;
    const struct worklist_query *query;
    GPtrArray *items;
    GHashTable *owners; /* char * -> how many items are theirs */
    guint all;
};

static void free_item(gpointer data)
{
    struct worklist_item *item = data;
    g_free(item->touchpoint);
    g_free(item->rule);
    g_free(item->title);
    g_free(item->severity);
    g_free(item->message);
    g_free(item->stands);
    g_free(item->replacement);
    g_free(item->fingerprint);
    g_ptr_array_unref(item->places);
    g_free(item);
}

static double weigh(const struct result_touchpoint *touchpoint,
                    const struct result_finding *finding)
{
    double severity = strcmp(finding->severity, "error") == 0     ? 9
                      : strcmp(finding->severity, "warning") == 0 ? 3
                                                                  : 1;
    double feedback =
        1 + MAX(touchpoint->said_importance, 0) / 100 + MAX(touchpoint->dropoff, 0) / 100;
    return touchpoint->importance * feedback * severity * (1 + log10(MAX(finding->count, 1)));
}

/* Heaviest first; of equals in the order of their texts, so that a list is the same every time. */
static gint compare(gconstpointer left, gconstpointer right)
{
    const struct worklist_item *one = *(const struct worklist_item *const *)left;
    const struct worklist_item *other = *(const struct worklist_item *const *)right;
    if (one->weight != other->weight) {
        return one->weight > other->weight ? -1 : 1;
    }
    int order = strcmp(one->touchpoint, other->touchpoint);
    order = order ? order : strcmp(one->rule, other->rule);
    return order ? order : strcmp(one->fingerprint, other->fingerprint);
}

/* "mail.eml#part=1.2:14", "https://v.example/contact:12" */
static char *spot_of(const struct result_place *place)
{
    g_autofree char *locator = verdict_locator(place);
    return place->line ? g_strdup_printf("%s:%u", locator, place->line) : g_steal_pointer(&locator);
}

static char *stands_of(const struct result_finding *finding)
{
    const struct result_place *place =
        finding->places->len ? g_ptr_array_index(finding->places, 0) : NULL;
    if (place && place->mark_length) {
        return g_strndup(place->excerpt + place->mark_offset, place->mark_length);
    }
    return g_strdup(finding->actual);
}

static struct worklist_item *item_of(const struct result_touchpoint *touchpoint,
                                     const struct result_finding *finding)
{
    struct worklist_item *item = g_new0(struct worklist_item, 1);
    item->touchpoint = g_strdup(finding->touchpoint);
    item->name = touchpoint->name;
    item->owner = touchpoint->owner;
    item->is_external = strcmp(touchpoint->control, "external") == 0;
    item->rule = g_strdup(finding->rule);
    item->title = g_strdup(finding->title);
    item->severity = g_strdup(finding->severity);
    item->message = g_strdup(finding->message);
    item->stands = stands_of(finding);
    item->replacement = g_strdup(*finding->expected      ? finding->expected
                                 : *finding->suggestions ? finding->suggestions[0]
                                                         : "");
    item->fingerprint = g_strdup(finding->fingerprint);
    item->count = finding->count;
    item->weight = weigh(touchpoint, finding);
    item->places = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < finding->places->len; i++) {
        const struct result_place *place = g_ptr_array_index(finding->places, i);
        if (*place->locator) {
            g_ptr_array_add(item->places, spot_of(place));
        }
    }
    return item;
}

/* Twice as many as are wanted are kept, then the lighter half goes. */
static void trim(struct work *work, gboolean is_last)
{
    guint most = work->query->at_most;
    if (most && work->items->len > (is_last ? most : 2 * most)) {
        g_ptr_array_sort(work->items, compare);
        g_ptr_array_set_size(work->items, (int)most);
    }
}

static int take(const struct result_finding *finding, void *data)
{
    struct work *work = data;
    const struct result_touchpoint *touchpoint =
        result_touchpoint(work->result, finding->touchpoint);
    const char *owner = work->query->owner;
    if (!touchpoint || *finding->acceptance || (owner && strcmp(owner, touchpoint->owner) != 0)) {
        return 0;
    }
    work->all++;
    gpointer known = g_hash_table_lookup(work->owners, touchpoint->owner);
    g_hash_table_insert(work->owners, touchpoint->owner,
                        GUINT_TO_POINTER(GPOINTER_TO_UINT(known) + 1));
    g_ptr_array_add(work->items, item_of(touchpoint, finding));
    trim(work, FALSE);
    return 0;
}

GPtrArray *worklist_new(const struct result *result, const struct worklist_query *query,
                        guint *all_r)
{
    struct work work = {
        .result = result,
        .query = query,
        .items = g_ptr_array_new_with_free_func(free_item),
    };
    g_autoptr(GHashTable) owners = g_hash_table_new(g_str_hash, g_str_equal);
    work.owners = owners;
    const struct result_query wanted = {
        .touchpoint = query->touchpoint,
        .order = RESULT_STABLE,
        .part = RESULT_DEVIATIONS,
        .at_most = WORKLIST_PLACES,
        .is_everywhere = query->is_everywhere,
    };
    if (result_each_finding(result, &wanted, take, &work) != 0) {
        g_ptr_array_unref(work.items);
        return NULL;
    }
    trim(&work, TRUE);
    g_ptr_array_sort(work.items, compare);
    for (guint i = 0; i < work.items->len; i++) {
        struct worklist_item *item = g_ptr_array_index(work.items, i);
        item->of_owner = GPOINTER_TO_UINT(g_hash_table_lookup(owners, item->owner));
    }
    *all_r = work.all;
    return work.items;
}

const char *worklist_explain(const char *language)
{
    if (g_str_has_prefix(language, "nl")) {
        return "De werklijst begint met wat het meest telt. Een bevinding weegt\n"
               "    belang x klanten x ernst x plaatsen\n"
               "belang: 1 tot 5, zoals het plan het contactpunt geeft (importance). Klanten: 1, "
               "plus "
               "hoe belangrijk zij het vinden (0 tot 1) en het deel dat er afhaakt (0 tot 1), uit "
               "de "
               "feedback. Ernst: fout 9, waarschuwing 3, info 1. Plaatsen: 1 + log10 van hun "
               "aantal: "
               "honderd plaatsen wegen drie keer zo zwaar als één.\n";
    }
    return "The worklist begins with what matters most. A finding weighs\n"
           "    importance x customers x severity x places\n"
           "importance: 1 to 5, as the plan gives the touchpoint. Customers: 1, plus how important "
           "they find it (0 to 1) and the share that leaves there (0 to 1), from the feedback. "
           "Severity: error 9, warning 3, info 1. Places: 1 + log10 of their number: a hundred "
           "places weigh three times as much as one.\n";
}
