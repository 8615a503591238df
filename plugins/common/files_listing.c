/* SPDX-License-Identifier: MIT
 *
 * Walks a folder tree by descriptors, so that no link leads out of it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugins/common/files_private.h"

#define FOUND_SIZE 8u /* bytes that a locator takes in an answer, besides its own */

struct walk {
    const struct files *files;
    GPtrArray *names, *left_out;
    gsize size;       /* of the answer that lists the names */
    gboolean is_full; /* a cap struck */
};

static gboolean matches(const GPtrArray *globs, const char *name)
{
    for (guint i = 0; i < globs->len; i++) {
        if (g_pattern_match_simple(g_ptr_array_index(globs, i), name)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_in_plan(const struct files *files, const char *name)
{
    return (files->include->len == 0 || matches(files->include, name)) &&
           !matches(files->exclude, name);
}

gboolean files_lists(const struct files *files, const char *name)
{
    const struct files_profile *profile = files->profile;
    return is_in_plan(files, name) &&
           (!files->root.glob || files_glob_matches(files->root.glob, name, FALSE)) &&
           (!profile->lists || profile->lists(files->data, name));
}

gboolean files_serves(const struct files *files, const char *name)
{
    const struct files_profile *profile = files->profile;
    return files_lists(files, name) ||
           (profile->serves && is_in_plan(files, name) && profile->serves(files->data, name));
}

/* Would no file below it be taken? Then it need not be looked into. */
static gboolean is_shut_out(const struct walk *walk, const char *name)
{
    const GPtrArray *globs = walk->files->exclude;
    const char *glob_of_all = walk->files->root.glob;
    if (glob_of_all && !files_glob_matches(glob_of_all, name, TRUE)) {
        return TRUE;
    }
    g_autofree char *below = g_strconcat(name, "/", NULL);
    for (guint i = 0; i < globs->len; i++) {
        const char *glob = g_ptr_array_index(globs, i);
        if (g_str_has_suffix(glob, "*") && g_pattern_match_simple(glob, below)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void take(struct walk *walk, const char *name)
{
    g_autofree char *locator = files_locator(&walk->files->root, name);
    walk->size += strlen(locator) + FOUND_SIZE;
    walk->is_full = walk->is_full || walk->names->len >= walk->files->max_files ||
                    walk->size > walk->files->max_listing_size;
    if (!walk->is_full) {
        g_ptr_array_add(walk->names, g_strdup(name));
    }
}

static int walk_folder(struct walk *walk, int fd, const char *prefix, guint depth);

/* What can't be looked into is listed like a file: asking for it fails, and says why where it is
 * seen. */
static void visit_folder(struct walk *walk, int fd, const char *entry, const char *name,
                         guint depth)
{
    int inner = openat(fd, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inner < 0 || walk_folder(walk, inner, name, depth + 1) != 0) {
        take(walk, name);
    }
}

static void visit(struct walk *walk, int fd, const char *entry, const char *prefix, guint depth)
{
    g_autofree char *name = *prefix ? g_strdup_printf("%s/%s", prefix, entry) : g_strdup(entry);
    struct stat info;
    if (fstatat(fd, entry, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        if (errno != ENOENT && !matches(walk->files->exclude, name)) {
            take(walk, name);
        }
    } else if (S_ISREG(info.st_mode)) {
        if (files_lists(walk->files, name)) {
            take(walk, name);
        }
    } else if (S_ISDIR(info.st_mode)) {
        if (!is_shut_out(walk, name)) {
            visit_folder(walk, fd, entry, name, depth);
        }
    } else if (S_ISLNK(info.st_mode)) {
        g_ptr_array_add(walk->left_out,
                        g_strdup_printf("%s: a symbolic link is not followed", name));
    }
}

/* NULL: the end, or with errno a fault. */
static const struct dirent *next_entry(DIR *dir)
{
    errno = 0;
    return readdir(dir);
}

/* Takes fd over. Hidden entries (.git, .DS_Store) are no content. -1 with errno: not all that is in
 * it could be listed. */
static int walk_folder(struct walk *walk, int fd, const char *prefix, guint depth)
{
    DIR *dir = depth <= FILES_DEPTH ? fdopendir(fd) : NULL;
    const struct dirent *entry = NULL;
    if (!dir) {
        close(fd);
        return -1;
    }
    while (!walk->is_full && (entry = next_entry(dir))) {
        if (entry->d_name[0] != '.') {
            visit(walk, dirfd(dir), entry->d_name, prefix, depth);
        }
    }
    int error = walk->is_full ? 0 : errno;
    closedir(dir);
    errno = error;
    return error ? -1 : 0;
}

static int compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Why not all is in the listing, or NULL; the caller frees it. */
static char *describe(const struct walk *walk, int error)
{
    const struct files *files = walk->files;
    if (error) {
        return g_strdup_printf("could not be listed to its end: %s", g_strerror(error));
    }
    return walk->is_full ? g_strdup_printf("holds more than %u files, or %" G_GSIZE_FORMAT
                                           " MB of names: the rest is not read",
                                           files->max_files, files->max_listing_size / 1000000)
                         : NULL;
}

int files_listing_read(struct files *files, GPtrArray *left_out)
{
    struct walk walk = {.files = files, .names = files->names, .left_out = left_out};
    int fd = openat(files->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return -1;
    }
    int error = walk_folder(&walk, fd, "", 0) == 0 ? 0 : errno;
    g_free(files->shortfall);
    files->shortfall = describe(&walk, error);
    if (files->shortfall) {
        g_ptr_array_add(files->names, g_strdup(FILES_ITSELF));
    }
    g_ptr_array_sort(files->names, compare);
    return 0;
}
