/* SPDX-License-Identifier: MIT
 *
 * A plan being built; private to the files plan_*.c.
 */
#ifndef CORE_CONFIG_PLAN_BUILD_H
#define CORE_CONFIG_PLAN_BUILD_H

#include "core/config/plan.h"
#include "core/config/schema.h"

struct plan_build {
    struct plan *plan;
    const struct catalog *catalog;
    struct problems *problems;
    struct tree *brand_tree; /* NULL if the brand book could not be read */
    GHashTable *files;       /* absolute path -> struct ts_file *, in brand_tree */
    GHashTable *checks;      /* plugin name and options -> index + 1 in plan->checks */
};

/* A touchpoint as judged, with the file it stands in. */
struct plan_entry {
    struct tree *tree;
    const struct ts_node *node;
};

/* plan.c */
void plan_build_begin(struct plan_build *build, const struct catalog *catalog,
                      struct problems *problems);
/* Hashes and hands over the plan; NULL after errors. */
struct plan *plan_build_end(struct plan_build *build);
/* Reads touchstone.yaml and judges it, its CSV file and its brand book. The judged root, or NULL.
 * entries_r: struct plan_entry, all touchpoints. */
const struct ts_node *plan_read(struct plan_build *build, const char *path, GArray *entries_r);

/* An id on the command line that is none, with the one that is near. */
void plan_unknown_touchpoint(struct plan_build *build, const char *id, const char *const *ids);

/* plan_find.c: NAME in this folder or the nearest one above, as a path a person would write; NULL
 * if there is none. */
char *plan_find(const char *name);

/* plan_brand.c: reads and judges the brand book into plan->brand; touchpoints (NULL-terminated)
 * are the ids that `for:` may name, NULL = any. */
void plan_read_brand(struct plan_build *build, const char *path, const char *const *touchpoints);
/* Has the brand book something at SECTION, or SECTION.KEY? */
gboolean plan_brand_has(const struct plan *plan, const char *section, const char *key);
/* The part of the brand book that a check sees, and the files that this part names. */
const struct ts_node *plan_brand_part(struct plan_build *build, const struct catalog_plugin *plugin,
                                      GArray *files_r);

/* brand_check.c: what no table can say of a brand book. */
void brand_check(struct schema_run *run, const struct ts_node *brand,
                 const char *const *touchpoints);

/* plan_checks.c: which checks look at a touchpoint, from its `checks` (a judged map, or NULL). */
void plan_use_checks(struct plan_build *build, struct plan_touchpoint *touchpoint,
                     const struct ts_node *checks);
/* After all touchpoints: opens the check that names languages for those that need it. */
void plan_open_namer(struct plan_build *build);
void plan_clear_check(gpointer check);

/* plan_touchpoint.c */
void plan_add_touchpoint(struct plan_build *build, const struct plan_entry *entry);
void plan_clear_touchpoint(gpointer touchpoint);
struct plan_touchpoint plan_empty_touchpoint(const char *id, const char *channel);
void plan_add_source(struct plan_build *build, unsigned touchpoint,
                     const struct catalog_plugin *plugin, const struct ts_node *options);

/* plan_kinds.c: says of each kind under an `in` of the brand book that no touchpoint has it. */
void plan_check_kinds(struct plan_build *build);

/* plan_describe.c */

#endif
