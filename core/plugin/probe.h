/* SPDX-License-Identifier: MIT
 *
 * Loads a plugin in a throw-away process, so that one that aborts or hangs while loading harms
 * nothing.
 */
#ifndef CORE_PLUGIN_PROBE_H
#define CORE_PLUGIN_PROBE_H

#include <glib.h>
#include <sys/types.h>

struct probe {
    pid_t pid;
    int fd; /* the descriptor's text comes here */
    gint64 deadline;
};

/* Starts it; several may run side by side. FALSE: *error_r. */
gboolean probe_start(const char *path, struct probe *probe_r, char **error_r);

/* Waits for its end. The descriptor's text (descriptor.h), or NULL and *error_r. */
char *probe_finish(struct probe *probe, char **error_r);

#endif
