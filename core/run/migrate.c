/* SPDX-License-Identifier: MIT
 *
 * A step a version. What was released is never changed here.
 */
#include "core/run/migrate.h"

#include <stddef.h>

static const char *const steps[] = {
    /* 7: rollouts have a history */
    "CREATE TABLE rollout (id TEXT NOT NULL, touchpoint TEXT NOT NULL, run INTEGER NOT NULL, "
    "name TEXT NOT NULL, begins TEXT NOT NULL, as_of TEXT NOT NULL, state TEXT NOT NULL, old "
    "INTEGER NOT NULL, new INTEGER NOT NULL, "
    "overdue INTEGER NOT NULL, due TEXT NOT NULL, is_late INTEGER NOT NULL, "
    "is_early INTEGER NOT NULL, is_returned INTEGER NOT NULL, PRIMARY KEY (id, touchpoint, run)) "
    "WITHOUT ROWID; CREATE INDEX rollout_run ON rollout (run);",
};

const char *migrate_step(int version)
{
    return version >= SCHEMA_OLDEST && version < SCHEMA_VERSION ? steps[version - SCHEMA_OLDEST]
                                                                : NULL;
}
