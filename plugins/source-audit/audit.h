/* SPDX-License-Identifier: MIT
 *
 * Forms that people filled in on the spot, and the photos that these name.
 */
#ifndef PLUGINS_SOURCE_AUDIT_AUDIT_H
#define PLUGINS_SOURCE_AUDIT_AUDIT_H

#include "touchstone/plugin.h"

extern const struct ts_source_ops audit_ops;

#endif
