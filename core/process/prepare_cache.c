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

void prepare_cache_forget(const struct plan *plan)
{
    g_autofree char *own = folder();
    for (guint i = 0; i < plan->checks->len; i++) {
        const struct plan_check *check = &g_array_index(plan->checks, struct plan_check, i);
        g_autofree char *name = check->plugin->has_prepare ? prepare_cache_name(check) : NULL;
        if (name) {
            g_autofree char *path = g_build_filename(own, name, NULL);
            g_unlink(path);
        }
    }
}

struct entry {
    char *path;
    gint64 size, used; /* when: seconds */
};

static void clear_entry(gpointer data)
{
    g_free(((struct entry *)data)->path);
}

static int compare_use(gconstpointer left, gconstpointer right)
{
    gint64 one = ((const struct entry *)left)->used, other = ((const struct entry *)right)->used;
    return (one < other) - (one > other);
}

/* The latest used first. */
static GArray *list_entries(const char *own)
{
    g_autoptr(GDir) dir = g_dir_open(own, 0, NULL);
    GArray *entries = g_array_new(FALSE, FALSE, sizeof(struct entry));
    const char *name;
    g_array_set_clear_func(entries, clear_entry);
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(own, name, NULL);
        struct stat info;
        if (lstat(path, &info) == 0) {
            struct entry entry = {g_steal_pointer(&path), info.st_size, info.st_mtime};
            g_array_append_val(entries, entry);
        }
    }
    g_array_sort(entries, compare_use);
    return entries;
}

/* What nobody used for long, and what goes beyond the size of all with those used least. */
static void drop_old(const char *own, gint64 coming)
{
    g_autoptr(GArray) entries = list_entries(own);
    gint64 oldest = (gint64)time(NULL) - (gint64)LIMIT_PREPARED_DAYS * 86400;
    for (guint i = 0; i < entries->len; i++) {
        const struct entry *entry = &g_array_index(entries, struct entry, i);
        coming += entry->size;
        if (entry->used < oldest || coming > (gint64)LIMIT_PREPARED_SIZE) {
            g_unlink(entry->path);
        }
    }
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
    drop_old(own, file->len);
    g_file_set_contents_full(path, (const char *)file->data, (gssize)file->len,
                             G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
