/* SPDX-License-Identifier: MIT
 *
 * The walk over a tree and its table: collections here, scalars in schema_value.c.
 */
#include "core/config/schema.h"

#include "core/config/file.h"
#include "core/config/packages.h"

/* ---- nodes ----------------------------------------------------------------------------------- */

struct ts_node schema_text_node(struct schema_run *run, const struct ts_node *at, const char *key,
                                const char *text)
{
    struct ts_node node = {.kind = TS_NODE_TEXT, .line = at->line, .column = at->column};
    node.key = tree_copy(run->tree, ts_text(key));
    node.text = tree_copy(run->tree, ts_text(text));
    return node;
}

static struct ts_list store(struct schema_run *run, const GArray *children)
{
    struct ts_list list = {NULL, children->len, sizeof(struct ts_node)};
    if (children->len) {
        size_t size = children->len * sizeof(struct ts_node);
        void *items = tree_alloc(run->tree, size);
        memcpy(items, children->data, size);
        list.items = items;
    }
    return list;
}

struct ts_node schema_map(struct schema_run *run, const struct ts_node *at, const GArray *children)
{
    struct ts_node node = *at;
    node.kind = TS_NODE_MAP;
    node.text = ts_text(NULL);
    node.children = store(run, children);
    return node;
}

struct ts_node schema_list(struct schema_run *run, const struct ts_node *at, const GArray *children)
{
    struct ts_node node = schema_map(run, at, children);
    node.kind = TS_NODE_LIST;
    return node;
}

struct ts_node schema_without(struct schema_run *run, const struct ts_node *map,
                              const char *const *keys)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (guint32 i = 0; i < map->children.count; i++) {
        const struct ts_node *member = ts_item(map->children, i);
        const char *const *key = keys;
        while (*key && !ts_is(member->key, *key)) {
            key++;
        }
        if (!*key) {
            g_array_append_val(members, *member);
        }
    }
    return schema_map(run, map, members);
}

static const char *const kind_names[] = {"nothing", "text", "a list", "a map"};

static guint32 kind_of(const struct schema_field *field)
{
    switch (field->type) {
    case SCHEMA_LIST:
        return TS_NODE_LIST;
    case SCHEMA_MAP:
    case SCHEMA_DICTIONARY:
    case SCHEMA_SOURCE:
    case SCHEMA_CHECKS:
        return TS_NODE_MAP;
    default:
        return TS_NODE_TEXT;
    }
}

/* A missing or wrong node stands in the result as null, which nobody reads: errors end the plan. */
static struct ts_node nothing(const struct ts_node *node)
{
    struct ts_node none = {.kind = TS_NODE_NULL, .line = node->line, .column = node->column};
    none.key = node->key;
    return none;
}

static gboolean fits_kind(struct schema_run *run, const struct ts_node *node,
                          const struct schema_field *field)
{
    guint32 kind = kind_of(field);
    if (node->kind == kind) {
        return TRUE;
    }
    if (node->kind == TS_NODE_NULL) {
        schema_error(run, node, "\"%s\" has no value", field->name);
    } else {
        schema_error(run, node, "\"%s\" must be %s, not %s", field->name, kind_names[kind],
                     kind_names[node->kind]);
    }
    return FALSE;
}

/* ---- lists ----------------------------------------------------------------------------------- */

static void check_unique(struct schema_run *run, const GArray *items, const char *name)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < items->len; i++) {
        const struct ts_node *id = ts_get(&g_array_index(items, struct ts_node, i), "id");
        if (!id || id->kind != TS_NODE_TEXT) {
            continue;
        }
        char *text = g_strndup(id->text.ptr, id->text.len);
        const struct ts_node *first = g_hash_table_lookup(seen, text);
        if (first) {
            schema_error(run, id, "the id \"%s\" stands twice in \"%s\" (first on line %u)", text,
                         name, first->line);
            g_free(text);
        } else {
            g_hash_table_insert(seen, text, (gpointer)id);
        }
    }
}

static struct ts_node judge_list(struct schema_run *run, const struct ts_node *node,
                                 const struct schema_field *field)
{
    struct schema_field text = {.name = field->name, .type = SCHEMA_TEXT};
    struct schema_field item = field->of ? *field->of : text;
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct ts_list lone = ts_one(node, sizeof *node);
    struct ts_list list = node->kind == TS_NODE_LIST ? node->children : lone;
    item.name = field->name;
    if (node->kind == TS_NODE_NULL && !fits_kind(run, node, field)) {
        return nothing(node);
    }
    for (guint32 i = 0; i < list.count; i++) {
        struct ts_node child = schema_judge(run, ts_item(list, i), &item);
        child.key = ts_text(NULL);
        g_array_append_val(items, child);
    }
    if (items->len == 0 && (field->flags & SCHEMA_FILLED)) {
        schema_error(run, node, "\"%s\" is empty", field->name);
    }
    if (field->flags & SCHEMA_UNIQUE) {
        check_unique(run, items, field->name);
    }
    return schema_list(run, node, items);
}

/* ---- maps ------------------------------------------------------------------------------------ */

static const struct schema_field *find_field(const struct schema_field *fields, struct ts_str name)
{
    for (; fields->name; fields++) {
        if (ts_is(name, fields->name)) {
            return fields;
        }
    }
    return NULL;
}

static void refuse_key(struct schema_run *run, const struct ts_node *node,
                       const struct schema_field *fields)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (; fields->name; fields++) {
        g_ptr_array_add(names, (gpointer)fields->name);
    }
    g_ptr_array_add(names, NULL);
    schema_unknown(run, node, "key", node->key, (const char *const *)names->pdata);
}

static gboolean is_alive(const struct schema_run *run, const char *section)
{
    for (guint i = 0; run->catalog && i < run->catalog->plugins->len; i++) {
        const struct catalog_plugin *plugin = g_ptr_array_index(run->catalog->plugins, i);
        if (plugin->kind != TS_CHECK || plugin->error || !plugin->brand_sections) {
            continue;
        }
        if (g_ptr_array_find_with_equal_func(plugin->brand_sections, section, g_str_equal, NULL)) {
            return TRUE;
        }
    }
    return !run->catalog;
}

static struct ts_node judge_member(struct schema_run *run, const struct ts_node *child,
                                   const struct schema_field *field)
{
    gboolean was_muted = run->is_muted;
    gboolean is_dead = (field->flags & SCHEMA_NOT_YET) ||
                       ((field->flags & SCHEMA_SECTION) && !is_alive(run, field->name));
    if (is_dead) {
        const char *check = packages_check_of(field->name);
        schema_notice(run, child, "%s: %s%s%s", field->name,
                      field->flags & SCHEMA_NOT_YET ? "not available in this version"
                                                    : "not installed",
                      check ? ", so no touchpoint counts as checked: install " : "",
                      check ? packages_of(TS_CHECK, check) : "");
        run->is_muted = TRUE;
    }
    struct ts_node result = schema_judge(run, child, field);
    run->is_muted = was_muted;
    return result;
}

static struct ts_node copy(struct schema_run *run, const struct ts_node *node)
{
    g_autoptr(GArray) children = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct ts_node result = *node;
    result.key = tree_copy(run->tree, node->key);
    result.text = tree_copy(run->tree, node->text);
    for (guint32 i = 0; i < node->children.count; i++) {
        struct ts_node child = copy(run, ts_item(node->children, i));
        g_array_append_val(children, child);
    }
    result.children = store(run, children);
    return result;
}

/* "[a, b]" in a plugin's table is YAML. */
static void read_fallback(struct schema_run *run, const struct schema_field *field,
                          struct ts_node *node)
{
    struct problems *problems = problems_new();
    struct tree *tree = tree_parse("fallback", NULL, ts_text(field->fallback), problems);
    if (tree) {
        struct ts_node read = copy(run, tree->root);
        read.key = node->key;
        read.line = node->line;
        read.column = node->column;
        *node = read;
    }
    tree_free(&tree);
    problems_free(&problems);
}

static void fill_in(struct schema_run *run, const struct ts_node *node,
                    const struct schema_field *field, GArray *members)
{
    if (ts_get(node, field->name)) {
        return;
    }
    if (field->flags & SCHEMA_REQUIRED) {
        schema_error(run, node, "the key \"%s\" is missing", field->name);
    }
    if (!field->fallback) {
        return;
    }
    struct ts_node given = schema_text_node(run, node, field->name, field->fallback);
    if (field->type == SCHEMA_LIST || field->type == SCHEMA_TREE) {
        read_fallback(run, field, &given);
    }
    struct ts_node member = schema_judge(run, &given, field);
    member.key = given.key;
    g_array_append_val(members, member);
}

/* One of some keys must stand there, and as a rule they exclude each other. */
static void check_one_of(struct schema_run *run, const struct ts_node *node,
                         const struct schema_field *field)
{
    const struct ts_node *first = NULL;
    g_auto(GStrv) names = g_strsplit(field->one_of, "|", -1);
    for (char **name = names; *name; name++) {
        const struct ts_node *found = ts_get(node, *name);
        if (found && first && !(field->flags & SCHEMA_SEVERAL)) {
            schema_error(run, found, "only one of \"%.*s\" and \"%s\" may stand here",
                         (int)first->key.len, first->key.ptr, *name);
        }
        first = first ? first : found;
    }
    if (!first && !(field->flags & SCHEMA_MAY_LACK)) {
        g_autofree char *all = g_strjoinv(", ", names);
        schema_error(run, node, "one of these keys is missing: %s", all);
    }
}

static struct ts_node judge_map(struct schema_run *run, const struct ts_node *node,
                                const struct schema_field *field)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    if (!fits_kind(run, node, field)) {
        return nothing(node);
    }
    for (guint32 i = 0; i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        const struct schema_field *known = find_field(field->of, child->key);
        if (!known) {
            refuse_key(run, child, field->of);
            continue;
        }
        struct ts_node member = judge_member(run, child, known);
        member.key = child->key;
        g_array_append_val(members, member);
    }
    for (const struct schema_field *known = field->of; known->name; known++) {
        fill_in(run, node, known, members);
    }
    if (field->one_of) {
        check_one_of(run, node, field);
    }
    return schema_map(run, node, members);
}

/* ---- dictionaries ---------------------------------------------------------------------------- */

static struct ts_node judge_entries(struct schema_run *run, const struct ts_node *node,
                                    const struct schema_field *field)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    struct schema_field key = {.name = field->name, .type = field->keys, .choices = field->choices};
    for (guint32 i = 0; i < node->children.count; i++) {
        const struct ts_node *child = ts_item(node->children, i);
        struct ts_node name = {.kind = TS_NODE_TEXT, .line = child->line, .column = child->column};
        struct schema_field item = *field->of;
        name.text = child->key;
        g_autofree char *shown = file_printable(child->key.ptr, (gssize)child->key.len);
        g_autofree char *label = g_strdup_printf("%s.%s", field->name, shown);
        item.name = label;
        schema_value(run, &key, &name);
        struct ts_node member = schema_judge(run, child, &item);
        member.key = child->key;
        g_array_append_val(members, member);
    }
    if (members->len == 0 && (field->flags & SCHEMA_FILLED)) {
        schema_error(run, node, "\"%s\" is empty", field->name);
    }
    return schema_map(run, node, members);
}

static struct ts_node judge_dictionary(struct schema_run *run, const struct ts_node *node,
                                       const struct schema_field *field)
{
    gboolean is_bare = node->kind == TS_NODE_TEXT || node->kind == TS_NODE_LIST;
    if ((field->flags & SCHEMA_BY_LANGUAGE) && is_bare) {
        g_autoptr(GArray) one = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
        struct ts_node only = *node;
        only.key = tree_copy(run->tree, ts_text(run->language ? run->language : "en"));
        g_array_append_val(one, only);
        struct ts_node map = schema_map(run, node, one);
        return judge_entries(run, &map, field);
    }
    if (!fits_kind(run, node, field)) {
        return nothing(node);
    }
    return judge_entries(run, node, field);
}

/* ---- all ------------------------------------------------------------------------------------- */

static struct ts_node judge_either(struct schema_run *run, const struct ts_node *node,
                                   const struct schema_field *field)
{
    const struct schema_field *row;
    g_autoptr(GString) kinds = g_string_new(NULL);
    for (row = field->of; row->name; row++) {
        if (kind_of(row) == node->kind) {
            struct schema_field chosen = *row;
            chosen.name = field->name;
            return schema_judge(run, node, &chosen);
        }
        g_string_append_printf(kinds, "%s%s", kinds->len ? " or " : "", kind_names[kind_of(row)]);
    }
    schema_error(run, node, "\"%s\" must be %s, not %s", field->name, kinds->str,
                 kind_names[node->kind]);
    return nothing(node);
}

static struct ts_node judge_scalar(struct schema_run *run, const struct ts_node *node,
                                   const struct schema_field *field)
{
    struct ts_node result = *node;
    if (!fits_kind(run, node, field) || schema_value(run, field, &result) != 0) {
        return nothing(node);
    }
    return result;
}

struct ts_node schema_judge(struct schema_run *run, const struct ts_node *node,
                            const struct schema_field *field)
{
    switch (field->type) {
    case SCHEMA_LIST:
        return judge_list(run, node, field);
    case SCHEMA_MAP:
        return judge_map(run, node, field);
    case SCHEMA_DICTIONARY:
        return judge_dictionary(run, node, field);
    case SCHEMA_EITHER:
        return judge_either(run, node, field);
    case SCHEMA_SOURCE:
        return fits_kind(run, node, field) ? schema_source(run, node) : nothing(node);
    case SCHEMA_CHECKS:
        return fits_kind(run, node, field) ? schema_checks(run, node) : nothing(node);
    case SCHEMA_TREE:
        return *node;
    default:
        return judge_scalar(run, node, field);
    }
}

char *schema_first_language(const struct ts_node *root)
{
    const struct ts_node *languages = ts_get(root, "languages");
    if (languages && languages->kind == TS_NODE_LIST && languages->children.count) {
        languages = ts_item(languages->children, 0);
    }
    if (!languages || languages->kind != TS_NODE_TEXT) {
        return NULL;
    }
    return g_strndup(languages->text.ptr, languages->text.len);
}
