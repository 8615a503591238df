/* SPDX-License-Identifier: MIT
 *
 * Pictures where they are shown: findings about their use.
 */
#include "plugins/check-logo/check.h"

#include <string.h>

int logo_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    (void)call, (void)self, (void)touchpoints;
    return 0;
}
