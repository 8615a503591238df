/* SPDX-License-Identifier: MIT
 *
 * What a subcommand is: a row of the table in main.c, from which help and dispatch follow.
 */
#ifndef CORE_COMMAND_COMMAND_H
#define CORE_COMMAND_COMMAND_H

#include <glib.h>

#include "core/result/exit_status.h"

struct command {
    const char *name;
    const char *arguments; /* "[-c FILE] [TOUCHPOINT...]" */
    const char *summary;   /* one line */
    /* argv[0] is the subcommand's name. Returns the exit status. */
    int (*run)(const struct command *command, int argc, char **argv);
};

extern const struct command command_check, command_scan, command_plugins, command_rules,
    command_explain, command_init, command_doctor, command_serve, command_words, command_accept,
    command_logo, command_map, command_worklist, command_rollout, command_baseline, command_show,
    command_runs, command_database, command_notify;

/* Parses argv against entries by GOption, with help that names the command. FALSE: it said why on
 * standard error. */
gboolean command_parse(const struct command *command, const GOptionEntry *entries, int *argc,
                       char ***argv);

/* "touchstone: MESSAGE" on standard error; in a log (log.h) an event. */
G_GNUC_PRINTF(1, 2)
void command_complain(const char *format, ...);

/* The index of an option's value among choices (NULL-ended), or -1 with a complaint. NULL is the
 * first. */
int command_choose(const char *option, const char *value, const char *const *choices);

/* Is an option's value a day, or NULL? FALSE, said. */
gboolean command_is_day(const char *option, const char *value);

#endif
