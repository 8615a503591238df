/* SPDX-License-Identifier: MIT
 *
 * Tells apart what shares the container of old Office: messages, documents, encrypted archives.
 */
#include "plugins/common/file_type.h"

#define HEADER_SIZE 512u
#define HEADER_SHIFT 30u /* of the sector size, as a power of two */
#define HEADER_DIRECTORY 48u
#define HEADER_TABLE 76u /* sectors of the allocation table: the first 109 */
#define TABLE_SECTORS 109u
#define ENTRY_SIZE 128u
#define ENTRY_NAME_SIZE 64u /* where the size of the name stands, its end included */
#define SECTORS_MAX 4096u   /* of the directory: a chain that goes round ends */

/* In this order: a message may hold a document, a document a table. */
static const struct {
    const char *stream, *type;
} streams[] = {
    {"__properties_version1.0", "application/vnd.ms-outlook"},
    {"EncryptedPackage", "application/x-ooxml-encrypted"},
    {"WordDocument", "application/msword"},
    {"PowerPoint Document", "application/vnd.ms-powerpoint"},
    {"Workbook", "application/vnd.ms-excel"},
    {"Book", "application/vnd.ms-excel"},
};

struct compound {
    struct ts_str bytes;
    guint shift;
};

static guint32 number_at(struct ts_str bytes, guint64 at)
{
    guint32 number = G_MAXUINT32;
    if (at + sizeof number <= bytes.len) {
        memcpy(&number, bytes.ptr + at, sizeof number);
        number = GUINT32_FROM_LE(number);
    }
    return number;
}

/* Sector 0 follows the header, which fills the first sector. */
static guint64 offset_of(const struct compound *file, guint32 sector)
{
    return ((guint64)sector + 1) << file->shift;
}

/* The sector behind this one, by the allocation table; past the end of the file if there is none.
 */
static guint32 next_sector(const struct compound *file, guint32 sector)
{
    guint32 per_table = 1u << (file->shift - 2);
    guint32 index = sector / per_table;
    if (index >= TABLE_SECTORS) {
        return G_MAXUINT32;
    }
    guint32 table = number_at(file->bytes, HEADER_TABLE + index * 4u);
    return number_at(file->bytes, offset_of(file, table) + (sector % per_table) * 4u);
}

/* Names are UTF-16, little end first, and ours are ASCII. */
static gboolean is_named(const char *entry, const char *name)
{
    size_t length = strlen(name);
    guint size = (guint8)entry[ENTRY_NAME_SIZE] | (guint)(guint8)entry[ENTRY_NAME_SIZE + 1] << 8;
    if (size != (length + 1) * 2) {
        return FALSE;
    }
    for (size_t i = 0; i < length; i++) {
        if (entry[2 * i] != name[i] || entry[2 * i + 1] != 0) {
            return FALSE;
        }
    }
    return TRUE;
}

static size_t known_stream(const char *entry)
{
    size_t i = 0;
    while (i < G_N_ELEMENTS(streams) && !is_named(entry, streams[i].stream)) {
        i++;
    }
    return i;
}

const char *file_type_of_ole(struct ts_str bytes)
{
    struct compound file = {bytes, 0};
    size_t best = G_N_ELEMENTS(streams);
    file.shift = bytes.len > HEADER_SIZE ? (guint8)bytes.ptr[HEADER_SHIFT] : 0;
    if (file.shift == 9 || file.shift == 12) {
        guint32 sector = number_at(bytes, HEADER_DIRECTORY);
        for (guint i = 0; i < SECTORS_MAX; i++) {
            guint64 at = offset_of(&file, sector), end = at + (1u << file.shift);
            for (; end <= bytes.len && at < end; at += ENTRY_SIZE) {
                best = MIN(best, known_stream(bytes.ptr + at));
            }
            if (end > bytes.len) {
                break;
            }
            sector = next_sector(&file, sector);
        }
    }
    return best < G_N_ELEMENTS(streams) ? streams[best].type : "application/x-ole-storage";
}
