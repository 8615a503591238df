/* SPDX-License-Identifier: MIT
 *
 * From a plan to reports and an exit status: what check and scan do alike.
 */
#ifndef CORE_COMMAND_RUN_H
#define CORE_COMMAND_RUN_H

#include "core/command/command.h"
#include "core/command/run_options.h"

/* Prints errors and notices; TRUE if there are errors. */
gboolean run_told_problems(const struct problems *problems, gboolean is_quiet);

/* Options of scans: which brand book, and which hosts. */
#define RUN_OPTION_BRAND(variable)                                                   \
    {                                                                                \
        "brand", 'b', 0, G_OPTION_ARG_FILENAME, (variable),                          \
            "The brand book (default: brand.yaml here or in a folder above)", "FILE" \
    }
#define RUN_OPTION_HOSTS(variable)                                             \
    {                                                                          \
        "allow-host", 0, 0, G_OPTION_ARG_STRING_ARRAY, (variable),             \
            "A host that may be on a private network; repeatable", "HOST:PORT" \
    }

/* plan_for_check, plan_for_scan. */
typedef struct plan *(*plan_fn)(const struct plan_request *request, const struct catalog *catalog,
                                struct problems *problems);

/* Builds the plan, then prints or runs it. Returns the exit status. */
int run_build(plan_fn build, const struct plan_request *request, const struct run_options *options);

/* Parses argv by a command's own entries and the common ones; the rest of argv stays. FALSE: it
 * said why. */
gboolean run_parse(const struct command *command, const GOptionEntry *own, int *argc, char ***argv,
                   struct run_options *options_r);

/* Runs the plan, writes the reports. Returns the exit status. */
int run_plan(const struct plan *plan, const struct catalog *catalog,
             const struct problems *problems, const struct run_options *options);

#endif
