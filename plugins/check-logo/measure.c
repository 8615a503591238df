/* SPDX-License-Identifier: MIT
 *
 * How a logo that was recognised differs from the registered one.
 */
#include "plugins/check-logo/logo.h"

void measure(const struct logo_book *book, const struct picture *picture,
             struct logo_sighting *sighting)
{
    (void)book, (void)picture;
    sighting->measures = (struct logo_measures){LOGO_UNMEASURED,
                                                LOGO_UNMEASURED,
                                                LOGO_UNMEASURED,
                                                LOGO_UNMEASURED,
                                                LOGO_UNMEASURED,
                                                "",
                                                "",
                                                0};
}
