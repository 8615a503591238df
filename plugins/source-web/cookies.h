/* SPDX-License-Identifier: MIT
 *
 * Cookies of one touchpoint, a jar for each scheme, host and port: RFC 6265 would hand them to
 * other ports and to hosts beside.
 */
#ifndef PLUGINS_SOURCE_WEB_COOKIES_H
#define PLUGINS_SOURCE_WEB_COOKIES_H

#include <curl/curl.h>
#include <glib.h>

#define COOKIES_MAX 200u /* in one jar; then it is emptied */

/* Keyed by origin. */
GHashTable *cookies_new(void);
/* Lets a transfer of this URL keep and send those of its own jar. */
void cookies_lend(GHashTable *jars, CURL *easy, const char *url);
/* Takes the jar back, before the handle serves another URL. */
void cookies_take_back(CURL *easy);

#endif
