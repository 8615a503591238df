/* SPDX-License-Identifier: MIT
 *
 * A step a version. What was released is never changed here.
 */
#include "core/run/migrate.h"

#include <stddef.h>

static const char *const steps[] = {
    /* 7: rollouts and runs have a history, findings can be accepted */
    "ALTER TABLE finding ADD COLUMN acceptance TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE rollout (id TEXT NOT NULL, touchpoint TEXT NOT NULL, run INTEGER NOT NULL, "
    "name TEXT NOT NULL, begins TEXT NOT NULL, as_of TEXT NOT NULL, state TEXT NOT NULL, old "
    "INTEGER NOT NULL, new INTEGER NOT NULL, "
    "overdue INTEGER NOT NULL, due TEXT NOT NULL, is_late INTEGER NOT NULL, "
    "is_early INTEGER NOT NULL, is_returned INTEGER NOT NULL, PRIMARY KEY (id, touchpoint, run)) "
    "WITHOUT ROWID; CREATE INDEX rollout_run ON rollout (run);"
    "CREATE TABLE history (run INTEGER NOT NULL, touchpoint TEXT NOT NULL, state TEXT NOT NULL, "
    "score REAL NOT NULL, documents INTEGER NOT NULL, unchecked INTEGER NOT NULL, "
    "errors INTEGER NOT NULL, warnings INTEGER NOT NULL, infos INTEGER NOT NULL, "
    "PRIMARY KEY (run, touchpoint)) WITHOUT ROWID;"
    "CREATE TABLE rule_history (run INTEGER NOT NULL, touchpoint TEXT NOT NULL, "
    "rule TEXT NOT NULL, findings INTEGER NOT NULL, accepted INTEGER NOT NULL, "
    "places INTEGER NOT NULL, PRIMARY KEY (run, touchpoint, rule)) WITHOUT ROWID;",
    /* 8: digests are owed; content may say what is accepted in it */
    "ALTER TABLE document ADD COLUMN acceptances TEXT NOT NULL DEFAULT '';"
    "CREATE TABLE notification (run INTEGER PRIMARY KEY, reason TEXT NOT NULL);"
    "CREATE INDEX finding_fingerprint ON finding (fingerprint);"
    "CREATE INDEX finding_rule ON finding (rule);",
    /* 9: findings that came back have a past */
    "CREATE TABLE finding_past (finding INTEGER NOT NULL, fixed_run INTEGER NOT NULL, first_run "
    "INTEGER NOT NULL, PRIMARY KEY (finding, fixed_run)) WITHOUT ROWID;"
    "CREATE TRIGGER finding_reopened AFTER UPDATE OF fixed_run ON finding WHEN old.fixed_run > 0 "
    "AND new.fixed_run = 0 AND old.fixed_run <> new.first_run BEGIN INSERT OR REPLACE INTO "
    "finding_past VALUES (old.id, old.fixed_run, old.first_run); END;"
    "CREATE TRIGGER finding_deleted AFTER DELETE ON finding BEGIN DELETE FROM finding_past WHERE "
    "finding = old.id; END;",
};

const char *migrate_step(int version)
{
    return version >= SCHEMA_OLDEST && version < SCHEMA_VERSION ? steps[version - SCHEMA_OLDEST]
                                                                : NULL;
}
