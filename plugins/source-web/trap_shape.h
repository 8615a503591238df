/* SPDX-License-Identifier: MIT
 *
 * What an address looks like: its pattern, its month, and whether it is one that grows.
 */
#ifndef PLUGINS_SOURCE_WEB_TRAP_SHAPE_H
#define PLUGINS_SOURCE_WEB_TRAP_SHAPE_H

#include <glib.h>

#include "touchstone/plugin.h"

/* Path and query with what varies folded: "/agenda/{n}/{n}", "/s-{id}/a", "/zoek?q={x}&p={n}". Of
 * an address in which nothing varies the last name is folded: "/nieuws/" and a star. */
char *trap_pattern(struct ts_str target);

/* Why an address is that of a trap whatever there is; NULL = it is not. The caller frees it. */
char *trap_shape_refusal(struct ts_str url, struct ts_str path);

/* The month it names, as year * 12 + month - 1; 0 = none. "/2026/05", "/2026-05-01", "?m=2026-05",
 * "?year=2026&month=5". */
guint trap_month(struct ts_str target);

#endif
