/* SPDX-License-Identifier: MIT
 *
 * Writes the log. A line is written at once, and nothing in it steers a terminal or ends it.
 */
#include "core/command/log.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/report/escape.h"
#include "core/report/jsonl.h"

/* One command runs in a process, and all of its complaints go the same way. */
static struct {
    enum log_format format;
    gboolean is_quiet, has_priority;
} own;

/* Is standard error the journal itself (systemd.exec(5), JOURNAL_STREAM)? Then a line may begin
 * with its priority (sd-daemon(3)). */
static gboolean is_journal(void)
{
    const char *stream = g_getenv("JOURNAL_STREAM");
    struct stat status;
    if (!stream || fstat(STDERR_FILENO, &status) != 0) {
        return FALSE;
    }
    g_autofree char *mine =
        g_strdup_printf("%ju:%ju", (uintmax_t)status.st_dev, (uintmax_t)status.st_ino);
    return g_str_equal(stream, mine);
}

void log_begin(enum log_format format, gboolean is_quiet)
{
    own.format = format;
    own.is_quiet = is_quiet;
    own.has_priority = format != LOG_FORMAT_NONE && is_journal();
}

gboolean log_is_on(void)
{
    return own.format != LOG_FORMAT_NONE;
}

static const char *name_of(enum log_level level)
{
    return level == LOG_LEVEL_ERROR ? "error" : level == LOG_LEVEL_WARNING ? "warning" : "info";
}

static char *now(void)
{
    g_autoptr(GDateTime) utc = g_date_time_new_now_utc();
    g_autofree char *seconds = g_date_time_format(utc, "%Y-%m-%dT%H:%M:%S");
    return g_strdup_printf("%s.%03dZ", seconds, g_date_time_get_microsecond(utc) / 1000);
}

/* KEY=VALUE; in quotes, if it is not one plain word. */
static void put_pair(GString *out, const char *key, const json_t *value)
{
    g_autoptr(GString) shown = g_string_new(NULL);
    if (json_is_string(value)) {
        escape_terminal(shown, json_string_value(value), -1);
    } else {
        char *text = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(6));
        g_string_append(shown, text ? text : "");
        free(text);
    }
    gboolean is_word = shown->len && !strpbrk(shown->str, " \t\"=\\");
    g_string_append_printf(out, " %s=%s", key, is_word ? shown->str : "\"");
    for (const char *at = is_word ? "" : shown->str; *at; at++) {
        g_string_append_printf(out, *at == '"' || *at == '\\' ? "\\%c" : "%c", *at);
    }
    g_string_append(out, is_word ? "" : "\"");
}

static void put_text(GString *out, const char *time, enum log_level level, const char *event,
                     json_t *fields)
{
    const char *key;
    json_t *value;
    g_string_append_printf(out, "%s %s %s", time, name_of(level), event);
    json_object_foreach(fields, key, value)
    {
        if (!json_is_null(value)) {
            put_pair(out, key, value);
        }
    }
}

static void put_json(GString *out, const char *time, enum log_level level, const char *event,
                     json_t *fields)
{
    json_t *object =
        json_pack("{s:s, s:s, s:s}", "time", time, "level", name_of(level), "event", event);
    json_object_update_missing(object, fields);
    jsonl_append(out, object);
}

void log_event(enum log_level level, const char *event, json_t *fields)
{
    g_autoptr(GString) line = g_string_new(NULL);
    g_autofree char *time = now();
    if (log_is_on() && !(own.is_quiet && level == LOG_LEVEL_INFO)) {
        if (own.has_priority) {
            g_string_append_printf(line, "<%d>", (int)level);
        }
        (own.format == LOG_FORMAT_JSON ? put_json : put_text)(line, time, level, event, fields);
        g_string_append_c(line, '\n');
        fwrite(line->str, 1, line->len, stderr);
        fflush(stderr);
    }
    json_decref(fields);
}

void log_text(enum log_level level, const char *event, const char *key, const char *text)
{
    json_t *fields = json_object();
    json_object_set_new(fields, key, jsonl_text(text));
    log_event(level, event, fields);
}
