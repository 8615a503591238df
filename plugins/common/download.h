/* SPDX-License-Identifier: MIT
 *
 * Fetches single files over http and https for sources that are no crawlers: the pictures of mails,
 * a feed. Only from hosts that the user named, at most a few at a time, without cookies, referrer
 * or credentials, and never from inside a network unless allow_hosts says so: the address that is
 * connected to decides, not the name. Redirects are followed (at most 5) as long as they lead to
 * named hosts. The proxy variables of the environment do not count.
 *
 * Link with download_dep. Options it reads: the list of hosts (its name is the caller's),
 * allow_hosts (list), ca_file (path). Declare those you offer, and TS_NEED_NETWORK.
 *
 * How it goes together, in the callbacks of a source:
 *
 *   start   downloads_new            one for all instances: connections, pace
 *   open    downloader_new           one an instance
 *   feed    download_start           for what is a URL
 *   next    download_next            1: answer it
 *   wait    downloads_wait           with the descriptors that wait for something else
 *   close   downloader_free          gives up what is under way
 *   stop    downloads_free
 *
 * resolve, in the sealed worker, asks hosts_have (plugins/common/hosts.h) for the same list; for
 * pictures of mails see picture_scope.h.
 */
#ifndef PLUGINS_COMMON_DOWNLOAD_H
#define PLUGINS_COMMON_DOWNLOAD_H

#include <curl/curl.h>
#include <glib.h>
#include <poll.h>

#include "touchstone/plugin.h"

#define DOWNLOAD_SIZE (20u << 20)    /* bytes of one answer */
#define DOWNLOAD_HEADERS_SIZE 65536u /* of one answer, interim ones included */
#define DOWNLOAD_MSEC 30000          /* for one answer, from asking to its last byte */
#define DOWNLOAD_HOPS 5u             /* redirects in a row */
#define DOWNLOAD_ACTIVE 4u           /* at a time, over all hosts */
#define DOWNLOAD_INTERVAL_MSEC 200   /* between two requests to one host */

struct downloads;
struct downloader;

struct downloads *downloads_new(void); /* NULL: libcurl can't start */
void downloads_free(struct downloads **downloads);

/* Returns when a transfer can go on, one of the descriptors is ready (as in poll), or msec have
 * passed. */
void downloads_wait(struct downloads *downloads, const struct pollfd *fds, guint count, guint msec);

/* For a source that has transfers of its own, so that one wait serves both: the handle to add them
 * to, borrowed. done hears when libcurl has finished one of them, in whichever touchpoint's turn.
 */
typedef void (*downloads_done_fn)(void *data, CURL *easy, CURLcode code);
CURLM *downloads_join(struct downloads *downloads, downloads_done_fn done, void *data);
/* Works on; does not block. download_next does it for what it waits for. */
void downloads_work(struct downloads *downloads);

/* 0, or -1 with a reason. hosts_option: the list of hosts, as "fetch_images"; it stands in reasons.
 * media: what answers must be, as "image/" (others are refused as TS_CAUSE_MEDIA); NULL = anything.
 * Both static text. */
int downloader_new(struct ts_call *call, struct downloads *downloads, const struct ts_node *options,
                   const char *hosts_option, const char *media, struct downloader **downloader_r);
void downloader_free(struct downloader **downloader);
/* Adds the host of a URL to those that may be fetched from. */
void downloader_add_host(struct downloader *downloader, const char *url);

/* Is a locator one that download_start takes: http:// or https://? */
gboolean download_is_url(struct ts_str locator);
/* Takes a request; its etag and last_modified make it a conditional one. Every request is answered,
 * what is not allowed too. */
void download_start(struct downloader *downloader, const struct ts_request *request);
/* Works on; does not block. 1: *answer_r is one of its requests' (TS_FETCHED with media type,
 * charset and validators, TS_NOT_MODIFIED, TS_VANISHED, TS_REFUSED, TS_FAILED) and lives until the
 * next call. 0: none now. */
int download_next(struct downloader *downloader, struct ts_answer *answer_r);
/* Requests that were not handed out yet. */
guint download_count(const struct downloader *downloader);

#endif
