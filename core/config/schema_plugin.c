/* SPDX-License-Identifier: MIT
 *
 * What plugins may be told in touchstone.yaml, judged by the tables in their descriptors.
 */
#include "core/config/schema.h"

#include "core/config/file.h"
#include "core/config/login.h"
#include "core/config/packages.h"
#include "core/config/text.h"

/* Named in the documentation, brought by later versions: a plan that uses them is right, and says
 * what it does without. */
static const char *const later_sources[] = {NULL};
static const char *const later_checks[] = {NULL};

/* Brought by this version, but packaged apart. */
static const char *const own_sources[] = {"audit", "feed", "folder", "imap",
                                          "mail",  "warc", "web",    NULL};
static const char *const own_checks[] = {"audit", "facts",   "identity", "links", "logo", "mail",
                                         "map",   "promise", "spelling", "terms", NULL};

const char *const *schema_later_plugins(unsigned kind)
{
    return kind == TS_SOURCE ? later_sources : later_checks;
}

static const char *const *own_plugins(unsigned kind)
{
    return kind == TS_SOURCE ? own_sources : own_checks;
}

const char *schema_absence(unsigned kind, const char *name)
{
    return g_strv_contains(own_plugins(kind), name) ? "not installed"
                                                    : "not available in this version";
}

static const struct schema_field severity_field = {
    .name = "severity",
    .type = SCHEMA_CHOICE,
    .choices = "error|warning|info",
    .help = "Severity of all findings of this check at this touchpoint.",
};

static struct schema_field field_of(const struct catalog_option *option)
{
    struct schema_field field = {
        .name = option->name,
        .type = (enum schema_type)option->type,
        .flags = option->is_required ? SCHEMA_REQUIRED : 0,
        .choices = option->choices,
        .fallback = option->fallback,
        .help = option->help,
    };
    return field;
}

GArray *schema_fields_of(const struct catalog_plugin *plugin)
{
    GArray *fields = g_array_new(TRUE, TRUE, sizeof(struct schema_field));
    for (guint i = 0; plugin->options && i < plugin->options->len; i++) {
        struct schema_field field =
            field_of(&g_array_index(plugin->options, struct catalog_option, i));
        g_array_append_val(fields, field);
    }
    if (plugin->kind == TS_CHECK) {
        g_array_append_val(fields, severity_field);
    }
    return fields;
}

/* A path is handed over absolute; how it was written stands beside it as NAME_given. */
static struct ts_node with_given_paths(struct schema_run *run, const struct ts_node *given,
                                       const struct ts_node *judged, const GArray *fields)
{
    g_autoptr(GArray) all = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_array_append_vals(all, judged->children.items, judged->children.count);
    for (guint i = 0; i < fields->len; i++) {
        const struct schema_field *field = &g_array_index(fields, struct schema_field, i);
        const struct ts_node *written = ts_get(given, field->name);
        if (field->type == SCHEMA_PATH && written && written->kind == TS_NODE_TEXT) {
            g_autofree char *key = g_strconcat(field->name, "_given", NULL);
            g_autofree char *text = g_strndup(written->text.ptr, written->text.len);
            struct ts_node own = schema_text_node(run, written, key, text);
            g_array_append_val(all, own);
        }
    }
    struct ts_node map = schema_map(run, judged, all);
    map.key = judged->key;
    return map;
}

/* In any text, however deep. */
static void refuse_logins(struct schema_run *run, const struct ts_node *node)
{
    if (node->kind == TS_NODE_TEXT && login_is_in(node->text)) {
        g_autofree char *shown = login_hide(node->text);
        schema_error(
            run, node,
            "\"%s\" holds a user name or a password, which would stand in reports: sources "
            "have keys of their own for them",
            shown);
    }
    for (guint32 i = 0; node->kind != TS_NODE_TEXT && i < node->children.count; i++) {
        refuse_logins(run, ts_item(node->children, i));
    }
}

struct ts_node schema_options(struct schema_run *run, const struct ts_node *node,
                              const struct catalog_plugin *plugin)
{
    g_autoptr(GArray) fields = schema_fields_of(plugin);
    struct ts_node nowhere = {.kind = TS_NODE_MAP};
    struct ts_node given = node ? *node : nowhere;
    struct schema_field map = {
        .name = plugin->name,
        .type = SCHEMA_MAP,
        .of = (const struct schema_field *)fields->data,
    };
    if (given.kind == TS_NODE_NULL) {
        given.kind = TS_NODE_MAP;
    }
    if (plugin->kind == TS_SOURCE) {
        refuse_logins(run, &given);
    }
    struct ts_node judged = schema_judge(run, &given, &map);
    return with_given_paths(run, &given, &judged, fields);
}

/* ---- names ----------------------------------------------------------------------------------- */

static const struct catalog_plugin *find_broken(const struct catalog *catalog, unsigned kind,
                                                const char *name)
{
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        if (plugin->error && plugin->name && plugin->kind == kind &&
            strcmp(plugin->name, name) == 0) {
            return plugin;
        }
    }
    return NULL;
}

static void refuse_name(struct schema_run *run, const struct ts_node *node, unsigned kind)
{
    const char *const *lists[] = {own_plugins(kind), schema_later_plugins(kind)};
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < run->catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(run->catalog->plugins, i);
        if (plugin->kind == kind && plugin->name && !g_strv_contains(lists[0], plugin->name) &&
            !g_strv_contains(lists[1], plugin->name)) {
            g_ptr_array_add(names, plugin->name);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (const char *const *name = lists[i]; *name; name++) {
            g_ptr_array_add(names, (gpointer)*name);
        }
    }
    g_ptr_array_add(names, NULL);
    schema_unknown(run, node, catalog_kind_name(kind), node->key,
                   (const char *const *)names->pdata);
}

/* The usable plugin that a key names; NULL after saying why there is none. Without a source that
 * should be there a run would look at less than was meant, so that is an error. */
static const struct catalog_plugin *find_plugin(struct schema_run *run, const struct ts_node *node,
                                                unsigned kind)
{
    g_autofree char *name = text_dup(node->key);
    const struct catalog_plugin *plugin = catalog_find(run->catalog, kind, name);
    if (plugin) {
        return plugin;
    }
    const struct catalog_plugin *broken = find_broken(run->catalog, kind, name);
    const char *package = packages_of(kind, name);
    if (broken) {
        schema_error(run, node, "the plugin of the %s \"%s\" cannot be used: %s",
                     catalog_kind_name(kind), name, broken->error);
    } else if (g_strv_contains(schema_later_plugins(kind), name)) {
        schema_notice(run, node, "%s: not available in this version%s", name,
                      kind == TS_SOURCE ? ", so this touchpoint is not measured" : "");
    } else if (g_strv_contains(own_plugins(kind), name)) {
        schema_error(
            run, node, "the %s \"%s\" is not installed (%s%s\"touchstone plugins\" shows what is)",
            catalog_kind_name(kind), name, package ? package : "", package ? " brings it; " : "");
    } else {
        refuse_name(run, node, kind);
    }
    return NULL;
}

/* ---- source: {NAME: {...}} ------------------------------------------------------------------- */

struct ts_node schema_source(struct schema_run *run, const struct ts_node *node)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    if (node->children.count != 1) {
        schema_error(run, node, "a touchpoint has one source, not %u: %s", node->children.count,
                     node->children.count ? "make a touchpoint of each"
                                          : "leave \"source\" out if there is none yet");
    }
    for (guint32 i = 0; run->catalog && i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        const struct catalog_plugin *plugin = find_plugin(run, child, TS_SOURCE);
        if (plugin) {
            struct ts_node options = schema_options(run, child, plugin);
            options.key = child->key;
            g_array_append_val(members, options);
        }
    }
    return schema_map(run, node, members);
}

/* ---- checks: {NAME: {...} | off | SEVERITY} -------------------------------------------------- */

static struct ts_node judge_check(struct schema_run *run, const struct ts_node *node,
                                  const struct catalog_plugin *plugin)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    if (node->kind == TS_NODE_MAP) {
        return schema_options(run, node, plugin);
    }
    if (node->kind == TS_NODE_TEXT && (ts_is(node->text, "off") || ts_is(node->text, "on"))) {
        return ts_is(node->text, "off") ? *node : schema_options(run, NULL, plugin);
    }
    schema_error(run, node, "\"%s\" must be \"off\" or a map of options", plugin->name);
    return schema_map(run, node, members);
}

struct ts_node schema_checks(struct schema_run *run, const struct ts_node *node)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint32 i = 0; run->catalog && i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        const struct catalog_plugin *plugin = find_plugin(run, child, TS_CHECK);
        if (plugin) {
            struct ts_node check = judge_check(run, child, plugin);
            check.key = child->key;
            g_array_append_val(members, check);
        }
    }
    return schema_map(run, node, members);
}
