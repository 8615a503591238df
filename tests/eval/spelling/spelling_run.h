/* SPDX-License-Identifier: MIT
 *
 * What the evidence of a whole run adds: each set is judged as the documents of one site.
 */
#ifndef TESTS_EVAL_SPELLING_RUN_H
#define TESTS_EVAL_SPELLING_RUN_H

/* Prints a table: alarms without and with conclude, and slips with a capital inside a sentence. */
void print_runs(const char *folder);

#endif
