/* SPDX-License-Identifier: MIT
 *
 * What the commands that accept something have in common: the reason, and the file it goes to.
 */
#ifndef CORE_COMMAND_ACCEPT_FILE_H
#define CORE_COMMAND_ACCEPT_FILE_H

#include <glib.h>

#include "core/config/accept.h"

struct accept_reason {
    char *config, *reason, *owner, *until; /* as given, or NULL; owned */
};

/* GOption entries for them; they point into why. Ends with an empty row. */
void accept_reason_entries(struct accept_reason *why, GOptionEntry entries_r[5]);
/* FALSE, said: there is none, or it is no line of text. */
gboolean accept_reason_is_sound(const struct accept_reason *why);
void accept_reason_clear(struct accept_reason *why);

/* Adds to the file beside the plan (config: its path, or NULL = search), one at a time. The exit
 * status of the command; what came of it is told. */
int accept_file_add(const char *config, const struct accept_entries *entries);

#endif
