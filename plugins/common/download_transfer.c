/* SPDX-License-Identifier: MIT
 *
 * One transfer with libcurl. Size and time are enforced in our own callbacks, since the caps of
 * curl 7.88 do not hold against endless bodies.
 */
#include <unistd.h>

#include "plugins/common/download_private.h"
#include "plugins/common/hosts.h"

static char *dup_str(struct ts_str text)
{
    return text.len ? g_strndup(text.ptr, text.len) : NULL;
}

struct transfer *transfer_new(struct downloader *downloader, const struct ts_request *request)
{
    struct transfer *transfer = g_new0(struct transfer, 1);
    transfer->downloader = downloader;
    transfer->id = request->id;
    transfer->etag = dup_str(request->etag);
    transfer->last_modified = dup_str(request->last_modified);
    return transfer;
}

/* What one hop left behind. */
static void clear_hop(struct transfer *transfer)
{
    if (transfer->easy) {
        curl_multi_remove_handle(transfer->downloader->downloads->multi, transfer->easy);
        curl_easy_cleanup(transfer->easy);
        transfer->easy = NULL;
    }
    g_clear_pointer(&transfer->request_headers, curl_slist_free_all);
    for (size_t i = 0; i < HEADER_COUNT; i++) {
        g_clear_pointer(&transfer->headers[i], g_free);
    }
    if (transfer->body) {
        g_string_free(transfer->body, TRUE);
        transfer->body = NULL;
    }
    transfer->header_size = 0;
}

void transfer_free(struct transfer *transfer)
{
    clear_hop(transfer);
    g_free(transfer->url);
    g_free(transfer->authority);
    g_free(transfer->etag);
    g_free(transfer->last_modified);
    g_free(transfer->stopped);
    g_free(transfer->text);
    g_free(transfer->media_type);
    g_free(transfer->charset);
    g_free(transfer);
}

void transfer_say(struct transfer *transfer, uint32_t status, uint32_t cause, char *reason)
{
    g_free(transfer->text);
    transfer->text = reason;
    transfer->answer = (struct ts_answer){
        .size = sizeof transfer->answer,
        .id = transfer->id,
        .status = status,
        .cause = cause,
        .reason = ts_text(reason),
    };
}

gboolean transfer_aim(struct transfer *transfer, const char *url)
{
    const struct downloader *downloader = transfer->downloader;
    struct url_parts parts;
    if (!url_split(ts_text(url), &parts) || !hosts_have(downloader->hosts, &parts)) {
        transfer_say(transfer, TS_REFUSED, TS_CAUSE_SCOPE,
                     g_strdup_printf("%s%s lies on no host that %s names",
                                     transfer->url ? "redirects to " : "", url,
                                     downloader->hosts_option));
        return FALSE;
    }
    char *own = g_strdup(url);
    transfer->guard.may_be_private = hosts_are_allowed(downloader->allowed, &parts);
    clear_hop(transfer);
    g_free(transfer->url);
    g_free(transfer->authority);
    transfer->url = own;
    transfer->authority = url_authority(own);
    return TRUE;
}

/* Returns 0, for callbacks that end the transfer with it. */
static size_t stop(struct transfer *transfer, uint32_t status, uint32_t cause, char *why)
{
    if (transfer->stopped) {
        g_free(why);
    } else {
        transfer->stopped = why;
        transfer->stop_status = status;
        transfer->stop_cause = cause;
    }
    return 0;
}

/* ---- headers ---- */

static const char *const header_names[HEADER_COUNT] = {
    [HEADER_TYPE] = "content-type:", [HEADER_ENCODING] = "content-encoding:",
    [HEADER_ETAG] = "etag:",         [HEADER_MODIFIED] = "last-modified:",
    [HEADER_LOCATION] = "location:",
};

static void keep_header(struct transfer *transfer, const char *bytes, size_t length)
{
    for (size_t i = 0; i < HEADER_COUNT; i++) {
        size_t size = strlen(header_names[i]);
        if (length > size && g_ascii_strncasecmp(bytes, header_names[i], size) == 0) {
            g_free(transfer->headers[i]);
            transfer->headers[i] =
                g_strstrip(g_utf8_make_valid(bytes + size, (gssize)(length - size)));
        }
    }
}

/* Of the answer's end of headers: is it something that is wanted? */
static gboolean judge_head(struct transfer *transfer)
{
    const char *type = transfer->headers[HEADER_TYPE], *media = transfer->downloader->media;
    const char *encoding = transfer->headers[HEADER_ENCODING];
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) {
        return TRUE;
    }
    if (media && type && g_ascii_strncasecmp(type, media, strlen(media)) != 0) {
        stop(transfer, TS_REFUSED, TS_CAUSE_MEDIA,
             g_strdup_printf("%.100s is not what was looked for (%s)", type, media));
        return FALSE;
    }
    if (encoding && *encoding && g_ascii_strcasecmp(encoding, "identity") != 0) {
        stop(transfer, TS_FAILED, TS_CAUSE_OTHER,
             g_strdup_printf("is packed as \"%.100s\", which was not asked for", encoding));
        return FALSE;
    }
    return TRUE;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *data)
{
    struct transfer *transfer = data;
    size_t length = size * count;
    transfer->header_size += length;
    if (transfer->header_size > DOWNLOAD_HEADERS_SIZE) {
        return stop(transfer, TS_FAILED, TS_CAUSE_LIMIT,
                    g_strdup("its headers are larger than 64 KB"));
    }
    if (length >= 5 && memcmp(bytes, "HTTP/", 5) == 0) { /* of an interim answer before it */
        for (size_t i = 0; i < HEADER_COUNT; i++) {
            g_clear_pointer(&transfer->headers[i], g_free);
        }
        return length;
    }
    gboolean is_end = length > 0 && (bytes[0] == '\r' || bytes[0] == '\n');
    if (is_end) {
        return judge_head(transfer) ? length : 0;
    }
    if (!transfer->body) { /* trailers say nothing we trust */
        keep_header(transfer, bytes, length);
    }
    return length;
}

/* ---- bodies ---- */

static size_t take_body(char *bytes, size_t size, size_t count, void *data)
{
    struct transfer *transfer = data;
    size_t length = size * count;
    if (g_get_monotonic_time() > transfer->deadline) {
        return stop(transfer, TS_FAILED, TS_CAUSE_OTHER,
                    g_strdup("did not finish its answer in time"));
    }
    if (!transfer->body) {
        transfer->body = g_string_new(NULL);
    }
    if (transfer->body->len + length > DOWNLOAD_SIZE) {
        return stop(transfer, TS_FAILED, TS_CAUSE_LIMIT,
                    g_strdup("is larger than the 20 MB that are read of one file"));
    }
    g_string_append_len(transfer->body, bytes, (gssize)length);
    return length;
}

/* ---- starting ---- */

static void add_header(struct transfer *transfer, const char *name, const char *value)
{
    g_autofree char *line = value ? g_strconcat(name, ": ", value, NULL) : NULL;
    if (line) {
        transfer->request_headers = curl_slist_append(transfer->request_headers, line);
    }
}

static void set_callbacks(struct transfer *transfer)
{
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    guard_attach(easy, &transfer->guard);
}

void transfer_begin(struct transfer *transfer)
{
    gint64 now = g_get_monotonic_time();
    transfer->deadline =
        transfer->deadline ? transfer->deadline : now + (gint64)DOWNLOAD_MSEC * 1000;
    gint64 left = (transfer->deadline - now) / 1000;
    CURL *easy = transfer->easy = curl_easy_init();
    g_assert(easy); /* out of memory: GLib would end here too */
    set_callbacks(transfer);
    curl_easy_setopt(easy, CURLOPT_URL, transfer->url);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "touchstone/0.1");
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)CLAMP(left, 1, DOWNLOAD_MSEC));
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, 10000L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, "");
    curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); /* not from the environment */
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    if (transfer->downloader->ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, transfer->downloader->ca_file);
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    }
    add_header(transfer, "If-None-Match", transfer->etag);
    add_header(transfer, "If-Modified-Since", transfer->last_modified);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, transfer->request_headers);
    curl_multi_add_handle(transfer->downloader->downloads->multi, easy);
}
