/* SPDX-License-Identifier: MIT
 *
 * How much of a touchpoint carries the promise, by language.
 */
#ifndef CORE_RESULT_COVERAGE_H
#define CORE_RESULT_COVERAGE_H

#include "core/config/plan.h"

struct sqlite3;

/* Sets the rows of the table "promise" for a touchpoint, from what the run saw and observed: its
 * documents in a language that has a pay-off or themes, and that had text to read, each by the best
 * it shows. No rows if it does not expect the promise, nobody judged it, or nothing was there to
 * be judged. -1: the database failed. */
int coverage_compute(struct sqlite3 *database, const struct plan *plan,
                     const struct plan_touchpoint *touchpoint, gint64 run);

#endif
