/* SPDX-License-Identifier: MIT
 *
 * What became of a transfer: an answer, another try, or a robots.txt that is settled.
 */
#include <math.h>

#include "plugins/common/http_values.h"
#include "plugins/source-web/web.h"

enum outcome {
    OUTCOME_ANSWERED,
    OUTCOME_STOPPED,  /* by us: too large, not a document */
    OUTCOME_ADDRESS,  /* it leads inside a network */
    OUTCOME_LOST,     /* no connection to the host came about */
    OUTCOME_BROKEN,   /* the connection broke: may go well the next time */
    OUTCOME_TIMEOUT,  /* connected, but silent */
    OUTCOME_OVERLOAD, /* 429 and 503: too fast for it */
    OUTCOME_WRONG     /* another try would end the same */
};

static const struct fault {
    CURLcode code;
    enum outcome outcome;
    const char *sentence;
    gboolean has_detail; /* curl's own words behind it */
} faults[] = {
    {CURLE_COULDNT_RESOLVE_HOST, OUTCOME_LOST, "the name of the host is not known", FALSE},
    {CURLE_COULDNT_CONNECT, OUTCOME_LOST, "no connection came about", TRUE},
    {CURLE_OPERATION_TIMEDOUT, OUTCOME_TIMEOUT, "gave no answer in time", FALSE},
    {CURLE_GOT_NOTHING, OUTCOME_BROKEN, "closed the connection without an answer", FALSE},
    {CURLE_RECV_ERROR, OUTCOME_BROKEN, "the connection broke off", FALSE},
    {CURLE_SEND_ERROR, OUTCOME_BROKEN, "the connection broke off", FALSE},
    {CURLE_PARTIAL_FILE, OUTCOME_BROKEN, "the answer was cut off", FALSE},
    {CURLE_HTTP2, OUTCOME_BROKEN, "broke the rules of HTTP/2", FALSE},
    {CURLE_HTTP2_STREAM, OUTCOME_BROKEN, "the answer was cut off", FALSE},
    {CURLE_SSL_CONNECT_ERROR, OUTCOME_LOST, "no secure connection came about", TRUE},
    {CURLE_PEER_FAILED_VERIFICATION, OUTCOME_WRONG, "its certificate is not trusted", TRUE},
    {CURLE_SSL_CACERT_BADFILE, OUTCOME_WRONG, "ca_file holds no certificates", FALSE},
    {CURLE_WEIRD_SERVER_REPLY, OUTCOME_WRONG, "does not speak HTTP", TRUE},
    /* libcurl's word for a line longer than its buffer; GLib ends the process for want of memory */
    {CURLE_OUT_OF_MEMORY, OUTCOME_WRONG, "a line of its headers is longer than is read", FALSE},
    {CURLE_UNSUPPORTED_PROTOCOL, OUTCOME_WRONG, "does not speak HTTP", TRUE},
};

static const struct fault *find_fault(CURLcode code)
{
    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        if (faults[i].code == code) {
            return &faults[i];
        }
    }
    return NULL;
}

/* Before a connection stood, it was not the page that was slow. */
static gboolean has_connected(const struct transfer *transfer)
{
    curl_off_t since = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_PRETRANSFER_TIME_T, &since);
    return since > 0;
}

static gboolean is_overload(long status)
{
    return status == 429 || status == 502 || status == 503 || status == 504;
}

static enum outcome judge(const struct transfer *transfer, CURLcode code, long status)
{
    const struct fault *fault = find_fault(code);
    if (transfer->is_enough) {
        return OUTCOME_ANSWERED;
    }
    if (transfer->stopped) {
        return OUTCOME_STOPPED;
    }
    if (code == CURLE_OK) {
        gboolean is_cut =
            transfer->decoder && transfer->body && !decoder_is_complete(transfer->decoder);
        return is_overload(status) ? OUTCOME_OVERLOAD : is_cut ? OUTCOME_BROKEN : OUTCOME_ANSWERED;
    }
    if (transfer->guard.is_refused) {
        return OUTCOME_ADDRESS;
    }
    if (code == CURLE_OPERATION_TIMEDOUT && !has_connected(transfer)) {
        return OUTCOME_LOST;
    }
    return fault ? fault->outcome : OUTCOME_WRONG;
}

static char *describe(const struct transfer *transfer, CURLcode code)
{
    const struct fault *fault = find_fault(code);
    if (transfer->stopped) {
        return g_strdup(transfer->stopped);
    }
    if (transfer->guard.is_refused) {
        return g_strdup("leads to an address inside a network; if that is right, name its host and "
                        "port in allow_hosts");
    }
    if (code == CURLE_OK) {
        return g_strdup("the answer was cut off: it can't be unpacked to its end");
    }
    const char *words = transfer->error[0] ? transfer->error : curl_easy_strerror(code);
    g_autofree char *valid = g_utf8_make_valid(words, -1);
    if (code == CURLE_OPERATION_TIMEDOUT && transfer->has_head) {
        return g_strdup("did not finish its answer in time");
    }
    if (fault && !fault->has_detail) {
        return g_strdup(fault->sentence);
    }
    return fault ? g_strdup_printf("%s: %s", fault->sentence, valid) : g_steal_pointer(&valid);
}

/* ---- another try ---- */

/* 0.2, 0.4, 0.8 ... seconds, with some chance in it so that many do not come back together. */
static double pause_of(const struct transfer *transfer)
{
    return 0.2 * pow(2, transfer->attempts - 1) * g_random_double_range(0.75, 1.25);
}

static gboolean retry_broken(struct transfer *transfer, guint attempts)
{
    if (transfer->attempts >= attempts || transfer->host->down) {
        return FALSE;
    }
    host_put_back(transfer->host, transfer, pause_of(transfer));
    return TRUE;
}

/* Waits as the server asks, but not for ever. */
static gboolean retry_overload(struct transfer *transfer)
{
    curl_off_t asked = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &asked);
    double pause = asked > 0 ? (double)asked : pause_of(transfer);
    gboolean is_bearable = transfer->waited + pause <= WEB_WAIT_MAX;
    host_note_overload(transfer->host, is_bearable ? pause : 0);
    if (!is_bearable || transfer->attempts >= WEB_ATTEMPTS || transfer->host->down) {
        return FALSE;
    }
    transfer->waited += pause;
    host_put_back(transfer->host, transfer, pause);
    return TRUE;
}

/* A connection that did not come about says nothing of this address: it costs no attempt. */
static gboolean retry_lost(struct transfer *transfer, const char *why)
{
    if (!host_note_lost(transfer->host, transfer->web, why)) {
        return FALSE;
    }
    transfer->attempts--;
    host_put_back(transfer->host, transfer, 0);
    return TRUE;
}

static gboolean retry(struct transfer *transfer, enum outcome outcome, const char *why)
{
    switch (outcome) {
    case OUTCOME_LOST:
        return retry_lost(transfer, why);
    case OUTCOME_BROKEN:
        return retry_broken(transfer, WEB_ATTEMPTS);
    case OUTCOME_TIMEOUT:
        return !transfer->has_head && retry_broken(transfer, WEB_ATTEMPTS - 1);
    case OUTCOME_OVERLOAD:
        return retry_overload(transfer);
    default:
        return FALSE;
    }
}

/* ---- pages ---- */

static void fail_overload(struct transfer *transfer, long status)
{
    curl_off_t asked = 0;
    curl_easy_getinfo(transfer->easy, CURLINFO_RETRY_AFTER, &asked);
    g_autofree char *wish =
        asked > 0 ? g_strdup_printf(" and asks to wait %" CURL_FORMAT_CURL_OFF_T " seconds", asked)
                  : g_strdup("");
    g_autofree char *reason =
        g_strdup_printf("answered %ld%s%s", status, http_status_name((unsigned)status), wish);
    host_note_failure(transfer->host, reason);
    reply_fail(transfer, TRUE, reason);
}

static gboolean is_reload(const struct transfer *transfer, long status)
{
    const char *location = transfer->headers[HEADER_LOCATION];
    if (status < 300 || status > 399 || !location || !transfer->headers[HEADER_COOKIE] ||
        !transfer->web->jars || transfer->was_reloaded) {
        return FALSE;
    }
    g_autofree char *target = url_normalise(ts_text(transfer->url), ts_text(location));
    return g_strcmp0(target, transfer->url) == 0;
}

/* A page that sets a cookie and asks to come back with it. */
static gboolean reload(struct transfer *transfer, long status)
{
    if (transfer->kind != TRANSFER_PAGE || !is_reload(transfer, status)) {
        return FALSE;
    }
    transfer->was_reloaded = TRUE;
    host_put_back(transfer->host, transfer, 0);
    return TRUE;
}

void transfer_answer(struct transfer *transfer, long status)
{
    if (transfer->kind == TRANSFER_PROBE) {
        probe_answer(transfer, status);
    } else if (!soft404_refuse(transfer, status)) {
        if (transfer->body && status >= 200 && status <= 299) {
            traps_note(transfer->web->traps, ts_text(transfer->url),
                       ts_bytes(transfer->body->str, transfer->body->len));
        }
        answer_status(transfer, status);
    }
    transfer_free(transfer);
}

/* Ended in order, whatever it says. */
static void end_answered(struct transfer *transfer, long status)
{
    host_note_answer(transfer->host);
    if (!probe_retry(transfer, status, FALSE) && !reload(transfer, status) &&
        !soft404_hold(transfer, status)) {
        transfer_answer(transfer, status);
    }
}

static void end_page(struct transfer *transfer, enum outcome outcome, long status, const char *why)
{
    switch (outcome) {
    case OUTCOME_STOPPED:
        host_note_answer(transfer->host);
        if (transfer->stop_cause == TS_CAUSE_OTHER) {
            reply_fail(transfer, TRUE, why);
        } else {
            reply_refuse(transfer, transfer->stop_cause, why);
        }
        break;
    case OUTCOME_ADDRESS:
        reply_refuse(transfer, TS_CAUSE_ADDRESS, why);
        break;
    case OUTCOME_LOST:
        reply_fail(transfer, TRUE, transfer->host->down);
        break;
    case OUTCOME_OVERLOAD:
        fail_overload(transfer, status);
        break;
    case OUTCOME_BROKEN:
    case OUTCOME_TIMEOUT:
        host_note_failure(transfer->host, why);
        reply_fail(transfer, TRUE, why);
        break;
    default:
        reply_fail(transfer, FALSE, why);
    }
}

/* ---- robots.txt ---- */

/* TRUE: it is asked for elsewhere. Only within the scope: a host outside decides nothing here, and
 * is not to be touched; of a host outside, wherever its rules are. */
static gboolean follow_robots(struct transfer *transfer, long status)
{
    const char *location = transfer->headers[HEADER_LOCATION];
    struct url_parts parts;
    if (status < 300 || status > 399 || !location || transfer->hops >= WEB_ROBOTS_HOPS) {
        return FALSE;
    }
    g_autofree char *target = url_normalise(ts_text(transfer->url), ts_text(location));
    const struct web_options *options = &transfer->web->options;
    struct url_parts own;
    if (!target || !url_split(ts_text(target), &parts) ||
        !url_split(ts_text(transfer->url), &own) ||
        (scope_has_host(options, &own) && !scope_has_host(options, &parts))) {
        return FALSE;
    }
    transfer_clear_attempt(transfer);
    transfer_set_url(transfer, target);
    transfer->hops++;
    transfer->attempts = 0;
    host_put_back(transfer->host, transfer, 0);
    return TRUE;
}

static void end_robots(struct transfer *transfer, enum outcome outcome, long status,
                       const char *why)
{
    struct host *host = transfer->host;
    if (outcome == OUTCOME_ANSWERED) {
        host_note_answer(host);
        host_take_robots(host, transfer, status);
    } else if (outcome == OUTCOME_OVERLOAD) {
        host_take_robots(host, transfer, 503);
    } else if (outcome == OUTCOME_ADDRESS) {
        host_refuse_robots(host, TS_CAUSE_ADDRESS, why);
    } else {
        g_autofree char *reason =
            g_strdup_printf("robots.txt could not be read, so nothing may be fetched: %s", why);
        host_refuse_robots(host, TS_CAUSE_OTHER, reason);
    }
}

void transfer_end(struct transfer *transfer, CURLcode code)
{
    long status = transfer_status(transfer);
    enum outcome outcome = judge(transfer, code, status);
    g_autofree char *why = outcome == OUTCOME_ANSWERED ? NULL : describe(transfer, code);
    g_ptr_array_remove_fast(transfer->host->active, transfer);
    if (retry(transfer, outcome, why)) {
        return;
    }
    if (probe_retry(transfer, 0, outcome == OUTCOME_BROKEN || outcome == OUTCOME_TIMEOUT)) {
        return;
    }
    if (transfer->kind == TRANSFER_CANARY) {
        soft404_end(transfer, outcome == OUTCOME_ANSWERED ? status : 0);
    } else if (transfer->kind != TRANSFER_ROBOTS && outcome == OUTCOME_ANSWERED) {
        end_answered(transfer, status);
        return;
    } else if (transfer->kind != TRANSFER_ROBOTS) {
        end_page(transfer, outcome, status, why);
    } else if (outcome == OUTCOME_ANSWERED && follow_robots(transfer, status)) {
        return;
    } else {
        end_robots(transfer, outcome, status, why);
    }
    transfer_free(transfer);
}
