/* SPDX-License-Identifier: MIT
 *
 * What is asked of a server, and its answers: as sent, and as a hostile client sends them.
 */
#include "core/serve/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void fill(struct serve_request *request)
{
    const struct serve_report report = {.format = ts_text("jsonl"), .width = 80, .verbosity = 1};
    const struct engine_given given = {ts_text("a.eml"), ts_text("message/rfc822"),
                                       ts_bytes("\0\xff", 2)};
    serve_request_init(request);
    request->as = ts_text("newsletter");
    request->as_of = ts_text("2026-11-26");
    request->language = ts_text("nl");
    request->fail_on = TS_WARNING;
    request->is_outgoing = 1;
    request->max_unchecked = 2.5;
    g_array_append_val(request->reports, report);
    g_array_append_val(request->resources, given);
}

static void test_request(void **state)
{
    struct serve_request sent, got;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    (void)state;
    fill(&sent);
    serve_request_init(&got);
    serve_put_request(bytes, &sent);
    assert_int_equal(serve_get_request(ts_bytes(bytes->data, bytes->len), &got), 0);
    assert_true(ts_is(got.as, "newsletter"));
    assert_true(ts_is(got.as_of, "2026-11-26"));
    assert_true(ts_is(got.language, "nl"));
    assert_int_equal(got.fail_on, TS_WARNING);
    assert_int_equal(got.is_outgoing, 1);
    assert_true(got.max_unchecked > 2.4 && got.max_unchecked < 2.6);
    assert_int_equal(got.reports->len, 1);
    assert_int_equal(g_array_index(got.reports, struct serve_report, 0).width, 80);
    assert_int_equal(got.resources->len, 1);
    assert_int_equal(g_array_index(got.resources, struct engine_given, 0).bytes.len, 2);
    serve_request_finish(&sent);
    serve_request_finish(&got);
}

/* Cut anywhere it is refused, and so is what breaks a rule. */
static void test_hostile_requests(void **state)
{
    struct serve_request sent;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    (void)state;
    fill(&sent);
    serve_put_request(bytes, &sent);
    for (guint len = 0; len < bytes->len; len++) {
        struct serve_request got;
        serve_request_init(&got);
        assert_int_equal(serve_get_request(ts_bytes(bytes->data, len), &got), -1);
        serve_request_finish(&got);
    }
    const struct engine_given nameless = {.bytes = ts_text("x")};
    const struct ts_str no_text = ts_bytes("\xff", 1);
    for (guint row = 0; row < 4; row++) {
        struct serve_request got, wrong = sent;
        g_byte_array_set_size(bytes, 0);
        wrong.as = row == 0 ? no_text : sent.as;
        wrong.fail_on = row == 1 ? 99 : sent.fail_on;
        wrong.resources =
            row < 2 ? sent.resources : g_array_new(FALSE, TRUE, sizeof(struct engine_given));
        if (row == 3) {
            g_array_append_val(wrong.resources, nameless);
        }
        serve_put_request(bytes, &wrong);
        serve_request_init(&got);
        assert_int_equal(serve_get_request(ts_bytes(bytes->data, bytes->len), &got), -1);
        serve_request_finish(&got);
        if (row >= 2) {
            g_array_unref(wrong.resources);
        }
    }
    serve_request_finish(&sent);
}

static void test_reply(void **state)
{
    struct serve_reply sent, got;
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const struct ts_str report = ts_text("all is well");
    (void)state;
    serve_reply_init(&sent);
    serve_reply_init(&got);
    sent.status = 3;
    sent.verdict = ts_text("Not all.\n");
    sent.basis = ts_text("abc");
    g_array_append_val(sent.reports, report);
    serve_put_reply(bytes, &sent);
    assert_int_equal(serve_get_reply(ts_bytes(bytes->data, bytes->len), &got), 0);
    assert_int_equal(got.status, 3);
    assert_true(ts_is(got.verdict, "Not all.\n"));
    assert_true(ts_is(got.basis, "abc"));
    assert_int_equal(got.reports->len, 1);
    assert_true(ts_is(g_array_index(got.reports, struct ts_str, 0), "all is well"));
    for (guint len = 0; len < bytes->len; len++) {
        g_array_set_size(got.reports, 0);
        assert_int_equal(serve_get_reply(ts_bytes(bytes->data, len), &got), -1);
    }
    serve_reply_finish(&sent);
    serve_reply_finish(&got);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_request),
        cmocka_unit_test(test_hostile_requests),
        cmocka_unit_test(test_reply),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
