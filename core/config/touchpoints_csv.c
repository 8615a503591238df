/* SPDX-License-Identifier: MIT
 *
 * The columns of touchpoints_from: a row becomes a map as touchstone.yaml has it, so that the same
 * table judges both.
 */
#include "core/config/touchpoints_csv.h"

#include <glib/gi18n.h>

#include "core/config/csv.h"
#include "core/config/file.h"
#include "core/config/nearest.h"
#include "core/limits.h"

/* `source` and `path` become source: {SOURCE: {OPTION: PATH}}. */
const char *const touchpoints_csv_columns[] = {"id",      "name",  "channel", "phase", "category",
                                               "control", "owner", "source",  "path",  NULL};

/* The option that says where; `path` if the source stands not here. */
static const struct {
    const char *source, *option;
} places[] = {{"web", "start"}, {"imap", "url"}};

struct table {
    struct tree *tree;
    struct problems *problems;
    GPtrArray *names; /* const char *: column of each field */
    guint errors;
};

static void add_error(struct table *table, const struct csv_field *field, const char *text)
{
    g_autofree char *where =
        g_strdup_printf("%s:%u:%u", table->tree->path, field->line, field->column);
    if (table->errors++ < LIMIT_CONFIG_ERRORS) {
        problems_error(table->problems, where, "%s", gettext(text));
    }
}

static void refuse_column(struct table *table, const struct csv_field *field)
{
    g_autofree char *shown = file_printable(field->text, -1);
    g_autofree char *all = g_strjoinv(", ", (char **)touchpoints_csv_columns);
    const char *meant = nearest_name(field->text, touchpoints_csv_columns);
    g_autofree char *text =
        meant
            ? g_strdup_printf(gettext("unknown column \"%s\" (did you mean \"%s\"?)"), shown, meant)
            : g_strdup_printf(gettext("unknown column \"%s\" (known: %s)"), shown, all);
    add_error(table, field, text);
}

static const char *column_of(const struct csv_field *field)
{
    const char *const *column = touchpoints_csv_columns;
    while (*column && g_ascii_strcasecmp(*column, field->text) != 0) {
        column++;
    }
    return *column;
}

static void read_header(struct table *table, const GArray *row)
{
    gboolean has_id = FALSE;
    for (guint i = 0; i < row->len; i++) {
        const char *column = column_of(&g_array_index(row, struct csv_field, i));
        has_id = has_id || (column && strcmp(column, "id") == 0);
    }
    if (!has_id) {
        add_error(table, &g_array_index(row, struct csv_field, 0),
                  N_("the first line must name the columns, and \"id\" among them"));
    }
    for (guint i = 0; i < row->len; i++) {
        const struct csv_field *field = &g_array_index(row, struct csv_field, i);
        const char *column = column_of(field);
        if (!column) {
            refuse_column(table, field);
        } else if (g_ptr_array_find(table->names, column, NULL)) {
            g_autofree char *text =
                g_strdup_printf(gettext("the column \"%s\" stands here twice"), column);
            add_error(table, field, text);
        }
        g_ptr_array_add(table->names, (gpointer)column);
    }
}

static struct ts_node text_node(struct table *table, const struct csv_field *field, const char *key,
                                const char *text)
{
    struct ts_node node = {.kind = TS_NODE_TEXT, .line = field->line, .column = field->column};
    node.key = tree_copy(table->tree, ts_text(key));
    node.text = tree_copy(table->tree, ts_text(text));
    return node;
}

static struct ts_node collection(struct table *table, guint32 kind, const struct ts_node *at,
                                 const GArray *children)
{
    struct ts_node node = {.kind = kind, .line = at->line, .column = at->column, .key = at->key};
    if (children->len > 0) {
        struct ts_node *items = tree_alloc(table->tree, children->len * sizeof *items);
        memcpy(items, children->data, children->len * sizeof *items);
        node.children = (struct ts_list){items, children->len, sizeof *items};
    }
    return node;
}

/* "before, during" in one field: several phases. */
static struct ts_node phase_node(struct table *table, const struct csv_field *field)
{
    g_auto(GStrv) words = g_strsplit_set(field->text, " ,;|/+", -1);
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    for (char **word = words; *word; word++) {
        if (**word) {
            struct ts_node item = text_node(table, field, "", *word);
            g_array_append_val(items, item);
        }
    }
    struct ts_node at = text_node(table, field, "phase", "");
    return collection(table, TS_NODE_LIST, &at, items);
}

static const char *option_of(const char *source)
{
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        if (strcmp(places[i].source, source) == 0) {
            return places[i].option;
        }
    }
    return "path";
}

static struct ts_node source_node(struct table *table, const struct csv_field *source,
                                  const struct csv_field *path)
{
    g_autoptr(GArray) options = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_autoptr(GArray) one = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    if (path) {
        struct ts_node option = text_node(table, path, option_of(source->text), path->text);
        g_array_append_val(options, option);
    }
    struct ts_node at = text_node(table, source, source->text, "");
    struct ts_node plugin = collection(table, TS_NODE_MAP, &at, options);
    g_array_append_val(one, plugin);
    at = text_node(table, source, "source", "");
    return collection(table, TS_NODE_MAP, &at, one);
}

static struct ts_node row_node(struct table *table, const GArray *row)
{
    g_autoptr(GArray) members = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    const struct csv_field *source = NULL, *path = NULL;
    for (guint i = 0; i < row->len && i < table->names->len; i++) {
        const struct csv_field *field = &g_array_index(row, struct csv_field, i);
        const char *name = g_ptr_array_index(table->names, i);
        if (!name || !*field->text) {
            continue;
        }
        if (strcmp(name, "source") == 0) {
            source = field;
        } else if (strcmp(name, "path") == 0) {
            path = field;
        } else {
            struct ts_node member = strcmp(name, "phase") == 0
                                        ? phase_node(table, field)
                                        : text_node(table, field, name, field->text);
            g_array_append_val(members, member);
        }
    }
    if (source) {
        struct ts_node member = source_node(table, source, path);
        g_array_append_val(members, member);
    } else if (path) {
        add_error(table, path, N_("a path without a source: fill in the column \"source\""));
    }
    struct ts_node at = {.line = g_array_index(row, struct csv_field, 0).line, .column = 1};
    return collection(table, TS_NODE_MAP, &at, members);
}

static void check_length(struct table *table, const GArray *row)
{
    if (row->len == table->names->len) {
        return;
    }
    const struct csv_field *first = &g_array_index(row, struct csv_field, 0);
    g_autofree char *text = g_strdup_printf(
        gettext("%u fields where the first line names %u columns"), row->len, table->names->len);
    add_error(table, first, text);
}

static void read_rows(struct table *table, const GPtrArray *rows)
{
    g_autoptr(GArray) items = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    read_header(table, g_ptr_array_index(rows, 0));
    for (guint i = 1; i < rows->len; i++) {
        const GArray *row = g_ptr_array_index(rows, i);
        check_length(table, row);
        struct ts_node item = row_node(table, row);
        g_array_append_val(items, item);
    }
    struct ts_node at = {.line = 1, .column = 1};
    struct ts_node *root = tree_alloc(table->tree, sizeof *root);
    *root = collection(table, TS_NODE_LIST, &at, items);
    table->tree->root = root;
}

struct tree *touchpoints_csv_parse(const char *name, const char *directory, struct ts_str text,
                                   struct problems *problems)
{
    struct tree *tree = NULL;
    g_autoptr(GPtrArray) rows = csv_parse(name, text, problems);
    if (!rows) {
        return NULL;
    }
    if (rows->len == 0) {
        problems_error(problems, name, "is empty: the first line must name the columns");
        return NULL;
    }
    tree = tree_new(name, directory);
    struct table table = {.tree = tree, .problems = problems, .names = g_ptr_array_new()};
    read_rows(&table, rows);
    g_ptr_array_unref(table.names);
    if (table.errors > 0) {
        tree_free(&tree);
    }
    return tree;
}

struct tree *touchpoints_csv_load(const char *path, struct problems *problems)
{
    return tree_load_by(touchpoints_csv_parse, path, problems);
}
