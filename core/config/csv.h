/* SPDX-License-Identifier: MIT
 *
 * RFC 4180 text into rows of fields that know their place.
 */
#ifndef CORE_CONFIG_CSV_H
#define CORE_CONFIG_CSV_H

#include "core/config/tree.h"

struct csv_field {
    char *text;
    guint line, column; /* from 1, of its first character */
};

/* Rows: GPtrArray of GArray of struct csv_field; rows without any text are left out. The separator
 * is ; or , whichever stands first outside quotes in the header line. NULL after errors, told with
 * their places; name begins them. */
GPtrArray *csv_parse(const char *name, struct ts_str text, struct problems *problems);

#endif
