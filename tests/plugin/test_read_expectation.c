/* SPDX-License-Identifier: MIT
 *
 * A mail that should have come, from JSON to what checks see; anything else is no document.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define TYPE "application/vnd.touchstone.expectation+json"

static int read_text(struct fakehost *fake, const char *json)
{
    fakehost_reset(fake);
    return fakehost_read(fake, TYPE, "", "imaps://a.example/INBOX#expect=1", ts_text(json));
}

/* meta: subject, from, every, state, last; line: the block. */
static const struct {
    const char *json;
    const char *meta[5];
    const char *line, *title;
} rows[] = {
    {"{\"subject\":\"Bestelling*\",\"every\":\"1d\",\"state\":\"missing\",\"last\":\"\"}",
     {"Bestelling*", NULL, "1d", "missing", ""},
     "Bestelling*, every 1d: missing",
     "Bestelling*, every 1d: missing"},
    {"{\"subject\":\"*\",\"every\":\"2w\",\"state\":\"there\",\"last\":\"2026-11-25T08:00:00Z\","
     "\"from\":\"*@vlakwerk.example\"}",
     {"*", "*@vlakwerk.example", "2w", "there", "2026-11-25T08:00:00Z"},
     "*, every 2w: there, the last came 2026-11-25T08:00:00Z",
     "*, every 2w: there"},
};

static void test_expectations(void **state)
{
    static const char *const names[] = {"expected-subject", "expected-from", "expected-every",
                                        "expected-state", "expected-last"};
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_int_equal(read_text(fake, rows[i].json), 0);
        assert_null(fake->breach);
        assert_int_equal(fake->blocks->len, 1);
        const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
        assert_int_equal(block->role, TS_ROLE_CODE);
        assert_string_equal(block->text, rows[i].line);
        assert_string_equal(fake->title, rows[i].title);
        for (size_t k = 0; k < G_N_ELEMENTS(names); k++) {
            const char *value = g_hash_table_lookup(fake->meta, names[k]);
            if (g_strcmp0(value, rows[i].meta[k]) != 0) {
                fail_msg("row %zu: %s is %s", i, names[k], value);
            }
        }
    }
}

static void test_refused(void **state)
{
    static const char *const texts[] = {
        "",
        "[]",
        "{",
        "{\"subject\":\"a\",\"every\":\"1d\",\"state\":\"missing\"}",
        "{\"subject\":\"a\",\"every\":\"1d\",\"state\":\"lost\",\"last\":\"\"}",
        "{\"subject\":1,\"every\":\"1d\",\"state\":\"there\",\"last\":\"\"}",
        "{\"subject\":\"a\",\"subject\":\"b\",\"every\":\"1d\",\"state\":\"there\",\"last\":\"\"}",
    };
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        if (read_text(fake, texts[i]) != -1 || !fake->failure || fake->blocks->len) {
            fail_msg("row %zu was taken", i);
        }
    }
}

static void test_too_long(void **state)
{
    g_autofree char *text = g_strnfill(3000, 'a');
    g_autofree char *json = g_strdup_printf(
        "{\"subject\":\"%s\",\"every\":\"1d\",\"state\":\"there\",\"last\":\"\"}", text);
    assert_int_equal(read_text(*state, json), -1);
}

static int set_up(void **state)
{
    struct fakehost *fake = fakehost_new("read-mime");
    *state = fake;
    return fake->plugin->warm(&fake->call);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_expectations),
        cmocka_unit_test(test_refused),
        cmocka_unit_test(test_too_long),
    };
    return cmocka_run_group_tests(tests, set_up, fakehost_tear_down);
}
