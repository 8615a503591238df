/* SPDX-License-Identifier: MIT
 *
 * What a brand book may register as its logos, and what it is told else.
 */
#include "plugins/check-logo/book.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MOST_FILES 8u

/* A version of the brand book: file NULL ends them. */
struct entry {
    const char *id;
    struct ts_file files[MOST_FILES];
};

static struct ts_node map_of(const char *key, enum ts_node_kind kind, GArray *children)
{
    struct ts_node node = {.kind = kind, .line = 1, .column = 1, .key = ts_text(key)};
    node.children = (struct ts_list){children->data, children->len, sizeof(struct ts_node)};
    return node;
}

static GArray *nodes_new(GPtrArray *owned)
{
    GArray *nodes = g_array_new(FALSE, TRUE, sizeof(struct ts_node));
    g_ptr_array_add(owned, nodes);
    return nodes;
}

static void add_entry(GArray *versions, const struct entry *entry, GPtrArray *owned, GArray *files)
{
    GArray *paths = nodes_new(owned), *fields = nodes_new(owned);
    struct ts_node id = {.kind = TS_NODE_TEXT, .key = ts_text("id"), .text = ts_text(entry->id)};
    for (guint i = 0; i < MOST_FILES && entry->files[i].path.len; i++) {
        struct ts_node path = {.kind = TS_NODE_TEXT, .text = entry->files[i].path};
        path.line = versions->len + 1;
        path.column = i + 1;
        g_array_append_val(paths, path);
        g_array_append_val(files, entry->files[i]);
    }
    g_array_append_val(fields, id);
    struct ts_node list = map_of("files", TS_NODE_LIST, paths);
    g_array_append_val(fields, list);
    struct ts_node version = map_of("", TS_NODE_MAP, fields);
    version.line = versions->len + 1;
    g_array_append_val(versions, version);
}

static void unref(gpointer data)
{
    g_array_unref(data);
}

/* NULL, or what the book is refused for; the caller frees it. */
static char *refusal_of(const struct entry *entries, guint count)
{
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(unref);
    g_autoptr(GArray) files = g_array_new(FALSE, TRUE, sizeof(struct ts_file));
    GArray *versions = nodes_new(owned), *top = nodes_new(owned), *sections = nodes_new(owned);
    char *error = NULL;
    for (guint i = 0; i < count; i++) {
        add_entry(versions, &entries[i], owned, files);
    }
    struct ts_node list = map_of("versions", TS_NODE_LIST, versions);
    g_array_append_val(sections, list);
    struct ts_node logos = map_of("logos", TS_NODE_MAP, sections);
    g_array_append_val(top, logos);
    struct ts_node brand = map_of("", TS_NODE_MAP, top);
    struct logo_book *book = book_register(
        &brand, (struct ts_list){files->data, files->len, sizeof(struct ts_file)}, &error);
    assert_true((book == NULL) == (error != NULL));
    book_free(&book);
    return error;
}

#define SVG(colour, rest)                                                                        \
    "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='80'><path fill='" colour        \
    "' d='M8 8h26l18 40 18-40h26l-34 64h-20z'/><circle cx='130' cy='40' r='26' fill='#e07a10'/>" \
    "<path d='M168 12h14v56h-14z" rest "'/></svg>"
#define FILE_OF(name, content)                                                    \
    {                                                                             \
        .path = {name, sizeof name - 1}, .bytes = { content, sizeof content - 1 } \
    }

static void test_twins(void **state)
{
    static const struct {
        const char *name, *refusal;
        struct entry entries[2];
    } cases[] = {
        {"one file in two versions",
         "at 2:1: b.svg of version new shows the same picture as a.svg of version old",
         {{"old", {FILE_OF("a.svg", SVG("#1b4f8a", ""))}},
          {"new", {FILE_OF("b.svg", SVG("#1b4f8a", ""))}}}},
        {"a later file",
         "at 2:2: c.svg of version new shows the same picture as a.svg of version old",
         {{"old", {FILE_OF("a.svg", SVG("#1b4f8a", ""))}},
          {"new",
           {FILE_OF("b.svg", SVG("#8a1b1b", "")), FILE_OF("c.svg", SVG("rgb(27,79,138)", ""))}}}},
        {"two files of one version",
         NULL,
         {{"old", {FILE_OF("a.svg", SVG("#1b4f8a", "")), FILE_OF("b.svg", SVG("#1b4f8a", ""))}},
          {"new", {FILE_OF("c.svg", SVG("#8a1b1b", ""))}}}},
        {"another colour, by little",
         NULL,
         {{"old", {FILE_OF("a.svg", SVG("#1b4f8a", ""))}},
          {"new", {FILE_OF("b.svg", SVG("#1f538e", ""))}}}},
        {"drawn anew, by little",
         NULL,
         {{"old", {FILE_OF("a.svg", SVG("#1b4f8a", ""))}},
          {"new", {FILE_OF("b.svg", SVG("#1b4f8a", "m-2 0v1h1z"))}}}},
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *error = refusal_of(cases[i].entries, 2);
        if (!cases[i].refusal != !error ||
            (error && strncmp(error, cases[i].refusal, strlen(cases[i].refusal)) != 0)) {
            fail_msg("%s: %s", cases[i].name, error ? error : "taken");
        }
    }
}

static void test_small(void **state)
{
    static const struct {
        guint width, height;
        gboolean is_taken;
    } sizes[] = {{8, 3, FALSE},  {5, 5, FALSE},  {11, 11, FALSE},
                 {60, 5, FALSE}, {16, 16, TRUE}, {40, 12, TRUE}};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        gsize count = (gsize)sizes[i].width * sizes[i].height;
        g_autofree guint8 *rgba = g_malloc(count * 4);
        for (gsize k = 0; k < count; k++) {
            gboolean is_left = k % sizes[i].width < sizes[i].width / 3;
            memcpy(rgba + k * 4, is_left ? "\x14\x50\x8c\xff" : "\xe0\x7a\x10\xff", 4);
        }
        g_autoptr(GBytes) png = picture_to_png(rgba, sizes[i].width, sizes[i].height);
        gsize size = 0;
        const void *bytes = g_bytes_get_data(png, &size);
        struct entry entry = {"main", {{.path = ts_text("a.png"), .bytes = ts_bytes(bytes, size)}}};
        g_autofree char *error = refusal_of(&entry, 1);
        g_autofree char *wanted = g_strdup_printf("at 1:1: a.png: %u × %u pixels without",
                                                  sizes[i].width, sizes[i].height);
        if (sizes[i].is_taken ? error != NULL : !error || !g_str_has_prefix(error, wanted)) {
            fail_msg("%u x %u: %s", sizes[i].width, sizes[i].height, error ? error : "taken");
        }
    }
}

/* More than could be read back is not kept. */
static void test_limits(void **state)
{
    g_autofree struct entry *many = g_new0(struct entry, BOOK_MOST_ITEMS + 1);
    g_autofree char *id = g_strnfill(BOOK_MOST_TEXT + 1, 'x');
    g_autoptr(GPtrArray) drawings = g_ptr_array_new_with_free_func(g_free);
    struct entry longer = {id, {FILE_OF("a.svg", SVG("#1b4f8a", ""))}};
    (void)state;
    for (guint i = 0; i <= BOOK_MOST_ITEMS; i++) {
        many[i].id = "v";
    }
    g_autofree char *items = refusal_of(many, BOOK_MOST_ITEMS + 1);
    assert_string_equal(items, "at 1:1: 4097 versions, at most 4096");
    g_autofree char *text = refusal_of(&longer, 1);
    assert_string_equal(text, "at 1:1: its id is too long");
    for (guint i = 0; i < 80; i++) { /* of a megabyte each */
        char *drawing = g_strdup_printf(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><path fill='#%02x2040' "
            "d='M0 0h9v3h-6v6h-3z'/><circle cx='7' cy='7' r='2'/></svg>",
            i * 3);
        g_ptr_array_add(drawings, drawing);
        many[i].files[0] = (struct ts_file){.path = ts_text("a.svg"), .bytes = ts_text(drawing)};
    }
    struct entry *entries = many;
    g_autofree char *size = refusal_of(entries, 80);
    assert_non_null(size);
    assert_non_null(strstr(size, "up to here the logos have more files than can be kept"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_twins),
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
