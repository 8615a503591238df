/* SPDX-License-Identifier: MIT
 *
 * What is remembered of pictures: known by a hash that nobody can meet on purpose, and never more
 * than so many.
 */
#include "core/process/fingerprint.h"
#include "core/run/database.h"
/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void pictures_have_another_hash(void **state)
{
    static const struct {
        const char *media_type, *bytes, *hash; /* NULL: as of any content */
    } rows[] = {
        {"image/png", "abc", "ba7816bf8f01cfea414140de5dae2223"}, /* FIPS 180-4, B.1 */
        {"image/svg+xml", "", "e3b0c44298fc1c149afbf4c8996fb924"},
        {"text/html", "abc", NULL},
        {"", "abc", NULL},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        char found[CONTENT_HASH_SIZE], usual[CONTENT_HASH_SIZE];
        content_hash_of(ts_text(rows[i].media_type), ts_text(rows[i].bytes), found);
        content_hash(ts_text(rows[i].bytes), usual);
        assert_string_equal(found, rows[i].hash ? rows[i].hash : usual);
        assert_int_equal(strcmp(found, usual) == 0, rows[i].hash == NULL);
    }
}

static gboolean has(struct database *database, const char *name)
{
    sqlite3_stmt *row = database_query(database, SQL_ANSWER_GET, "sii", name, (gint64)0, (gint64)9);
    gboolean is_there = row && database_step(database, row) == 1;
    database_reset(row);
    return is_there;
}

static void old_ones_go(void **state)
{
    static const struct {
        gint64 oldest, most;
        const char *kept;
    } rows[] = {{0, 9, "abcd"}, {2, 9, "bcd"}, {0, 2, "cd"}, {4, 2, "d"}, {0, 0, ""}};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *error = NULL;
        struct database *database = database_open(NULL, &error);
        g_autoptr(GString) kept = g_string_new(NULL);
        assert_non_null(database);
        for (char name[] = "a"; *name <= 'd'; (*name)++) { /* each in a run of its own */
            assert_int_equal(database_run(database, SQL_ANSWER_PUT, "sbi", name, ts_text("x"),
                                          (gint64)(*name - 'a' + 1)),
                             0);
        }
        assert_int_equal(
            database_run(database, SQL_ANSWER_CLEAN, "ii", rows[i].oldest, rows[i].most), 0);
        for (char name[] = "a"; *name <= 'd'; (*name)++) {
            g_string_append(kept, has(database, name) ? name : "");
        }
        assert_string_equal(kept->str, rows[i].kept);
        database_close(&database);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pictures_have_another_hash),
        cmocka_unit_test(old_ones_go),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
