/* SPDX-License-Identifier: MIT
 *
 * The log: a line an event on standard error, as words or as JSON. Nothing of a mail's content
 * belongs into it.
 */
#ifndef CORE_MILTER_EVENT_H
#define CORE_MILTER_EVENT_H

#include <glib.h>
#include <jansson.h>

struct event {
    json_t *values;
    gboolean is_json;
};

struct event event_begin(gboolean is_json, const char *name);
void event_text(struct event *event, const char *key, const char *value);
void event_number(struct event *event, const char *key, gint64 value);
void event_end(struct event *event); /* writes it at once */
/* The line of an event, with its end; the caller frees it. */
char *event_line(const struct event *event);

/* An event of one text. */
void event_say(gboolean is_json, const char *name, const char *text);

#endif
