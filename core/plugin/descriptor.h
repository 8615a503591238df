/* SPDX-License-Identifier: MIT
 *
 * A plugin's descriptor in bytes, as the probe sends it and the cache keeps it.
 */
#ifndef CORE_PLUGIN_DESCRIPTOR_H
#define CORE_PLUGIN_DESCRIPTOR_H

#include "core/plugin/catalog.h"

/* The wire format of core/process is not used here: a later module may include an earlier one,
 * never the reverse. A line a value, escaped as by g_strescape. */
void descriptor_put(GString *out, const struct ts_plugin *plugin);

/* Fills the fields of a plugin from text; FALSE if it is not what descriptor_put writes. */
gboolean descriptor_get(const char *text, struct catalog_plugin *plugin_r);

#endif
