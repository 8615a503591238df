/* SPDX-License-Identifier: MIT
 *
 * Walks a folder tree by descriptors, so that no link leads out of it.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "plugins/source-folder/folder.h"

struct walk {
    const struct folder *folder;
    GPtrArray *names, *left_out;
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

static gboolean is_taken(const struct walk *walk, const char *name)
{
    return (walk->folder->include->len == 0 || matches(walk->folder->include, name)) &&
           !matches(walk->folder->exclude, name);
}

static void leave_out(struct walk *walk, const char *name, const char *why)
{
    g_ptr_array_add(walk->left_out, g_strdup_printf("%s: %s", name, why));
}

static void walk_folder(struct walk *walk, int fd, const char *prefix, guint depth);

static void visit(struct walk *walk, int fd, const char *entry, const char *prefix, guint depth)
{
    g_autofree char *name = *prefix ? g_strdup_printf("%s/%s", prefix, entry) : g_strdup(entry);
    struct stat info;
    if (fstatat(fd, entry, &info, AT_SYMLINK_NOFOLLOW) != 0) {
        leave_out(walk, name, g_strerror(errno));
    } else if (S_ISREG(info.st_mode)) {
        if (walk->names->len >= FOLDER_FILES) {
            leave_out(walk, name, "more than 1,000,000 files");
        } else if (is_taken(walk, name)) {
            g_ptr_array_add(walk->names, g_steal_pointer(&name));
        }
    } else if (S_ISDIR(info.st_mode)) {
        int inner = openat(fd, entry, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
        if (inner < 0) {
            /* Listed like a file: asking for it fails, and says why where it is seen. */
            g_ptr_array_add(walk->names, g_steal_pointer(&name));
        } else {
            walk_folder(walk, inner, name, depth + 1);
        }
    } else if (S_ISLNK(info.st_mode)) {
        leave_out(walk, name, "a symbolic link is not followed");
    }
}

/* Takes fd over. Hidden entries (.git, .DS_Store) are no content. */
static void walk_folder(struct walk *walk, int fd, const char *prefix, guint depth)
{
    DIR *dir = fdopendir(fd);
    struct dirent *entry;
    if (!dir) {
        close(fd);
        return;
    }
    if (depth > FOLDER_DEPTH) {
        leave_out(walk, prefix, "more than 64 folders deep");
    }
    while (depth <= FOLDER_DEPTH && (entry = readdir(dir))) {
        if (entry->d_name[0] != '.') {
            visit(walk, dirfd(dir), entry->d_name, prefix, depth);
        }
    }
    closedir(dir);
}

static int compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int listing_read(const struct folder *folder, GPtrArray *names, GPtrArray *left_out, char **why_r)
{
    struct walk walk = {folder, names, left_out};
    int fd = openat(folder->fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        *why_r = g_strdup_printf("%s: %s", folder->path, g_strerror(errno));
        return -1;
    }
    walk_folder(&walk, fd, "", 0);
    g_ptr_array_sort(names, compare);
    return 0;
}
