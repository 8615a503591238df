/* SPDX-License-Identifier: MIT
 *
 * Answers requests for feeds, and tells their reader the map.
 */
#include "plugins/source-feed/feed.h"

#include "plugins/common/feed_map.h"
#include "plugins/common/files.h"

#define TAG_SIZE 12u /* hex digits of the map's hash, at the end of an etag */

struct feed {
    struct files *files;
    char *map; /* JSON */
    char *tag; /* "-" and a hash of the map */
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

static int feed_open(struct ts_call *call, void *shared, const struct ts_open *open, void **self_r)
{
    struct feed *feed = g_new0(struct feed, 1);
    (void)shared;
    if (take_map(call, feed, open->options) != 0 ||
        files_open(call, open->options, &profile, feed, &feed->files) != 0) {
        feed_close(call, feed);
        return -1;
    }
    *self_r = feed;
    return 0;
}

static int feed_feed(struct ts_call *call, void *self, const struct ts_request *request)
{
    struct feed *feed = self;
    return files_feed(call, feed->files, request);
}

/* A file that is unchanged but is to be read by another map is not unchanged: the map's hash stands
 * in the etag. */
static struct ts_str without_tag(const struct feed *feed, struct ts_str etag)
{
    size_t size = strlen(feed->tag);
    gboolean is_own = etag.len > size && memcmp(etag.ptr + etag.len - size, feed->tag, size) == 0;
    return is_own ? ts_bytes(etag.ptr, etag.len - size) : ts_text(NULL);
}

static void add_map(struct feed *feed, struct ts_answer *answer)
{
    g_free(feed->etag);
    feed->etag = g_strdup_printf("%.*s%s", (int)answer->etag.len, answer->etag.ptr, feed->tag);
    answer->etag = answer->etag.len ? ts_text(feed->etag) : answer->etag;
    answer->headers = ts_one(&feed->header, sizeof feed->header);
}

static int feed_next(struct ts_call *call, void *self, struct ts_answer *answer_r)
{
    struct feed *feed = self;
    struct ts_request *request = files_take(feed->files);
    if (!request) {
        return files_has_ended(feed->files) ? 0 : 2;
    }
    struct ts_request own = *request;
    own.etag = without_tag(feed, request->etag);
    files_answer(call, feed->files, &own, answer_r);
    if (answer_r->status == TS_FETCHED) {
        add_map(feed, answer_r);
    }
    files_request_free(request);
    return 1;
}

const struct ts_source_ops feed_ops = {
    .size = sizeof feed_ops,
    .open = feed_open,
    .feed = feed_feed,
    .next = feed_next,
    .close = feed_close,
};
