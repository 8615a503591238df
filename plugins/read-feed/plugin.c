/* SPDX-License-Identifier: MIT
 *
 * Registers the reader "feed".
 */
#include <libxml/parser.h>

#include "plugins/common/blocks.h"
#include "plugins/common/charset.h"
#include "plugins/read-feed/feed.h"

static const char *const media_types[] = {FEED_MEDIA_TYPE, FEED_POST_TYPE};

static struct ts_str map_of(const struct ts_resource *resource)
{
    for (uint32_t i = 0; i < resource->headers.count; i++) {
        const struct ts_pair *pair = ts_item(resource->headers, i);
        if (ts_is(pair->name, FEED_MAP_HEADER)) {
            return pair->value;
        }
    }
    return ts_text(NULL);
}

static char first_character(struct ts_str text)
{
    size_t at = 0;
    while (at < text.len && g_ascii_isspace(text.ptr[at])) {
        at++;
    }
    return at < text.len ? text.ptr[at] : '\0';
}

/* What it is shows in the first character, whatever its name says. */
static int read_items(struct feed *feed, const struct ts_resource *resource)
{
    struct charset_hint hint = {.declared = resource->charset, .has_markup = 1};
    struct charset_result converted;
    charset_to_utf8(feed->call, &hint, resource->bytes, &converted);
    if (converted.is_binary) {
        return ts_fail(feed->call, "is no text");
    }
    switch (first_character(converted.text)) {
    case '\0':
        return ts_fail(feed->call, "is empty");
    case '<':
        return feed_xml(feed, resource->bytes);
    case '{':
    case '[':
        return feed_json(feed, converted.text);
    default:
        return feed_csv(feed, converted.text);
    }
}

static int read_feed(struct ts_call *call, const struct ts_resource *resource)
{
    struct feed feed = {.call = call};
    if (feed_map_read(map_of(resource), &feed.map) != 0) {
        return ts_fail(call, "its source told no map that can be read");
    }
    feed.items = json_array();
    int done = read_items(&feed, resource);
    done = done == 0 ? feed_emit(&feed) : done;
    json_decref(feed.items);
    feed_map_clear(&feed.map);
    g_free(feed.language);
    return done;
}

static int read_any(struct ts_call *call, void *self, const struct ts_resource *resource)
{
    (void)self;
    return ts_is(resource->media_type, FEED_POST_TYPE) ? post_read(call, resource)
                                                       : read_feed(call, resource);
}

/* jansson reads its seed from the system when the first object is made. */
static int warm(struct ts_call *call)
{
    (void)call;
    charset_warm();
    xmlInitParser();
    json_object_seed(0);
    return 0;
}

static const struct ts_reader_ops ops = {
    .size = sizeof ops,
    .media_types = TS_LIST_OF(media_types),
    .read = read_any,
};

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_READER,
    .name = "feed",
    .version = "0.3.0",
    .summary = "Reads reviews, posts and help articles: RSS, Atom, JSON and CSV.",
    .license = "MIT",
    .warm = warm,
    .reader = &ops,
};
