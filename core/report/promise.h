/* SPDX-License-Identifier: MIT
 *
 * How much of a touchpoint carries the promise, in words: the same in all reports for people.
 */
#ifndef CORE_REPORT_PROMISE_H
#define CORE_REPORT_PROMISE_H

#include "core/report/words.h"
#include "core/result/result.h"

/* What a document shows of the promise at best; in the order in which it is told. */
enum promise_part { PROMISE_EXACT, PROMISE_ALTERED, PROMISE_THEME, PROMISE_NONE, PROMISE_PARTS };

guint promise_count(const struct result_promise *promise, enum promise_part part);

/* "36 with the pay-off, 1 without (37 documents)", after "nl: " if it is of one language. The
 * caller frees it. */
char *promise_sentence(const struct result_promise *promise, const char *language);

/* Does any touchpoint have such numbers? */
gboolean promise_is_told(const struct result *result);

#endif
