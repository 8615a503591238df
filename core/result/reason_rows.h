/* SPDX-License-Identifier: MIT
 *
 * The two tables of reasons; {} stands for what differs from case to case.
 */
#ifndef CORE_RESULT_REASON_ROWS_H
#define CORE_RESULT_REASON_ROWS_H

struct reason_row {
    const char *english, *dutch; /* with as many {}, in the same order */
};

/* Ended by NULL. */
extern const struct reason_row reasons_core[], reasons_plugins[];

#endif
