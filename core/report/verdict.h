/* SPDX-License-Identifier: MIT
 *
 * What a run comes to, in sentences: the same in every report and in the closing summary.
 */
#ifndef CORE_REPORT_VERDICT_H
#define CORE_REPORT_VERDICT_H

#include "core/result/result.h"

struct verdict {
    const char *state;  /* as of a touchpoint: "consistent", "deviating", "unchecked" */
    char *headline;     /* one sentence, without a full stop */
    GPtrArray *details; /* char *: sentences without a full stop, the weightiest first */
};

struct verdict *verdict_new(const struct result *result, const char *language);
/* The same in lines; the caller frees it. */
char *verdict_text(const struct result *result, const char *language);
void verdict_free(struct verdict **verdict);

/* "1 error, 4 warnings, 9 info", without those of the run itself; NULL if there are none. */
char *verdict_counts(const struct result_touchpoint *touchpoint, const char *language);

/* "84 documents and 10 pictures"; pictures only if there are any. The caller frees it. */
char *verdict_looked_at(guint documents, guint pictures, const char *language);

/* "10 documents and 2 pictures could not be checked", of a run in which some could not. The caller
 * frees it. */
char *verdict_unchecked(const struct result_summary *summary, const char *language);

/* The locator of a place with the part it is in: mail.eml#part=1.2, whose lines are counted from
 * there, brochure.pdf#page=3, menu.vxml#form=main/block[2]. */
char *verdict_locator(const struct result_place *place);

/* "website · before, during · e-commerce"; empty if nothing is known. */
char *verdict_describe(const struct result_touchpoint *touchpoint, const char *language);

/* Is a part of this touchpoint unchecked, whatever else its state? */
gboolean verdict_is_incomplete(const struct result_touchpoint *touchpoint);

/* The touchpoints with the worst first: struct result_touchpoint *, borrowed. */
GPtrArray *verdict_worst_first(const struct result *result);

/* "accepted: the carrier's own page (brand team), until 2027-01-01"; NULL: it is not accepted. The
 * caller frees it. */
char *verdict_acceptance(const struct result_finding *finding, const char *language);

/* "perhaps: datum, dat um"; NULL if nothing is suggested. The caller frees it. */
char *verdict_suggestions(const struct result_finding *finding, const char *language);

#endif
