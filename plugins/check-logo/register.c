/* SPDX-License-Identifier: MIT
 *
 * From the files of the brand book to references.
 */
#include "plugins/check-logo/book.h"

#include <math.h>
#include <string.h>

#define DRAWN_SIDE 512u /* of a file, before its margins go */
#define FAULTS_SIZE 450 /* bytes; the host cuts what is said of a failure at 500 */

static const struct ts_file *find_file(struct ts_list files, struct ts_str path)
{
    for (uint32_t i = 0; i < files.count; i++) {
        const struct ts_file *file = ts_item(files, i);
        if (ts_equal(file->path, path)) {
            return file;
        }
    }
    return NULL;
}

static char *name_of(struct ts_str path)
{
    g_autofree char *whole = g_strndup(path.ptr, path.len);
    return g_path_get_basename(whole);
}

/* Is what was made of a file enough to recognise anything by? What is larger was made smaller. */
static gboolean is_enough(const struct raster *raster)
{
    double shorter = MIN(raster->width, raster->height);
    double extent = MIN(sqrt((double)raster->width * raster->height), 2 * shorter);
    return extent >= LEAST_REFERENCE || MAX(raster->width, raster->height) >= LOGO_SIDE;
}

/* NULL, or why not. */
static char *add_file(struct logo_book *book, struct ts_list files, struct ts_str path,
                      const guint place[2])
{
    g_autofree char *name = name_of(path), *why = NULL;
    const struct ts_file *file = find_file(files, path);
    struct picture_options options = {.max_side = DRAWN_SIDE};
    struct picture picture = {0};
    if (!file) {
        return g_strdup_printf("%s: was not handed over", name);
    }
    if (picture_decode(file->bytes, &options, &picture, &why) != 0) {
        return g_strdup_printf("%s: %s", name, why);
    }
    guint before = book->references->len;
    gboolean shows = variants_add(book, &picture, place[0], place[1]);
    picture_clear(&picture);
    if (!shows) {
        return g_strdup_printf("%s: shows nothing", name);
    }
    const struct raster *raster =
        &g_array_index(book->references, struct logo_reference, before).raster;
    return is_enough(raster)
               ? NULL
               : g_strdup_printf("%s: %u × %u pixels without its margins are too few to recognise "
                                 "it by; give SVG, or PNG of 500 pixels or more",
                                 name, raster->width, raster->height);
}

static double share_of(struct ts_str text)
{
    g_autofree char *number = g_strndup(text.ptr ? text.ptr : "", text.len);
    double value = g_ascii_strtod(number, NULL);
    return strchr(number, '%') ? value / 100 : value;
}

/* What is wrong with files: a line each, by which the host finds their place. */
struct faults {
    GString *lines;
    guint more; /* beyond what the host takes */
};

static void add_fault(struct faults *faults, const struct ts_node *path, const char *why)
{
    g_autofree char *line = g_strdup_printf("at %u:%u: %s", path->line, path->column, why);
    if (faults->lines->len > 0 && faults->lines->len + strlen(line) > FAULTS_SIZE) {
        faults->more++;
        return;
    }
    g_string_append_printf(faults->lines, "%s%s", faults->lines->len ? "\n" : "", line);
}

static void add_version(struct logo_book *book, const struct ts_node *node, struct ts_list files,
                        struct faults *faults)
{
    struct ts_str id = ts_get_text(node, "id");
    if (id.len > BOOK_MOST_TEXT) {
        add_fault(faults, node, "its id is too long");
        return;
    }
    struct logo_version version = {.id = g_strndup(id.ptr ? id.ptr : "", id.len),
                                   .min_width = (guint)ts_get_number(node, "min_width", 0),
                                   .clear_space = share_of(ts_get_text(node, "clear_space"))};
    const struct ts_node *list = ts_get(node, "files");
    guint place[2] = {book->versions->len, 0};
    g_array_append_val(book->versions, version);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *path = ts_item(list->children, i);
        place[1] = i;
        if (path->text.len > BOOK_MOST_TEXT) {
            add_fault(faults, path, "too long for a path");
            continue;
        }
        g_autofree char *why = add_file(book, files, path->text, place);
        if (why) {
            add_fault(faults, path, why);
        }
        g_ptr_array_add(book->paths, g_strndup(path->text.ptr, path->text.len));
    }
}

/* What is kept of all could not be read back. */
static void add_versions(struct logo_book *book, const struct ts_node *versions,
                         struct ts_list files, struct faults *faults)
{
    if (versions->children.count > BOOK_MOST_ITEMS) {
        g_autofree char *why =
            g_strdup_printf("%u versions, at most %u", versions->children.count, BOOK_MOST_ITEMS);
        add_fault(faults, versions, why);
        return;
    }
    for (uint32_t i = 0; i < versions->children.count; i++) {
        const struct ts_node *node = ts_item(versions->children, i);
        add_version(book, node, files, faults);
        if (!book_fits(book)) {
            add_fault(faults, node,
                      "up to here the logos have more files than can be kept of them; leave out "
                      "versions and files that are used no more");
            return;
        }
    }
}

static const struct ts_node *file_node(const struct ts_node *versions,
                                       const struct logo_reference *reference)
{
    const struct ts_node *version = ts_item(versions->children, reference->version);
    return ts_item(ts_get(version, "files")->children, reference->file);
}

static void judge_twins(const struct logo_book *book, const struct ts_node *versions,
                        struct faults *faults)
{
    struct twins twins;
    if (!twins_find(book, &twins)) {
        return;
    }
    const struct logo_reference *references[] = {
        &g_array_index(book->references, struct logo_reference, twins.first),
        &g_array_index(book->references, struct logo_reference, twins.second)};
    const struct ts_node *paths[2];
    char *names[2], *ids[2];
    for (guint i = 0; i < 2; i++) {
        paths[i] = file_node(versions, references[i]);
        names[i] = name_of(paths[i]->text);
        ids[i] = g_array_index(book->versions, struct logo_version, references[i]->version).id;
    }
    g_autofree char *why = g_strdup_printf(
        "%s of version %s shows the same picture as %s of version %s, so nothing could tell which "
        "of them stands somewhere; give it to one version only",
        names[1], ids[1], names[0], ids[0]);
    add_fault(faults, paths[1], why);
    g_free(names[0]);
    g_free(names[1]);
}

struct logo_book *book_register(const struct ts_node *brand, struct ts_list files, char **error_r)
{
    const struct ts_node *versions = ts_get(ts_get(brand, "logos"), "versions");
    struct logo_book *book = book_new();
    struct faults faults = {g_string_new(NULL), 0};
    if (versions) {
        add_versions(book, versions, files, &faults);
    }
    if (faults.lines->len == 0) {
        judge_twins(book, versions, &faults);
    }
    gboolean is_whole = faults.lines->len == 0;
    if (faults.more > 0) {
        g_string_append_printf(faults.lines, "\nand %u more", faults.more);
    }
    *error_r = g_string_free(faults.lines, is_whole);
    if (!is_whole) {
        book_free(&book);
        return NULL;
    }
    book_ready(book);
    book_calibrate(book);
    return book;
}
