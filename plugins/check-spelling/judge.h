/* SPDX-License-Identifier: MIT
 *
 * A block while it is judged, and what excuses an unknown word there: a passage in another language
 * or a name.
 */
#ifndef CHECK_SPELLING_JUDGE_H
#define CHECK_SPELLING_JUDGE_H

#include "plugins/check-spelling/report.h"
#include "plugins/check-spelling/spelling.h"

enum state { STATE_SKIPPED, STATE_KNOWN, STATE_UNKNOWN, STATE_FOREIGN, STATE_ERROR };

struct work {
    struct ts_call *call;
    struct spelling *self;
    const struct ts_block *block;
    struct words words;
    uint8_t *states;                 /* enum state of each word */
    uint32_t judged, unknown, small; /* words; of which unknown; of which without a capital */
    uint32_t doubts;                 /* told to conclude */
    int language;
    struct report report;
};

/* Is the block as a whole no text in its language? */
bool judge_is_foreign(const struct work *work);

/* Marks the unknown words of quotations and titles in other languages as foreign. */
void judge_pass_over_foreign(struct work *work);

/* May an unknown word stand here because it is written as a name? */
bool judge_is_name(const struct work *work, const struct word *word, const struct verdict *verdict);

#endif
