/* SPDX-License-Identifier: MIT
 *
 * Open findings as work: what is to be replaced by what, where, by whom, the most important first.
 */
#ifndef CORE_REPORT_WORKLIST_H
#define CORE_REPORT_WORKLIST_H

#include "core/report/report.h"

#define WORKLIST_PLACES 3u /* told of an item; how many there are stands beside them */

struct worklist_item {
    char *touchpoint;     /* id */
    const char *name;     /* of the touchpoint, */
    const char *owner;    /* who mends it, or asks for it; "" = nobody is named */
    gboolean is_external; /* in the hands of others: a correction can only be asked for */
    char *rule, *title, *severity, *message;
    char *stands;      /* what stands there; "" = nothing that could be shown */
    char *replacement; /* ready to paste; "" = nobody can say */
    char *fingerprint;
    guint count;       /* of all places */
    guint of_owner;    /* items of this owner, those beyond the list included */
    GPtrArray *places; /* char *: locator with part and line, WORKLIST_PLACES at most */
    double weight;
};

struct worklist_query {
    const char *owner, *touchpoint; /* NULL = all */
    guint at_most;                  /* 0 = all */
    gboolean is_everywhere;         /* also where the last run did not look */
};

/* struct worklist_item *, the weightiest first, and the number of all there are; borrows from the
 * result. An item weighs importance * feedback * severity * places:
 * importance 1..5 of its touchpoint; feedback 1 + what customers find it important (0..1) + the
 * share that leaves there (0..1), as far as they were asked; error 9, warning 3, info 1; places
 * 1 + log10 of their number. Memory grows with at_most, not with the findings. NULL with
 * result_error. */
GPtrArray *worklist_new(const struct result *result, const struct worklist_query *query,
                        guint *all_r);

/* Writes a list: "term" (grouped by owner), "csv" or "md". all: how many there are beyond it. */
struct worklist_format {
    const char *name;
    void (*write)(GString *out, const struct result *result, const GPtrArray *items, guint all,
                  const struct report_options *options);
};
const struct worklist_format *worklist_formats(void); /* ends with a row without a name */

/* How the order comes about, for people; "nl", else English. */
const char *worklist_explain(const char *language);

#endif
