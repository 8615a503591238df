/* SPDX-License-Identifier: MIT
 *
 * The rule packs of a brand book: read, and their terms merged with its own into one list, so that
 * checks see one brand book and its hashes cover all of it.
 */
#include "core/config/nearest.h"
#include "core/config/pack.h"
#include "core/config/plan_build.h"
#include "core/config/term.h"
#include "core/limits.h"

/* A term of the list being made. */
struct entry {
    struct ts_node node;
    const struct pack *pack; /* or NULL: of the brand book */
};

struct merge {
    struct plan_build *build;
    struct schema_run *run; /* of the brand book */
    const struct ts_node *brand;
    struct problems *problems; /* of the packs' files */
    GArray *entries;           /* struct entry */
    GHashTable *ids;           /* char * -> index + 1 in entries */
    gboolean is_whole;         /* every pack could be read */
};

static char *text_of(const struct ts_node *node)
{
    return g_strndup(node->text.len ? node->text.ptr : "", node->text.len);
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

static gboolean has_language(const struct merge *merge, struct ts_str language)
{
    const struct ts_node *languages = ts_get(merge->brand, "languages");
    return !languages || languages->children.count == 0 || language.len == 0 ||
           brand_is_language_of(language, languages);
}

/* Of a brand book that has none of its languages, a pack would judge nothing. */
static gboolean is_of_use(struct merge *merge, const struct ts_node *node, const struct pack *pack)
{
    const struct ts_node *languages = ts_get(pack->root, "languages");
    g_autoptr(GString) shown = g_string_new(NULL);
    for (guint32 i = 0; languages && i < languages->children.count; i++) {
        const struct ts_node *language = ts_item(languages->children, i);
        if (has_language(merge, language->text)) {
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

/* ---- the packs' terms -------------------------------------------------------------------- */

static struct entry *find(const struct merge *merge, const char *id)
{
    guint index = GPOINTER_TO_UINT(g_hash_table_lookup(merge->ids, id));
    return index ? &g_array_index(merge->entries, struct entry, index - 1) : NULL;
}

static void add(struct merge *merge, const char *id, struct ts_node node, const struct pack *pack)
{
    struct entry entry = {.node = node, .pack = pack};
    g_array_append_val(merge->entries, entry);
    g_hash_table_replace(merge->ids, g_strdup(id), GUINT_TO_POINTER(merge->entries->len));
}

/* Once a pair of packs: those that say opposite things share more than one id. */
static gboolean refuse_shared(struct merge *merge, const struct ts_node *node,
                              const struct pack *pack)
{
    for (guint32 i = 0; i < pack->terms.count; i++) {
        const struct ts_node *id = ts_get(ts_item(pack->terms, i), "id");
        g_autofree char *text = text_of(id);
        const struct entry *first = find(merge, text);
        if (first) {
            schema_error(merge->run, node,
                         "the packs \"%s\" and \"%s\" both have the rule \"%s\": only one of them "
                         "can be loaded",
                         first->pack->name, pack->name, text);
            return TRUE;
        }
    }
    return FALSE;
}

static void add_terms(struct merge *merge, const struct pack *pack)
{
    for (guint32 i = 0; i < pack->terms.count; i++) {
        const struct ts_node *term = ts_item(pack->terms, i);
        g_autofree char *id = text_of(ts_get(term, "id"));
        add(merge, id, *term, pack);
    }
}

static void add_pack(struct merge *merge, const struct ts_node *node)
{
    g_autofree char *name = text_of(node);
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
    if (is_of_use(merge, node, pack) && !refuse_shared(merge, node, pack)) {
        add_terms(merge, pack);
    } else {
        merge->is_whole = FALSE;
    }
}

/* ---- the brand book's terms ------------------------------------------------------------------ */

static struct ts_node joined(const struct merge *merge, const struct ts_node *first,
                             const struct ts_node *second)
{
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_array_append_vals(items, first->children.items, first->children.count);
    g_array_append_vals(items, second->children.items, second->children.count);
    struct ts_node list = schema_map(merge->run, second, items);
    list.kind = TS_NODE_LIST;
    return list;
}

/* The pack's term with what the brand book says instead of it; exceptions are added to its own. */
static struct ts_node adjusted(const struct merge *merge, const struct ts_node *term,
                               const struct ts_node *own)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint32 i = 0; i < term->children.count; i++) {
        struct ts_node member = *(const struct ts_node *)ts_item(term->children, i);
        g_autofree char *key = g_strndup(member.key.ptr, member.key.len);
        const struct ts_node *said = ts_get(own, key);
        if (said && strcmp(key, "except_words") == 0) {
            member = joined(merge, &member, said);
        } else if (said) {
            member = *said;
        }
        g_array_append_val(members, member);
    }
    for (guint32 i = 0; i < own->children.count; i++) {
        const struct ts_node *member = ts_item(own->children, i);
        g_autofree char *key = g_strndup(member->key.ptr, member->key.len);
        if (!ts_get(term, key)) {
            g_array_append_val(members, *member);
        }
    }
    return schema_map(merge->run, term, members);
}

static void refuse_lonely(struct merge *merge, const struct ts_node *term, const char *id)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, merge->ids);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        g_ptr_array_add(ids, key);
    }
    g_ptr_array_add(ids, NULL);
    const char *meant = nearest_name(id, (const char *const *)ids->pdata);
    g_autofree char *guess = meant ? g_strdup_printf(" (did you mean \"%s\"?)", meant) : NULL;
    g_auto(GStrv) list = g_strsplit(SCHEMA_TERM_KINDS, "|", -1);
    g_autofree char *kinds = g_strjoinv(", ", list);
    schema_error(merge->run, term,
                 "one of these keys is missing: %s; or no pack has a rule \"%s\" to adjust%s",
                 kinds, id, guess ? guess : "");
}

static void add_own(struct merge *merge, const struct ts_node *term)
{
    const struct ts_node *node = ts_get(term, "id");
    if (!node || node->kind != TS_NODE_TEXT) {
        return; /* has been said */
    }
    g_autofree char *id = text_of(node);
    struct entry *known = find(merge, id);
    if (term_has_kind(term) && known) {
        *known = (struct entry){.node = *term};
    } else if (term_has_kind(term)) {
        add(merge, id, *term, NULL);
    } else if (known && known->pack) {
        known->node = adjusted(merge, &known->node, term);
    } else if (merge->is_whole) {
        refuse_lonely(merge, term, id);
    }
}

/* ---- the list -------------------------------------------------------------------------------- */

static struct ts_node list_of(const struct merge *merge, gboolean has_examples)
{
    struct ts_node at = {.kind = TS_NODE_LIST};
    const struct ts_node *own = ts_get(merge->brand, "terms");
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint i = 0; i < merge->entries->len; i++) {
        const struct entry *entry = &g_array_index(merge->entries, struct entry, i);
        if (ts_get_bool(&entry->node, "enabled", TRUE) &&
            (!entry->pack || has_language(merge, ts_get_text(&entry->node, "lang")))) {
            struct ts_node term =
                has_examples ? entry->node : term_bare(merge->run->tree, &entry->node);
            g_array_append_val(items, term);
        }
    }
    struct ts_node list = schema_map(merge->run, own ? own : &at, items);
    list.kind = TS_NODE_LIST;
    list.key = ts_text("terms");
    return list;
}

/* The brand book with the merged list in the place of its own. */
static const struct ts_node *with_terms(const struct merge *merge)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct ts_node list = list_of(merge, FALSE);
    for (guint32 i = 0; i < merge->brand->children.count; i++) {
        const struct ts_node *member = ts_item(merge->brand->children, i);
        if (!ts_is(member->key, "terms")) {
            g_array_append_val(members, *member);
        }
    }
    if (list.children.count) {
        g_array_append_val(members, list);
    }
    struct ts_node *brand = tree_alloc(merge->run->tree, sizeof *brand);
    *brand = schema_map(merge->run, merge->brand, members);
    return brand;
}

static void add_all(struct merge *merge)
{
    const struct ts_node *packs = ts_get(merge->brand, "packs");
    const struct ts_node *terms = ts_get(merge->brand, "terms");
    for (guint32 i = 0; packs && i < packs->children.count; i++) {
        const struct ts_node *pack = ts_item(packs->children, i);
        if (i == LIMIT_PACKS) {
            schema_error(merge->run, pack, "more than %u packs", LIMIT_PACKS);
            return;
        }
        add_pack(merge, pack);
    }
    for (guint32 i = 0; terms && i < terms->children.count; i++) {
        add_own(merge, ts_item(terms->children, i));
    }
}

void plan_merge_packs(struct plan_build *build, struct schema_run *run, const struct ts_node *brand,
                      struct problems *problems)
{
    struct merge merge = {.build = build, .run = run, .brand = brand, .problems = problems};
    merge.entries = g_array_new(FALSE, TRUE, sizeof(struct entry));
    merge.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    merge.is_whole = TRUE;
    add_all(&merge);
    struct ts_node *terms = tree_alloc(run->tree, sizeof *terms);
    *terms = list_of(&merge, TRUE);
    build->plan->terms = terms;
    build->plan->brand = with_terms(&merge);
    g_array_unref(merge.entries);
    g_hash_table_unref(merge.ids);
}
