/* SPDX-License-Identifier: MIT
 *
 * A folder, a file or standard input as a source.
 */
#ifndef PLUGINS_SOURCE_FOLDER_FOLDER_H
#define PLUGINS_SOURCE_FOLDER_FOLDER_H

#include <glib.h>

#include "touchstone/plugin.h"

#define FOLDER_DEPTH 64u              /* folders inside folders */
#define FOLDER_FILES 1000000u         /* listed at most */
#define FOLDER_LISTING_SIZE 64000000u /* bytes of the answer that lists them: one message */
#define FOLDER_ITSELF "."             /* a name */
#define FOLDER_FILE_SIZE (20u << 20)  /* bytes read of one file */

struct folder {
    char *path; /* as given; locators begin with it */
    char *absolute;
    char *base; /* or with this URL, ending in /; NULL = none */
    int fd;     /* of the folder, or of the file itself */
    gboolean is_file;
    gboolean is_standard_input;
    GPtrArray *include, *exclude; /* char *: globs in which * crosses / */
    guint max_files;
    gsize max_listing_size;

    GQueue requests; /* struct ts_request *, owned, with locator */
    gboolean has_ended;
    char *shortfall; /* why not all of it is listed, or NULL */

    /* of the answer handed out last */
    GPtrArray *names;   /* char *: relative paths, sorted */
    GArray *found;      /* struct ts_found */
    GPtrArray *strings; /* char * */
    char *bytes;
    char *text; /* reason, etag */
};

/* listing.c: fills names with all regular files below, bytewise sorted, and with what could not be
 * looked into: a folder, or FOLDER_ITSELF if a cap struck or it could not be read to its end. 0, or
 * -1 with errno. The symbolic links, which are left out on purpose, stand in left_out (char *). */
int listing_read(struct folder *folder, GPtrArray *left_out);
/* Do include and exclude let a file of this name be read? */
gboolean listing_takes(const struct folder *folder, const char *name);

/* The locator of a relative path and back. The caller frees both; NULL: not below the folder. */
char *folder_locator(const struct folder *folder, const char *name);
char *folder_name(const struct folder *folder, struct ts_str locator);

/* media_type.c: by the ending of the name, else by the first bytes; never NULL. */
const char *media_type_of(const char *name, struct ts_str bytes);

/* Is it a type that readers read, or that people read (and so is UNCHECKED without a reader)? */
gboolean media_type_is_wanted(const char *media_type);

extern const struct ts_source_ops folder_ops;

#endif
