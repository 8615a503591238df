/* SPDX-License-Identifier: MIT
 *
 * Which field of a feed's items holds the text, the title, the rating: presets and own mappings.
 * The source takes it from the plan, and tells it the reader in a header.
 */
#ifndef PLUGINS_COMMON_FEED_MAP_H
#define PLUGINS_COMMON_FEED_MAP_H

#include <glib.h>

#include "touchstone/plugin.h"

#define FEED_MAP_HEADER "touchstone-map"
#define FEED_MEDIA_TYPE "application/vnd.touchstone.feed"

enum feed_field {
    FEED_TEXT,
    FEED_TITLE,
    FEED_DATE,
    FEED_AUTHOR,
    FEED_RATING,
    FEED_URL,
    FEED_ID,
    FEED_LANGUAGE,
    FEED_FIELDS
};
extern const char *const feed_field_names[FEED_FIELDS + 1]; /* "text", ...; ends with NULL */

/* A path is a key, or keys with dots between them ("reviewer.displayName"). */
struct feed_map {
    char *preset;                   /* or NULL */
    gboolean is_own;                /* written by the user: each field of it must be met */
    gboolean takes_all;             /* the items of all lists that the root holds */
    gboolean may_lack_text;         /* headlines alone are such a feed too */
    char *items;                    /* path to the list of items; NULL = it is looked for */
    char **paths[FEED_FIELDS];      /* the first that an item has counts; NULL = not mapped */
    char *draft_path, *draft_value; /* items that have it are not published; NULL = none */
};

/* JSON text of what stands under `map:` in the plan (node NULL: the fallback); the caller frees it.
 * NULL: it failed the call, and said where. */
char *feed_map_write(struct ts_call *call, const struct ts_node *node);

/* The map of such a text; an empty one is the fallback preset. -1: it is not such a text. */
int feed_map_read(struct ts_str json, struct feed_map *map_r);
/* The map of a preset by its name ("rss"), which must be one. */
void feed_map_preset(const char *name, struct feed_map *map_r);
void feed_map_clear(struct feed_map *map);

#endif
