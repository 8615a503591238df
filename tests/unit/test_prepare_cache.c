/* SPDX-License-Identifier: MIT
 *
 * What was prepared comes back as it was, and never where it is damaged or another user could have
 * written it.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "core/limits.h"
#include "core/process/prepare_cache.h"
/* cmocka wants these first */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char *path_of(const char *name)
{
    return g_build_filename(g_get_user_cache_dir(), "touchstone", "prepared", name, NULL);
}

static void put(const char *name, const char *text)
{
    prepare_cache_put(name, ts_text(text));
}

static gboolean has(const char *name, const char *text)
{
    g_autoptr(GBytes) kept = prepare_cache_get(name);
    gsize size;
    const char *bytes = kept ? g_bytes_get_data(kept, &size) : NULL;
    return kept && size == strlen(text) && (size == 0 || memcmp(bytes, text, size) == 0);
}

static void comes_back(void **state)
{
    (void)state;
    assert_false(has("a", "one"));
    put("a", "one");
    put("b", "");
    assert_true(has("a", "one"));
    assert_true(has("b", ""));
    put("a", "two");
    assert_true(has("a", "two"));
}

/* Each is done to a file that was well before. */
static void is_guarded(void **state)
{
    static const struct {
        const char *name;
        mode_t mode;
        const char *text; /* instead of its own, or NULL */
    } rows[] = {
        {"readable by the group", 0640, NULL},
        {"writable by others", 0602, NULL},
        {"cut off", 0600, "0123"},
        {"empty", 0600, ""},
        {"other bytes", 0600, "00112233445566778899aabbccddeeffblob"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = path_of("guarded");
        put("guarded", "blob");
        assert_true(has("guarded", "blob"));
        if (rows[i].text) {
            assert_true(g_file_set_contents(path, rows[i].text, -1, NULL));
        }
        assert_int_equal(g_chmod(path, rows[i].mode), 0);
        g_autoptr(GBytes) kept = prepare_cache_get("guarded");
        if (kept) {
            fail_msg("%s: it was taken", rows[i].name);
        }
    }
}

static void links_are_not_followed(void **state)
{
    g_autofree char *from = path_of("link");
    g_autofree char *onto = path_of("target");
    (void)state;
    put("target", "blob");
    assert_int_equal(symlink(onto, from), 0);
    assert_null(prepare_cache_get("link"));
}

static void old_ones_go(void **state)
{
    g_autofree char *path = path_of("old");
    struct utimbuf long_ago = {.actime = 1, .modtime = 1};
    (void)state;
    put("old", "blob");
    assert_int_equal(utime(path, &long_ago), 0);
    put("new", "blob");
    assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
    assert_true(has("new", "blob"));
}

/* Sparse files, so that the disk need not hold as much. */
static void size_is_bounded(void **state)
{
    static const struct {
        const char *name;
        time_t used; /* seconds before now */
        gboolean stays;
    } rows[] = {{"least", 300, FALSE}, {"less", 200, TRUE}, {"lately", 100, TRUE}};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = path_of(rows[i].name);
        struct utimbuf then = {.modtime = time(NULL) - rows[i].used};
        put(rows[i].name, "blob");
        assert_int_equal(truncate(path, LIMIT_PREPARED_SIZE / 5 * 2), 0);
        assert_int_equal(utime(path, &then), 0);
    }
    put("coming", "blob");
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *path = path_of(rows[i].name);
        if (g_file_test(path, G_FILE_TEST_EXISTS) != rows[i].stays) {
            fail_msg("%s", rows[i].name);
        }
    }
    assert_true(has("coming", "blob"));
}

static void drop_all(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        if (g_file_test(inner, G_FILE_TEST_IS_DIR) && !g_file_test(inner, G_FILE_TEST_IS_SYMLINK)) {
            drop_all(inner);
        } else {
            g_unlink(inner);
        }
    }
    g_rmdir(path);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back),
        cmocka_unit_test(is_guarded),
        cmocka_unit_test(links_are_not_followed),
        cmocka_unit_test(old_ones_go),
        cmocka_unit_test(size_is_bounded),
    };
    g_autofree char *home = g_dir_make_tmp("touchstone-XXXXXX", NULL);
    g_setenv("XDG_CACHE_HOME", home, TRUE);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    drop_all(home);
    return failed;
}
