/* SPDX-License-Identifier: MIT
 *
 * The plugins that are packaged apart for what they draw in (samples/debian/apart): a gap that one
 * of them would close is told with the package's name.
 */
#ifndef CORE_CONFIG_PACKAGES_H
#define CORE_CONFIG_PACKAGES_H

#include "core/plugin/catalog.h"

/* The package that brings a plugin, or the reader of a media type; NULL: it comes with the program.
 */
const char *packages_of(unsigned kind, const char *name);
const char *packages_of_media(struct ts_str media_type);

/* The check that judges a section of the brand book, if it is packaged apart; else NULL. */
const char *packages_check_of(const char *section);

#endif
