/* SPDX-License-Identifier: MIT
 *
 * What touchstone ends with; other programs rely on it (DESIGN section 6).
 */
#ifndef CORE_RESULT_EXIT_STATUS_H
#define CORE_RESULT_EXIT_STATUS_H

enum exit_status {
    EXIT_CLEAN = 0, /* nothing at or above the fail level */
    EXIT_FINDINGS = 1,
    EXIT_USAGE = 2,     /* usage or configuration */
    EXIT_INCOMPLETE = 3 /* something could not be checked */
};

#endif
