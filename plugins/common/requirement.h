/* SPDX-License-Identifier: MIT
 *
 * What the entries of a section's `require` have in common.
 */
#ifndef PLUGINS_COMMON_REQUIREMENT_H
#define PLUGINS_COMMON_REQUIREMENT_H

#include <glib.h>

#include "touchstone/plugin.h"

/* The texts of a list, char *, owned; NULL: none. */
GPtrArray *requirement_texts(const struct ts_node *list);

/* enum ts_severity; of any other text TS_SEVERITY_DEFAULT. */
unsigned requirement_severity(struct ts_str text);

/* Is a document of this language meant by these tags (char *; none = by any)? "nl" means "nl-BE"
 * too. */
gboolean requirement_is_in_language(const GPtrArray *tags, struct ts_str language);

#endif
