/* SPDX-License-Identifier: MIT
 *
 * A plan without places: terms and facts, the checks that judge them, and documents that come from
 * nowhere.
 */
#include "core/config/examples_plan.h"

#include "core/config/fact.h"
#include "core/config/term.h"

/* Documents made for examples come from nowhere. */
static const struct catalog_plugin nowhere = {
    .kind = TS_SOURCE, .name = (char *)"examples", .version = (char *)"1"};

static void add_source(struct plan *plan)
{
    static const struct ts_node no_options = {.kind = TS_NODE_MAP};
    struct plan_source source = {.plugin = &nowhere, .options = &no_options};
    g_array_append_val(plan->sources, source);
}

/* A section of the brand book, if there is something in it. */
static void add_section(struct plan_build *build, GArray *members, const char *key,
                        struct ts_list entries)
{
    struct schema_run run = {.tree = build->brand_tree};
    struct ts_node at = {.kind = TS_NODE_LIST};
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    gboolean is_facts = strcmp(key, "facts") == 0;
    for (guint32 i = 0; i < entries.count; i++) {
        const struct ts_node *entry = ts_item(entries, i);
        struct ts_node bare =
            is_facts ? fact_bare(build->brand_tree, entry) : term_bare(build->brand_tree, entry);
        g_array_append_val(items, bare);
    }
    struct ts_node list = schema_list(&run, &at, items);
    list.key = ts_text(key);
    if (items->len) {
        g_array_append_val(members, list);
    }
}

/* A brand book of a name, languages, terms and facts: no other check has work in it. */
static void set_brand(struct plan_build *build, const struct example_rules *rules)
{
    struct schema_run run = {.tree = build->brand_tree};
    struct ts_node at = {.kind = TS_NODE_MAP};
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct ts_node member = schema_text_node(&run, &at, "name", rules->name);
    g_array_append_val(members, member);
    if (rules->languages) {
        g_array_append_val(members, *rules->languages);
    }
    add_section(build, members, "terms", rules->terms);
    add_section(build, members, "facts", rules->facts);
    struct ts_node *brand = tree_alloc(build->brand_tree, sizeof *brand);
    *brand = schema_map(&run, &at, members);
    build->plan->brand = brand;
    build->plan->brand_path = g_strdup(rules->name);
    build->plan->brand_name = g_strdup(rules->name);
}

static int add_check(struct plan_build *build, struct catalog *only, const char *rule,
                     const char *what)
{
    const struct catalog_plugin *plugin = NULL;
    if (!catalog_find_rule(build->catalog, rule, &plugin)) {
        problems_error(build->problems, NULL,
                       "no installed check judges %s (\"touchstone plugins\" shows which there "
                       "are)",
                       what);
        return -1;
    }
    g_ptr_array_add(only->plugins, (gpointer)plugin);
    return 0;
}

/* The checks that terms and facts are for. */
static int judge_by(struct plan_build *build, struct catalog *only,
                    const struct example_rules *rules)
{
    int done = 0;
    if (rules->terms.count) {
        done = add_check(build, only, "terms/any", "terms");
    }
    if (rules->facts.count) {
        done |= add_check(build, only, "facts/contradiction", "facts");
    }
    build->catalog = only;
    for (guint i = 0; done == 0 && i < build->plan->touchpoints->len; i++) {
        plan_use_checks(build, &g_array_index(build->plan->touchpoints, struct plan_touchpoint, i),
                        NULL);
    }
    return done;
}

struct plan *examples_plan(struct plan_build *build, const struct example_rules *rules,
                           const struct catalog *catalog)
{
    struct catalog only = {.plugins = g_ptr_array_new()};
    build->catalog = catalog;
    build->brand_tree = tree_new(rules->name, NULL);
    g_ptr_array_add(build->plan->trees, build->brand_tree);
    set_brand(build, rules);
    if (build->plan->touchpoints->len > 0 && judge_by(build, &only, rules) == 0) {
        add_source(build->plan);
    }
    build->catalog = &only;
    struct plan *plan = plan_build_end(build);
    g_ptr_array_unref(only.plugins);
    return plan;
}
