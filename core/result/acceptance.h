/* SPDX-License-Identifier: MIT
 *
 * What people have accepted is marked, not dropped: it counts for no state, score or exit status.
 */
#ifndef CORE_RESULT_ACCEPTANCE_H
#define CORE_RESULT_ACCEPTANCE_H

#include "core/config/plan.h"

struct sqlite3;

/* Marks the open findings that the plan's acceptances name. is_whole: the run looked at all there
 * is, so what has expired, and what names nothing any more, is told too (run/acceptance-expired,
 * run/acceptance-unused). 0, or -1 with the database's error. */
int acceptances_apply(struct sqlite3 *database, const struct plan *plan, gint64 run,
                      gboolean is_whole);

#endif
