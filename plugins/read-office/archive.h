/* SPDX-License-Identifier: MIT
 *
 * The members of a zip archive, by name, unpacked in memory and no further than the caps.
 */
#ifndef PLUGINS_READ_OFFICE_ARCHIVE_H
#define PLUGINS_READ_OFFICE_ARCHIVE_H

#include <glib.h>

#include "touchstone/plugin.h"

#define ARCHIVE_MEMBERS 10000u          /* of one archive */
#define ARCHIVE_MEMBER_SIZE (64u << 20) /* bytes of one member, unpacked */
#define ARCHIVE_TOTAL_SIZE (128u << 20) /* bytes of all that are read, unpacked */

struct archive;

/* The bytes live as long as the archive. NULL: no archive that can be read, *reason_r says why. */
struct archive *archive_open(struct ts_str bytes, const char **reason_r);
void archive_free(struct archive **archive);

enum archive_result {
    ARCHIVE_OK,
    ARCHIVE_ABSENT,
    ARCHIVE_LOCKED,  /* encrypted */
    ARCHIVE_DAMAGED, /* the bytes are what could be unpacked, maybe none */
    ARCHIVE_LARGE    /* likewise, up to the cap */
};

/* Names are compared without regard to case, and to a slash before them, as OPC has it. *bytes_r is
 * new (a reference) unless the result is ABSENT or LOCKED. */
enum archive_result archive_read(struct archive *archive, const char *name, GByteArray **bytes_r);

gboolean archive_has(const struct archive *archive, const char *name);
gboolean archive_is_double(const struct archive *archive, const char *name);
gboolean archive_has_locked(const struct archive *archive); /* some member is encrypted */

#endif
