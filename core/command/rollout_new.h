/* SPDX-License-Identifier: MIT
 *
 * touchstone rollout new: a new address, number, name, mailbox or logo, and the rollout that brings
 * it, written into the brand book.
 */
#ifndef CORE_COMMAND_ROLLOUT_NEW_H
#define CORE_COMMAND_ROLLOUT_NEW_H

#include "core/command/command.h"

/* argv[0] is "new". The exit status. */
int rollout_new(const struct command *command, int argc, char **argv);

#endif
