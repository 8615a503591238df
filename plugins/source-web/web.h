/* SPDX-License-Identifier: MIT
 *
 * The crawler's parts: what all touchpoints share, one touchpoint, one host, one transfer.
 */
#ifndef PLUGINS_SOURCE_WEB_WEB_H
#define PLUGINS_SOURCE_WEB_WEB_H

#include <curl/curl.h>
#include <glib.h>

#include "plugins/source-web/robots.h"
#include "touchstone/plugin.h"

#define WEB_BODY_SIZE (20u << 20)   /* decoded bytes of one answer */
#define WEB_HEADER_SIZE (64u << 10) /* of one answer */
#define WEB_HOPS 10u                /* redirects in a row */
#define WEB_ATTEMPTS 3u             /* tries of one address */
#define WEB_RETRY_AFTER_MAX 300.0   /* seconds a server may ask us to wait */
#define WEB_FAILURES_MAX 8u         /* connections that fail in a row: the host is down */
#define WEB_AGENT "touchstone"

/* A touchpoint's settings. */
struct web_options {
    GPtrArray *start;             /* char *: normal form */
    GPtrArray *allow_hosts;       /* char *: "host:port" */
    GPtrArray *include, *exclude; /* char *: globs over path and query */
    GPtrArray *hosts;             /* char *: "host:port" in scope, www. and bare alike */
    gboolean wants_sitemap, ignores_robots;
    double interval;   /* seconds between requests to one host; 0 = none */
    guint concurrency; /* transfers to one host at once */
    long timeout_msec;
    char *user_agent, *ca_file;
};
/* options.c: 0, or -1 with a reason. */
int web_options_read(struct ts_call *call, const struct ts_node *node,
                     struct web_options *options_r);
void web_options_clear(struct web_options *options);

/* scope.c: is this URL in normal form one to be fetched? */
gboolean scope_has_url(const struct web_options *options, const char *url);
/* "www.a.nl" is "a.nl" */
gboolean scope_has_authority(const GPtrArray *authorities, const char *authority);
gboolean scope_is_document(const char *path); /* by the ending of its name */
gboolean scope_is_document_type(const char *media_type);

struct web;

enum transfer_kind { TRANSFER_PAGE, TRANSFER_ROBOTS };

struct transfer {
    enum transfer_kind kind;
    struct web *web; /* whose; of a robots.txt the one that needed it first */
    struct host *host;
    guint64 id; /* of the request */
    guint32 hops;
    char *url;
    char *etag, *last_modified; /* of before */
    guint attempts;
    gint64 not_before; /* monotonic microseconds */
    gint64 deadline;
    CURL *easy;
    struct curl_slist *headers;
    GString *body;
    char *new_etag, *new_last_modified, *language, *location, *retry_after;
    gsize header_size;
    char *stopped;       /* why we cut it off */
    uint32_t stop_cause; /* enum ts_cause */
    gboolean is_address_refused;
    char error[CURL_ERROR_SIZE];
};

enum robots_state { ROBOTS_UNKNOWN, ROBOTS_ASKED, ROBOTS_KNOWN };

struct host {
    char *origin; /* "https://a.nl" */
    enum robots_state robots_state;
    struct robots *robots; /* NULL with ROBOTS_KNOWN: all is allowed */
    char *robots_refusal;  /* why nothing is allowed, or NULL */
    GQueue waiting;        /* struct transfer * */
    guint active;
    gint64 next_time; /* no request before */
    guint failures;   /* connections in a row */
    char *down;       /* why it was given up, or NULL */
};

struct shared {
    CURLM *multi;
    GHashTable *hosts; /* origin -> struct host * */
    GPtrArray *webs;   /* struct web * */
};

/* What next hands out. */
struct reply {
    struct ts_answer answer;
    GPtrArray *strings; /* char * that the answer points to */
    GArray *found;      /* struct ts_found */
    GString *body;
};

struct web {
    struct shared *shared;
    struct web_options options;
    GQueue replies; /* struct reply * */
    struct reply *current;
    guint open; /* requests not answered */
    gboolean has_ended;
    gboolean has_root; /* the root request waits for robots.txt of its hosts */
    guint64 root_id;
};

/* host.c */
struct host *host_of(struct shared *shared, const char *url);
void host_free(gpointer host);
/* Starts what may start now. Returns the microseconds until something may, or -1. */
gint64 host_pump(struct shared *shared, struct host *host);
void host_take_robots(struct host *host, struct transfer *transfer, long status, const char *why);

/* fetch.c */
struct transfer *transfer_new(struct web *web, enum transfer_kind kind, const char *url);
void transfer_free(struct transfer *transfer);
void transfer_start(struct transfer *transfer);
/* After curl is done with it: answers, asks again, or settles robots.txt. */
void transfer_end(struct transfer *transfer, CURLcode code);

/* crawl.c */
struct reply *reply_new(struct web *web, guint64 id, uint32_t status);
const char *reply_keep(struct reply *reply, char *text); /* takes it over */
void reply_refuse(struct transfer *transfer, uint32_t cause, char *reason);
void reply_fail(struct transfer *transfer, gboolean is_retryable, char *reason);

extern const struct ts_source_ops web_ops;

#endif
