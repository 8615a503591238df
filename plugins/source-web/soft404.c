/* SPDX-License-Identifier: MIT
 *
 * Soft 404s: hosts that answer 200 for what does not exist. One address that can't exist is asked
 * for; pages wait for its answer, and those that show the same page are not judged as good.
 *
 * They fail, and are not gone: a wall that a whole site disappears behind must not close findings.
 */
#include "plugins/source-web/web.h"

#define WHY "answered 200, but shows the page that is shown for addresses that do not exist"

/* ---- asking ---- */

/* Beside the page, for there it is in scope too. */
static char *impossible_beside(const char *url)
{
    size_t size = strcspn(url, "?");
    const char *slash = memrchr(url, '/', size);
    return g_strdup_printf("%.*stouchstone-%08x%08x", (int)(slash - url) + 1, url, g_random_int(),
                           g_random_int());
}

static void ask(struct host *host, struct web *web, const char *url)
{
    struct transfer *canary = transfer_new(web, TRANSFER_CANARY, url);
    canary->host = host;
    host->canary_state = ROBOTS_ASKED;
    g_queue_push_head(&host->waiting, canary);
}

void soft404_need(struct host *host, const struct transfer *page)
{
    struct url_parts parts;
    if (host->canary_state != ROBOTS_UNKNOWN || page->kind != TRANSFER_PAGE ||
        !url_split(ts_text(page->url), &parts) || scope_is_picture(&page->web->options, &parts)) {
        return;
    }
    g_autofree char *url = impossible_beside(page->url);
    if (scope_has_url(&page->web->options, ts_text(url))) {
        ask(host, page->web, url);
    }
}

/* ---- what came of it ---- */

static struct fingerprint print_of(const struct transfer *transfer)
{
    struct url_parts parts;
    url_split(ts_text(transfer->url), &parts);
    return fingerprint_of(ts_bytes(transfer->body->str, transfer->body->len), parts.target);
}

/* The start address on this host, or NULL. */
static const char *start_of(const struct transfer *canary)
{
    const GPtrArray *start = canary->web->options.start;
    for (guint i = 0; i < start->len; i++) {
        g_autofree char *origin = url_origin(g_ptr_array_index(start, i));
        g_autofree char *own = url_origin(canary->url);
        if (g_str_equal(origin, own)) {
            return g_ptr_array_index(start, i);
        }
    }
    return NULL;
}

/* Pages that waited are told at last. */
static void settle(struct host *host)
{
    struct transfer *page;
    host->canary_state = ROBOTS_KNOWN;
    while ((page = g_queue_pop_head(&host->held))) {
        transfer_answer(page, page->held_status);
    }
}

/* Where the start page is the same, it is no page of what is missing but the frame of a program
 * that the browser runs. */
void soft404_end(const struct transfer *canary, long status)
{
    struct host *host = canary->host;
    const char *start = start_of(canary);
    gboolean is_page = status >= 200 && status < 300 && canary->body && canary->body->len;
    struct fingerprint print = is_page ? print_of(canary) : (struct fingerprint){0};
    if (host->has_missing) { /* this was the start page */
        host->has_missing = !is_page || !fingerprint_is_echo(&print, &host->missing);
    } else if (is_page && print.count) {
        host->missing = print;
        host->has_missing = TRUE;
        if (start) {
            ask(host, canary->web, start);
            return;
        }
    }
    settle(host);
}

/* ---- pages ---- */

gboolean soft404_hold(struct transfer *page, long status)
{
    if (page->kind != TRANSFER_PAGE || page->host->canary_state != ROBOTS_ASKED || !page->body ||
        status < 200 || status > 299) {
        return FALSE;
    }
    page->held_status = status;
    g_queue_push_tail(&page->host->held, page);
    return TRUE;
}

gboolean soft404_refuse(const struct transfer *page, long status)
{
    if (!page->host->has_missing || !page->body || status < 200 || status > 299) {
        return FALSE;
    }
    struct fingerprint print = print_of(page);
    if (!fingerprint_is_echo(&print, &page->host->missing)) {
        return FALSE;
    }
    reply_fail(page, FALSE, WHY);
    return TRUE;
}
