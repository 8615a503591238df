/* SPDX-License-Identifier: MIT
 *
 * An HTTP answer as a record keeps it: head and body, the body perhaps in chunks.
 */
#ifndef PLUGINS_SOURCE_WARC_HTTP_H
#define PLUGINS_SOURCE_WARC_HTTP_H

#include <glib.h>

#include "touchstone/plugin.h"

enum http_field {
    HTTP_TYPE,
    HTTP_ENCODING,
    HTTP_TRANSFER,
    HTTP_LANGUAGE,
    HTTP_LOCATION,
    HTTP_LENGTH,
    HTTP_FIELD_COUNT
};

/* Views into the block. */
struct http {
    guint status;
    struct ts_str fields[HTTP_FIELD_COUNT];
    struct ts_str body;
};

/* Interim answers (1xx) are passed over. FALSE: it is none, or its head has no end. */
gboolean http_parse(struct ts_str block, struct http *http_r);

enum http_chunks {
    HTTP_CHUNKS_NONE, /* it only says that it is in chunks: the crawler has joined them */
    HTTP_CHUNKS_WHOLE,
    HTTP_CHUNKS_CUT,
    HTTP_CHUNKS_BROKEN
};

/* Joins chunks (RFC 9112, section 7.1); plain is at most as long as the body. */
enum http_chunks http_join_chunks(struct ts_str body, GString *plain);

#endif
