/* SPDX-License-Identifier: MIT
 *
 * From a plan to reports and an exit status: what check and scan do alike.
 */
#ifndef CORE_COMMAND_RUN_H
#define CORE_COMMAND_RUN_H

#include "core/command/run_options.h"

/* Prints errors and notices; TRUE if there are errors. */
gboolean run_told_problems(const struct problems *problems, gboolean is_quiet);

/* Runs the plan, writes the reports. Returns the exit status. */
int run_plan(const struct plan *plan, const struct catalog *catalog,
             const struct problems *problems, const struct run_options *options);

#endif
