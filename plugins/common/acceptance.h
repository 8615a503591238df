/* SPDX-License-Identifier: MIT
 *
 * Comments by which content says that something in it is accepted (plugin.h, metadata
 * "touchstone:acceptance"). What they say, and whether it counts, is the host's matter.
 */
#ifndef PLUGINS_COMMON_ACCEPTANCE_H
#define PLUGINS_COMMON_ACCEPTANCE_H

#include "touchstone/plugin.h"

#define ACCEPTANCE_META "touchstone:acceptance"

/* Is it "<!-- touchstone ... -->"? */
int acceptance_is(struct ts_str comment);

/* Hands over such a comment, which begins at line and column; where: put before every path of what
 * it stands in, or empty. 0, or -1: the host refused. */
int acceptance_emit(struct ts_call *call, struct ts_str comment, uint32_t line, uint32_t column,
                    struct ts_str where);

#endif
