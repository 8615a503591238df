/* SPDX-License-Identifier: MIT
 *
 * What the evaluations of the check "logo" share: books made of files, pictures read from files.
 */
#ifndef TESTS_EVAL_LOGO_SUPPORT_H
#define TESTS_EVAL_LOGO_SUPPORT_H

#include "plugins/check-logo/logo.h"

/* A book with a version a file, ids "0", "1" ...; ends the program if a file can't be read. */
struct logo_book *book_of_files(const char *const *paths, guint count);
/* FALSE: it can't be decoded; says so. The caller clears the picture. */
gboolean picture_of_file(const char *path, struct picture *picture_r);
/* A line that table.py reads: "count NAME VALUE OF"; of: what it is a share of. */
void print_count(const char *name, double value, double of);
/* Seconds of this process on a core. */
double processor_seconds(void);

#endif
