/* SPDX-License-Identifier: MIT
 *
 * Where a place lies, as formats for other programs say it: as a URI, or as a file that a person
 * could open and whose lines count.
 */
#ifndef CORE_REPORT_LOCATION_H
#define CORE_REPORT_LOCATION_H

#include "core/result/result.h"

struct location {
    char *path; /* of the file, from where touchstone ran or absolute; NULL = it is no file */
    char *uri;  /* a URI reference (RFC 3986), whatever the locator is made of */
    gboolean is_relative;  /* the URI is; from where touchstone ran */
    unsigned line, column; /* in that file or page; 0 = not known, or lines count from a part */
};

/* place NULL: that of a finding which has none, the plan. FALSE: there is nothing to point at. */
gboolean location_of(const struct result *result, const struct result_place *place,
                     struct location *location_r);
void location_clear(struct location *location);

#endif
