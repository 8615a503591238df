/* SPDX-License-Identifier: MIT
 *
 * Patterns with stars, for robots.txt and for include and exclude.
 */
#ifndef PLUGINS_COMMON_PATTERN_H
#define PLUGINS_COMMON_PATTERN_H

#include <glib.h>

#include "touchstone/plugin.h"

/* Does the text match: from its beginning, and to its end if is_whole? * stands for any bytes, also
 * none. Linear in both, whatever the pattern. */
gboolean pattern_matches(struct ts_str pattern, struct ts_str text, gboolean is_whole);

#endif
