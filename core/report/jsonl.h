/* SPDX-License-Identifier: MIT
 *
 * What the files that write JSON share.
 */
#ifndef CORE_REPORT_JSONL_H
#define CORE_REPORT_JSONL_H

#include <jansson.h>

#include "core/report/report_formats.h"

struct jsonl {
    const struct result *result;
    const struct report_options *options;
    GString *line;
    FILE *out;
    guint places_written;
    gboolean is_across; /* the finding at hand: each of its places says its part */
};

/* Values: null of NULL; bytes that are no UTF-8 (a file name, say) are mended. */
json_t *jsonl_text(const char *value);
json_t *jsonl_texts(const GPtrArray *values);
/* A number that may not have been measured: null below 0. */
json_t *jsonl_measured(double value);
json_t *jsonl_spot(unsigned line, unsigned column, const char *where);

/* Appends an object, escaped, without the end of a line; takes it over. */
void jsonl_append(GString *out, json_t *object);

/* A line; takes the object over. 0, -1. */
int jsonl_write(struct jsonl *writer, json_t *object);

/* A line of a rollout; the caller's. */
struct rollout_row;
json_t *jsonl_rollout(const struct rollout_row *row);

/* jsonl_story.c: stories, feedback, journeys with their handoffs, rollouts; 0, -1. */
int jsonl_story(struct jsonl *writer);

#endif
