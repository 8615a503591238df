/* SPDX-License-Identifier: MIT
 *
 * The reader of pictures: what its header says, and the reason where it is none.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static const struct {
    const char *what, *bytes;
    gsize size;
    int result;
} rows[] = {
    {"GIF", "GIF89a\2\0\1\0\0\0\0\x2c\0\0\0\0\2\0\1\0\0\2\2\x44\1\0;", 28, 0},
    {"SVG", "<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20'/>", 64, 0},
    {"no picture", "<html><p>404</p>", 16, -1},
    {"an SVG that needs fonts",
     "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='2'><text>x</text></svg>", 81, -1},
    {"TIFF", "II*\0\10\0\0\0", 8, -1},
    {"empty", "", 0, -1},
};

static void test_pictures(void **state)
{
    struct fakehost *fake = fakehost_new("read-image");
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(fake);
        int result =
            fakehost_read(fake, "image/png", "", "a", ts_bytes(rows[i].bytes, rows[i].size));
        if (result != rows[i].result) {
            fail_msg("%s: %d", rows[i].what, result);
        }
        assert_null(fake->breach);
        assert_int_equal(fake->failure != NULL, result != 0);
        assert_int_equal(g_hash_table_size(fake->meta), result == 0 ? 4 : 0);
    }
    fakehost_reset(fake);
    fakehost_read(fake, "image/png", "", "a", ts_text(rows[1].bytes));
    assert_string_equal(g_hash_table_lookup(fake->meta, "format"), "image/svg+xml");
    assert_string_equal(g_hash_table_lookup(fake->meta, "width"), "40");
    assert_string_equal(g_hash_table_lookup(fake->meta, "height"), "20");
    assert_string_equal(g_hash_table_lookup(fake->meta, "frames"), "1");
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pictures)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
