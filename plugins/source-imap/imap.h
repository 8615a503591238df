/* SPDX-License-Identifier: MIT
 *
 * A mailbox as a source: read over IMAP, and left as it was found.
 */
#ifndef PLUGINS_SOURCE_IMAP_IMAP_H
#define PLUGINS_SOURCE_IMAP_IMAP_H

#include <glib.h>

#include "plugins/common/download.h"
#include "plugins/common/guard.h"
#include "plugins/source-imap/response.h"
#include "touchstone/plugin.h"

#define IMAP_MAILS 1000000u           /* of one mailbox */
#define IMAP_LISTING_SIZE 64000000u   /* bytes of the answer that lists them: one message */
#define IMAP_SIZE_MAX (20u << 20)     /* bytes of one mail: what the host takes of a resource */
#define IMAP_BATCH 16u                /* mails asked for at once */
#define IMAP_BATCH_SIZE (4u << 20)    /* and their bytes, if it is more than one */
#define IMAP_ATTEMPTS 3u              /* for one mail, and in a row for a server that fails */
#define IMAP_CONNECTIONS 50u          /* of one run */
#define IMAP_COMMAND_TIMEOUTS 6u      /* time-outs that one command may last, if bytes arrive */
#define IMAP_COMMAND_MSEC 180000u     /* and this at most: three of them before the host gives up */
#define IMAP_TIMEOUT_MAX 120000u      /* milliseconds */
#define IMAP_NEWS 10000u              /* mails taken in that arrive during a run */
#define IMAP_ROUNDS 100u              /* in which they are asked for */
#define IMAP_EXPECTATIONS 100u        /* of one touchpoint */
#define IMAP_HEADERS_BATCH 200u       /* mails whose subjects are asked for at once */
#define IMAP_HEADERS 20000u           /* mails whose subjects are looked at */
#define IMAP_HEADERS_SIZE (64u << 10) /* bytes of subject and sender of one mail */
#define IMAP_SAID_SIZE 200u           /* bytes told of what the server says */

/* ---- options ---- */

/* A mail that should come again and again. */
struct expectation {
    char *subject, *from; /* patterns as written; NULL: any */
    char *subject_folded, *from_folded;
    char *every; /* as written */
    gint64 every_seconds, grace_seconds;

    /* seen in this run */
    gboolean has_last;
    gint64 last; /* when the newest that matches arrived */
};

struct imap_options {
    char *server;  /* "mail.example.com:993", for people */
    char *connect; /* the URL that curl connects to */
    char *mailbox; /* UTF-8 */
    char *quoted;  /* as it goes into a command */
    char *base;    /* "imaps://mail.example.com/INBOX": locators begin with it */
    char *user, *password;
    char *user_mark; /* a hash: the same mail of another user is another mail */
    char *ca_file;
    gboolean may_be_private;
    gint64 max_age; /* seconds; 0: any */
    guint max_mails;
    gsize max_size;
    guint timeout_msec;
    GArray *expectations; /* struct expectation */
};

/* 0, or -1 with the reason. Clear it in both cases. */
int imap_options_read(struct ts_call *call, const struct ts_node *node,
                      struct imap_options *options_r);
void imap_options_clear(struct imap_options *options);

/* options_url.c: the server and the mailbox. */
int imap_options_read_url(struct ts_call *call, const struct ts_node *node,
                          struct imap_options *options);
/* options_expect.c: the node "expect". */
int imap_options_read_expect(struct ts_call *call, const struct ts_node *node,
                             struct imap_options *options);
void expectation_clear(gpointer data);

/* duration.c: "1d", "12h", "2w", "30m" in seconds; 0: it is none, or more than ten years. */
gint64 imap_duration(struct ts_str text);

/* ---- locators ---- */

enum imap_place {
    IMAP_FOREIGN = 0,
    IMAP_MAILBOX,
    IMAP_MAIL,
    IMAP_EXPECTATION,
    IMAP_LEFT_OUT, /* stands for all mails that the plan leaves out */
    IMAP_ARRIVALS  /* not a thing in the mailbox: asks at the end what has come meanwhile */
};

/* BASE;UIDVALIDITY=1/;UID=2 (RFC 5092); the caller frees it. */
char *locator_of_mail(const char *base, guint32 validity, guint32 uid);
char *locator_of_expectation(const char *base, guint number);
char *locator_of_left_out(const char *base);
char *locator_of_arrivals(const char *base, guint number);
/* What a locator names; of a mail *validity_r and *uid_r, else the number in *uid_r.
 * The mailbox itself is the empty locator. */
enum imap_place locator_parse(const char *base, struct ts_str locator, guint32 *validity_r,
                              guint32 *uid_r);

/* ---- connection.c: libcurl connects, encrypts and logs in; then the line is ours ---- */

enum connection_state { CONNECTION_CLOSED = 0, CONNECTION_OPENING, CONNECTION_OPEN };

struct connection {
    CURLM *multi;
    const struct imap_options *options;
    CURL *easy;
    enum connection_state state;
    struct response_reader reader;
    GString *out; /* still to be sent */
    char *input;  /* what arrived and is not read yet */
    struct ts_str rest;
    gint64 heard, begun; /* when the last byte came, and when the command began */
    struct guard guard;
    gboolean is_denied; /* the server said NO while logging in */
    char code[64];      /* and this with it, or "" */
    size_t greeting_size;
    char error[CURL_ERROR_SIZE];
};

/* How it ended. */
struct connection_end {
    char *reason; /* the caller frees it */
    gboolean is_final, is_retryable;
};

void connection_open(struct connection *connection);
/* Takes the result of libcurl's part. 0: it is open; -1: closed, *end_r says why. */
int connection_opened(struct connection *connection, CURLcode code, struct connection_end *end_r);
void connection_close(struct connection *connection);

/* Puts a command in the queue and begins its time. */
void connection_send(struct connection *connection, const char *command);
/* 1: reader.response is the next response, till the next call; 0: nothing now; -1: broken, *end_r
 * says how, and it is closed. */
int connection_receive(struct connection *connection, struct connection_end *end_r);
/* The socket to wait on (events as in poll), or CURL_SOCKET_BAD, and the milliseconds until its
 * time is over. */
curl_socket_t connection_socket(const struct connection *connection, short *events_r,
                                gint64 *msec_r);

/* outcome.c: why libcurl's part failed. */
void outcome_of(const struct connection *connection, CURLcode code, struct connection_end *end_r);

/* ---- the mailbox ---- */

struct mail {
    guint32 uid;
    gboolean is_left_out; /* too old, or too many */
    guint64 size;
    gint64 date;
};

struct request {
    guint64 id;
    char *locator, *etag;
    enum imap_place place;
    guint32 validity, uid;
    guint attempts;
};

struct reply {
    struct ts_answer answer;
    char *reason, *etag, *media_type;
    GString *bytes;
    GPtrArray *strings; /* char * of found */
    GArray *found;      /* struct ts_found */
};

enum imap_phase {
    PHASE_IDLE = 0,
    PHASE_EXAMINE,
    PHASE_LIST,
    PHASE_HEADERS,
    PHASE_BODIES,
    PHASE_NOOP,
    PHASE_NEWS,
    PHASE_COUNT
};

struct imap {
    struct shared *shared;
    struct imap_options options;
    struct connection connection;
    struct downloader *downloader; /* of pictures */
    gint64 now;                    /* seconds since 1970, at the beginning */

    GQueue waiting; /* struct request * */
    GQueue asked;   /* struct request *: of the command under way */
    GQueue replies; /* struct reply * */
    struct reply *current;
    gboolean has_ended;

    enum imap_phase phase;
    guint tag;
    guint failures, connections; /* in a row; in all */
    gint64 not_before;           /* when the next connection may begin */
    char *down;                  /* why it is given up */
    gboolean is_down_retryable;

    gboolean is_examined, is_listed;
    guint32 validity, exists;
    guint left_out;              /* mails, by max_age and max_mails */
    guint32 validity_said;       /* by the EXAMINE under way */
    GArray *mails;               /* struct mail, by uid */
    GArray *listing;             /* struct mail: what PHASE_LIST and PHASE_NEWS have so far */
    GArray *news;                /* guint32: uids that no answer has told yet */
    guint news_told;             /* in all */
    gboolean are_arrivals_known; /* news holds all that came, as far as can be known */
    gboolean has_arrivals;       /* the server told of mails that are not listed yet */
    guint headers_at;            /* index of mails: those from there on were looked at */
    guint headers_begin;         /* of the batch that is asked for */
    gint64 headers_newest;       /* date of the newest mail in the last batch */
    char *headers_failure;       /* why they can't be looked at, or NULL */
};

struct shared {
    struct downloads *downloads; /* of pictures; and what mailboxes wait for along with them */
    CURLM *multi;                /* of downloads */
    GPtrArray *imaps;            /* struct imap * */
};

/* mailbox.c: goes on as far as it can without waiting. */
void mailbox_work(struct imap *imap);
/* Microseconds until there is something to do that no socket tells, or -1. */
gint64 mailbox_pause(const struct imap *imap);
/* Says goodbye. */
void mailbox_end(struct imap *imap);
void mailbox_opened(struct imap *imap, CURLcode code);
void mailbox_fail(struct imap *imap, struct connection_end *end);

/* listing.c */
void listing_take(struct imap *imap, const struct fetch_item *item);
/* The listing is whole: mails become what it says. -1: there are too many, reason_r says so. */
int listing_end(struct imap *imap, char **reason_r);
void news_end(struct imap *imap);
const struct mail *listing_find(const struct imap *imap, guint32 uid);

/* expect.c: the subjects of the newest mails against the expectations. */
gboolean expect_is_decided(const struct imap *imap);
void expect_take(struct imap *imap, const struct fetch_item *item);
/* NULL: not known, since too many mails came. The caller frees it. */
char *expect_json(const struct imap *imap, const struct expectation *expectation);

/* answer.c: TRUE if a request was answered without the server, or needs none. */
gboolean answer_known(struct imap *imap, struct request *request);
void answer_bytes(struct imap *imap, const struct request *request, struct ts_str bytes);
void answer_with(struct imap *imap, const struct request *request, uint32_t status, uint32_t cause,
                 char *reason);
void answer_failed(struct imap *imap, const struct request *request, const char *reason,
                   gboolean is_retryable);
/* It is given up. */
void answer_down(struct imap *imap, const struct request *request);
void reply_free(struct reply *reply);
void request_free(gpointer data);

extern const struct ts_source_ops imap_ops;

#endif
