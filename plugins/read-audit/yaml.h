/* SPDX-License-Identifier: MIT
 *
 * The little of YAML that a form needs, as nodes with places.
 */
#ifndef PLUGINS_READ_AUDIT_YAML_H
#define PLUGINS_READ_AUDIT_YAML_H

#include "touchstone/plugin.h"

#define YAML_SIZE (1u << 20) /* bytes of one form */
#define YAML_DEPTH 8u        /* lists and maps inside each other */
#define YAML_NODES 20000u    /* of one form */
#define YAML_DIRECTIVES 10u  /* lines that begin with %: libyaml compares each with all */

/* Nodes in memory of the call, their keys once each; line and column are those of the value, or of
 * the key where nothing stands behind it. Anchors, aliases, tags and a second document are refused.
 * text is UTF-8. NULL: it failed the call, with line and column. */
const struct ts_node *yaml_read(struct ts_call *call, struct ts_str text);

#endif
