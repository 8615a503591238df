/* SPDX-License-Identifier: MIT
 *
 * The crawler's parts: what all touchpoints share, one touchpoint, one host, one transfer.
 *
 *   feed -> host's queue -> transfer -> outcome -> reply -> next
 *           (robots.txt, pace)          (again, or answered)
 */
#ifndef PLUGINS_SOURCE_WEB_WEB_H
#define PLUGINS_SOURCE_WEB_WEB_H

#include <curl/curl.h>
#include <glib.h>

#include "plugins/common/decode.h"
#include "plugins/common/guard.h"
#include "plugins/common/hosts.h"
#include "plugins/common/url.h"
#include "plugins/source-web/credentials.h"
#include "plugins/source-web/fingerprint.h"
#include "plugins/source-web/robots.h"
#include "plugins/source-web/traps.h"
#include "touchstone/plugin.h"

#define WEB_AGENT "touchstone"
#define WEB_SIZE_MAX (20u << 20)     /* decoded bytes of one answer: what the host reads at most */
#define WEB_HEADERS_SIZE (64u << 10) /* of one answer, interim answers included */
#define WEB_HOPS 10u                 /* redirects in a row */
#define WEB_ROBOTS_HOPS 5u           /* of robots.txt: RFC 9309, section 2.3.1.2 */
#define WEB_ATTEMPTS 3u              /* tries of one address */
#define WEB_WAIT_MAX 300.0           /* seconds a server may ask us to wait for one address */
#define WEB_PATIENCE 2               /* time-outs that a host that had answered may be away */
#define WEB_FAILURES_MAX 20u         /* addresses that fail in a row: the host is given up */
#define WEB_CONCURRENCY_MAX 16u
#define WEB_PROBE_INTERVAL \
    1.0 /* seconds at least between requests about external links of one host */

/* ---- settings: options.c ---- */

struct scope_host {
    struct host_rule rule;
    char *folder; /* with scope: path, what its paths begin with; else NULL */
};

struct web_options {
    GPtrArray *start;             /* char *: normal form */
    GPtrArray *allow_hosts;       /* char *: "host:port" */
    GPtrArray *include, *exclude; /* char *: patterns over path and query, or the whole URL */
    GArray *hosts;                /* struct scope_host */
    GArray *picture_hosts;        /* struct scope_host: of pictures alone */
    gboolean wants_sitemap, ignores_robots, obeys_directives, checks_external, wants_cookies;
    guint max_per_pattern;     /* addresses of one pattern */
    char *proxy;               /* "http://host:port", or NULL */
    gboolean is_proxy_allowed; /* it may be on a private network */
    double interval;           /* seconds between requests to one host; 0 = none */
    guint concurrency;         /* transfers from one host at once */
    gsize max_size;            /* decoded bytes of one answer */
    long timeout_msec;
    char *user_agent, *ca_file;
};
/* 0, or -1 with a reason; clear it in both cases. */
int web_options_read(struct ts_call *call, const struct ts_node *node,
                     struct web_options *options_r);
void web_options_clear(struct web_options *options);
/* options_hosts.c: start, hosts, picture_hosts, allow_hosts, proxy. 0, or -1 with a reason. */
int web_options_read_hosts(struct ts_call *call, const struct ts_node *node,
                           struct web_options *options);
/* What both read with. The texts are the caller's. */
GPtrArray *option_texts(const struct ts_node *node, const char *key);
char *option_text(const struct ts_node *node, const char *key);
int option_refuse(struct ts_call *call, const char *option, const char *value, const char *why);

/* May this host be on a private network? */
gboolean web_options_allow(const struct web_options *options, const struct url_parts *parts);

/* ---- scope: scope.c ---- */

/* May it be fetched, as the target of a redirect or as what was fed? */
gboolean scope_has_url(const struct web_options *options, struct ts_str url);
gboolean scope_has_host(const struct web_options *options, const struct url_parts *parts);
/* Was it asked for by name? */
gboolean scope_is_start(const struct web_options *options, struct ts_str url);
/* Is it known to be a picture, by its host or its name? */
gboolean scope_is_picture(const struct web_options *options, const struct url_parts *parts);
/* domain.c: makes the whole registrable domain of it, by the public suffix list. */
void scope_host_widen(struct host_rule *rule);

int scope_open(struct ts_call *call, const struct ts_open *open, void **scope_r);
int scope_resolve(struct ts_call *call, void *scope, struct ts_str base, struct ts_str reference,
                  uint32_t purpose, struct ts_str *locator_r);
void scope_close(struct ts_call *call, void *scope);

/* ---- one transfer ---- */

enum header {
    HEADER_TYPE,
    HEADER_ENCODING,
    HEADER_LANGUAGE,
    HEADER_ETAG,
    HEADER_MODIFIED,
    HEADER_LOCATION,
    HEADER_LENGTH,
    HEADER_ROBOTS, /* of all X-Robots-Tag, one a line */
    HEADER_COOKIE,
    HEADER_COUNT
};

enum transfer_kind {
    TRANSFER_PAGE,
    TRANSFER_ROBOTS,
    TRANSFER_PROBE, /* is it there: external links */
    TRANSFER_CANARY /* an address that can't exist */
};

struct transfer {
    enum transfer_kind kind;
    struct web *web; /* whose; of a robots.txt the one that needed it first */
    struct host *host;
    guint64 id;   /* of the request */
    guint32 hops; /* redirects that led here */
    char *url;
    char *etag, *last_modified; /* of the answer before, or NULL */
    struct guard guard;
    guint attempts;
    gint64 not_before;      /* monotonic microseconds */
    double waited;          /* seconds, because the server asked for it */
    gboolean asks_with_get; /* of a probe: HEAD was not believed */
    gboolean was_reloaded;  /* it redirected to itself with a cookie */
    long held_status;       /* it is answered, and waits for the canary */

    /* this attempt */
    CURL *easy;
    struct curl_slist *request_headers;
    struct decoder *decoder;
    GString *body;
    char *headers[HEADER_COUNT];
    gsize header_size, passed_size;
    gint64 deadline;
    gboolean has_head; /* all headers of the final answer are in */
    gboolean wants_body;
    gboolean is_enough;  /* cut off by us, what came is what we wanted */
    char *stopped;       /* why we cut it off, or NULL */
    uint32_t stop_cause; /* enum ts_cause; OTHER = it failed */
    char error[CURL_ERROR_SIZE];
};

/* fetch.c */
struct transfer *transfer_new(struct web *web, enum transfer_kind kind, const char *url);
void transfer_free(struct transfer *transfer);
void transfer_set_url(struct transfer *transfer, const char *url);
void transfer_start(struct transfer *transfer);
void transfer_clear_attempt(struct transfer *transfer);
long transfer_status(const struct transfer *transfer);

/* outcome.c: curl is done with it: answers, asks again, or settles robots.txt. */
void transfer_end(struct transfer *transfer, CURLcode code);
/* Tells what the server said, and frees it. */
void transfer_answer(struct transfer *transfer, long status);

/* probe.c: is_broken: no answer came. TRUE: it is asked once more, with GET. */
gboolean probe_retry(struct transfer *transfer, long status, gboolean is_broken);
void probe_answer(const struct transfer *transfer, long status);

/* answer.c: what the server said, as an answer. */
void answer_status(struct transfer *transfer, long status);

/* ---- hosts: host.c ---- */

enum robots_state { ROBOTS_UNKNOWN, ROBOTS_ASKED, ROBOTS_KNOWN };

struct host {
    char *key;    /* origin, and whether it may be private */
    char *origin; /* "https://a.nl" */
    enum robots_state robots_state;
    struct robots *robots;  /* NULL with ROBOTS_KNOWN: all is allowed */
    char *robots_refusal;   /* why nothing may be fetched, or NULL */
    uint32_t robots_cause;  /* enum ts_cause of that; OTHER = failed */
    GQueue waiting;         /* struct transfer *, in turn */
    GQueue resting;         /* struct transfer *: not before their time */
    GPtrArray *active;      /* struct transfer * */
    gint64 next_time;       /* no request before */
    double penalty;         /* seconds more between requests: it said that we are too fast */
    guint lost_connections; /* in a row */
    gint64 lost_since;      /* when that began */
    guint failures;         /* addresses in a row that got no answer */
    gboolean has_answered;
    char *down; /* why it was given up, or NULL */
    enum robots_state canary_state;
    GQueue held;                /* struct transfer *: pages that wait for the canary */
    gboolean has_missing;       /* what does not exist is answered with a page: */
    struct fingerprint missing; /* this one */
};

struct shared {
    CURLM *multi;
    GHashTable *hosts; /* key -> struct host * */
    GPtrArray *webs;   /* struct web *: open */
};

struct host *host_of(struct web *web, const char *url);
void host_free(gpointer host);
/* Starts what may start now. Returns the microseconds until something may, or -1. */
gint64 host_pump(struct host *host);
void host_need_robots(struct host *host, struct web *web);
void host_take_robots(struct host *host, const struct transfer *transfer, long status);
void host_refuse_robots(struct host *host, uint32_t cause, const char *why);
/* Forgets what belongs to this touchpoint. */
void host_drop(struct host *host, const struct web *web);
void host_put_back(struct host *host, struct transfer *transfer, double pause);
/* The pace and the health of a host, from what became of a transfer. */
void host_note_answer(struct host *host);
void host_note_overload(struct host *host, double pause);
void host_note_failure(struct host *host, const char *why);
/* No connection came about. FALSE: the host is given up, or else it rests a while. */
gboolean host_note_lost(struct host *host, const struct web *web, const char *why);

/* ---- soft 404s: soft404.c ---- */

/* Asks for what can't exist beside the first page of a host. */
void soft404_need(struct host *host, const struct transfer *page);
/* status 0: no answer came. */
void soft404_end(const struct transfer *canary, long status);
/* TRUE: the page waits until it is known what its host shows for what does not exist. */
gboolean soft404_hold(struct transfer *page, long status);
/* TRUE: it is such a page, and was answered so. */
gboolean soft404_refuse(const struct transfer *page, long status);

/* ---- one touchpoint: crawl.c, roots.c ---- */

struct web {
    struct shared *shared;
    struct web_options options;
    GQueue replies; /* struct reply * */
    struct reply *current;
    GPtrArray *idle;           /* CURL *: set up, free */
    struct curl_slist *accept; /* headers of every request */
    struct credentials credentials;
    GHashTable *jars; /* of cookies, or NULL */
    struct traps *traps;
    guint open; /* requests not answered */
    gboolean has_ended;
    gboolean has_root; /* the root request waits for robots.txt of its hosts */
    guint64 root_id;
};

/* roots.c: answers the root request as soon as robots.txt of the start hosts is there. */
void roots_answer(struct web *web);

/* ---- replies: reply.c ---- */

/* What next hands out. */
struct reply {
    struct ts_answer answer;
    GPtrArray *strings; /* char * that the answer points to */
    GArray *found;      /* struct ts_found, or NULL */
    GString *body;
};

struct reply *reply_new(struct web *web, guint64 id, uint32_t status);
void reply_free(gpointer reply);
struct ts_str reply_keep(struct reply *reply, char *text); /* takes it over */
void reply_add_found(struct reply *reply, char *url, uint32_t purpose);
void reply_refuse(const struct transfer *transfer, uint32_t cause, const char *reason);
void reply_fail(const struct transfer *transfer, gboolean is_retryable, const char *reason);

extern const struct ts_source_ops web_ops;

#endif
