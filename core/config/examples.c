/* SPDX-License-Identifier: MIT
 *
 * From terms and facts to their examples. A plain example is in the first scope, the first kind and
 * the language of its term; one of a fact is a document of its own, in the pack's first language.
 */
#include "core/config/examples.h"
#include "core/config/text.h"

#include "core/config/examples_plan.h"
#include "core/config/fact.h"

#define BETWEEN " and " /* values of one example */

/* Where the terms come from. */
struct collection {
    struct examples *examples;
    struct plan_build *build;
    const struct tree *tree;         /* where the examples stand */
    const struct ts_node *languages; /* the first is that of plain examples */
    GHashTable *touchpoints;         /* char *: kinds -> ordinal + 1 */
};

static const struct {
    const char *name;
    guint32 role;
} roles[] = {
    {"text", TS_ROLE_TEXT},           {"heading", TS_ROLE_HEADING}, {"title", TS_ROLE_TITLE},
    {"link", TS_ROLE_LINK},           {"alt", TS_ROLE_ALT},         {"subject", TS_ROLE_SUBJECT},
    {"preheader", TS_ROLE_PREHEADER}, {"prompt", TS_ROLE_PROMPT},   {"metadata", TS_ROLE_METADATA},
    {"code", TS_ROLE_CODE},           {"quote", TS_ROLE_QUOTE},     {"cell", TS_ROLE_CELL},
    {"item", TS_ROLE_ITEM},           {"label", TS_ROLE_LABEL},
};

static struct ts_str first_of(const struct ts_node *list)
{
    return list && list->children.count ? ((const struct ts_node *)ts_item(list->children, 0))->text
                                        : ts_text(NULL);
}

static guint32 role_of(const struct ts_node *term, const struct ts_node *node)
{
    struct ts_str scope = ts_get_text(node, "scope");
    guint32 role = ts_get(term, "casing") ? TS_ROLE_HEADING : TS_ROLE_TEXT;
    scope = scope.len ? scope : first_of(ts_get(term, "scope"));
    for (gsize i = 0; i < G_N_ELEMENTS(roles); i++) {
        role = scope.len && ts_is(scope, roles[i].name) ? roles[i].role : role;
    }
    return role;
}

/* ---- touchpoints: one for each set of kinds -------------------------------------------------- */

static guint add_touchpoint(struct collection *collection, const GPtrArray *kinds)
{
    GArray *touchpoints = collection->build->plan->touchpoints;
    g_autofree char *id = g_strdup_printf("t%u", touchpoints->len);
    struct plan_touchpoint touchpoint = plan_empty_touchpoint(id, "");
    touchpoint.is_selected = TRUE;
    touchpoint.is_expects_given = TRUE;
    for (guint i = 0; i < kinds->len; i++) {
        g_ptr_array_add(touchpoint.roles, g_strdup(g_ptr_array_index(kinds, i)));
    }
    g_array_append_val(touchpoints, touchpoint);
    return touchpoints->len - 1;
}

static GPtrArray *kinds_of(const struct ts_node *term, const struct ts_node *node)
{
    GPtrArray *kinds = g_ptr_array_new_with_free_func(g_free);
    const struct ts_node *given = ts_get(node, "in");
    struct ts_str first = first_of(ts_get(term, "in"));
    for (guint32 i = 0; given && i < given->children.count; i++) {
        const struct ts_node *kind = ts_item(given->children, i);
        g_ptr_array_add(kinds, g_strndup(kind->text.ptr, kind->text.len));
    }
    if (!given && first.len) {
        g_ptr_array_add(kinds, g_strndup(first.ptr, first.len));
    }
    return kinds;
}

static guint touchpoint_of(struct collection *collection, const struct ts_node *term,
                           const struct ts_node *node)
{
    g_autoptr(GPtrArray) kinds = kinds_of(term, node);
    if (term_reach(term) == TERM_OF_TOUCHPOINT) {
        return add_touchpoint(collection, kinds);
    }
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < kinds->len; i++) {
        g_string_append_printf(key, "%s ", (const char *)g_ptr_array_index(kinds, i));
    }
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(collection->touchpoints, key->str));
    if (!known) {
        known = add_touchpoint(collection, kinds) + 1;
        g_hash_table_insert(collection->touchpoints, g_strdup(key->str), GUINT_TO_POINTER(known));
    }
    g_string_free(key, TRUE);
    return known - 1;
}

/* ---- examples -------------------------------------------------------------------------------- */

static void clear_example(gpointer data)
{
    struct example *example = data;
    g_free(example->rule);
    g_free(example->where);
    g_free(example->says);
    g_free(example->found);
}

/* "2d and 3d" and "1d" are "1d and 2d and 3d". */
static char *with_value(const char *values, struct ts_str value)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_auto(GStrv) list = g_strsplit(values ? values : "", BETWEEN, -1);
    g_autofree char *one = text_dup(value);
    gboolean is_in = FALSE;
    for (char **item = list; *item; item++) {
        if (!is_in && strcmp(one, *item) <= 0) {
            is_in = TRUE;
            if (strcmp(one, *item) != 0) {
                g_ptr_array_add(all, one);
            }
        }
        g_ptr_array_add(all, *item);
    }
    if (!is_in) {
        g_ptr_array_add(all, one);
    }
    g_ptr_array_add(all, NULL);
    return g_strjoinv(BETWEEN, (char **)all->pdata);
}

void example_add_found(struct example *example, struct ts_str value)
{
    char *found = with_value(example->found, value);
    g_free(example->found);
    example->found = found;
}

gboolean example_has_failed(const struct example *example)
{
    if (example->says) {
        return strcmp(example->says, example->found ? example->found : "") != 0;
    }
    return (example->found != NULL) != example->is_wrong;
}

static void add_example(struct collection *collection, const struct ts_node *term,
                        const struct ts_node *node, gboolean is_wrong)
{
    struct ts_str language = ts_get_text(node, "lang");
    language = language.len ? language : ts_get_text(term, "lang");
    struct example example = {
        .rule = term_rule(term),
        .where = tree_where(collection->tree, node),
        .text = node->kind == TS_NODE_TEXT ? node->text : ts_get_text(node, "text"),
        .language = language.len ? language : first_of(collection->languages),
        .role = role_of(term, node),
        .reach = term_reach(term),
        .is_wrong = is_wrong,
        .touchpoint = touchpoint_of(collection, term, node),
    };
    g_array_append_val(collection->examples->list, example);
}

/* term says how they are judged, owner is where they stand. */
static void add_examples(struct collection *collection, const struct ts_node *term,
                         const struct ts_node *owner, const char *key)
{
    const struct ts_node *list = ts_get(owner, key);
    for (guint32 i = 0; list && i < list->children.count; i++) {
        add_example(collection, term, ts_item(list->children, i), strcmp(key, "wrong") == 0);
    }
}

/* ---- examples of facts ----------------------------------------------------------------------- */

static char *says_of(const struct ts_node *node)
{
    const struct ts_node *values = ts_get(node, "says");
    char *says = NULL;
    for (guint32 i = 0; values && i < values->children.count; i++) {
        struct ts_str value = ((const struct ts_node *)ts_item(values->children, i))->text;
        if (value.len) {
            char *more = with_value(says, value);
            g_free(says);
            says = more;
        }
    }
    return says ? says : g_strdup("");
}

/* How many of a slot's examples say something, and how many nothing. */
static void add_said(struct collection *collection, const struct ts_node *slot, guint counts[2])
{
    const struct ts_node *list = ts_get(slot, "examples");
    for (guint32 i = 0; list && i < list->children.count; i++) {
        const struct ts_node *node = ts_item(list->children, i);
        struct ts_str language = ts_get_text(node, "lang");
        struct example example = {
            .rule = fact_name(slot),
            .where = tree_where(collection->tree, node),
            .text = ts_get_text(node, "text"),
            .language = language.len ? language : first_of(collection->languages),
            .role = TS_ROLE_TEXT,
            .reach = TERM_OF_DOCUMENT,
            .says = says_of(node),
            .touchpoint = touchpoint_of(collection, slot, node),
        };
        counts[*example.says == '\0']++;
        g_array_append_val(collection->examples->list, example);
    }
}

static void add_slot(struct collection *collection, const struct ts_node *slot)
{
    static const char *const kinds[] = {"something", "nothing"};
    guint counts[G_N_ELEMENTS(kinds)] = {0, 0};
    add_said(collection, slot, counts);
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (counts[i] == 0) {
            g_autofree char *where = tree_where(collection->tree, slot);
            g_autofree char *name = fact_name(slot);
            g_ptr_array_add(
                collection->examples->bare,
                g_strdup_printf("%s: %s: there is no example that says %s", where, name, kinds[i]));
        }
    }
}

/* ---- terms without any ----------------------------------------------------------------------- */

static gboolean has_some(const struct ts_node *term, const char *key)
{
    const struct ts_node *list = ts_get(term, key);
    return list && list->children.count > 0;
}

static void add_bare(struct collection *collection, const struct ts_node *term)
{
    static const char *const keys[] = {"ok", "wrong"};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (!has_some(term, keys[i])) {
            g_autofree char *where = tree_where(collection->tree, term);
            g_autofree char *rule = term_rule(term);
            g_ptr_array_add(
                collection->examples->bare,
                g_strdup_printf("%s: %s: there is no example under \"%s\"", where, rule, keys[i]));
        }
    }
}

/* ---- all ------------------------------------------------------------------------------------- */

static struct examples *new_examples(const char *name)
{
    struct examples *examples = g_new0(struct examples, 1);
    examples->name = g_strdup(name);
    examples->list = g_array_new(FALSE, TRUE, sizeof(struct example));
    g_array_set_clear_func(examples->list, clear_example);
    examples->bare = g_ptr_array_new_with_free_func(g_free);
    return examples;
}

static void begin(struct collection *collection, struct plan_build *build,
                  const struct catalog *catalog, struct problems *problems)
{
    plan_build_begin(build, catalog, problems);
    collection->build = build;
    collection->touchpoints = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

static struct examples *end(struct collection *collection, struct ts_list terms,
                            struct ts_list facts, const struct catalog *catalog)
{
    struct examples *examples = collection->examples;
    const struct example_rules rules = {examples->name, collection->languages, terms, facts};
    examples->plan = examples_plan(collection->build, &rules, catalog);
    g_hash_table_unref(collection->touchpoints);
    if (!examples->plan) {
        examples_free(&examples);
    }
    return examples;
}

struct examples *examples_of_pack(const struct pack *pack, const struct catalog *catalog,
                                  struct problems *problems)
{
    struct plan_build build;
    struct collection collection = {.examples = new_examples(pack->name),
                                    .tree = pack->tree,
                                    .languages = ts_get(pack->root, "languages")};
    begin(&collection, &build, catalog, problems);
    for (guint32 i = 0; i < pack->terms.count; i++) {
        const struct ts_node *term = ts_item(pack->terms, i);
        add_bare(&collection, term);
        add_examples(&collection, term, term, "ok");
        add_examples(&collection, term, term, "wrong");
    }
    for (guint32 i = 0; i < pack->facts.count; i++) {
        add_slot(&collection, ts_item(pack->facts, i));
    }
    collection.examples->rules = pack->terms.count + pack->facts.count;
    return end(&collection, pack->terms, pack->facts, catalog);
}

static const struct ts_node *find_term(const struct ts_node *terms, struct ts_str id)
{
    for (guint32 i = 0; i < terms->children.count; i++) {
        const struct ts_node *term = ts_item(terms->children, i);
        if (ts_equal(ts_get_text(term, "id"), id)) {
            return term;
        }
    }
    return NULL; /* switched off */
}

struct examples *examples_of_brand(const struct plan *plan, const struct catalog *catalog,
                                   struct problems *problems)
{
    struct plan_build build;
    const struct ts_node *own = ts_get(plan->own_brand, "terms");
    struct collection collection = {.examples = new_examples(plan->brand_path),
                                    .tree = plan->brand_tree,
                                    .languages = ts_get(plan->own_brand, "languages")};
    begin(&collection, &build, catalog, problems);
    for (guint32 i = 0; own && i < own->children.count; i++) {
        const struct ts_node *entry = ts_item(own->children, i);
        const struct ts_node *term = find_term(plan->terms, ts_get_text(entry, "id"));
        if (term) {
            collection.examples->rules++;
            add_examples(&collection, term, entry, "ok");
            add_examples(&collection, term, entry, "wrong");
        }
    }
    return end(&collection, plan->terms->children, (struct ts_list){NULL, 0, 0}, catalog);
}

void examples_free(struct examples **examples)
{
    if (*examples) {
        g_free((*examples)->name);
        g_array_unref((*examples)->list);
        g_ptr_array_unref((*examples)->bare);
        plan_free(&(*examples)->plan);
        g_free(*examples);
        *examples = NULL;
    }
}
