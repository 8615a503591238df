/* SPDX-License-Identifier: MIT
 *
 * A GKeyFile in the user's cache directory.
 */
#include "core/plugin/descriptor_cache.h"

#include <sys/types.h>
#include <unistd.h>

#include "core/build.h"
#include "touchstone/plugin.h"

struct descriptor_cache {
    char *path;
    GKeyFile *file;
    gboolean is_changed;
};

/* A file that somebody else could have written would let them lie about plugins. */
static gboolean is_own(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
           (info.st_mode & 077) == 0 && info.st_size < (8 << 20);
}

struct descriptor_cache *descriptor_cache_open(void)
{
    struct descriptor_cache *cache = g_new0(struct descriptor_cache, 1);
    g_autofree char *name =
        g_strdup_printf("plugins-%s-%u.%u", TOUCHSTONE_VERSION, TS_ABI_MAJOR, TS_ABI_MINOR);
    cache->path = g_build_filename(g_get_user_cache_dir(), "touchstone", name, NULL);
    cache->file = g_key_file_new();
    if (is_own(cache->path)) {
        g_key_file_load_from_file(cache->file, cache->path, G_KEY_FILE_NONE, NULL);
    }
    return cache;
}

void descriptor_cache_close(struct descriptor_cache **cache)
{
    struct descriptor_cache *own = *cache;
    if (own->is_changed) {
        g_autofree char *folder = g_path_get_dirname(own->path);
        gsize size;
        g_autofree char *text = g_key_file_to_data(own->file, &size, NULL);
        g_mkdir_with_parents(folder, 0700);
        g_file_set_contents_full(own->path, text, (gssize)size, G_FILE_SET_CONTENTS_CONSISTENT,
                                 0600, NULL);
    }
    g_key_file_free(own->file);
    g_free(own->path);
    g_free(own);
    *cache = NULL;
}

static char *stamp(const struct stat *info)
{
    return g_strdup_printf("%llu %llu %lld %lld.%09ld %lld.%09ld", (unsigned long long)info->st_dev,
                           (unsigned long long)info->st_ino, (long long)info->st_size,
                           (long long)info->st_mtim.tv_sec, info->st_mtim.tv_nsec,
                           (long long)info->st_ctim.tv_sec, info->st_ctim.tv_nsec);
}

/* Paths may hold what a group name may not. */
static char *group_of(const char *path)
{
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, path, -1);
}

char *descriptor_cache_get(const struct descriptor_cache *cache, const char *path,
                           const struct stat *info)
{
    g_autofree char *group = group_of(path);
    g_autofree char *now = stamp(info);
    g_autofree char *then = g_key_file_get_string(cache->file, group, "stamp", NULL);
    if (!then || !g_str_equal(then, now)) {
        return NULL;
    }
    return g_key_file_get_string(cache->file, group, "descriptor", NULL);
}

void descriptor_cache_put(struct descriptor_cache *cache, const char *path, const struct stat *info,
                          const char *text)
{
    g_autofree char *group = group_of(path);
    g_autofree char *now = stamp(info);
    g_key_file_set_string(cache->file, group, "stamp", now);
    g_key_file_set_string(cache->file, group, "descriptor", text);
    cache->is_changed = TRUE;
}
