/* SPDX-License-Identifier: MIT
 *
 * Opens brand book and packs, and tells where each of their terms and facts stands.
 */
#include "core/command/rule_book.h"

#include "core/command/run.h"

static void free_pack(gpointer data)
{
    struct pack *pack = data;
    pack_free(&pack);
}

static void add_pack(struct rule_book *book, const char *path, const char *name,
                     const struct catalog *catalog, struct problems *problems)
{
    struct pack *pack = pack_load(path, name, catalog, problems);
    if (pack) {
        g_ptr_array_add(book->packs, pack);
    }
}

static void add_named(struct rule_book *book, const struct rule_book_request *request,
                      const struct catalog *catalog, struct problems *problems)
{
    const char *brand = book->plan ? book->plan->brand_path : NULL;
    for (char **name = request->packs; name && *name; name++) {
        g_autofree char *path = schema_is_pack(*name) ? pack_find(*name, brand) : NULL;
        if (path) {
            add_pack(book, path, *name, catalog, problems);
        } else {
            g_autofree char *why = pack_unknown(*name, brand);
            problems_error(problems, "--pack", "%s", why);
        }
    }
    for (char **path = request->paths; path && *path; path++) {
        add_pack(book, *path, NULL, catalog, problems);
    }
}

gboolean rule_book_open(struct rule_book *book_r, const struct rule_book_request *request,
                        const struct catalog *catalog)
{
    struct problems *problems = problems_new();
    struct plan_request plan = {.brand_path = request->brand, .config_path = request->config};
    *book_r = (struct rule_book){.packs = g_ptr_array_new_with_free_func(free_pack)};
    if (request->is_found || request->brand || request->config) {
        book_r->plan = plan_for_brand(&plan, catalog, problems);
    }
    add_named(book_r, request, catalog, problems);
    gboolean is_told = run_told_problems(problems, TRUE);
    problems_free(&problems);
    return !is_told;
}

void rule_book_close(struct rule_book *book)
{
    plan_free(&book->plan);
    g_clear_pointer(&book->packs, g_ptr_array_unref);
}

static void add_nodes(GPtrArray *nodes, struct ts_list list)
{
    for (guint32 i = 0; i < list.count; i++) {
        g_ptr_array_add(nodes, (gpointer)ts_item(list, i));
    }
}

/* own: of the brand book, or NULL; of_pack: where a pack has its list. */
static GPtrArray *gather(const struct rule_book *book, const struct ts_node *own, glong of_pack)
{
    GPtrArray *nodes = g_ptr_array_new();
    if (own) {
        add_nodes(nodes, own->children);
    }
    for (guint p = 0; p < book->packs->len; p++) {
        const struct pack *pack = g_ptr_array_index(book->packs, p);
        add_nodes(nodes, G_STRUCT_MEMBER(struct ts_list, pack, of_pack));
    }
    return nodes;
}

GPtrArray *rule_book_terms(const struct rule_book *book)
{
    return gather(book, book->plan ? book->plan->terms : NULL, G_STRUCT_OFFSET(struct pack, terms));
}

GPtrArray *rule_book_facts(const struct rule_book *book)
{
    return gather(book, book->plan ? book->plan->facts : NULL, G_STRUCT_OFFSET(struct pack, facts));
}

static const struct tree *tree_in(const GPtrArray *packs, struct ts_str name)
{
    for (guint i = 0; packs && i < packs->len; i++) {
        const struct pack *pack = g_ptr_array_index(packs, i);
        if (ts_is(name, pack->name)) {
            return pack->tree;
        }
    }
    return NULL;
}

char *rule_book_where(const struct rule_book *book, const struct ts_node *term)
{
    struct ts_str pack = ts_get_text(term, "pack");
    const struct tree *tree = NULL;
    if (pack.len) {
        tree = tree_in(book->packs, pack);
        tree = tree || !book->plan ? tree : tree_in(book->plan->packs, pack);
    } else if (book->plan) {
        tree = book->plan->brand_tree;
    }
    return tree ? tree_where(tree, term) : g_strdup("");
}

static const char *severity_of(const struct catalog *catalog, const char *id,
                               const struct ts_node *node)
{
    struct ts_str given = ts_get_text(node, "severity");
    const struct catalog_rule *rule = catalog_find_rule(catalog, id, NULL);
    unsigned severity = rule ? rule->severity : TS_WARNING;
    for (unsigned one = TS_INFO; one <= TS_ERROR; one++) {
        severity = given.len && ts_is(given, catalog_severity_name(one)) ? one : severity;
    }
    return catalog_severity_name(severity);
}

const char *rule_book_severity(const struct catalog *catalog, const struct ts_node *term)
{
    return severity_of(catalog, "terms/any", term);
}

const char *rule_book_fact_severity(const struct catalog *catalog, const struct ts_node *fact)
{
    const char *id = ts_get(fact, "truth") ? "facts/contradicts-truth" : "facts/contradiction";
    return severity_of(catalog, id, fact);
}
