/* SPDX-License-Identifier: MIT
 *
 * Terms and facts held against their own examples, as documents are: in sealed workers.
 */
#ifndef CORE_RUN_PROOF_H
#define CORE_RUN_PROOF_H

#include "core/config/examples.h"

/* 0: each example knows what its rule, or fact, found in it. -1: *error_r (the caller frees it)
 * says why they could not be judged. */
int proof_run(struct examples *examples, char **error_r);

#endif
