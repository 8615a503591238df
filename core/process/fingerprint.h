/* SPDX-License-Identifier: MIT
 *
 * Names for things by what they are: the fingerprint of a finding, the hash of content.
 */
#ifndef CORE_PROCESS_FINGERPRINT_H
#define CORE_PROCESS_FINGERPRINT_H

#include <glib.h>

#include "touchstone/plugin.h"

#define FINGERPRINT_SIZE 17  /* 16 hex digits */
#define CONTENT_HASH_SIZE 33 /* 32 hex digits */

/* 64 bits of SHA-256 over rule, expected and actual, the last two with letter case and white space
 * folded: no touchpoint, locator or surroundings, so that it survives moved lines. */
void fingerprint_make(struct ts_str rule, struct ts_str expected, struct ts_str actual,
                      char fingerprint_r[FINGERPRINT_SIZE]);

/* 128 bits of XXH3 over bytes: tells whether content changed, and keeps no secret. */
void content_hash(struct ts_str bytes, char hash_r[CONTENT_HASH_SIZE]);

/* Of what a source or a reader hands over. What is remembered of a picture is taken for another of
 * the same hash, whoever made it: of pictures it is 128 bits of SHA-256, which nobody can meet on
 * purpose. */
void content_hash_of(struct ts_str media_type, struct ts_str bytes, char hash_r[CONTENT_HASH_SIZE]);

#endif
