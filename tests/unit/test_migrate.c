/* SPDX-License-Identifier: MIT
 *
 * A database of an earlier version: brought up to date by who writes, as a new one would be, with
 * what is in it; refused by who only reads, and whole after a failure.
 */
#include <glib/gstdio.h>
#include <sqlite3.h>

#include "core/run/database.h"
#include "core/run/migrate.h"
#include "tests/unit/config_support.h"

static void execute(sqlite3 *handle, const char *sql)
{
    char *error = NULL;
    if (sqlite3_exec(handle, sql, NULL, NULL, &error) != SQLITE_OK) {
        fail_msg("%s", error);
    }
}

/* A file as the program of that version left it. */
static char *make(int version)
{
    g_autofree char *name = g_strdup_printf("schema/%d.sql", version);
    g_autofree char *schema_path =
        g_build_filename(g_getenv("TOUCHSTONE_SOURCE_ROOT"), "tests/unit/data", name, NULL);
    g_autofree char *schema = NULL;
    g_autofree char *stamp = g_strdup_printf("PRAGMA user_version = %d", version);
    g_autofree char *folder = g_dir_make_tmp("migrate-XXXXXX", NULL);
    char *path = g_build_filename(folder, "touchstone.db", NULL);
    sqlite3 *handle = NULL;
    assert_true(g_file_get_contents(schema_path, &schema, NULL, NULL));
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    execute(handle, schema);
    execute(handle, stamp);
    execute(handle, "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, expected, "
                    "actual, arguments, first_run) VALUES ('t', 'f', 'terms/x', 3, 3, '', 'a', "
                    "'{}', 1)");
    sqlite3_close(handle);
    return path;
}

static void discard(char *path)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *file = g_build_filename(folder, name, NULL);
        g_unlink(file);
    }
    g_rmdir(folder);
    g_free(path);
}

/* "TABLE COLUMN TYPE NOTNULL DEFAULT KEY" of all tables, and the names of all indices. */
static char *shape(sqlite3 *handle)
{
    static const char sql[] =
        "SELECT group_concat(line, char(10)) FROM (SELECT m.name || ' ' || c.name || ' ' || c.type "
        "|| ' ' || c.\"notnull\" || ' ' || coalesce(c.dflt_value, '-') || ' ' || c.pk AS line FROM "
        "sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' UNION ALL SELECT "
        "m.type || ' ' || m.name || ' ' || m.tbl_name FROM sqlite_schema m ORDER BY 1)";
    sqlite3_stmt *query = NULL;
    assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &query, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    char *text = g_strdup((const char *)sqlite3_column_text(query, 0));
    sqlite3_finalize(query);
    return text;
}

static char *shape_of(const char *path)
{
    char *error = NULL;
    struct database *database = database_open(path, &error);
    if (!database) {
        fail_msg("%s", error);
    }
    char *text = shape(database->handle);
    database_close(&database);
    return text;
}

static void test_every_version(void **state)
{
    g_autofree char *fresh = shape_of(NULL);
    (void)state;
    for (int version = SCHEMA_OLDEST; version < SCHEMA_VERSION; version++) {
        char *path = make(version);
        g_autofree char *migrated = shape_of(path);
        assert_string_equal(migrated, fresh);
        char *error = NULL;
        struct database *database = database_read(path, &error);
        assert_non_null(database); /* now it can be read */
        sqlite3_stmt *query = NULL;
        sqlite3_prepare_v2(database->handle,
                           "SELECT acceptance FROM finding WHERE rule = 'terms/x'", -1, &query,
                           NULL);
        assert_int_equal(sqlite3_step(query), SQLITE_ROW);
        assert_string_equal(sqlite3_column_text(query, 0), "");
        sqlite3_finalize(query);
        database_close(&database);
        discard(path);
    }
}

static void test_reading(void **state)
{
    char *path = make(SCHEMA_OLDEST);
    char *error = NULL;
    (void)state;
    assert_null(database_read(path, &error));
    assert_non_null(strstr(error, "brings it up to date"));
    g_free(error);
    discard(path);
}

/* Something stands in the way half way: the version that was there stays, whole. */
static void test_failure(void **state)
{
    char *path = make(SCHEMA_OLDEST);
    char *error = NULL;
    sqlite3 *handle = NULL;
    (void)state;
    sqlite3_open(path, &handle);
    execute(handle, "CREATE TABLE rollout (id TEXT)");
    g_autofree char *before = shape(handle);
    sqlite3_close(handle);
    assert_null(database_open(path, &error));
    assert_non_null(error);
    g_free(error);
    sqlite3_open(path, &handle);
    g_autofree char *after = shape(handle);
    sqlite3_close(handle);
    assert_string_equal(after, before);
    discard(path);
}

static void test_steps(void **state)
{
    (void)state;
    assert_null(migrate_step(SCHEMA_OLDEST - 1));
    assert_null(migrate_step(SCHEMA_VERSION));
    for (int version = SCHEMA_OLDEST; version < SCHEMA_VERSION; version++) {
        assert_non_null(migrate_step(version));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_version), cmocka_unit_test(test_reading),
        cmocka_unit_test(test_failure), cmocka_unit_test(test_steps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
