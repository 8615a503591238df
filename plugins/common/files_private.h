/* SPDX-License-Identifier: MIT
 *
 * What the parts of files.h share.
 */
#ifndef PLUGINS_COMMON_FILES_PRIVATE_H
#define PLUGINS_COMMON_FILES_PRIVATE_H

#include "plugins/common/files.h"

struct files {
    const struct files_profile *profile;
    void *data;
    struct files_root root;
    int fd; /* of the folder, or of the file itself */
    gboolean is_file;
    gboolean is_standard_input;
    GPtrArray *include, *exclude; /* char *: globs in which * crosses / */
    guint max_files;
    gsize max_listing_size;

    GQueue requests; /* struct ts_request *, owned, with its texts */
    gboolean has_ended;
    char *shortfall; /* why not all of it is listed, or NULL */

    /* of the answer handed out last */
    GPtrArray *names;    /* char *: sorted */
    GArray *found;       /* struct ts_found */
    GPtrArray *locators; /* char * */
    char *bytes;
    char *text; /* reason, etag */
};

/* files_listing.c: fills names with all regular files below that are listed, bytewise sorted, and
 * with what could not be looked into: a folder, or FILES_ITSELF if a cap struck or it could not be
 * read to its end. 0, or -1 with errno. The symbolic links, which are left out on purpose, stand in
 * left_out (char *). */
int files_listing_read(struct files *files, GPtrArray *left_out);
/* Is a file of this name listed? Or may it be asked for? */
gboolean files_lists(const struct files *files, const char *name);
gboolean files_serves(const struct files *files, const char *name);

/* files_glob.c: does the glob match the whole name? * and ? stay in one folder, ** stands for any
 * number of them. With is_folder: could it match something below the folder of that name? */
gboolean files_glob_matches(const char *glob, const char *name, gboolean is_folder);

#endif
