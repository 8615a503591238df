/* SPDX-License-Identifier: MIT
 *
 * Is what an external link leads to there? HEAD, then GET where HEAD is not believed, of which no
 * more is read than its head.
 */
#include "plugins/common/http_values.h"
#include "plugins/source-web/web.h"

/* What servers say to HEAD though the page is there. */
static const long doubtful[] = {400, 403, 404, 405, 406, 410, 500, 501};

static gboolean is_doubtful(long status)
{
    for (size_t i = 0; i < G_N_ELEMENTS(doubtful); i++) {
        if (doubtful[i] == status) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean probe_retry(struct transfer *transfer, long status, gboolean is_broken)
{
    if (transfer->kind != TRANSFER_PROBE || transfer->asks_with_get ||
        !(is_broken || is_doubtful(status))) {
        return FALSE;
    }
    transfer->asks_with_get = TRUE;
    transfer->attempts = 0;
    host_put_back(transfer->host, transfer, 0);
    return TRUE;
}

static void redirect(const struct transfer *transfer, long status)
{
    const char *location = transfer->headers[HEADER_LOCATION];
    g_autofree char *target =
        location ? url_normalise(ts_text(transfer->url), ts_text(location)) : NULL;
    if (!target) {
        g_autofree char *reason =
            g_strdup_printf("answered %ld, which leads to no address", status);
        reply_fail(transfer, FALSE, reason);
    } else if (g_str_equal(target, transfer->url)) {
        /* A cookie, or another spelling: a browser gets there. */
        reply_new(transfer->web, transfer->id, TS_REACHED);
    } else if (transfer->hops >= WEB_HOPS) {
        reply_fail(transfer, FALSE, "more than 10 redirects in a row");
    } else {
        struct reply *reply = reply_new(transfer->web, transfer->id, TS_REDIRECTED);
        reply->answer.target = reply_keep(reply, g_steal_pointer(&target));
    }
}

/* A page that asks who you are is there. */
void probe_answer(const struct transfer *transfer, long status)
{
    if ((status >= 200 && status < 300) || status == 304 || status == 401 || status == 407) {
        reply_new(transfer->web, transfer->id, TS_REACHED);
    } else if (status == 404 || status == 410) {
        struct reply *reply = reply_new(transfer->web, transfer->id, TS_VANISHED);
        reply->answer.reason =
            ts_text(status == 404 ? "answered 404 Not Found" : "answered 410 Gone");
    } else if (status >= 300 && status < 400) {
        redirect(transfer, status);
    } else {
        g_autofree char *reason =
            g_strdup_printf("answered %ld%s", status, http_status_name((unsigned)status));
        reply_fail(transfer, status >= 500 || status == 429 || status == 408, reason);
    }
}
