/* SPDX-License-Identifier: MIT
 *
 * Is the whole picture one logo, and which?
 */
#include "plugins/check-logo/logo.h"

void identify(const struct logo_book *book, const struct picture *picture,
              struct logo_sighting *sighting_r, gboolean *is_plain_r)
{
    (void)book, (void)picture;
    *sighting_r = (struct logo_sighting){.runner_up = G_MAXUINT};
    *is_plain_r = TRUE;
}
