/* SPDX-License-Identifier: MIT
 *
 * The operations: requests wait until the pass over the files is through.
 */
#include "plugins/source-warc/warc.h"

#include <poll.h>

/* ---- life ---- */

static int start(struct ts_call *call, void **shared_r)
{
    (void)call;
    *shared_r = g_new0(guint, 1); /* how many instances are at the pass */
    return 0;
}

static void stop(struct ts_call *call, void *shared)
{
    (void)call;
    g_free(shared);
}

static int take_patterns(struct ts_call *call, const struct ts_node *options, const char *key,
                         GPtrArray *patterns)
{
    const struct ts_node *list = ts_get(options, key);
    for (uint32_t i = 0; list && i < list->children.count; i++) {
        const struct ts_node *item = ts_item(list->children, i);
        char *text = g_strndup(item->text.ptr, item->text.len);
        g_ptr_array_add(patterns, text);
        if (*text != '/' && *text != '*' && !g_str_has_prefix(text, "http")) {
            g_autofree char *why =
                g_strdup_printf("%s: \"%s\" matches nothing: begin it with / (path and query), * "
                                "or https://",
                                key, text);
            return ts_fail(call, why);
        }
    }
    return 0;
}

static void request_free(gpointer data)
{
    struct ts_request *request = data;
    g_free((char *)request->locator.ptr);
    g_free((char *)request->etag.ptr);
    g_free(request);
}

static struct warc *warc_new(guint *indexing)
{
    struct warc *warc = g_new0(struct warc, 1);
    warc->indexing = indexing;
    warc->include = g_ptr_array_new_with_free_func(g_free);
    warc->exclude = g_ptr_array_new_with_free_func(g_free);
    warc->strings = g_ptr_array_new_with_free_func(g_free);
    warc->found = g_array_new(FALSE, TRUE, sizeof(struct ts_found));
    warc->faulty = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
    g_queue_init(&warc->requests);
    return warc;
}

static void set_indexing(struct warc *warc, gboolean is_indexing)
{
    if (warc->indexing && warc->is_indexing != is_indexing) {
        *warc->indexing += is_indexing ? 1u : -1u;
    }
    warc->is_indexing = is_indexing;
}

static void close_warc(struct ts_call *call, void *self)
{
    struct warc *warc = self;
    (void)call;
    set_indexing(warc, FALSE);
    page_clear(&warc->page);
    stream_free(&warc->pages.stream);
    stream_free(&warc->originals.stream);
    index_free(&warc->index);
    g_queue_clear_full(&warc->requests, request_free);
    g_ptr_array_unref(warc->include);
    g_ptr_array_unref(warc->exclude);
    g_ptr_array_unref(warc->strings);
    g_array_unref(warc->found);
    g_hash_table_unref(warc->faulty);
    g_free(warc);
}

static int find_files(struct ts_call *call, struct warc *warc, const struct ts_node *options)
{
    struct ts_str path = ts_get_text(options, "path");
    struct ts_str given = ts_get_text(options, "path_given");
    g_autofree char *own = g_strndup(path.ptr ? path.ptr : "", path.len);
    g_autofree char *shown = given.len ? g_strndup(given.ptr, given.len) : g_strdup(own);
    g_autofree char *why = NULL;
    GPtrArray *files = files_find(own, shown, &why);
    if (!files) {
        g_autofree char *text = g_strdup_printf("path: %s: %s", shown, why);
        g_autofree char *valid = g_utf8_make_valid(text, -1);
        return ts_fail(call, valid);
    }
    warc->index = index_new(files);
    return 0;
}

static int open_warc(struct ts_call *call, void *shared, const struct ts_open *open, void **self_r)
{
    struct warc *warc = warc_new(shared);
    if (take_patterns(call, open->options, "include", warc->include) != 0 ||
        take_patterns(call, open->options, "exclude", warc->exclude) != 0 ||
        find_files(call, warc, open->options) != 0) {
        close_warc(call, warc);
        return -1;
    }
    *self_r = warc;
    return 0;
}

/* ---- requests ---- */

static struct ts_str dup_str(struct ts_str text)
{
    return ts_bytes(g_strndup(text.ptr ? text.ptr : "", text.len), text.len);
}

static int feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct warc *warc = self;
    (void)call;
    if (!request) {
        warc->has_ended = TRUE;
        return 0;
    }
    struct ts_request *own = g_memdup2(request, sizeof *own);
    own->locator = dup_str(request->locator);
    own->etag = dup_str(request->etag);
    g_queue_push_tail(&warc->requests, own);
    return 0;
}

/* A slice of the pass; TRUE: it is through. */
static gboolean read_on(struct ts_call *call, struct warc *warc)
{
    gint64 end = g_get_monotonic_time() + WARC_SLICE_MSEC * 1000;
    gboolean has_more = TRUE;
    while (has_more && g_get_monotonic_time() < end && !call->host->is_stopping(call)) {
        has_more = pass_step(warc->index);
    }
    if (!has_more) {
        index_sort(warc->index);
        listing_make(warc);
        warc->is_indexed = TRUE;
    }
    set_indexing(warc, has_more);
    return !has_more;
}

static int next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct warc *warc = self;
    if (g_queue_is_empty(&warc->requests)) {
        return warc->has_ended ? 0 : 2;
    }
    if (!warc->is_indexed && !read_on(call, warc)) {
        return 2;
    }
    struct ts_request *request = g_queue_pop_head(&warc->requests);
    g_ptr_array_set_size(warc->strings, 0);
    answer_r->id = request->id;
    if (request->locator.len == 0) {
        answer_root(warc, answer_r);
    } else {
        answer_request(warc, request, answer_r);
    }
    request_free(request);
    return 1;
}

/* Does not wait while there is work. */
static void wait_for(struct ts_call *call, void *shared, int32_t fd, uint32_t msec)
{
    const guint *indexing = shared;
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    (void)call;
    poll(&wanted, fd >= 0 ? 1 : 0, *indexing ? 0 : (int)MIN(msec, 1000));
}

const struct ts_source_ops warc_ops = {
    .size = sizeof warc_ops,
    .start = start,
    .open = open_warc,
    .feed = feed,
    .next = next,
    .wait = wait_for,
    .close = close_warc,
    .stop = stop,
};
