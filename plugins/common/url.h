/* SPDX-License-Identifier: MIT
 *
 * URLs in one form each, so that a page has one name.
 */
#ifndef PLUGINS_COMMON_URL_H
#define PLUGINS_COMMON_URL_H

#include <glib.h>

#include "touchstone/plugin.h"

#define URL_SIZE 4096u /* bytes of a URL that is followed */

/* The normal form (RFC 3986 section 6, WHATWG where browsers differ) of a reference against an
 * absolute base (may be empty if the reference is absolute): http or https, lower-case host, no
 * default port, no dot segments, no fragment, no needless escapes, no tracking parameters, no
 * session ids; without user name and password. Returns its size, a NUL behind it; 0 = not a URL
 * that is followed. Linear in both, allocates nothing, idempotent. */
size_t url_resolve(struct ts_str base, struct ts_str reference, char url_r[URL_SIZE + 1]);

/* The same as a new string; NULL = not a URL that is followed. */
char *url_normalise(struct ts_str base, struct ts_str reference);

/* The parts of a URL in normal form; views into it. */
struct url_parts {
    struct ts_str scheme, host;
    struct ts_str path;   /* without the query */
    struct ts_str target; /* path and query; its ptr is NUL-terminated if the URL is */
    guint port;
    gboolean is_https;
};
gboolean url_split(struct ts_str url, struct url_parts *parts_r);

/* "host:port" of a URL in normal form, and "scheme://host:port"; the caller frees them. */
char *url_authority(const char *url);
char *url_origin(const char *url);

/* url_noise.c: does a parameter ("name=value", in normal form) tell a visit and not a page? */
gboolean url_is_noise(struct ts_str parameter);
/* The size of a path segment without its session id (";jsessionid=...") and what follows that. */
size_t url_segment_size(struct ts_str segment);

/* host_name.c: writes a host in normal form (lower case, IDN as ASCII, IPv6 shortened) and returns
 * its size, 0 if it is none. */
#define HOST_NAME_SIZE 256u
size_t host_name_normalise(struct ts_str host, char name_r[HOST_NAME_SIZE]);

/* Of a host in normal form. */
struct ts_str host_without_www(struct ts_str host);
/* Is it this domain, or a name below it? */
gboolean host_is_below(struct ts_str host, const char *domain);

/* host_domain.c: what one owner holds, a view of the end of a host in normal form:
 * "shop.example.co.uk" is of "example.co.uk"; NULL: an address, or no more than a public suffix. */
const char *host_registrable(const char *host);

/* host_inside.c: nobody outside can reach it (in normal form): this machine, a network of its own,
 * a name that is no public one. */
gboolean host_is_inside(struct ts_str host);

/* host_staging.c: its name says that it is there for those who build (in normal form): staging.,
 * acc., shop-staging. of a domain; is_own: of a domain of the firm, where dev., test. and preview.
 * say so too. */
gboolean host_is_staging(struct ts_str host, gboolean is_own);

/* host_free_mail.c: anybody has a mailbox there (in normal form), so it says nothing of a firm. */
gboolean host_is_free_mail(struct ts_str host);

#endif
