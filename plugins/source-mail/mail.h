/* SPDX-License-Identifier: MIT
 *
 * The parts of the source of mails: what all touchpoints share, one touchpoint, a mailbox, a
 * template that is being compiled.
 *
 *   the root's request -> listing -> locators of files, messages of a Maildir, messages of an mbox
 *   a locator          -> a file; a message cut out; a template compiled; a picture fetched
 */
#ifndef PLUGINS_SOURCE_MAIL_MAIL_H
#define PLUGINS_SOURCE_MAIL_MAIL_H

#include <glib.h>
#include <poll.h>

#include "plugins/common/download.h"
#include "plugins/common/files.h"
#include "touchstone/plugin.h"

#define MBOX_MESSAGES 1000000u        /* listed of one touchpoint's mailboxes */
#define MBOX_MESSAGE_SIZE (20u << 20) /* bytes of one message */
#define MBOX_STEP (64u << 20)         /* bytes looked through before others have their turn */
#define MJML_OUTPUT_SIZE (20u << 20)  /* bytes of HTML that one template may become */
#define MJML_MSEC 20000               /* that the compiler has for one template */

/* ---- an mbox: mbox.c ---- */

/* Where its messages begin, "From " lines included; the last one ends at the end. */
struct mbox;

/* Takes fd over, until it is looked through. Do that with mbox_step before anything else. */
struct mbox *mbox_new(int fd, guint max_messages);
void mbox_free(struct mbox *mbox);
/* 1: it is looked through. 0: there is more. -1 with errno: reading fails. */
int mbox_step(struct mbox *mbox);
guint mbox_count(const struct mbox *mbox);
/* Were there more than max_messages? */
gboolean mbox_is_cut(const struct mbox *mbox);
/* The message of a number from 1, read from fd, as RFC 5322 has it: without its "From " line,
 * quoted lines as they were. A new string, or NULL with why in *reason_r (which the caller frees).
 */
GString *mbox_message(const struct mbox *mbox, int fd, guint number, char **reason_r);

/* By its first bytes. */
gboolean mbox_is_one(int fd);

/* ---- a template: mjml.c ---- */

struct mjml;

/* Starts the compiler on a template. NULL with why in *reason_r (which the caller frees). */
struct mjml *mjml_new(struct ts_str source, char **reason_r);
/* Does what can be done without waiting. 1: it ended: *html_r is what it said, or *reason_r why
 * there is none; the caller frees them. 0: not yet. */
int mjml_step(struct mjml *mjml, GString **html_r, char **reason_r);
/* Ends it, with all it has started. */
void mjml_free(struct mjml *mjml);
/* Appends struct pollfd of what it waits for; returns the milliseconds after which it wants to be
 * looked at anyway. */
guint mjml_add_fds(const struct mjml *mjml, GArray *fds);

/* ---- one touchpoint ---- */

struct shared {
    struct downloads *downloads;
    GPtrArray *mails; /* struct mail *: open */
};

/* The root's request at work: mailboxes take their time. */
struct listing {
    uint64_t id; /* of the request */
    GPtrArray *names;
    guint next; /* of names */
    GPtrArray *locators;
    gsize size;        /* of the answer */
    guint messages;    /* of all mailboxes */
    struct mbox *mbox; /* of the name before next */
};

struct mail {
    struct shared *shared;
    struct files *files;
    struct files_root root;
    struct downloader *downloader;
    GHashTable *maildirs; /* folder ("" = the root) -> is it one? */
    GHashTable
        *messages;      /* of Maildirs: name in a locator -> name of the file; NULL = not listed */
    GHashTable *mboxes; /* name -> struct mbox *, looked through */
    gint64 listed_at;   /* monotonic microseconds */
    struct listing *listing;

    struct mjml *mjml;
    struct ts_request *mjml_request;
    char *mjml_etag;

    GString *bytes; /* of the answer handed out last */
    char *text;
};

extern const struct ts_source_ops mail_ops;

/* ---- Maildirs: maildir.c ---- */

/* Which files of a folder are mails: all outside of Maildirs; inside, what lies in cur and new and
 * is not marked as deleted. For files_profile. */
gboolean maildir_lists(void *mail, const char *name);
/* Is it a message of a Maildir? */
gboolean maildir_has(struct mail *mail, const char *name);
/* "box/new/17.a" and "box/cur/17.a:2,S" -> "box/cur/17.a": one mail, one name. The caller frees. */
char *maildir_identity(const char *name);

/* ---- listing.c ---- */

void listing_begin(struct ts_call *call, struct mail *mail, const struct ts_request *request,
                   struct ts_answer *answer_r);
/* 1: *answer_r is the root's. 0: there is more to do. */
int listing_step(struct mail *mail, struct ts_answer *answer_r);
void listing_free(struct listing *listing);
/* The file of a message of a Maildir; borrowed, NULL: there is none of that name. */
const char *listing_file(struct ts_call *call, struct mail *mail, const char *name);
/* Splits "PATH#message=7" into the name of the file (which the caller frees) and the number; 0: it
 * names no message. LISTING_REST: it stands for those that are not listed. */
#define LISTING_REST G_MAXUINT
guint listing_message(const struct mail *mail, struct ts_str locator, char **name_r);

/* ---- messages.c ---- */

/* Answers a locator that names a message of an mbox. */
void messages_answer(struct mail *mail, const struct ts_request *request, const char *name,
                     guint number, struct ts_answer *answer_r);

#endif
