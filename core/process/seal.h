/* SPDX-License-Identifier: MIT
 *
 * Giving up what a process does not need. Each step answers 1 applied, 0 this machine has it not,
 * -1 failed; what is missing is said in the run's head and by `touchstone doctor`.
 */
#ifndef CORE_PROCESS_SEAL_H
#define CORE_PROCESS_SEAL_H

#include <glib.h>

/* What this machine can do for a sealed worker: names of the missing parts, empty if none. */
GPtrArray *seal_missing(void); /* char *, owned by the array */

/* A worker: no file, no socket, no new process, no executable memory; keeps only fd (moved to
 * descriptor 3). memory: bytes of address space it may add; 0 = no cap. 0, or -1 with *error_r. */
int seal_worker(int *fd, size_t memory, char **error_r);

/* A source process: may not write to any file or gain rights, nor start a program unless its plugin
 * declares that it must (TS_NEED_EXEC); the program is bound in the same way. */
int seal_source(gboolean may_execute, char **error_r);

/* For every process that is not the coordinator: closes all descriptors but 0-2 and keep, dies with
 * its parent, leaves no core. */
void seal_begin(int keep);

#endif
