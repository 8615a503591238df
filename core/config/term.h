/* SPDX-License-Identifier: MIT
 *
 * What the core knows of an entry of `terms`, in a brand book or in a pack. How it is judged is the
 * affair of the check.
 */
#ifndef CORE_CONFIG_TERM_H
#define CORE_CONFIG_TERM_H

#include "core/config/tree.h"

/* Of what its verdict is made: its examples need as much for themselves. */
enum term_reach { TERM_OF_BLOCK, TERM_OF_DOCUMENT, TERM_OF_TOUCHPOINT };

/* Has it a key that makes it a term (forbid, prefer ...)? Else it adjusts one. */
gboolean term_has_kind(const struct ts_node *term);
enum term_reach term_reach(const struct ts_node *term);

/* "terms/ID"; the caller frees it, as the next. */
char *term_rule(const struct ts_node *term);
/* What it says, in a line: never "goedkoop", "goedkope"; write "voordelig". */
char *term_sentence(const struct ts_node *term);

/* The term as checks see it: what is for people and for tests changes no verdict, and no hash. */
struct ts_node term_bare(struct tree *tree, const struct ts_node *term);
/* The term with one more member. */
struct ts_node term_with(struct tree *tree, const struct ts_node *term, const char *key,
                         struct ts_str text);

#endif
