/* SPDX-License-Identifier: MIT
 *
 * Two entries of one fact made one.
 */
#ifndef CORE_CONFIG_FACT_JOIN_H
#define CORE_CONFIG_FACT_JOIN_H

#include "core/config/schema.h"

/* Words by language add up; of all else the second has the last word, if it says it. In the tree of
 * the run; it stands where the first does. */
struct ts_node fact_joined(struct schema_run *run, const struct ts_node *first,
                           const struct ts_node *second);

#endif
