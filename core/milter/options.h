/* SPDX-License-Identifier: MIT
 *
 * The command line of touchstone-milter: parsed by it, told in its manual.
 */
#ifndef CORE_MILTER_OPTIONS_H
#define CORE_MILTER_OPTIONS_H

#include <glib.h>

struct milter_options {
    char *config, *listen, *server, *user, *log_format;
    gboolean is_test, is_check, is_version, is_schema;
};

/* GOptionEntry; they point into own, and the last has no name. The caller unrefs it. */
GArray *milter_options_entries(struct milter_options *own);
void milter_options_clear(struct milter_options *own);

#endif
