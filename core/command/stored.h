/* SPDX-License-Identifier: MIT
 *
 * What commands that show the last run have in common: the plan's database, read without its lock.
 */
#ifndef CORE_COMMAND_STORED_H
#define CORE_COMMAND_STORED_H

#include "core/config/plan.h"
#include "core/report/report.h"
#include "core/run/database.h"

struct stored_options {
    char *config, *language, *color; /* as given, or NULL; owned */
};

/* GOption entries for them; they point into options. Ends with an empty row. */
void stored_entries(struct stored_options *options, GOptionEntry entries_r[4]);
void stored_options_clear(struct stored_options *options);

/* Opens the database of the plan (config: its path, or NULL = search) and has it read. touchpoints:
 * ids that must be known, NULL-terminated, or NULL. The exit status of the command: that of read,
 * or of what stood in its way, which is said. */
struct stored {
    const struct plan *plan;
    const struct database *database;
    const struct catalog *catalog;
};
typedef int (*stored_read_fn)(const struct stored *stored, void *data);
int stored_read(const char *config, const char *const *touchpoints, stored_read_fn read,
                void *data);

/* Prints what a command wrote; its exit status. */
int stored_print(const GString *out);

/* Opens the last run of the plan, has show write it to out, and prints that. The exit status of the
 * command; show's other than 0 is returned as it is. */
typedef int (*stored_fn)(const struct result *result, const struct report_options *options,
                         GString *out, void *data);
int stored_show(const struct stored_options *options, const char *const *touchpoints,
                stored_fn show, void *data);

#endif
