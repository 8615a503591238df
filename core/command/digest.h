/* SPDX-License-Identifier: MIT
 *
 * The digest by mail at the end of a run, with what is said of it on standard error.
 */
#ifndef CORE_COMMAND_DIGEST_H
#define CORE_COMMAND_DIGEST_H

#include "core/command/run_options.h"
#include "core/notify/notify.h"
#include "core/run/database.h"
#include "core/run/engine.h"

/* Notes what stands in the way of sending, before a run of hours begins. */
void digest_look_ahead(const struct plan *plan, const struct run_options *options,
                       struct problems *problems);

/* Sends the digest of the run that has ended, if one is due. FALSE: it is owed, or somebody was
 * refused; it said so. */
gboolean digest_after_run(const struct notify *notify, const struct run_options *options,
                          const struct engine_outcome *outcome, const struct result *result);

/* Tells that a run gave no result, by mail too. */
void digest_after_failure(const struct notify *notify, const struct run_options *options,
                          const char *why);

/* Says how sending ended; TRUE: everybody has it. */
gboolean digest_told(const struct plan_notify *notify, enum notify_end end, const char *said,
                     gboolean is_owed, gboolean is_quiet);

#endif
