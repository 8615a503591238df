/* SPDX-License-Identifier: MIT
 *
 * The callbacks of the source: requests in, answers out, and waiting for the sockets of all
 * touchpoints at once.
 */
#include <gmime/gmime.h>

#include "plugins/common/picture_scope.h"
#include "plugins/source-imap/imap.h"

/* ---- life ---- */

/* libcurl's part of a connection is done. */
static void take_opened(void *data, CURL *easy, CURLcode code)
{
    const struct shared *shared = data;
    for (guint i = 0; i < shared->imaps->len; i++) {
        struct imap *imap = g_ptr_array_index(shared->imaps, i);
        if (imap->connection.easy == easy) {
            mailbox_opened(imap, code);
            return;
        }
    }
}

static int start(struct ts_call *call, void **shared_r)
{
    struct shared *shared = g_new0(struct shared, 1);
    shared->downloads = downloads_new();
    if (!shared->downloads) {
        g_free(shared);
        return ts_fail(call, "libcurl does not start");
    }
    shared->multi = downloads_join(shared->downloads, take_opened, shared);
    shared->imaps = g_ptr_array_new();
    g_mime_init();
    *shared_r = shared;
    return 0;
}

static void stop(struct ts_call *call, void *data)
{
    struct shared *shared = data;
    (void)call;
    if (shared) {
        downloads_free(&shared->downloads);
        g_ptr_array_unref(shared->imaps);
        g_free(shared);
        g_mime_shutdown();
    }
}

static void reply_free_any(gpointer data)
{
    reply_free(data);
}

static void imap_free(struct imap *imap)
{
    connection_close(&imap->connection);
    downloader_free(&imap->downloader);
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
    if (imap_options_read(call, open->options, &imap->options) != 0 ||
        picture_downloader_new(call, shared->downloads, open->options, &imap->downloader) != 0) {
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
    if (download_is_url(request->locator)) {
        download_start(imap->downloader, request);
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

static gboolean is_busy(const struct imap *imap)
{
    return imap->waiting.length + imap->asked.length + imap->replies.length > 0 ||
           download_count(imap->downloader) > 0;
}

static int next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct imap *imap = self;
    (void)call;
    g_clear_pointer(&imap->current, reply_free);
    mailbox_work(imap);
    downloads_work(imap->shared->downloads);
    mailbox_work(imap);
    if (download_next(imap->downloader, answer_r) == 1) {
        return 1;
    }
    if (imap->replies.length) {
        imap->current = g_queue_pop_head(&imap->replies);
        *answer_r = imap->current->answer;
        return 1;
    }
    if (imap->has_ended && !is_busy(imap)) {
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
        struct pollfd one = {.fd = CURL_SOCKET_BAD};
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
    struct pollfd host = {.fd = fd, .events = POLLIN};
    g_autoptr(GArray) fds = g_array_new(FALSE, TRUE, sizeof host);
    (void)call;
    if (fd >= 0) {
        g_array_append_val(fds, host);
    }
    guint64 pause = gather(shared, fds, msec);
    downloads_wait(shared->downloads, (const struct pollfd *)(const void *)fds->data, fds->len,
                   (guint)MIN(pause, G_MAXINT));
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
    .scope_open = picture_scope_open,
    .resolve = picture_scope_resolve,
    .scope_close = picture_scope_close,
};
