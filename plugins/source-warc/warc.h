/* SPDX-License-Identifier: MIT
 *
 * WARC files as a source, and every cap of it.
 *
 *   files -> pass (a record at a time) -> index -> listing
 *                                          index -> page (one record read again) -> answer
 */
#ifndef PLUGINS_SOURCE_WARC_WARC_H
#define PLUGINS_SOURCE_WARC_WARC_H

#include <glib.h>

#include "plugins/source-warc/stream.h"
#include "touchstone/plugin.h"

#define WARC_FILES 10000u              /* of one touchpoint */
#define WARC_DEPTH 8u                  /* folders inside folders */
#define WARC_RECORDS 1000000u          /* kept of one touchpoint: 48 bytes and their address each */
#define WARC_NAMES_SIZE (128u << 20)   /* bytes of all their addresses */
#define WARC_LISTING_SIZE 64000000u    /* bytes of the answer that lists them: one message */
#define WARC_HEAD_SIZE (64u << 10)     /* bytes of a record's head, and of an HTTP answer's */
#define WARC_PAGE_SIZE (20u << 20)     /* unpacked bytes of one page: what the host reads at most */
#define WARC_BREAKS 1000u              /* broken places of one file; then it is given up */
#define WARC_SLICE_MSEC 50u            /* of the pass over the files, a call of next */
#define WARC_REACH (256u << 20)        /* bytes unpacked to reach a record inside a gzip member */
#define WARC_ORIGINAL_REACH (8u << 20) /* the same for what a revisit refers to */
#define WARC_VERSIONS 1000u            /* of one address that are compared for a revisit */
#define WARC_HOPS 10u                  /* redirects in a row */

/* ---- files: files.c ---- */

struct warc_file {
    char *path;
    char *locator; /* as the user would write it */

    /* what the pass says of it */
    char *failure;       /* why nothing, or no more of it was read; or NULL */
    gboolean is_cut;     /* it ends inside a record */
    guint64 cut_at;      /* byte */
    guint breaks;        /* places in which no record could be made out */
    guint64 first_break; /* byte of the first */
    guint nameless;      /* records whose address is not usable */
};

/* The files that a path (a file, a folder, a glob) means, sorted: struct warc_file *, owned. NULL
 * with why, which the caller frees. given: the path as written. */
GPtrArray *files_find(const char *path, const char *given, char **why_r);

/* What is to be said of a file, NULL if it is whole; the caller frees it. */
char *files_describe(const struct warc_file *file);

/* ---- what there is: index.c ---- */

enum fault { FAULT_NONE, FAULT_CUT, FAULT_BROKEN, FAULT_BOMB, FAULT_SEGMENT };

struct entry {
    struct stream_place place;
    guint64 date;   /* of the record, see record_date */
    guint64 digest; /* digest_key of its payload, 0 = none */
    guint32 name;   /* offset of its address in names */
    guint16 file;   /* in files */
    guint8 fault;   /* enum fault */
    guint is_revisit : 1;
    guint is_newest : 1; /* of its address */
    guint is_listed : 1; /* may be a page, as far as its head says */
};

struct index {
    GPtrArray *files;  /* struct warc_file * */
    GArray *entries;   /* struct entry, in the order of the files */
    GString *names;    /* addresses, a NUL behind each */
    GArray *order;     /* guint32: entries by address, then by date */
    GArray *originals; /* guint32: entries with content of their own, by digest */

    /* the pass */
    guint next_file;
    struct warc_file *file; /* under way, or NULL */
    struct stream *stream;
    GString *head, *http;
    gboolean has_record; /* one of this file was read */
};

struct index *index_new(GPtrArray *files); /* takes the files over */
void index_free(struct index **index);

const char *index_name(const struct index *index, const struct entry *entry);
/* FALSE: no room. */
gboolean index_add(struct index *index, const struct entry *entry, const char *name);
void index_sort(struct index *index);

/* The newest record of an address, or NULL. */
const struct entry *index_newest(const struct index *index, const char *name);
/* What a revisit refers to: by digest, or by address and date (0 = the last before); or NULL. */
const struct entry *index_find_digest(const struct index *index, guint64 digest);
const struct entry *index_find_date(const struct index *index, const char *name, guint64 date,
                                    const struct entry *before);

/* pass.c: reads one record's head, and passes over the rest of it. FALSE: all files are done. */
gboolean pass_step(struct index *index);

enum head_end {
    HEAD_WHOLE,
    HEAD_CUT, /* the stream's state says why */
    HEAD_LONG
};
/* Takes a head with its empty line, of at most so many bytes. */
enum head_end pass_take_head(struct stream *stream, GString *head, guint64 cap);

/* ---- addresses: address.c ---- */

/* The locator of a record: normal form if it is of the web, else what can be printed. NULL: it is
 * of no page, but what the crawler keeps for itself, *is_note_r, or not usable. */
char *address_of(struct ts_str uri, gboolean *is_note_r);
/* Does it look like a page? */
gboolean address_is_page(const char *address);

/* ---- one page: page.c, payload.c ---- */

/* What a record says; of a revisit, with the content that it refers to. */
struct page {
    char *failure;                    /* why it can't be judged, or NULL */
    gboolean is_limit;                /* for its size */
    guint status;                     /* of HTTP; 200 of a resource */
    char *type, *language, *location; /* header values or NULL */
    GString *body;
};
void page_clear(struct page *page);

struct warc {
    GPtrArray *include, *exclude; /* char *: patterns over path and query, or the whole address */
    struct index *index;
    gboolean is_indexed;
    struct cursor {
        struct stream *stream; /* of the file, or NULL */
        guint file;
    } pages, originals;
    GQueue requests; /* struct ts_request *, owned, with locator and etag */
    gboolean has_ended;
    guint *indexing; /* instances that are at the pass, shared */
    gboolean is_indexing;

    GArray *found;      /* struct ts_found: what there is */
    GHashTable *faulty; /* locator of a file -> what is said of it (char *) */

    /* of the answer handed out last */
    struct page page;
    GPtrArray *strings; /* char * */
};

void page_read(struct warc *warc, const struct entry *entry, struct page *page_r);

/* payload.c: the content of a record's block, unpacked and held against its digests. The digest
 * that a revisit expects, or empty. */
struct record;
struct http;
void payload_read(const struct record *record, struct ts_str block, struct ts_str expected,
                  struct page *page_r);

/* ---- answers: listing.c, answer.c ---- */

/* Do include and exclude let it be read? */
gboolean listing_takes(const struct warc *warc, const char *address);
/* Once, when the index is sorted: what there is to judge, and which files are not whole. */
void listing_make(struct warc *warc);

void answer_root(const struct warc *warc, struct ts_answer *answer);
void answer_request(struct warc *warc, const struct ts_request *request, struct ts_answer *answer);
/* Keeps a text till the next answer. */
struct ts_str answer_keep(struct warc *warc, char *text);

extern const struct ts_source_ops warc_ops;

#endif
