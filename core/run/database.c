/* SPDX-License-Identifier: MIT
 *
 * The database's life, its lock and its schema.
 */
#include "core/run/database.h"
#include "core/config/text.h"

#include <errno.h>
#include <fcntl.h>
#include <libintl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/run/migrate.h"
#include "core/run/schema.sql.h"

#define LOCK_TRIES 20
#define LOCK_PAUSE_MSEC 50

/* The first error stays: what fails after it fails because of it. */
static int fail(struct database *database, const char *what)
{
    if (database->error) {
        return -1;
    }
    /* SQLite says "disk I/O error" of a disk that is full in the wrong moment */
    int number = sqlite3_system_errno(database->handle);
    database->error = g_strdup_printf(
        "%s: %s: %s%s%s", database->path ? database->path : "database", what,
        sqlite3_errmsg(database->handle), number ? ": " : "", number ? g_strerror(number) : "");
    return -1;
}

static int prepare(struct database *database, enum statement statement)
{
    if (database->statements[statement]) {
        return 0;
    }
    return sqlite3_prepare_v3(database->handle, statement_sql[statement], -1,
                              SQLITE_PREPARE_PERSISTENT, &database->statements[statement],
                              NULL) == SQLITE_OK
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

char *database_dup(sqlite3_stmt *query, int column)
{
    struct ts_str text = database_text(query, column);
    return text_dup(text);
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
        *error_r =
            g_strdup_printf(gettext("%s: can't create the run lock: %s"), path, g_strerror(errno));
        return -1;
    }
    if (lock_patiently(database->lock_fd) != 0) {
        g_autofree char *holder = lock_holder(database->lock_fd);
        *error_r = g_strdup_printf(gettext("%s is in use by %s; wait for it to end, or stop it"),
                                   database->path, holder);
        return -1;
    }
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *since = g_date_time_format_iso8601(now);
    g_autofree char *line = g_strdup_printf("process %d, since %s\n", (int)getpid(), since);
    if (ftruncate(database->lock_fd, 0) != 0 ||
        pwrite(database->lock_fd, line, strlen(line), 0) < 0) {
        *error_r = g_strdup_printf(gettext("%s: can't write: %s"), path, g_strerror(errno));
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

/* The stamp goes with what it names. */
static int finish_schema(struct database *database, char **error_r)
{
    g_autofree char *stamp = g_strdup_printf("PRAGMA user_version = %d; COMMIT", SCHEMA_VERSION);
    return execute(database, stamp, error_r);
}

/* All of it or nothing: a kill leaves the version that was there. */
static int migrate(struct database *database, int version, char **error_r)
{
    int done = execute(database, "BEGIN IMMEDIATE", error_r);
    for (; done == 0 && version < SCHEMA_VERSION; version++) {
        done = execute(database, migrate_step(version), error_r);
    }
    return done == 0 ? finish_schema(database, error_r) : -1;
}

static int check_pages(struct database *database, char **error_r)
{
    if (read_number(database, "SELECT count(*) FROM pragma_quick_check(1) "
                              "WHERE quick_check = 'ok'") == 1) {
        return 0;
    }
    *error_r =
        g_strdup_printf(gettext("%s is damaged; move it away to begin anew"), database->path);
    return -1;
}

/* A damaged file or a newer schema is refused and left as it is. */
static int check_schema(struct database *database, char **error_r)
{
    int version = read_number(database, "PRAGMA user_version");
    if (version < 0) {
        *error_r = g_strdup_printf(gettext("%s is no database of touchstone, or is damaged: %s"),
                                   database->path ? database->path : "database",
                                   sqlite3_errmsg(database->handle));
        return -1;
    }
    if (version > SCHEMA_VERSION) {
        *error_r =
            g_strdup_printf(gettext("%s was written by a newer touchstone (schema %d, this one "
                                    "knows %d): update, or name another database"),
                            database->path, version, SCHEMA_VERSION);
        return -1;
    }
    if (version >= SCHEMA_OLDEST) {
        int done = check_pages(database, error_r);
        return done == 0 && version < SCHEMA_VERSION ? migrate(database, version, error_r) : done;
    }
    if (version > 0) {
        *error_r =
            g_strdup_printf(gettext("%s was written by a version before the first release (schema "
                                    "%d, this one has %d); move it away to begin anew"),
                            database->path, version, SCHEMA_VERSION);
        return -1;
    }
    if (read_number(database, "SELECT count(*) FROM sqlite_schema") != 0) {
        *error_r =
            g_strdup_printf(gettext("%s is a database, but not one of touchstone"), database->path);
        return -1;
    }
    return execute(database, "BEGIN", error_r) == 0 && execute(database, schema_sql, error_r) == 0
               ? finish_schema(database, error_r)
               : -1;
}

static int open_file(struct database *database, char **error_r)
{
    if (database->path) {
        g_autofree char *folder = g_path_get_dirname(database->path);
        if (g_mkdir_with_parents(folder, 0755) != 0) {
            *error_r = g_strdup_printf(gettext("%s: can't create: %s"), folder, g_strerror(errno));
            return -1;
        }
        if (take_lock(database, error_r) != 0) {
            return -1;
        }
    }
    if (sqlite3_open_v2(database->path ? database->path : ":memory:", &database->handle,
                        SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK) {
        *error_r = g_strdup_printf(gettext("%s: can't open: %s"), database->path,
                                   sqlite3_errmsg(database->handle));
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

/* Has a run left a journal, or is one at work? */
static gboolean is_settled(const char *path)
{
    g_autofree char *journal = g_strconcat(path, "-wal", NULL);
    g_autofree char *lock = g_strconcat(path, ".lock", NULL);
    struct stat info;
    int fd = open(lock, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    gboolean is_at_work = fd >= 0 && flock(fd, LOCK_SH | LOCK_NB) != 0;
    if (fd >= 0) {
        close(fd);
    }
    return !is_at_work && (stat(journal, &info) != 0 || info.st_size == 0);
}

/* Who may not write in the folder can't make the index of the journal that SQLite wants, and needs
 * none where no journal is. */
static int read_version(struct database *database)
{
    int version = read_number(database, "PRAGMA user_version");
    if (version >= 0 || !is_settled(database->path)) {
        return version;
    }
    g_autofree char *path = g_canonicalize_filename(database->path, NULL);
    g_autofree char *name = g_filename_to_uri(path, NULL, NULL);
    g_autofree char *uri = g_strconcat(name, "?immutable=1", NULL);
    sqlite3_close(database->handle);
    return sqlite3_open_v2(uri, &database->handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) ==
                   SQLITE_OK
               ? read_number(database, "PRAGMA user_version")
               : -1;
}

static int open_to_read(struct database *database, char **error_r)
{
    if (!g_file_test(database->path, G_FILE_TEST_EXISTS)) {
        *error_r = g_strdup_printf(gettext("%s: there is no run yet (touchstone check makes one)"),
                                   database->path);
        return -1;
    }
    if (sqlite3_open_v2(database->path, &database->handle, SQLITE_OPEN_READONLY, NULL) !=
        SQLITE_OK) {
        *error_r = g_strdup_printf(gettext("%s: can't open: %s"), database->path,
                                   sqlite3_errmsg(database->handle));
        return -1;
    }
    sqlite3_busy_timeout(database->handle, 5000);
    int version = read_version(database);
    if (version < 0) { /* a journal waits to be rolled back, say: who only reads can't */
        g_autofree char *folder = g_path_get_dirname(database->path);
        *error_r =
            access(folder, W_OK) == 0
                ? g_strdup_printf(
                      gettext("%s can't be read (%s): the next touchstone check mends what was "
                              "cut off, or says that it is damaged"),
                      database->path, sqlite3_errmsg(database->handle))
                : g_strdup_printf(
                      gettext("%s can't be read now by who may not write beside it: a run is "
                              "at work, or was cut off"),
                      database->path);
        return -1;
    }
    if (migrate_step(version)) {
        *error_r =
            g_strdup_printf(gettext("%s was written by an earlier touchstone: the next touchstone "
                                    "check brings it up to date"),
                            database->path);
        return -1;
    }
    if (version != SCHEMA_VERSION) {
        *error_r =
            g_strdup_printf(gettext("%s is no database of this touchstone (schema %d, this one has "
                                    "%d)"),
                            database->path, version, SCHEMA_VERSION);
        return -1;
    }
    return 0;
}

static struct database *open_by(int (*open)(struct database *database, char **error_r),
                                const char *path, char **error_r)
{
    struct database *database = g_new0(struct database, 1);
    database->path = g_strdup(path);
    database->lock_fd = -1;
    if (open(database, error_r) != 0) {
        database_close(&database);
    }
    return database;
}

struct database *database_open(const char *path, char **error_r)
{
    return open_by(open_file, path, error_r);
}

struct database *database_read(const char *path, char **error_r)
{
    return open_by(open_to_read, path, error_r);
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
