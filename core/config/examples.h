/* SPDX-License-Identifier: MIT
 *
 * The examples of terms (ok, wrong) and of facts (what they say), each with what it takes to be
 * judged as it is meant, and the plan they are judged by: the terms and facts, and nothing else.
 */
#ifndef CORE_CONFIG_EXAMPLES_H
#define CORE_CONFIG_EXAMPLES_H

#include "core/config/pack.h"
#include "core/config/plan.h"
#include "core/config/term.h"

struct example {
    char *rule;                   /* "terms/ID", "facts/ID" */
    char *where;                  /* FILE:LINE:COLUMN */
    struct ts_str text, language; /* the latter may be empty */
    guint32 role;                 /* enum ts_role */
    enum term_reach reach;
    gboolean is_wrong; /* of a term: something must be found in it, else nothing */
    char *says;        /* of a fact: the values that must be found, "2d"; "" = none; else NULL */
    guint touchpoint;  /* ordinal in the plan; its roles are the kinds of the document */
    char *found;       /* what was found in it, or NULL; set by proof_run */
};

gboolean example_has_failed(const struct example *example);
/* Adds a value that the fact was found to have. Values are kept in order, each once. */
void example_add_found(struct example *example, struct ts_str value);

/* Of one pack, or of the terms that stand in the brand book itself. */
struct examples {
    char *name;        /* "nl/je", or the path of the brand book */
    guint rules;       /* terms and facts */
    GArray *list;      /* struct example */
    GPtrArray *bare;   /* char *: "FILE:LINE:COLUMN: terms/ID: ..." of a rule without examples */
    struct plan *plan; /* NULL if there is nothing to judge */
};

/* Every rule of a pack needs an example of both kinds; those of a brand book may do without. NULL:
 * problems tell why. What they are made of must outlive them. */
struct examples *examples_of_pack(const struct pack *pack, const struct catalog *catalog,
                                  struct problems *problems);
struct examples *examples_of_brand(const struct plan *plan, const struct catalog *catalog,
                                   struct problems *problems);
void examples_free(struct examples **examples);

#endif
