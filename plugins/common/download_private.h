/* SPDX-License-Identifier: MIT
 *
 * What the parts of download.h share.
 */
#ifndef PLUGINS_COMMON_DOWNLOAD_PRIVATE_H
#define PLUGINS_COMMON_DOWNLOAD_PRIVATE_H

#include "plugins/common/download.h"
#include "plugins/common/guard.h"

struct downloads {
    CURLM *multi;
    GQueue waiting;               /* struct transfer *, in turn */
    GPtrArray *active;            /* struct transfer * */
    guint done;                   /* answered, and not handed out: of all downloaders */
    GHashTable *next_time;        /* "host:port" -> gint64 *: no request before */
    downloads_done_fn other_done; /* of transfers that are not ours, or NULL */
    void *other_data;
};

struct downloader {
    struct downloads *downloads;
    const char *hosts_option, *media;
    GArray *hosts;      /* struct host_rule */
    GPtrArray *allowed; /* char *: "host:port" */
    char *ca_file;
    GQueue done; /* struct transfer *, answered */
    guint count;
    struct transfer *current; /* whose answer was handed out */
};

enum header {
    HEADER_TYPE,
    HEADER_ENCODING,
    HEADER_ETAG,
    HEADER_MODIFIED,
    HEADER_LOCATION,
    HEADER_COUNT
};

/* One request, redirects and all. */
struct transfer {
    struct downloader *downloader;
    uint64_t id;
    char *url, *authority;
    char *etag, *last_modified; /* of the answer before, or NULL */
    struct guard guard;
    guint hops;
    gint64 deadline; /* monotonic microseconds, for all hops; 0: not begun */

    CURL *easy;
    struct curl_slist *request_headers;
    char *headers[HEADER_COUNT];
    gsize header_size;
    GString *body;
    char *stopped; /* why we cut it off, or NULL */
    uint32_t stop_status, stop_cause;
    char error[CURL_ERROR_SIZE];

    struct ts_answer answer;
    char *text, *media_type, *charset; /* that the answer points to */
};

/* download_transfer.c */
struct transfer *transfer_new(struct downloader *downloader, const struct ts_request *request);
void transfer_free(struct transfer *transfer);
/* Where it goes next. FALSE: not allowed; it is answered. */
gboolean transfer_aim(struct transfer *transfer, const char *url);
/* Hands it to curl. */
void transfer_begin(struct transfer *transfer);
/* Answers it; takes reason over. */
void transfer_say(struct transfer *transfer, uint32_t status, uint32_t cause, char *reason);

/* download_answer.c: curl is done with it. TRUE: it is answered. FALSE: it was aimed anew. */
gboolean transfer_settle(struct transfer *transfer, CURLcode code);

#endif
