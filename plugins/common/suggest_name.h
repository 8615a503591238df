/* SPDX-License-Identifier: MIT
 *
 * "Did you mean": the known name that a mistyped one is nearest to.
 */
#ifndef PLUGINS_COMMON_SUGGEST_NAME_H
#define PLUGINS_COMMON_SUGGEST_NAME_H

#include "touchstone/plugin.h"

/* names ends with NULL. NULL if none is within two letters put in, left out, changed or swapped
 * (one, for words of three to five letters); letter case does not count. */
const char *suggest_name(struct ts_str written, const char *const *names);

#endif
