/* SPDX-License-Identifier: MIT
 *
 * A change of name, address, number or logo in one sentence: how many touchpoints tell the new
 * story, how many the old.
 */
#ifndef CORE_REPORT_STORY_SENTENCE_H
#define CORE_REPORT_STORY_SENTENCE_H

#include "core/result/result.h"

/* "4 of 13 touchpoints tell the new story, 1 the old, 3 both, 1 not reached; 9 days left", without
 * a full stop; NULL: nothing changes, or nothing old is seen and no day is near. The caller frees
 * it. */
char *story_sentence(const struct result *result, const char *language);

#endif
