/* SPDX-License-Identifier: MIT
 *
 * Digests of records: "sha1:" and 32 letters in most, hexadecimal or of another kind in some.
 */
#ifndef PLUGINS_SOURCE_WARC_DIGEST_H
#define PLUGINS_SOURCE_WARC_DIGEST_H

#include <glib.h>

#include "touchstone/plugin.h"

enum digest_verdict { DIGEST_UNKNOWN, DIGEST_SAME, DIGEST_DIFFERENT };

/* Is it the digest of these bytes? UNKNOWN: absent, or of a kind that is not known. */
enum digest_verdict digest_judge(struct ts_str digest, struct ts_str bytes);

/* The same for digests that differ in case only; 0 only if empty. */
guint64 digest_key(struct ts_str digest);

#endif
