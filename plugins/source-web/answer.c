/* SPDX-License-Identifier: MIT
 *
 * What a server said, as an answer of the contract.
 */
#include "plugins/common/http_values.h"
#include "plugins/common/media.h"
#include "plugins/source-web/directives.h"
#include "plugins/source-web/web.h"

#define VALIDATOR_SIZE 512u

/* Where no browser goes on, the page itself is broken. Others, as mailto:, are handed to another
 * program, and there is nothing to read. */
static gboolean is_dead_end(const char *location)
{
    static const char *const dead[] = {"file:", "ftp:",  "gopher:", "data:",  "javascript:",
                                       "blob:", "http:", "https:",  "about:", "chrome:"};
    for (size_t i = 0; i < G_N_ELEMENTS(dead); i++) {
        if (g_ascii_strncasecmp(location, dead[i], strlen(dead[i])) == 0) {
            return TRUE;
        }
    }
    return !strchr(location, ':');
}

static void refuse_target(struct transfer *transfer, const char *location)
{
    g_autofree char *reason =
        g_strdup_printf("redirects to \"%.200s\", which is not followed", location);
    g_autofree char *valid = g_utf8_make_valid(reason, -1);
    reply_refuse(transfer, is_dead_end(location) ? TS_CAUSE_OTHER : TS_CAUSE_SCOPE, valid);
}

static void answer_redirect(struct transfer *transfer, long status)
{
    const char *location = transfer->headers[HEADER_LOCATION];
    g_autofree char *target =
        location ? url_normalise(ts_text(transfer->url), ts_text(location)) : NULL;
    g_autofree char *reason = NULL;
    if (!location) {
        reason = g_strdup_printf("answered %ld without saying where to go", status);
        reply_fail(transfer, FALSE, reason);
    } else if (!target) {
        refuse_target(transfer, location);
    } else if (g_str_equal(target, transfer->url)) {
        reply_fail(transfer, FALSE,
                   transfer->headers[HEADER_COOKIE] && !transfer->web->jars
                       ? "redirects to itself until a cookie comes back (cookies: on)"
                       : "redirects to itself");
    } else if (transfer->hops >= WEB_HOPS) {
        reply_fail(transfer, FALSE, "more than 10 redirects in a row");
    } else if (!scope_has_url(&transfer->web->options, ts_text(target))) {
        reason = g_strdup_printf("redirects to %s, outside the scope", target);
        reply_refuse(transfer, TS_CAUSE_SCOPE, reason);
    } else {
        struct reply *reply = reply_new(transfer->web, transfer->id, TS_REDIRECTED);
        reply->answer.target = reply_keep(reply, g_steal_pointer(&target));
    }
}

/* ---- what the headers say ---- */

/* Comes back to the server in the next run: nothing but plain characters. */
static struct ts_str keep_validator(struct reply *reply, const char *value)
{
    size_t size = value ? strlen(value) : 0;
    for (size_t i = 0; i < size; i++) {
        if (value[i] < 0x20 || value[i] > 0x7E) {
            return ts_text(NULL);
        }
    }
    return size && size <= VALIDATOR_SIZE ? reply_keep(reply, g_strdup(value)) : ts_text(NULL);
}

static struct ts_str keep_copy(struct reply *reply, struct ts_str text)
{
    return text.len ? reply_keep(reply, g_strndup(text.ptr, text.len)) : ts_text(NULL);
}

static void put_type(struct reply *reply, const char *header)
{
    g_autofree char *lower = g_ascii_strdown(header ? header : "", -1);
    struct ts_str media_type, charset;
    http_split_type(ts_text(lower), &media_type, &charset);
    reply->answer.media_type = keep_copy(reply, media_type);
    reply->answer.charset = keep_copy(reply, charset);
}

/* ---- the page ---- */

/* A sitemap that is kept as a .gz file, not packed for the way: unpacked here, since a sealed
 * reader gets it as what it is. FALSE: it can't be. */
static gboolean unpack_map(struct transfer *transfer, struct reply *reply)
{
    struct decoder *decoder = NULL;
    GString *plain = g_string_new(NULL);
    gboolean is_whole = decoder_new("gzip", &decoder) == DECODE_PACKED &&
                        decoder_put(decoder, ts_bytes(transfer->body->str, transfer->body->len),
                                    plain, transfer->web->options.max_size) == DECODE_OK &&
                        decoder_is_complete(decoder);
    decoder_free(&decoder);
    reply->body = plain;
    reply->answer.media_type =
        ts_text(strstr(transfer->url, ".txt") ? "text/plain" : "application/xml");
    return is_whole;
}

static gboolean is_packed_map(const struct transfer *transfer)
{
    size_t size = strcspn(transfer->url, "?");
    return transfer->body && transfer->body->len > 2 &&
           memcmp(transfer->body->str, "\x1f\x8b", 2) == 0 && size > 3 &&
           g_ascii_strncasecmp(transfer->url + size - 3, ".gz", 3) == 0 &&
           media_is_map_name(ts_bytes(transfer->url, size));
}

static uint32_t flags_of(const struct transfer *transfer)
{
    return transfer->web->options.obeys_directives &&
                   directives_parse(transfer->headers[HEADER_ROBOTS], WEB_AGENT).is_nofollow
               ? TS_ANSWER_NOFOLLOW
               : 0;
}

static void answer_page(struct transfer *transfer)
{
    struct reply *reply = reply_new(transfer->web, transfer->id, TS_FETCHED);
    put_type(reply, transfer->headers[HEADER_TYPE]);
    reply->answer.etag = keep_validator(reply, transfer->headers[HEADER_ETAG]);
    reply->answer.last_modified = keep_validator(reply, transfer->headers[HEADER_MODIFIED]);
    reply->answer.language =
        keep_copy(reply, http_single_language(ts_text(transfer->headers[HEADER_LANGUAGE])));
    reply->answer.flags = flags_of(transfer);
    if (is_packed_map(transfer)) {
        if (!unpack_map(transfer, reply)) {
            reply->answer.status = TS_FAILED;
            reply->answer.reason = ts_text("can't be unpacked: no whole gzip file, or too large");
        }
    } else {
        reply->body = g_steal_pointer(&transfer->body);
    }
    if (reply->body && reply->answer.status == TS_FETCHED) {
        reply->answer.bytes = ts_bytes(reply->body->str, reply->body->len);
    }
}

static void answer_vanished(struct transfer *transfer, long status)
{
    struct reply *reply = reply_new(transfer->web, transfer->id, TS_VANISHED);
    reply->answer.reason = ts_text(status == 404 ? "answered 404 Not Found" : "answered 410 Gone");
}

void answer_status(struct transfer *transfer, long status)
{
    gboolean was_conditional = transfer->etag || transfer->last_modified;
    if (status == 304 && was_conditional) {
        reply_new(transfer->web, transfer->id, TS_NOT_MODIFIED)->answer.flags = flags_of(transfer);
    } else if (status >= 200 && status < 300 && status != 204 && status != 205 && status != 206) {
        answer_page(transfer);
    } else if (status == 404 || status == 410) {
        answer_vanished(transfer, status);
    } else if (status >= 300 && status < 400 && status != 304) {
        answer_redirect(transfer, status);
    } else {
        g_autofree char *reason =
            g_strdup_printf("answered %ld%s", status, http_status_name((unsigned)status));
        reply_fail(transfer, status >= 500 || status == 429 || status == 408, reason);
    }
}
