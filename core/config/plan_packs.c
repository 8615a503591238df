/* SPDX-License-Identifier: MIT
 *
 * The rule packs of a brand book: read, and their terms and facts merged with its own into one list
 * each, so that checks see one brand book and its hashes cover all of it.
 */
#include "core/config/plan_merge.h"
#include "core/limits.h"

static struct merge_list new_list(void)
{
    struct merge_list list = {.entries = g_array_new(FALSE, TRUE, sizeof(struct merge_entry))};
    list.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return list;
}

static void clear_list(struct merge_list *list)
{
    g_array_unref(list->entries);
    g_hash_table_unref(list->ids);
}

/* ---- reading --------------------------------------------------------------------------------- */

static gboolean is_loaded(const struct merge *merge, const char *name)
{
    for (guint i = 0; i < merge->build->plan->packs->len; i++) {
        const struct pack *pack = g_ptr_array_index(merge->build->plan->packs, i);
        if (strcmp(pack->name, name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static struct pack *read_pack(struct merge *merge, const struct ts_node *node, const char *name)
{
    g_autofree char *path = pack_find(name, merge->build->plan->brand_path);
    guint before = merge->problems->errors->len;
    if (!path) {
        g_autofree char *why = pack_unknown(name, merge->build->plan->brand_path);
        schema_error(merge->run, node, "%s", why);
        return NULL;
    }
    struct pack *pack = pack_load(path, name, merge->build->catalog, merge->problems);
    if (pack && merge->problems->errors->len > before) {
        pack_free(&pack);
    }
    return pack;
}

/* ---- languages ------------------------------------------------------------------------------- */

/* Of a brand book that has none of its languages, a pack would judge nothing. */
static gboolean is_of_use(struct merge *merge, const struct ts_node *node, const struct pack *pack)
{
    const struct ts_node *languages = ts_get(pack->root, "languages");
    g_autoptr(GString) shown = g_string_new(NULL);
    for (guint32 i = 0; languages && i < languages->children.count; i++) {
        const struct ts_node *language = ts_item(languages->children, i);
        if (merge_has_language(merge, language->text)) {
            return TRUE;
        }
        g_string_append_printf(shown, "%s%.*s", i ? ", " : "", (int)language->text.len,
                               language->text.ptr);
    }
    if (shown->len) {
        schema_error(merge->run, node,
                     "the pack \"%s\" is for %s, which is not among \"languages\"", pack->name,
                     shown->str);
    }
    return shown->len == 0;
}

static void add_pack(struct merge *merge, const struct ts_node *node)
{
    g_autofree char *name = merge_text(node);
    if (node->kind != TS_NODE_TEXT) {
        merge->is_whole = FALSE;
        return;
    }
    if (is_loaded(merge, name)) {
        schema_error(merge->run, node, "the pack \"%s\" stands twice in \"packs\"", name);
        return;
    }
    struct pack *pack = read_pack(merge, node, name);
    if (!pack) {
        merge->is_whole = FALSE;
        return;
    }
    g_ptr_array_add(merge->build->plan->packs, pack);
    merge->is_whole &= is_of_use(merge, node, pack) && merge_terms_of(merge, node, pack) &&
                       merge_facts_of(merge, node, pack);
}

/* ---- the brand book -------------------------------------------------------------------------- */

/* The brand book with the merged lists in the place of its own. */
static const struct ts_node *with_lists(const struct merge *merge)
{
    const struct ts_node lists[] = {merge_terms(merge, FALSE), merge_facts(merge, FALSE)};
    static const char *const merged[] = {"terms", "facts", NULL};
    struct ts_node rest = schema_without(merge->run, merge->brand, merged);
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_array_append_vals(members, rest.children.items, rest.children.count);
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (lists[i].children.count) {
            g_array_append_val(members, lists[i]);
        }
    }
    struct ts_node *brand = tree_alloc(merge->run->tree, sizeof *brand);
    *brand = schema_map(merge->run, merge->brand, members);
    return brand;
}

static void add_packs(struct merge *merge)
{
    const struct ts_node *packs = ts_get(merge->brand, "packs");
    for (guint32 i = 0; packs && i < packs->children.count; i++) {
        const struct ts_node *pack = ts_item(packs->children, i);
        if (i == LIMIT_PACKS) {
            schema_error(merge->run, pack, "more than %u packs", LIMIT_PACKS);
            return;
        }
        add_pack(merge, pack);
    }
}

static const struct ts_node *kept(const struct merge *merge, struct ts_node list)
{
    struct ts_node *node = tree_alloc(merge->run->tree, sizeof *node);
    *node = list;
    return node;
}

void plan_merge_packs(struct plan_build *build, struct schema_run *run, const struct ts_node *brand,
                      struct problems *problems)
{
    struct merge merge = {.build = build, .run = run, .brand = brand, .problems = problems};
    merge.terms = new_list();
    merge.facts = new_list();
    merge.is_whole = TRUE;
    add_packs(&merge);
    merge_own_terms(&merge);
    merge_own_facts(&merge);
    build->plan->terms = kept(&merge, merge_terms(&merge, TRUE));
    build->plan->facts = kept(&merge, merge_facts(&merge, TRUE));
    build->plan->brand = with_lists(&merge);
    clear_list(&merge.terms);
    clear_list(&merge.facts);
}
