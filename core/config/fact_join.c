/* SPDX-License-Identifier: MIT
 *
 * Two entries of one fact made one: of two packs, or of a pack and the brand book.
 */
#include "core/config/fact_join.h"

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
            if (g_hash_table_add(seen,
                                 g_strndup(item->text.len ? item->text.ptr : "", item->text.len))) {
                g_array_append_val(items, *item);
            }
        }
    }
    struct ts_node list = schema_map(run, first, items);
    list.kind = TS_NODE_LIST;
    return list;
}

static struct ts_node joined_words(struct schema_run *run, const struct ts_node *first,
                                   const struct ts_node *second);

/* What is under a language, or a value: lists of words add up; of titles the second counts. */
static struct ts_node joined_member(struct schema_run *run, const struct ts_node *first,
                                    const struct ts_node *second)
{
    if (first->kind == TS_NODE_LIST && second->kind == TS_NODE_LIST) {
        return joined_list(run, first, second);
    }
    if (first->kind == TS_NODE_MAP && second->kind == TS_NODE_MAP) {
        return joined_words(run, first, second);
    }
    return *second;
}

/* Of two maps by language. As deep as the table of facts: language, value, words. */
static struct ts_node joined_words(struct schema_run *run, const struct ts_node *first,
                                   const struct ts_node *second)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint32 i = 0; i < first->children.count; i++) {
        struct ts_node member = *(const struct ts_node *)ts_item(first->children, i);
        g_autofree char *key = g_strndup(member.key.ptr, member.key.len);
        const struct ts_node *more = ts_get(second, key);
        if (more) {
            member = joined_member(run, &member, more);
        }
        g_array_append_val(members, member);
    }
    for (guint32 i = 0; i < second->children.count; i++) {
        const struct ts_node *member = ts_item(second->children, i);
        g_autofree char *key = g_strndup(member->key.ptr, member->key.len);
        if (!ts_get(first, key)) {
            g_array_append_val(members, *member);
        }
    }
    return schema_map(run, first, members);
}

struct ts_node fact_joined(struct schema_run *run, const struct ts_node *first,
                           const struct ts_node *second)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint32 i = 0; i < first->children.count; i++) {
        struct ts_node member = *(const struct ts_node *)ts_item(first->children, i);
        g_autofree char *key = g_strndup(member.key.ptr, member.key.len);
        const struct ts_node *more = ts_get(second, key);
        if (more && member.kind == TS_NODE_MAP && more->kind == TS_NODE_MAP) {
            member = joined_words(run, &member, more);
        } else if (more) {
            member = *more;
        }
        g_array_append_val(members, member);
    }
    for (guint32 i = 0; i < second->children.count; i++) {
        const struct ts_node *member = ts_item(second->children, i);
        g_autofree char *key = g_strndup(member->key.ptr, member->key.len);
        if (!ts_get(first, key)) {
            g_array_append_val(members, *member);
        }
    }
    return schema_map(run, first, members);
}
