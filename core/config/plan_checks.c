/* SPDX-License-Identifier: MIT
 *
 * Which check, opened with which options, looks at which touchpoint.
 */
#include <glib/gstdio.h>

#include "core/config/plan_build.h"
#include "core/limits.h"

void plan_clear_check(gpointer data)
{
    struct plan_check *check = data;
    g_clear_pointer(&check->files, g_array_unref);
    g_clear_pointer(&check->hash, g_free);
}

static void update(GChecksum *checksum, const void *bytes, size_t size)
{
    /* The length first: no two lists of parts give the same bytes. */
    guint64 length = GUINT64_TO_LE((guint64)size);
    g_checksum_update(checksum, (const guchar *)&length, sizeof length);
    if (size) {
        g_checksum_update(checksum, bytes, (gssize)size);
    }
}

static void update_text(GChecksum *checksum, const char *text)
{
    update(checksum, text ? text : "", text ? strlen(text) : 0);
}

static const struct catalog_plugin *find_namer(const struct catalog *catalog)
{
    for (guint i = 0; i < catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, i);
        if (plugin->kind == TS_CHECK && !plugin->error && plugin->has_language) {
            return plugin;
        }
    }
    return NULL;
}

/* What stands at a path among the options: verdicts may rest on it, as on dictionaries. A file by
 * its size and time, a folder by those of what is in it. */
static void update_stat(GChecksum *checksum, const char *path)
{
    GStatBuf info;
    if (g_stat(path, &info) == 0) {
        g_autofree char *text =
            g_strdup_printf("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, path, (gint64)info.st_size,
                            S_ISDIR(info.st_mode) ? 0 : (gint64)info.st_mtime);
        update_text(checksum, text);
    }
}

static int compare_names(gconstpointer left, gconstpointer right)
{
    return strcmp(*(char *const *)left, *(char *const *)right);
}

static void update_path(GChecksum *checksum, const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;
    update_stat(checksum, path);
    while (folder && names->len < LIMIT_PATH_FILES && (name = g_dir_read_name(folder))) {
        g_ptr_array_add(names, g_build_filename(path, name, NULL));
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        update_stat(checksum, g_ptr_array_index(names, i));
    }
}

static void update_paths(GChecksum *checksum, const struct plan_check *check)
{
    const GArray *options = check->plugin->options;
    for (guint i = 0; options && i < options->len; i++) {
        const struct catalog_option *option = &g_array_index(options, struct catalog_option, i);
        struct ts_str path = ts_get_text(check->options, option->name);
        if (option->type == TS_OPTION_PATH && path.len) {
            g_autofree char *text = g_strndup(path.ptr, path.len);
            update_path(checksum, text);
        }
    }
}

/* What names the languages of blocks is part of what every check rests on. */
static char *hash_check(const struct plan_check *check, const struct catalog_plugin *namer)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *options = tree_to_text(check->options);
    g_autofree char *brand = tree_to_text(check->brand);
    update_text(checksum, check->plugin->name);
    update_text(checksum, check->plugin->version);
    update_text(checksum, namer ? namer->name : NULL);
    update_text(checksum, namer ? namer->version : NULL);
    update_text(checksum, options);
    update_text(checksum, brand);
    update_paths(checksum, check);
    for (guint i = 0; i < check->files->len; i++) {
        const struct ts_file *file = &g_array_index(check->files, struct ts_file, i);
        update(checksum, file->bytes.ptr, file->bytes.len);
    }
    return g_strdup(g_checksum_get_string(checksum));
}

char *plan_digest(const char *const *parts)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    for (; *parts; parts++) {
        update_text(checksum, *parts);
    }
    return g_strdup(g_checksum_get_string(checksum));
}

/* The index of the check opened with these options: one instance for all touchpoints alike. */
static unsigned open_check(struct plan_build *build, const struct catalog_plugin *plugin,
                           const struct ts_node *options)
{
    g_autofree char *text = tree_to_text(options);
    char *key = g_strdup_printf("%s\n%s", plugin->name, text);
    gpointer known = g_hash_table_lookup(build->checks, key);
    if (known) {
        g_free(key);
        return GPOINTER_TO_UINT(known) - 1;
    }
    struct plan_check check = {.plugin = plugin, .options = options};
    check.files = g_array_new(FALSE, TRUE, sizeof(struct ts_file));
    check.brand = plan_brand_part(build, plugin, check.files);
    check.hash = hash_check(&check, find_namer(build->catalog));
    g_array_append_val(build->plan->checks, check);
    g_hash_table_insert(build->checks, key, GUINT_TO_POINTER(build->plan->checks->len));
    return build->plan->checks->len - 1;
}

/* Without the sections it is there for a check has nothing to say. */
static gboolean has_work(const struct plan_build *build, const struct catalog_plugin *plugin)
{
    gboolean has_own = FALSE;
    for (guint i = 0; plugin->brand_sections && i < plugin->brand_sections->len; i++) {
        const char *section = g_ptr_array_index(plugin->brand_sections, i);
        if (plan_brand_has(build->plan, section, NULL)) {
            return TRUE;
        }
        has_own |= !g_str_has_suffix(section, "?");
    }
    return !has_own;
}

static unsigned severity_of(const struct ts_node *options)
{
    struct ts_str text = ts_get_text(options, "severity");
    for (unsigned severity = TS_INFO; severity <= TS_ERROR; severity++) {
        if (text.len && ts_is(text, catalog_severity_name(severity))) {
            return severity;
        }
    }
    return TS_SEVERITY_DEFAULT;
}

/* What the check itself is told: all options of its table, in the order of the table. */
static const struct ts_node *own_options(struct plan_build *build, const struct ts_node *given,
                                         const struct catalog_plugin *plugin)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct schema_run run;
    struct ts_node nowhere = {.kind = TS_NODE_MAP};
    schema_begin(&run, build->brand_tree, build->catalog);
    struct ts_node all =
        given && given->kind == TS_NODE_MAP ? *given : schema_options(&run, NULL, plugin);
    for (guint i = 0; plugin->options && i < plugin->options->len; i++) {
        const struct catalog_option *option =
            &g_array_index(plugin->options, struct catalog_option, i);
        const struct ts_node *member = ts_get(&all, option->name);
        if (member && member->kind != TS_NODE_NULL) {
            g_array_append_val(members, *member);
        }
    }
    struct ts_node *options = tree_alloc(build->brand_tree, sizeof *options);
    *options = schema_map(&run, given ? given : &nowhere, members);
    schema_end(&run, build->problems);
    return options;
}

void plan_open_namer(struct plan_build *build)
{
    const struct catalog_plugin *namer = find_namer(build->catalog);
    gboolean is_needed = FALSE;
    for (guint i = 0; namer && i < build->plan->checks->len; i++) {
        const struct plan_check *check = &g_array_index(build->plan->checks, struct plan_check, i);
        if (check->plugin->has_language) {
            return; /* some touchpoint uses it */
        }
        is_needed |= (check->plugin->needs & TS_NEED_LANGUAGE) != 0;
    }
    if (is_needed && !build->has_no_namer) {
        open_check(build, namer, own_options(build, NULL, namer));
    }
}

void plan_use_checks(struct plan_build *build, struct plan_touchpoint *touchpoint,
                     const struct ts_node *checks)
{
    for (guint i = 0; i < build->catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(build->catalog->plugins, i);
        if (plugin->kind != TS_CHECK || plugin->error || !has_work(build, plugin) ||
            (build->only_check && strcmp(plugin->name, build->only_check) != 0)) {
            continue;
        }
        const struct ts_node *given = ts_get(checks, plugin->name);
        if (given && given->kind == TS_NODE_TEXT) { /* off */
            build->has_no_namer |= plugin->has_language;
            continue;
        }
        struct plan_use use = {.severity = severity_of(given)};
        use.check = open_check(build, plugin, own_options(build, given, plugin));
        g_array_append_val(touchpoint->uses, use);
    }
}
