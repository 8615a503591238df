/* SPDX-License-Identifier: MIT
 *
 * The plan in words, for --dry-run; a run's plans are compared by it too.
 */
#include "core/config/pack.h"
#include "core/config/plan_build.h"

static void put(GString *out, guint depth, const char *key, const char *value)
{
    if (value && *value) {
        struct ts_node node = {.kind = TS_NODE_TEXT, .text = ts_text(value)};
        g_autofree char *text = tree_to_text(&node);
        g_string_append_printf(out, "%*s%s: %s", (int)(2 * depth), "", key, text);
    }
}

static void put_number(GString *out, guint depth, const char *key, guint64 number)
{
    g_string_append_printf(out, "%*s%s: %" G_GUINT64_FORMAT "\n", (int)(2 * depth), "", key,
                           number);
}

static void put_list(GString *out, guint depth, const char *key, const GPtrArray *items)
{
    if (items->len == 0) {
        return;
    }
    g_autofree struct ts_node *nodes = g_new0(struct ts_node, items->len);
    for (guint i = 0; i < items->len; i++) {
        nodes[i].kind = TS_NODE_TEXT;
        nodes[i].text = ts_text(g_ptr_array_index(items, i));
    }
    struct ts_node list = {.kind = TS_NODE_LIST};
    struct ts_node map = {.kind = TS_NODE_MAP};
    list.key = ts_text(key);
    list.children = (struct ts_list){nodes, items->len, sizeof *nodes};
    map.children = ts_one(&list, sizeof list);
    g_autofree char *text = tree_to_text(&map);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line && **line; line++) {
        g_string_append_printf(out, "%*s%s\n", (int)(2 * depth), "", *line);
    }
}

/* A map of options below its key; "{}" if it is empty. */
static void put_tree(GString *out, guint depth, const char *key, const struct ts_node *node)
{
    g_autofree char *text = tree_to_text(node);
    gboolean is_empty = !node || node->children.count == 0;
    g_string_append_printf(out, "%*s%s:%s\n", (int)(2 * depth), "", key, is_empty ? " {}" : "");
    if (is_empty) {
        return;
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (char **line = lines; *line && **line; line++) {
        g_string_append_printf(out, "%*s%s\n", (int)(2 * depth + 2), "", *line);
    }
}

static void put_plugin(GString *out, guint depth, const char *key,
                       const struct catalog_plugin *plugin)
{
    g_string_append_printf(out, "%*s%s: %s %s\n", (int)(2 * depth), "", key, plugin->name,
                           plugin->version);
}

static void put_sources(GString *out, const struct plan *plan, guint index)
{
    for (guint i = 0; i < plan->sources->len; i++) {
        const struct plan_source *source = &g_array_index(plan->sources, struct plan_source, i);
        if (source->touchpoint == index) {
            put_plugin(out, 2, "source", source->plugin);
            put_tree(out, 2, "options", source->options);
        }
    }
}

static void put_uses(GString *out, const struct plan *plan,
                     const struct plan_touchpoint *touchpoint)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < touchpoint->uses->len; i++) {
        const struct plan_use *use = &g_array_index(touchpoint->uses, struct plan_use, i);
        const struct plan_check *check =
            &g_array_index(plan->checks, struct plan_check, use->check);
        g_string_append_printf(line, "%s%s (%u)", i ? ", " : "", check->plugin->name,
                               use->check + 1);
        if (use->severity != TS_SEVERITY_DEFAULT) {
            g_string_append_printf(line, " as %s", catalog_severity_name(use->severity));
        }
    }
    if (line->len) {
        g_string_append_printf(out, "    checks: %s\n", line->str);
    }
}

static void put_kinds(GString *out, const struct plan_touchpoint *touchpoint)
{
    if (touchpoint->kinds->len) {
        g_string_append(out, "    kinds:\n");
    }
    for (guint i = 0; i < touchpoint->kinds->len; i++) {
        const struct plan_kind *kind = &g_array_index(touchpoint->kinds, struct plan_kind, i);
        put(out, 3, kind->kind, kind->pattern);
    }
}

static void put_touchpoint(GString *out, const struct plan *plan, guint index)
{
    const struct plan_touchpoint *touchpoint = plan_touchpoint_at(plan, index);
    g_string_append_printf(out, "  - id: %s\n", touchpoint->id);
    put(out, 2, "name", touchpoint->name);
    put(out, 2, "channel", touchpoint->channel);
    put_list(out, 2, "phase", touchpoint->phases);
    put(out, 2, "category", touchpoint->category);
    put(out, 2, "control", touchpoint->control);
    put(out, 2, "owner", touchpoint->owner);
    put_number(out, 2, "importance", touchpoint->importance);
    put_list(out, 2, "expects", touchpoint->expects);
    if (touchpoint->expects->len && !touchpoint->is_expects_given) {
        g_string_insert(out, (gssize)out->len - 1, " # by channel");
    }
    put_list(out, 2, "all of the kinds", touchpoint->roles);
    put_kinds(out, touchpoint);
    put_list(out, 2, "historic", touchpoint->historic);
    put_sources(out, plan, index);
    put_uses(out, plan, touchpoint);
    if (!touchpoint->is_measured) {
        g_string_append(out, "    measured: no # without a source that this version has\n");
    } else if (!touchpoint->is_selected) {
        g_string_append(out, "    selected: no\n");
    }
}

/* "webshop > order-mails", as it stands in touchstone.yaml. */
static void put_route(GString *out, const struct plan *plan, guint depth,
                      const struct plan_route *route)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < route->steps->len; i++) {
        unsigned step = g_array_index(route->steps, unsigned, i);
        g_ptr_array_add(ids, plan_touchpoint_at(plan, step)->id);
    }
    put_list(out, depth, "steps", ids);
}

static void put_journeys(GString *out, const struct plan *plan)
{
    if (plan->journeys->len) {
        g_string_append(out, "journeys:\n");
    }
    for (guint i = 0; i < plan->journeys->len; i++) {
        const struct plan_journey *journey = &g_array_index(plan->journeys, struct plan_journey, i);
        g_string_append_printf(out, "  - id: %s\n", journey->id);
        put(out, 2, "name", journey->name);
        for (guint j = 0; j < journey->routes->len; j++) {
            const struct plan_route *route = &g_array_index(journey->routes, struct plan_route, j);
            if (j == 0) {
                put_route(out, plan, 2, route);
                continue;
            }
            g_string_append_printf(out, "    variant: %s\n", route->id);
            put_route(out, plan, 3, route);
        }
    }
}

static void put_checks(GString *out, const struct plan *plan)
{
    g_string_append(out, plan->checks->len ? "checks:\n" : "checks: []\n");
    for (guint i = 0; i < plan->checks->len; i++) {
        const struct plan_check *check = &g_array_index(plan->checks, struct plan_check, i);
        g_string_append_printf(out, "  - number: %u\n", i + 1);
        put_plugin(out, 2, "check", check->plugin);
        put_tree(out, 2, "options", check->options);
        for (guint j = 0; j < check->files->len; j++) {
            put(out, 2, "file", g_array_index(check->files, struct ts_file, j).path.ptr);
        }
    }
}

static void put_packs(GString *out, const struct plan *plan)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < plan->packs->len; i++) {
        g_ptr_array_add(names, ((const struct pack *)g_ptr_array_index(plan->packs, i))->name);
    }
    put_list(out, 0, "packs", names);
}

char *plan_describe(const struct plan *plan)
{
    GString *out = g_string_new(NULL);
    g_autoptr(GPtrArray) readers = g_ptr_array_new_with_free_func(g_free);
    put(out, 0, "plan", plan->path);
    put(out, 0, "brand book", plan->brand_path);
    put(out, 0, "brand", plan->brand_name);
    put_packs(out, plan);
    put(out, 0, "database", plan->database ? plan->database : "none");
    put(out, 0, "timezone", plan->timezone);
    g_string_append(out, "touchpoints:\n");
    for (guint i = 0; i < plan->touchpoints->len; i++) {
        put_touchpoint(out, plan, i);
    }
    put_journeys(out, plan);
    put_checks(out, plan);
    for (guint i = 0; i < plan->readers->len; i++) {
        const struct catalog_plugin *reader = g_ptr_array_index(plan->readers, i);
        g_ptr_array_add(readers, g_strdup_printf("%s %s", reader->name, reader->version));
    }
    put_list(out, 0, "readers", readers);
    return g_string_free(out, FALSE);
}
