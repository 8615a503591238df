/* SPDX-License-Identifier: MIT
 *
 * The brand book: read, judged, and cut into the parts that each check sees.
 */
#include "core/config/date.h"
#include "core/config/file.h"
#include "core/config/plan_build.h"
#include "core/config/text.h"
#include "core/limits.h"

static struct tree *load(const struct plan_build *build, const char *path)
{
    g_autofree char *directory = g_path_get_dirname(path);
    return build->brand_text.ptr ? tree_parse(path, directory, build->brand_text, build->problems)
                                 : tree_load(path, build->problems);
}

void plan_read_brand(struct plan_build *build, const char *path, const char *const *touchpoints)
{
    struct schema_run run;
    struct tree *tree = load(build, path);
    build->plan->brand_path = g_strdup(path);
    if (!tree) {
        return;
    }
    g_ptr_array_add(build->plan->trees, tree);
    build->brand_tree = tree;
    schema_begin(&run, tree, build->catalog);
    run.language = schema_first_language(tree->root);
    struct ts_node *brand = tree_alloc(tree, sizeof *brand);
    struct problems *later = problems_new();
    *brand = schema_judge(&run, tree->root, &schema_brand);
    brand_check(&run, brand, touchpoints);
    build->plan->own_brand = brand;
    build->plan->brand_tree = tree;
    plan_merge_packs(build, &run, brand, later);
    schema_end(&run, build->problems);
    problems_move(build->problems, later);
    problems_free(&later);
    struct ts_str name = ts_get_text(brand, "name");
    build->plan->brand_name = text_dup(name);
}

gboolean plan_brand_has(const struct plan *plan, const char *section, const char *key)
{
    const struct ts_node *node = ts_get(plan->brand, section);
    if (node && key) {
        node = ts_get(node, key);
    }
    /* "spelling: {}" asks for spelling as it is by default; an empty list lists nothing. */
    return node && node->kind != TS_NODE_NULL &&
           (node->kind != TS_NODE_LIST || node->children.count > 0);
}

/* ---- files ----------------------------------------------------------------------------------- */

static void read_file(struct plan_build *build, const struct ts_node *node, GArray *files)
{
    struct ts_file *file = g_hash_table_lookup(build->files, node->text.ptr);
    if (!file) {
        g_autofree char *bytes = NULL;
        g_autofree char *why = NULL;
        gsize size = 0;
        file = tree_alloc(build->brand_tree, sizeof *file);
        file->path = node->text;
        if (file_read(node->text.ptr, LIMIT_BRAND_FILE_SIZE, &bytes, &size, &why) != 0) {
            g_autofree char *where = tree_where(build->brand_tree, node);
            problems_error(build->problems, where, "%s: %s", node->text.ptr, why);
        } else {
            file->bytes = tree_copy(build->brand_tree, ts_bytes(bytes, size));
        }
        g_hash_table_insert(build->files, (gpointer)file->path.ptr, file);
    }
    g_array_append_val(files, *file);
}

/* Goes down the tree and its table together; both are of bounded depth. */
static void read_files(struct plan_build *build, const struct ts_node *node,
                       const struct schema_field *field, GArray *files)
{
    if (field->type == SCHEMA_PATH && node->kind == TS_NODE_TEXT) {
        read_file(build, node, files);
        return;
    }
    for (guint32 i = 0; field->of && i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        const struct schema_field *row = field->of;
        if (field->type == SCHEMA_MAP) {
            while (row->name && !ts_is(child->key, row->name)) {
                row++;
            }
        }
        if (row->name) {
            read_files(build, child, row, files);
        }
    }
}

static const struct schema_field *section_field(const char *name)
{
    const struct schema_field *row = schema_brand.of;
    while (row->name && strcmp(row->name, name) != 0) {
        row++;
    }
    return row->name ? row : NULL;
}

/* From when and until when something is right is the core's to know: a check that never sees a day
 * need not judge anew when one changes. Depth is bounded by that of the file. */
static struct ts_node without_days(struct schema_run *run, const struct ts_node *node)
{
    g_autoptr(GArray) children = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    if (node->kind != TS_NODE_MAP && node->kind != TS_NODE_LIST) {
        return *node;
    }
    for (guint32 i = 0; i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        g_autofree char *text = text_dup(child->text);
        gboolean is_bound = ts_is(child->key, "from") || ts_is(child->key, "until");
        if (!is_bound || !date_has_form(text)) {
            struct ts_node own = without_days(run, child);
            g_array_append_val(children, own);
        }
    }
    struct ts_node whole = schema_map(run, node, children);
    whole.kind = node->kind;
    return whole;
}

const struct ts_node *plan_brand_part(struct plan_build *build, const struct catalog_plugin *plugin,
                                      GArray *files_r)
{
    static const char *const common[] = {"name", "languages", "country"};
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    const struct ts_node *brand = build->plan->brand;
    struct schema_run run = {.tree = build->brand_tree};
    for (gsize i = 0; i < G_N_ELEMENTS(common); i++) {
        const struct ts_node *member = ts_get(brand, common[i]);
        if (member) {
            g_array_append_val(members, *member);
        }
    }
    for (guint i = 0; plugin->brand_sections && i < plugin->brand_sections->len; i++) {
        const char *declared = g_ptr_array_index(plugin->brand_sections, i);
        g_autofree char *name = g_strndup(declared, strcspn(declared, "?"));
        const struct ts_node *member = ts_get(brand, name);
        const struct schema_field *field = section_field(name);
        if (build->accepted && field && g_str_equal(name, "spelling")) {
            struct ts_node whole = plan_with_accepted(build, member);
            g_array_append_val(members, whole);
        } else if (member && field) {
            /* of terms it matters that they hold for a time: other checks look at the same words */
            struct ts_node own = g_str_equal(name, "terms") ? *member : without_days(&run, member);
            g_array_append_val(members, own);
        }
        if (member && field) {
            read_files(build, member, field, files_r);
        }
    }
    struct ts_node *part = tree_alloc(build->brand_tree, sizeof *part);
    *part = schema_map(&run, brand, members);
    return part;
}
