/* SPDX-License-Identifier: MIT
 *
 * Heads, which records and HTTP answers share: lines "name: value" up to an empty one.
 */
#ifndef PLUGINS_SOURCE_WARC_HEAD_H
#define PLUGINS_SOURCE_WARC_HEAD_H

#include <glib.h>

#include "touchstone/plugin.h"

/* The bytes up to and with the empty line that ends a head, 0 if there is none. */
size_t head_size(struct ts_str bytes);

/* Takes the first line off, without its line end. */
struct ts_str head_take_line(struct ts_str *rest);

/* Takes the next field off; lines that are none are passed over. The value is trimmed; of one that
 * goes over several lines the line ends stand in it. FALSE: no more. */
gboolean head_next_field(struct ts_str *rest, struct ts_pair *field_r);

/* Are the names the same, whatever the case? */
gboolean head_is_name(struct ts_str name, const char *other);

#endif
