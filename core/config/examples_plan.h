/* SPDX-License-Identifier: MIT
 *
 * The plan that examples are judged by; private to examples*.c.
 */
#ifndef CORE_CONFIG_EXAMPLES_PLAN_H
#define CORE_CONFIG_EXAMPLES_PLAN_H

#include "core/config/plan_build.h"

/* What is proved. */
struct example_rules {
    const char *name;
    const struct ts_node *languages; /* or NULL */
    struct ts_list terms, facts;     /* struct ts_node */
};

/* Ends the plan of a build whose touchpoints are made: of these rules and the checks they are for,
 * terms first. NULL: the build's problems tell why. */
struct plan *examples_plan(struct plan_build *build, const struct example_rules *rules,
                           const struct catalog *catalog);

#endif
