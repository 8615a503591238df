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
    guint depth;   /* of children inside children */
    GBytes *bytes; /* or: */
    int fd;        /* -1 = none */
    guint64 size;
    GByteArray *records; /* the worker's answer */
    char *failure;       /* why there is none */
};

struct family {
    void *owner;         /* who started it */
    guint32 source;      /* ordinal in the plan */
    gint64 frontier;     /* row of the frontier */
    guint32 depth, hops; /* of that row */
    char *etag, *last_modified;
    GPtrArray *tasks; /* struct task *, the root first */
    guint open;       /* tasks not answered yet */
};

struct family *family_new(guint32 source, gint64 frontier, guint32 depth, guint32 hops);
void family_free(struct family **family);

/* The root, from a source's answer; fd (or -1) is taken over. */
struct task *family_add_root(struct family *family, const char *locator,
                             const struct answer *answer, int fd);

/* Keeps what the worker said, adds a task for each child in it to added_r, borrowed. */
void family_answer(struct task *task, struct ts_str records, const char *failure,
                   GPtrArray *added_r);

/* Writes documents, observations, findings and the links into the store; within a transaction of
 * the caller. 0, or -1 with the database's error. */
int family_store(struct family *family, struct store *store);

#endif
