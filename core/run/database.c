/* SPDX-License-Identifier: MIT
 *
 * The database's life and its table of statements.
 */
#include "core/run/database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "core/run/schema.sql.h"

#define SCHEMA_VERSION 3
#define LOCK_TRIES 20
#define LOCK_PAUSE_MSEC 50

static const char *const sql[SQL_COUNT] = {
    [SQL_BEGIN] = "BEGIN IMMEDIATE",
    [SQL_COMMIT] = "COMMIT",
    [SQL_ROLLBACK] = "ROLLBACK",

    [SQL_RUN_ADD] = "INSERT INTO run (name, started, as_of, plan, plan_hash, brand, version, "
                    "is_sealed, plugins, notices) VALUES (?,?,?,?,?,?,?,?,?,?)",
    [SQL_RUN_LAST] = "SELECT id, name, finished IS NULL, as_of, plan_hash, "
                     "unixepoch('now') - unixepoch(started) FROM run ORDER BY id DESC LIMIT 1",
    [SQL_RUN_FINISH] = "UPDATE run SET finished = ?, cut_short = nullif(?, '') WHERE id = ?",
    /* It may be resumed: then it is finished after all. */
    [SQL_RUN_INTERRUPT] = "UPDATE run SET cut_short = ? WHERE id = ?",
    [SQL_RUN_NOTICES] = "UPDATE run SET notices = ? WHERE id = ?",

    /* The counts of touchpoints that this run does not select stay as they were. */
    [SQL_TOUCHPOINT_FORGET] = "UPDATE touchpoint SET ordinal = -1",
    [SQL_TOUCHPOINT_PUT] =
        "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases, "
        "expects, is_measured, root) VALUES (?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (id) DO UPDATE SET ordinal = excluded.ordinal, name = excluded.name, "
        "channel = excluded.channel, category = excluded.category, control = excluded.control, "
        "owner = excluded.owner, phases = excluded.phases, expects = excluded.expects, "
        "is_measured = excluded.is_measured, root = excluded.root",
    [SQL_TOUCHPOINT_DROP] = "DELETE FROM touchpoint WHERE ordinal = -1",
    [SQL_TOUCHPOINT_SEEN] = "UPDATE touchpoint SET is_complete = ?, run = ? WHERE id = ?",
    [SQL_TOUCHPOINT_UNSEEN] = "UPDATE touchpoint SET is_complete = 0 WHERE id = ?",
    /* Documents that were read in the run that saw it last, and in this one. */
    [SQL_TOUCHPOINT_BEFORE] = "SELECT documents - unchecked FROM touchpoint WHERE id = ?",
    [SQL_TOUCHPOINT_REACHED] =
        "SELECT count(*) FROM document WHERE touchpoint = ? AND run = ? AND status IN (1, 2)",
    [SQL_TOUCHPOINTS] =
        "SELECT id, channel, control, expects, root, is_complete FROM touchpoint ORDER BY ordinal",

    [SQL_FRONTIER_CLEAR] = "DELETE FROM frontier",
    [SQL_FRONTIER_ADD] =
        "INSERT INTO frontier (source, locator, purpose, depth, hops, is_listed, state) "
        "VALUES (?,?,?,?,?,?,0) ON CONFLICT DO NOTHING",
    /* Where max_depth cuts links off, a page met again on a shorter way is asked for again: its row
     * moves behind the cursor. */
    [SQL_FRONTIER_ADD_NEARER] =
        "INSERT INTO frontier (source, locator, purpose, depth, hops, is_listed, state) "
        "VALUES (?,?,?,?,?,?,0) ON CONFLICT (source, locator) DO UPDATE SET depth = "
        "excluded.depth, hops = excluded.hops, "
        "id = (SELECT max(id) + 1 FROM frontier), state = 0 WHERE excluded.depth < depth",
    [SQL_FRONTIER_REDIRECT] = "UPDATE frontier SET target = ? WHERE id = ?",
    [SQL_FRONTIER_TARGET] = "SELECT target FROM frontier WHERE source = ? AND locator = ?",
    /* Rows are fed in the order of their ids, so that a cursor tells what was fed. */
    [SQL_FRONTIER_NEXT] = "SELECT id, locator, purpose, depth, hops FROM frontier "
                          "WHERE source = ? AND state = 0 AND id > ? ORDER BY id LIMIT ?",
    [SQL_FRONTIER_DONE] = "UPDATE frontier SET state = 1 WHERE id = ?",
    [SQL_FRONTIER_OUTCOME] = "UPDATE frontier SET outcome = ?, reason = ? WHERE id = ?",
    [SQL_FRONTIER_OUTCOMES] =
        "SELECT source, locator, outcome, reason, target FROM frontier WHERE outcome <> 0",
    [SQL_FRONTIER_QUEUED] =
        "SELECT count(*) FROM frontier WHERE source = ? AND state = 0 AND id > ?",
    [SQL_FRONTIER_VISITED] = "SELECT count(*) FROM frontier WHERE source = ? AND state = 1 "
                             "AND locator <> '' AND purpose NOT IN (3, 5, 22)",
    [SQL_FRONTIER_IS_LISTED] =
        "SELECT count(*) FROM frontier WHERE source = ? AND state = 1 AND locator = ''",
    /* What earlier runs saw and this one has not met: seen again, or gone. */
    [SQL_FRONTIER_REVISIT] =
        "INSERT INTO frontier (source, locator, purpose, depth, hops, is_listed, state) "
        "SELECT ?, locator, 20, 0, 0, 0, 0 FROM document "
        "WHERE touchpoint = ? AND run < ? AND parent = 0 AND status IN (1, 2, 3) "
        "ORDER BY id ON CONFLICT DO NOTHING",

    [SQL_DOCUMENT_PUT] =
        "INSERT INTO document (touchpoint, locator, parent, status, reason, title, media_type, "
        "language, kinds, content_hash, text_size, etag, last_modified, resource, basis, run) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) "
        "ON CONFLICT (touchpoint, locator) DO UPDATE SET "
        "parent = iif(excluded.parent = -1, parent, excluded.parent), "
        "status = excluded.status, reason = excluded.reason, title = excluded.title, "
        "media_type = excluded.media_type, language = excluded.language, kinds = excluded.kinds, "
        "content_hash = excluded.content_hash, text_size = excluded.text_size, "
        "etag = excluded.etag, last_modified = excluded.last_modified, "
        "resource = excluded.resource, basis = excluded.basis, way = 0, run = excluded.run "
        "RETURNING id",
    /* It was not reached: what was known of it stays. */
    [SQL_DOCUMENT_MISSED] =
        "INSERT INTO document (touchpoint, locator, parent, status, reason, run) "
        "VALUES (?,?,?,?,?,?) ON CONFLICT (touchpoint, locator) DO UPDATE SET "
        "parent = iif(excluded.parent = -1, parent, excluded.parent), "
        "status = excluded.status, reason = excluded.reason, way = 0, run = excluded.run "
        "RETURNING id",
    /* What can be built upon: it was read whole, and so was all that is inside it. */
    [SQL_DOCUMENT_PAST] =
        "SELECT d.id, d.etag, d.last_modified, d.resource, d.basis, d.status FROM document d "
        "JOIN kept k ON k.document = d.id WHERE d.touchpoint = ? AND d.locator = ? AND basis <> '' "
        "AND NOT EXISTS (SELECT 1 FROM document c WHERE c.parent = d.id AND c.parent <> 0 "
        "AND c.status = 3)",
    [SQL_DOCUMENT_KEEP] =
        "UPDATE document SET run = ?1, way = 1, status = iif(status IN (1, 3), 2, status), "
        "reason = iif(status = 3, '', reason), etag = coalesce(nullif(?3, ''), etag), "
        "last_modified = coalesce(nullif(?4, ''), last_modified) WHERE id = ?2",
    [SQL_DOCUMENT_KEEP_CHILDREN] =
        "UPDATE document SET run = ?1, way = 1, status = iif(status = 1, 2, status) "
        "WHERE parent = ?2 AND parent <> 0 AND status <> 4",
    [SQL_DOCUMENT_JUDGED] =
        "UPDATE document SET run = ?, way = 2, status = ?, reason = ?, kinds = ?, basis = ? "
        "WHERE id = ?",
    /* parent <> 0 lets the index be used, which holds children only. */
    [SQL_DOCUMENT_CHILDREN_GONE] =
        "UPDATE document SET status = 4, reason = 'no longer inside its parent', run = ?1 "
        "WHERE parent = ?2 AND parent <> 0 AND run < ?1 AND status <> 4",
    [SQL_DOCUMENT_CLEAN_CHILDREN] =
        "DELETE FROM place WHERE document IN "
        "(SELECT id FROM document WHERE parent = ? AND parent <> 0 AND status = 4)",
    [SQL_DOCUMENT_FORGET_CHILDREN] =
        "DELETE FROM observation WHERE document IN "
        "(SELECT id FROM document WHERE parent = ? AND parent <> 0 AND status = 4)",
    [SQL_DOCUMENT_COUNTS] = "SELECT status, count(*) FROM document WHERE run = ? GROUP BY status",
    [SQL_DOCUMENT_CLEAR_STARTS] =
        "DELETE FROM place WHERE document IN "
        "(SELECT id FROM document WHERE touchpoint = ? AND parent = -1 AND run < ?)",
    [SQL_DOCUMENT_DROP_STARTS] =
        "DELETE FROM document WHERE touchpoint = ? AND parent = -1 AND run < ?",
    [SQL_DOCUMENT_DROP_PLACES] = "DELETE FROM place WHERE document = ?",
    /* Why it could not be read, and what this very run said. */
    [SQL_DOCUMENT_DROP_PROBLEMS] =
        "DELETE FROM place WHERE document = ?1 AND (run = ?2 OR finding IN "
        "(SELECT id FROM finding WHERE substr(rule, 1, 4) = 'run/'))",
    /* Places of an earlier run where this one found the same again. */
    [SQL_DOCUMENT_DROP_RENEWED] =
        "DELETE FROM place WHERE document = ?1 AND run < ?2 AND finding IN "
        "(SELECT finding FROM place WHERE document = ?1 AND run = ?2)",
    [SQL_DOCUMENT_DROP_OBSERVATIONS] = "DELETE FROM observation WHERE document = ?",
    [SQL_DOCUMENT_DROP_CHECK] =
        "DELETE FROM place WHERE document = ?1 AND finding IN "
        "(SELECT id FROM finding WHERE substr(rule, 1, length(?2) + 1) = ?2 || '/')",
    [SQL_DOCUMENT_DROP_OBSERVED] =
        "DELETE FROM observation WHERE document = ?1 AND check_name = ?2",

    [SQL_KEPT_PUT] =
        "INSERT OR REPLACE INTO kept (document, content, links, anchors) VALUES (?,?,?,?)",
    [SQL_KEPT_RELINK] = "UPDATE kept SET links = ?2 WHERE document = ?1",
    [SQL_KEPT_DROP] = "DELETE FROM kept WHERE document = ?",
    [SQL_KEPT_FAMILY] =
        "SELECT d.id, d.locator, d.media_type, d.language, k.content FROM document d "
        "JOIN kept k ON k.document = d.id WHERE d.id = ?1 UNION ALL "
        "SELECT d.id, d.locator, d.media_type, d.language, k.content FROM document d "
        "JOIN kept k ON k.document = d.id WHERE d.parent = ?1 AND d.parent <> 0 "
        "AND d.status IN (1, 2)",
    [SQL_KEPT_LINKS] = "SELECT links FROM kept WHERE document = ?",
    [SQL_KEPT_EACH] =
        "SELECT d.touchpoint, d.locator, k.links, k.anchors FROM kept k "
        "JOIN document d ON d.id = k.document WHERE d.run = ? AND d.status IN (1, 2, 5)",

    /* Pages that a sitemap names and no page leads to: an observation of the host's. */
    [SQL_ORPHAN_DROP] = "DELETE FROM observation WHERE check_name = 'run' AND key = 'orphan' "
                        "AND document IN (SELECT id FROM document WHERE run = ?)",
    [SQL_ORPHAN_EACH] = "SELECT d.id, d.touchpoint, d.locator FROM frontier f JOIN document d "
                        "ON d.locator = f.locator AND d.touchpoint = ?2 "
                        "WHERE f.source = ?1 AND f.is_listed AND d.run = ?3 AND d.status IN (1, 2)",
    [SQL_ORPHAN_ADD] =
        "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line, "
        "column, path, numbers) VALUES (?, 'run', '', 'orphan', 'sitemap', -1, 0, 0, '', '{}')",

    /* One that was fixed and is back is new. Of texts that differ in case only, the least of this
     * run is kept, so that the order in which documents arrive does not show. */
    [SQL_FINDING_PUT] =
        "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, expected, actual, "
        "arguments, numbers, first_run, run) VALUES (?1,?2,?3,?4,?4,?5,?6,?7,?8,?9,?9) "
        "ON CONFLICT (touchpoint, fingerprint) DO UPDATE SET "
        "said = iif(run < ?9, ?4, max(said, ?4)), "
        "expected = iif(run < ?9, ?5, min(expected, ?5)), "
        "actual = iif(run < ?9, ?6, min(actual, ?6)), "
        "arguments = iif(run < ?9, ?7, min(arguments, ?7)), "
        "numbers = iif(run < ?9, ?8, min(numbers, ?8)), "
        "first_run = iif(fixed_run <> 0, ?9, first_run), "
        "fixed_run = 0, run = ?9 RETURNING id",
    [SQL_FINDING_EVIDENCE] = "UPDATE finding SET evidence_type = ?, evidence = ? WHERE id = ?",
    [SQL_PLACE_ADD] =
        "INSERT INTO place (finding, document, conclusion, touchpoint, locator, line, "
        "column, path, excerpt, mark_offset, mark_length, run) "
        "VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
    [SQL_OBSERVATION_ADD] =
        "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line, "
        "column, path, numbers) VALUES (?,?,?,?,?,?,?,?,?,?)",
    [SQL_CONCLUSION_DROP] = "DELETE FROM place WHERE document = 0 AND conclusion = ?1 AND finding "
                            "IN (SELECT id FROM finding WHERE touchpoint = ?2)",
    /* What a touchpoint that was not seen whole no longer says was not looked at, but for places in
     * documents that were. */
    [SQL_CONCLUSION_BEGIN] =
        "DELETE FROM place WHERE document = 0 AND conclusion = ?1 AND finding IN "
        "(SELECT id FROM finding WHERE touchpoint = ?2) AND (run = ?3 "
        "OR (SELECT is_complete FROM touchpoint WHERE id = ?2) OR EXISTS (SELECT 1 FROM document d "
        "WHERE d.touchpoint = ?2 AND d.locator = place.locator AND d.run = ?3 "
        "AND d.status IN (1, 2, 4)))",
    [SQL_CONCLUSION_RENEW] =
        "DELETE FROM place WHERE document = 0 AND conclusion = ?1 AND run < ?2 AND finding IN "
        "(SELECT finding FROM place WHERE document = 0 AND conclusion = ?1 AND run = ?2)",
    [SQL_FINDING_CLOSE] =
        "UPDATE finding SET fixed_run = ?1 WHERE fixed_run = 0 AND touchpoint = ?2 "
        "AND NOT EXISTS (SELECT 1 FROM place WHERE place.finding = finding.id)",
    [SQL_FINDING_COUNT] = "SELECT count(*) FROM finding WHERE fixed_run = 0",

    [SQL_STORED_DOCUMENTS] =
        "SELECT id, touchpoint, locator, media_type, language, content_hash, kinds, status, "
        "text_size FROM document ORDER BY touchpoint, locator",
    [SQL_STORED_OBSERVATIONS] =
        "SELECT key, value, confidence, line, column, path, numbers FROM observation "
        "WHERE document = ? AND check_name = ? ORDER BY rowid",
    [SQL_UNCHECKED_COUNT] = "SELECT count(*) FROM document WHERE touchpoint = ? AND status = 3",
};

/* The first error stays: what fails after it fails because of it. */
static int fail(struct database *database, const char *what)
{
    if (database->error) {
        return -1;
    }
    database->error = g_strdup_printf("%s: %s: %s", database->path ? database->path : "database",
                                      what, sqlite3_errmsg(database->handle));
    return -1;
}

static int prepare(struct database *database, enum statement statement)
{
    if (database->statements[statement]) {
        return 0;
    }
    return sqlite3_prepare_v3(database->handle, sql[statement], -1, SQLITE_PREPARE_PERSISTENT,
                              &database->statements[statement], NULL) == SQLITE_OK
               ? 0
               : fail(database, "can't prepare a statement");
}

static int bind_text(sqlite3_stmt *query, int index, struct ts_str text)
{
    return sqlite3_bind_text64(query, index, text.len ? text.ptr : "", text.len, SQLITE_STATIC,
                               SQLITE_UTF8);
}

static int bind_all(sqlite3_stmt *query, const char *format, va_list arguments)
{
    for (int i = 0; format[i]; i++) {
        int bound = SQLITE_ERROR;
        struct ts_str text;
        switch (format[i]) {
        case 't':
            bound = bind_text(query, i + 1, va_arg(arguments, struct ts_str));
            break;
        case 's':
            bound = bind_text(query, i + 1, ts_text(va_arg(arguments, const char *)));
            break;
        case 'i':
            bound = sqlite3_bind_int64(query, i + 1, va_arg(arguments, gint64));
            break;
        case 'd':
            bound = sqlite3_bind_double(query, i + 1, va_arg(arguments, double));
            break;
        case 'b':
            text = va_arg(arguments, struct ts_str);
            bound = sqlite3_bind_blob64(query, i + 1, text.len ? text.ptr : "", text.len,
                                        SQLITE_STATIC);
            break;
        default:
            g_assert_not_reached();
        }
        if (bound != SQLITE_OK) {
            return -1;
        }
    }
    return 0;
}

static sqlite3_stmt *start(struct database *database, enum statement statement, const char *format,
                           va_list arguments)
{
    if (prepare(database, statement) != 0) {
        return NULL;
    }
    sqlite3_stmt *query = database->statements[statement];
    sqlite3_reset(query);
    if (bind_all(query, format, arguments) != 0) {
        fail(database, "can't bind a value");
        return NULL;
    }
    return query;
}

int database_step(struct database *database, sqlite3_stmt *query)
{
    switch (sqlite3_step(query)) {
    case SQLITE_ROW:
        return 1;
    case SQLITE_DONE:
        return 0;
    default:
        return fail(database, "can't read or write");
    }
}

void database_reset(sqlite3_stmt *query)
{
    sqlite3_reset(query);
    sqlite3_clear_bindings(query);
}

int database_run(struct database *database, enum statement statement, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *query = start(database, statement, format, arguments);
    va_end(arguments);
    if (!query) {
        return -1;
    }
    int stepped = database_step(database, query);
    database_reset(query);
    return stepped < 0 ? -1 : 0;
}

sqlite3_stmt *database_query(struct database *database, enum statement statement,
                             const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *query = start(database, statement, format, arguments);
    va_end(arguments);
    return query;
}

gint64 database_number(struct database *database, enum statement statement, gint64 fallback,
                       const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    sqlite3_stmt *query = start(database, statement, format, arguments);
    va_end(arguments);
    if (!query) {
        return -1;
    }
    int stepped = database_step(database, query);
    gint64 number = stepped == 1 ? sqlite3_column_int64(query, 0) : stepped == 0 ? fallback : -1;
    /* An INSERT that returns its row is only done when stepped to its end. */
    if (stepped == 1 && database_step(database, query) < 0) {
        number = -1;
    }
    database_reset(query);
    return number;
}

struct ts_str database_text(sqlite3_stmt *query, int column)
{
    const void *text = sqlite3_column_text(query, column);
    return ts_bytes(text, text ? (size_t)sqlite3_column_bytes(query, column) : 0);
}

struct ts_str database_blob(sqlite3_stmt *query, int column)
{
    const void *bytes = sqlite3_column_blob(query, column);
    return ts_bytes(bytes, bytes ? (size_t)sqlite3_column_bytes(query, column) : 0);
}

/* Who holds the lock, as that process wrote it there. */
static char *lock_holder(int fd)
{
    char text[100] = {0};
    ssize_t got = pread(fd, text, sizeof text - 1, 0);
    g_strstrip(text);
    return got > 0 && text[0] ? g_strdup(text) : g_strdup("another process");
}

/* A run that was just killed needs a moment to let go. */
static int lock_patiently(int fd)
{
    for (int tries = 0; flock(fd, LOCK_EX | LOCK_NB) != 0; tries++) {
        if (errno != EWOULDBLOCK || tries == LOCK_TRIES) {
            return -1;
        }
        g_usleep(LOCK_PAUSE_MSEC * 1000);
    }
    return 0;
}

/* The lock lives beside the database and dies with its process. */
static int take_lock(struct database *database, char **error_r)
{
    g_autofree char *path = g_strconcat(database->path, ".lock", NULL);
    database->lock_fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (database->lock_fd < 0) {
        *error_r = g_strdup_printf("%s: can't create the run lock: %s", path, g_strerror(errno));
        return -1;
    }
    if (lock_patiently(database->lock_fd) != 0) {
        g_autofree char *holder = lock_holder(database->lock_fd);
        *error_r = g_strdup_printf("%s is in use by %s; wait for it to end, or stop it",
                                   database->path, holder);
        return -1;
    }
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *since = g_date_time_format_iso8601(now);
    g_autofree char *line = g_strdup_printf("process %d, since %s\n", (int)getpid(), since);
    if (ftruncate(database->lock_fd, 0) != 0 ||
        pwrite(database->lock_fd, line, strlen(line), 0) < 0) {
        *error_r = g_strdup_printf("%s: can't write: %s", path, g_strerror(errno));
        return -1;
    }
    return 0;
}

static int execute(struct database *database, const char *text, char **error_r)
{
    char *message = NULL;
    if (sqlite3_exec(database->handle, text, NULL, NULL, &message) == SQLITE_OK) {
        return 0;
    }
    *error_r = g_strdup_printf("%s: %s", database->path ? database->path : "database",
                               message ? message : "failed");
    sqlite3_free(message);
    return -1;
}

static int read_number(struct database *database, const char *text)
{
    sqlite3_stmt *query = NULL;
    int number = -1;
    if (sqlite3_prepare_v2(database->handle, text, -1, &query, NULL) == SQLITE_OK &&
        sqlite3_step(query) == SQLITE_ROW) {
        number = sqlite3_column_int(query, 0);
    }
    sqlite3_finalize(query);
    return number;
}

/* A damaged file or a newer schema is refused and left as it is. */
static int check_schema(struct database *database, char **error_r)
{
    int version = read_number(database, "PRAGMA user_version");
    if (version < 0) {
        *error_r = g_strdup_printf("%s is no database of touchstone, or is damaged: %s",
                                   database->path ? database->path : "database",
                                   sqlite3_errmsg(database->handle));
        return -1;
    }
    if (version > SCHEMA_VERSION) {
        *error_r = g_strdup_printf("%s was written by a newer touchstone (schema %d, this one "
                                   "knows %d): update, or name another database",
                                   database->path, version, SCHEMA_VERSION);
        return -1;
    }
    if (version == SCHEMA_VERSION) {
        if (read_number(database, "SELECT count(*) FROM pragma_quick_check(1) "
                                  "WHERE quick_check = 'ok'") == 1) {
            return 0;
        }
        *error_r = g_strdup_printf("%s is damaged; move it away to begin anew", database->path);
        return -1;
    }
    if (version > 0) {
        *error_r = g_strdup_printf("%s was written by a version before the first release (schema "
                                   "%d, this one has %d); move it away to begin anew",
                                   database->path, version, SCHEMA_VERSION);
        return -1;
    }
    if (read_number(database, "SELECT count(*) FROM sqlite_schema") != 0) {
        *error_r = g_strdup_printf("%s is a database, but not one of touchstone", database->path);
        return -1;
    }
    if (execute(database, "BEGIN", error_r) != 0 || execute(database, schema_sql, error_r) != 0) {
        return -1;
    }
    g_autofree char *stamp = g_strdup_printf("PRAGMA user_version = %d; COMMIT", SCHEMA_VERSION);
    return execute(database, stamp, error_r);
}

static int open_file(struct database *database, char **error_r)
{
    if (database->path) {
        g_autofree char *folder = g_path_get_dirname(database->path);
        if (g_mkdir_with_parents(folder, 0755) != 0) {
            *error_r = g_strdup_printf("%s: can't create: %s", folder, g_strerror(errno));
            return -1;
        }
        if (take_lock(database, error_r) != 0) {
            return -1;
        }
    }
    if (sqlite3_open_v2(database->path ? database->path : ":memory:", &database->handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK) {
        *error_r =
            g_strdup_printf("%s: can't open: %s", database->path, sqlite3_errmsg(database->handle));
        return -1;
    }
    sqlite3_busy_timeout(database->handle, 5000);
    if (check_schema(database, error_r) != 0) {
        return -1;
    }
    return execute(database,
                   "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; "
                   "PRAGMA cache_size = -8000; PRAGMA temp_store = FILE; "
                   "PRAGMA wal_autocheckpoint = 4000;",
                   error_r);
}

struct database *database_open(const char *path, char **error_r)
{
    struct database *database = g_new0(struct database, 1);
    database->path = g_strdup(path);
    database->lock_fd = -1;
    if (open_file(database, error_r) != 0) {
        database_close(&database);
    }
    return database;
}

void database_close(struct database **database)
{
    struct database *db = *database;
    if (!db) {
        return;
    }
    for (size_t i = 0; i < SQL_COUNT; i++) {
        sqlite3_finalize(db->statements[i]);
    }
    sqlite3_close(db->handle);
    if (db->lock_fd >= 0) {
        close(db->lock_fd);
    }
    g_free(db->path);
    g_free(db->error);
    g_free(db);
    *database = NULL;
}
