/* SPDX-License-Identifier: MIT
 *
 * Answers requests for feeds, and tells their reader the map.
 */
#include "plugins/source-feed/feed.h"

#include "plugins/common/feed_map.h"
#include "plugins/common/files.h"

#define TAG_SIZE 12u /* hex digits of the map's hash, at the end of an etag */

struct feed {
    struct files *files;   /* of path, or NULL */
    struct remote *remote; /* of url, or NULL */
    char *map;             /* JSON */
    char *tag;             /* "-" and a hash of the map */
    struct ts_pair header;
    char *etag; /* of the answer handed out last */
};

static const char *feed_type(void *data, const char *name, struct ts_str bytes)
{
    (void)data, (void)name, (void)bytes;
    return FEED_MEDIA_TYPE;
}

static gboolean is_feed(void *data, const char *media_type)
{
    (void)data;
    return g_str_equal(media_type, FEED_MEDIA_TYPE);
}

static const struct files_profile profile = {
    .media_type = feed_type, .wants = is_feed, .takes_globs = TRUE, .needs_a_file = TRUE};

static void feed_close(struct ts_call *call, void *self)
{
    struct feed *feed = self;
    if (feed->files) {
        files_close(call, feed->files);
    }
    remote_free(&feed->remote);
    g_free(feed->map);
    g_free(feed->tag);
    g_free(feed->etag);
    g_free(feed);
}

static int take_map(struct ts_call *call, struct feed *feed, const struct ts_node *options)
{
    feed->map = feed_map_write(call, ts_get(options, "map"));
    if (!feed->map) {
        return -1;
    }
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, feed->map, -1);
    feed->tag = g_strdup_printf("-%.*s", (int)TAG_SIZE, hash);
    feed->header = (struct ts_pair){ts_text(FEED_MAP_HEADER), ts_text(feed->map)};
    return 0;
}

static int open_either(struct ts_call *call, struct downloads *downloads, struct feed *feed,
                       const struct ts_node *options)
{
    gboolean has_path = ts_get_text(options, "path").len > 0;
    const struct ts_node *urls = ts_get(options, "url");
    gboolean has_url = urls && urls->children.count > 0;
    if (has_path == has_url) {
        return ts_fail(call, "one of path and url must be given, and not both");
    }
    return has_url ? remote_new(call, downloads, options, &feed->remote)
                   : files_open(call, options, &profile, feed, &feed->files);
}

static int feed_open(struct ts_call *call, void *shared, const struct ts_open *open, void **self_r)
{
    struct feed *feed = g_new0(struct feed, 1);
    if (take_map(call, feed, open->options) != 0 ||
        open_either(call, shared, feed, open->options) != 0) {
        feed_close(call, feed);
        return -1;
    }
    *self_r = feed;
    return 0;
}

/* ---- requests ---- */

/* What is unchanged but is to be read by another map is not unchanged: the map's hash stands behind
 * the etag. */
static struct ts_request without_tag(const struct feed *feed, const struct ts_request *request)
{
    struct ts_request own = *request;
    size_t size = strlen(feed->tag);
    struct ts_str etag = request->etag;
    gboolean is_own = etag.len >= size && memcmp(etag.ptr + etag.len - size, feed->tag, size) == 0;
    own.etag = is_own ? ts_bytes(etag.ptr, etag.len - size) : ts_text(NULL);
    own.last_modified = is_own ? request->last_modified : ts_text(NULL);
    return own;
}

static void add_map(struct feed *feed, struct ts_answer *answer)
{
    g_free(feed->etag);
    feed->etag = g_strdup_printf("%.*s%s", (int)answer->etag.len,
                                 answer->etag.len ? answer->etag.ptr : "", feed->tag);
    answer->etag = ts_text(feed->etag);
    answer->media_type = ts_text(FEED_MEDIA_TYPE);
    answer->headers = ts_one(&feed->header, sizeof feed->header);
}

static int feed_feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct feed *feed = self;
    if (feed->files) {
        return files_feed(call, feed->files, request);
    }
    struct ts_request own = {0};
    own = request ? without_tag(feed, request) : own;
    remote_feed(feed->remote, request ? &own : NULL);
    return 0;
}

static int next_file(struct ts_call *call, struct feed *feed, struct ts_answer *answer_r)
{
    struct ts_request *request = files_take(feed->files);
    if (!request) {
        return files_has_ended(feed->files) ? 0 : 2;
    }
    struct ts_request own = without_tag(feed, request);
    files_answer(call, feed->files, &own, answer_r);
    files_request_free(request);
    return 1;
}

static int feed_next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct feed *feed = self;
    int status =
        feed->files ? next_file(call, feed, answer_r) : remote_next(feed->remote, answer_r);
    if (status == 1 && answer_r->status == TS_FETCHED) {
        add_map(feed, answer_r);
    }
    return status;
}

/* ---- the process ---- */

static int feed_start(struct ts_call *call, void **shared_r)
{
    struct downloads *downloads = downloads_new();
    *shared_r = downloads;
    return downloads ? 0 : ts_fail(call, "libcurl can't start");
}

static void feed_stop(struct ts_call *call, void *shared)
{
    struct downloads *downloads = shared;
    (void)call;
    downloads_free(&downloads);
}

static void feed_wait(struct ts_call *call, void *shared, int32_t fd, uint32_t msec)
{
    struct pollfd host = {.fd = fd, .events = POLLIN};
    (void)call;
    downloads_wait(shared, &host, fd >= 0 ? 1 : 0, msec);
}

const struct ts_source_ops feed_ops = {
    .size = sizeof feed_ops,
    .start = feed_start,
    .open = feed_open,
    .feed = feed_feed,
    .next = feed_next,
    .wait = feed_wait,
    .close = feed_close,
    .stop = feed_stop,
};
