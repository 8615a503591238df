/* SPDX-License-Identifier: MIT
 *
 * URLs in one form each, so that a page has one name.
 */
#ifndef PLUGINS_SOURCE_WEB_URL_H
#define PLUGINS_SOURCE_WEB_URL_H

#include <glib.h>

#include "touchstone/plugin.h"

#define URL_SIZE 4096u /* bytes of a URL that is followed */

/* The normal form (RFC 3986 section 6, WHATWG where browsers differ) of a reference against an
 * absolute base (may be empty if the reference is absolute): http or https, lower-case host, no
 * default port, no dot segments, no fragment, no needless escapes, no tracking parameters.
 * NULL: not a URL that is followed. The caller frees it. Idempotent. */
char *url_normalise(struct ts_str base, struct ts_str reference);

/* The parts of a URL in normal form; views into it. */
struct url_parts {
    struct ts_str scheme, host, path, query; /* query without ? */
    guint port;
};
gboolean url_split(const char *url, struct url_parts *parts_r);

/* "host:port" of a URL in normal form; the caller frees it. */
char *url_authority(const char *url);

#endif
