/* SPDX-License-Identifier: MIT
 *
 * The database: opened, locked, and spoken to through one table of statements, each prepared once.
 */
#ifndef CORE_RUN_DATABASE_H
#define CORE_RUN_DATABASE_H

#include <glib.h>
#include <sqlite3.h>

#include "touchstone/plugin.h"

enum statement {
    SQL_BEGIN,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_RUN_ADD,
    SQL_RUN_LAST,
    SQL_RUN_FINISH,
    SQL_RUN_INTERRUPT,
    SQL_RUN_NOTE,
    SQL_RUN_SUGGESTED,
    SQL_TOUCHPOINT_FORGET,
    SQL_TOUCHPOINT_PUT,
    SQL_TOUCHPOINT_DROP,
    SQL_TOUCHPOINT_SEEN,
    SQL_TOUCHPOINT_UNSEEN,
    SQL_TOUCHPOINT_BEFORE,
    SQL_TOUCHPOINT_REACHED,
    SQL_TOUCHPOINTS,
    SQL_FRONTIER_CLEAR,
    SQL_FRONTIER_ADD,
    SQL_FRONTIER_ADD_NEARER,
    SQL_FRONTIER_REDIRECT,
    SQL_FRONTIER_TARGET,
    SQL_FRONTIER_NEXT,
    SQL_FRONTIER_DONE,
    SQL_FRONTIER_OUTCOME,
    SQL_FRONTIER_OUTCOMES,
    SQL_FRONTIER_QUEUED,
    SQL_FRONTIER_VISITED,
    SQL_FRONTIER_IS_LISTED,
    SQL_FRONTIER_REVISIT,
    SQL_DOCUMENT_PUT,
    SQL_DOCUMENT_MISSED,
    SQL_DOCUMENT_PAST,
    SQL_DOCUMENT_KEEP,
    SQL_DOCUMENT_KEEP_CHILDREN,
    SQL_DOCUMENT_JUDGED,
    SQL_DOCUMENT_DISTRUST,
    SQL_DOCUMENT_CHILDREN_GONE,
    SQL_DOCUMENT_CLEAN_CHILDREN,
    SQL_DOCUMENT_FORGET_CHILDREN,
    SQL_DOCUMENT_CLEAR_STARTS,
    SQL_DOCUMENT_DROP_STARTS,
    SQL_DOCUMENT_DROP_PLACES,
    SQL_DOCUMENT_DROP_PROBLEMS,
    SQL_DOCUMENT_DROP_RENEWED,
    SQL_DOCUMENT_DROP_OBSERVATIONS,
    SQL_DOCUMENT_DROP_CHECK,
    SQL_DOCUMENT_DROP_OBSERVED,
    SQL_KEPT_PUT,
    SQL_KEPT_RELINK,
    SQL_KEPT_DROP,
    SQL_KEPT_FAMILY,
    SQL_KEPT_LINKS,
    SQL_KEPT_EACH,
    SQL_ORPHAN_DROP,
    SQL_ORPHAN_EACH,
    SQL_ORPHAN_ADD,
    SQL_FINDING_PUT,
    SQL_ANSWER_GET,
    SQL_ANSWER_PUT,
    SQL_ANSWER_CLEAN,
    SQL_DOCUMENT_REMEMBERED,
    SQL_EVIDENCE_PUT,
    SQL_EVIDENCE_HAS,
    SQL_EVIDENCE_CLEAN,
    SQL_PLACE_ADD,
    SQL_OBSERVATION_ADD,
    SQL_OBSERVATION_EXCERPT,
    SQL_CONCLUDED_MARK,
    SQL_CONCLUDED_BEGIN,
    SQL_CONCLUDED_RENEW,
    SQL_CONCLUDED_FORGET,
    SQL_PICTURE_DROP,
    SQL_PICTURE_ADD,
    SQL_PICTURE_EACH,
    SQL_PICTURE_SHOWN,
    SQL_DOCUMENT_AT,
    SQL_CONCLUSION_DROP,
    SQL_CONCLUSION_BEGIN,
    SQL_CONCLUSION_RENEW,
    SQL_FINDING_CLOSE,
    SQL_SUGGESTION_OPEN,
    SQL_SUGGESTION_PUT,
    SQL_SUGGESTION_CLEAN,
    SQL_STORED_DOCUMENTS,
    SQL_STORED_OBSERVATIONS,
    SQL_UNCHECKED_COUNT,
    SQL_COUNT
};

/* statements.c */
extern const char *const statement_sql[SQL_COUNT];

struct database {
    sqlite3 *handle;
    sqlite3_stmt *statements[SQL_COUNT];
    int lock_fd;
    char *path;  /* NULL = in memory */
    char *error; /* of the last failed call */
};

/* Opens or creates; path NULL = in memory. Takes the run lock, checks the file and its schema.
 * NULL: *error_r says why. */
struct database *database_open(const char *path, char **error_r);
/* Opens one that is there to read what runs have written; takes no lock. NULL: *error_r says why.
 */
struct database *database_read(const char *path, char **error_r);
void database_close(struct database **database);

/* Binds and steps a statement that gives no rows. format: a letter an argument: t struct ts_str, s
 * const char *, i gint64, d double, b struct ts_str as blob. 0, or -1 with database->error. */
int database_run(struct database *database, enum statement statement, const char *format, ...);

/* The same for one that gives rows: step it with database_step, end it with database_reset. NULL on
 * failure. */
sqlite3_stmt *database_query(struct database *database, enum statement statement,
                             const char *format, ...);
int database_step(struct database *database, sqlite3_stmt *query); /* 1, 0, -1 */
void database_reset(sqlite3_stmt *query);

/* A query's single number; fallback if it has no row, -1 is also what a failure gives. */
gint64 database_number(struct database *database, enum statement statement, gint64 fallback,
                       const char *format, ...);

struct ts_str database_text(sqlite3_stmt *query, int column); /* until the next step */
char *database_dup(sqlite3_stmt *query, int column);          /* a copy; never NULL */
struct ts_str database_blob(sqlite3_stmt *query, int column); /* likewise */

#endif
