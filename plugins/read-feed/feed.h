/* SPDX-License-Identifier: MIT
 *
 * Lists of posts: JSON, XML and CSV all become one list of JSON objects, and each of those a child.
 */
#ifndef PLUGINS_READ_FEED_FEED_H
#define PLUGINS_READ_FEED_FEED_H

#include <glib.h>
#include <jansson.h>

#include "plugins/common/feed_map.h"
#include "touchstone/plugin.h"

#define FEED_POST_TYPE "application/vnd.touchstone.post+json"
#define FEED_ITEMS 10000u         /* of one feed; the rest is said to be unread */
#define FEED_CELLS 1000u          /* of one row */
#define FEED_VALUES 2000000u      /* in a JSON feed: what a tree of them takes is memory */
#define FEED_DEPTH 64u            /* values inside values, elements inside elements */
#define FEED_ITEM_SIZE (1u << 20) /* bytes of one item's text */

struct feed {
    struct ts_call *call;
    struct feed_map map;
    json_t *items;    /* array of objects */
    char *language;   /* of the whole, or NULL */
    gboolean is_full; /* FEED_ITEMS struck */
};

/* Each fills items of what the bytes hold; -1: it failed the call with the reason. What it could
 * not take in it says with emit_truncated. */
int feed_json(struct feed *feed, struct ts_str text); /* json.c; UTF-8 */
int feed_csv(struct feed *feed, struct ts_str text);  /* table.c; UTF-8 */
int feed_xml(struct feed *feed, struct ts_str bytes); /* xml.c; sets the map if none was given */

/* Takes item over. FALSE: there are FEED_ITEMS. */
gboolean feed_add(struct feed *feed, json_t *item);

/* items.c: both take the text over, and make it UTF-8 where a key was cut. feed_fail returns -1. */
int feed_fail(const struct feed *feed, char *why);
void feed_say(const struct feed *feed, char *what);
/* A child for each item, and what of the map none of them has. */
int feed_emit(struct feed *feed);
/* The value under a path; NULL if the item has none. */
const json_t *feed_value(const json_t *item, const char *path);

/* rating.c: what is written ("FIVE", "4/5", "80%", "4,5", "★★★★☆") as 0..1; below 0 = no rating.
 * A lone number is out of scale. */
double rating_parse(const char *written, double scale);
/* A lone number, or below 0; and the scale that a feed whose greatest number this is has. */
double rating_number(const char *written);
double rating_scale(double greatest);

/* post.c: the document of one child. */
int post_read(struct ts_call *call, const struct ts_resource *resource);

#endif
