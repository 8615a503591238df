/* SPDX-License-Identifier: MIT
 *
 * One host: its robots.txt, the pace it bears, and whether it is there at all.
 */
#include <math.h>

#include "plugins/common/http_values.h"
#include "plugins/source-web/web.h"

#define PAUSE_MAX 10.0 /* seconds between tries to reach a host that is away */
#define PENALTY_MIN 0.1
#define PENALTY_MAX 10.0

/* A host that one touchpoint may reach on a private network and another may not is two: what the
 * one was told must not decide for the other. */
struct host *host_of(struct web *web, const char *url)
{
    struct url_parts parts;
    url_split(ts_text(url), &parts);
    g_autofree char *authority = url_authority(url);
    g_autofree char *origin =
        g_strdup_printf("%s://%s", parts.is_https ? "https" : "http", authority);
    g_autofree char *key =
        g_strconcat(origin, web_options_allow(&web->options, &parts) ? " private" : "", NULL);
    struct host *host = g_hash_table_lookup(web->shared->hosts, key);
    if (!host) {
        host = g_new0(struct host, 1);
        host->origin = g_steal_pointer(&origin);
        host->key = g_steal_pointer(&key);
        host->active = g_ptr_array_new();
        g_queue_init(&host->waiting);
        g_queue_init(&host->resting);
        g_queue_init(&host->held);
        g_hash_table_insert(web->shared->hosts, host->key, host);
    }
    return host;
}

/* All its transfers are gone: every touchpoint was closed before. */
void host_free(gpointer data)
{
    struct host *host = data;
    g_queue_clear(&host->waiting);
    g_queue_clear(&host->resting);
    g_queue_clear(&host->held);
    g_ptr_array_unref(host->active);
    robots_free(&host->robots);
    g_free(host->robots_refusal);
    g_free(host->down);
    g_free(host->origin);
    g_free(host->key);
    g_free(host);
}

/* robots.txt and the canary that a leaving touchpoint had asked for are asked for again by another.
 */
static void drop(struct host *host, struct transfer *transfer)
{
    if (transfer->kind == TRANSFER_ROBOTS) {
        host->robots_state = ROBOTS_UNKNOWN;
    } else if (transfer->kind == TRANSFER_CANARY) {
        host->canary_state = ROBOTS_UNKNOWN;
        host->has_missing = FALSE;
    }
    transfer_free(transfer);
}

static void drop_from(struct host *host, GQueue *queue, const struct web *web)
{
    for (guint left = queue->length; left > 0; left--) {
        struct transfer *transfer = g_queue_pop_head(queue);
        if (transfer->web == web) {
            drop(host, transfer);
        } else {
            g_queue_push_tail(queue, transfer);
        }
    }
}

void host_drop(struct host *host, const struct web *web)
{
    drop_from(host, &host->waiting, web);
    drop_from(host, &host->resting, web);
    drop_from(host, &host->held, web);
    for (guint i = host->active->len; i > 0; i--) {
        struct transfer *transfer = g_ptr_array_index(host->active, i - 1);
        if (transfer->web == web) {
            g_ptr_array_remove_index_fast(host->active, i - 1);
            drop(host, transfer);
        }
    }
}

/* ---- robots.txt ---- */

void host_need_robots(struct host *host, struct web *web)
{
    if (host->robots_state == ROBOTS_UNKNOWN) {
        g_autofree char *url = g_strconcat(host->origin, "/robots.txt", NULL);
        g_autofree char *normal = url_normalise(ts_text(NULL), ts_text(url));
        struct transfer *transfer = transfer_new(web, TRANSFER_ROBOTS, normal);
        transfer->host = host;
        host->robots_state = ROBOTS_ASKED;
        g_queue_push_head(&host->waiting, transfer);
    }
}

void host_refuse_robots(struct host *host, uint32_t cause, const char *why)
{
    host->robots_state = ROBOTS_KNOWN;
    host->robots_cause = cause;
    g_free(host->robots_refusal);
    host->robots_refusal = g_strdup(why);
}

/* 4xx: there are no rules. 5xx, and 429 that stays: nothing may be fetched. A redirect that leads
 * nowhere is no robots.txt either (RFC 9309, section 2.3.1). */
void host_take_robots(struct host *host, const struct transfer *transfer, long status)
{
    host->robots_state = ROBOTS_KNOWN;
    if (status >= 500) {
        g_autofree char *why =
            g_strdup_printf("robots.txt answered %ld%s, so nothing may be fetched", status,
                            http_status_name((unsigned)status));
        host_refuse_robots(host, TS_CAUSE_OTHER, why);
    } else if (status >= 200 && status < 300 && transfer->body) {
        host->robots = robots_parse(ts_bytes(transfer->body->str, transfer->body->len), WEB_AGENT);
    }
}

/* ---- health ---- */

static void give_up(struct host *host, char *why)
{
    if (host->down) {
        g_free(why);
    } else {
        host->down = why;
    }
}

void host_note_answer(struct host *host)
{
    host->has_answered = TRUE;
    host->lost_connections = host->failures = 0;
    host->penalty = host->penalty > PENALTY_MIN / 10 ? host->penalty * 0.9 : 0;
}

void host_note_overload(struct host *host, double pause)
{
    gint64 until = g_get_monotonic_time() + (gint64)(pause * G_USEC_PER_SEC);
    host->has_answered = TRUE;
    host->lost_connections = 0;
    host->next_time = MAX(host->next_time, until);
    host->penalty = CLAMP(host->penalty * 2, PENALTY_MIN, PENALTY_MAX);
}

void host_note_failure(struct host *host, const char *why)
{
    if (++host->failures >= WEB_FAILURES_MAX) {
        give_up(host, g_strdup_printf("%s was given up after %u failures in a row: %s",
                                      host->origin, WEB_FAILURES_MAX, why));
    }
}

/* A host that never was there is given up soon; one that had answered may be starting anew. */
gboolean host_note_lost(struct host *host, const struct web *web, const char *why)
{
    gint64 now = g_get_monotonic_time();
    if (host->lost_connections++ == 0) {
        host->lost_since = now;
    }
    gint64 patience = (gint64)web->options.timeout_msec * 1000 * WEB_PATIENCE;
    gboolean is_over = host->has_answered ? now - host->lost_since > patience
                                          : host->lost_connections >= WEB_ATTEMPTS;
    if (is_over) {
        give_up(host, g_strdup_printf("%s can't be reached: %s", host->origin, why));
    }
    double pause = 0.2 * pow(2, MIN(host->lost_connections, 10u) - 1);
    host->next_time = now + (gint64)(MIN(pause, PAUSE_MAX) * G_USEC_PER_SEC);
    return !host->down;
}

/* ---- turns ---- */

static gint compare_times(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct transfer *one = a, *other = b;
    (void)data;
    return one->not_before < other->not_before ? -1 : one->not_before > other->not_before;
}

void host_put_back(struct host *host, struct transfer *transfer, double pause)
{
    transfer_clear_attempt(transfer);
    transfer->not_before = g_get_monotonic_time() + (gint64)(pause * G_USEC_PER_SEC);
    g_queue_insert_sorted(&host->resting, transfer, compare_times, NULL);
}

/* Those that have rested come before those that never had their turn. */
static void wake(struct host *host, gint64 now)
{
    struct transfer *first;
    while ((first = g_queue_peek_head(&host->resting)) && first->not_before <= now) {
        g_queue_push_head(&host->waiting, g_queue_pop_head(&host->resting));
    }
}

static void answer_down(struct host *host, GQueue *queue)
{
    struct transfer *transfer;
    while ((transfer = g_queue_pop_head(queue))) {
        if (transfer->kind == TRANSFER_ROBOTS) {
            host_refuse_robots(host, TS_CAUSE_OTHER, host->down);
        } else if (transfer->kind == TRANSFER_CANARY) {
            soft404_end(transfer, 0);
        } else {
            reply_fail(transfer, TRUE, host->down);
        }
        transfer_free(transfer);
    }
}

/* Other people's hosts are asked by their rules, whatever is set for one's own. */
static gboolean minds_robots(const struct transfer *transfer)
{
    return transfer->kind == TRANSFER_PROBE ||
           (transfer->kind != TRANSFER_ROBOTS && !transfer->web->options.ignores_robots);
}

static gboolean may_ask(const struct host *host, const struct transfer *transfer)
{
    struct url_parts parts;
    url_split(ts_text(transfer->url), &parts);
    return !minds_robots(transfer) ||
           (!host->robots_refusal && (!host->robots || robots_allows(host->robots, parts.target)));
}

/* TRUE: it was answered without a transfer. */
static gboolean settle(const struct host *host, struct transfer *transfer)
{
    g_autofree char *trap = transfer->kind == TRANSFER_PAGE
                                ? traps_judge(transfer->web->traps, ts_text(transfer->url))
                                : NULL;
    gboolean may = may_ask(host, transfer);
    if (may && !trap) {
        return FALSE;
    }
    if (transfer->kind == TRANSFER_CANARY) {
        soft404_end(transfer, 0);
    } else if (may) {
        reply_refuse(transfer, TS_CAUSE_TRAP, trap);
    } else if (host->robots_refusal && host->robots_cause == TS_CAUSE_OTHER) {
        reply_fail(transfer, TRUE, host->robots_refusal);
    } else if (host->robots_refusal) {
        reply_refuse(transfer, host->robots_cause, host->robots_refusal);
    } else {
        reply_refuse(transfer, TS_CAUSE_ROBOTS, "robots.txt forbids it");
    }
    transfer_free(transfer);
    return TRUE;
}

static gint64 interval_of(const struct host *host, const struct transfer *transfer)
{
    const struct web_options *options = &transfer->web->options;
    gboolean is_probe = transfer->kind == TRANSFER_PROBE;
    double delay = host->robots && minds_robots(transfer) ? host->robots->delay : 0;
    double interval = MAX(options->interval, is_probe ? WEB_PROBE_INTERVAL : 0);
    return transfer->kind == TRANSFER_ROBOTS
               ? 0
               : (gint64)((MAX(delay, interval) + host->penalty) * G_USEC_PER_SEC);
}

/* While nobody knows whether the host is there, one asks for all. */
static guint room_of(const struct host *host, const struct transfer *transfer)
{
    gboolean is_one = host->lost_connections || transfer->kind == TRANSFER_PROBE;
    guint most = is_one ? 1 : transfer->web->options.concurrency;
    return most > host->active->len ? most - host->active->len : 0;
}

/* Does the first in turn have to wait for robots.txt? It is asked for on the way. */
static gboolean waits_for_robots(struct host *host, const struct transfer *first)
{
    if (!minds_robots(first)) {
        return FALSE;
    }
    if (host->robots_state == ROBOTS_UNKNOWN) {
        host_need_robots(host, first->web); /* is the first now */
        return FALSE;
    }
    return host->robots_state == ROBOTS_ASKED;
}

static void begin(struct host *host, struct transfer *transfer, gint64 now)
{
    host->next_time = MAX(host->next_time, now) + interval_of(host, transfer);
    g_ptr_array_add(host->active, transfer);
    transfer_start(transfer);
}

gint64 host_pump(struct host *host)
{
    gint64 now = g_get_monotonic_time();
    struct transfer *first;
    if (host->down) {
        answer_down(host, &host->waiting);
        answer_down(host, &host->resting);
        return -1;
    }
    wake(host, now);
    while ((first = g_queue_peek_head(&host->waiting)) && !waits_for_robots(host, first)) {
        first = g_queue_pop_head(&host->waiting);
        if (settle(host, first)) {
            continue;
        }
        if (!room_of(host, first) || host->next_time > now) {
            g_queue_push_head(&host->waiting, first);
            break;
        }
        soft404_need(host, first);
        begin(host, first, now);
    }
    first = g_queue_peek_head(&host->resting);
    gint64 rest = first ? MAX(first->not_before - now, 0) : -1;
    gint64 pace = host->waiting.length && host->next_time > now ? host->next_time - now : -1;
    return rest < 0 || (pace >= 0 && pace < rest) ? pace : rest;
}
