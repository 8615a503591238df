/* SPDX-License-Identifier: MIT
 *
 * The runs of a database, one behind the other, and what is kept of them.
 */
#ifndef CORE_RESULT_RUNS_H
#define CORE_RESULT_RUNS_H

#include <glib.h>

struct sqlite3;

struct run_row {
    gint64 number;
    char *id, *started, *as_of;
    char *cut_short;   /* why it ended early; NULL */
    int exit;          /* -1: it is at work, or was killed */
    guint touchpoints; /* that it looked at */
    guint documents, unchecked;
    guint errors, warnings, infos;
    double score;                 /* mean of what was measured, 0..1; < 0: nothing was */
    guint new_count, fixed_count; /* of findings, when it ended */
};

/* struct run_row, the first run first; NULL: the database failed. The caller unrefs it. */
GArray *runs_list(struct sqlite3 *database);

/* How a touchpoint, or what a rule found, went from run to run. */
struct run_trend {
    gint64 number;
    char *as_of;
    char *name;     /* touchpoint, or rule */
    char *state;    /* of a touchpoint; else NULL */
    double score;   /* likewise; < 0 = not measured */
    guint findings; /* errors and warnings of a touchpoint; all of a rule that are not accepted */
    guint places;   /* of a rule */
};
/* of rules: of one touchpoint, or NULL = of all. In the order of name and run. */
GArray *runs_of_touchpoints(struct sqlite3 *database);
GArray *runs_of_rules(struct sqlite3 *database, const char *touchpoint);

/* The run that is named: by its number, its id, a day (of the runs as of that day or before the
 * last), or "last"; of the runs with a number below before, G_MAXINT64 = of all. 0: there is none.
 */
gint64 runs_find(struct sqlite3 *database, const char *name, gint64 before);

/* Takes away runs that began before this moment (ISO 8601), but never the last, with what is known
 * of them alone: history, fixed findings, documents that are gone, pictures nobody shows. Rollouts
 * keep their course. *count_r: how many runs. is_dry: only counts. 0, -1. */
int runs_prune(struct sqlite3 *database, const char *before, gboolean is_dry, guint *count_r);

#endif
