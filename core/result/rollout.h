/* SPDX-License-Identifier: MIT
 *
 * How far each touchpoint is with each rollout: what it tells of the old and of the new, by the
 * stored observations. Nothing is fetched or judged for it, and nothing is written but by
 * rollouts_store.
 */
#ifndef CORE_RESULT_ROLLOUT_H
#define CORE_RESULT_ROLLOUT_H

#include "core/config/date.h"
#include "core/config/plan.h"

struct sqlite3;

/* DESIGN.md section 9. */
#define ROLLOUT_OLD "old"
#define ROLLOUT_MIXED "mixed"
#define ROLLOUT_NEW "new"
#define ROLLOUT_ABSENT "absent" /* expected, and neither is told */
#define ROLLOUT_NOT_APPLICABLE "not-applicable"
#define ROLLOUT_NOT_REACHED "not-reached" /* nobody looked, or not at all of it */

/* All of them, in the order of how much is left to do; ends with NULL. */
#define ROLLOUT_STATES 6
extern const char *const rollout_states[ROLLOUT_STATES + 1];

/* A touchpoint in a rollout, on a day. */
struct rollout_row {
    char *rollout, *touchpoint; /* ids */
    char *name;                 /* of the rollout, for people */
    const char *state;          /* one of rollout_states */
    guint old, new;         /* documents that tell the old, and that tell the new; some tell both */
    guint overdue;          /* of the old: those that are past their day */
    char begins[DATE_SIZE]; /* the switch */
    char due[DATE_SIZE];  /* the last day of the old at this channel; "" = the rollout names none */
    gboolean is_late;     /* the old stands there after its day; without one, after the switch */
    gboolean is_early;    /* the new is told before it may be */
    guint old_places;     /* of the old, that count */
    GPtrArray *places;    /* char *: the first of them, "LOCATOR:LINE: as written"; NULL: they were
                             not asked for */
    gboolean is_returned; /* the old is told after the switch, and an earlier run saw all new */
};

/* Frees what it points to. */
void rollout_row_clear(void *row);

/* For every rollout of the brand book in its order, every touchpoint in the order of the plan.
 * Told history does not count, nor do entries of which no sighting is known (terms, pay-offs): a
 * rollout of those alone has no rows. before: only runs below this number are history, 0 = all. An
 * array of struct rollout_row that the caller unrefs; NULL: the database failed. */
GArray *rollouts_look(struct sqlite3 *database, const struct plan *plan, const char *day,
                      gint64 before);

/* Keeps the rows as those of a run. 0, -1. */
int rollouts_store(struct sqlite3 *database, const GArray *rows, gint64 run, const char *day);

/* How many touchpoints were where on a day. */
struct rollout_day {
    char day[DATE_SIZE];
    guint counts[ROLLOUT_STATES]; /* by the place in rollout_states */
    guint late, returned;
};
/* Adds a row; a state that nobody knows is passed over. */
/* Touchpoints at which the old still stands. */
guint rollout_day_left(const struct rollout_day *day);
void rollout_day_add(struct rollout_day *day, const char *state, gboolean is_late,
                     gboolean is_returned);

/* The row of one; NULL: there is none. */
const struct rollout_row *rollouts_find(const GArray *rows, const char *rollout,
                                        const char *touchpoint);

#endif
