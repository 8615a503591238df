/* SPDX-License-Identifier: MIT
 *
 * A file a preparation: the hash of what follows, then the blob.
 */
#include "core/process/prepare_cache.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "core/limits.h"
#include "core/process/fingerprint.h"

#define HASH_SIZE ((gsize)CONTENT_HASH_SIZE - 1)

static char *folder(void)
{
    return g_build_filename(g_get_user_cache_dir(), "touchstone", "prepared", NULL);
}

char *prepare_cache_name(const struct plan_check *check)
{
    struct stat info;
    if (stat(check->plugin->path, &info) != 0) {
        return NULL;
    }
    g_autofree char *stamp = g_strdup_printf("%s %s %lld %lld.%09ld", check->hash,
                                             check->plugin->path, (long long)info.st_size,
                                             (long long)info.st_mtim.tv_sec, info.st_mtim.tv_nsec);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, stamp, -1);
}

/* open() trusts what it is handed: no other user may have written it. */
static gboolean is_own(const char *path)
{
    struct stat info;
    return lstat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid() &&
           (info.st_mode & 077) == 0 && info.st_size >= (off_t)HASH_SIZE &&
           info.st_size <= (off_t)(LIMIT_BLOB_SIZE + HASH_SIZE);
}

GBytes *prepare_cache_get(const char *name)
{
    g_autofree char *own = folder();
    g_autofree char *path = g_build_filename(own, name, NULL);
    g_autofree char *text = NULL;
    gsize size;
    char hash[CONTENT_HASH_SIZE];
    if (!is_own(path) || !g_file_get_contents(path, &text, &size, NULL) || size < HASH_SIZE) {
        return NULL;
    }
    content_hash(ts_bytes(text + HASH_SIZE, size - HASH_SIZE), hash);
    if (memcmp(hash, text, HASH_SIZE) != 0) {
        return NULL;
    }
    utime(path, NULL); /* it was of use: it is not among the old ones */
    return g_bytes_new(text + HASH_SIZE, size - HASH_SIZE);
}

static void drop_old(const char *own)
{
    GDir *dir = g_dir_open(own, 0, NULL);
    const char *name;
    time_t now = time(NULL);
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(own, name, NULL);
        struct stat info;
        if (lstat(path, &info) == 0 && now - info.st_mtime > LIMIT_PREPARED_DAYS * 86400) {
            g_unlink(path);
        }
    }
    g_clear_pointer(&dir, g_dir_close);
}

void prepare_cache_put(const char *name, struct ts_str blob)
{
    g_autofree char *own = folder();
    g_autofree char *path = g_build_filename(own, name, NULL);
    char hash[CONTENT_HASH_SIZE];
    if (g_mkdir_with_parents(own, 0700) != 0) {
        return;
    }
    content_hash(blob, hash);
    g_autoptr(GByteArray) file = g_byte_array_new();
    g_byte_array_append(file, (const guint8 *)hash, HASH_SIZE);
    g_byte_array_append(file, (const guint8 *)blob.ptr, (guint)blob.len);
    drop_old(own);
    g_file_set_contents_full(path, (const char *)file->data, (gssize)file->len,
                             G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
