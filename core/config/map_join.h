/* SPDX-License-Identifier: MIT
 *
 * Two maps made one.
 */
#ifndef CORE_CONFIG_MAP_JOIN_H
#define CORE_CONFIG_MAP_JOIN_H

#include "core/config/schema.h"

/* A member that both have; its key is first->key. */
typedef struct ts_node (*map_join_fn)(struct schema_run *run, const struct ts_node *first,
                                      const struct ts_node *second);

/* The members of the first, those that both have as join makes them, then what only the second has.
 * In the tree of the run; it stands where the first does. */
struct ts_node map_joined(struct schema_run *run, const struct ts_node *first,
                          const struct ts_node *second, map_join_fn join);

#endif
