/* SPDX-License-Identifier: MIT
 *
 * YAML text into the nodes of a tree.
 */
#ifndef CORE_CONFIG_TREE_PARSE_H
#define CORE_CONFIG_TREE_PARSE_H

#include "core/config/tree.h"

/* Sets tree->root. 0, or -1: problems tells why, with the place. */
int tree_parse_into(struct tree *tree, struct ts_str text, struct problems *problems);

#endif
