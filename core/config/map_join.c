/* SPDX-License-Identifier: MIT
 *
 * Two maps made one: the way in which packs and brand books add to each other's entries.
 */
#include "core/config/map_join.h"

static const struct ts_node *same_key(const struct ts_node *map, const struct ts_node *member)
{
    g_autofree char *key = g_strndup(member->key.ptr, member->key.len);
    return ts_get(map, key);
}

struct ts_node map_joined(struct schema_run *run, const struct ts_node *first,
                          const struct ts_node *second, map_join_fn join)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint32 i = 0; i < first->children.count; i++) {
        const struct ts_node *member = ts_item(first->children, i);
        const struct ts_node *more = same_key(second, member);
        struct ts_node own = more ? join(run, member, more) : *member;
        g_array_append_val(members, own);
    }
    for (guint32 i = 0; i < second->children.count; i++) {
        const struct ts_node *member = ts_item(second->children, i);
        if (!same_key(first, member)) {
            g_array_append_val(members, *member);
        }
    }
    return schema_map(run, first, members);
}
