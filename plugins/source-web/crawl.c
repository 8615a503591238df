/* SPDX-License-Identifier: MIT
 *
 * The source's operations: requests go to their hosts, curl is driven, answers are handed out.
 */
#include "plugins/source-web/url.h"
#include "plugins/source-web/web.h"

/* ---- replies ---- */

struct reply *reply_new(struct web *web, guint64 id, uint32_t status)
{
    struct reply *reply = g_new0(struct reply, 1);
    reply->answer = (struct ts_answer){.size = sizeof reply->answer, .status = status, .id = id};
    reply->strings = g_ptr_array_new_with_free_func(g_free);
    reply->found = g_array_new(FALSE, TRUE, sizeof(struct ts_found));
    g_queue_push_tail(&web->replies, reply);
    web->open--;
    return reply;
}

const char *reply_keep(struct reply *reply, char *text)
{
    if (text) {
        g_ptr_array_add(reply->strings, text);
    }
    return text;
}

static void reply_free(gpointer data)
{
    struct reply *reply = data;
    if (reply) {
        g_ptr_array_unref(reply->strings);
        g_array_unref(reply->found);
        if (reply->body) {
            g_string_free(reply->body, TRUE);
        }
        g_free(reply);
    }
}

void reply_refuse(struct transfer *transfer, uint32_t cause, char *reason)
{
    struct reply *reply = reply_new(transfer->web, transfer->id, TS_REFUSED);
    reply->answer.cause = cause;
    reply->answer.reason = ts_text(reply_keep(reply, reason));
}

void reply_fail(struct transfer *transfer, gboolean is_retryable, char *reason)
{
    struct reply *reply = reply_new(transfer->web, transfer->id, TS_FAILED);
    reply->answer.is_retryable = is_retryable ? 1 : 0;
    reply->answer.reason = ts_text(reply_keep(reply, reason));
}

/* ---- life ---- */

static int start(struct ts_call *call, void **shared_r)
{
    struct shared *shared = g_new0(struct shared, 1);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK || !(shared->multi = curl_multi_init())) {
        g_free(shared);
        return ts_fail(call, "libcurl can't start");
    }
    curl_multi_setopt(shared->multi, CURLMOPT_MAX_HOST_CONNECTIONS, 32L);
    curl_multi_setopt(shared->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_MULTIPLEX);
    shared->hosts = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, host_free);
    shared->webs = g_ptr_array_new();
    *shared_r = shared;
    return 0;
}

/* Transfers under way belong to curl's handles: they are taken back first. */
static void drop_transfers(struct shared *shared, const struct web *web)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, shared->hosts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        struct host *host = value;
        guint length = host->waiting.length;
        for (guint i = 0; i < length; i++) {
            struct transfer *transfer = g_queue_pop_head(&host->waiting);
            if (transfer->web == web) {
                transfer_free(transfer);
            } else {
                g_queue_push_tail(&host->waiting, transfer);
            }
        }
    }
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

static int open_web(struct ts_call *call, void *shared, const struct ts_open *open, void **self_r)
{
    struct web *web = g_new0(struct web, 1);
    web->shared = shared;
    g_queue_init(&web->replies);
    if (web_options_read(call, open->options, &web->options) != 0) {
        web_options_clear(&web->options);
        g_free(web);
        return -1;
    }
    g_ptr_array_add(web->shared->webs, web);
    *self_r = web;
    return 0;
}

static void close_web(struct ts_call *call, void *self)
{
    struct web *web = self;
    (void)call;
    drop_transfers(web->shared, web);
    g_ptr_array_remove(web->shared->webs, web);
    g_queue_clear_full(&web->replies, reply_free);
    reply_free(web->current);
    web_options_clear(&web->options);
    g_free(web);
}

/* ---- requests ---- */

static char *dup_str(struct ts_str text)
{
    return g_strndup(text.ptr ? text.ptr : "", text.len);
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
        return 0;
    }
    g_autofree char *url = url_normalise(ts_text(NULL), request->locator);
    if (!url) {
        struct reply *reply = reply_new(web, request->id, TS_FAILED);
        reply->answer.reason = ts_text("is not a http or https address");
        return 0;
    }
    struct transfer *transfer = transfer_new(web, TRANSFER_PAGE, url);
    transfer->id = request->id;
    transfer->hops = request->hops;
    transfer->etag = dup_str(request->etag);
    transfer->last_modified = dup_str(request->last_modified);
    transfer->host = host_of(web->shared, url);
    g_queue_push_tail(&transfer->host->waiting, transfer);
    return 0;
}

/* ---- the root: where to start, and the sitemaps ---- */

static void add_found(struct reply *reply, char *url, uint32_t purpose)
{
    struct ts_found found = {.locator = ts_text(reply_keep(reply, url)), .purpose = purpose};
    g_array_append_val(reply->found, found);
}

/* robots.txt of the start's host, asked for on the way; NULL: it is not there yet. */
static struct host *ready_host(struct web *web, const char *url)
{
    struct host *host = host_of(web->shared, url);
    if (web->options.ignores_robots || !web->options.wants_sitemap || host->down) {
        return host;
    }
    if (host->robots_state == ROBOTS_UNKNOWN) {
        struct transfer *transfer;
        g_autofree char *robots = g_strconcat(host->origin, "/robots.txt", NULL);
        transfer = transfer_new(web, TRANSFER_ROBOTS, robots);
        transfer->host = host;
        host->robots_state = ROBOTS_ASKED;
        transfer_start(transfer);
    }
    return host->robots_state == ROBOTS_KNOWN ? host : NULL;
}

static void add_sitemaps(struct web *web, struct reply *reply, const struct host *host)
{
    if (!web->options.wants_sitemap || host->down || host->robots_refusal) {
        return;
    }
    guint before = reply->found->len;
    for (guint i = 0; host->robots && i < host->robots->sitemaps->len; i++) {
        g_autofree char *base = g_strconcat(host->origin, "/", NULL);
        char *url =
            url_normalise(ts_text(base), ts_text(g_ptr_array_index(host->robots->sitemaps, i)));
        g_autofree char *authority = url ? url_authority(url) : NULL;
        if (url && scope_has_authority(web->options.hosts, authority)) {
            add_found(reply, url, TS_LINK_MAP);
        } else {
            g_free(url);
        }
    }
    if (reply->found->len == before) {
        g_autofree char *fallback = g_strconcat(host->origin, "/sitemap.xml", NULL);
        add_found(reply, url_normalise(ts_text(NULL), ts_text(fallback)), TS_LINK_MAP);
    }
}

static void answer_root(struct web *web)
{
    const GPtrArray *start = web->options.start;
    for (guint i = 0; i < start->len; i++) {
        if (!ready_host(web, g_ptr_array_index(start, i))) {
            return;
        }
    }
    struct reply *reply = reply_new(web, web->root_id, TS_LISTED);
    web->has_root = FALSE;
    for (guint i = 0; i < start->len; i++) {
        add_found(reply, g_strdup(g_ptr_array_index(start, i)), TS_LINK_PAGE);
    }
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < start->len; i++) {
        struct host *host = host_of(web->shared, g_ptr_array_index(start, i));
        if (g_hash_table_add(seen, host)) {
            add_sitemaps(web, reply, host);
        }
    }
    reply->answer.found =
        (struct ts_list){reply->found->data, reply->found->len, sizeof(struct ts_found)};
}

/* ---- driving ---- */

static void take_messages(struct shared *shared)
{
    CURLMsg *message;
    int left;
    while ((message = curl_multi_info_read(shared->multi, &left))) {
        struct transfer *transfer = NULL;
        if (message->msg != CURLMSG_DONE) {
            continue;
        }
        CURLcode code = message->data.result;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        transfer_end(transfer, code);
    }
}

/* Starts what may start in every host; the microseconds until something may, or -1. */
static gint64 pump(struct shared *shared)
{
    GHashTableIter iter;
    gpointer value;
    gint64 least = -1;
    g_hash_table_iter_init(&iter, shared->hosts);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        gint64 wait = host_pump(shared, value);
        least = wait >= 0 && (least < 0 || wait < least) ? wait : least;
    }
    return least;
}

static void drive(struct shared *shared)
{
    int running;
    pump(shared);
    curl_multi_perform(shared->multi, &running);
    take_messages(shared);
}

static int next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct web *web = self;
    (void)call;
    g_clear_pointer(&web->current, reply_free);
    if (g_queue_is_empty(&web->replies)) {
        drive(web->shared);
    }
    if (web->has_root) {
        answer_root(web);
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
    int timeout = (int)(pause >= 0 ? MIN((gint64)msec, pause / 1000 + 1) : msec);
    (void)call;
    curl_multi_poll(shared->multi, fd >= 0 ? &extra : NULL, fd >= 0 ? 1 : 0, timeout, NULL);
}

/* ---- the worker's side ---- */

static int scope_open(struct ts_call *call, const struct ts_open *open, void **scope_r)
{
    struct web_options *options = g_new0(struct web_options, 1);
    if (web_options_read(call, open->options, options) != 0) {
        web_options_clear(options);
        g_free(options);
        return -1;
    }
    *scope_r = options;
    return 0;
}

static int resolve(struct ts_call *call, void *scope, struct ts_str base, struct ts_str reference,
                   uint32_t purpose, struct ts_str *locator_r)
{
    const struct web_options *options = scope;
    struct url_parts parts;
    g_autofree char *url = url_normalise(base, reference);
    (void)purpose;
    if (!url) {
        return -1;
    }
    if (!scope_has_url(options, url) || !url_split(url, &parts) ||
        !scope_is_document(parts.path.ptr)) {
        return 0;
    }
    size_t size = strlen(url);
    char *own = call->host->alloc(call, size + 1);
    memcpy(own, url, size);
    *locator_r = ts_bytes(own, size);
    return 1;
}

static void scope_close(struct ts_call *call, void *scope)
{
    (void)call;
    web_options_clear(scope);
    g_free(scope);
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
    .resolve = resolve,
    .scope_close = scope_close,
};
