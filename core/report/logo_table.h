/* SPDX-License-Identifier: MIT
 *
 * The report of `touchstone logo`: a row a picture, for a designer at a terminal.
 */
#ifndef CORE_REPORT_LOGO_TABLE_H
#define CORE_REPORT_LOGO_TABLE_H

#include "core/report/report.h"

/* Not in the table of -o: it shows what one check measured, and nothing else. */
extern const struct reporter report_logo_table;

#endif
