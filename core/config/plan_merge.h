/* SPDX-License-Identifier: MIT
 *
 * A brand book and its packs being made into one; private to plan_packs.c and plan_merge*.c.
 */
#ifndef CORE_CONFIG_PLAN_MERGE_H
#define CORE_CONFIG_PLAN_MERGE_H

#include "core/config/pack.h"
#include "core/config/plan_build.h"

/* An item of a list being made. */
struct merge_entry {
    struct ts_node node;
    const struct pack *pack; /* where it came from first; NULL: the brand book */
};

struct merge_list {
    GArray *entries; /* struct merge_entry */
    GHashTable *ids; /* char * -> index + 1 in entries */
};

struct merge {
    struct plan_build *build;
    struct schema_run *run; /* of the brand book */
    const struct ts_node *brand;
    struct problems *problems; /* of the packs' files */
    struct merge_list terms, facts;
    gboolean is_whole; /* every pack could be read */
};

/* plan_merge.c */
struct merge_entry *merge_find(const struct merge_list *list, const char *id);
void merge_add(struct merge_list *list, const char *id, struct ts_node node,
               const struct pack *pack);
/* Is it a language of the brand book, or no language at all? */
gboolean merge_has_language(const struct merge *merge, struct ts_str language);
/* " (did you mean ...?)", from the ids of a list, or ""; the caller frees it. */
char *merge_guess(const struct merge_list *list, const char *id);
char *merge_text(const struct ts_node *node);
/* Nodes as a list with a key, at the place of that section of the brand book. */
struct ts_node merge_section(const struct merge *merge, const char *key, const GArray *items);

/* plan_merge_terms.c. FALSE: the pack cannot stand beside those that were there; it said why. node
 * is where the brand book names the pack. */
gboolean merge_terms_of(struct merge *merge, const struct ts_node *node, const struct pack *pack);
void merge_own_terms(struct merge *merge);
/* Those that are switched on; has_examples: as people see them, else as checks do. */
struct ts_node merge_terms(const struct merge *merge, gboolean has_examples);

/* plan_merge_facts.c, likewise. */
gboolean merge_facts_of(struct merge *merge, const struct ts_node *node, const struct pack *pack);
void merge_own_facts(struct merge *merge);
struct ts_node merge_facts(const struct merge *merge, gboolean has_examples);

#endif
