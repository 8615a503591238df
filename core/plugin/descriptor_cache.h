/* SPDX-License-Identifier: MIT
 *
 * Descriptors of plugins that were probed before, by path, inode, size and times of the file, so
 * that start-up probes only what is new. What is odd in it is ignored; that it can't be written is
 * no error.
 */
#ifndef CORE_PLUGIN_DESCRIPTOR_CACHE_H
#define CORE_PLUGIN_DESCRIPTOR_CACHE_H

#include <glib.h>
#include <sys/stat.h>

struct descriptor_cache;

struct descriptor_cache *descriptor_cache_open(void);

/* Writes it back if something was put. */
void descriptor_cache_close(struct descriptor_cache **cache);

/* NULL, or the text; the caller frees it. */
char *descriptor_cache_get(const struct descriptor_cache *cache, const char *path,
                           const struct stat *info);
void descriptor_cache_put(struct descriptor_cache *cache, const char *path, const struct stat *info,
                          const char *text);

#endif
