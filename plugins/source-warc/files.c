/* SPDX-License-Identifier: MIT
 *
 * From a path to WARC files, and what is said of one that is not whole.
 */
#include <errno.h>
#include <glob.h>
#include <sys/stat.h>

#include "plugins/source-warc/warc.h"

struct find {
    GPtrArray *files;
    const char *path, *given;
    gboolean is_full;
};

static void file_free(gpointer data)
{
    struct warc_file *file = data;
    g_free(file->path);
    g_free(file->locator);
    g_free(file->failure);
    g_free(file);
}

/* As the user would write it: the path is absolute. */
static char *show(const struct find *find, const char *path)
{
    size_t added = 0; /* in front of what was given */
    if (g_str_has_prefix(path, find->path)) {
        return g_strconcat(find->given, path + strlen(find->path), NULL);
    }
    if (g_str_has_suffix(find->path, find->given)) {
        added = strlen(find->path) - strlen(find->given);
    }
    return g_strdup(strlen(path) > added ? path + added : path);
}

static void take_file(struct find *find, const char *path)
{
    struct warc_file *file = g_new0(struct warc_file, 1);
    g_autofree char *shown = show(find, path);
    file->path = g_strdup(path);
    file->locator = g_utf8_make_valid(shown, -1);
    g_ptr_array_add(find->files, file);
    find->is_full = find->files->len > WARC_FILES;
}

static gboolean is_warc_name(const char *name)
{
    return g_str_has_suffix(name, ".warc") || g_str_has_suffix(name, ".warc.gz");
}

static int take_folder(struct find *find, const char *path, guint depth, char **why_r);

/* Symbolic links to folders are not entered: they may lead in circles. */
static int take_child(struct find *find, const char *path, guint depth, char **why_r)
{
    struct stat info;
    if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        return take_folder(find, path, depth + 1, why_r);
    }
    if (is_warc_name(path)) {
        take_file(find, path);
    }
    return 0;
}

static int take_folder(struct find *find, const char *path, guint depth, char **why_r)
{
    g_autoptr(GError) error = NULL;
    GDir *dir = depth <= WARC_DEPTH ? g_dir_open(path, 0, &error) : NULL;
    const char *name;
    int done = dir ? 0 : -1;
    if (!dir) {
        *why_r = error ? g_strdup(error->message)
                       : g_strdup_printf("%s lies more than %u folders deep", path, WARC_DEPTH);
        return -1;
    }
    while (done == 0 && !find->is_full && (name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        done = take_child(find, child, depth, why_r);
    }
    g_dir_close(dir);
    return done;
}

static int take_glob(struct find *find, const char *pattern, char **why_r)
{
    glob_t found = {0};
    int result = glob(pattern, GLOB_ERR, NULL, &found);
    for (size_t i = 0; result == 0 && i < found.gl_pathc && !find->is_full; i++) {
        take_file(find, found.gl_pathv[i]);
    }
    globfree(&found);
    if (result == 0 || result == GLOB_NOMATCH) {
        return 0;
    }
    *why_r = g_strdup("it can't be looked for, since a folder can't be read");
    return -1;
}

static int take_path(struct find *find, const char *path, char **why_r)
{
    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        return take_folder(find, path, 0, why_r);
    }
    if (!g_file_test(path, G_FILE_TEST_EXISTS) && strpbrk(path, "*?[")) {
        return take_glob(find, path, why_r);
    }
    take_file(find, path); /* whatever its name; opening it tells */
    return 0;
}

static int compare(gconstpointer a, gconstpointer b)
{
    const struct warc_file *const *one = a, *const *other = b;
    return strcmp((*one)->path, (*other)->path);
}

GPtrArray *files_find(const char *path, const char *given, char **why_r)
{
    struct find find = {
        .files = g_ptr_array_new_with_free_func(file_free), .path = path, .given = given};
    int done = take_path(&find, path, why_r);
    if (done == 0 && find.files->len == 0) {
        *why_r = g_strdup("there is no .warc or .warc.gz file");
    } else if (done == 0 && find.is_full) {
        *why_r = g_strdup_printf("there are more than %u files", WARC_FILES);
    } else if (done == 0) {
        g_ptr_array_sort(find.files, compare);
        return find.files;
    }
    g_ptr_array_unref(find.files);
    return NULL;
}

static void append(GString *text, const char *format, guint64 number)
{
    g_string_append(text, text->len ? "; " : "");
    const char *mark = strchr(format, '#');
    g_string_append_len(text, format, mark - format);
    g_string_append_printf(text, "%" G_GUINT64_FORMAT "%s", number, mark + 1);
}

char *files_describe(const struct warc_file *file)
{
    GString *text = g_string_new(file->failure);
    if (file->is_cut) {
        append(text, "is cut off at byte #, inside a record: what would follow is not known",
               file->cut_at);
    }
    if (file->breaks) {
        append(text, "is damaged, first at byte #: what stood there can't be read",
               file->first_break);
    }
    if (file->breaks > 1) {
        append(text, "# places are damaged", file->breaks);
    }
    if (file->nameless) {
        append(text, "# records have no address that can be used", file->nameless);
    }
    gboolean is_whole = text->len == 0;
    return g_string_free(text, is_whole);
}
