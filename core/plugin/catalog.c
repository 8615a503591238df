/* SPDX-License-Identifier: MIT
 *
 * Finds plugins, lets each be probed (or believes the cache), and sorts what there is.
 */
#include "core/plugin/catalog.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/build.h"
#include "core/plugin/descriptor.h"
#include "core/plugin/descriptor_cache.h"
#include "core/plugin/probe.h"

static void free_option(gpointer data)
{
    struct catalog_option *option = data;
    g_free(option->name);
    g_free(option->fallback);
    g_free(option->choices);
    g_free(option->help);
}

static void free_wording(gpointer data)
{
    struct catalog_wording *wording = data;
    g_free(wording->language);
    g_free(wording->title);
    g_free(wording->message);
}

static void free_rule(gpointer data)
{
    struct catalog_rule *rule = data;
    g_free(rule->id);
    g_free(rule->title);
    g_free(rule->message);
    g_free(rule->help);
    g_free(rule->bad);
    g_free(rule->good);
    for (guint i = 0; rule->wordings && i < rule->wordings->len; i++) {
        free_wording(&g_array_index(rule->wordings, struct catalog_wording, i));
    }
    g_clear_pointer(&rule->wordings, g_array_unref);
}

struct catalog_plugin *catalog_plugin_new(const char *path)
{
    struct catalog_plugin *plugin = g_new0(struct catalog_plugin, 1);
    plugin->path = g_strdup(path);
    plugin->options = g_array_new(FALSE, TRUE, sizeof(struct catalog_option));
    plugin->rules = g_array_new(FALSE, TRUE, sizeof(struct catalog_rule));
    plugin->brand_sections = g_ptr_array_new_with_free_func(g_free);
    plugin->media_types = g_ptr_array_new_with_free_func(g_free);
    g_array_set_clear_func(plugin->options, free_option);
    g_array_set_clear_func(plugin->rules, free_rule);
    return plugin;
}

void catalog_plugin_free(struct catalog_plugin *plugin)
{
    g_free(plugin->path);
    g_free(plugin->name);
    g_free(plugin->version);
    g_free(plugin->summary);
    g_free(plugin->license);
    g_free(plugin->error);
    g_array_unref(plugin->options);
    g_array_unref(plugin->rules);
    g_ptr_array_unref(plugin->brand_sections);
    g_ptr_array_unref(plugin->media_types);
    g_free(plugin);
}

static void plugin_free(gpointer plugin)
{
    catalog_plugin_free(plugin);
}

/* ---- finding ---- */

/* Why a file or folder must not be trusted with code, or NULL. */
static char *distrust(const char *what, const struct stat *info)
{
    if (info->st_uid != 0 && info->st_uid != geteuid()) {
        return g_strdup_printf("%s belongs to another user (%u): not loaded", what,
                               (unsigned)info->st_uid);
    }
    gboolean is_sticky = S_ISDIR(info->st_mode) && (info->st_mode & S_ISVTX);
    if ((info->st_mode & (S_IWGRP | S_IWOTH)) && !is_sticky) {
        return g_strdup_printf("%s can be written by others (mode %03o): not loaded; "
                               "chmod go-w",
                               what, (unsigned)(info->st_mode & 0777));
    }
    return NULL;
}

static char *distrust_path(const char *path, struct stat *info_r)
{
    g_autofree char *folder = g_path_get_dirname(path);
    struct stat folder_info;
    if (stat(path, info_r) != 0 || stat(folder, &folder_info) != 0) {
        return g_strdup(g_strerror(errno));
    }
    if (!S_ISREG(info_r->st_mode)) {
        return g_strdup("is no regular file");
    }
    char *why = distrust("the file", info_r);
    return why ? why : distrust("its folder", &folder_info);
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void list_folder(const char *folder, GPtrArray *paths)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        if (g_str_has_suffix(name, ".so")) {
            g_ptr_array_add(found, g_build_filename(folder, name, NULL));
        }
    }
    g_ptr_array_sort(found, compare_names);
    for (guint i = 0; i < found->len; i++) {
        g_ptr_array_add(paths, g_ptr_array_index(found, i));
    }
}

/* Relative folders are left out: nothing is ever loaded from the current directory. */
static GPtrArray *list_paths(const char *const *directories)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    const char *own = g_getenv("TOUCHSTONE_PLUGIN_PATH");
    g_auto(GStrv) split = g_strsplit(own && *own ? own : TOUCHSTONE_PLUGIN_DIR, ":", -1);
    const char *const *list = directories ? directories : (const char *const *)split;
    for (guint i = 0; list[i]; i++) {
        if (g_path_is_absolute(list[i])) {
            list_folder(list[i], paths);
        }
    }
    return paths;
}

/* ---- describing ---- */

struct candidate {
    struct catalog_plugin *plugin;
    struct stat info;
    struct probe probe;
    gboolean is_probed;
};

static void begin(struct candidate *candidate, const struct descriptor_cache *cache)
{
    struct catalog_plugin *plugin = candidate->plugin;
    plugin->error = distrust_path(plugin->path, &candidate->info);
    g_autofree char *known =
        plugin->error ? NULL : descriptor_cache_get(cache, plugin->path, &candidate->info);
    if (plugin->error || (known && descriptor_get(known, plugin))) {
        return;
    }
    candidate->is_probed = probe_start(plugin->path, &candidate->probe, &plugin->error);
}

static void finish(struct candidate *candidate, struct descriptor_cache *cache)
{
    struct catalog_plugin *plugin = candidate->plugin;
    if (!candidate->is_probed) {
        return;
    }
    g_autofree char *text = probe_finish(&candidate->probe, &plugin->error);
    if (!text) {
        return;
    }
    if (descriptor_get(text, plugin)) {
        descriptor_cache_put(cache, plugin->path, &candidate->info, text);
    } else {
        plugin->error = g_strdup("its descriptor could not be understood");
    }
}

/* Of two plugins of one kind and name the first on the path is used, and both are named. */
static void find_doubles(GPtrArray *plugins)
{
    for (guint i = 0; i < plugins->len; i++) {
        const struct catalog_plugin *first = g_ptr_array_index(plugins, i);
        for (guint j = i + 1; !first->error && j < plugins->len; j++) {
            struct catalog_plugin *second = g_ptr_array_index(plugins, j);
            if (!second->error && first->kind == second->kind &&
                g_str_equal(first->name, second->name)) {
                second->error =
                    g_strdup_printf("the %s %s is there already, from %s",
                                    catalog_kind_name(first->kind), first->name, first->path);
            }
        }
    }
}

static int compare_plugins(gconstpointer a, gconstpointer b)
{
    const struct catalog_plugin *first = *(const struct catalog_plugin *const *)a;
    const struct catalog_plugin *second = *(const struct catalog_plugin *const *)b;
    if (!first->error != !second->error) {
        return first->error ? 1 : -1;
    }
    if (first->error) {
        return strcmp(first->path, second->path);
    }
    return first->kind != second->kind ? (int)first->kind - (int)second->kind
                                       : strcmp(first->name, second->name);
}

struct catalog *catalog_load(const char *const *directories)
{
    struct catalog *catalog = g_new0(struct catalog, 1);
    g_autoptr(GPtrArray) paths = list_paths(directories);
    g_autofree struct candidate *candidates = g_new0(struct candidate, paths->len + 1);
    struct descriptor_cache *cache = descriptor_cache_open();
    catalog->plugins = g_ptr_array_new_with_free_func(plugin_free);
    for (guint i = 0; i < paths->len; i++) {
        candidates[i].plugin = catalog_plugin_new(g_ptr_array_index(paths, i));
        g_ptr_array_add(catalog->plugins, candidates[i].plugin);
        begin(&candidates[i], cache);
    }
    for (guint i = 0; i < paths->len; i++) {
        finish(&candidates[i], cache);
    }
    descriptor_cache_close(&cache);
    find_doubles(catalog->plugins);
    g_ptr_array_sort(catalog->plugins, compare_plugins);
    return catalog;
}

void catalog_free(struct catalog **catalog)
{
    if (*catalog) {
        g_ptr_array_unref((*catalog)->plugins);
        g_free(*catalog);
        *catalog = NULL;
    }
}

/* ---- asking ---- */

const struct catalog_plugin *catalog_find(const struct catalog *catalog, unsigned kind,
                                          const char *name)
{
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        if (!plugin->error && plugin->kind == kind && g_str_equal(plugin->name, name)) {
            return plugin;
        }
    }
    return NULL;
}

static gboolean is_rule(const struct catalog_rule *rule, const char *id)
{
    size_t size = strlen(rule->id);
    return g_str_equal(rule->id, id) || (rule->id[size - 1] == '*' && strlen(id) >= size &&
                                         strncmp(rule->id, id, size - 1) == 0);
}

const struct catalog_rule *catalog_find_rule(const struct catalog *catalog, const char *id,
                                             const struct catalog_plugin **plugin_r)
{
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        for (guint r = 0; !plugin->error && r < plugin->rules->len; r++) {
            const struct catalog_rule *rule = &g_array_index(plugin->rules, struct catalog_rule, r);
            if (is_rule(rule, id)) {
                if (plugin_r) {
                    *plugin_r = plugin;
                }
                return rule;
            }
        }
    }
    return NULL;
}

const char *catalog_kind_name(unsigned kind)
{
    static const char *const names[] = {"plugin", "source", "reader", "check"};
    return names[kind < G_N_ELEMENTS(names) ? kind : 0];
}

const char *catalog_severity_name(unsigned severity)
{
    static const char *const names[] = {"default", "info", "warning", "error"};
    return names[severity < G_N_ELEMENTS(names) ? severity : 0];
}
