/* SPDX-License-Identifier: MIT
 *
 * Two entries of one fact made one: of two packs, or of a pack and the brand book.
 */
#include "core/config/fact_join.h"
#include "core/config/map_join.h"
#include "core/config/text.h"

/* The words of both, each once. */
static struct ts_node joined_list(struct schema_run *run, const struct ts_node *first,
                                  const struct ts_node *second)
{
    const struct ts_node *const lists[] = {first, second};
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (gsize k = 0; k < G_N_ELEMENTS(lists); k++) {
        for (guint32 i = 0; i < lists[k]->children.count; i++) {
            const struct ts_node *item = ts_item(lists[k]->children, i);
            if (g_hash_table_add(seen, text_dup(item->text))) {
                g_array_append_val(items, *item);
            }
        }
    }
    return schema_list(run, first, items);
}

/* What is under a language, or a value: lists of words add up; of titles the second counts. As deep
 * as the table of facts: language, value, words. */
static struct ts_node joined_words(struct schema_run *run, const struct ts_node *first,
                                   const struct ts_node *second)
{
    if (first->kind == TS_NODE_LIST && second->kind == TS_NODE_LIST) {
        return joined_list(run, first, second);
    }
    if (first->kind == TS_NODE_MAP && second->kind == TS_NODE_MAP) {
        return map_joined(run, first, second, joined_words);
    }
    return *second;
}

/* A list of the fact itself (its units) is said anew. */
static struct ts_node joined_key(struct schema_run *run, const struct ts_node *first,
                                 const struct ts_node *second)
{
    gboolean is_by_language = first->kind == TS_NODE_MAP && second->kind == TS_NODE_MAP;
    return is_by_language ? joined_words(run, first, second) : *second;
}

struct ts_node fact_joined(struct schema_run *run, const struct ts_node *first,
                           const struct ts_node *second)
{
    return map_joined(run, first, second, joined_key);
}
