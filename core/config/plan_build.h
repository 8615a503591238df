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
    struct ts_str brand_text;       /* of plan_request */
    struct tree *brand_tree;        /* NULL if the brand book could not be read */
    const struct ts_node *accepted; /* list of {word, lang}, key "accepted"; NULL = none */
    GHashTable *files;              /* absolute path -> struct ts_file *, in brand_tree */
    GHashTable *checks;             /* plugin name and options -> index + 1 in plan->checks */
    const char *only_check;         /* no other is opened; NULL = all */
    gboolean has_no_namer;          /* a touchpoint switched the check off that names languages */
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

/* plan_brand.c: reads and judges the brand book into plan->brand; touchpoints (NULL-terminated)
 * are the ids that `for:` may name, NULL = any. */
void plan_read_brand(struct plan_build *build, const char *path, const char *const *touchpoints);
/* plan_accept.c: reads touchstone.accept.yaml beside a plan or brand book, if it is there, before
 * checks are opened; what has expired on the day is told and left out. */
void plan_read_accept(struct plan_build *build, const char *beside, const char *as_of);
/* After the touchpoints are known: those that acceptances name. */
void plan_check_acceptances(struct plan_build *build);
void plan_clear_acceptance(gpointer data);
/* The section "spelling" (or NULL) with the accepted words, of which there are some. */
struct ts_node plan_with_accepted(struct plan_build *build, const struct ts_node *section);
/* plan_brand.c: has the brand book something at SECTION, or SECTION.KEY? */
gboolean plan_brand_has(const struct plan *plan, const char *section, const char *key);
/* The part of the brand book that a check sees, and the files that this part names. */
const struct ts_node *plan_brand_part(struct plan_build *build, const struct catalog_plugin *plugin,
                                      GArray *files_r);

/* plan_packs.c: reads the packs that a judged brand book names, and makes plan->brand, plan->terms
 * and plan->facts of all. What is wrong with the packs' files goes to problems. */
void plan_merge_packs(struct plan_build *build, struct schema_run *run, const struct ts_node *brand,
                      struct problems *problems);

/* brand_check.c: what no table can say of a brand book, or of a pack. */
void brand_check(struct schema_run *run, const struct ts_node *brand,
                 const char *const *touchpoints);
void brand_check_pack(struct schema_run *run, const struct ts_node *pack);

/* brand_language.c: is it one of the list, or a kind of one (en-GB of en), or the reverse? */
gboolean brand_is_language_of(struct ts_str language, const struct ts_node *languages);

/* Says if text of this language would never be judged by this brand book, or pack. */
void brand_check_language(struct schema_run *run, const struct ts_node *brand,
                          const struct ts_node *at, struct ts_str language);

/* plan_checks.c: which checks look at a touchpoint, from its `checks` (a judged map, or NULL). */
void plan_use_checks(struct plan_build *build, struct plan_touchpoint *touchpoint,
                     const struct ts_node *checks);
/* After all touchpoints: opens the check that names languages for those that need it, unless it was
 * switched off: who does so wants no dictionaries loaded, and what is declared counts. */
void plan_open_namer(struct plan_build *build);
void plan_clear_check(gpointer check);

/* plan_touchpoint.c */
void plan_add_touchpoint(struct plan_build *build, const struct plan_entry *entry);
void plan_clear_touchpoint(gpointer touchpoint);
struct plan_touchpoint plan_empty_touchpoint(const char *id, const char *channel);
void plan_add_source(struct plan_build *build, unsigned touchpoint,
                     const struct catalog_plugin *plugin, const struct ts_node *options);

/* plan_journeys.c: the judged root's journeys, and which touchpoint they have after which. */
void plan_add_journeys(struct plan_build *build, const struct ts_node *root);
void plan_clear_journey(gpointer journey);

/* plan_notify.c: what no table can say of the judged root's notify; and it as the plan has it. */
void plan_check_notify(struct schema_run *run, const struct ts_node *root);
void plan_add_notify(struct plan_build *build, const struct ts_node *root);
void plan_notify_free(struct plan_notify **notify);

/* plan_kinds.c: says of each kind under an `in` of the brand book that no touchpoint has it. */
void plan_check_kinds(struct plan_build *build);

#endif
