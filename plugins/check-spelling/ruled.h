/* SPDX-License-Identifier: MIT
 *
 * Words and phrases that a rule of the brand book's terms calls wrong: check-terms reports them,
 * and one finding a fault is enough.
 */
#ifndef CHECK_SPELLING_RULED_H
#define CHECK_SPELLING_RULED_H

#include <glib.h>
#include <stdbool.h>

#include "plugins/common/words.h"
#include "touchstone/plugin.h"

struct ruled;

/* terms: the list of the brand book, or NULL. Of entries that hold only somewhere (in, scope,
 * dates, exceptions) nothing is taken: where they do not hold, the word would go unreported. */
struct ruled *ruled_new(struct ts_call *call, const struct ts_node *terms);
void ruled_free(struct ruled **ruled);

/* Does a rule report these words in text of this language ("nl")? */
bool ruled_has(const struct ruled *ruled, const struct word *words, uint32_t count,
               const char *language);

#endif
