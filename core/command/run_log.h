/* SPDX-License-Identifier: MIT
 *
 * A run in the log: nothing is written if there is none.
 */
#ifndef CORE_COMMAND_RUN_LOG_H
#define CORE_COMMAND_RUN_LOG_H

#include "core/command/run_options.h"
#include "core/run/engine.h"

void run_log_started(const struct plan *plan, const struct run_options *options);
/* At most once a minute, with *told_r as memory (0 at first). */
void run_log_progress(const struct engine_progress *progress, gint64 *told_r);
/* Its touchpoints, and what could not be checked. */
void run_log_result(const struct result *result);
/* result: NULL if there is none. */
void run_log_ended(const struct result *result, int status);

#endif
