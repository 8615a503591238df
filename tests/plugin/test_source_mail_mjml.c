/* SPDX-License-Identifier: MIT
 *
 * Templates in MJML, with compilers that do well, fail, hang, flood, or are not there.
 */
#include "tests/plugin/mail_support.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

#define TEMPLATE "<mjml><mj-body><mj-text>Uw vloer</mj-text></mj-body></mjml>"

/* A compiler of that text in a folder that is all of PATH but the system's. */
static void install(struct mail_fixture *fixture, const char *script)
{
    g_autofree char *folder = g_build_filename(fixture->path, ".bin", NULL);
    g_autofree char *program = g_build_filename(folder, "mjml", NULL);
    g_autofree char *path = g_strconcat(folder, ":/usr/bin:/bin", NULL);
    g_autofree char *text = g_strconcat("#!/bin/sh\n", script, NULL);
    mail_put(fixture, ".bin/mjml", text, -1);
    assert_int_equal(g_chmod(program, 0755), 0);
    g_setenv("PATH", path, TRUE);
    mail_put(fixture, "a.mjml", TEMPLATE, -1);
    mail_open(fixture, "", NULL);
}

static void test_compiled(void **state)
{
    struct mail_fixture *fixture = *state;
    g_setenv("TOUCHSTONE_TEST_SECRET", "geheim", TRUE);
    install(fixture, "[ \"$*\" = '-i -s' ] || exit 3\n"
                     "[ -z \"$TOUCHSTONE_TEST_SECRET\" ] || exit 4\n"
                     "echo \"klacht\" >&2\n"
                     "printf '<!doctype html>'; sed 's/mj-text/p/g'\n");
    mail_assert(fixture, "a.mjml", TS_FETCHED, "");
    assert_true(ts_is(fixture->answer.media_type, "text/html"));
    g_autofree char *html = g_strndup(fixture->answer.bytes.ptr, fixture->answer.bytes.len);
    assert_string_equal(html, "<!doctype html><mjml><mj-body><p>Uw vloer</p></mj-body></mjml>");
    g_autofree char *etag = g_strndup(fixture->answer.etag.ptr, fixture->answer.etag.len);
    mail_ask(fixture, "a.mjml", etag);
    assert_int_equal(fixture->answer.status, TS_NOT_MODIFIED);
}

/* More than a pipe holds, both ways at once. */
static void test_long(void **state)
{
    struct mail_fixture *fixture = *state;
    install(fixture, "cat; echo '<!-- -->'\n");
    g_autofree char *fill = g_strnfill(3000000, 'x');
    g_autofree char *template = g_strdup_printf("<mjml>%s</mjml>", fill);
    mail_put(fixture, "a.mjml", template, -1);
    mail_assert(fixture, "a.mjml", TS_FETCHED, "");
    assert_int_equal(fixture->answer.bytes.len, strlen(template) + strlen("<!-- -->\n"));
}

static void test_failing(void **state)
{
    static const struct {
        const char *script, *reason;
    } rows[] = {
        {"echo 'Malformed MJML, line 3' >&2; exit 1\n",
         "the mjml compiler failed: Malformed MJML, line 3"},
        {"cat >/dev/null; exit 0\n", "failed without a word"},
        {"exit 1\n", "failed without a word"},
        {"kill -9 $$\n", "the mjml compiler failed"},
        {"exec cat /dev/zero\n", "more than 20 MB"},
    };
    struct mail_fixture *fixture = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        install(fixture, rows[i].script);
        mail_assert(fixture, "a.mjml", TS_FAILED, rows[i].reason);
        assert_int_equal(fixture->answer.etag.len, 0);
    }
}

/* What it has started in the background ends with it. */
static void test_nothing_is_left(void **state)
{
    struct mail_fixture *fixture = *state;
    g_autofree char *file = g_build_filename(fixture->path, "pid", NULL);
    g_autofree char *script =
        g_strdup_printf("sleep 300 >/dev/null 2>&1 &\necho $! >%s\necho '<p>Dag'\n", file);
    g_autofree char *pid = NULL;
    install(fixture, script);
    mail_assert(fixture, "a.mjml", TS_FETCHED, "");
    assert_true(g_file_get_contents(file, &pid, NULL, NULL));
    pid_t number = (pid_t)g_ascii_strtoll(pid, NULL, 10);
    g_autofree char *status = g_strdup_printf("/proc/%d/stat", (int)number);
    for (guint i = 0; i < 200;
         i++) { /* killed: gone, or a zombie that its new parent has yet to see */
        g_autofree char *text = NULL;
        if (!g_file_get_contents(status, &text, NULL, NULL) || strstr(text, ") Z ")) {
            return;
        }
        g_usleep(10000);
    }
    fail_msg("process %d is still there", (int)number);
}

/* It hangs, and the source is closed. */
static void test_closed_meanwhile(void **state)
{
    struct mail_fixture *fixture = *state;
    struct ts_call *call = &fixture->fake->call;
    install(fixture, "exec sleep 300\n");
    g_autofree char *locator = g_strconcat(fixture->path, "/a.mjml", NULL);
    struct ts_request request = {.size = sizeof request, .id = 1, .locator = ts_text(locator)};
    struct ts_answer answer = {.size = sizeof answer};
    assert_int_equal(mail_ops.feed(call, fixture->mail, &request), 0);
    assert_int_equal(mail_ops.next(call, fixture->mail, &answer), 2);
    GArray *fds = g_array_new(FALSE, TRUE, sizeof(struct pollfd));
    assert_in_range(mjml_add_fds(fixture->mail->mjml, fds), 1, MJML_MSEC);
    assert_int_equal(fds->len, 3);
    g_array_unref(fds);
    mail_open(fixture, "", NULL); /* closes it */
    mail_assert(fixture, "weg", TS_VANISHED, "");
}

static void test_absent(void **state)
{
    struct mail_fixture *fixture = *state;
    install(fixture, "echo '<p>Dag'\n");
    g_setenv("PATH", "/nonexistent", TRUE);
    mail_assert(fixture, "a.mjml", TS_FAILED,
                "MJML needs the mjml compiler (npm install -g mjml), which is not installed");
}

static void test_includes(void **state)
{
    struct mail_fixture *fixture = *state;
    install(fixture, "echo '<p>Dag'\n");
    mail_put(fixture, "a.mjml", "<mjml><MJ-Include path=\"/etc/passwd\"/></mjml>", -1);
    mail_assert(fixture, "a.mjml", TS_FAILED, "includes other files");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_compiled, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_long, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_failing, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_nothing_is_left, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_closed_meanwhile, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_absent, mail_set_up, mail_tear_down),
        cmocka_unit_test_setup_teardown(test_includes, mail_set_up, mail_tear_down),
    };
    signal(SIGPIPE, SIG_IGN); /* as in a source process */
    return cmocka_run_group_tests(tests, NULL, NULL);
}
