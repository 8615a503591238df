/* SPDX-License-Identifier: MIT
 *
 * What the process owns: its socket, and the rights it gives up.
 */
#ifndef CORE_MILTER_OWN_H
#define CORE_MILTER_OWN_H

#include "core/milter/settings.h"

/* Both: 0, or -1 with *error_r. */

/* Opens the socket of libmilter where settings say, with their mode and group. What a dead process
 * left there is taken away, nothing else. */
int own_listen(const struct milter_settings *settings, char **error_r);
/* Becomes settings->user if started as root; refuses to stay root. */
int own_user(const struct milter_settings *settings, char **error_r);

#endif
