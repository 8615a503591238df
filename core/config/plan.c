/* SPDX-License-Identifier: MIT
 *
 * From touchstone.yaml, its CSV file, the brand book and the installed plugins to the plan.
 */
#include "core/config/plan_build.h"
#include "core/config/text.h"

#include "core/config/feedback.h"
#include "core/config/pack.h"
#include "core/config/packages.h"
#include "core/config/touchpoints_csv.h"

/* ---- life ------------------------------------------------------------------------------------ */

static void free_tree(gpointer data)
{
    struct tree *tree = data;
    tree_free(&tree);
}

static void free_pack(gpointer data)
{
    struct pack *pack = data;
    pack_free(&pack);
}

void plan_build_begin(struct plan_build *build, const struct catalog *catalog,
                      struct problems *problems)
{
    struct plan *plan = g_new0(struct plan, 1);
    plan->touchpoints = g_array_new(FALSE, TRUE, sizeof(struct plan_touchpoint));
    g_array_set_clear_func(plan->touchpoints, plan_clear_touchpoint);
    plan->sources = g_array_new(FALSE, TRUE, sizeof(struct plan_source));
    plan->checks = g_array_new(FALSE, TRUE, sizeof(struct plan_check));
    g_array_set_clear_func(plan->checks, plan_clear_check);
    plan->journeys = g_array_new(FALSE, TRUE, sizeof(struct plan_journey));
    g_array_set_clear_func(plan->journeys, plan_clear_journey);
    plan->acceptances = g_array_new(FALSE, TRUE, sizeof(struct plan_acceptance));
    g_array_set_clear_func(plan->acceptances, plan_clear_acceptance);
    plan->feedback = feedback_new();
    plan->packs = g_ptr_array_new_with_free_func(free_pack);
    plan->readers = g_ptr_array_new();
    plan->trees = g_ptr_array_new_with_free_func(free_tree);
    *build = (struct plan_build){.plan = plan, .catalog = catalog, .problems = problems};
    build->files = g_hash_table_new(g_str_hash, g_str_equal);
    build->checks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void plan_free(struct plan **plan)
{
    if (!plan || !*plan) {
        return;
    }
    g_free((*plan)->path);
    g_free((*plan)->brand_path);
    g_free((*plan)->accept_path);
    g_free((*plan)->brand_name);
    g_free((*plan)->database);
    g_free((*plan)->timezone);
    g_free((*plan)->hash);
    g_array_unref((*plan)->touchpoints);
    g_array_unref((*plan)->sources);
    g_array_unref((*plan)->checks);
    g_array_unref((*plan)->journeys);
    g_array_unref((*plan)->acceptances);
    g_array_unref((*plan)->feedback);
    g_ptr_array_unref((*plan)->readers);
    g_ptr_array_unref((*plan)->packs);
    g_ptr_array_unref((*plan)->trees);
    plan_notify_free(&(*plan)->notify);
    g_free(*plan);
    *plan = NULL;
}

static char *hash_plan(const struct plan *plan)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(parts, plan_describe(plan));
    g_ptr_array_add(parts, tree_to_text(plan->brand));
    for (guint i = 0; i < plan->checks->len; i++) {
        g_ptr_array_add(parts, g_strdup(g_array_index(plan->checks, struct plan_check, i).hash));
    }
    g_ptr_array_add(parts, NULL);
    return plan_digest((const char *const *)parts->pdata);
}

/* What is packaged apart may be missing from an installation that is otherwise whole; a run without
 * it would look clean. */
static gboolean lacks_check(const struct plan_build *build)
{
    const struct ts_node *brand = build->plan->brand;
    for (guint32 i = 0; brand && i < brand->children.count; i++) {
        const struct ts_node *child = ts_item(brand->children, i);
        g_autofree char *section = text_dup(child->key);
        const char *check = packages_check_of(section);
        if (check && plan_brand_has(build->plan, section, NULL) &&
            !catalog_find(build->catalog, TS_CHECK, check)) {
            return TRUE;
        }
    }
    return FALSE;
}

struct plan *plan_build_end(struct plan_build *build)
{
    struct plan *plan = build->plan;
    if (build->problems->errors->len == 0) {
        plan_open_namer(build);
    }
    g_hash_table_unref(build->files);
    g_hash_table_unref(build->checks);
    /* A run that judges nothing would look clean. */
    if (build->problems->errors->len == 0 && plan->sources->len > 0 && plan->checks->len == 0) {
        const char *package = build->only_check ? packages_of(TS_CHECK, build->only_check) : NULL;
        problems_error(build->problems, plan->brand_path,
                       "nothing to check: no installed check judges what stands here "
                       "(%s%s\"touchstone plugins\" shows which there are)",
                       package ? package : "", package ? " brings it; " : "");
    }
    if (build->problems->errors->len > 0) {
        plan_free(&plan);
        return NULL;
    }
    for (guint i = 0; i < build->catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(build->catalog->plugins, i);
        if (plugin->error) {
            problems_notice(build->problems, plugin->path, "this plugin cannot be used: %s",
                            plugin->error);
        } else if (plugin->kind == TS_READER &&
                   (!plan_is_picture_reader(plugin) || plan_judges_pictures(plan, NULL))) {
            g_ptr_array_add(plan->readers, (gpointer)plugin);
        }
    }
    if (!plan->timezone) {
        g_autoptr(GTimeZone) zone = g_time_zone_new_local();
        plan->timezone = g_strdup(g_time_zone_get_identifier(zone));
    }
    plan->lacks_check = !build->only_check && lacks_check(build);
    plan->hash = hash_plan(plan);
    return plan;
}

/* ---- reading --------------------------------------------------------------------------------- */

static char *text_of(const struct ts_node *node, const char *key)
{
    struct ts_str text = ts_get_text(node, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

/* As a person would write it: beside touchstone.yaml, as that was named. */
static char *beside(const char *path, const struct ts_node *root, const char *key,
                    const char *fallback)
{
    g_autofree char *given = text_of(root, key);
    const char *name = given ? given : fallback;
    g_autofree char *folder = g_path_get_dirname(path);
    if (!name || g_path_is_absolute(name) || strcmp(folder, ".") == 0) {
        return g_strdup(name);
    }
    return g_build_filename(folder, name, NULL);
}

static void add_entries(struct tree *tree, const struct ts_node *list, GArray *entries_r)
{
    for (guint32 i = 0; list && i < list->children.count; i++) {
        struct plan_entry entry = {.tree = tree, .node = ts_item(list->children, i)};
        g_array_append_val(entries_r, entry);
    }
}

static void read_csv(struct plan_build *build, const char *path, GArray *entries_r)
{
    struct schema_run run;
    struct tree *tree = touchpoints_csv_load(path, build->problems);
    if (!tree) {
        return;
    }
    g_ptr_array_add(build->plan->trees, tree);
    struct schema_field list = {
        .name = "touchpoints", .type = SCHEMA_LIST, .of = &schema_touchpoint};
    struct ts_node *judged = tree_alloc(tree, sizeof *judged);
    schema_begin(&run, tree, build->catalog);
    *judged = schema_judge(&run, tree->root, &list);
    schema_end(&run, build->problems);
    add_entries(tree, judged, entries_r);
}

/* Ids must differ over YAML and CSV together; within the YAML list the table has seen to it. */
static GPtrArray *collect_ids(struct plan_build *build, const GArray *entries)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < entries->len; i++) {
        const struct plan_entry *entry = &g_array_index(entries, struct plan_entry, i);
        char *id = text_of(entry->node, "id");
        if (!id) {
            continue;
        }
        g_ptr_array_add(ids, id);
        const struct plan_entry *first = g_hash_table_lookup(seen, id);
        if (!first) {
            g_hash_table_insert(seen, id, (gpointer)entry);
        } else if (entry->tree != build->plan->trees->pdata[0]) {
            g_autofree char *where = tree_where(entry->tree, ts_get(entry->node, "id"));
            g_autofree char *before = tree_where(first->tree, ts_get(first->node, "id"));
            problems_error(build->problems, where,
                           "the touchpoint \"%s\" stands twice (first at %s)", id, before);
        }
    }
    g_ptr_array_add(ids, NULL);
    return ids;
}

static void check_steps(struct schema_run *run, const struct ts_node *owner, const char *const *ids)
{
    const struct ts_node *steps = ts_get(owner, "steps");
    for (guint32 i = 0; steps && i < steps->children.count; i++) {
        const struct ts_node *step = ts_item(steps->children, i);
        g_autofree char *id = text_dup(step->text);
        if (step->kind == TS_NODE_TEXT && !g_strv_contains(ids, id)) {
            schema_unknown(run, step, "touchpoint", step->text, ids);
        }
    }
}

static void check_journeys(struct schema_run *run, const struct ts_node *root,
                           const char *const *ids)
{
    const struct ts_node *journeys = ts_get(root, "journeys");
    for (guint32 i = 0; journeys && i < journeys->children.count; i++) {
        const struct ts_node *journey = ts_item(journeys->children, i);
        const struct ts_node *variants = ts_get(journey, "variants");
        check_steps(run, journey, ids);
        for (guint32 j = 0; variants && j < variants->children.count; j++) {
            check_steps(run, ts_item(variants->children, j), ids);
        }
    }
}

/* Touchpoints of both files. The CSV's problems follow those of the file that names it, but its ids
 * are needed before: they wait in later. NULL: not all ids are known, so none can be missed. */
static GPtrArray *read_entries(struct plan_build *build, const struct ts_node *root,
                               const char *csv, GArray *entries_r, struct problems *later)
{
    struct plan_build part = *build;
    struct tree *tree = build->plan->trees->pdata[0];
    part.problems = later;
    add_entries(tree, ts_get(root, "touchpoints"), entries_r);
    if (csv) {
        read_csv(&part, csv, entries_r);
    }
    gboolean is_whole = later->errors->len == 0;
    GPtrArray *ids = collect_ids(&part, entries_r);
    if (!is_whole) {
        g_clear_pointer(&ids, g_ptr_array_unref);
    }
    return ids;
}

const struct ts_node *plan_read(struct plan_build *build, const char *path, GArray *entries_r)
{
    struct schema_run run;
    struct tree *tree = tree_load(path, build->problems);
    build->plan->path = g_strdup(path);
    if (!tree) {
        return NULL;
    }
    g_ptr_array_add(build->plan->trees, tree);
    struct ts_node *root = tree_alloc(tree, sizeof *root);
    schema_begin(&run, tree, build->catalog);
    *root = schema_judge(&run, tree->root, &schema_plan);
    g_autofree char *csv = beside(path, tree->root, "touchpoints_from", NULL);
    g_autofree char *brand = beside(path, tree->root, "brand", "brand.yaml");
    struct problems *later = problems_new();
    g_autoptr(GPtrArray) ids = read_entries(build, root, csv, entries_r, later);
    if (ids) {
        check_journeys(&run, root, (const char *const *)ids->pdata);
    }
    plan_check_notify(&run, root);
    schema_end(&run, build->problems);
    problems_move(build->problems, later);
    problems_free(&later);
    plan_read_brand(build, brand, ids ? (const char *const *)ids->pdata : NULL);
    return root;
}

/* ---- check ----------------------------------------------------------------------------------- */

static void select_touchpoints(struct plan_build *build, const char *const *wanted)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    GArray *touchpoints = build->plan->touchpoints;
    for (guint i = 0; i < touchpoints->len; i++) {
        struct plan_touchpoint *touchpoint = &g_array_index(touchpoints, struct plan_touchpoint, i);
        touchpoint->is_selected = !wanted || g_strv_contains(wanted, touchpoint->id);
        g_ptr_array_add(ids, touchpoint->id);
    }
    g_ptr_array_add(ids, NULL);
    for (; wanted && *wanted; wanted++) {
        if (!g_strv_contains((const char *const *)ids->pdata, *wanted)) {
            plan_unknown_touchpoint(build, *wanted, (const char *const *)ids->pdata);
        }
    }
}

static void build_touchpoints(struct plan_build *build, const struct ts_node *root,
                              const GArray *entries)
{
    build->plan->database = text_of(root, "database");
    build->plan->timezone = text_of(root, "timezone");
    for (guint i = 0; i < entries->len; i++) {
        plan_add_touchpoint(build, &g_array_index(entries, struct plan_entry, i));
    }
    plan_add_journeys(build, root);
    plan_add_notify(build, root);
}

/* What customers said: touchpoints are known by now. */
static void read_feedback(struct plan_build *build)
{
    const struct tree *tree = g_ptr_array_index(build->plan->trees, 0);
    g_autofree char *path = beside(build->plan->path, tree->root, "feedback", NULL);
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < build->plan->touchpoints->len; i++) {
        g_ptr_array_add(ids, g_array_index(build->plan->touchpoints, struct plan_touchpoint, i).id);
    }
    g_ptr_array_add(ids, NULL);
    if (path) {
        feedback_load(path, (const char *const *)ids->pdata, build->plan->feedback,
                      build->problems);
    }
}

struct plan *plan_for_check(const struct plan_request *request, const struct catalog *catalog,
                            struct problems *problems)
{
    struct plan_build build;
    g_autoptr(GArray) entries = g_array_new(FALSE, TRUE, sizeof(struct plan_entry));
    g_autofree char *path =
        request->config_path ? g_strdup(request->config_path) : plan_find("touchstone.yaml");
    plan_build_begin(&build, catalog, problems);
    if (!path) {
        problems_error(problems, NULL,
                       "there is no touchstone.yaml here or in a folder above: name one with "
                       "-c FILE");
        return plan_build_end(&build);
    }
    const struct ts_node *root = plan_read(&build, path, entries);
    if (root && build.brand_tree) {
        plan_read_accept(&build, path, request->as_of);
        build_touchpoints(&build, root, entries);
        plan_check_acceptances(&build);
        read_feedback(&build);
        select_touchpoints(&build, request->touchpoints);
        plan_check_kinds(&build);
    }
    if (problems->errors->len == 0 && entries->len == 0) {
        problems_error(problems, path, "there are no touchpoints: list them under \"touchpoints\"");
    }
    return plan_build_end(&build);
}
