/* SPDX-License-Identifier: MIT
 *
 * All statements of the run against the truth, else among each other.
 */
#include "plugins/check-facts/facts.h"

int facts_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    return 0;
}
