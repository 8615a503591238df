/* SPDX-License-Identifier: MIT
 *
 * What the values of HTTP headers, and status numbers, mean for an answer.
 */
#ifndef PLUGINS_COMMON_HTTP_VALUES_H
#define PLUGINS_COMMON_HTTP_VALUES_H

#include "touchstone/plugin.h"

/* " Forbidden", or "" */
const char *http_status_name(unsigned status);

/* Of a Content-Type, views into it: the media type as written, and the charset; empty if there is
 * none, or one of more than 128 bytes. */
void http_split_type(struct ts_str value, struct ts_str *media_type_r, struct ts_str *charset_r);

/* The one language that a Content-Language names; empty for several: a choice that the bytes do not
 * tell. */
struct ts_str http_single_language(struct ts_str value);

#endif
