/* SPDX-License-Identifier: MIT
 *
 * The table of the commands.
 */
#include <string.h>

#include "core/command/command.h"

static const struct command *const commands[] = {
    &command_check,       &command_scan,     &command_plugins,
    &command_rules,       &command_explain,  &command_init,
    &command_doctor,      &command_serve,    &command_words,
    &command_accept,      &command_baseline, &command_logo,
    &command_map,         &command_worklist, &command_rollout,
    &command_rollout_new, &command_show,     &command_runs,
    &command_database,    &command_notify,   NULL,
};

const struct command *const *command_list(void)
{
    return commands;
}

const struct command *command_find(const char *name)
{
    for (size_t i = 0; commands[i]; i++) {
        if (strcmp(commands[i]->name, name) == 0) {
            return commands[i];
        }
    }
    return strcmp(name, command_complete.name) == 0 ? &command_complete : NULL;
}
