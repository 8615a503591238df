/* SPDX-License-Identifier: MIT
 *
 * A check's costly preparation on the user's files, in a sealed child of its own.
 */
#ifndef CORE_PROCESS_PREPARE_H
#define CORE_PROCESS_PREPARE_H

#include "core/config/plan.h"

/* Runs the check's prepare, if it has one and what it gave is not kept (prepare_cache.h), and sets
 * open->blob, in memory of call. 0, or -1 with *error_r (the caller frees it). */
int prepare_run(struct ts_call *call, const struct ts_plugin *plugin,
                const struct plan_check *check, struct ts_open *open, char **error_r);

#endif
