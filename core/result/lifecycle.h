/* SPDX-License-Identifier: MIT
 *
 * Which entry of the brand book is right on which day, by its own `from` and `until` and by the
 * rollouts that bring it in or take it out. Pure: a brand book and a day, nothing else.
 */
#ifndef CORE_RESULT_LIFECYCLE_H
#define CORE_RESULT_LIFECYCLE_H

#include <glib.h>

#include "core/config/entry.h"

struct lifecycle; /* the entries that the core knows by date; borrows the brand book */

struct lifecycle *lifecycle_new(const struct ts_node *brand); /* brand NULL: no entries */
void lifecycle_free(struct lifecycle **lifecycle);

enum life {
    LIFE_RIGHT,
    LIFE_OUTDATED, /* its last day is past */
    LIFE_COMING,   /* not yet right, but it may be told */
    LIFE_EARLY     /* not yet right, and not to be told */
};

/* An entry on a day. */
struct life_entry {
    const struct entry_home *home;
    const char *key;            /* "address:hq-old" */
    const struct ts_node *node; /* in the brand book */
    enum life life;
    const struct ts_node *rollout; /* by which it is no longer, or not yet, right; or NULL */
    struct ts_str day;             /* OUTDATED: the first on which it was not right; EARLY: the one
                                      from which it may be told; else empty */
    const char *instead; /* key of what should stand there; NULL = nobody can say, or nobody asks */
    const struct ts_node *instead_node;
};

guint lifecycle_count(const struct lifecycle *lifecycle);
/* day: YYYY-MM-DD. What it points to lives as long as the lifecycle. */
struct life_entry lifecycle_look(const struct lifecycle *lifecycle, guint index, const char *day);

/* The last day on which the old may still stand in documents of these kinds (separated by spaces,
 * the first that has a day of its own counts) at a touchpoint of that channel; empty if the rollout
 * names none. */
struct ts_str rollout_due(const struct ts_node *rollout, const char *kinds, const char *channel);

#endif
