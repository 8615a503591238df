/* SPDX-License-Identifier: MIT
 *
 * An entry more in a list of a file that people write: comments, order and style stay.
 */
#ifndef CORE_CONFIG_YAML_EDIT_H
#define CORE_CONFIG_YAML_EDIT_H

#include "core/config/tree.h"

/* Where entries go. */
struct yaml_spot {
    gsize offset;
    char *indent;     /* of a list in block style: before each dash. Owned */
    gboolean is_flow; /* [ a, b ]: behind the last one, after a comma */
};

/* Behind the last entry of a list that has one: in block style (its line begins with a dash), or in
 * brackets. text: of the file that the node was parsed from. FALSE: it is neither. */
gboolean yaml_edit_find(struct ts_str text, const struct ts_node *list, struct yaml_spot *spot_r);
void yaml_spot_clear(struct yaml_spot *spot);

/* The text with an addition at an offset, on a line of its own if it is one of a block. */
char *yaml_edit_insert(struct ts_str text, gsize offset, const char *addition, gboolean is_line);

#endif
