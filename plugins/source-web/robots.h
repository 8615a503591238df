/* SPDX-License-Identifier: MIT
 *
 * robots.txt, as RFC 9309 has it.
 */
#ifndef PLUGINS_SOURCE_WEB_ROBOTS_H
#define PLUGINS_SOURCE_WEB_ROBOTS_H

#include <glib.h>

#include "touchstone/plugin.h"

#define ROBOTS_SIZE (500u << 10) /* bytes that are read */
#define ROBOTS_RULES 5000u       /* of one group */
#define ROBOTS_SITEMAPS 100u
#define ROBOTS_DELAY_MAX 30.0 /* seconds of crawl-delay that are honoured */

struct robots {
    GArray *rules;       /* struct robots_rule, of the group for us */
    GPtrArray *sitemaps; /* char * as written */
    double delay;        /* seconds, 0 = none */
};

/* agent: the product token, "touchstone". Linear in the bytes; never fails: what is no rule is
 * passed over. */
struct robots *robots_parse(struct ts_str bytes, const char *agent);
void robots_free(struct robots **robots);

/* May this path (with its query, in normal form) be fetched? The longest matching rule decides,
 * allow wins ties. */
gboolean robots_allows(const struct robots *robots, struct ts_str target);

#endif
