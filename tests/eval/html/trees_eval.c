/* SPDX-License-Identifier: MIT
 *
 * The tree of the HTML reader against html5lib's documents: equal by text (what stands in elements
 * that are hidden, such as script, style and template, is left out on both sides), and equal by
 * shape (elements and text, without attributes and comments). "trees_eval FOLDER [-v]" prints both
 * percentages and fails below the targets. Fragments are another algorithm and left out.
 */
#include <stdio.h>
#include <string.h>

#include "plugins/common/html_tree.h"

#define TEXT_TARGET 97.0
#define SHAPE_TARGET 95.0

struct outline {
    GString *shape, *text;
    GString *pending; /* text that is not in the shape yet */
    guint pending_depth;
    guint hidden_depth; /* of the hidden element around, or G_MAXUINT */
};

static void outline_init(struct outline *outline)
{
    *outline =
        (struct outline){g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), 0, G_MAXUINT};
}

static void outline_finish(struct outline *outline)
{
    g_string_free(outline->shape, TRUE);
    g_string_free(outline->text, TRUE);
    g_string_free(outline->pending, TRUE);
}

static void settle(struct outline *outline)
{
    if (outline->pending->len) {
        g_string_append_printf(outline->shape, "%*s\"%s\"\n", (int)outline->pending_depth, "",
                               outline->pending->str);
    }
    g_string_truncate(outline->pending, 0);
}

static void add_text(struct outline *outline, guint depth, const char *text)
{
    if (outline->pending_depth != depth) {
        settle(outline);
    }
    outline->pending_depth = depth;
    g_string_append(outline->pending, text);
    if (outline->hidden_depth == G_MAXUINT) {
        g_string_append(outline->text, text);
    }
}

/* name: "p", or "svg title". */
static void add_element(struct outline *outline, guint depth, const char *name)
{
    const char *local = strrchr(name, ' ');
    local = local ? local + 1 : name;
    const struct element *element = html_element_find(local, strlen(local));
    settle(outline);
    g_string_append_printf(outline->shape, "%*s<%s>\n", (int)depth, "", name);
    if (outline->hidden_depth != G_MAXUINT && depth <= outline->hidden_depth) {
        outline->hidden_depth = G_MAXUINT;
    }
    if (outline->hidden_depth == G_MAXUINT && element && (element->flags & ELEMENT_HIDDEN)) {
        outline->hidden_depth = depth;
    }
}

static void leave_hidden(struct outline *outline, guint depth)
{
    if (outline->hidden_depth != G_MAXUINT && depth <= outline->hidden_depth) {
        outline->hidden_depth = G_MAXUINT;
    }
}

/* ---- expected: lines such as "|   <p>" and "|     "text"" ---- */

struct expected {
    struct outline outline;
    gint content_depths[64]; /* of "content" lines that are open */
    guint content_count;
    gboolean is_in_text;
    guint text_depth;
    GString *text;
};

static void expect_text_line(struct expected *expected, const char *line)
{
    gsize size = strlen(line);
    gboolean is_last = size && line[size - 1] == '"';
    g_string_append_len(expected->text, line, (gssize)(is_last ? size - 1 : size));
    expected->is_in_text = !is_last;
    if (is_last) {
        add_text(&expected->outline, expected->text_depth, expected->text->str);
        g_string_truncate(expected->text, 0);
    } else {
        g_string_append_c(expected->text, '\n');
    }
}

static void expect_line(struct expected *expected, const char *line)
{
    if (!g_str_has_prefix(line, "| ")) {
        if (expected->is_in_text) {
            expect_text_line(expected, line);
        }
        return;
    }
    guint depth = 0;
    for (line += 2; *line == ' '; line++) {
        depth++;
    }
    while (expected->content_count &&
           (gint)depth <= expected->content_depths[expected->content_count - 1]) {
        expected->content_count--;
    }
    guint shown = depth - 2 * expected->content_count;
    leave_hidden(&expected->outline, shown);
    if (strcmp(line, "content") == 0) {
        expected->content_depths[expected->content_count++] = (gint)depth;
    } else if (*line == '"') {
        expected->text_depth = shown;
        expect_text_line(expected, line + 1);
    } else if (*line == '<' && line[1] != '!' && line[1] != '?') {
        g_autofree char *name = g_ascii_strdown(line + 1, (gssize)strlen(line) - 2);
        add_element(&expected->outline, shown, name);
    }
}

/* ---- actual ---- */

static void see_node(struct outline *outline, const struct html_tree *tree,
                     const struct html_node *node, guint depth)
{
    static const char *const spaces[] = {"", "svg ", "math "};
    leave_hidden(outline, depth);
    if (node->kind == NODE_ELEMENT) {
        g_autofree char *name = g_strconcat(spaces[node->space], node->element->name, NULL);
        add_element(outline, depth, name);
        return;
    }
    struct ts_str text = html_node_text(tree, node);
    GString *own = g_string_new(NULL);
    for (gsize i = 0; i < text.len; i++) {
        if (node->kind == NODE_TEXT && text.ptr[i] == '\r') {
            g_string_append_c(own, '\n');
            i += i + 1 < text.len && text.ptr[i + 1] == '\n' ? 1 : 0;
        } else {
            g_string_append_c(own, text.ptr[i]);
        }
    }
    add_text(outline, depth, own->str);
    g_string_free(own, TRUE);
}

static void see_tree(struct outline *outline, const struct html_tree *tree)
{
    const struct html_node *node = tree->root->first;
    guint depth = 0;
    while (node) {
        see_node(outline, tree, node, depth);
        if (node->kind == NODE_ELEMENT && node->first) {
            node = node->first;
            depth += 2;
            continue;
        }
        while (node && !node->next && node->parent != tree->root) {
            node = node->parent;
            depth -= 2;
        }
        node = node ? node->next : NULL;
    }
    settle(outline);
}

/* ---- cases ---- */

struct totals {
    guint cases, text, shape;
    gboolean is_verbose;
};

static void judge(struct totals *totals, struct expected *expected, const GString *data,
                  gboolean is_scripting)
{
    struct outline actual;
    outline_init(&actual);
    settle(&expected->outline);
    for (gsize i = 0; i < data->len; i++) {
        data->str[i] = data->str[i] == '\xff' ? '\0' : data->str[i];
    }
    struct html_tree *tree = html_tree_new(ts_bytes(data->str, data->len), is_scripting);
    see_tree(&actual, tree);
    gboolean is_text = g_string_equal(actual.text, expected->outline.text);
    gboolean is_shape = g_string_equal(actual.shape, expected->outline.shape);
    totals->cases++;
    totals->text += is_text ? 1 : 0;
    totals->shape += is_shape ? 1 : 0;
    if (totals->is_verbose && (!is_text || !is_shape)) {
        printf("==== %s differs\n%s\n-- wanted\n%s-- got\n%s", is_text ? "shape" : "TEXT",
               data->str, expected->outline.shape->str, actual.shape->str);
    }
    html_tree_free(&tree);
    outline_finish(&actual);
}

static void run_case(struct totals *totals, char *const *lines)
{
    struct expected expected = {.text = g_string_new(NULL)};
    g_autoptr(GString) data = g_string_new(NULL);
    const char *section = "";
    gboolean is_fragment = FALSE, is_script_off = FALSE;
    outline_init(&expected.outline);
    for (; *lines; lines++) {
        if (g_str_has_prefix(*lines, "#") && strcmp(section, "#document") != 0) {
            section = *lines;
            is_fragment |= strcmp(section, "#document-fragment") == 0;
            is_script_off |= strcmp(section, "#script-off") == 0;
        } else if (strcmp(section, "#data") == 0) {
            g_string_append_printf(data, "%s%s", data->len ? "\n" : "", *lines);
        } else if (strcmp(section, "#document") == 0) {
            expect_line(&expected, *lines);
        }
    }
    if (!is_fragment) {
        judge(totals, &expected, data, !is_script_off);
    }
    outline_finish(&expected.outline);
    g_string_free(expected.text, TRUE);
}

static void run_file(struct totals *totals, const char *path)
{
    g_autofree char *text = NULL;
    gsize size;
    if (!g_file_get_contents(path, &text, &size, NULL)) {
        return;
    }
    for (gsize i = 0; i < size;
         i++) { /* NULs are data: 0xFF, which UTF-8 has not, stands for them */
        text[i] = text[i] ? text[i] : '\xff';
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = g_strv_length(lines), begin = 0;
    for (guint i = 1; i <= count; i++) {
        if (i == count || (strcmp(lines[i], "#data") == 0 && *lines[i - 1] == '\0')) {
            char *kept = lines[i];
            lines[i] = NULL;
            run_case(totals, lines + begin);
            lines[i] = kept;
            begin = i;
        }
    }
}

int main(int argc, char **argv)
{
    struct totals totals = {.is_verbose = argc > 2};
    g_autoptr(GDir) dir = argc > 1 ? g_dir_open(argv[1], 0, NULL) : NULL;
    const char *name;
    if (!dir) {
        printf("no html5lib tests at %s\n", argc > 1 ? argv[1] : "?");
        return 77;
    }
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(argv[1], name, NULL);
        struct totals before = totals;
        if (g_str_has_prefix(name, "tree-construction")) {
            run_file(&totals, path);
            guint cases = totals.cases - before.cases;
            if (cases != totals.text - before.text || cases != totals.shape - before.shape) {
                printf("%s: %u cases, text differs in %u, shape in %u\n", name, cases,
                       cases - (totals.text - before.text), cases - (totals.shape - before.shape));
            }
        }
    }
    double text = 100.0 * totals.text / MAX(totals.cases, 1);
    double shape = 100.0 * totals.shape / MAX(totals.cases, 1);
    printf("html5lib: %u documents, equal by text %.2f %%, by shape %.2f %%\n", totals.cases, text,
           shape);
    return text >= TEXT_TARGET && shape >= SHAPE_TARGET ? 0 : 1;
}
