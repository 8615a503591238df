/* SPDX-License-Identifier: MIT
 *
 * Rule packs: where they are found, and one of them read.
 */
#ifndef CORE_CONFIG_PACK_H
#define CORE_CONFIG_PACK_H

#include "core/config/schema.h"

struct pack {
    char *name;                 /* "nl/je" */
    struct tree *tree;          /* every node lives here */
    const struct ts_node *root; /* map, as judged: about, languages, terms, facts */
    struct ts_list terms;       /* struct ts_node: with its name as `pack`, and their `lang` */
    struct ts_list facts;       /* struct ts_node: with its name as `pack` */
};

/* The file of a pack: beside the brand book (packs/NAME.yaml, NAME.yaml), then in the folders of
 * TOUCHSTONE_RULES_PATH, else in the installed one. brand_path NULL: no brand book. NULL: there is
 * none; the caller frees it. */
char *pack_find(const char *name, const char *brand_path);

/* The names of all that can be found there, sorted, NULL at the end; without what lies right beside
 * the brand book, which may be anything. char *, owned. */
GPtrArray *pack_names(const char *brand_path);

/* "there is no pack "nl/jee" (did you mean "nl/je"? there are: ...)"; the caller frees it. */
char *pack_unknown(const char *name, const char *brand_path);

/* Reads and judges a pack. name NULL = what the file says it is. NULL: problems tell why. What is
 * wrong inside it is told too, and leaves a pack that no plan may be made with. */
struct pack *pack_load(const char *path, const char *name, const struct catalog *catalog,
                       struct problems *problems);
void pack_free(struct pack **pack);

#endif
