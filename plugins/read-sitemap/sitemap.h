/* SPDX-License-Identifier: MIT
 *
 * Sitemaps and feeds: lists of addresses.
 */
#ifndef PLUGINS_READ_SITEMAP_SITEMAP_H
#define PLUGINS_READ_SITEMAP_SITEMAP_H

#include "touchstone/plugin.h"

/* Emits a link for each address of a urlset, sitemapindex, RSS or Atom document. */
int sitemap_read(struct ts_call *call, struct ts_str bytes);

/* Do these bytes begin like one of them? */
int sitemap_sniff(struct ts_str bytes);

/* The same of plain text, an address a line. */
int sitemap_text_read(struct ts_call *call, struct ts_str bytes);
int sitemap_text_sniff(struct ts_str bytes);

#define SITEMAP_URL_MAX 4096u /* bytes of an address */
#define SITEMAP_FULL "addresses beyond the first 50,000 of a sitemap were not read"

#endif
