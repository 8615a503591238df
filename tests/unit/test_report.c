/* SPDX-License-Identifier: MIT
 *
 * Where reports go, and the progress line.
 */
#include "tests/unit/report_support.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/report/progress.h"

static char *folder;

static int set_up(void **state)
{
    folder = g_dir_make_tmp("touchstone-report-XXXXXX", NULL);
    return folder ? 0 : -1;
}

static int tear_down(void **state)
{
    GDir *entries = g_dir_open(folder, 0, NULL);
    const char *name;
    while ((name = g_dir_read_name(entries))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_remove(path);
    }
    g_dir_close(entries);
    int done = g_rmdir(folder);
    g_free(folder);
    return done;
}

static char *in_folder(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void every_reporter_is_described(void **state)
{
    (void)state;
    for (gsize i = 0; report_list()[i]; i++) {
        const struct reporter *reporter = report_list()[i];
        assert_ptr_equal(report_find(reporter->name), reporter);
        assert_true(reporter->help && reporter->write);
    }
    assert_null(report_find("pdf"));
}

static void refuses_bad_targets(void **state)
{
    (void)state;
    g_autofree char *link = in_folder("link");
    g_autofree char *to_link = g_strconcat("html=", link, NULL);
    g_autofree char *to_folder = g_strconcat("html=", folder, NULL);
    assert_int_equal(symlink("/nowhere", link), 0);
    const char *const rows[][2] = {
        {"htm", "unknown report \"htm\" (did you mean \"html\"?)"},
        {"zzzzzz", "unknown report \"zzzzzz\"; there is term, html, jsonl"},
        {"", "unknown report \"\"; there is term, html, jsonl"},
        {"html=", "a file name is missing after ="},
        {"html=/no/such/folder/a.html", "folder \"/no/such/folder\": No such file"},
        {to_folder, "it is not a file"},
        {to_link, "it is a symbolic link; name the file itself"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *error = NULL;
        assert_null(report_target_new(rows[i][0], &error));
        if (!strstr(error, rows[i][1])) {
            fail_msg("%s: %s", rows[i][0], error);
        }
    }
}

static int write_with(const char *argument, sqlite3 *database, char **error_r)
{
    const struct report_options options = {.language = "en"};
    struct catalog *catalog = sample_catalog();
    struct result *result = result_open(database, catalog, "en", error_r);
    struct report_target *target = report_target_new(argument, error_r);
    assert_non_null(target);
    int done = report_write(target, result, &options, error_r);
    report_target_free(&target);
    result_close(&result);
    sample_catalog_free(catalog);
    return done;
}

static guint count_entries(void)
{
    GDir *entries = g_dir_open(folder, 0, NULL);
    guint count = 0;
    while (g_dir_read_name(entries)) {
        count++;
    }
    g_dir_close(entries);
    return count;
}

static void replaces_a_file_whole(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    g_autofree char *path = in_folder("run.jsonl");
    g_autofree char *argument = g_strconcat("jsonl=", path, NULL);
    g_autofree char *error = NULL;
    g_autofree char *text = NULL;
    struct stat found;
    assert_true(g_file_set_contents(path, "old", -1, NULL));
    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(write_with(argument, database, &error), 0);
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    assert_true(g_str_has_prefix(text, "{\"type\":\"run\""));
    assert_true(g_str_has_suffix(text, "}\n"));
    assert_int_equal(stat(path, &found), 0);
    assert_int_equal(found.st_mode & 0777, 0640);
    g_remove(path);
    assert_int_equal(count_entries(), 0);
    sqlite3_close(database);
}

/* The database fails half-way: the old report stays, and no half one. */
static void keeps_the_old_on_failure(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    g_autofree char *path = in_folder("run.jsonl");
    g_autofree char *argument = g_strconcat("jsonl=", path, NULL);
    g_autofree char *error = NULL;
    g_autofree char *text = NULL;
    const struct report_options options = {.language = "en"};
    struct catalog *catalog = sample_catalog();
    assert_true(g_file_set_contents(path, "old", -1, NULL));
    struct result *result = result_open(database, catalog, "en", &error);
    struct report_target *target = report_target_new(argument, &error);
    run_sql(database, "DROP TABLE finding");
    assert_int_equal(report_write(target, result, &options, &error), -1);
    assert_non_null(strstr(error, "can't read the stored run"));
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    assert_string_equal(text, "old");
    assert_int_equal(count_entries(), 1);
    report_target_free(&target);
    result_close(&result);
    sample_catalog_free(catalog);
    sqlite3_close(database);
}

static void writes_into_devices(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    g_autofree char *error = NULL;
    struct stat found;
    assert_int_equal(write_with("html=/dev/null", database, &error), 0);
    assert_int_equal(lstat("/dev/null", &found), 0);
    assert_true(S_ISCHR(found.st_mode));
    assert_int_equal(write_with("html=/dev/full", database, &error), -1);
    assert_non_null(strstr(error, "/dev/full"));
    assert_non_null(strstr(error, "No space left"));
    sqlite3_close(database);
}

/* ---- progress -------------------------------------------------------------------------------- */

static gint64 now;

static gint64 fake_clock(void)
{
    return now;
}

/* The first so many seconds pass while checks prepare themselves. */
static char *progress_of(enum progress_mode mode, const char *language, guint opening,
                         guint seconds)
{
    FILE *out = tmpfile();
    struct progress *progress = progress_new(mode, out);
    now = 0;
    progress_set_clock(progress, fake_clock);
    progress_speak(progress, language);
    for (guint i = 1; i <= seconds * 20; i++) {
        now += G_USEC_PER_SEC / 20;
        guint done = i <= opening * 20 ? 0 : i - opening * 20;
        progress_update(progress, &(struct progress_counts){done, 1000 - done, done / 10,
                                                            done / 100, i <= opening * 20});
    }
    progress_finish(&progress);
    assert_null(progress);
    progress_finish(&progress);
    char *text = g_malloc0(4096);
    rewind(out);
    assert_true(fread(text, 1, 4095, out) < 4095);
    fclose(out);
    return text;
}

static void tells_progress_now_and_then(void **state)
{
    (void)state;
    g_autofree char *none = progress_of(PROGRESS_AUTO, "en", 0, 25);
    assert_string_equal(none, "");
    g_autofree char *never = progress_of(PROGRESS_NEVER, "en", 0, 25);
    assert_string_equal(never, "");
    g_autofree char *english = progress_of(PROGRESS_ALWAYS, "en", 0, 25);
    assert_string_equal(english, "0:10  200 done, 800 queued, 20/s, 20 findings, 2 not checked\n"
                                 "0:20  400 done, 600 queued, 20/s, 40 findings, 4 not checked\n"
                                 "0:25  500 done, 500 queued, 20/s, 50 findings, 5 not checked\n");
    g_autofree char *dutch = progress_of(PROGRESS_ALWAYS, "nl", 0, 1);
    assert_string_equal(dutch, "0:01  20 klaar, 980 wachten, 20/s, 2 bevindingen\n");
    g_autofree char *slow = progress_of(PROGRESS_ALWAYS, "en", 10, 20);
    assert_string_equal(slow, "0:10  preparing the checks (a brand book that is new takes longer, "
                              "once)\n"
                              "0:20  200 done, 800 queued, 20/s, 20 findings, 2 not checked\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_reporter_is_described),
        cmocka_unit_test_setup_teardown(refuses_bad_targets, set_up, tear_down),
        cmocka_unit_test_setup_teardown(replaces_a_file_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keeps_the_old_on_failure, set_up, tear_down),
        cmocka_unit_test(writes_into_devices),
        cmocka_unit_test(tells_progress_now_and_then),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
