/* SPDX-License-Identifier: MIT
 *
 * What libyaml could not read, in words that help.
 */
#ifndef CORE_CONFIG_TREE_SYNTAX_H
#define CORE_CONFIG_TREE_SYNTAX_H

#include <yaml.h>

#include "touchstone/plugin.h"

/* The message for a parser that has failed on text; the caller frees it. */
char *tree_syntax_error(const yaml_parser_t *parser, struct ts_str text);

#endif
