/* SPDX-License-Identifier: MIT
 *
 * What is used of libphonenumber, for C. No exception leaves it, and no type of C++ is in here.
 */
#ifndef PLUGINS_CHECK_IDENTITY_PHONE_SHIM_H
#define PLUGINS_CHECK_IDENTITY_PHONE_SHIM_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PHONE_NATIONAL_SIZE 20u /* bytes; ITU-T E.164 has 15 digits in all */
#define PHONE_TEXT_MAX 64u      /* bytes of a text that may be a number */

struct phone_parts {
    int calling_code;                   /* of the country: 31 */
    char national[PHONE_NATIONAL_SIZE]; /* significant number, digits: "301234567" */
    char region[4];                     /* ISO 3166 in capitals; "" where it has none (800) */
    int is_possible;                    /* as long as its country has them */
    int is_valid;                       /* its country has given out such a number */
};

/* Reads a number as people write it, or as a tel: link has it. region: where it is dialled from if
 * it says no country ("NL"); "ZZ" = nowhere. 0, or -1: it is none. The first call reads the
 * library's tables, which it carries inside: no file, no thread. */
int phone_parse(const char *text, size_t size, const char *region, struct phone_parts *parts_r);

/* Compiles what parsing a number of this region needs, so that later calls only read. */
void phone_warm(const char *region);

#ifdef __cplusplus
}
#endif

#endif
