/* SPDX-License-Identifier: MIT
 *
 * A touchpoint as the configuration has it becomes one as a run needs it.
 */
#include "core/config/plan_build.h"
#include "core/config/text.h"

/* What a touchpoint of a channel should show, if nothing is said. */
static const struct {
    const char *channel;
    const char *expects[5];
} channel_expects[] = {
    {"website", {"promise", "logo", "address", "phone"}},
    {"email", {"promise", "logo", "address", "phone"}},
    {"phone", {"promise", "phone"}},
    {"document", {"promise", "logo", "address"}},
    {"print", {"promise", "logo", "address"}},
    {"shop", {"promise", "logo", "address"}},
    {"social", {"promise", "logo"}},
    {"review", {"promise", "logo"}},
    {"packaging", {"promise", "logo"}},
};

static const struct plan_judge judges[] = {
    {"promise", "promise", "promise", NULL},     {"logo", "logo", "logos", NULL},
    {"name", "identity", "identity", "names"},   {"address", "identity", "identity", "addresses"},
    {"phone", "identity", "identity", "phones"}, {"email", "identity", "identity", "emails"},
};

const struct plan_judge *plan_judge_of(const char *expects)
{
    for (gsize i = 0; i < G_N_ELEMENTS(judges); i++) {
        if (strcmp(judges[i].expects, expects) == 0) {
            return &judges[i];
        }
    }
    return NULL;
}

static char *text_of(const struct ts_node *node, const char *key)
{
    struct ts_str text = ts_get_text(node, key);
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static void add_texts(GPtrArray *list, const struct ts_node *node)
{
    for (guint32 i = 0; node && i < node->children.count; i++) {
        const struct ts_node *item = ts_item(node->children, i);
        if (item->kind == TS_NODE_TEXT) {
            g_ptr_array_add(list, g_strndup(item->text.ptr, item->text.len));
        }
    }
}

struct plan_touchpoint plan_empty_touchpoint(const char *id, const char *channel)
{
    struct plan_touchpoint touchpoint = {
        .id = g_strdup(id),
        .name = g_strdup(id),
        .channel = g_strdup(channel),
        .control = g_strdup("owned"),
        .phases = g_ptr_array_new_with_free_func(g_free),
        .expects = g_ptr_array_new_with_free_func(g_free),
        .importance = 3,
        .historic = g_ptr_array_new_with_free_func(g_free),
        .folders = g_ptr_array_new_with_free_func(g_free),
        .leads_to = g_array_new(FALSE, TRUE, sizeof(unsigned)),
        .directory = g_get_current_dir(),
    };
    touchpoint.kinds = g_array_new(FALSE, TRUE, sizeof(struct plan_kind));
    touchpoint.roles = g_ptr_array_new_with_free_func(g_free);
    touchpoint.uses = g_array_new(FALSE, TRUE, sizeof(struct plan_use));
    return touchpoint;
}

void plan_clear_touchpoint(gpointer data)
{
    struct plan_touchpoint *touchpoint = data;
    for (guint i = 0; i < touchpoint->kinds->len; i++) {
        struct plan_kind *kind = &g_array_index(touchpoint->kinds, struct plan_kind, i);
        g_free(kind->kind);
        g_free(kind->pattern);
    }
    g_free(touchpoint->id);
    g_free(touchpoint->name);
    g_free(touchpoint->channel);
    g_free(touchpoint->category);
    g_free(touchpoint->control);
    g_free(touchpoint->owner);
    g_free(touchpoint->directory);
    g_ptr_array_unref(touchpoint->phases);
    g_ptr_array_unref(touchpoint->expects);
    g_ptr_array_unref(touchpoint->historic);
    g_ptr_array_unref(touchpoint->folders);
    g_array_unref(touchpoint->kinds);
    g_ptr_array_unref(touchpoint->roles);
    g_array_unref(touchpoint->uses);
    g_array_unref(touchpoint->leads_to);
}

/* ---- expects --------------------------------------------------------------------------------- */

/* NULL: it can be judged; else why not. */
static const char *why_not_judged(const struct plan_build *build, const char *expects)
{
    const struct plan_judge *judge = plan_judge_of(expects);
    if (!judge) {
        return "not available in this version";
    }
    if (!catalog_find(build->catalog, TS_CHECK, judge->check)) {
        return schema_absence(TS_CHECK, judge->check);
    }
    return plan_brand_has(build->plan, judge->section, judge->key)
               ? NULL
               : "not judged, because the brand book says nothing of it";
}

static void expect_by_channel(const struct plan_build *build, struct plan_touchpoint *touchpoint)
{
    for (gsize i = 0; i < G_N_ELEMENTS(channel_expects); i++) {
        const char *const *expects = channel_expects[i].expects;
        if (strcmp(channel_expects[i].channel, touchpoint->channel) != 0) {
            continue;
        }
        for (; *expects; expects++) {
            if (!why_not_judged(build, *expects)) {
                g_ptr_array_add(touchpoint->expects, g_strdup(*expects));
            }
        }
    }
}

static void expect_as_given(const struct plan_build *build, struct plan_touchpoint *touchpoint,
                            const struct plan_entry *entry, const struct ts_node *given)
{
    add_texts(touchpoint->expects, given);
    touchpoint->is_expects_given = TRUE;
    for (guint i = 0; i < touchpoint->expects->len; i++) {
        const char *expects = g_ptr_array_index(touchpoint->expects, i);
        const char *why = why_not_judged(build, expects);
        if (why) {
            g_autofree char *where = tree_where(entry->tree, given);
            problems_notice(build->problems, where, "expects: %s: %s", expects, why);
        }
    }
}

/* ---- source ---------------------------------------------------------------------------------- */

/* The folder that a path option names: up to its first wildcard. */
static char *folder_of(struct ts_str path)
{
    g_autofree char *text = g_strndup(path.ptr, path.len);
    char *wildcard = strpbrk(text, "*?[");
    if (wildcard) {
        *wildcard = '\0';
    }
    if (!wildcard && !g_file_test(text, G_FILE_TEST_IS_REGULAR)) {
        return g_strdup(text);
    }
    char *slash = strrchr(text, '/');
    return slash ? g_strndup(text, (gsize)(slash - text)) : g_strdup(text);
}

void plan_add_source(struct plan_build *build, unsigned touchpoint,
                     const struct catalog_plugin *plugin, const struct ts_node *options)
{
    struct plan_touchpoint *owner =
        &g_array_index(build->plan->touchpoints, struct plan_touchpoint, touchpoint);
    struct plan_source source = {
        .touchpoint = touchpoint,
        .plugin = plugin,
        .options = options,
        .max_pages = ts_get_number(options, "max_pages", 0),
        .max_depth = ts_get_number(options, "max_depth", G_MAXUINT64),
        .obeys_directives = ts_is(ts_get_text(options, "page_directives"), "obey"),
    };
    struct ts_str path = ts_get_text(options, "path");
    if (path.len && path.ptr[0] == '/') {
        g_ptr_array_add(owner->folders, folder_of(path));
    }
    owner->is_measured = TRUE;
    g_array_append_val(build->plan->sources, source);
}

static void add_source_of(struct plan_build *build, unsigned index, const struct ts_node *source)
{
    if (!source || source->children.count == 0) {
        return;
    }
    const struct ts_node *options = ts_item(source->children, 0);
    g_autofree char *name = g_strndup(options->key.ptr, options->key.len);
    const struct catalog_plugin *plugin = catalog_find(build->catalog, TS_SOURCE, name);
    if (plugin) {
        plan_add_source(build, index, plugin, options);
    }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void add_kinds(struct plan_touchpoint *touchpoint, const struct ts_node *kinds)
{
    for (guint32 i = 0; kinds && i < kinds->children.count; i++) {
        const struct ts_node *list = ts_item(kinds->children, i);
        for (guint32 j = 0; j < list->children.count; j++) {
            const struct ts_node *pattern = ts_item(list->children, j);
            struct plan_kind kind = {
                .kind = g_strndup(list->key.ptr, list->key.len),
                .pattern = text_dup(pattern->text),
            };
            g_array_append_val(touchpoint->kinds, kind);
        }
    }
}

static void add_roles(struct plan_touchpoint *touchpoint, const struct ts_node *node)
{
    static const char *const keys[] = {"stage", "mail_type"};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        char *role = text_of(node, keys[i]);
        if (role) {
            g_ptr_array_add(touchpoint->roles, role);
        }
    }
}

static void replace_text(char **text, const struct ts_node *node, const char *key)
{
    char *given = text_of(node, key);
    if (given) {
        g_free(*text);
        *text = given;
    }
}

void plan_add_touchpoint(struct plan_build *build, const struct plan_entry *entry)
{
    const struct ts_node *node = entry->node;
    g_autofree char *id = text_of(node, "id");
    g_autofree char *channel = text_of(node, "channel");
    const struct ts_node *expects = ts_get(node, "expects");
    if (!id || !channel) {
        return; /* has been said */
    }
    struct plan_touchpoint touchpoint = plan_empty_touchpoint(id, channel);
    replace_text(&touchpoint.name, node, "name");
    replace_text(&touchpoint.category, node, "category");
    replace_text(&touchpoint.control, node, "control");
    replace_text(&touchpoint.owner, node, "owner");
    touchpoint.importance = (unsigned)ts_get_number(node, "importance", 3);
    add_texts(touchpoint.phases, ts_get(node, "phase"));
    add_texts(touchpoint.historic, ts_get(node, "historic"));
    add_kinds(&touchpoint, ts_get(node, "kinds"));
    add_roles(&touchpoint, node);
    if (expects) {
        expect_as_given(build, &touchpoint, entry, expects);
    } else {
        expect_by_channel(build, &touchpoint);
    }
    g_array_append_val(build->plan->touchpoints, touchpoint);
    unsigned index = build->plan->touchpoints->len - 1;
    add_source_of(build, index, ts_get(node, "source"));
    struct plan_touchpoint *added =
        &g_array_index(build->plan->touchpoints, struct plan_touchpoint, index);
    if (added->is_measured && build->brand_tree) {
        plan_use_checks(build, added, ts_get(node, "checks"));
    }
}
