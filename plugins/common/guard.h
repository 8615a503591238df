/* SPDX-License-Identifier: MIT
 *
 * The guard of everything that connects: what others wrote must not aim us at the inside of the
 * network, nor fill the kernel.
 */
#ifndef PLUGINS_COMMON_GUARD_H
#define PLUGINS_COMMON_GUARD_H

#include <curl/curl.h>
#include <glib.h>

struct guard {
    gboolean may_be_private; /* the user named the host: allow_hosts */
    gboolean is_refused;     /* out: an address that is not global was not connected to */
};

/* Of a handle, before it is started; guard outlives the transfer. */
void guard_attach(CURL *easy, struct guard *guard);

#endif
