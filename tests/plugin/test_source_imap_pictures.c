/* SPDX-License-Identifier: MIT
 *
 * Pictures of the mails of a mailbox: from hosts that were named alone, never from inside a network
 * by accident, and without keeping the mailbox waiting. Fetching itself is tested with the source
 * "mail".
 */
#include "plugins/source-imap/imap.h"
#include "tests/plugin/fakehost.h"
#include "tests/plugin/web_server.h"

#include <gio/gio.h>
#include <gmime/gmime.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define LOGIN ", user: proef, password_env: IMAP_TEST_PASSWORD"
#define WAIT_MSEC 20000 /* what the host allows: nothing here may take so long */

struct fixture {
    struct fakehost *fake;
    struct web_server *server;
    GSocketListener *silent; /* a server of mails, or NULL */
    void *shared, *imap;
    struct ts_answer answer; /* the last, until the next is asked for */
    char *reason;            /* of it */
};

/* ---- the servers ---- */

static GMutex gate_mutex;
static GCond gate_opened;
static gboolean is_gate_open;

static void set_gate(gboolean is_open)
{
    g_mutex_lock(&gate_mutex);
    is_gate_open = is_open;
    g_cond_broadcast(&gate_opened);
    g_mutex_unlock(&gate_mutex);
}

static void wait_at_gate(void)
{
    g_mutex_lock(&gate_mutex);
    while (!is_gate_open) {
        g_cond_wait(&gate_opened, &gate_mutex);
    }
    g_mutex_unlock(&gate_mutex);
}

static char *answer(const char *head, const char *path, guint earlier)
{
    (void)head, (void)earlier;
    if (g_str_equal(path, "/late.png")) {
        wait_at_gate();
    }
    if (g_str_equal(path, "/elsewhere.png")) {
        return g_strdup("HTTP/1.1 302 X\r\nConnection: close\r\nContent-Length: 0\r\n"
                        "Location: http://elders.example/logo.png\r\n\r\n");
    }
    return g_strdup("HTTP/1.1 200 X\r\nConnection: close\r\nContent-Length: 3\r\n"
                    "Content-Type: image/png\r\n\r\npng");
}

static char *url_of(const struct fixture *fixture, const char *path)
{
    return g_strdup_printf("http://%s%s", web_server_address(fixture->server), path);
}

/* Begins a server that takes connections and says nothing; its port. */
static guint16 start_silent(struct fixture *fixture)
{
    g_autoptr(GInetAddress) loopback = g_inet_address_new_loopback(G_SOCKET_FAMILY_IPV4);
    g_autoptr(GSocketAddress) wanted = g_inet_socket_address_new(loopback, 0);
    g_autoptr(GSocketAddress) got = NULL;
    fixture->silent = g_socket_listener_new();
    assert_true(g_socket_listener_add_address(fixture->silent, wanted, G_SOCKET_TYPE_STREAM,
                                              G_SOCKET_PROTOCOL_TCP, NULL, &got, NULL));
    return g_inet_socket_address_get_port(G_INET_SOCKET_ADDRESS(got));
}

/* ---- the source ---- */

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    g_setenv("IMAP_TEST_PASSWORD", "geheim-woord-7Q", TRUE);
    set_gate(FALSE);
    fixture->server = web_server_new(answer);
    fixture->fake = fakehost_new("source-imap");
    *state = fixture;
    return imap_ops.start(&fixture->fake->call, &fixture->shared);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    set_gate(TRUE); /* the server may be waiting there */
    if (fixture->imap) {
        imap_ops.close(&fixture->fake->call, fixture->imap);
    }
    imap_ops.stop(&fixture->fake->call, fixture->shared);
    web_server_free(&fixture->server);
    g_clear_object(&fixture->silent);
    fakehost_free(&fixture->fake);
    g_free(fixture->reason);
    g_free(fixture);
    return 0;
}

/* A mailbox at a port of loopback, with further options. */
static void open_mailbox(struct fixture *fixture, guint16 port, const char *more)
{
    g_autofree char *yaml =
        g_strdup_printf("{url: \"imaps://127.0.0.1:%u/INBOX\"" LOGIN "%s}", port, more);
    struct ts_open open = fakehost_open(fixture->fake, yaml, NULL);
    assert_int_equal(imap_ops.open(&fixture->fake->call, fixture->shared, &open, &fixture->imap),
                     0);
}

/* The web server named in fetch_images, and in allow_hosts together with the mailbox's port. */
static void open_allowed(struct fixture *fixture, guint16 port, const char *more)
{
    const char *address = web_server_address(fixture->server);
    g_autofree char *all =
        g_strdup_printf(", fetch_images: [\"%s\"], allow_hosts: [\"%s\", \"127.0.0.1:%u\"]%s",
                        address, address, port, more);
    open_mailbox(fixture, port, all);
}

static void feed(struct fixture *fixture, uint64_t id, const char *locator)
{
    struct ts_request request = {.size = sizeof request, .id = id, .locator = ts_text(locator)};
    assert_int_equal(imap_ops.feed(&fixture->fake->call, fixture->imap, &request), 0);
}

/* Waits for the next answer as the host does, without its round robin. */
static void take(struct fixture *fixture)
{
    int got = 2;
    while (got == 2) {
        fixture->answer = (struct ts_answer){.size = sizeof fixture->answer};
        got = imap_ops.next(&fixture->fake->call, fixture->imap, &fixture->answer);
        if (got == 2) {
            imap_ops.wait(&fixture->fake->call, fixture->shared, -1, WAIT_MSEC);
        }
    }
    assert_int_equal(got, 1);
    struct ts_str why = fixture->answer.reason;
    g_free(fixture->reason);
    fixture->reason = g_strndup(why.len ? why.ptr : "", why.len);
}

static void assert_answer(struct fixture *fixture, uint64_t id, uint32_t status, uint32_t cause,
                          const char *reason)
{
    const struct ts_answer *own = &fixture->answer;
    take(fixture);
    if (own->id != id || own->status != status || own->cause != cause ||
        !strstr(fixture->reason, reason)) {
        fail_msg("request %u: status %u, cause %u, \"%s\"", (guint)own->id, own->status, own->cause,
                 fixture->reason);
    }
}

/* ---- what is fetched ---- */

static void test_fetched(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *url = url_of(fixture, "/logo.png");
    open_allowed(fixture, 9, "");
    feed(fixture, 7, url);
    assert_answer(fixture, 7, TS_FETCHED, TS_CAUSE_OTHER, "");
    assert_true(ts_is(fixture->answer.bytes, "png"));
    assert_true(ts_is(fixture->answer.media_type, "image/png"));
    assert_int_equal(web_server_count(fixture->server, "/logo.png"), 1);
    assert_int_equal(web_server_count_with(fixture->server, "/", "Authorization:"), 0);
    assert_int_equal(imap_ops.feed(&fixture->fake->call, fixture->imap, NULL), 0);
    assert_int_equal(imap_ops.next(&fixture->fake->call, fixture->imap, &fixture->answer), 0);
}

static void test_other_host(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *url = url_of(fixture, "/logo.png"), *away = url_of(fixture, "/elsewhere.png");
    open_allowed(fixture, 9, "");
    feed(fixture, 7, away);
    assert_answer(fixture, 7, TS_REFUSED, TS_CAUSE_SCOPE,
                  "redirects to http://elders.example/logo.png lies on no host that fetch_images");
    imap_ops.close(&fixture->fake->call, fixture->imap);
    web_server_forget(fixture->server);
    g_autofree char *allow =
        g_strdup_printf(", allow_hosts: [\"%s\"]", web_server_address(fixture->server));
    open_mailbox(fixture, 9, allow); /* allowed inside, but named by nobody */
    feed(fixture, 8, url);
    assert_answer(fixture, 8, TS_REFUSED, TS_CAUSE_SCOPE, "lies on no host that fetch_images");
    assert_int_equal(web_server_count(fixture->server, "/"), 0);
}

/* The address decides: a named host inside the network needs allow_hosts too. */
static void test_inside(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *url = url_of(fixture, "/logo.png");
    g_autofree char *named =
        g_strdup_printf(", fetch_images: [\"%s\"]", web_server_address(fixture->server));
    open_mailbox(fixture, 9, named);
    feed(fixture, 7, url);
    assert_answer(fixture, 7, TS_REFUSED, TS_CAUSE_ADDRESS, "leads to an address inside a network");
    assert_int_equal(web_server_count(fixture->server, "/"), 0);
}

/* ---- one wait for both ---- */

/* A server of mails that says nothing holds up no picture; then its own time is over. */
static void test_silent_mailbox(void **state)
{
    struct fixture *fixture = *state;
    guint16 port = start_silent(fixture);
    g_autofree char *url = url_of(fixture, "/logo.png");
    gint64 begin = g_get_monotonic_time();
    open_allowed(fixture, port, ", timeout: 500ms");
    feed(fixture, 1, "");
    feed(fixture, 2, url);
    assert_answer(fixture, 2, TS_FETCHED, TS_CAUSE_OTHER, "");
    assert_answer(fixture, 1, TS_FAILED, TS_CAUSE_OTHER, "gave no answer in time");
    assert_true(g_get_monotonic_time() - begin < (gint64)WAIT_MSEC * 1000);
}

/* Nor does a picture that is not ready hold up the mailbox, here one that may not be opened. */
static void test_late_picture(void **state)
{
    struct fixture *fixture = *state;
    const char *address = web_server_address(fixture->server);
    g_autofree char *url = url_of(fixture, "/late.png");
    g_autofree char *web_alone =
        g_strdup_printf(", fetch_images: [\"%s\"], allow_hosts: [\"%s\"]", address, address);
    gint64 begin = g_get_monotonic_time();
    open_mailbox(fixture, 9, web_alone);
    feed(fixture, 1, url);
    feed(fixture, 2, "");
    assert_answer(fixture, 2, TS_FAILED, TS_CAUSE_OTHER, "leads to an address inside a network");
    set_gate(TRUE);
    assert_answer(fixture, 1, TS_FETCHED, TS_CAUSE_OTHER, "");
    assert_true(g_get_monotonic_time() - begin < (gint64)WAIT_MSEC * 1000);
}

/* What became of a mailbox in the turn of another is not waited for. */
static void test_other_turn(void **state)
{
    struct fixture *fixture = *state;
    struct ts_call *call = &fixture->fake->call;
    struct ts_answer got = {.size = sizeof got};
    guint16 port = start_silent(fixture);
    gint64 begin = g_get_monotonic_time();
    open_allowed(fixture, port, "");
    void *other = fixture->imap;
    open_allowed(fixture, port, ", timeout: 200ms");
    feed(fixture, 1, "");
    while (imap_ops.next(call, fixture->imap, &got) == 2) {
        while (((const struct imap *)fixture->imap)->connection.state == CONNECTION_OPENING) {
            imap_ops.wait(call, fixture->shared, -1, WAIT_MSEC);
            assert_int_equal(imap_ops.next(call, other, &got), 2);
        }
        imap_ops.wait(call, fixture->shared, -1, WAIT_MSEC);
    }
    assert_int_equal(got.status, TS_FAILED);
    imap_ops.close(call, other);
    assert_true(g_get_monotonic_time() - begin < (gint64)WAIT_MSEC * 1000);
}

/* What is under way ends with the touchpoint. */
static void test_closed_meanwhile(void **state)
{
    struct fixture *fixture = *state;
    struct ts_answer unused = {.size = sizeof unused};
    g_autofree char *late = url_of(fixture, "/late.png"), *url = url_of(fixture, "/logo.png");
    open_allowed(fixture, 9, "");
    for (uint64_t i = 0; i < 9; i++) {
        feed(fixture, i, late);
    }
    assert_int_equal(imap_ops.next(&fixture->fake->call, fixture->imap, &unused), 2);
    imap_ops.close(&fixture->fake->call, fixture->imap);
    set_gate(TRUE);
    open_allowed(fixture, 9, "");
    feed(fixture, 7, url);
    assert_answer(fixture, 7, TS_FETCHED, TS_CAUSE_OTHER, "");
}

/* ---- what is resolved ---- */

#define MAIL "imaps://mail.vlakwerk.example/INBOX;UIDVALIDITY=1/;UID=2"

static void test_resolve(void **state)
{
    static const struct {
        const char *base, *reference;
        uint32_t purpose;
        const char *locator; /* NULL: not followed */
    } rows[] = {
        {MAIL, "https://img.vlakwerk.example/a.png", TS_LINK_PICTURE,
         "https://img.vlakwerk.example/a.png"},
        {MAIL, "https://elders.example/pixel.gif", TS_LINK_PICTURE, NULL},
        {MAIL, "https://nepvlakwerk.example/a.png", TS_LINK_PICTURE, NULL},
        {MAIL, "/a.png", TS_LINK_PICTURE, NULL},
        {MAIL, "//mail.vlakwerk.example/a.png", TS_LINK_PICTURE, NULL},
        {MAIL, "imaps://mail.vlakwerk.example/INBOX;UIDVALIDITY=1/;UID=3", TS_LINK_PICTURE, NULL},
        {MAIL, "cid:logo@vlakwerk", TS_LINK_PICTURE, NULL},
        {MAIL, "https://www.vlakwerk.example/uitschrijven", TS_LINK_PAGE, NULL},
    };
    struct fixture *fixture = *state;
    struct ts_call *call = &fixture->fake->call;
    struct ts_open open = fakehost_open(fixture->fake,
                                        "{url: \"imaps://mail.vlakwerk.example/\"" LOGIN
                                        ", fetch_images: [\"*.vlakwerk.example\"]}",
                                        NULL);
    void *scope = NULL;
    assert_int_equal(imap_ops.scope_open(call, &open, &scope), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct ts_str locator = ts_text(NULL);
        int got = imap_ops.resolve(call, scope, ts_text(rows[i].base), ts_text(rows[i].reference),
                                   rows[i].purpose, &locator);
        if (got != (rows[i].locator != NULL) ||
            (rows[i].locator && !ts_is(locator, rows[i].locator))) {
            fail_msg("%s: %d, %.*s", rows[i].reference, got, (int)locator.len, locator.ptr);
        }
    }
    imap_ops.scope_close(call, scope);
}

static void test_wrong_hosts(void **state)
{
    static const struct {
        const char *options, *reason;
    } rows[] = {
        {", fetch_images: [\"https://a.example/\"]}", "fetch_images: \"https://a"},
        {", fetch_images: [\"*.example\"]}", "is no host"},
        {", allow_hosts: [\"a.example\"]}", "needs a host and a port"},
    };
    struct fixture *fixture = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        void *self = NULL;
        g_autofree char *yaml =
            g_strconcat("{url: \"imaps://a.example/\"" LOGIN, rows[i].options, NULL);
        struct ts_open open = fakehost_open(fixture->fake, yaml, NULL);
        int done = imap_ops.open(&fixture->fake->call, fixture->shared, &open, &self);
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
        cmocka_unit_test_setup_teardown(test_other_host, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_inside, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_silent_mailbox, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_late_picture, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_turn, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_closed_meanwhile, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_resolve, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_hosts, set_up, tear_down),
    };
    g_mime_init(); /* held: it can't start again once it was shut down */
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    g_mime_shutdown();
    return failed;
}
