/* SPDX-License-Identifier: MIT
 *
 * touchstone.accept.yaml: what people have decided to live with, with the reason; read by plans,
 * written by the command accept.
 */
#ifndef CORE_CONFIG_ACCEPT_H
#define CORE_CONFIG_ACCEPT_H

#include "core/config/tree.h"

#define ACCEPT_FILE "touchstone.accept.yaml"

/* Where it stands: beside the plan, else beside the brand book. The caller frees it. */
char *accept_path(const char *beside);

/* Judges a parsed file; its entries (list of maps), or NULL: there are none, or problems say why.
 */
const struct ts_node *accept_judge(struct tree *tree, struct problems *problems);

/* Is it a word: not empty, without white space and control characters? */
gboolean accept_is_word(struct ts_str text);

struct accept_words {
    const GPtrArray *words;             /* char *, UTF-8 */
    const char *language;               /* or NULL: any */
    const char *reason, *owner, *until; /* the last two may be NULL */
};

/* The text of the file (empty: there is none) with an entry more for each word; comments and order
 * stay. Those that are accepted already are left out and named, with their place, in known_r
 * (char *). NULL: problems say why; the caller frees it. name is for messages. */
char *accept_append(const char *name, struct ts_str text, const struct accept_words *words,
                    GPtrArray *known_r, struct problems *problems);

#endif
