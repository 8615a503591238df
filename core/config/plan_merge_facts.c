/* SPDX-License-Identifier: MIT
 *
 * The facts of packs, of which those of the same id in packs of other languages are one, and what
 * the brand book says of each: its truth, and words of its own.
 */
#include "core/config/fact.h"
#include "core/config/fact_check.h"
#include "core/config/fact_join.h"
#include "core/config/nearest.h"
#include "core/config/plan_merge.h"

/* ---- the packs' slots ------------------------------------------------------------------------ */

static gboolean is_of_type(const struct ts_node *fact, const struct ts_node *other)
{
    return ts_equal(ts_get_text(fact, "type"), ts_get_text(other, "type"));
}

static gboolean refuse_type(struct merge *merge, const struct ts_node *node,
                            const struct pack *pack, const struct ts_node *slot)
{
    g_autofree char *id = merge_text(ts_get(slot, "id"));
    const struct merge_entry *first = merge_find(&merge->facts, id);
    if (!first || is_of_type(&first->node, slot)) {
        return FALSE;
    }
    g_autofree char *there = tree_where(first->pack->tree, &first->node);
    g_autofree char *here = tree_where(pack->tree, slot);
    struct ts_str one = ts_get_text(&first->node, "type"), other = ts_get_text(slot, "type");
    schema_error(merge->run, node,
                 "the packs \"%s\" and \"%s\" disagree on the type of the fact \"%s\": %.*s (%s) "
                 "and %.*s (%s)",
                 first->pack->name, pack->name, id, (int)one.len, one.ptr, there, (int)other.len,
                 other.ptr, here);
    return TRUE;
}

/* The first pack has the last word, and is where the fact stands. */
static void join_slot(struct merge *merge, struct merge_entry *known, const struct ts_node *slot)
{
    struct ts_node node = fact_joined(merge->run, slot, &known->node);
    node.line = known->node.line;
    node.column = known->node.column;
    known->node = node;
}

gboolean merge_facts_of(struct merge *merge, const struct ts_node *node, const struct pack *pack)
{
    gboolean is_sound = TRUE;
    for (guint32 i = 0; i < pack->facts.count; i++) {
        const struct ts_node *slot = ts_item(pack->facts, i);
        g_autofree char *id = merge_text(ts_get(slot, "id"));
        struct merge_entry *known = merge_find(&merge->facts, id);
        if (refuse_type(merge, node, pack, slot)) {
            is_sound = FALSE;
        } else if (known) {
            join_slot(merge, known, slot);
        } else {
            merge_add(&merge->facts, id, *slot, pack);
        }
    }
    return is_sound;
}

/* ---- the brand book's facts ------------------------------------------------------------------ */

static gboolean has_slot(const struct pack *pack, const char *id)
{
    for (guint32 i = 0; i < pack->facts.count; i++) {
        if (ts_is(ts_get_text(ts_item(pack->facts, i), "id"), id)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_for_brand(const struct merge *merge, const struct pack *pack)
{
    const struct ts_node *languages = ts_get(pack->root, "languages");
    gboolean is_for = FALSE;
    for (guint32 i = 0; languages && i < languages->children.count; i++) {
        is_for |= merge_has_language(
            merge, ((const struct ts_node *)ts_item(languages->children, i))->text);
    }
    return is_for;
}

/* Names of packs that could be loaded and have it, with "or" between them; NULL: none. */
static char *packs_with(const struct merge *merge, const char *id)
{
    g_autoptr(GPtrArray) names = pack_names(merge->build->plan->brand_path);
    GString *found = g_string_new(NULL);
    for (guint i = 0; g_ptr_array_index(names, i); i++) {
        struct problems *ignored = problems_new();
        const char *name = g_ptr_array_index(names, i);
        g_autofree char *path = pack_find(name, merge->build->plan->brand_path);
        struct pack *pack = path ? pack_load(path, name, merge->build->catalog, ignored) : NULL;
        if (pack && has_slot(pack, id) && is_for_brand(merge, pack)) {
            g_string_append_printf(found, "%s%s", found->len ? " or " : "", name);
        }
        pack_free(&pack);
        problems_free(&ignored);
    }
    return g_string_free(found, found->len == 0);
}

static void refuse_wordless(struct merge *merge, const struct ts_node *fact, const char *id)
{
    g_autofree char *packs = packs_with(merge, id);
    if (packs) {
        schema_error(merge->run, fact, "the fact \"%s\" has no anchors: load %s, or write some", id,
                     packs);
        return;
    }
    g_autofree char *guess = merge_guess(&merge->facts, id);
    schema_error(merge->run, fact,
                 "the fact \"%s\" has no anchors, and no pack has it%s: write some", id, guess);
}

static void check_truth(struct merge *merge, const struct ts_node *fact)
{
    const struct ts_node *truth = ts_get(fact, "truth");
    const struct ts_node *phrases = ts_get(fact, "phrases");
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    if (!truth || truth->kind != TS_NODE_TEXT || !phrases) {
        return;
    }
    for (guint32 i = 0; i < phrases->children.count; i++) {
        const struct ts_node *language = ts_item(phrases->children, i);
        for (guint32 k = 0; k < language->children.count; k++) {
            const struct ts_node *value = ts_item(language->children, k);
            if (ts_equal(value->key, truth->text)) {
                return;
            }
            g_autofree char *name = g_strndup(value->key.ptr, value->key.len);
            if (!g_ptr_array_find_with_equal_func(values, name, g_str_equal, NULL)) {
                g_ptr_array_add(values, g_steal_pointer(&name));
            }
        }
    }
    g_ptr_array_add(values, NULL);
    schema_unknown(merge->run, truth, "value", truth->text, (const char *const *)values->pdata);
}

static void adjust(struct merge *merge, struct merge_entry *known, const struct ts_node *fact)
{
    struct ts_str type = ts_get_text(&known->node, "type");
    if (ts_get_text(fact, "type").len && !is_of_type(&known->node, fact)) {
        schema_error(merge->run, ts_get(fact, "type"),
                     "the pack \"%s\" has this fact as %.*s: leave the type out", known->pack->name,
                     (int)type.len, type.ptr);
        return;
    }
    fact_check_type(merge->run, fact, type);
    known->node = fact_joined(merge->run, &known->node, fact);
    check_truth(merge, &known->node);
}

static void add_new(struct merge *merge, const struct ts_node *fact, const char *id)
{
    if (!fact_has_words(fact)) {
        if (merge->is_whole) {
            refuse_wordless(merge, fact, id);
        }
        return;
    }
    if (!ts_get(fact, "type")) {
        schema_error(merge->run, fact, "the key \"type\" is missing");
    }
    fact_check_type(merge->run, fact, ts_get_text(fact, "type"));
    check_truth(merge, fact);
    merge_add(&merge->facts, id, *fact, NULL);
}

void merge_own_facts(struct merge *merge)
{
    const struct ts_node *facts = ts_get(merge->brand, "facts");
    for (guint32 i = 0; facts && i < facts->children.count; i++) {
        const struct ts_node *fact = ts_item(facts->children, i);
        const struct ts_node *node = ts_get(fact, "id");
        if (!node || node->kind != TS_NODE_TEXT) {
            continue; /* has been said */
        }
        g_autofree char *id = merge_text(node);
        struct merge_entry *known = merge_find(&merge->facts, id);
        if (!known) {
            add_new(merge, fact, id);
        } else if (known->pack) {
            adjust(merge, known, fact);
        }
    }
}

/* ---- the list -------------------------------------------------------------------------------- */

/* Without the languages that the brand does not have. */
static struct ts_node spoken(const struct merge *merge, const struct ts_node *words)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint32 i = 0; i < words->children.count; i++) {
        const struct ts_node *member = ts_item(words->children, i);
        if (merge_has_language(merge, member->key)) {
            g_array_append_val(members, *member);
        }
    }
    return schema_map(merge->run, words, members);
}

static struct ts_node in_languages(const struct merge *merge, const struct ts_node *fact)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint32 i = 0; i < fact->children.count; i++) {
        struct ts_node member = *(const struct ts_node *)ts_item(fact->children, i);
        if (member.kind == TS_NODE_MAP && !ts_is(member.key, "title")) {
            member = spoken(merge, &member);
        }
        g_array_append_val(members, member);
    }
    return schema_map(merge->run, fact, members);
}

struct ts_node merge_facts(const struct merge *merge, gboolean has_examples)
{
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint i = 0; i < merge->facts.entries->len; i++) {
        const struct merge_entry *entry =
            &g_array_index(merge->facts.entries, struct merge_entry, i);
        struct ts_node fact = in_languages(merge, &entry->node);
        if (ts_get_bool(&fact, "enabled", TRUE) && fact_has_words(&fact)) {
            if (!has_examples) {
                fact = fact_bare(merge->run->tree, &fact);
            }
            g_array_append_val(items, fact);
        }
    }
    return merge_section(merge, "facts", items);
}
