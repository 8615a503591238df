/* SPDX-License-Identifier: MIT
 *
 * One transfer with libcurl. Size and time are enforced in our own callbacks: in curl 7.88
 * MAXFILESIZE and the time-out do not hold against compression bombs and endless bodies.
 */
#include <unistd.h>

#include "plugins/common/media.h"
#include "plugins/source-web/cookies.h"
#include "plugins/source-web/directives.h"
#include "plugins/source-web/web.h"

#define PASSED_SIZE (256u << 10) /* bytes that are read though nobody wants them */

/* ---- life ---- */

struct transfer *transfer_new(struct web *web, enum transfer_kind kind, const char *url)
{
    struct transfer *transfer = g_new0(struct transfer, 1);
    transfer->web = web;
    transfer->kind = kind;
    transfer_set_url(transfer, url);
    return transfer;
}

void transfer_set_url(struct transfer *transfer, const char *url)
{
    struct url_parts parts;
    g_free(transfer->url);
    transfer->url = g_strdup(url);
    const struct web_options *options = &transfer->web->options;
    transfer->guard.may_be_private =
        options->proxy ? options->is_proxy_allowed
                       : url_split(ts_text(url), &parts) && web_options_allow(options, &parts);
}

/* What one attempt left behind; the handle goes back to those that wait. */
void transfer_clear_attempt(struct transfer *transfer)
{
    if (transfer->easy) {
        curl_multi_remove_handle(transfer->web->shared->multi, transfer->easy);
        cookies_take_back(transfer->easy);
        g_ptr_array_add(transfer->web->idle, transfer->easy);
        transfer->easy = NULL;
    }
    g_clear_pointer(&transfer->request_headers, credentials_free_lines);
    decoder_free(&transfer->decoder);
    for (size_t i = 0; i < HEADER_COUNT; i++) {
        g_clear_pointer(&transfer->headers[i], g_free);
    }
    if (transfer->body) {
        g_string_free(transfer->body, TRUE);
        transfer->body = NULL;
    }
    g_clear_pointer(&transfer->stopped, g_free);
    transfer->stop_cause = TS_CAUSE_OTHER;
    transfer->header_size = transfer->passed_size = 0;
    transfer->has_head = transfer->wants_body = transfer->is_enough = transfer->guard.is_refused =
        FALSE;
    transfer->error[0] = '\0';
}

void transfer_free(struct transfer *transfer)
{
    transfer_clear_attempt(transfer);
    g_free(transfer->url);
    g_free(transfer->etag);
    g_free(transfer->last_modified);
    g_free(transfer);
}

long transfer_status(const struct transfer *transfer)
{
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

/* Returns FALSE, for callbacks that end the transfer with it. */
static gboolean stop(struct transfer *transfer, uint32_t cause, char *why)
{
    if (transfer->stopped) {
        g_free(why);
    } else {
        transfer->stopped = why;
        transfer->stop_cause = cause;
    }
    return FALSE;
}

/* ---- headers ---- */

static const struct {
    const char *name;
    guint8 size;
} headers[HEADER_COUNT] = {
    [HEADER_TYPE] = {"content-type", 12},         [HEADER_ENCODING] = {"content-encoding", 16},
    [HEADER_LANGUAGE] = {"content-language", 16}, [HEADER_ETAG] = {"etag", 4},
    [HEADER_MODIFIED] = {"last-modified", 13},    [HEADER_LOCATION] = {"location", 8},
    [HEADER_LENGTH] = {"content-length", 14},     [HEADER_ROBOTS] = {"x-robots-tag", 12},
    [HEADER_COOKIE] = {"set-cookie", 10},
};

/* Two lengths that contradict each other: where the answer ends is anybody's guess. */
static gboolean put_header(struct transfer *transfer, enum header header, char *value)
{
    char **slot = &transfer->headers[header];
    if (header == HEADER_LENGTH && *slot && !g_str_equal(*slot, value)) {
        g_free(value);
        return stop(transfer, TS_CAUSE_OTHER,
                    g_strdup("the server gives two lengths of one answer"));
    }
    if (header == HEADER_ROBOTS && *slot) {
        char *both = g_strconcat(*slot, "\n", value, NULL);
        g_free(value);
        value = both;
    }
    g_free(*slot);
    *slot = value;
    return TRUE;
}

static gboolean keep_header(struct transfer *transfer, struct ts_str line)
{
    char first = g_ascii_tolower(line.ptr[0]);
    if (!strchr("celsx", first)) {
        return TRUE;
    }
    for (guint i = 0; i < HEADER_COUNT; i++) {
        size_t size = headers[i].size;
        if (headers[i].name[0] == first && line.len > size && line.ptr[size] == ':' &&
            g_ascii_strncasecmp(line.ptr, headers[i].name, size) == 0) {
            const char *raw = line.ptr + size + 1;
            char *value = g_strstrip(g_utf8_make_valid(raw, (gssize)(line.len - size - 1)));
            return put_header(transfer, i, value);
        }
    }
    return TRUE;
}

/* The status line of an answer, also of an interim one. */
static void begin_head(struct transfer *transfer)
{
    for (size_t i = 0; i < HEADER_COUNT; i++) {
        g_clear_pointer(&transfer->headers[i], g_free);
    }
}

/* Why a page's bytes are not wanted though they are there: FALSE. */
static gboolean judge_page(struct transfer *transfer)
{
    const char *type = transfer->headers[HEADER_TYPE];
    g_autofree char *plain = type ? g_strndup(type, strcspn(type, "; \t,")) : g_strdup("");
    const struct web_options *options = &transfer->web->options;
    struct url_parts parts;
    url_split(ts_text(transfer->url), &parts);
    if (media_is_map_name(parts.path)) {
        return TRUE; /* many a sitemap is served as no document, and as not to be indexed */
    }
    gboolean is_picture = g_ascii_strncasecmp(plain, "image/", 6) == 0;
    gboolean is_wanted = is_picture
                             ? scope_is_picture(options, &parts)
                             : media_is_document_type(plain) && scope_has_host(options, &parts);
    if (!is_wanted) {
        return stop(transfer, TS_CAUSE_MEDIA,
                    g_strdup_printf("%s is not read", *plain ? plain : "what is no picture"));
    }
    return !options->obeys_directives ||
           !directives_parse(transfer->headers[HEADER_ROBOTS], WEB_AGENT).is_noindex ||
           stop(transfer, TS_CAUSE_ROBOTS, g_strdup("X-Robots-Tag says noindex"));
}

/* Pictures and the like are not taken in; what can't be unpacked neither. */
static gboolean judge_head(struct transfer *transfer, long status)
{
    const char *encoding = transfer->headers[HEADER_ENCODING];
    transfer->wants_body = status >= 200 && status <= 299;
    if (!transfer->wants_body) {
        return TRUE;
    }
    if (transfer->kind != TRANSFER_ROBOTS && !judge_page(transfer)) {
        return FALSE;
    }
    return decoder_new(encoding, &transfer->decoder) != DECODE_UNKNOWN ||
           stop(transfer, TS_CAUSE_OTHER,
                g_strdup_printf("is packed as \"%s\", which was not asked for", encoding));
}

static gboolean end_head(struct transfer *transfer)
{
    long status = transfer_status(transfer);
    if (status < 200) {
        return TRUE; /* interim: the answer is still to come */
    }
    transfer->has_head = TRUE;
    if (transfer->kind == TRANSFER_PROBE) {
        transfer->is_enough = transfer->asks_with_get; /* HEAD ends by itself */
        return !transfer->is_enough;
    }
    return judge_head(transfer, status);
}

static gboolean judge_line(struct transfer *transfer, struct ts_str line)
{
    if (transfer->header_size > WEB_HEADERS_SIZE) {
        return stop(transfer, TS_CAUSE_LIMIT, g_strdup("its headers are larger than 64 KB"));
    }
    if (transfer->has_head || line.len == 0) {
        return TRUE; /* trailers, behind the body, say nothing we trust */
    }
    if (line.ptr[0] == '\r' || line.ptr[0] == '\n') {
        return end_head(transfer);
    }
    if (line.len > 5 && memcmp(line.ptr, "HTTP/", 5) == 0) {
        begin_head(transfer);
        return TRUE;
    }
    return keep_header(transfer, line);
}

static size_t take_header(char *bytes, size_t size, size_t count, void *data)
{
    struct transfer *transfer = data;
    size_t length = size * count;
    transfer->header_size += length;
    return judge_line(transfer, ts_bytes(bytes, length)) ? length : 0;
}

/* ---- bodies ---- */

static size_t cap_of(const struct transfer *transfer)
{
    return transfer->kind == TRANSFER_ROBOTS ? ROBOTS_SIZE : transfer->web->options.max_size;
}

static gboolean is_too_large(struct transfer *transfer)
{
    g_autofree char *size = g_format_size_full(cap_of(transfer), G_FORMAT_SIZE_IEC_UNITS);
    if (transfer->kind == TRANSFER_ROBOTS) {
        transfer->is_enough = TRUE; /* what is beyond the first 500 KiB does not count */
        return FALSE;
    }
    return stop(transfer, TS_CAUSE_LIMIT,
                g_strdup_printf("is larger than the %s that are read (max_size)", size));
}

static gboolean put_packed(struct transfer *transfer, struct ts_str bytes)
{
    switch (decoder_put(transfer->decoder, bytes, transfer->body, cap_of(transfer))) {
    case DECODE_OK:
        return TRUE;
    case DECODE_TOO_LARGE:
        return is_too_large(transfer);
    case DECODE_BOMB:
        return stop(transfer, TS_CAUSE_LIMIT,
                    g_strdup("grows more than 200-fold when it is unpacked"));
    default:
        return stop(transfer, TS_CAUSE_OTHER,
                    g_strdup_printf("can't be unpacked: it is not what \"%s\" says",
                                    transfer->headers[HEADER_ENCODING]));
    }
}

/* Room for what is announced, so that it is not copied while it grows. */
static GString *new_body(const struct transfer *transfer)
{
    const char *length = transfer->headers[HEADER_LENGTH];
    guint64 size = length ? g_ascii_strtoull(length, NULL, 10) : 0;
    return g_string_sized_new((gsize)CLAMP(size, 4096, cap_of(transfer)) + 1);
}

/* Pages that say "not found" and the like: read to their end, which keeps the connection, unless
 * that takes longer than a new one. */
static gboolean pass_over(struct transfer *transfer, size_t length)
{
    transfer->passed_size += length;
    transfer->is_enough = transfer->passed_size > PASSED_SIZE;
    return !transfer->is_enough;
}

static gboolean put_body(struct transfer *transfer, struct ts_str bytes)
{
    if (!transfer->body) {
        transfer->body = new_body(transfer);
    }
    if (transfer->decoder) {
        return put_packed(transfer, bytes);
    }
    size_t room = cap_of(transfer) - transfer->body->len;
    g_string_append_len(transfer->body, bytes.ptr, (gssize)MIN(room, bytes.len));
    return bytes.len <= room || is_too_large(transfer);
}

static size_t take_body(char *bytes, size_t size, size_t count, void *data)
{
    struct transfer *transfer = data;
    size_t length = size * count;
    gboolean is_good;
    if (g_get_monotonic_time() > transfer->deadline) {
        is_good = stop(transfer, TS_CAUSE_OTHER, g_strdup("did not finish its answer in time"));
    } else if (transfer->wants_body) {
        is_good = put_body(transfer, ts_bytes(bytes, length));
    } else {
        is_good = pass_over(transfer, length);
    }
    return is_good ? length : 0;
}

/* ---- starting ---- */

/* What is the same for all requests of a touchpoint. */
static CURL *easy_new(const struct web *web)
{
    const struct web_options *options = &web->options;
    CURL *easy = curl_easy_init();
    g_assert(easy); /* out of memory: GLib would end here too */
    curl_easy_setopt(easy, CURLOPT_USERAGENT, options->user_agent);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 65536L);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, options->timeout_msec);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, MIN(options->timeout_msec, 10000L));
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_LIMIT, 50L);
    curl_easy_setopt(easy, CURLOPT_LOW_SPEED_TIME, 15L);
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(easy, CURLOPT_HTTP09_ALLOWED, 0L);
    curl_easy_setopt(easy, CURLOPT_PROXY, options->proxy ? options->proxy : "");
    curl_easy_setopt(easy, CURLOPT_NOPROXY, ""); /* not from the environment */
    curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
    if (options->ca_file) {
        curl_easy_setopt(easy, CURLOPT_CAINFO, options->ca_file);
        curl_easy_setopt(easy, CURLOPT_CAPATH, NULL);
    }
    return easy;
}

static CURL *take_easy(struct web *web)
{
    return web->idle->len ? g_ptr_array_steal_index_fast(web->idle, web->idle->len - 1)
                          : easy_new(web);
}

static struct curl_slist *add_header(struct curl_slist *list, const char *name, const char *value)
{
    g_autofree char *line = value && *value ? g_strconcat(name, ": ", value, NULL) : NULL;
    return line ? curl_slist_append(list, line) : list;
}

static void set_headers(struct transfer *transfer)
{
    struct curl_slist *own = add_header(NULL, "If-None-Match", transfer->etag);
    own = add_header(own, "If-Modified-Since", transfer->last_modified);
    if (transfer->kind != TRANSFER_PROBE) {
        own = credentials_add(&transfer->web->credentials, transfer->url, own);
    }
    if (own) {
        own = add_header(own, "Accept-Encoding", DECODE_ACCEPTED);
    }
    transfer->request_headers = own;
    curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, own ? own : transfer->web->accept);
}

void transfer_start(struct transfer *transfer)
{
    transfer->attempts++;
    transfer->easy = take_easy(transfer->web);
    transfer->deadline =
        g_get_monotonic_time() + (gint64)transfer->web->options.timeout_msec * 1000;
    CURL *easy = transfer->easy;
    curl_easy_setopt(easy, CURLOPT_URL, transfer->url);
    /* Only HTTP/2 shares a connection; without TLS waiting for one would make a queue of it. */
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, g_str_has_prefix(transfer->url, "https:") ? 1L : 0L);
    curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
    curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
    guard_attach(easy, &transfer->guard);
    curl_easy_setopt(easy, CURLOPT_HTTPGET, 1L);
    if (transfer->kind == TRANSFER_PROBE && !transfer->asks_with_get) {
        curl_easy_setopt(easy, CURLOPT_NOBODY, 1L);
    }
    if (transfer->web->jars && transfer->kind != TRANSFER_PROBE) {
        cookies_lend(transfer->web->jars, easy, transfer->url);
    }
    set_headers(transfer);
    curl_multi_add_handle(transfer->web->shared->multi, easy);
}
