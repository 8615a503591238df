/* SPDX-License-Identifier: MIT
 *
 * Which addresses a crawl may reach: links must not aim it at the inside of the network.
 */
#ifndef PLUGINS_SOURCE_WEB_ADDRESS_H
#define PLUGINS_SOURCE_WEB_ADDRESS_H

#include <glib.h>
#include <sys/socket.h>

/* Is it globally routable, by the IANA special-purpose registries of IPv4 and IPv6? */
gboolean address_is_global(const struct sockaddr *address);
/* The same of an address as text; FALSE if it is none. */
gboolean address_is_global_text(const char *text);

#endif
