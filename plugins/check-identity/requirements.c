/* SPDX-License-Identifier: MIT
 *
 * What must be found where.
 */
#include "plugins/check-identity/identity.h"

int requirements_load(struct ts_call *call, const struct ts_open *open, struct identity *identity)
{
    return 0;
}

void requirements_free(struct requirements **requirements)
{
}

int requirements_judge(struct view *view)
{
    return 0;
}

int identity_conclude(struct ts_call *call, void *self, struct ts_list touchpoints)
{
    return 0;
}
