/* SPDX-License-Identifier: MIT
 *
 * Do two pages say the same? Whatever stands in them of their own address aside.
 */
#ifndef PLUGINS_SOURCE_WEB_FINGERPRINT_H
#define PLUGINS_SOURCE_WEB_FINGERPRINT_H

#include <glib.h>

#include "touchstone/plugin.h"

struct fingerprint {
    guint64 sum; /* over all words, in any order */
    guint count; /* words */
    guint64 own; /* over the words of its address */
};

/* Of a page at this path and query. Numbers of the address (and the one before and after, which
 * "next" shows) do not count, nor do words with digits inside tags: they are nonces, dates and
 * links. Linear in both. */
struct fingerprint fingerprint_of(struct ts_str page, struct ts_str target);

/* Are they one page, in which each may tell its own address a few times? */
gboolean fingerprint_is_echo(const struct fingerprint *page, const struct fingerprint *other);

#endif
