/* SPDX-License-Identifier: MIT
 *
 * One document: observes each statement.
 */
#include "plugins/check-facts/facts.h"

int facts_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    return 0;
}
