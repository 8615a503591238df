/* SPDX-License-Identifier: MIT
 *
 * What a server said to a download, as an answer of the contract.
 */
#include "plugins/common/download_private.h"
#include "plugins/common/http_values.h"
#include "plugins/common/url.h"

#define VALIDATOR_SIZE 512u

/* Comes back to the server in the next run: nothing but plain characters. */
static struct ts_str validator(const char *value)
{
    size_t size = value ? strlen(value) : 0;
    for (size_t i = 0; i < size; i++) {
        if (value[i] < 0x20 || value[i] > 0x7E) {
            return ts_text(NULL);
        }
    }
    return size <= VALIDATOR_SIZE ? ts_text(value) : ts_text(NULL);
}

static void put_type(struct transfer *transfer)
{
    const char *type = transfer->headers[HEADER_TYPE];
    g_autofree char *lower = g_ascii_strdown(type ? type : "", -1);
    struct ts_str media_type, charset;
    http_split_type(ts_text(lower), &media_type, &charset);
    transfer->media_type = g_strndup(media_type.len ? media_type.ptr : "", media_type.len);
    transfer->charset = g_strndup(charset.len ? charset.ptr : "", charset.len);
    transfer->answer.media_type = ts_text(transfer->media_type);
    transfer->answer.charset = ts_text(transfer->charset);
}

static void answer_bytes(struct transfer *transfer)
{
    transfer_say(transfer, TS_FETCHED, TS_CAUSE_OTHER, NULL);
    put_type(transfer);
    transfer->answer.etag = validator(transfer->headers[HEADER_ETAG]);
    transfer->answer.last_modified = validator(transfer->headers[HEADER_MODIFIED]);
    if (transfer->body) {
        transfer->answer.bytes = ts_bytes(transfer->body->str, transfer->body->len);
    }
}

/* TRUE: it goes nowhere, and is answered. */
static gboolean follow(struct transfer *transfer, long status)
{
    const char *location = transfer->headers[HEADER_LOCATION];
    g_autofree char *target =
        location ? url_normalise(ts_text(transfer->url), ts_text(location)) : NULL;
    if (!target) {
        transfer_say(transfer, TS_FAILED, TS_CAUSE_OTHER,
                     g_strdup_printf("answered %ld without an address to go to", status));
        return TRUE;
    }
    if (++transfer->hops > DOWNLOAD_HOPS) {
        transfer_say(transfer, TS_FAILED, TS_CAUSE_OTHER,
                     g_strdup("more than 5 redirects in a row"));
        return TRUE;
    }
    return !transfer_aim(transfer, target);
}

static gboolean settle_status(struct transfer *transfer, long status)
{
    gboolean was_conditional = transfer->etag || transfer->last_modified;
    if (status == 304 && was_conditional) {
        transfer_say(transfer, TS_NOT_MODIFIED, TS_CAUSE_OTHER, NULL);
    } else if (status == 200) {
        answer_bytes(transfer);
    } else if (status == 404 || status == 410) {
        transfer_say(transfer, TS_VANISHED, TS_CAUSE_OTHER,
                     g_strdup_printf("answered %ld%s", status, http_status_name((unsigned)status)));
    } else if (status >= 300 && status < 400 && status != 304) {
        return follow(transfer, status);
    } else {
        transfer_say(transfer, TS_FAILED, TS_CAUSE_OTHER,
                     g_strdup_printf("answered %ld%s", status, http_status_name((unsigned)status)));
        transfer->answer.is_retryable = status >= 500 || status == 429 || status == 408;
    }
    return TRUE;
}

gboolean transfer_settle(struct transfer *transfer, CURLcode code)
{
    long status = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
    if (transfer->stopped) {
        transfer_say(transfer, transfer->stop_status, transfer->stop_cause,
                     g_steal_pointer(&transfer->stopped));
    } else if (transfer->guard.is_refused) {
        transfer_say(transfer, TS_REFUSED, TS_CAUSE_ADDRESS,
                     g_strdup("leads to an address inside a network; if that is right, name its "
                              "host and port in allow_hosts"));
    } else if (code == CURLE_OK) {
        return settle_status(transfer, status);
    } else {
        const char *words = transfer->error[0] ? transfer->error : curl_easy_strerror(code);
        transfer_say(transfer, TS_FAILED, TS_CAUSE_OTHER, g_utf8_make_valid(words, -1));
        transfer->answer.is_retryable = 1;
    }
    return TRUE;
}
