/* SPDX-License-Identifier: MIT
 *
 * The crawler's pace: what is known is handed out at once, what may run at once does.
 */
#include "plugins/source-web/web.h"
#include "tests/plugin/fakehost.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

#define PATIENCE_MSEC 20000 /* a wait that lasts so long has slept */

struct fixture {
    struct fakehost *fake;
    void *shared;
    int fd; /* listens on loopback */
    char *address;
};

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    struct sockaddr_in own = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof own;
    fixture->fake = fakehost_new("source-web");
    fixture->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fixture->fd, (struct sockaddr *)&own, size), 0);
    assert_int_equal(listen(fixture->fd, 8), 0);
    assert_int_equal(getsockname(fixture->fd, (struct sockaddr *)&own, &size), 0);
    fixture->address = g_strdup_printf("127.0.0.1:%u", ntohs(own.sin_port));
    assert_int_equal(web_ops.start(&fixture->fake->call, &fixture->shared), 0);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    web_ops.stop(&fixture->fake->call, fixture->shared);
    fakehost_free(&fixture->fake);
    close(fixture->fd);
    g_free(fixture->address);
    g_free(fixture);
    return 0;
}

static struct web *open_web(struct fixture *fixture, const char *options)
{
    void *self = NULL;
    g_autofree char *yaml =
        g_strdup_printf("{start: \"http://%s/\", allow_hosts: [\"%s\"], max_rate: 9999/s%s}",
                        fixture->address, fixture->address, options);
    struct ts_open open = fakehost_open(fixture->fake, yaml, NULL);
    assert_int_equal(web_ops.open(&fixture->fake->call, fixture->shared, &open, &self), 0);
    return self;
}

static void feed(struct fixture *fixture, struct web *web, guint64 id, const char *path)
{
    g_autofree char *url = path ? g_strdup_printf("http://%s%s", fixture->address, path) : NULL;
    struct ts_request request = {.size = sizeof request, .id = id, .locator = ts_text(url)};
    assert_int_equal(web_ops.feed(&fixture->fake->call, web, &request), 0);
}

static int next(struct fixture *fixture, struct web *web, struct ts_answer *answer_r)
{
    *answer_r = (struct ts_answer){.size = sizeof *answer_r};
    return web_ops.next(&fixture->fake->call, web, answer_r);
}

static void assert_wakes(struct fixture *fixture)
{
    gint64 begin = g_get_monotonic_time();
    web_ops.wait(&fixture->fake->call, fixture->shared, -1, PATIENCE_MSEC);
    assert_true((g_get_monotonic_time() - begin) / 1000 < PATIENCE_MSEC / 2);
}

static struct host *host_at(struct fixture *fixture, struct web *web)
{
    g_autofree char *url = g_strdup_printf("http://%s/", fixture->address);
    return host_of(web, url);
}

/* A page that needs no transfer is answered while the pump of another call runs. */
static void test_settled(void **state)
{
    struct fixture *fixture = *state;
    struct ts_answer answer;
    struct web *web = open_web(fixture, "");
    host_refuse_robots(host_at(fixture, web), TS_CAUSE_OTHER, "no");
    feed(fixture, web, 1, "/a");
    assert_wakes(fixture);
    assert_int_equal(next(fixture, web, &answer), 1);
    assert_int_equal(answer.status, TS_FAILED);
    web_ops.close(&fixture->fake->call, web);
}

/* The root waits for robots.txt, which another touchpoint may have asked for. */
static void test_root(void **state)
{
    struct fixture *fixture = *state;
    struct ts_answer answer;
    struct web *web = open_web(fixture, "");
    feed(fixture, web, 1, NULL);
    assert_int_equal(next(fixture, web, &answer), 2);
    host_drop(host_at(fixture, web), web); /* its own request, which would wake it */
    host_refuse_robots(host_at(fixture, web), TS_CAUSE_OTHER, "no");
    assert_wakes(fixture);
    assert_int_equal(next(fixture, web, &answer), 1);
    assert_int_equal(answer.status, TS_LISTED);
    web_ops.close(&fixture->fake->call, web);
}

/* Connections that wait for a server that answers none of them. */
static guint connections(struct fixture *fixture, struct web *web, guint wanted)
{
    guint count = 0;
    gint64 end = g_get_monotonic_time() + 5 * G_USEC_PER_SEC;
    while (count < wanted && g_get_monotonic_time() < end) {
        struct ts_answer answer;
        struct pollfd listener = {.fd = fixture->fd, .events = POLLIN};
        assert_int_equal(next(fixture, web, &answer), 2);
        web_ops.wait(&fixture->fake->call, fixture->shared, fixture->fd, 100);
        if (poll(&listener, 1, 0) == 1) {
            int fd = accept(fixture->fd, NULL, NULL);
            assert_true(fd >= 0); /* kept open till the test ends: closing it is an answer too */
            count++;
        }
    }
    return count;
}

/* Without TLS no connection is shared, so none is waited for. */
static void test_concurrency(void **state)
{
    struct fixture *fixture = *state;
    struct web *web = open_web(fixture, ", robots: ignore, concurrency: 3");
    feed(fixture, web, 1, "/a");
    feed(fixture, web, 2, "/b");
    feed(fixture, web, 3, "/c");
    assert_int_equal(connections(fixture, web, 3), 3);
    web_ops.close(&fixture->fake->call, web);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_settled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_root, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_concurrency, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
