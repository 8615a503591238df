/* SPDX-License-Identifier: MIT
 *
 * Days as they are written everywhere in touchstone: YYYY-MM-DD, text that sorts.
 */
#ifndef CORE_CONFIG_DATE_H
#define CORE_CONFIG_DATE_H

#include <glib.h>

/* Ten characters of that form. */
gboolean date_has_form(const char *text);
/* And a day that exists. */
gboolean date_is_valid(const char *text);

#endif
