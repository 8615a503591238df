/* SPDX-License-Identifier: MIT
 *
 * Journeys and their variants: ids become places in the plan.
 */
#include "core/config/plan_build.h"
#include "core/config/text.h"

static void clear_route(gpointer data)
{
    struct plan_route *route = data;
    g_free(route->id);
    g_free(route->name);
    g_array_unref(route->steps);
}

void plan_clear_journey(gpointer data)
{
    struct plan_journey *journey = data;
    g_free(journey->id);
    g_free(journey->name);
    g_array_unref(journey->routes);
}

static char *name_of(const struct ts_node *node, const char *fallback)
{
    struct ts_str name = ts_get_text(node, "name");
    return name.len ? g_strndup(name.ptr, name.len) : g_strdup(fallback);
}

static gboolean find_touchpoint(const struct plan *plan, struct ts_str id, unsigned *index_r)
{
    for (guint i = 0; i < plan->touchpoints->len; i++) {
        if (ts_is(id, plan_touchpoint_at(plan, i)->id)) {
            *index_r = i;
            return TRUE;
        }
    }
    return FALSE;
}

/* Rising, each once. */
static void add_once(GArray *numbers, unsigned number)
{
    guint at = 0;
    while (at < numbers->len && g_array_index(numbers, unsigned, at) < number) {
        at++;
    }
    if (at == numbers->len || g_array_index(numbers, unsigned, at) != number) {
        g_array_insert_val(numbers, at, number);
    }
}

static void note_handoffs(struct plan *plan, const GArray *steps)
{
    for (guint i = 1; i < steps->len; i++) {
        unsigned from = g_array_index(steps, unsigned, i - 1);
        unsigned to = g_array_index(steps, unsigned, i);
        if (from != to) {
            add_once(plan_touchpoint_at(plan, from)->leads_to, to);
        }
    }
}

/* A step that no touchpoint has was told as an error. */
static void add_route(struct plan *plan, GArray *routes, const struct ts_node *node, const char *id,
                      const char *name)
{
    const struct ts_node *list = ts_get(node, "steps");
    struct plan_route route = {
        .id = g_strdup(id),
        .name = name_of(node, name),
        .steps = g_array_new(FALSE, TRUE, sizeof(unsigned)),
    };
    for (guint32 i = 0; list && i < list->children.count; i++) {
        unsigned index;
        if (find_touchpoint(plan, ((const struct ts_node *)ts_item(list->children, i))->text,
                            &index)) {
            g_array_append_val(route.steps, index);
        }
    }
    note_handoffs(plan, route.steps);
    g_array_append_val(routes, route);
}

static void add_journey(struct plan *plan, const struct ts_node *node)
{
    struct ts_str id = ts_get_text(node, "id");
    const struct ts_node *variants = ts_get(node, "variants");
    if (!id.len) {
        return; /* has been said */
    }
    struct plan_journey journey = {
        .id = g_strndup(id.ptr, id.len),
        .routes = g_array_new(FALSE, TRUE, sizeof(struct plan_route)),
    };
    journey.name = name_of(node, journey.id);
    g_array_set_clear_func(journey.routes, clear_route);
    add_route(plan, journey.routes, node, "", journey.name);
    for (guint32 i = 0; variants && i < variants->children.count; i++) {
        const struct ts_node *variant = ts_item(variants->children, i);
        struct ts_str own = ts_get_text(variant, "id");
        g_autofree char *text = text_dup(own);
        if (*text) {
            add_route(plan, journey.routes, variant, text, text);
        }
    }
    g_array_append_val(plan->journeys, journey);
}

void plan_add_journeys(struct plan_build *build, const struct ts_node *root)
{
    const struct ts_node *journeys = ts_get(root, "journeys");
    for (guint32 i = 0; journeys && i < journeys->children.count; i++) {
        add_journey(build->plan, ts_item(journeys->children, i));
    }
}
