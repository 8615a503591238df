/* SPDX-License-Identifier: MIT
 *
 * A fetched resource and all that is found inside it (attachments, members of a zip): judged one by
 * one, recorded together in one transaction, so that a kill loses none of it without the rest.
 */
#ifndef CORE_RUN_FAMILY_H
#define CORE_RUN_FAMILY_H

#include "core/run/store.h"

struct family;

/* One resource of a family: waiting for a worker, at work, or answered. */
struct task {
    struct family *family;
    char *locator, *media_type, *charset, *language, *name, *content_hash;
    GBytes *headers; /* packed: headers_next; NULL = none */
    guint depth;     /* of children inside children */
    GBytes *bytes;   /* or: */
    int fd;          /* -1 = none */
    guint64 size;
    gint64 document;        /* that was read in an earlier run and is judged again, or 0 */
    GByteArray *records;    /* the worker's answer */
    char *failure;          /* why there is none */
    char *answer;           /* under which the answer is kept, or NULL (answers.h) */
    guint64 looked_up;      /* engine->answers + 1 when its answer was looked up; 0 = not yet */
    gboolean is_remembered; /* the answer was given about the same bytes elsewhere */
    gboolean is_old;        /* in an earlier run */
};

struct family {
    void *owner;         /* who started it */
    guint32 source;      /* ordinal in the plan */
    gint64 frontier;     /* row of the frontier */
    guint32 depth, hops; /* of that row */
    char *etag, *last_modified;
    char *resource;              /* struct store_past */
    gboolean is_nofollow;        /* its links are not followed */
    struct basis_change *change; /* why documents of an earlier run are judged again, or NULL */
    GPtrArray *tasks;            /* struct task *, the root first */
    guint open;                  /* tasks not answered yet */
    guint64 inner_size;          /* bytes of all that was found inside */
};

struct family *family_new(guint32 source, gint64 frontier, guint32 depth, guint32 hops);
void family_free(struct family **family);

/* The root, from a source's answer; fd (or -1) is taken over. */
struct task *family_add_root(struct family *family, const char *locator,
                             const struct answer *answer, int fd);

/* A document as it was kept, and all that is inside it, to be judged again; change is taken over.
 * 0, or -1 with the database's error. */
int family_add_kept(struct family *family, struct store *store, gint64 document,
                    struct basis_change *change);

/* What was declared with the bytes, and their hash: equal, the same document comes of them. The
 * caller frees it. */
char *family_resource(const struct answer *answer);

/* Keeps what the worker said, adds a task for each child in it to added_r, borrowed. */
void family_answer(struct task *task, struct ts_str records, const char *failure,
                   GPtrArray *added_r);

/* Writes documents, observations, findings and the links into the store; within a transaction of
 * the caller. 0, or -1 with the database's error. */
int family_store(struct family *family, struct store *store);

#endif
