/* SPDX-License-Identifier: MIT
 *
 * What kind of file it is, for sources that read files.
 */
#ifndef PLUGINS_COMMON_FILE_TYPE_H
#define PLUGINS_COMMON_FILE_TYPE_H

#include <glib.h>

#include "touchstone/plugin.h"

/* The media type by the ending of the name, else by the first bytes, lower case; what both do not
 * tell is "application/octet-stream", and the readers look at the bytes. Static text. */
const char *file_type_of(const char *name, struct ts_str bytes);

/* By the ending alone; NULL: it tells nothing. */
const char *file_type_of_name(const char *name);

/* Is it a type that readers read, or that people read (and so is UNCHECKED without a reader)? */
gboolean file_type_is_document(const char *media_type);

/* file_ole.c: of a compound file (the bytes d0 cf 11 e0), by the streams its directory names;
 * "application/x-ole-storage" if none of them is known. [MS-CFB] */
const char *file_type_of_ole(struct ts_str bytes);

#endif
