/* SPDX-License-Identifier: MIT
 *
 * Files as a source has them: a folder, one file, the files a glob matches, or standard input. A
 * source of files is a table of options, a profile that says which files it takes, and these
 * operations; what it does beyond that it does before or after files_answer.
 *
 * Options it reads, all from the map of ts_open: path (with path_given beside it), base, include,
 * exclude. Declare those you offer.
 *
 *   simple    .open calls files_open, the rest of ts_source_ops is files_feed, files_next and
 *             files_close (plugins/source-folder is all of it)
 *   more      own feed and next; for each request files_answer, and then what there is to change in
 *             the answer: the media type, headers, found (plugins/source-mail)
 *
 * What it promises, whatever the profile: no symbolic link is followed and nothing above the root
 * is opened; hidden files are left out; a file that is larger than FILES_SIZE, a folder that can't
 * be listed and what is beyond the caps is said, never skipped. An unchanged file is answered
 * TS_NOT_MODIFIED by its etag (inode, size, time of change).
 *
 * Names are paths below the root with "/" between, as the disk has them (any bytes but NUL); of a
 * single file its last component, of standard input "-". Locators are UTF-8: the path as the user
 * wrote it, a slash, and the name with odd bytes as %XX; or base and the name as a URL.
 */
#ifndef PLUGINS_COMMON_FILES_H
#define PLUGINS_COMMON_FILES_H

#include <glib.h>

#include "touchstone/plugin.h"

#define FILES_DEPTH 64u              /* folders inside folders */
#define FILES_COUNT 1000000u         /* listed at most */
#define FILES_LISTING_SIZE 64000000u /* bytes of the answer that lists them: one message */
#define FILES_SIZE (20u << 20)       /* bytes read of one file */
#define FILES_ITSELF "."             /* the name of the root, where not all of it could be listed */

struct files;

/* What a source of files takes. All may be absent; then it is what the source folder takes. Const;
 * data is what files_open was given. */
struct files_profile {
    /* Is a file of this name listed, so that every run reads it? Called for regular files that
     * include, exclude and the glob let pass. NULL: all. */
    gboolean (*lists)(void *data, const char *name);

    /* May a file of this name be asked for, though it is not listed? (A photo that a listed form
     * names.) It must match include and exclude, but not the glob. NULL: what is listed alone. */
    gboolean (*serves)(void *data, const char *name);

    /* What is in it, if file_type_of is not to decide; returns NULL where it is. Static text, lower
     * case. Called with all its bytes. */
    const char *(*media_type)(void *data, const char *name, struct ts_str bytes);

    /* Is that read at all? What is not is skipped (TS_REFUSED, TS_CAUSE_MEDIA) below a folder; a
     * single file and standard input are always answered. NULL: file_type_is_document. */
    gboolean (*wants)(void *data, const char *media_type);

    gboolean takes_globs;  /* path may hold * (in one folder), ** (over folders) and ? */
    gboolean needs_a_file; /* one that matches nothing is UNCHECKED: "no file matches PATH" */
};

/* ---- as the operations of a source ---- */

/* Opens what the options name. 0, or -1 with a reason; files_close frees it. profile and data must
 * outlive it. */
int files_open(struct ts_call *call, const struct ts_node *options,
               const struct files_profile *profile, void *data, struct files **files_r);
int files_feed(struct ts_call *call, void *files, const struct ts_request *request);
int files_next(struct ts_call *call, void *files, struct ts_answer *answer_r);
void files_close(struct ts_call *call, void *files);

/* ---- for sources that do more ---- */

/* The request that is next in turn; NULL: none now. The caller frees it with files_request_free. */
struct ts_request *files_take(struct files *files);
void files_request_free(struct ts_request *request);
/* Will no more requests come? */
gboolean files_has_ended(const struct files *files);

/* Answers one request, the root's and those for files. What the answer points to lives until the
 * next call of a function that takes files and an answer. answer_r comes with size set, else 0. */
void files_answer(struct ts_call *call, struct files *files, const struct ts_request *request,
                  struct ts_answer *answer_r);
/* The same, of a file whose name is not what its locator says. */
void files_answer_name(struct files *files, const struct ts_request *request, const char *name,
                       struct ts_answer *answer_r);
/* An answer without bytes; takes reason over. */
void files_say(struct files *files, struct ts_answer *answer, uint32_t status, uint32_t cause,
               char *reason);

/* The names (char *) that the root's answer is made of: sorted bytewise, with FILES_ITSELF and
 * folders among them that could not be looked into (asking for those says why). Borrowed, until the
 * next call. NULL: answer says why (it can't be listed, or nothing matches). */
const GPtrArray *files_list(struct ts_call *call, struct files *files, struct ts_answer *answer);
/* Makes answer TS_LISTED with the locators (char *, UTF-8); takes the array over, whose elements it
 * frees. */
void files_put_listing(struct files *files, struct ts_answer *answer, GPtrArray *locators);

/* A descriptor of a regular file, read only, that the caller closes; -1 with errno. */
int files_open_name(const struct files *files, const char *name);
gboolean files_is_standard_input(const struct files *files);
gboolean files_is_single(const struct files *files); /* a file, or standard input */

/* ---- names and locators: files_locator.c, pure functions of the options ---- */

/* Safe in scope_open and resolve, which run sealed. */
struct files_root {
    char *path;     /* as given, without the glob; locators begin with it */
    char *absolute; /* to be opened */
    char *base;     /* or with this URL, ending in /; NULL = none */
    char *glob;     /* that names must match, or NULL */
};
void files_root_init(struct files_root *root, const struct ts_node *options, gboolean takes_globs);
void files_root_clear(struct files_root *root);

/* The locator of a name and back. The caller frees both; NULL: not below the root. Of a single file
 * the locator is the path (or base) itself. */
char *files_locator(const struct files_root *root, const char *name);
char *files_name(const struct files_root *root, struct ts_str locator);

/* The locator of the file that a document at a locator names by a relative path ("foto/a.jpg"); the
 * caller frees it. NULL: the path is absolute, a URL, or leaves the root. Whether there is such a
 * file shows when it is asked for (declare it in serves). */
char *files_locator_beside(const struct files_root *root, struct ts_str locator,
                           struct ts_str reference);

#endif
