/* SPDX-License-Identifier: MIT
 *
 * Pictures of mails: from hosts that were named alone, and never from inside a network by accident.
 */
#include "plugins/common/hosts.h"
#include "tests/plugin/mail_support.h"
#include "tests/plugin/web_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* ---- the server ---- */

static char *answer_with(int status, const char *headers, const char *body)
{
    return g_strdup_printf("HTTP/1.1 %d X\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n%s",
                           status, strlen(body), headers, body);
}

static const struct {
    const char *path;
    int status;
    const char *headers, *body;
} routes[] = {
    {"/logo.png", 200, "Content-Type: image/png\r\nETag: \"v1\"\r\n", "png"},
    {"/page.png", 200, "Content-Type: text/html\r\n", "<p>Geen plaatje"},
    {"/packed.png", 200, "Content-Type: image/png\r\nContent-Encoding: gzip\r\n", "x"},
    {"/elsewhere.png", 302, "Location: http://elders.example/logo.png\r\n", ""},
    {"/inside.png", 302, "Location: http://127.0.0.1:9/logo.png\r\n", ""},
    {"/file.png", 302, "Location: file:///etc/passwd\r\n", ""},
    {"/moved.png", 301, "Location: /logo.png\r\nSet-Cookie: volg=1\r\n", "weg"},
    {"/loop.png", 301, "Location: /loop.png\r\n", ""},
    {"/gone.png", 404, "", ""},
    {"/broken.png", 500, "", ""},
};

static char *answer(const char *head, const char *path, guint earlier)
{
    (void)earlier;
    if (g_str_equal(path, "/logo.png") && strstr(head, "If-None-Match: \"v1\"")) {
        return answer_with(304, "", "");
    }
    if (g_str_equal(path, "/huge.png")) {
        g_autofree char *body = g_strnfill(DOWNLOAD_SIZE + 1, 'x');
        return answer_with(200, "Content-Type: image/png\r\n", body);
    }
    if (g_str_equal(path, "/heads.png")) {
        g_autofree char *long_line = g_strnfill(70000, 'x');
        g_autofree char *heads = g_strdup_printf("X-A: %s\r\n", long_line);
        return answer_with(200, heads, "");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(routes); i++) {
        if (g_str_equal(routes[i].path, path)) {
            return answer_with(routes[i].status, routes[i].headers, routes[i].body);
        }
    }
    return answer_with(404, "", "");
}

static struct web_server *server;

static int set_up(void **state)
{
    server = web_server_new(answer);
    return mail_set_up(state);
}

static int tear_down(void **state)
{
    web_server_free(&server);
    return mail_tear_down(state);
}

/* A mail beside, and the server's host in fetch_images. */
static void open_mails(struct mail_fixture *fixture, gboolean is_allowed)
{
    g_autofree char *more =
        g_strdup_printf(", fetch_images: [\"%s\", \"*.vlakwerk.example\"]%s%s%s",
                        web_server_address(server), is_allowed ? ", allow_hosts: [\"" : "",
                        is_allowed ? web_server_address(server) : "", is_allowed ? "\"]" : "");
    mail_put(fixture, "a.eml", "Subject: Dag\n\nDag.\n", -1);
    mail_open(fixture, "", more);
}

static char *url_of(const char *path)
{
    return g_strdup_printf("http://%s%s", web_server_address(server), path);
}

/* ---- what is fetched ---- */

static void test_fetched(void **state)
{
    struct mail_fixture *fixture = *state;
    g_autofree char *url = url_of("/logo.png");
    open_mails(fixture, TRUE);
    mail_assert(fixture, url, TS_FETCHED, "");
    assert_true(ts_is(fixture->answer.bytes, "png"));
    assert_true(ts_is(fixture->answer.media_type, "image/png"));
    assert_true(ts_is(fixture->answer.etag, "\"v1\""));
    mail_ask(fixture, url, "\"v1\"");
    assert_int_equal(fixture->answer.status, TS_NOT_MODIFIED);
    assert_int_equal(web_server_count_with(server, "/logo.png", "If-None-Match"), 1);
    mail_assert(fixture, "a.eml", TS_FETCHED, "");
}

static void test_answers(void **state)
{
    static const struct {
        const char *path;
        uint32_t status, cause;
        const char *reason;
    } rows[] = {
        {"/page.png", TS_REFUSED, TS_CAUSE_MEDIA, "text/html is not what was looked for"},
        {"/packed.png", TS_FAILED, TS_CAUSE_OTHER, "is packed as \"gzip\""},
        {"/huge.png", TS_FAILED, TS_CAUSE_LIMIT, "larger than the 20 MB"},
        {"/heads.png", TS_FAILED, TS_CAUSE_LIMIT, "headers are larger"},
        {"/gone.png", TS_VANISHED, TS_CAUSE_OTHER, "answered 404 Not Found"},
        {"/broken.png", TS_FAILED, TS_CAUSE_OTHER, "answered 500"},
        {"/moved.png", TS_FETCHED, TS_CAUSE_OTHER, ""},
        {"/loop.png", TS_FAILED, TS_CAUSE_OTHER, "more than 5 redirects"},
        {"/elsewhere.png", TS_REFUSED, TS_CAUSE_SCOPE,
         "redirects to http://elders.example/logo.png lies on no host that fetch_images names"},
        {"/inside.png", TS_REFUSED, TS_CAUSE_SCOPE, "lies on no host that fetch_images names"},
        {"/file.png", TS_FAILED, TS_CAUSE_OTHER, "without an address to go to"},
    };
    struct mail_fixture *fixture = *state;
    open_mails(fixture, TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *url = url_of(rows[i].path);
        mail_assert(fixture, url, rows[i].status, rows[i].reason);
        assert_int_equal(fixture->answer.cause, rows[i].cause);
    }
    assert_int_equal(web_server_count_with(server, "/", "Cookie:"), 0);
    assert_int_equal(web_server_count_with(server, "/", "Referer:"), 0);
}

/* The address decides: a named host inside the network needs allow_hosts too. */
static void test_inside(void **state)
{
    struct mail_fixture *fixture = *state;
    g_autofree char *url = url_of("/logo.png");
    open_mails(fixture, FALSE);
    mail_assert(fixture, url, TS_REFUSED, "leads to an address inside a network");
    assert_int_equal(fixture->answer.cause, TS_CAUSE_ADDRESS);
    assert_int_equal(web_server_count(server, "/"), 0);
}

static void test_other_host(void **state)
{
    struct mail_fixture *fixture = *state;
    mail_put(fixture, "a.eml", "Subject: Dag\n\nDag.\n", -1);
    g_autofree char *allow = g_strdup_printf(", allow_hosts: [\"%s\"]", web_server_address(server));
    g_autofree char *url = url_of("/logo.png");
    mail_open(fixture, "", allow); /* allowed inside, but named by nobody */
    mail_assert(fixture, url, TS_REFUSED, "lies on no host that fetch_images names");
    assert_int_equal(web_server_count(server, "/"), 0);
}

/* What is under way ends with the touchpoint. */
static void test_closed_meanwhile(void **state)
{
    struct mail_fixture *fixture = *state;
    struct ts_call *call = &fixture->fake->call;
    struct ts_answer unused = {.size = sizeof unused};
    open_mails(fixture, TRUE);
    for (uint64_t i = 0; i < 9; i++) {
        g_autofree char *url = url_of("/logo.png");
        struct ts_request request = {.size = sizeof request, .id = i, .locator = ts_text(url)};
        assert_int_equal(mail_ops.feed(call, fixture->mail, &request), 0);
    }
    assert_int_equal(mail_ops.next(call, fixture->mail, &unused), 2);
    open_mails(fixture, TRUE);
    g_autofree char *url = url_of("/logo.png");
    mail_assert(fixture, url, TS_FETCHED, "");
}

/* ---- what is resolved ---- */

static void test_resolve(void **state)
{
    static const struct {
        const char *base, *reference;
        uint32_t purpose;
        const char *locator; /* NULL: not followed */
    } rows[] = {
        {"mail/a.eml", "https://img.vlakwerk.example/a.png", TS_LINK_PICTURE,
         "https://img.vlakwerk.example/a.png"},
        {"mail/a.eml", "HTTPS://IMG.Vlakwerk.Example:443/b/../a.png#x", TS_LINK_PICTURE,
         "https://img.vlakwerk.example/a.png"},
        {"https://www.vlakwerk.example/nieuws/", "a.png", TS_LINK_PICTURE,
         "https://www.vlakwerk.example/nieuws/a.png"},
        {"mail/a.eml", "https://img.vlakwerk.example.elders.example/a.png", TS_LINK_PICTURE, NULL},
        {"mail/a.eml", "https://nepvlakwerk.example/a.png", TS_LINK_PICTURE, NULL},
        {"mail/a.eml", "https://img.vlakwerk.example:8443/a.png", TS_LINK_PICTURE, NULL},
        {"mail/a.eml", "https://elders.example/pixel.gif", TS_LINK_PICTURE, NULL},
        {"mail/a.eml", "a.png", TS_LINK_PICTURE, NULL},
        {"mail/a.eml", "cid:logo@vlakwerk", TS_LINK_PICTURE, NULL},
        {"mail/a.eml", "data:image/png;base64,", TS_LINK_PICTURE, NULL},
        {"mail/a.eml", "file:///etc/passwd", TS_LINK_PICTURE, NULL},
        {"mail/a.eml", "https://www.vlakwerk.example/uitschrijven", TS_LINK_PAGE, NULL},
        {"mail/a.eml", "https://www.vlakwerk.example/kaart.xml", TS_LINK_MAP, NULL},
    };
    struct mail_fixture *fixture = *state;
    struct ts_call *call = &fixture->fake->call;
    struct ts_open open =
        fakehost_open(fixture->fake, "{path: mail, fetch_images: [\"*.vlakwerk.example\"]}", NULL);
    void *scope = NULL;
    assert_int_equal(mail_ops.scope_open(call, &open, &scope), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct ts_str locator = ts_text(NULL);
        int got = mail_ops.resolve(call, scope, ts_text(rows[i].base), ts_text(rows[i].reference),
                                   rows[i].purpose, &locator);
        if (got != (rows[i].locator != NULL) ||
            (rows[i].locator && !ts_is(locator, rows[i].locator))) {
            fail_msg("%s: %d, %.*s", rows[i].reference, got, (int)locator.len, locator.ptr);
        }
    }
    mail_ops.scope_close(call, scope);
}

static void test_wrong_hosts(void **state)
{
    static const struct {
        const char *options, *reason;
    } rows[] = {
        {"{path: /tmp, fetch_images: [\"https://a.example/\"]}", "fetch_images: \"https://a"},
        {"{path: /tmp, fetch_images: [\"*.example\"]}", "is no host"},
        {"{path: /tmp, fetch_images: [\"ik@a.example\"]}", "is no host"},
        {"{path: /tmp, allow_hosts: [\"a.example\"]}", "needs a host and a port"},
        {"{path: /nonexistent/mail}", "can't be opened: No such file"},
    };
    struct mail_fixture *fixture = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        void *self = NULL;
        struct ts_open open = fakehost_open(fixture->fake, rows[i].options, NULL);
        int done = mail_ops.open(&fixture->fake->call, fixture->shared, &open, &self);
        fakehost_settle(fixture->fake);
        assert_int_equal(done, -1);
        if (!fixture->fake->failure || !strstr(fixture->fake->failure, rows[i].reason)) {
            fail_msg("%s: %s", rows[i].options, fixture->fake->failure);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_fetched, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_answers, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_inside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_host, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_closed_meanwhile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resolve, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_hosts, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
