/* SPDX-License-Identifier: MIT
 *
 * The source's operations: requests go to their hosts, curl is driven, answers are handed out.
 */
#include <unistd.h>

#include "plugins/common/address.h"
#include "plugins/source-web/cookies.h"
#include "plugins/source-web/web.h"

/* ---- life ---- */

static int start(struct ts_call *call, void **shared_r)
{
    struct shared *shared = g_new0(struct shared, 1);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(shared->multi = curl_multi_init())) {
        g_free(shared);
        return ts_fail(call, "libcurl can't start");
    }
    curl_multi_setopt(shared->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)WEB_CONCURRENCY_MAX);
    curl_multi_setopt(shared->multi, CURLMOPT_MAXCONNECTS, 64L);
    curl_multi_setopt(shared->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
    shared->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, host_free);
    shared->webs = g_ptr_array_new();
    *shared_r = shared;
    return 0;
}

static void stop(struct ts_call *call, void *data)
{
    struct shared *shared = data;
    (void)call;
    if (shared) {
        g_hash_table_unref(shared->hosts);
        g_ptr_array_unref(shared->webs);
        curl_multi_cleanup(shared->multi);
        g_free(shared);
        curl_global_cleanup();
    }
}

static void free_web(struct web *web)
{
    g_queue_clear_full(&web->replies, reply_free);
    reply_free(web->current);
    g_ptr_array_unref(web->idle);
    curl_slist_free_all(web->accept);
    credentials_close(&web->credentials);
    g_clear_pointer(&web->jars, g_hash_table_unref);
    traps_free(&web->traps);
    web_options_clear(&web->options);
    g_free(web);
}

static int check_certificates(struct ts_call *call, const char *path)
{
    g_autofree char *why = g_strdup_printf("ca_file: \"%s\" can't be read", path);
    return path && access(path, R_OK) != 0 ? ts_fail(call, why) : 0;
}

/* As trap_month counts. */
static guint this_month(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    return (guint)(g_date_time_get_year(now) * 12 + g_date_time_get_month(now) - 1);
}

static int open_web(struct ts_call *call, void *shared, const struct ts_open *open, void **self_r)
{
    struct web *web = g_new0(struct web, 1);
    web->shared = shared;
    web->idle = g_ptr_array_new_with_free_func(curl_easy_cleanup);
    web->accept = curl_slist_append(NULL, "Accept-Encoding: " DECODE_ACCEPTED);
    g_queue_init(&web->replies);
    if (web_options_read(call, open->options, &web->options) != 0 ||
        check_certificates(call, web->options.ca_file) != 0 ||
        credentials_open(call, open->options, web->options.start, &web->credentials) != 0) {
        free_web(web);
        return -1;
    }
    web->jars = web->options.wants_cookies ? cookies_new() : NULL;
    web->traps = traps_new(web->options.max_per_pattern, this_month());
    g_ptr_array_add(web->shared->webs, web);
    *self_r = web;
    return 0;
}

/* Its transfers are taken back from curl first. */
static void close_web(struct ts_call *call, void *self)
{
    struct web *web = self;
    GHashTableIter iter;
    gpointer host;
    (void)call;
    g_hash_table_iter_init(&iter, web->shared->hosts);
    while (g_hash_table_iter_next(&iter, NULL, &host)) {
        host_drop(host, web);
    }
    g_ptr_array_remove_fast(web->shared->webs, web);
    free_web(web);
}

/* ---- requests ---- */

static char *dup_str(struct ts_str text)
{
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

static void answer_unfit(struct web *web, guint64 id, uint32_t status, uint32_t cause,
                         const char *reason)
{
    struct reply *reply = reply_new(web, id, status);
    reply->answer.cause = cause;
    reply->answer.reason = ts_text(reason);
}

/* Behind a proxy no connection tells where it leads: what is plainly inside is refused by name. */
static gboolean leads_inside(const struct web *web, const char *url)
{
    struct url_parts parts;
    url_split(ts_text(url), &parts);
    return web->options.proxy && address_is_inside_name(parts.host) &&
           !web_options_allow(&web->options, &parts);
}

/* What may not be asked for: the answer is given. */
static gboolean refuse_page(struct web *web, const struct ts_request *request, const char *url)
{
    if (!scope_has_url(&web->options, ts_text(url))) {
        answer_unfit(web, request->id, TS_REFUSED, TS_CAUSE_SCOPE, "is outside the scope");
        return TRUE;
    }
    if (leads_inside(web, url)) {
        answer_unfit(web, request->id, TS_REFUSED, TS_CAUSE_ADDRESS,
                     "leads to an address inside a network");
        return TRUE;
    }
    char *trap =
        scope_is_start(&web->options, ts_text(url)) ? NULL : traps_enter(web->traps, ts_text(url));
    if (trap) {
        struct reply *reply = reply_new(web, request->id, TS_REFUSED);
        reply->answer.cause = TS_CAUSE_TRAP;
        reply->answer.reason = reply_keep(reply, trap);
    }
    return trap != NULL;
}

static gboolean wants_status(const struct ts_request *request)
{
    return request->want == TS_WANT_STATUS;
}

/* What an earlier run with other settings knew is held against the scope of this one. */
static void feed_page(struct web *web, const struct ts_request *request)
{
    g_autofree char *url = url_normalise(ts_text(NULL), request->locator);
    if (!url) {
        answer_unfit(web, request->id, TS_FAILED, TS_CAUSE_OTHER, "is no address of http or https");
        return;
    }
    if (!wants_status(request) && refuse_page(web, request, url)) {
        return;
    }
    struct transfer *transfer =
        transfer_new(web, wants_status(request) ? TRANSFER_PROBE : TRANSFER_PAGE, url);
    transfer->id = request->id;
    transfer->hops = request->hops;
    transfer->etag = dup_str(request->etag);
    transfer->last_modified = dup_str(request->last_modified);
    transfer->host = host_of(web, url);
    g_queue_push_tail(&transfer->host->waiting, transfer);
}

static int feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct web *web = self;
    (void)call;
    if (!request) {
        web->has_ended = TRUE;
        return 0;
    }
    web->open++;
    if (request->locator.len == 0) {
        web->has_root = TRUE;
        web->root_id = request->id;
    } else {
        feed_page(web, request);
    }
    return 0;
}

/* ---- driving ---- */

static void take_messages(struct shared *shared)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(shared->multi, &left))) {
        struct transfer *transfer = NULL;
        if (message->msg == CURLMSG_DONE) {
            CURLcode code = message->data.result;
            curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
            transfer_end(transfer, code);
        }
    }
}

/* Starts what may start in every host; the microseconds until something may, or -1. */
static gint64 pump(struct shared *shared)
{
    GHashTableIter iter;
    gpointer host;
    gint64 least = -1;
    g_hash_table_iter_init(&iter, shared->hosts);
    while (g_hash_table_iter_next(&iter, NULL, &host)) {
        gint64 wait = host_pump(host);
        least = wait >= 0 && (least < 0 || wait < least) ? wait : least;
    }
    return least;
}

/* Of any touchpoint: what one sets going may be what another waits for. */
static gboolean has_reply(const struct shared *shared)
{
    for (guint i = 0; i < shared->webs->len; i++) {
        struct web *web = g_ptr_array_index(shared->webs, i);
        if (web->has_root) {
            roots_answer(web);
        }
        if (!g_queue_is_empty(&web->replies)) {
            return TRUE;
        }
    }
    return FALSE;
}

static int next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct web *web = self;
    int running;
    (void)call;
    g_clear_pointer(&web->current, reply_free);
    if (web->has_root) {
        roots_answer(web);
    }
    if (g_queue_is_empty(&web->replies) && web->open > 0) {
        pump(web->shared);
        curl_multi_perform(web->shared->multi, &running);
        take_messages(web->shared);
    }
    web->current = g_queue_pop_head(&web->replies);
    if (web->current) {
        *answer_r = web->current->answer;
        return 1;
    }
    return web->has_ended && web->open == 0 ? 0 : 2;
}

static void wait_for(struct ts_call *call, void *data, int32_t fd, uint32_t msec)
{
    struct shared *shared = data;
    struct curl_waitfd extra = {.fd = fd, .events = CURL_WAIT_POLLIN};
    gint64 pause = pump(shared);
    guint64 timeout = pause >= 0 ? MIN((guint64)msec, (guint64)pause / 1000 + 1) : msec;
    (void)call;
    if (has_reply(shared)) {
        return;
    }
    curl_multi_poll(shared->multi, fd >= 0 ? &extra : NULL, fd >= 0 ? 1 : 0,
                    (int)MIN(timeout, G_MAXINT), NULL);
}

const struct ts_source_ops web_ops = {
    .size = sizeof web_ops,
    .start = start,
    .open = open_web,
    .feed = feed,
    .next = next,
    .wait = wait_for,
    .close = close_web,
    .stop = stop,
    .scope_open = scope_open,
    .resolve = scope_resolve,
    .scope_close = scope_close,
};
