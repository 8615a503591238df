/* SPDX-License-Identifier: MIT
 *
 * Names that stand in the user's own files: read, not judged, since a plan that is being written is
 * seldom whole.
 */
#include "core/command/complete.h"

#include <stdio.h>
#include <string.h>

#include "core/command/rules.h"
#include "core/config/csv.h"
#include "core/config/text.h"
#include "core/config/touchpoints_csv.h"
#include "core/result/runs.h"
#include "core/run/database.h"

static struct tree *load(const char *given, const char *name, tree_parse_fn parse)
{
    g_autofree char *found = given ? g_strdup(given) : plan_find(name);
    struct problems *problems = problems_new();
    struct tree *tree = !found  ? NULL
                        : parse ? tree_load_by(parse, found, problems)
                                : tree_load(found, problems);
    problems_free(&problems);
    return tree;
}

static struct tree *load_plan(const struct completion *completion)
{
    return load(completion->config, "touchstone.yaml", NULL);
}

/* A path that stands in the plan under this key; the caller frees it. */
static char *path_in(const struct tree *plan, const char *key, const char *otherwise)
{
    g_autofree char *text = text_dup(ts_get_text(plan->root, key));
    const char *path = *text ? text : otherwise;
    return path ? g_canonicalize_filename(path, plan->directory) : NULL;
}

static struct tree *load_brand(const struct completion *completion)
{
    struct tree *plan = completion->brand ? NULL : load_plan(completion);
    g_autofree char *path = plan ? path_in(plan, "brand", "brand.yaml") : NULL;
    tree_free(&plan);
    return load(completion->brand ? completion->brand : path, "brand.yaml", NULL);
}

/* Of each map of a list the text of a key; about: the key of what it is, or NULL. */
static void put_each(const struct completion *completion, const struct ts_node *list,
                     const char *key, const char *about)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint32 i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        char *value = text_dup(ts_get_text(item, key));
        g_autofree char *what = about ? text_dup(ts_get_text(item, about)) : NULL;
        if (*value && !g_hash_table_contains(seen, value)) {
            complete_put(completion, value, what);
        }
        g_hash_table_add(seen, value);
    }
}

static void put_touchpoint_keys(const struct completion *completion, const char *key,
                                const char *about)
{
    struct tree *plan = load_plan(completion);
    if (plan) {
        g_autofree char *table = path_in(plan, "touchpoints_from", NULL);
        struct tree *rows = table ? load(table, NULL, touchpoints_csv_parse) : NULL;
        put_each(completion, ts_get(plan->root, "touchpoints"), key, about);
        put_each(completion, rows ? rows->root : NULL, key, about);
        tree_free(&rows);
    }
    tree_free(&plan);
}

static void put_touchpoints(const struct completion *completion)
{
    put_touchpoint_keys(completion, "id", "name");
}

static void put_owners(const struct completion *completion)
{
    put_touchpoint_keys(completion, "owner", NULL);
}

static void put_rollouts(const struct completion *completion)
{
    struct tree *brand = load_brand(completion);
    put_each(completion, brand ? ts_get(brand->root, "rollouts") : NULL, "id", "name");
    tree_free(&brand);
}

static void put_languages(const struct completion *completion)
{
    struct tree *brand = load_brand(completion);
    const struct ts_node *list = brand ? ts_get(brand->root, "languages") : NULL;
    for (guint32 i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        g_autofree char *language = text_dup(item->text);
        complete_put(completion, language, NULL);
    }
    tree_free(&brand);
}

static void put_runs(const struct completion *completion)
{
    g_autofree char *error = NULL;
    struct tree *plan = load_plan(completion);
    g_autofree char *path = plan ? path_in(plan, "database", ".touchstone/touchstone.db") : NULL;
    struct database *database = path ? database_read(path, &error) : NULL;
    g_autoptr(GArray) rows = database ? runs_list(database->handle) : NULL;
    for (guint i = 0; rows && i < rows->len; i++) {
        const struct run_row *row = &g_array_index(rows, struct run_row, i);
        g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, row->number);
        g_autofree char *about =
            g_strdup_printf("as of %s, exit status %d, %u new, %u fixed", row->as_of, row->exit,
                            row->new_count, row->fixed_count);
        complete_put(completion, number, about);
    }
    complete_put(completion, "last", "The last one");
    database_close(&database);
    tree_free(&plan);
}

static void put_rule(void *data, const char *id, const char *title)
{
    if (!strchr(id, '*')) {
        complete_put(data, id, title);
    }
}

static void put_rules(const struct completion *completion)
{
    struct catalog *catalog = catalog_load(NULL);
    const struct rule_book_request request = {
        .brand = completion->brand, .config = completion->config, .is_found = TRUE};
    rules_each(&request, catalog, put_rule, (void *)completion);
    catalog_free(&catalog);
}

static void put_packs(const struct completion *completion)
{
    g_autoptr(GPtrArray) names = pack_names(NULL);
    for (guint i = 0; i + 1 < names->len; i++) {
        complete_put(completion, g_ptr_array_index(names, i), NULL);
    }
}

gboolean complete_names(const struct completion *completion, const char *kind)
{
    static const struct {
        const char *kind;
        void (*put)(const struct completion *completion);
    } kinds[] = {
        {"TOUCHPOINT", put_touchpoints},
        {"OWNER", put_owners},
        {"ROLLOUT", put_rollouts},
        {"RUN", put_runs},
        {"RULE", put_rules},
        {"PACK", put_packs},
        {"LANG", put_languages},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (strcmp(kinds[i].kind, kind) == 0) {
            kinds[i].put(completion);
            return TRUE;
        }
    }
    return FALSE;
}
