/* SPDX-License-Identifier: MIT
 *
 * The rules that a user's own files bring: terms and facts of a brand book, of its packs, and of
 * packs that no brand book names.
 */
#ifndef CORE_COMMAND_RULE_BOOK_H
#define CORE_COMMAND_RULE_BOOK_H

#include "core/config/pack.h"
#include "core/config/plan.h"

struct rule_book {
    struct plan *plan; /* its own_brand is NULL if there is no brand book; or NULL */
    GPtrArray *packs;  /* struct pack *: asked for by name or path, owned */
};

/* What it is made of, as named on the command line; all may be NULL. */
struct rule_book_request {
    const char *brand, *config;
    char **packs;      /* names */
    char **paths;      /* of packs */
    gboolean is_found; /* a brand book that nobody named is looked for */
};

/* FALSE: it said why on standard error. Either way it is to be closed. */
gboolean rule_book_open(struct rule_book *book_r, const struct rule_book_request *request,
                        const struct catalog *catalog);
void rule_book_close(struct rule_book *book);

/* All terms, struct ts_node *, borrowed. */
GPtrArray *rule_book_terms(const struct rule_book *book);
/* Likewise. Of packs that no brand book names each has its own. */
GPtrArray *rule_book_facts(const struct rule_book *book);
/* FILE:LINE:COLUMN of one of them; the caller frees it. */
char *rule_book_where(const struct rule_book *book, const struct ts_node *term);
/* The name of the severity of its findings. */
const char *rule_book_severity(const struct catalog *catalog, const struct ts_node *term);
const char *rule_book_fact_severity(const struct catalog *catalog, const struct ts_node *fact);

#endif
