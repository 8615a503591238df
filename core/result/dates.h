/* SPDX-License-Identifier: MIT
 *
 * The stage of the dates: checks say what stands there, the as-of date says whether that is wrong
 * today. Nothing is fetched or judged for it.
 */
#ifndef CORE_RESULT_DATES_H
#define CORE_RESULT_DATES_H

#include "core/config/plan.h"
#include "core/result/lifecycle.h"

struct sqlite3;

/* For the touchpoints that the run selected, by its as-of date (day, as dates_day gives it):
 * - findings of terms that do not hold sleep (fixed_run is -1): no query shows them. On
 *   the first day of their term they wake as new;
 * - stored observations of entries that are no longer, or not yet, right become findings, with the
 *   conclusion "dates". Those of an earlier day go.
 * 0, or -1 with the database's error. */
int dates_apply(struct sqlite3 *database, const struct plan *plan,
                const struct lifecycle *lifecycle, const char *day, gint64 run);

/* The as-of day of a run; NULL if it is not there. The caller frees it. */
char *dates_day(struct sqlite3 *database, gint64 run);

/* Rules that no check declares (run_rules.c). */
#define RULE_EARLY "rollout/early"
#define RULE_RETURNED "rollout/returned"
#define RULE_LATE "rollout/late"

/* ---- sightings ---- */

/* The observations of a touchpoint whose key is in keys (a JSON array) and that say that the entry
 * stands there, document by document; a statement to step through and finalize. */
enum dates_column {
    DATES_CHECK,
    DATES_KEY,
    DATES_WRITTEN,
    DATES_SAID,
    DATES_LINE,
    DATES_COLUMN,
    DATES_PATH,
    DATES_EXCERPT,
    DATES_MARK_OFFSET,
    DATES_MARK_LENGTH,
    DATES_RUN, /* that saw it last */
    DATES_LOCATOR,
    DATES_KINDS,
    DATES_IN_PART, /* of its document not all was read */
    DATES_EVIDENCE
};
struct sqlite3_stmt *dates_sightings(struct sqlite3 *database, const char *touchpoint,
                                     const char *keys);

/* Is it told as what it was: by the sentence around it (said), on a page of the touchpoint's
 * archive, or of the rollout's (which may be NULL)? */
gboolean dates_is_history(const struct ts_node *rollout, const struct plan_touchpoint *touchpoint,
                          const char *locator, const char *said);

/* ---- one sighting: dates_judge.c ---- */

struct dates_sighting {
    const char *locator, *kinds; /* of its document; kinds separated by spaces */
    const char *said;            /* by the sentence around it: "historic", "coming", "" */
};
struct dates_verdict {
    const char *rule;      /* NULL: it is right, or may stand there */
    unsigned severity;     /* enum ts_severity */
    gboolean is_history;   /* it is told as what it is: nothing should be put in its stead */
    struct ts_str due;     /* pending: the last day on which it may stand there; else empty */
    struct ts_str own_due; /* that of its kind of document, if it is not the touchpoint's */
};
struct dates_verdict dates_judge(const struct life_entry *entry,
                                 const struct plan_touchpoint *touchpoint,
                                 const struct dates_sighting *sighting, const char *day);

/* ---- all of a touchpoint: dates_entries.c ---- */

struct dates {
    struct sqlite3 *database;
    const struct lifecycle *lifecycle;
    GHashTable *dated;      /* dates_look */
    const GArray *rollouts; /* struct rollout_row */
    gint64 run;
    const char *day; /* as of */
};
/* The entries that are not right on the day, by key, with what is told of them; for the whole run.
 * Borrows from the lifecycle. */
GHashTable *dates_look(const struct lifecycle *lifecycle, const struct ts_node *brand,
                       const char *day);
int dates_entries(const struct dates *dates, const struct plan_touchpoint *touchpoint);

#endif
