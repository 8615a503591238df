/* SPDX-License-Identifier: MIT
 *
 * What happens, one line an event on standard error: for systemd, cron and collectors. No mutable
 * state but the form, which --log sets once for the process.
 */
#ifndef CORE_COMMAND_LOG_H
#define CORE_COMMAND_LOG_H

#include <glib.h>
#include <jansson.h>

enum log_format { LOG_FORMAT_NONE, LOG_FORMAT_TEXT, LOG_FORMAT_JSON };

/* Their numbers are those of syslog (RFC 5424). */
enum log_level { LOG_LEVEL_ERROR = 3, LOG_LEVEL_WARNING = 4, LOG_LEVEL_INFO = 6 };

/* Until this is called, and with NONE, there is no log. is_quiet: no level below warning. */
void log_begin(enum log_format format, gboolean is_quiet);
gboolean log_is_on(void);

/* event: "run-started". fields: an object of texts, numbers, booleans and nulls; taken over; NULL =
 * none. */
void log_event(enum log_level level, const char *event, json_t *fields);
/* One with a single text. */
void log_text(enum log_level level, const char *event, const char *key, const char *text);

#endif
