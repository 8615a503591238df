/* SPDX-License-Identifier: MIT
 *
 * Touchpoints kept in a spreadsheet.
 */
#ifndef CORE_CONFIG_TOUCHPOINTS_CSV_H
#define CORE_CONFIG_TOUCHPOINTS_CSV_H

#include "core/config/tree.h"

extern const char *const touchpoints_csv_columns[]; /* NULL-terminated */

/* The rows as the list that `touchpoints` of touchstone.yaml would hold, each value with its place
 * in the CSV file; not yet judged. NULL after errors. */
struct tree *touchpoints_csv_load(const char *path, struct problems *problems);

/* The same from memory. */
struct tree *touchpoints_csv_parse(const char *name, const char *directory, struct ts_str text,
                                   struct problems *problems);

#endif
