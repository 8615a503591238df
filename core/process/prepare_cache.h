/* SPDX-License-Identifier: MIT
 *
 * What checks prepared, kept in the user's cache directory, so that a mail need not wait for what
 * was worked out yesterday.
 */
#ifndef CORE_PROCESS_PREPARE_CACHE_H
#define CORE_PROCESS_PREPARE_CACHE_H

#include "core/config/plan.h"

/* The name under which a check's preparation is kept: of all that it depends on, and of the
 * plugin's file. The caller frees it; NULL: the file can't be looked at. */
char *prepare_cache_name(const struct plan_check *check);

/* What was kept, or NULL: nothing, or it is damaged, or somebody else could have written it. */
GBytes *prepare_cache_get(const char *name);

/* Forgets what was prepared for the checks of a plan: it is prepared anew. */
void prepare_cache_forget(const struct plan *plan);

/* Keeps it; drops what was not used for long. Without a place to write nothing is kept. */
void prepare_cache_put(const char *name, struct ts_str blob);

#endif
