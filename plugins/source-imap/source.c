/* SPDX-License-Identifier: MIT
 *
 * The callbacks of the source: requests in, answers out, and waiting for the sockets of all
 * touchpoints at once.
 */
#include <gmime/gmime.h>

#include "plugins/source-imap/imap.h"

/* ---- life ---- */

static int start(struct ts_call *call, void **shared_r)
{
    struct shared *shared = g_new0(struct shared, 1);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(shared->multi = curl_multi_init())) {
        g_free(shared);
        return ts_fail(call, "libcurl does not start");
    }
    g_mime_init();
    shared->imaps = g_ptr_array_new();
    *shared_r = shared;
    return 0;
}

static void stop(struct ts_call *call, void *data)
{
    struct shared *shared = data;
    (void)call;
    if (shared) {
        curl_multi_cleanup(shared->multi);
        g_ptr_array_unref(shared->imaps);
        g_free(shared);
        g_mime_shutdown();
        curl_global_cleanup();
    }
}

static void reply_free_any(gpointer data)
{
    reply_free(data);
}

static void imap_free(struct imap *imap)
{
    connection_close(&imap->connection);
    g_queue_clear_full(&imap->waiting, request_free);
    g_queue_clear_full(&imap->asked, request_free);
    g_queue_clear_full(&imap->replies, reply_free_any);
    g_clear_pointer(&imap->current, reply_free);
    g_array_unref(imap->mails);
    g_array_unref(imap->listing);
    g_array_unref(imap->news);
    g_free(imap->down);
    g_free(imap->headers_failure);
    imap_options_clear(&imap->options);
    g_free(imap);
}

static int open_imap(struct ts_call *call, void *data, const struct ts_open *open, void **self_r)
{
    struct shared *shared = data;
    struct imap *imap = g_new0(struct imap, 1);
    imap->shared = shared;
    imap->now = g_get_real_time() / G_USEC_PER_SEC;
    imap->mails = g_array_new(FALSE, TRUE, sizeof(struct mail));
    imap->listing = g_array_new(FALSE, TRUE, sizeof(struct mail));
    imap->news = g_array_new(FALSE, TRUE, sizeof(guint32));
    imap->connection.multi = shared->multi;
    imap->connection.options = &imap->options;
    if (imap_options_read(call, open->options, &imap->options) != 0) {
        imap_free(imap);
        return -1;
    }
    g_ptr_array_add(shared->imaps, imap);
    *self_r = imap;
    return 0;
}

static void close_imap(struct ts_call *call, void *self)
{
    struct imap *imap = self;
    (void)call;
    g_ptr_array_remove(imap->shared->imaps, imap);
    imap_free(imap);
}

/* ---- requests ---- */

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.ptr ? text.ptr : "", text.len);
}

static int feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct imap *imap = self;
    (void)call;
    if (!request) {
        imap->has_ended = TRUE;
        return 0;
    }
    struct request *own = g_new0(struct request, 1);
    *own = (struct request){
        .id = request->id, .locator = dup_str(request->locator), .etag = dup_str(request->etag)};
    own->place = locator_parse(imap->options.base, request->locator, &own->validity, &own->uid);
    g_queue_push_tail(&imap->waiting, own);
    return 0;
}

/* ---- answers ---- */

static void take_messages(struct shared *shared)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(shared->multi, &left))) {
        CURLcode code = message->data.result;
        for (guint i = 0; message->msg == CURLMSG_DONE && i < shared->imaps->len; i++) {
            struct imap *imap = g_ptr_array_index(shared->imaps, i);
            if (imap->connection.easy == message->easy_handle) {
                mailbox_opened(imap, code);
                break;
            }
        }
    }
}

static int next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct imap *imap = self;
    int running;
    (void)call;
    g_clear_pointer(&imap->current, reply_free);
    mailbox_work(imap);
    curl_multi_perform(imap->shared->multi, &running);
    take_messages(imap->shared);
    mailbox_work(imap);
    if (imap->replies.length) {
        imap->current = g_queue_pop_head(&imap->replies);
        *answer_r = imap->current->answer;
        return 1;
    }
    if (imap->has_ended && imap->waiting.length + imap->asked.length + imap->replies.length == 0) {
        mailbox_end(imap);
        return 0;
    }
    return 2;
}

/* ---- waiting ---- */

/* Milliseconds that may pass, by the least of the touchpoints. */
static guint64 gather(const struct shared *shared, GArray *fds, guint64 msec)
{
    for (guint i = 0; i < shared->imaps->len; i++) {
        const struct imap *imap = g_ptr_array_index(shared->imaps, i);
        struct curl_waitfd one = {.fd = CURL_SOCKET_BAD};
        gint64 pause = mailbox_pause(imap), left = 0;
        if (imap->phase != PHASE_IDLE) {
            one.fd = connection_socket(&imap->connection, &one.events, &left);
        }
        if (one.fd != CURL_SOCKET_BAD) {
            g_array_append_val(fds, one);
            msec = MIN(msec, (guint64)left);
        }
        msec = pause >= 0 ? MIN(msec, (guint64)pause / 1000 + (pause ? 1 : 0)) : msec;
    }
    return msec;
}

static void wait_for(struct ts_call *call, void *data, int32_t fd, uint32_t msec)
{
    struct shared *shared = data;
    struct curl_waitfd extra = {.fd = fd, .events = CURL_WAIT_POLLIN};
    g_autoptr(GArray) fds = g_array_new(FALSE, TRUE, sizeof extra);
    (void)call;
    if (fd >= 0) {
        g_array_append_val(fds, extra);
    }
    guint64 pause = gather(shared, fds, msec);
    curl_multi_poll(shared->multi, (struct curl_waitfd *)(void *)fds->data, fds->len,
                    (int)MIN(pause, G_MAXINT), NULL);
}

const struct ts_source_ops imap_ops = {
    .size = sizeof imap_ops,
    .start = start,
    .open = open_imap,
    .feed = feed,
    .next = next,
    .wait = wait_for,
    .close = close_imap,
    .stop = stop,
};
