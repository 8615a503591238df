/* SPDX-License-Identifier: MIT
 *
 * The lists that packs and brand book are merged into.
 */
#include "core/config/plan_merge.h"
#include "core/config/text.h"

#include "core/config/nearest.h"

char *merge_text(const struct ts_node *node)
{
    return node ? text_dup(node->text) : g_strdup("");
}

struct merge_entry *merge_find(const struct merge_list *list, const char *id)
{
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(list->ids, id));
    return index ? &g_array_index(list->entries, struct merge_entry, index - 1) : NULL;
}

void merge_add(struct merge_list *list, const char *id, struct ts_node node,
               const struct pack *pack)
{
    struct merge_entry entry = {.node = node, .pack = pack};
    g_array_append_val(list->entries, entry);
    g_hash_table_replace(list->ids, g_strdup(id), GUINT_TO_POINTER(list->entries->len));
}

char *merge_guess(const struct merge_list *list, const char *id)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, list->ids);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        g_ptr_array_add(ids, key);
    }
    g_ptr_array_add(ids, NULL);
    return nearest_hint(id, (const char *const *)ids->pdata);
}

struct ts_node merge_section(const struct merge *merge, const char *key, const GArray *items)
{
    static const struct ts_node at = {.kind = TS_NODE_LIST};
    const struct ts_node *own = ts_get(merge->brand, key);
    struct ts_node list = schema_list(merge->run, own ? own : &at, items);
    list.key = ts_text(key);
    return list;
}

gboolean merge_has_language(const struct merge *merge, struct ts_str language)
{
    const struct ts_node *languages = ts_get(merge->brand, "languages");
    return !languages || languages->children.count == 0 || language.len == 0 ||
           brand_is_language_of(language, languages);
}
