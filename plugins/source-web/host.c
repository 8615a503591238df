/* SPDX-License-Identifier: MIT
 *
 * One host: its robots.txt, the pace it bears, and whether it is there at all.
 */
#include "plugins/source-web/url.h"
#include "plugins/source-web/web.h"

struct host *host_of(struct shared *shared, const char *url)
{
    struct url_parts parts;
    url_split(url, &parts);
    g_autofree char *authority = url_authority(url);
    char *origin = g_strdup_printf("%.*s://%s", (int)parts.scheme.len, parts.scheme.ptr, authority);
    struct host *host = g_hash_table_lookup(shared->hosts, origin);
    if (host) {
        g_free(origin);
        return host;
    }
    host = g_new0(struct host, 1);
    host->origin = origin;
    g_queue_init(&host->waiting);
    g_hash_table_insert(shared->hosts, host->origin, host);
    return host;
}

static void free_transfer(gpointer transfer)
{
    transfer_free(transfer);
}

void host_free(gpointer data)
{
    struct host *host = data;
    g_queue_clear_full(&host->waiting, free_transfer);
    robots_free(&host->robots);
    g_free(host->robots_refusal);
    g_free(host->down);
    g_free(host->origin);
    g_free(host);
}

/* 4xx: there are no rules. 5xx and silence: nothing may be fetched (RFC 9309, section 2.3.1). */
void host_take_robots(struct host *host, struct transfer *transfer, long status, const char *why)
{
    host->robots_state = ROBOTS_KNOWN;
    if (status >= 200 && status < 300) {
        host->robots = robots_parse(ts_bytes(transfer->body->str, transfer->body->len), WEB_AGENT);
    } else if (status < 400 || status >= 500) {
        host->robots_refusal =
            why ? g_strdup_printf("robots.txt could not be read: %s", why)
                : g_strdup_printf("robots.txt answered %ld, so nothing may be fetched", status);
    }
}

static void ask_robots(struct host *host, struct web *web)
{
    g_autofree char *url = g_strconcat(host->origin, "/robots.txt", NULL);
    struct transfer *transfer = transfer_new(web, TRANSFER_ROBOTS, url);
    transfer->host = host;
    host->robots_state = ROBOTS_ASKED;
    transfer_start(transfer);
}

/* TRUE: it was answered without a transfer. */
static gboolean settle(struct host *host, struct transfer *transfer)
{
    struct url_parts parts;
    if (host->down) {
        reply_fail(transfer, TRUE, g_strdup(host->down));
        return TRUE;
    }
    if (transfer->web->options.ignores_robots) {
        return FALSE;
    }
    url_split(transfer->url, &parts);
    if (host->robots_refusal) {
        reply_fail(transfer, TRUE, g_strdup(host->robots_refusal));
    } else if (host->robots && !robots_allows(host->robots, parts.path.ptr)) {
        reply_refuse(transfer, TS_CAUSE_ROBOTS, g_strdup("robots.txt forbids it"));
    } else {
        return FALSE;
    }
    return TRUE;
}

static double interval_of(const struct host *host, const struct web *web)
{
    double delay = host->robots && !web->options.ignores_robots ? host->robots->delay : 0;
    return MAX(delay, web->options.interval);
}

/* The first that need not wait; one that does stays in its turn. */
static struct transfer *pop_ready(struct host *host, gint64 now, gint64 *wait_r)
{
    guint length = host->waiting.length;
    for (guint i = 0; i < length; i++) {
        struct transfer *transfer = g_queue_pop_head(&host->waiting);
        if (transfer->not_before <= now) {
            return transfer;
        }
        gint64 wait = transfer->not_before - now;
        *wait_r = *wait_r < 0 ? wait : MIN(*wait_r, wait);
        g_queue_push_tail(&host->waiting, transfer);
    }
    return NULL;
}

gint64 host_pump(struct shared *shared, struct host *host)
{
    gint64 wait = -1;
    (void)shared;
    while (!g_queue_is_empty(&host->waiting)) {
        gint64 now = g_get_monotonic_time();
        struct transfer *first = g_queue_peek_head(&host->waiting);
        gboolean needs_robots = !first->web->options.ignores_robots && !host->down;
        if (needs_robots && host->robots_state == ROBOTS_UNKNOWN) {
            ask_robots(host, first->web);
        }
        if (needs_robots && host->robots_state != ROBOTS_KNOWN) {
            return -1;
        }
        if (host->active >= first->web->options.concurrency && !host->down) {
            return -1; /* the end of a transfer wakes us */
        }
        if (host->next_time > now && !host->down) {
            return host->next_time - now;
        }
        struct transfer *transfer = pop_ready(host, now, &wait);
        if (!transfer) {
            return wait;
        }
        if (settle(host, transfer)) {
            transfer_free(transfer);
            continue;
        }
        host->next_time = now + (gint64)(interval_of(host, transfer->web) * G_USEC_PER_SEC);
        host->active++;
        transfer_start(transfer);
    }
    return -1;
}
