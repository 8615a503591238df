/* SPDX-License-Identifier: MIT
 *
 * Machine-readable data against the registry and the text.
 */
#include "plugins/check-identity/identity.h"

int structured_find(struct view *view)
{
    return 0;
}
