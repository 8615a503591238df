/* SPDX-License-Identifier: MIT
 *
 * JSON feeds: a list, an object that holds one, or an object a line.
 */
#include "plugins/read-feed/feed.h"

#include <string.h>

/* How many values there may be, and how deep they lie, before any memory is spent on them. */
static int measure(const struct feed *feed, struct ts_str text)
{
    guint count = 0, depth = 0;
    gboolean is_string = FALSE;
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        if (is_string) {
            i += byte == '\\';
            is_string = byte != '"';
            continue;
        }
        is_string = byte == '"';
        gboolean is_open = byte == '{' || byte == '[';
        depth += is_open;
        depth -= (byte == '}' || byte == ']') && depth > 0;
        count += is_open || byte == ',';
        if (depth > FEED_DEPTH) {
            return feed_fail(feed,
                             g_strdup_printf("holds JSON nested more than %u deep", FEED_DEPTH));
        }
        if (count > FEED_VALUES) {
            return feed_fail(feed, g_strdup_printf("holds more than %u JSON values", FEED_VALUES));
        }
    }
    return 0;
}

/* ---- one value ---- */

static void take_all(struct feed *feed, const json_t *list)
{
    guint odd = 0;
    for (size_t i = 0; i < json_array_size(list); i++) {
        json_t *item = json_array_get(list, i);
        if (json_is_string(item)) {
            feed_add(feed, json_pack("{sO}", "text", item));
        } else if (json_is_object(item)) {
            feed_add(feed, json_incref(item));
        } else {
            odd++;
        }
        if (feed->is_full) {
            return;
        }
    }
    if (odd) {
        feed_say(feed, g_strdup_printf("%u items are no objects, and were not read", odd));
    }
}

static gboolean is_item_list(const json_t *value)
{
    return json_is_object(json_array_get(value, 0));
}

/* Of an object: the lists of objects that it holds; itself, if there is none. */
static int take_lists(struct feed *feed, json_t *root)
{
    const char *key;
    json_t *value, *only = NULL;
    guint count = 0;
    GString *names = g_string_new(NULL);
    json_object_foreach(root, key, value)
    {
        if (is_item_list(value)) {
            g_string_append_printf(names, "%s%.60s", count++ ? ", " : "", key);
            only = value;
            if (feed->map.takes_all) {
                take_all(feed, value);
            }
        }
    }
    int done = 0;
    if (count == 0) {
        feed_add(feed, json_incref(root));
    } else if (count == 1 && !feed->map.takes_all) {
        take_all(feed, only);
    } else if (!feed->map.takes_all) {
        done = feed_fail(feed,
                         g_strdup_printf("holds several lists (%.200s): say in the plan which one, "
                                         "with map: {items: NAME, text: NAME}",
                                         names->str));
    }
    g_string_free(names, TRUE);
    return done;
}

static int take_root(struct feed *feed, json_t *root)
{
    const json_t *list = feed->map.items ? feed_value(root, feed->map.items) : NULL;
    if (json_is_array(list)) {
        take_all(feed, list);
        return 0;
    }
    if (feed->map.items && feed->map.is_own) {
        return feed_fail(feed,
                         g_strdup_printf("has no list of items at \"%.100s\"", feed->map.items));
    }
    if (json_is_array(root)) {
        take_all(feed, root);
        return 0;
    }
    return json_is_object(root) ? take_lists(feed, root)
                                : feed_fail(feed, g_strdup("is JSON, but no list of items"));
}

/* ---- values, a line each ---- */

static size_t skip_space(struct ts_str text, size_t at)
{
    while (at < text.len && g_ascii_isspace(text.ptr[at])) {
        at++;
    }
    return at;
}

/* A line that is no JSON is left out, and said. */
static void take_lines(struct feed *feed, struct ts_str text)
{
    guint line = 0, broken = 0, first = 0;
    for (size_t at = 0; at < text.len && !feed->is_full;) {
        const char *stop = memchr(text.ptr + at, '\n', text.len - at);
        size_t end = stop ? (size_t)(stop - text.ptr) : text.len;
        line++;
        json_t *item = skip_space(text, at) < end
                           ? json_loadb(text.ptr + at, end - at, JSON_ALLOW_NUL, NULL)
                           : NULL;
        if (json_is_object(item)) {
            feed_add(feed, item);
        } else if (skip_space(text, at) < end) {
            first = broken++ ? first : line;
            json_decref(item);
        }
        at = end + 1;
    }
    if (broken) {
        feed_say(feed, g_strdup_printf(
                           "%u lines are no JSON objects, and were not read; the first is line %u",
                           broken, first));
    }
}

int feed_json(struct feed *feed, struct ts_str text)
{
    json_error_t error;
    if (measure(feed, text) != 0) {
        return -1;
    }
    json_t *root = json_loadb(text.ptr, text.len, JSON_ALLOW_NUL | JSON_DISABLE_EOF_CHECK, &error);
    size_t end = root ? (size_t)error.position : 0;
    if (root && skip_space(text, end) < text.len && json_is_object(root)) {
        json_decref(root);
        take_lines(feed, text);
        return 0;
    }
    if (!root) {
        return feed_fail(feed, g_strdup_printf("is broken JSON: line %d, column %d: %s", error.line,
                                               error.column, error.text));
    }
    if (skip_space(text, end) < text.len) {
        json_decref(root);
        return feed_fail(feed, g_strdup("holds text behind the end of its JSON"));
    }
    int done = take_root(feed, root);
    json_decref(root);
    return done;
}
