/* SPDX-License-Identifier: MIT
 *
 * What the source "folder" says it has, and what it says of the rest: nothing is left out silently.
 */
#include "plugins/common/files_private.h"
#include "tests/plugin/fakehost.h"

#include <dirent.h>
#include <errno.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* ---- a disk that fails: the linker puts these before the library's ---- */

static const char *bad_folder; /* reading on behind its first entry fails */

struct dirent *__real_readdir(DIR *dir);
struct dirent *__real_readdir64(DIR *dir);
struct dirent *__wrap_readdir(DIR *dir);
struct dirent *__wrap_readdir64(DIR *dir);

static gboolean is_bad(DIR *dir)
{
    struct stat own, bad;
    return bad_folder && telldir(dir) != 0 && fstat(dirfd(dir), &own) == 0 &&
           stat(bad_folder, &bad) == 0 && own.st_ino == bad.st_ino;
}

struct dirent *__wrap_readdir(DIR *dir)
{
    errno = is_bad(dir) ? EIO : errno;
    return is_bad(dir) ? NULL : __real_readdir(dir);
}

struct dirent *__wrap_readdir64(DIR *dir)
{
    errno = is_bad(dir) ? EIO : errno;
    return is_bad(dir) ? NULL : __real_readdir64(dir);
}

/* ---- one folder ---- */

/* Linked in, so that the wraps above reach it. */
static const struct ts_source_ops *ops(void)
{
    return touchstone_plugin_0.source;
}

struct fixture {
    char *path;
    struct fakehost *fake;
    struct files *folder;
    struct ts_answer answer; /* the last */
};

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    fixture->path = g_dir_make_tmp("folder-XXXXXX", NULL);
    fixture->fake = fakehost_new("source-folder");
    *state = fixture;
    return fixture->path ? 0 : -1;
}

static void remove_all(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        remove_all(inner);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_remove(path);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    bad_folder = NULL;
    if (fixture->folder) {
        ops()->close(&fixture->fake->call, fixture->folder);
    }
    fakehost_free(&fixture->fake);
    remove_all(fixture->path);
    g_free(fixture->path);
    g_free(fixture);
    return 0;
}

static void put(const struct fixture *fixture, const char *name)
{
    g_autofree char *path = g_build_filename(fixture->path, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
    assert_true(g_file_set_contents(path, "<p>Een vloer.", -1, NULL));
}

/* name: below the folder, or "" for itself. */
static void open_at(struct fixture *fixture, const char *name, const char *options)
{
    void *self = NULL;
    g_autofree char *yaml =
        g_strdup_printf("{path: \"%s%s\"%s}", fixture->path, name, options ? options : "");
    struct ts_open open = fakehost_open(fixture->fake, yaml, NULL);
    assert_int_equal(ops()->open(&fixture->fake->call, NULL, &open, &self), 0);
    fixture->folder = self;
}

static void ask(struct fixture *fixture, const char *locator)
{
    struct ts_request request = {
        .size = sizeof request, .id = 7, .locator = ts_text(locator ? locator : "")};
    fixture->answer = (struct ts_answer){.size = sizeof fixture->answer};
    assert_int_equal(ops()->feed(&fixture->fake->call, fixture->folder, &request), 0);
    assert_int_equal(ops()->next(&fixture->fake->call, fixture->folder, &fixture->answer), 1);
    assert_int_equal(fixture->answer.id, 7);
}

/* What it has, one name below the folder a line. */
static char *listing(struct fixture *fixture)
{
    GString *text = g_string_new(NULL);
    size_t own = strlen(fixture->path) + 1;
    ask(fixture, NULL);
    assert_int_equal(fixture->answer.status, TS_LISTED);
    for (guint i = 0; i < fixture->answer.found.count; i++) {
        const struct ts_found *found = ts_item(fixture->answer.found, i);
        g_string_append_printf(text, "%.*s\n", (int)(found->locator.len - own),
                               found->locator.ptr + own);
    }
    return g_string_free(text, FALSE);
}

static void assert_said(struct fixture *fixture, const char *name, uint32_t status,
                        const char *reason)
{
    g_autofree char *locator = g_strconcat(fixture->path, "/", name, NULL);
    ask(fixture, locator);
    struct ts_str why = fixture->answer.reason;
    g_autofree char *said = g_strndup(why.len ? why.ptr : "", why.len);
    if (fixture->answer.status != status || !strstr(said, reason)) {
        fail_msg("%s: status %u, \"%s\"", name, fixture->answer.status, said);
    }
}

/* ---- what is listed ---- */

static void test_order(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "b.html");
    put(fixture, "a/z.html");
    put(fixture, "a/.hidden.html");
    open_at(fixture, "", NULL);
    g_autofree char *names = listing(fixture);
    assert_string_equal(names, "a/z.html\nb.html\n");
}

static char *nest(guint depth)
{
    GString *name = g_string_new(NULL);
    for (guint i = 0; i < depth; i++) {
        g_string_append(name, "d/");
    }
    return g_string_free(name, FALSE);
}

static void test_depth(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *last = nest(FILES_DEPTH);
    g_autofree char *seen = g_strconcat(last, "page.html", NULL);
    g_autofree char *unseen = g_strconcat(last, "d/page.html", NULL);
    g_autofree char *expected = g_strconcat(last, "d\n", seen, "\n", NULL);
    g_autofree char *too_deep = g_strconcat(last, "d", NULL);
    put(fixture, unseen);
    put(fixture, seen);
    open_at(fixture, "", NULL);
    g_autofree char *names = listing(fixture);
    assert_string_equal(names, expected);
    assert_said(fixture, too_deep, TS_VANISHED, "more than 64 folders deep");
    assert_said(fixture, seen, TS_FETCHED, "");
}

/* Nobody wants to hear of what was excluded. */
static void test_depth_excluded(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *deep = nest(FILES_DEPTH + 9);
    g_autofree char *unseen = g_strconcat(deep, "page.html", NULL);
    put(fixture, unseen);
    put(fixture, "page.html");
    open_at(fixture, "", ", exclude: \"d/*\"");
    g_autofree char *names = listing(fixture);
    assert_string_equal(names, "page.html\n");
}

static void test_too_many(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a.html");
    put(fixture, "b.html");
    put(fixture, "in/c.html");
    open_at(fixture, "", NULL);
    fixture->folder->max_files = 2;
    ask(fixture, NULL);
    assert_int_equal(fixture->answer.status, TS_LISTED);
    assert_int_equal(fixture->answer.found.count, 3);
    assert_said(fixture, ".", TS_VANISHED, "more than 2 files");
    fixture->folder->max_files = 3;
    g_autofree char *names = listing(fixture);
    assert_string_equal(names, "a.html\nb.html\nin/c.html\n");
}

/* One answer is one message, and that has a size. */
static void test_too_long(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a.html");
    put(fixture, "b.html");
    open_at(fixture, "", NULL);
    fixture->folder->max_listing_size = strlen(fixture->path) + strlen("/a.html") + 8;
    ask(fixture, NULL);
    assert_int_equal(fixture->answer.found.count, 2);
    assert_said(fixture, ".", TS_VANISHED, "MB of names");
}

static void test_bad_folder(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *bad = g_build_filename(fixture->path, "bad", NULL);
    put(fixture, "bad/a.html");
    put(fixture, "good/a.html");
    open_at(fixture, "", NULL);
    bad_folder = bad;
    g_autofree char *names = listing(fixture);
    assert_non_null(strstr(names, "bad\n"));
    assert_non_null(strstr(names, "good/a.html\n"));
    assert_said(fixture, "bad", TS_VANISHED, "could not be listed to its end");
    bad_folder = fixture->path;
    g_autofree char *less = listing(fixture);
    assert_non_null(strstr(less, ".\n"));
    assert_said(fixture, ".", TS_VANISHED, "could not be listed to its end: Input/output error");
}

/* ---- one file ---- */

static void test_file(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a.html");
    put(fixture, "b.html");
    open_at(fixture, "/a.html", NULL);
    for (int i = 0; i < 2; i++) {
        assert_said(fixture, "a.html", TS_FETCHED, "");
        assert_true(ts_is(fixture->answer.bytes, "<p>Een vloer."));
    }
    assert_said(fixture, "b.html", TS_VANISHED, "");
    assert_said(fixture, "a.html/x", TS_VANISHED, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_order, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_depth, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_depth_excluded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_long, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_file, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
