/* SPDX-License-Identifier: MIT
 *
 * The registered logos, in memory.
 */
#include "plugins/check-logo/logo.h"

void book_free(struct logo_book **book)
{
    if (*book) {
        g_array_unref((*book)->versions);
        g_array_unref((*book)->references);
        g_ptr_array_unref((*book)->paths);
        g_free(*book);
        *book = NULL;
    }
}
