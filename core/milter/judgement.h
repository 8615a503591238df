/* SPDX-License-Identifier: MIT
 *
 * What the server said of a mail.
 */
#ifndef CORE_MILTER_JUDGEMENT_H
#define CORE_MILTER_JUDGEMENT_H

#include <glib.h>

#include "touchstone/plugin.h"

/* The first of its severity. */
struct judgement_finding {
    char *rule, *message, *where; /* NULL: there is none */
};

struct judgement {
    guint counts[TS_ERROR + 1];                    /* by severity; accepted ones are none */
    struct judgement_finding firsts[TS_ERROR + 1]; /* likewise */
    gboolean is_unchecked;
    char *reason; /* why a part was not checked; "" = it was */
    char *basis;  /* by what it was judged */
};

/* From the lines of the report "jsonl". is_unchecked: the server's status said so. NULL: they are
 * no such lines. Free it with judgement_unref. */
struct judgement *judgement_read(struct ts_str lines, gboolean is_unchecked, struct ts_str basis);
struct judgement *judgement_ref(struct judgement *judgement);
void judgement_unref(struct judgement *judgement); /* NULL is none */

#endif
