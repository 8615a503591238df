/* SPDX-License-Identifier: MIT
 *
 * Which addresses may be reached: what others wrote must not aim us at the inside of the network.
 */
#ifndef PLUGINS_COMMON_ADDRESS_H
#define PLUGINS_COMMON_ADDRESS_H

#include <glib.h>
#include <sys/socket.h>

#include "touchstone/plugin.h"

/* Is it globally routable, by the IANA special-purpose registries of IPv4 and IPv6? */
gboolean address_is_global(const struct sockaddr *address);
/* Does this host of a URL name such an address plainly: as a number in any notation, or as
 * localhost? */
gboolean address_is_inside_name(struct ts_str host);
/* The same of an address as text; FALSE if it is none. */
gboolean address_is_global_text(const char *text);

#endif
