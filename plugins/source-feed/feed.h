/* SPDX-License-Identifier: MIT
 *
 * A feed as a source: files as they are, and with each answer the map that says how to read it.
 */
#ifndef PLUGINS_SOURCE_FEED_FEED_H
#define PLUGINS_SOURCE_FEED_FEED_H

#include "touchstone/plugin.h"

extern const struct ts_source_ops feed_ops;

#endif
