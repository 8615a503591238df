/* SPDX-License-Identifier: MIT
 *
 * What a subcommand is: a row of the table in commands.c, from which dispatch, help, completion and
 * the manual follow. Of an option the name of its value (arg_description) is in capitals, or it is
 * the values that it may have, separated by |.
 */
#ifndef CORE_COMMAND_COMMAND_H
#define CORE_COMMAND_COMMAND_H

#include <glib.h>

#include "core/result/exit_status.h"

struct command;
typedef void (*command_options_fn)(void *data, const GOptionEntry *entries);

struct command {
    const char *name;
    /* "[TOUCHPOINT...]": what stands in capitals is of a kind that completion knows (complete.c),
     * what does not is to be written as it is. */
    const char *arguments;
    const char *summary; /* one line */
    const char *help;    /* what it does, in sentences: of --help and of the manual */
    const char *example; /* command lines, each with its end of line */
    /* Its --lang is of words or of a form, and not the language of what it says. */
    gboolean has_own_lang;
    /* argv[0] is the subcommand's name. Returns the exit status. */
    int (*run)(const struct command *command, int argc, char **argv);
    /* Set in a copy by command_options alone: run hands its options over and does nothing. */
    command_options_fn tell;
    void *data;
};

extern const struct command command_check, command_scan, command_plugins, command_rules,
    command_explain, command_init, command_doctor, command_serve, command_words, command_accept,
    command_logo, command_map, command_worklist, command_rollout, command_baseline, command_show,
    command_runs, command_database, command_notify, command_rollout_new, command_complete;

/* commands.c: those that people see, NULL-terminated; "rollout new" comes after "rollout". */
const struct command *const *command_list(void);
/* By its whole name; NULL if there is none. */
const struct command *command_find(const char *name);
/* Hands over its options as they are while tell runs. */
void command_options(const struct command *command, command_options_fn tell, void *data);
/* What its --help says before and after the options; the caller frees it. */
char *command_about(const struct command *command);
char *command_examples(const struct command *command);

/* Parses argv against entries by GOption, with help that names the command. FALSE: it said why on
 * standard error. */
gboolean command_parse(const struct command *command, const GOptionEntry *entries, int *argc,
                       char ***argv);

/* "touchstone: MESSAGE" on standard error; in a log (log.h) an event. */
G_GNUC_PRINTF(1, 2)
void command_complain(const char *format, ...);

/* The index of an option's value among choices, separated by |, or -1 with a complaint. NULL is the
 * first. */
int command_choose(const char *option, const char *value, const char *choices);

/* Is an option's value a day, or NULL? FALSE, said. */
gboolean command_is_day(const char *option, const char *value);

/* Writes a file of the user's anew, whole or not at all, with the permissions that it has. FALSE,
 * said: it can't be, or it is a symbolic link, which would become a file of its own. */
gboolean command_replace(const char *path, const char *text);

#endif
