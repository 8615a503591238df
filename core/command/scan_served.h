/* SPDX-License-Identifier: MIT
 *
 * touchstone scan --server: the same scan by a server's warm workers.
 */
#ifndef CORE_COMMAND_SCAN_SERVED_H
#define CORE_COMMAND_SCAN_SERVED_H

#include "core/command/run_options.h"

/* Sends the files to the server at socket, writes its reports. Returns the exit status; a server
 * that can't be reached makes it 3. */
int scan_served(const char *socket, const struct plan_request *request,
                const struct run_options *options);

#endif
