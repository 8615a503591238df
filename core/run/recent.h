/* SPDX-License-Identifier: MIT
 *
 * What was written to the database a moment ago. Pages of a site link to the same hundred others
 * and share their faults: most of what they bring need not be asked of the database.
 */
#ifndef CORE_RUN_RECENT_H
#define CORE_RUN_RECENT_H

#include <glib.h>

#include "touchstone/plugin.h"

struct recent;

struct recent *recent_new(void);
void recent_free(struct recent **recent);
void recent_clear(struct recent *recent); /* what was written was taken back */

/* A name for what was written; 128 bits of hash make two of one name unthinkable. */
struct recent_key {
    guint64 low, high;
};
struct recent_key recent_key(const struct ts_str *texts, guint count, guint64 seed);

/* The number noted under the key, or 0: never noted, or displaced by another. */
gint64 recent_get(const struct recent *recent, struct recent_key key);
void recent_put(struct recent *recent, struct recent_key key, gint64 number);

#endif
