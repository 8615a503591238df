/* SPDX-License-Identifier: MIT
 *
 * The same-story matrix: what each touchpoint tells of what all of them should tell alike, in its
 * own words. Derived from stored observations when a run ends, kept in the table `story`.
 */
#ifndef CORE_RESULT_STORY_H
#define CORE_RESULT_STORY_H

#include "core/config/plan.h"
#include "core/result/lifecycle.h"

struct sqlite3;

/* What a row of the table says of its entry or value, and what a cell of the matrix comes to; the
 * names stand in the database. */
#define STORY_RIGHT "right"
#define STORY_ALTERED "altered"               /* ours, but not as the brand book has it */
#define STORY_OLD "old"                       /* no longer right on the as-of date */
#define STORY_EARLY "early"                   /* not yet right */
#define STORY_MIXED "mixed"                   /* a cell: old or early, and right, side by side */
#define STORY_ABSENT "absent"                 /* expected, all was seen, and it is not there */
#define STORY_UNSEEN "unseen"                 /* expected, not found, and not all was seen */
#define STORY_NOT_APPLICABLE "not-applicable" /* nobody expects it, and it is not there */
#define STORY_NOT_MEASURED "not-measured"     /* the touchpoint has no source */

/* All of them, in the order of a legend; NULL-terminated. */
extern const char *const story_states[];

/* Columns: "logo", "name", "address", "phone", "payoff", "form" of address, "form:ID" of each term
 * `consistent`, "fact:ID" of each fact that some touchpoint tells. Those of which the brand book
 * says nothing have no rows at all. */

/* Derives the rows of the touchpoints that the run selected. 0, or -1 with the database's error. */
int story_compute(struct sqlite3 *database, const struct plan *plan,
                  const struct lifecycle *lifecycle, const char *day, gint64 run);

#endif
