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

/* 16 digits, hexadecimal, small letters. */
gboolean accept_is_fingerprint(const char *text);

/* What is accepted: words, findings by fingerprint, or all that a rule finds. */
enum accept_kind { ACCEPT_WORD, ACCEPT_FINDING, ACCEPT_RULE };
struct accept_entries {
    enum accept_kind kind;
    const GPtrArray *names;             /* char *, UTF-8 */
    const GPtrArray *comments;          /* char *: what each name stands for, for people; or NULL */
    const char *language;               /* of words; or NULL: any */
    const char *touchpoint;             /* of rules; or NULL: everywhere */
    const char *reason, *owner, *until; /* the last two may be NULL */
};

/* The text of the file (empty: there is none) with an entry more for each name; comments and order
 * stay. Those that are accepted already are left out and named, with their place, in known_r
 * (char *). NULL: problems say why; the caller frees it. name is for messages. */
char *accept_append(const char *name, struct ts_str text, const struct accept_entries *entries,
                    GPtrArray *known_r, struct problems *problems);

#endif
