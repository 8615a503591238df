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

/* What is to be told of an acceptance; borrowed. */
struct acceptance_note {
    const char *rule; /* run/acceptance-... */
    unsigned severity;
    const char *touchpoint, *name;
    const char *until, *why; /* or NULL */
    const char *locator;
    unsigned line;
};
int acceptance_tell(struct sqlite3 *database, gint64 run, const struct acceptance_note *note);

/* accepted_inline.c: marks what comments in content accept, in a run of a plan alone: a scan and
 * the server are gates, and what passes a gate does not say so itself. */
int accepted_inline_apply(struct sqlite3 *database, const struct plan *plan, gint64 run,
                          gboolean is_whole);

#endif
