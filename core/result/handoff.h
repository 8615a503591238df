/* SPDX-License-Identifier: MIT
 *
 * The step from one touchpoint to the next: is there a way on, and does the customer find the same
 * story on the other side?
 */
#ifndef CORE_RESULT_HANDOFF_H
#define CORE_RESULT_HANDOFF_H

#include "core/config/plan.h"

struct sqlite3;

/* What is looked at; what neither side can be expected to show is left out. */
enum handoff_aspect {
    HANDOFF_MEASURED, /* both sides are; else this alone is told */
    HANDOFF_WAY,      /* a link, number or address leads there, and works */
    HANDOFF_PROMISE,
    HANDOFF_LANGUAGE,
    HANDOFF_FORM, /* of address: je, u */
    HANDOFF_FACTS,
    HANDOFF_LOGO,
    HANDOFF_IDENTITY, /* name, address, phone */
    HANDOFF_ASPECTS
};
extern const char *const handoff_aspects[HANDOFF_ASPECTS]; /* as in the database: "way" */

enum handoff_verdict { HANDOFF_SAME, HANDOFF_DIFFERS, HANDOFF_UNKNOWN };
extern const char *const handoff_verdicts[]; /* "same", "differs", "unknown" */

struct handoff_reason {
    enum handoff_aspect aspect;
    enum handoff_verdict verdict;
    const char *why;    /* which sentence says so (handoff_say); literal */
    char *here, *there; /* what stands on either side; "" = nothing to show */
};

struct handoff {
    const char *state; /* "smooth", "broken", "unknown"; literal */
    double rate;       /* share of the known aspects that are the same; < 0 = none is known */
    GArray *reasons;   /* struct handoff_reason, in the order of the aspects */
};

struct handoff_work {
    struct sqlite3 *database;
    const struct plan *plan;
    gint64 run;
};

/* from, to: ordinals in the plan. NULL with the database's error. */
struct handoff *handoff_judge(const struct handoff_work *work, unsigned from, unsigned to);
void handoff_free(struct handoff **handoff);

/* handoff_way.c: the aspect HANDOFF_WAY; FALSE: none is needed, the touchpoint comes by itself.
 * done_r: -1 if the database failed. */
gboolean handoff_way(const struct handoff_work *work, unsigned from, unsigned to,
                     struct handoff_reason *reason_r, int *done_r);

/* handoff_say.c: a reason as a sentence without a full stop, in "nl" or else English; from and to:
 * the names of the touchpoints. The caller frees it. */
char *handoff_say(const char *language, const char *why, const char *from, const char *to,
                  const char *here, const char *there);

#endif
