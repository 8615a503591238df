/* SPDX-License-Identifier: MIT
 *
 * Statements of all documents by fact, scope and value: a footer on thousands of pages is one value
 * with the first of its places.
 */
#include <string.h>

#include "plugins/check-facts/conclude.h"

struct groups {
    GHashTable *by_key; /* char * -> struct group * */
    GPtrArray *sorted;
    guint sighting_count, place_count, left_out;
};

static void free_sighting(gpointer data)
{
    struct sighting *sighting = data;
    g_free(sighting->touchpoint);
    g_free(sighting->format);
    g_array_unref(sighting->places);
    g_free(sighting);
}

static void free_said(gpointer data)
{
    struct said *said = data;
    g_free((char *)said->value.phrase.ptr);
    g_free(said->key);
    g_ptr_array_unref(said->sightings);
    g_free(said);
}

static void free_group(gpointer data)
{
    struct group *group = data;
    g_free(group->country);
    g_free(group->channel);
    g_free(group->product);
    g_free(group->key);
    g_ptr_array_unref(group->saids);
    g_free(group);
}

struct groups *groups_new(void)
{
    struct groups *groups = g_new0(struct groups, 1);
    groups->by_key = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_group);
    groups->sorted = g_ptr_array_new();
    return groups;
}

void groups_free(struct groups **groups)
{
    if (*groups) {
        g_hash_table_unref((*groups)->by_key);
        g_ptr_array_unref((*groups)->sorted);
        g_clear_pointer(groups, g_free);
    }
}

guint groups_left_out(const struct groups *groups)
{
    return groups->left_out;
}

static char *copy_of(struct ts_str text)
{
    return g_strndup(text.len ? text.ptr : "", text.len);
}

static struct group *find_group(struct groups *groups, const struct statement *statement)
{
    g_autofree char *country = copy_of(statement->scope.country);
    g_autofree char *channel = copy_of(statement->scope.channel);
    g_autofree char *product = copy_of(statement->scope.product);
    g_autofree char *key = g_strjoin("\x1f", statement->slot->id, country, channel, product, NULL);
    struct group *group = g_hash_table_lookup(groups->by_key, key);
    if (!group && g_hash_table_size(groups->by_key) < GROUPS_MAX) {
        group = g_new0(struct group, 1);
        group->slot = statement->slot;
        group->country = g_steal_pointer(&country);
        group->channel = g_steal_pointer(&channel);
        group->product = g_steal_pointer(&product);
        group->key = g_steal_pointer(&key);
        group->saids = g_ptr_array_new_with_free_func(free_said);
        g_hash_table_insert(groups->by_key, group->key, group);
    }
    return group;
}

static struct said *find_said(struct group *group, const struct value *value)
{
    g_autofree char *normal = value_print(value);
    g_autofree char *key = g_strconcat(normal, " ", value_bound(value), NULL);
    for (guint i = 0; i < group->saids->len; i++) {
        struct said *said = g_ptr_array_index(group->saids, i);
        if (g_str_equal(said->key, key)) {
            return said;
        }
    }
    if (group->saids->len == GROUP_VALUES) {
        return NULL;
    }
    struct said *said = g_new0(struct said, 1);
    said->value = *value;
    said->value.phrase.ptr = copy_of(value->phrase);
    said->key = g_steal_pointer(&key);
    said->sightings = g_ptr_array_new_with_free_func(free_sighting);
    g_ptr_array_add(group->saids, said);
    return said;
}

static struct sighting *find_sighting(struct groups *groups, struct said *said,
                                      struct ts_str touchpoint)
{
    for (guint i = said->sightings->len; i > 0; i--) {
        struct sighting *sighting = g_ptr_array_index(said->sightings, i - 1);
        if (ts_is(touchpoint, sighting->touchpoint)) {
            return sighting;
        }
    }
    if (groups->sighting_count == SIGHTINGS_MAX) {
        return NULL;
    }
    struct sighting *sighting = g_new0(struct sighting, 1);
    groups->sighting_count++;
    sighting->touchpoint = copy_of(touchpoint);
    sighting->places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    g_ptr_array_add(said->sightings, sighting);
    return sighting;
}

static struct ts_str keep(struct ts_call *call, struct ts_str text)
{
    char *own = call->host->alloc(call, text.len + 1);
    memcpy(own, text.len ? text.ptr : "", text.len);
    return ts_bytes(own, text.len);
}

void groups_add(struct ts_call *call, struct groups *groups,
                const struct ts_stored_document *document, const struct statement *statement)
{
    struct group *group = find_group(groups, statement);
    struct said *said = group ? find_said(group, &statement->value) : NULL;
    if (group && !said) {
        return;
    }
    struct sighting *sighting = said ? find_sighting(groups, said, document->touchpoint) : NULL;
    if (!sighting) {
        groups->left_out++;
        return;
    }
    if (sighting->count++ == 0 && statement->is_structured) {
        sighting->format = copy_of(statement->format);
    } else if (!statement->is_structured) {
        g_clear_pointer(&sighting->format, g_free);
    }
    gboolean has_room = sighting->places->len < SIGHTING_PLACES && groups->place_count < PLACES_MAX;
    if (sighting->places->len == 0 || has_room) {
        groups->place_count++;
        struct ts_place place = {
            .touchpoint = keep(call, document->touchpoint),
            .locator = keep(call, document->locator),
            .where = keep(call, statement->place.where),
            .block = TS_NO_BLOCK,
            .line = statement->place.line,
            .column = statement->place.column,
        };
        g_array_append_val(sighting->places, place);
    }
}

static gint compare_saids(gconstpointer a, gconstpointer b)
{
    const struct said *one = *(struct said *const *)a, *other = *(struct said *const *)b;
    return value_compare(&one->value, &other->value);
}

static gint compare_sightings(gconstpointer a, gconstpointer b)
{
    return strcmp((*(struct sighting *const *)a)->touchpoint,
                  (*(struct sighting *const *)b)->touchpoint);
}

static gint compare_groups(gconstpointer a, gconstpointer b)
{
    return strcmp((*(struct group *const *)a)->key, (*(struct group *const *)b)->key);
}

const GPtrArray *groups_sort(struct groups *groups)
{
    GHashTableIter iter;
    gpointer value;
    g_ptr_array_set_size(groups->sorted, 0);
    g_hash_table_iter_init(&iter, groups->by_key);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        struct group *group = value;
        g_ptr_array_sort(group->saids, compare_saids);
        for (guint i = 0; i < group->saids->len; i++) {
            g_ptr_array_sort(((struct said *)g_ptr_array_index(group->saids, i))->sightings,
                             compare_sightings);
        }
        g_ptr_array_add(groups->sorted, group);
    }
    g_ptr_array_sort(groups->sorted, compare_groups);
    return groups->sorted;
}
