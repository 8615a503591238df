/* SPDX-License-Identifier: MIT
 *
 * The stage of the dates: checks say what stands there, the as-of date says whether that is wrong
 * today. Nothing is fetched or judged for it.
 */
#ifndef CORE_RESULT_DATES_H
#define CORE_RESULT_DATES_H

#include "core/config/plan.h"

struct sqlite3;

/* Findings of terms that do not hold on the as-of date of the run sleep (fixed_run is
 * FINDING_ASLEEP): no query shows them. On the first day of their term they wake as new. 0, or -1
 * with the database's error. */
int dates_apply(struct sqlite3 *database, const struct plan *plan, gint64 run);

#define FINDING_ASLEEP (-1)

#endif
