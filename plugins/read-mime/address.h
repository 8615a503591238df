/* SPDX-License-Identifier: MIT
 *
 * Mailboxes in From, Reply-To and the like.
 */
#ifndef PLUGINS_READ_MIME_ADDRESS_H
#define PLUGINS_READ_MIME_ADDRESS_H

#include <glib.h>

#include "touchstone/plugin.h"

/* A list of mailboxes (UTF-8, words not decoded yet) in one way of writing: "name <address>, ...",
 * a name that has other than letters, digits, blanks and the like in quotes. *name_r: the name of
 * the first that has one, or NULL. The caller frees both. */
char *address_fold(struct ts_call *call, const char *list, char **name_r);

#endif
