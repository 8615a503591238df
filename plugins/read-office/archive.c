/* SPDX-License-Identifier: MIT
 *
 * Reads members through libzip, from memory. Sizes that the archive declares are not believed: the
 * caps count bytes as they come out.
 */
#include "plugins/read-office/archive.h"

#include <zip.h>

#define CHUNK (64u << 10)

struct member {
    guint64 index;
    gboolean is_double, is_locked;
};

struct archive {
    zip_t *zip;
    GHashTable *members; /* folded name -> struct member * */
    gsize unpacked;
    gboolean has_locked;
};

static char *fold(const char *name)
{
    while (*name == '/' || *name == '\\') {
        name++;
    }
    return g_strdelimit(g_ascii_strdown(name, -1), "\\", '/');
}

static void add_member(struct archive *archive, guint64 index)
{
    zip_stat_t stat;
    if (zip_stat_index(archive->zip, index, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_NAME)) {
        return;
    }
    char *name = fold(stat.name);
    struct member *there = g_hash_table_lookup(archive->members, name);
    if (there) {
        there->is_double = TRUE;
        g_free(name);
        return;
    }
    struct member *member = g_new0(struct member, 1);
    member->index = index;
    member->is_locked =
        (stat.valid & ZIP_STAT_ENCRYPTION_METHOD) && stat.encryption_method != ZIP_EM_NONE;
    archive->has_locked |= member->is_locked;
    g_hash_table_insert(archive->members, name, member);
}

static zip_t *open_zip(struct ts_str bytes)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes.ptr, bytes.len, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (source && !zip) {
        zip_source_free(source);
    }
    zip_error_fini(&error);
    return zip;
}

struct archive *archive_open(struct ts_str bytes, const char **reason_r)
{
    zip_t *zip = open_zip(bytes);
    zip_int64_t count = zip ? zip_get_num_entries(zip, 0) : 0;
    if (count <= 0 || count > ARCHIVE_MEMBERS) {
        *reason_r = count > 0 ? "has more than 10,000 members"
                              : "is damaged: it is no zip archive that can be read";
        if (zip) {
            zip_discard(zip);
        }
        return NULL;
    }
    struct archive *archive = g_new0(struct archive, 1);
    archive->zip = zip;
    archive->members = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (zip_int64_t i = 0; i < count; i++) {
        add_member(archive, (guint64)i);
    }
    return archive;
}

void archive_free(struct archive **archive)
{
    if (*archive) {
        zip_discard((*archive)->zip);
        g_hash_table_unref((*archive)->members);
        g_clear_pointer(archive, g_free);
    }
}

static const struct member *find(const struct archive *archive, const char *name)
{
    g_autofree char *folded = fold(name);
    return g_hash_table_lookup(archive->members, folded);
}

gboolean archive_has(const struct archive *archive, const char *name)
{
    return find(archive, name) != NULL;
}

gboolean archive_is_double(const struct archive *archive, const char *name)
{
    const struct member *member = find(archive, name);
    return member && member->is_double;
}

gboolean archive_has_locked(const struct archive *archive)
{
    return archive->has_locked;
}

static enum archive_result unpack(struct archive *archive, zip_file_t *file, GByteArray *bytes)
{
    guint8 chunk[CHUNK];
    zip_int64_t size;
    while ((size = zip_fread(file, chunk, sizeof chunk)) > 0) {
        if (bytes->len + (gsize)size > ARCHIVE_MEMBER_SIZE ||
            archive->unpacked + (gsize)size > ARCHIVE_TOTAL_SIZE) {
            return ARCHIVE_LARGE;
        }
        archive->unpacked += (gsize)size;
        g_byte_array_append(bytes, chunk, (guint)size);
    }
    return size < 0 ? ARCHIVE_DAMAGED : ARCHIVE_OK;
}

enum archive_result archive_read(struct archive *archive, const char *name, GByteArray **bytes_r)
{
    const struct member *member = find(archive, name);
    *bytes_r = NULL;
    if (!member || member->is_locked) {
        return member ? ARCHIVE_LOCKED : ARCHIVE_ABSENT;
    }
    *bytes_r = g_byte_array_new();
    zip_file_t *file = zip_fopen_index(archive->zip, member->index, 0);
    if (!file) {
        return ARCHIVE_DAMAGED;
    }
    enum archive_result result = unpack(archive, file, *bytes_r);
    zip_fclose(file);
    return result;
}
