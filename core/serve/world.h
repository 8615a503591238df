/* SPDX-License-Identifier: MIT
 *
 * What a server keeps warm: the plan of all touchpoints and the workers that were made for it.
 */
#ifndef CORE_SERVE_WORLD_H
#define CORE_SERVE_WORLD_H

#include "core/config/plan.h"
#include "core/process/pool.h"

struct world_options {
    struct plan_request request; /* config_path, brand_path */
    unsigned jobs;
    gboolean is_isolated;
};

struct world {
    struct plan *plan;
    struct pool *pool;
    GPtrArray *open_problems; /* char *: plugins that could not be opened */
    struct problems *problems;
    GArray *stamps; /* struct stamp: the files it was made from, as they were */
    char *basis;    /* a hash of those stamps */
};

/* NULL: *error_r says all that is wrong with the configuration, in lines. */
struct world *world_new(const struct world_options *options, const struct catalog *catalog,
                        char **error_r);
void world_free(struct world **world);

/* Has one of its files changed, or gone? */
gboolean world_is_stale(const struct world *world);

/* The index of a touchpoint; an empty id is the plain one, for mails or for other files. -1: there
 * is none of that name. */
gint world_find(const struct world *world, struct ts_str id, gboolean are_mails);

#endif
