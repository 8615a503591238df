/* SPDX-License-Identifier: MIT
 *
 * The terms of packs and those of the brand book, which has the last word.
 */
#include "core/config/map_join.h"
#include "core/config/plan_merge.h"
#include "core/config/term.h"

/* ---- the packs' terms ------------------------------------------------------------------------ */

/* Once a pair of packs: those that say opposite things share more than one id. */
static gboolean refuse_shared(struct merge *merge, const struct ts_node *node,
                              const struct pack *pack)
{
    for (guint32 i = 0; i < pack->terms.count; i++) {
        g_autofree char *id = merge_text(ts_get(ts_item(pack->terms, i), "id"));
        const struct merge_entry *first = merge_find(&merge->terms, id);
        if (first) {
            schema_error(merge->run, node,
                         "the packs \"%s\" and \"%s\" both have the rule \"%s\": only one of them "
                         "can be loaded",
                         first->pack->name, pack->name, id);
            return TRUE;
        }
    }
    return FALSE;
}

gboolean merge_terms_of(struct merge *merge, const struct ts_node *node, const struct pack *pack)
{
    if (refuse_shared(merge, node, pack)) {
        return FALSE;
    }
    for (guint32 i = 0; i < pack->terms.count; i++) {
        const struct ts_node *term = ts_item(pack->terms, i);
        g_autofree char *id = merge_text(ts_get(term, "id"));
        merge_add(&merge->terms, id, *term, pack);
    }
    return TRUE;
}

/* ---- the brand book's terms ------------------------------------------------------------------ */

static struct ts_node joined(struct schema_run *run, const struct ts_node *first,
                             const struct ts_node *second)
{
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_array_append_vals(items, first->children.items, first->children.count);
    g_array_append_vals(items, second->children.items, second->children.count);
    return schema_list(run, second, items);
}

/* What the brand book says instead; exceptions are added to the pack's own. */
static struct ts_node adjusted_key(struct schema_run *run, const struct ts_node *first,
                                   const struct ts_node *second)
{
    return ts_is(first->key, "except_words") ? joined(run, first, second) : *second;
}

static void refuse_lonely(struct merge *merge, const struct ts_node *term, const char *id)
{
    g_autofree char *guess = merge_guess(&merge->terms, id);
    g_auto(GStrv) list = g_strsplit(SCHEMA_TERM_KINDS, "|", -1);
    g_autofree char *kinds = g_strjoinv(", ", list);
    schema_error(merge->run, term,
                 "one of these keys is missing: %s; or no pack has a rule \"%s\" to adjust%s",
                 kinds, id, guess);
}

static void add_own(struct merge *merge, const struct ts_node *term)
{
    const struct ts_node *node = ts_get(term, "id");
    if (!node || node->kind != TS_NODE_TEXT) {
        return; /* has been said */
    }
    g_autofree char *id = merge_text(node);
    struct merge_entry *known = merge_find(&merge->terms, id);
    if (term_has_kind(term) && known) {
        *known = (struct merge_entry){.node = *term};
    } else if (term_has_kind(term)) {
        merge_add(&merge->terms, id, *term, NULL);
    } else if (known && known->pack) {
        known->node = map_joined(merge->run, &known->node, term, adjusted_key);
    } else if (merge->is_whole) {
        refuse_lonely(merge, term, id);
    }
}

void merge_own_terms(struct merge *merge)
{
    const struct ts_node *terms = ts_get(merge->brand, "terms");
    for (guint32 i = 0; terms && i < terms->children.count; i++) {
        add_own(merge, ts_item(terms->children, i));
    }
}

/* ---- the list -------------------------------------------------------------------------------- */

struct ts_node merge_terms(const struct merge *merge, gboolean has_examples)
{
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint i = 0; i < merge->terms.entries->len; i++) {
        const struct merge_entry *entry =
            &g_array_index(merge->terms.entries, struct merge_entry, i);
        if (ts_get_bool(&entry->node, "enabled", TRUE) &&
            (!entry->pack || merge_has_language(merge, ts_get_text(&entry->node, "lang")))) {
            struct ts_node term =
                has_examples ? entry->node : term_bare(merge->run->tree, &entry->node);
            g_array_append_val(items, term);
        }
    }
    return merge_section(merge, "terms", items);
}
