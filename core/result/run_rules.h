/* SPDX-License-Identifier: MIT
 *
 * The rules of the host itself: what a run has to say about the run, and what the days of the brand
 * book make of what stands there, where that is no check's to name.
 */
#ifndef CORE_RESULT_RUN_RULES_H
#define CORE_RESULT_RUN_RULES_H

#include <glib.h>

#include "touchstone/plugin.h"

/* struct ts_rule_def, in the order of their ids. */
struct ts_list run_rules(void);

/* NULL if there is no such rule. */
const struct ts_rule_def *run_rules_find(const char *id);

/* Does this id belong to the run? Such findings never count for exit status 1. */
gboolean run_rules_has(const char *id);

/* Does a finding of this rule mean that something was not, or not wholly, checked? */
gboolean run_rules_is_unchecked(const char *id);

#endif
