/* SPDX-License-Identifier: MIT
 *
 * One transfer with libcurl. Size and time are enforced in our own callbacks: in curl 7.88
 * MAXFILESIZE and the time-out do not hold against compression bombs and endless bodies.
 */
#include <math.h>
#include <sys/socket.h>
#include <unistd.h>

#include "plugins/source-web/address.h"
#include "plugins/source-web/url.h"
#include "plugins/source-web/web.h"

struct transfer *transfer_new(struct web *web, enum transfer_kind kind, const char *url)
{
    struct transfer *transfer = g_new0(struct transfer, 1);
    transfer->web = web;
    transfer->kind = kind;
    transfer->url = g_strdup(url);
    transfer->body = g_string_new(NULL);
    return transfer;
}

/* What one attempt left behind. */
static void clear_attempt(struct transfer *transfer)
{
    if (transfer->easy) {
        curl_multi_remove_handle(transfer->web->shared->multi, transfer->easy);
        curl_easy_cleanup(transfer->easy);
        transfer->easy = NULL;
    }
    g_clear_pointer(&transfer->headers, curl_slist_free_all);
    g_clear_pointer(&transfer->new_etag, g_free);
    g_clear_pointer(&transfer->new_last_modified, g_free);
    g_clear_pointer(&transfer->language, g_free);
    g_clear_pointer(&transfer->location, g_free);
    g_clear_pointer(&transfer->retry_after, g_free);
    g_clear_pointer(&transfer->stopped, g_free);
    g_string_truncate(transfer->body, 0);
    transfer->header_size = 0;
    transfer->stop_cause = TS_CAUSE_OTHER;
    transfer->error[0] = '\0';
}

void transfer_free(struct transfer *transfer)
{
    clear_attempt(transfer);
    g_string_free(transfer->body, TRUE);
    g_free(transfer->url);
    g_free(transfer->etag);
    g_free(transfer->last_modified);
    g_free(transfer);
}

/* ---- callbacks ---- */

static void stop(struct transfer *transfer, uint32_t cause, const char *why)
{
    if (!transfer->stopped) {
        transfer->stopped = g_strdup(why);
        transfer->stop_cause = cause;
    }
}

/* The media type is known when the first byte of the body comes. */
static gboolean is_wanted(struct transfer *transfer)
{
    char *type = NULL;
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_TYPE, &type);
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (transfer->kind == TRANSFER_ROBOTS || status != 200 || !type ||
        scope_is_document_type(type)) {
        return TRUE;
    }
    g_autofree char *why = g_strdup_printf("%.*s is not read", (int)strcspn(type, "; "), type);
    stop(transfer, TS_CAUSE_MEDIA, why);
    return FALSE;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *data)
{
    struct transfer *transfer = data;
    size_t length = size * count;
    size_t cap = transfer->kind == TRANSFER_ROBOTS ? ROBOTS_SIZE : WEB_BODY_SIZE;
    if (transfer->body->len == 0 && !is_wanted(transfer)) {
        return 0;
    }
    if (transfer->body->len + length > cap) {
        if (transfer->kind == TRANSFER_ROBOTS) {
            return length; /* what is beyond the first 500 KB does not count */
        }
        stop(transfer, TS_CAUSE_LIMIT, "the answer is larger than the 20 MB that are read");
        return 0;
    }
    if (g_get_monotonic_time() > transfer->deadline) {
        stop(transfer, TS_CAUSE_LIMIT, "the answer took too long");
        return 0;
    }
    g_string_append_len(transfer->body, bytes, (gssize)length);
    return length;
}

static void keep_header(const char *line, const char *name, char **value_r)
{
    size_t size = strlen(name);
    if (g_ascii_strncasecmp(line, name, size) == 0 && line[size] == ':') {
        g_free(*value_r);
        *value_r = g_strstrip(g_utf8_make_valid(line + size + 1, -1));
    }
}

static size_t take_header(char *bytes, size_t size, size_t count, void *data)
{
    struct transfer *transfer = data;
    size_t length = size * count;
    g_autofree char *line = g_strndup(bytes, length);
    transfer->header_size += length;
    if (transfer->header_size > WEB_HEADER_SIZE) {
        stop(transfer, TS_CAUSE_LIMIT, "the headers are larger than 64 KB");
        return 0;
    }
    keep_header(line, "etag", &transfer->new_etag);
    keep_header(line, "last-modified", &transfer->new_last_modified);
    keep_header(line, "content-language", &transfer->language);
    keep_header(line, "location", &transfer->location);
    keep_header(line, "retry-after", &transfer->retry_after);
    return length;
}

/* The decision falls on the address that is connected to, not on a name that was looked up
 * before: a second DNS answer can't lead elsewhere. */
static curl_socket_t open_socket(void *data, curlsocktype purpose, struct curl_sockaddr *address)
{
    struct transfer *transfer = data;
    (void)purpose;
    g_autofree char *authority = url_authority(transfer->url);
    gboolean is_allowed = FALSE;
    for (guint i = 0; i < transfer->web->options.allow_hosts->len; i++) {
        is_allowed |= g_ascii_strcasecmp(g_ptr_array_index(transfer->web->options.allow_hosts, i),
                                         authority) == 0;
    }
    if (!is_allowed && !address_is_global(&address->addr)) {
        transfer->is_address_refused = TRUE;
        return CURL_SOCKET_BAD;
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

/* ---- starting ---- */

static void set_limits(struct transfer *transfer)
{
    const struct web_options *options = &transfer->web->options;
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, options->timeout_msec);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, MIN(options->timeout_msec, 10000L));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 50L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, 15L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
    transfer->deadline = g_get_monotonic_time() + (gint64)options->timeout_msec * 1000;
}

static void set_headers(struct transfer *transfer)
{
    if (transfer->etag && *transfer->etag) {
        g_autofree char *line = g_strdup_printf("If-None-Match: %s", transfer->etag);
        transfer->headers = curl_slist_append(transfer->headers, line);
    }
    if (transfer->last_modified && *transfer->last_modified) {
        g_autofree char *line = g_strdup_printf("If-Modified-Since: %s", transfer->last_modified);
        transfer->headers = curl_slist_append(transfer->headers, line);
    }
    if (transfer->headers) {
        curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
    }
}

void transfer_start(struct transfer *transfer)
{
    const struct web_options *options = &transfer->web->options;
    transfer->attempts++;
    transfer->is_address_refused = FALSE;
    transfer->easy = curl_easy_init();
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_URL, transfer->url);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, options->user_agent);
    curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    if (options->ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
    }
    set_limits(transfer);
    set_headers(transfer);
    curl_multi_add_handle(transfer->web->shared->multi, easy);
}

/* ---- ending ---- */

static gboolean is_connection_trouble(CURLcode code)
{
    return code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ||
           code == CURLE_OPERATION_TIMEDOUT || code == CURLE_GOT_NOTHING ||
           code == CURLE_SEND_ERROR || code == CURLE_RECV_ERROR || code == CURLE_PARTIAL_FILE;
}

/* Seconds to wait: what the server asks for, else 0.2, 0.4, 0.8 ... with some chance in it, so that
 * many do not come back together. */
static double pause_before_retry(const struct transfer *transfer)
{
    if (transfer->retry_after && g_ascii_isdigit(transfer->retry_after[0])) {
        return CLAMP(g_ascii_strtod(transfer->retry_after, NULL), 0, WEB_RETRY_AFTER_MAX);
    }
    return 0.2 * pow(2, transfer->attempts - 1) * g_random_double_range(0.75, 1.25);
}

static gboolean may_retry(const struct transfer *transfer, CURLcode code, long status)
{
    if (transfer->attempts >= WEB_ATTEMPTS || transfer->host->down || transfer->stopped ||
        transfer->is_address_refused) {
        return FALSE;
    }
    return code == CURLE_OK ? status == 429 || status == 503 || status == 502 || status == 504
                            : is_connection_trouble(code);
}

static void retry(struct transfer *transfer, long status)
{
    struct host *host = transfer->host;
    gint64 pause = (gint64)(pause_before_retry(transfer) * G_USEC_PER_SEC);
    gint64 now = g_get_monotonic_time();
    clear_attempt(transfer);
    transfer->not_before = now + pause;
    if (status == 429 || status == 503) {
        host->next_time = MAX(host->next_time, now + pause); /* it said so for all of us */
    }
    g_queue_push_tail(&host->waiting, transfer);
}

/* Counts connections that fail in a row; a host that is down is not tried for every page. */
static void note_health(struct host *host, CURLcode code, const char *why)
{
    if (!is_connection_trouble(code)) {
        host->failures = 0;
    } else if (++host->failures >= WEB_FAILURES_MAX && !host->down) {
        host->down = g_strdup_printf("%s was given up after %u failures in a row: %s", host->origin,
                                     WEB_FAILURES_MAX, why);
    }
}

static char *describe(const struct transfer *transfer, CURLcode code)
{
    if (transfer->is_address_refused) {
        return g_strdup("leads to an address inside a network; name it in allow_hosts if that is "
                        "right");
    }
    if (code == CURLE_PARTIAL_FILE || code == CURLE_HTTP2_STREAM) {
        return g_strdup("the answer was cut off");
    }
    const char *text = transfer->error[0] ? transfer->error : curl_easy_strerror(code);
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    return g_strdup(valid);
}

static void answer_redirect(struct transfer *transfer, long status)
{
    g_autofree char *target =
        transfer->location ? url_normalise(ts_text(transfer->url), ts_text(transfer->location))
                           : NULL;
    if (!target) {
        reply_fail(transfer, FALSE,
                   g_strdup_printf("answered %ld without an address that can be followed", status));
    } else if (transfer->hops >= WEB_HOPS) {
        reply_fail(transfer, FALSE, g_strdup("more than 10 redirects in a row"));
    } else if (!scope_has_url(&transfer->web->options, target)) {
        reply_refuse(transfer, TS_CAUSE_SCOPE,
                     g_strdup_printf("redirects to %s, which is outside the scope", target));
    } else {
        struct reply *reply = reply_new(transfer->web, transfer->id, TS_REDIRECTED);
        reply->answer.target = ts_text(reply_keep(reply, g_steal_pointer(&target)));
    }
}

static void take_content_type(struct transfer *transfer, struct reply *reply)
{
    char *header = NULL;
    curl_easy_getinfo(transfer->easy, CURLINFO_CONTENT_TYPE, &header);
    g_autofree char *valid = g_utf8_make_valid(header ? header : "", -1);
    g_autofree char *lower = g_ascii_strdown(valid, -1);
    const char *charset = strstr(lower, "charset=");
    char *type = g_strndup(lower, strcspn(lower, "; \t,"));
    reply->answer.media_type = ts_text(reply_keep(reply, type));
    if (charset) {
        charset += strlen("charset=");
        charset += strspn(charset, "\"' ");
        char *own = g_strndup(charset, strcspn(charset, "\"'; \t,"));
        reply->answer.charset = ts_text(reply_keep(reply, own));
    }
}

static void answer_page(struct transfer *transfer)
{
    struct reply *reply = reply_new(transfer->web, transfer->id, TS_FETCHED);
    take_content_type(transfer, reply);
    reply->body = transfer->body;
    transfer->body = g_string_new(NULL);
    reply->answer.bytes = ts_bytes(reply->body->str, reply->body->len);
    reply->answer.etag = ts_text(reply_keep(reply, g_steal_pointer(&transfer->new_etag)));
    reply->answer.last_modified =
        ts_text(reply_keep(reply, g_steal_pointer(&transfer->new_last_modified)));
    reply->answer.language = ts_text(reply_keep(reply, g_steal_pointer(&transfer->language)));
}

static const char *status_name(long status)
{
    static const struct {
        long status;
        const char *name;
    } names[] = {{400, " Bad Request"},
                 {401, " Unauthorized"},
                 {403, " Forbidden"},
                 {405, " Method Not Allowed"},
                 {429, " Too Many Requests"},
                 {451, " Unavailable For Legal Reasons"},
                 {500, " Internal Server Error"},
                 {502, " Bad Gateway"},
                 {503, " Service Unavailable"},
                 {504, " Gateway Timeout"}};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (names[i].status == status) {
            return names[i].name;
        }
    }
    return "";
}

static void answer_status(struct transfer *transfer, long status)
{
    if (status == 304) {
        reply_new(transfer->web, transfer->id, TS_NOT_MODIFIED);
    } else if (status >= 200 && status < 300) {
        answer_page(transfer);
    } else if (status == 404 || status == 410) {
        struct reply *reply = reply_new(transfer->web, transfer->id, TS_VANISHED);
        reply->answer.reason =
            ts_text(status == 404 ? "answered 404 Not Found" : "answered 410 Gone");
    } else if (status >= 300 && status < 400) {
        answer_redirect(transfer, status);
    } else {
        reply_fail(transfer, status >= 500 || status == 429,
                   g_strdup_printf("answered %ld%s", status, status_name(status)));
    }
}

static void end_robots(struct transfer *transfer, CURLcode code, long status)
{
    struct host *host = transfer->host;
    g_autofree char *why = code == CURLE_OK ? NULL : describe(transfer, code);
    note_health(host, code, why);
    if (may_retry(transfer, code, status)) {
        /* In its own turn, not behind the pages that wait for it. */
        clear_attempt(transfer);
        transfer_start(transfer);
        return;
    }
    host_take_robots(host, transfer, code == CURLE_OK ? status : 599, why);
    transfer_free(transfer);
}

void transfer_end(struct transfer *transfer, CURLcode code)
{
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (transfer->kind == TRANSFER_ROBOTS) {
        end_robots(transfer, code, status);
        return;
    }
    transfer->host->active--;
    if (!transfer->stopped) {
        g_autofree char *why = code == CURLE_OK ? NULL : describe(transfer, code);
        note_health(transfer->host, transfer->is_address_refused ? CURLE_OK : code, why);
    }
    if (may_retry(transfer, code, status)) {
        retry(transfer, status);
        return;
    }
    if (transfer->stopped) {
        reply_refuse(transfer, transfer->stop_cause, g_steal_pointer(&transfer->stopped));
    } else if (transfer->is_address_refused) {
        reply_refuse(transfer, TS_CAUSE_ADDRESS, describe(transfer, code));
    } else if (code != CURLE_OK) {
        reply_fail(transfer, is_connection_trouble(code), describe(transfer, code));
    } else {
        answer_status(transfer, status);
    }
    transfer_free(transfer);
}
