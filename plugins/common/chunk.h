/* SPDX-License-Identifier: MIT
 *
 * What a stretch of text without white space is, when it is not prose: an address, a file name, a
 * merge tag.
 */
#ifndef PLUGINS_COMMON_CHUNK_H
#define PLUGINS_COMMON_CHUNK_H

#include <stddef.h>
#include <stdint.h>

/* enum word_flags of words.h (WORD_IN_URL, _EMAIL, _MARKUP), or 0 for prose. */
uint32_t chunk_flags(const char *ptr, size_t len);

/* The length of a merge tag or placeholder that begins here ({{x}}, *|X|*, %%x%%, ${x}, {% x %}),
 * which may hold white space; 0 if there is none. Looks at most 200 bytes ahead. */
size_t chunk_merge_tag(const char *ptr, size_t len);

#endif
