/* SPDX-License-Identifier: MIT
 *
 * Unpacks what came with a Content-Encoding: gzip, deflate, brotli, zstd, or one inside another.
 *
 * Not left to libcurl: 7.88 takes a stream that stops halfway for a whole one, so that half a page
 * would pass for all of it, and its own limits on size do not hold.
 */
#ifndef PLUGINS_COMMON_DECODE_H
#define PLUGINS_COMMON_DECODE_H

#include <glib.h>

#include "touchstone/plugin.h"

#define DECODE_ACCEPTED "gzip, br, zstd"
#define DECODE_STACK 2u              /* one inside another; RFC 9110, section 8.4, sets no end */
#define DECODE_RATIO 200u            /* decoded bytes a byte; more is a bomb ... */
#define DECODE_RATIO_FREE (1u << 20) /* ... beyond this many */

enum decode_result { DECODE_OK, DECODE_BROKEN, DECODE_TOO_LARGE, DECODE_BOMB };

struct decoder;

enum decode_need { DECODE_PLAIN, DECODE_PACKED, DECODE_UNKNOWN };
/* What a Content-Encoding asks for ("gzip", "gzip, br": packed by gzip, then by br); of
 * DECODE_PACKED *decoder_r is new. A lone word that names no compression ("utf-8", "none") means
 * nothing, as in browsers; NULL = none. */
enum decode_need decoder_new(const char *encoding, struct decoder **decoder_r);
void decoder_free(struct decoder **decoder);

/* Appends what becomes of the bytes to out, which never grows beyond cap. */
enum decode_result decoder_put(struct decoder *decoder, struct ts_str bytes, GString *out,
                               size_t cap);
/* Has the stream come to its end? */
gboolean decoder_is_complete(const struct decoder *decoder);

#endif
