/* SPDX-License-Identifier: MIT
 *
 * What proves who asks: headers, a user with a password, a bearer's token. From files that others
 * can't read, or from the environment; to the start addresses' scheme, host and port alone.
 */
#ifndef PLUGINS_SOURCE_WEB_CREDENTIALS_H
#define PLUGINS_SOURCE_WEB_CREDENTIALS_H

#include <curl/curl.h>
#include <glib.h>

#include "touchstone/plugin.h"

#define CREDENTIALS_HEADERS 50u

struct credentials {
    struct curl_slist *lines; /* headers; NULL: there are none */
    GPtrArray *origins;       /* char *: "https://a.nl:443" */
};

/* Reads what the options name; start: normal forms. 0, or -1 with a reason that tells no secret. */
int credentials_open(struct ts_call *call, const struct ts_node *node, const GPtrArray *start,
                     struct credentials *credentials_r);
void credentials_close(struct credentials *credentials);

/* Appends the lines, if the URL is one that may have them. */
struct curl_slist *credentials_add(const struct credentials *credentials, const char *url,
                                   struct curl_slist *list);

/* Overwrites and frees. */
void credentials_free_lines(struct curl_slist *list);

#endif
