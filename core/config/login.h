/* SPDX-License-Identifier: MIT
 *
 * Addresses with a user name or password in them (RFC 3986, section 3.2.1): they end in reports,
 * logs and the database, so nobody may write them, and nothing prints what they hold.
 */
#ifndef CORE_CONFIG_LOGIN_H
#define CORE_CONFIG_LOGIN_H

#include <glib.h>

#include "touchstone/plugin.h"

/* Has it a scheme, and an @ in what names the host? */
gboolean login_is_in(struct ts_str address);

/* As people may see it: what stands before the last @ of the host is "...". Printable; the caller
 * frees it. */
char *login_hide(struct ts_str address);

#endif
