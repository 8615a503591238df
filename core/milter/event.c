/* SPDX-License-Identifier: MIT
 *
 * One write a line, so that lines of threads do not mix.
 */
#include "core/milter/event.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define VALUE_SIZE 500u

struct event event_begin(gboolean is_json, const char *name)
{
    struct event event = {json_object(), is_json};
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    if (is_json) {
        json_object_set_new(event.values, "time", json_string(time));
    }
    json_object_set_new(event.values, "event", json_string(name));
    return event;
}

void event_text(struct event *event, const char *key, const char *value)
{
    g_autofree char *valid = g_utf8_make_valid(value, -1);
    if (strlen(valid) > VALUE_SIZE) {
        *g_utf8_find_prev_char(valid, valid + VALUE_SIZE) = '\0';
    }
    json_object_set_new(event->values, key, json_string(valid));
}

void event_number(struct event *event, const char *key, gint64 value)
{
    json_object_set_new(event->values, key, json_integer(value));
}

/* In words: what is not plain stands in quotes, as JSON writes it, so that a line stays one. */
static void put_value(GString *line, json_t *value)
{
    const char *text = json_string_value(value);
    gboolean is_plain = text && *text;
    for (const char *at = text; is_plain && *at; at++) {
        is_plain = g_ascii_isalnum(*at) || strchr("-_./:@#[]+", *at);
    }
    char *dumped = is_plain ? NULL : json_dumps(value, JSON_ENCODE_ANY | JSON_ENSURE_ASCII);
    g_string_append(line, is_plain ? text : dumped ? dumped : "\"\"");
    free(dumped);
}

char *event_line(const struct event *event)
{
    GString *line = g_string_new(event->is_json ? "" : "touchstone-milter:");
    const char *key;
    json_t *value;
    if (event->is_json) {
        char *dumped = json_dumps(event->values, JSON_COMPACT | JSON_ENSURE_ASCII);
        g_string_append(line, dumped ? dumped : "{}");
        free(dumped);
    } else {
        json_object_foreach(event->values, key, value)
        {
            gboolean is_name = g_str_equal(key, "event");
            g_string_append_printf(line, " %s%s", is_name ? "" : key, is_name ? "" : "=");
            put_value(line, value);
        }
    }
    g_string_append_c(line, '\n');
    return g_string_free(line, FALSE);
}

void event_end(struct event *event)
{
    g_autofree char *line = event_line(event);
    ssize_t written = write(STDERR_FILENO, line, strlen(line));
    (void)written; /* there is nowhere to tell it */
    json_decref(event->values);
}

void event_say(gboolean is_json, const char *name, const char *text)
{
    struct event event = event_begin(is_json, name);
    event_text(&event, "what", text);
    event_end(&event);
}
