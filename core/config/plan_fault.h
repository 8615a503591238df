/* SPDX-License-Identifier: MIT
 *
 * What a plugin finds wrong with a value of the brand book, at the place where a person mends it.
 */
#ifndef CORE_CONFIG_PLAN_FAULT_H
#define CORE_CONFIG_PLAN_FAULT_H

#include "core/config/plan.h"

/* failure: what a check said when it was prepared or opened. If it begins with "at LINE:COLUMN: "
 * or "at PACK:LINE:COLUMN: ", and a value stands there in the brand book or in a pack, the same
 * with that file's name ("brand.yaml:14:9: ..."), in each line that begins so; the caller frees it.
 * Else NULL: the failure is the plugin's. */
char *plan_fault(const struct plan *plan, const char *failure);

#endif
