/* SPDX-License-Identifier: MIT
 *
 * The character set that a page declares in its own markup.
 */
#ifndef PLUGINS_COMMON_CHARSET_MARKUP_H
#define PLUGINS_COMMON_CHARSET_MARKUP_H

#include "touchstone/plugin.h"

/* The converter's name for a label, or NULL; quotes and white space around it do not count. */
const char *charset_named(struct ts_str label);

/* The name that meta elements or an XML declaration give (HTML standard, 13.2.3.2: prescan), or
 * NULL. Linear in READER_PRESCAN bytes. */
const char *charset_by_markup(struct ts_str bytes);

#endif
