/* SPDX-License-Identifier: MIT
 *
 * Secrets that a source logs in with: from a file that others can't read, or from the environment.
 * No message tells one.
 */
#ifndef PLUGINS_COMMON_SECRET_H
#define PLUGINS_COMMON_SECRET_H

#include <glib.h>

#include "touchstone/plugin.h"

#define SECRET_SIZE 16384u /* bytes of a file that holds one */

/* The secret that the options NAME_file (a path) or NAME_env (a variable) lead to. 0: *secret_r is
 * set, or NULL if neither is given. -1: failed, with the reason. */
int secret_read(struct ts_call *call, const struct ts_node *options, const char *name,
                char **secret_r);

/* The same of one option that is given, and names a file. */
int secret_read_file(struct ts_call *call, const struct ts_node *options, const char *option,
                     char **secret_r);

/* Overwrites and frees; NULL is allowed. */
void secret_free(char **secret);

#endif
