/* SPDX-License-Identifier: MIT
 *
 * Gathers what is wrong in a block: a word that stands there ten times is one finding with ten
 * places.
 */
#ifndef CHECK_SPELLING_REPORT_H
#define CHECK_SPELLING_REPORT_H

#include <stdbool.h>

#include "touchstone/plugin.h"

#define REPORT_FINDINGS_MAX 500u /* different ones in one block */
#define REPORT_PLACES_MAX 1000u  /* of one finding in one block; more add nothing */

struct report {
    struct ts_call *call;
    struct report_entry *entries;
    uint32_t count, room;
};

struct report_row {
    const char *rule;
    struct ts_str actual;    /* as it stands in the block */
    struct ts_str expected;  /* or empty */
    struct ts_str proposals; /* for people: "huis, thuis"; or empty */
    struct ts_str language;  /* in which it was judged; or empty */
    uint32_t offset, length;
};

struct report report_begin(struct ts_call *call);

/* 0, or -1 with a reason: the block has more different findings than a text can have. */
int report_add(struct report *report, const struct report_row *row);

/* Emits all. 0, or -1 as emit_finding. */
int report_end(struct report *report);

#endif
