/* SPDX-License-Identifier: MIT
 *
 * Is a file fit to be the next logo? Asked before it is written into the brand book.
 */
#ifndef CORE_COMMAND_ROLLOUT_LOGO_H
#define CORE_COMMAND_ROLLOUT_LOGO_H

#include "core/config/plan.h"

/* Relative to the brand book of the plan: a file that can be read, and that no version of the logo
 * has already, under whatever name. FALSE, said: it is not. */
gboolean rollout_logo_is_new(const struct plan *plan, const char *file);

/* A draft of a brand book, with the file in it: does the check of logos take its pictures? TRUE
 * without that check, too. FALSE, said: why not. */
gboolean rollout_logo_is_taken(const struct plan_request *draft, const struct catalog *catalog);

#endif
