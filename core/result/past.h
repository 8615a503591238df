/* SPDX-License-Identifier: MIT
 *
 * What a run leaves for the next one to be compared with: how much it saw, and the brand book.
 */
#ifndef CORE_RESULT_PAST_H
#define CORE_RESULT_PAST_H

#include "core/config/plan.h"

struct sqlite3;

/* Keeps, for the latest run, its tally, the lines of its brand book if they are not those of the
 * run before, the last days of its rollouts, and what
 * customers said. 0, or -1 with the database's error. */
int past_store(struct sqlite3 *database, const struct plan *plan, gint64 run);

#endif
