/* SPDX-License-Identifier: MIT
 *
 * Feeds by URL: the ones the plan names, and nothing that they lead to.
 */
#include "plugins/source-feed/feed.h"

#include "plugins/common/url.h"

struct remote {
    struct downloader *downloader;
    GPtrArray *urls; /* char *, in normal form */
    GArray *found;   /* struct ts_found: the same */
    GQueue others;   /* guint64 *: ids of requests for what is no longer in the plan */
    guint64 root_id;
    gboolean is_root_asked, has_ended;
};

void remote_free(struct remote **remote)
{
    if (*remote) {
        downloader_free(&(*remote)->downloader);
        g_ptr_array_unref((*remote)->urls);
        g_array_unref((*remote)->found);
        g_queue_clear_full(&(*remote)->others, g_free);
        g_free(*remote);
        *remote = NULL;
    }
}

/* Its host may be fetched from, since the plan names it. */
static int take_url(struct ts_call *call, struct remote *remote, struct ts_str text)
{
    char *url = url_normalise(ts_text(NULL), text);
    if (!url) {
        g_autofree char *why = g_strdup_printf("url: \"%.*s\" is no address of the web",
                                               (int)MIN(text.len, 200u), text.ptr);
        g_autofree char *valid = g_utf8_make_valid(why, -1);
        return ts_fail(call, valid);
    }
    struct ts_found found = {.locator = ts_text(url)};
    g_ptr_array_add(remote->urls, url);
    g_array_append_val(remote->found, found);
    downloader_add_host(remote->downloader, url);
    return 0;
}

int remote_new(struct ts_call *call, struct downloads *downloads, const struct ts_node *options,
               struct remote **remote_r)
{
    struct remote *remote = g_new0(struct remote, 1);
    const struct ts_node *urls = ts_get(options, "url");
    remote->urls = g_ptr_array_new_with_free_func(g_free);
    remote->found = g_array_new(FALSE, TRUE, sizeof(struct ts_found));
    g_queue_init(&remote->others);
    int done =
        downloader_new(call, downloads, options, "redirect_hosts", NULL, &remote->downloader);
    for (uint32_t i = 0; done == 0 && i < urls->children.count; i++) {
        const struct ts_node *url = ts_item(urls->children, i);
        done = take_url(call, remote, url->text);
    }
    if (done != 0) {
        remote_free(&remote);
    }
    *remote_r = remote;
    return done;
}

static gboolean is_in_plan(const struct remote *remote, struct ts_str locator)
{
    for (guint i = 0; i < remote->urls->len; i++) {
        if (ts_is(locator, g_ptr_array_index(remote->urls, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

void remote_feed(struct remote *remote, const struct ts_request *request)
{
    if (!request) {
        remote->has_ended = TRUE;
    } else if (request->locator.len == 0) {
        remote->is_root_asked = TRUE;
        remote->root_id = request->id;
    } else if (is_in_plan(remote, request->locator)) {
        download_start(remote->downloader, request);
    } else {
        g_queue_push_tail(&remote->others, g_memdup2(&request->id, sizeof request->id));
    }
}

int remote_next(struct remote *remote, struct ts_answer *answer_r)
{
    if (remote->is_root_asked) {
        remote->is_root_asked = FALSE;
        answer_r->id = remote->root_id;
        answer_r->status = TS_LISTED;
        answer_r->found =
            (struct ts_list){remote->found->data, remote->found->len, sizeof(struct ts_found)};
        return 1;
    }
    g_autofree guint64 *other = g_queue_pop_head(&remote->others);
    if (other) {
        answer_r->id = *other;
        answer_r->status = TS_VANISHED;
        answer_r->reason = ts_text("is no longer in the plan");
        return 1;
    }
    if (download_next(remote->downloader, answer_r) == 1) {
        return 1;
    }
    return remote->has_ended && download_count(remote->downloader) == 0 ? 0 : 2;
}
