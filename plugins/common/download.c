/* SPDX-License-Identifier: MIT
 *
 * Keeps the pace of downloads, drives curl, and hands their answers out.
 */
#include <unistd.h>

#include "plugins/common/download_private.h"
#include "plugins/common/hosts.h"

/* ---- life ---- */

struct downloads *downloads_new(void)
{
    struct downloads *downloads = g_new0(struct downloads, 1);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
        g_free(downloads);
        return NULL;
    }
    downloads->multi = curl_multi_init();
    g_assert(downloads->multi); /* out of memory: GLib would end here too */
    downloads->active = g_ptr_array_new();
    downloads->next_time = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_queue_init(&downloads->waiting);
    return downloads;
}

void downloads_free(struct downloads **downloads)
{
    struct downloads *own = *downloads;
    if (own) {
        curl_multi_cleanup(own->multi);
        g_ptr_array_unref(own->active);
        g_hash_table_unref(own->next_time);
        g_free(own);
        curl_global_cleanup();
        *downloads = NULL;
    }
}

CURLM *downloads_join(struct downloads *downloads, downloads_done_fn done, void *data)
{
    downloads->other_done = done;
    downloads->other_data = data;
    return downloads->multi;
}

int downloader_new(struct ts_call *call, struct downloads *downloads, const struct ts_node *options,
                   const char *hosts_option, const char *media, struct downloader **downloader_r)
{
    struct downloader *own = g_new0(struct downloader, 1);
    struct ts_str ca_file = ts_get_text(options, "ca_file");
    *own = (struct downloader){
        .downloads = downloads,
        .hosts_option = hosts_option,
        .media = media,
        .hosts = hosts_new(),
        .allowed = g_ptr_array_new_with_free_func(g_free),
        .ca_file = ca_file.len ? g_strndup(ca_file.ptr, ca_file.len) : NULL,
    };
    g_queue_init(&own->done);
    if (hosts_read(call, options, hosts_option, own->hosts) != 0 ||
        hosts_read_allowed(call, options, own->allowed) != 0) {
        downloader_free(&own);
        return -1;
    }
    *downloader_r = own;
    return 0;
}

void downloader_add_host(struct downloader *downloader, const char *url)
{
    hosts_add_url(downloader->hosts, url);
}

static void free_transfer(gpointer transfer)
{
    transfer_free(transfer);
}

static void drop_waiting(GQueue *waiting, const struct downloader *downloader)
{
    for (GList *link = waiting->head; link;) {
        GList *next = link->next;
        struct transfer *transfer = link->data;
        if (transfer->downloader == downloader) {
            transfer_free(transfer);
            g_queue_delete_link(waiting, link);
        }
        link = next;
    }
}

void downloader_free(struct downloader **downloader)
{
    struct downloader *own = *downloader;
    if (!own) {
        return;
    }
    drop_waiting(&own->downloads->waiting, own);
    for (guint i = own->downloads->active->len; i > 0; i--) {
        struct transfer *transfer = g_ptr_array_index(own->downloads->active, i - 1);
        if (transfer->downloader == own) {
            g_ptr_array_remove_index_fast(own->downloads->active, i - 1);
            transfer_free(transfer);
        }
    }
    own->downloads->done -= own->done.length;
    g_queue_clear_full(&own->done, free_transfer);
    g_clear_pointer(&own->current, transfer_free);
    g_array_unref(own->hosts);
    g_ptr_array_unref(own->allowed);
    g_free(own->ca_file);
    g_free(own);
    *downloader = NULL;
}

/* ---- in ---- */

static void put_done(struct transfer *transfer)
{
    g_queue_push_tail(&transfer->downloader->done, transfer);
    transfer->downloader->downloads->done++;
}

gboolean download_is_url(struct ts_str locator)
{
    return (locator.len > 7 && memcmp(locator.ptr, "http://", 7) == 0) ||
           (locator.len > 8 && memcmp(locator.ptr, "https://", 8) == 0);
}

void download_start(struct downloader *downloader, const struct ts_request *request)
{
    struct transfer *transfer = transfer_new(downloader, request);
    g_autofree char *url = url_normalise(ts_text(NULL), request->locator);
    downloader->count++;
    if (!url) {
        transfer_say(transfer, TS_REFUSED, TS_CAUSE_SCOPE, g_strdup("is no address of a file"));
    }
    if (url && transfer_aim(transfer, url)) {
        g_queue_push_tail(&downloader->downloads->waiting, transfer);
    } else {
        put_done(transfer);
    }
}

/* ---- at work ---- */

/* When its host may be asked. */
static gint64 *time_of(struct downloads *downloads, const struct transfer *transfer)
{
    gint64 *time = g_hash_table_lookup(downloads->next_time, transfer->authority);
    if (!time) {
        time = g_new0(gint64, 1);
        g_hash_table_insert(downloads->next_time, g_strdup(transfer->authority), time);
    }
    return time;
}

/* Starts what may start. The microseconds until something may, or -1. */
static gint64 pump(struct downloads *downloads)
{
    gint64 now = g_get_monotonic_time(), least = -1;
    for (GList *link = downloads->waiting.head; link;) {
        GList *next = link->next;
        struct transfer *transfer = link->data;
        gint64 *time = time_of(downloads, transfer);
        if (downloads->active->len >= DOWNLOAD_ACTIVE) {
            return -1;
        }
        if (*time > now) {
            least = least < 0 ? *time - now : MIN(least, *time - now);
        } else {
            *time = now + (gint64)DOWNLOAD_INTERVAL_MSEC * 1000;
            g_queue_delete_link(&downloads->waiting, link);
            g_ptr_array_add(downloads->active, transfer);
            transfer_begin(transfer);
        }
        link = next;
    }
    return least;
}

/* What was redirected waits in front, since its time runs. */
static void settle(struct downloads *downloads, struct transfer *transfer, CURLcode code)
{
    g_ptr_array_remove_fast(downloads->active, transfer);
    if (transfer_settle(transfer, code)) {
        put_done(transfer);
    } else {
        g_queue_push_head(&downloads->waiting, transfer);
    }
}

static struct transfer *find_active(const struct downloads *downloads, const CURL *easy)
{
    for (guint i = 0; i < downloads->active->len; i++) {
        struct transfer *transfer = g_ptr_array_index(downloads->active, i);
        if (transfer->easy == easy) {
            return transfer;
        }
    }
    return NULL;
}

static void take_done(struct downloads *downloads, CURL *easy, CURLcode code)
{
    struct transfer *transfer = find_active(downloads, easy);
    if (transfer) {
        settle(downloads, transfer, code);
    } else if (downloads->other_done) {
        downloads->other_done(downloads->other_data, easy, code);
    }
}

void downloads_work(struct downloads *downloads)
{
    CURLMsg *message;
    int running, left;
    pump(downloads);
    curl_multi_perform(downloads->multi, &running);
    while ((message = curl_multi_info_read(downloads->multi, &left))) {
        if (message->msg == CURLMSG_DONE) {
            take_done(downloads, message->easy_handle, message->data.result);
        }
    }
}

/* ---- out ---- */

int download_next(struct downloader *downloader, struct ts_answer *answer_r)
{
    g_clear_pointer(&downloader->current, transfer_free);
    if (g_queue_is_empty(&downloader->done) && downloader->count > 0) {
        downloads_work(downloader->downloads);
    }
    downloader->current = g_queue_pop_head(&downloader->done);
    if (!downloader->current) {
        return 0;
    }
    downloader->count--;
    downloader->downloads->done--;
    *answer_r = downloader->current->answer;
    return 1;
}

guint download_count(const struct downloader *downloader)
{
    return downloader->count;
}

void downloads_wait(struct downloads *downloads, const struct pollfd *fds, guint count, guint msec)
{
    gint64 pause = pump(downloads);
    if (downloads->done) {
        return;
    }
    guint64 timeout = pause >= 0 ? MIN((guint64)msec, (guint64)pause / 1000 + 1) : msec;
    g_autofree struct curl_waitfd *extra = g_new0(struct curl_waitfd, count + 1);
    for (guint i = 0; i < count; i++) {
        extra[i].fd = fds[i].fd;
        extra[i].events = (short)((fds[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) |
                                  (fds[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0));
    }
    curl_multi_poll(downloads->multi, count ? extra : NULL, count, (int)MIN(timeout, G_MAXINT),
                    NULL);
}
