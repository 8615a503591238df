/* SPDX-License-Identifier: MIT
 *
 * What one owner holds of a host's name, by the public suffix list that libpsl carries
 * (publicsuffix.org; a sealed worker can open no file).
 */
#include <libpsl.h>

#include "plugins/common/url.h"

/* A name whose last label is a number is an IPv4 address in some notation (WHATWG, section 3.5). */
static gboolean is_address(const char *name)
{
    const char *last = strrchr(name, '.');
    return *name == '[' || g_ascii_isdigit(last ? last[1] : *name);
}

const char *host_registrable(const char *host)
{
    return is_address(host) ? NULL : psl_registrable_domain(psl_builtin(), host);
}
