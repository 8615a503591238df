/* SPDX-License-Identifier: MIT
 *
 * When whom is written what. A digest that could not be sent is owed: the database remembers it,
 * and the next one tells what is new since then.
 */
#ifndef CORE_NOTIFY_NOTIFY_H
#define CORE_NOTIFY_NOTIFY_H

#include "core/config/plan.h"
#include "core/result/result.h"

struct sqlite3;

struct notify {
    const struct plan *plan; /* with a notify */
    const struct catalog *catalog;
    struct sqlite3 *database; /* open to write */
    const char *language;
};

enum notify_end {
    NOTIFY_SENT,   /* *said_r: who was refused all the same, or NULL */
    NOTIFY_NONE,   /* nobody is to be written to */
    NOTIFY_FAILED, /* *said_r: why; the digest is owed */
};

/* Is a digest due after this run, by the plan or because an earlier one is owed? */
gboolean notify_is_due(const struct notify *own, const struct result *result);

/* The mail about the last run, in the form of the wire; NULL with *error_r. The caller frees it. */
char *notify_compose(const struct notify *own, char **error_r);

/* Composes and sends it, whether due or not, and remembers how that ended. */
enum notify_end notify_send(const struct notify *own, char **said_r);

/* A mail without a run: that one gave no result, or that mails arrive. The database is not used. */
enum notify_end notify_failure(const struct notify *own, const char *why, char **said_r);
enum notify_end notify_test(const struct notify *own, char **said_r);

/* What is in the way of sending, as far as it can be seen without a connection: struct problems get
 * no more than that. NULL: nothing. The caller frees it. */
char *notify_obstacle(const struct plan_notify *notify);

#endif
