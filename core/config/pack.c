/* SPDX-License-Identifier: MIT
 *
 * From the name of a rule pack to its file, and from the file to its terms.
 */
#include "core/config/pack.h"

#include <libintl.h>

#include "core/build.h"
#include "core/config/file.h"
#include "core/config/nearest.h"
#include "core/config/plan_build.h"
#include "core/config/term.h"

#define ENDING ".yaml"

/* ---- finding --------------------------------------------------------------------------------- */

/* The folders of packs for everybody. Relative ones are left out, as those of plugins are. */
static GPtrArray *shared_folders(void)
{
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    const char *own = g_getenv("TOUCHSTONE_RULES_PATH");
    g_auto(GStrv) split = g_strsplit(own && *own ? own : TOUCHSTONE_RULES_DIR, ":", -1);
    for (char **folder = split; *folder; folder++) {
        if (g_path_is_absolute(*folder)) {
            g_ptr_array_add(folders, g_strdup(*folder));
        }
    }
    return folders;
}

/* As a person would write it: without the "./" of a brand book that stands here. */
static char *beside(const char *brand_path, const char *name)
{
    g_autofree char *folder = g_path_get_dirname(brand_path);
    return strcmp(folder, ".") == 0 ? g_strdup(name) : g_build_filename(folder, name, NULL);
}

static char *in_folder(const char *folder, const char *name)
{
    g_autofree char *file = g_strconcat(name, ENDING, NULL);
    g_autofree char *path = g_build_filename(folder, file, NULL);
    return g_file_test(path, G_FILE_TEST_EXISTS) ? g_steal_pointer(&path) : NULL;
}

static char *find_beside(const char *name, const char *brand_path)
{
    g_autofree char *packs = beside(brand_path, "packs");
    char *found = in_folder(packs, name);
    if (!found) {
        g_autofree char *file = g_strconcat(name, ENDING, NULL);
        g_autofree char *path = beside(brand_path, file);
        found = g_file_test(path, G_FILE_TEST_EXISTS) ? g_steal_pointer(&path) : NULL;
    }
    return found;
}

char *pack_find(const char *name, const char *brand_path)
{
    g_autoptr(GPtrArray) folders = shared_folders();
    char *found = brand_path ? find_beside(name, brand_path) : NULL;
    for (guint i = 0; !found && i < folders->len; i++) {
        found = in_folder(g_ptr_array_index(folders, i), name);
    }
    return found;
}

/* ---- listing --------------------------------------------------------------------------------- */

static gboolean is_listed(const GPtrArray *names, const char *name)
{
    return g_ptr_array_find_with_equal_func((GPtrArray *)names, name, g_str_equal, NULL);
}

/* Files in a folder, and one level below it: a name has two parts at most. */
static void list_folder(const char *folder, const char *prefix, GPtrArray *names)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *file;
    while (dir && (file = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, file, NULL);
        g_autofree char *name = g_strconcat(prefix, file, NULL);
        if (g_str_has_suffix(name, ENDING)) {
            name[strlen(name) - strlen(ENDING)] = '\0';
            if (schema_is_pack(name) && !is_listed(names, name)) {
                g_ptr_array_add(names, g_steal_pointer(&name));
            }
        } else if (!*prefix && schema_is_pack(name) && g_file_test(path, G_FILE_TEST_IS_DIR)) {
            g_autofree char *inner = g_strconcat(name, "/", NULL);
            list_folder(path, inner, names);
        }
    }
}

static int compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *pack_names(const char *brand_path)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) folders = shared_folders();
    if (brand_path) {
        g_ptr_array_add(folders, beside(brand_path, "packs"));
    }
    for (guint i = 0; i < folders->len; i++) {
        list_folder(g_ptr_array_index(folders, i), "", names);
    }
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return names;
}

char *pack_unknown(const char *name, const char *brand_path)
{
    g_autoptr(GPtrArray) names = pack_names(brand_path);
    const char *meant = nearest_name(name, (const char *const *)names->pdata);
    g_autofree char *all = g_strjoinv(", ", (char **)names->pdata);
    g_autofree char *guess =
        meant ? g_strdup_printf(gettext("did you mean \"%s\"? "), meant) : NULL;
    g_autofree char *shown = file_printable(name, -1);
    return g_strdup_printf(gettext("there is no pack \"%s\" (%sthere are: %s)"), shown,
                           guess ? guess : "", *all ? all : "none");
}

/* ---- reading --------------------------------------------------------------------------------- */

static void check_name(struct schema_run *run, const struct pack *pack, const char *wanted)
{
    const struct ts_node *own = ts_get(pack->root, "pack");
    if (wanted && own && strcmp(wanted, pack->name) != 0) {
        schema_error(run, own, "this is the file of the pack \"%s\", but it says that it is \"%s\"",
                     wanted, pack->name);
    }
}

/* What an entry does not say and its pack does. */
static struct ts_node complete(const struct pack *pack, const struct ts_node *term)
{
    const struct ts_node *languages = ts_get(pack->root, "languages");
    struct ts_node own = term_with(pack->tree, term, "pack", ts_text(pack->name));
    if (languages && languages->children.count == 1 && !ts_get(term, "lang")) {
        const struct ts_node *only = ts_item(languages->children, 0);
        own = term_with(pack->tree, &own, "lang", only->text);
    }
    return own;
}

static struct ts_list complete_terms(const struct pack *pack)
{
    const struct ts_node *terms = ts_get(pack->root, "terms");
    guint32 count = terms ? terms->children.count : 0;
    struct ts_node *own = tree_alloc(pack->tree, MAX(count, 1) * sizeof *own);
    for (guint32 i = 0; i < count; i++) {
        own[i] = complete(pack, ts_item(terms->children, i));
    }
    return (struct ts_list){own, count, sizeof *own};
}

static struct ts_list complete_facts(const struct pack *pack)
{
    const struct ts_node *facts = ts_get(pack->root, "facts");
    guint32 count = facts ? facts->children.count : 0;
    struct ts_node *own = tree_alloc(pack->tree, MAX(count, 1) * sizeof *own);
    for (guint32 i = 0; i < count; i++) {
        own[i] = term_with(pack->tree, ts_item(facts->children, i), "pack", ts_text(pack->name));
    }
    return (struct ts_list){own, count, sizeof *own};
}

struct pack *pack_load(const char *path, const char *name, const struct catalog *catalog,
                       struct problems *problems)
{
    struct schema_run run;
    struct tree *tree = tree_load(path, problems);
    if (!tree) {
        return NULL;
    }
    struct pack *pack = g_new0(struct pack, 1);
    struct ts_node *root = tree_alloc(tree, sizeof *root);
    schema_begin(&run, tree, catalog);
    run.language = schema_first_language(tree->root);
    *root = schema_judge(&run, tree->root, &schema_pack);
    pack->tree = tree;
    pack->root = root;
    struct ts_str own = ts_get_text(root, "pack");
    pack->name = own.len ? g_strndup(own.ptr, own.len) : g_strdup(name ? name : path);
    pack->terms = complete_terms(pack);
    pack->facts = complete_facts(pack);
    brand_check_pack(&run, root);
    check_name(&run, pack, name);
    schema_end(&run, problems);
    return pack;
}

void pack_free(struct pack **pack)
{
    if (*pack) {
        tree_free(&(*pack)->tree);
        g_free((*pack)->name);
        g_free(*pack);
        *pack = NULL;
    }
}
