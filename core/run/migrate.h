/* SPDX-License-Identifier: MIT
 *
 * From the schema of an earlier version to today's (schema.sql).
 */
#ifndef CORE_RUN_MIGRATE_H
#define CORE_RUN_MIGRATE_H

#define SCHEMA_VERSION 10
#define SCHEMA_OLDEST 7 /* that can be brought up to date */

/* The statements that lead from this version to the next; NULL: it is not among those that can be
 * brought up to date. What they leave is what schema.sql makes. */
const char *migrate_step(int version);

#endif
