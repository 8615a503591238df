/* SPDX-License-Identifier: MIT
 *
 * What became of what links lead to, known when all has been fetched: for checks that look at
 * links, and for pages that no link leads to.
 */
#ifndef CORE_RUN_OUTCOMES_H
#define CORE_RUN_OUTCOMES_H

#include "core/run/store.h"

struct outcomes;

/* Walks over the links of all pages of this run once, and notes those pages that a sitemap names
 * and nothing leads to. NULL with database->error. has_links FALSE: only redirects are asked for.
 * Its memory grows with what is not well, and by 16 bytes a page. */
struct outcomes *outcomes_new(struct store *store, gboolean has_links);
void outcomes_free(struct outcomes **outcomes);

/* Where redirects from a locator end, as far as this run has seen them; the locator itself if there
 * are none. Lives as long as both. */
struct ts_str outcomes_end(const struct outcomes *outcomes, struct ts_str touchpoint,
                           struct ts_str locator);

/* Adds the links of a document that are not well to its stored form. 0, -1. */
int outcomes_put(struct outcomes *outcomes, gint64 document, struct ts_str touchpoint,
                 GByteArray *out);

#endif
