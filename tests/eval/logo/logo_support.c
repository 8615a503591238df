/* SPDX-License-Identifier: MIT
 *
 * Books made of files, pictures read from files, figures for the table.
 */
#include "tests/eval/logo/logo_support.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static struct ts_node map_node(const char *key, uint32_t kind, GArray *children)
{
    struct ts_node node = {.kind = kind, .key = ts_text(key)};
    node.children = (struct ts_list){children->data, children->len, sizeof(struct ts_node)};
    return node;
}

static GArray *nodes_new(void)
{
    return g_array_new(FALSE, FALSE, sizeof(struct ts_node));
}

static void read_files(const char *const *paths, guint count, GArray *files)
{
    for (guint i = 0; i < count; i++) {
        char *bytes;
        gsize size;
        if (!g_file_get_contents(paths[i], &bytes, &size, NULL)) {
            fprintf(stderr, "%s: can't be read\n", paths[i]);
            exit(1);
        }
        struct ts_file file = {ts_text(paths[i]), ts_bytes(bytes, size)};
        g_array_append_val(files, file);
    }
}

struct logo_book *book_of_files(const char *const *paths, guint count)
{
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(struct ts_file));
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) versions = nodes_new();
    read_files(paths, count, files);
    for (guint i = 0; i < count; i++) {
        GArray *list = nodes_new(), *fields = nodes_new();
        char *name = g_strdup_printf("%u", i);
        struct ts_node path = {.kind = TS_NODE_TEXT, .text = ts_text(paths[i])};
        struct ts_node id = {.kind = TS_NODE_TEXT, .key = ts_text("id"), .text = ts_text(name)};
        g_array_append_val(list, path);
        struct ts_node of_files = map_node("files", TS_NODE_LIST, list);
        g_array_append_val(fields, id);
        g_array_append_val(fields, of_files);
        struct ts_node version = map_node("", TS_NODE_MAP, fields);
        g_array_append_val(versions, version);
        g_ptr_array_add(owned, list);
        g_ptr_array_add(owned, fields);
        g_ptr_array_add(ids, name);
    }
    struct ts_node list = map_node("versions", TS_NODE_LIST, versions);
    struct ts_node logos = {.kind = TS_NODE_MAP, .key = ts_text("logos")};
    logos.children = ts_one(&list, sizeof list);
    struct ts_node brand = {.kind = TS_NODE_MAP};
    brand.children = ts_one(&logos, sizeof logos);
    g_autofree char *error = NULL;
    struct logo_book *book = book_register(
        &brand, (struct ts_list){files->data, files->len, sizeof(struct ts_file)}, &error);
    for (guint i = 0; i < files->len; i++) {
        g_free((char *)g_array_index(files, struct ts_file, i).bytes.ptr);
    }
    if (!book) {
        fprintf(stderr, "%s\n", error);
        exit(1);
    }
    return book;
}

gboolean picture_of_file(const char *path, struct picture *picture_r)
{
    g_autofree char *bytes = NULL, *error = NULL;
    gsize size;
    struct picture_options options = {.max_side = 0};
    if (!g_file_get_contents(path, &bytes, &size, NULL) ||
        picture_decode(ts_bytes(bytes, size), &options, picture_r, &error) != 0) {
        fprintf(stderr, "%s: %s\n", path, error ? error : "can't be read");
        return FALSE;
    }
    return TRUE;
}

void print_count(const char *name, double value, double of)
{
    printf("count %s %.6g %.6g\n", name, value, of);
}

double processor_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}
