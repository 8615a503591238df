/* SPDX-License-Identifier: MIT
 *
 * X-Robots-Tag: what a server says of one answer to robots.
 */
#ifndef PLUGINS_SOURCE_WEB_DIRECTIVES_H
#define PLUGINS_SOURCE_WEB_DIRECTIVES_H

#include <glib.h>

struct directives {
    gboolean is_noindex, is_nofollow;
};

/* Of the values of its headers, one a line; those for other robots do not count. NULL = none. */
struct directives directives_parse(const char *lines, const char *agent);

#endif
