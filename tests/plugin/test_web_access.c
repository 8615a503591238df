/* SPDX-License-Identifier: MIT
 *
 * How the crawler asks: log-ins, cookies, a proxy, external links, directives, pictures, soft 404s,
 * hosts that want a pause or are not there. Two servers on loopback see all of it.
 */
#include "plugins/source-web/web.h"
#include "tests/plugin/fakehost.h"
#include "tests/plugin/web_server.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include <cmocka.h>

#define SECRET "geheim-woord-7Q"
#define PACKED "aWs6Z2VoZWltLXdvb3JkLTdR" /* ik:geheim-woord-7Q in base64 */

/* ---- the servers ---- */

static char *answer_with(int status, const char *headers, const char *body)
{
    return g_strdup_printf("HTTP/1.1 %d X\r\nConnection: close\r\nContent-Length: %zu\r\n%s\r\n%s",
                           status, strlen(body), headers, body);
}

static char *date_in(int seconds)
{
    char text[64];
    time_t then = time(NULL) + seconds;
    struct tm tm;
    strftime(text, sizeof text, "Retry-After: %a, %d %b %Y %H:%M:%S GMT\r\n", gmtime_r(&then, &tm));
    return g_strdup(text);
}

static const struct {
    const char *path;
    int status;
    const char *headers, *body;
    int head_status; /* to HEAD, if another */
} routes[] = {
    {"/", 200, "Content-Type: text/html\r\n", "<h1>Welkom bij Vlakwerk</h1>", 0},
    {"/robots.txt", 200, "", "User-agent: *\nDisallow: /verboden\n", 0},
    {"/set", 200, "Content-Type: text/html\r\nSet-Cookie: koek=1; Path=/\r\n", "<p>Gezet", 0},
    {"/noindex", 200, "Content-Type: text/html\r\nX-Robots-Tag: noindex\r\n", "<p>Stil", 0},
    {"/nofollow", 200,
     "Content-Type: text/html\r\nX-Robots-Tag: googlebot: noindex\r\nX-Robots-Tag: nofollow\r\n",
     "<p>Half", 0},
    {"/kaart.xml", 200, "Content-Type: text/xml\r\nX-Robots-Tag: noindex, follow\r\n", "<urlset/>",
     0},
    {"/logo.png", 200, "Content-Type: image/png\r\n", "png", 0},
    {"/plaatje", 200, "Content-Type: image/png\r\n", "png", 0},
    {"/plaatje?url=logo.png&w=64", 200, "Content-Type: image/webp\r\n", "webp", 0},
    {"/geen-hoofd", 200, "", "<p>Hier", 405},
    {"/hoofd-404", 200, "", "<p>Hier", 404},
    {"/inloggen", 401, "", "", 0},
    {"/weg", 410, "", "", 0},
    {"/verhuisd", 301, "Location: http://elders.example/nieuw\r\n", "", 0},
};

static char *answer_plain(const char *head, const char *path, guint earlier)
{
    gboolean is_head = g_str_has_prefix(head, "HEAD ");
    for (size_t i = 0; i < G_N_ELEMENTS(routes); i++) {
        if (g_str_equal(routes[i].path, path)) {
            int status =
                is_head && routes[i].head_status ? routes[i].head_status : routes[i].status;
            return answer_with(status, routes[i].headers, is_head ? "" : routes[i].body);
        }
    }
    if (g_str_equal(path, "/muur")) {
        return strstr(head, "Cookie: muur=1")
                   ? answer_with(200, "Content-Type: text/html\r\n", "<p>Achter de muur")
                   : answer_with(302, "Location: /muur\r\nSet-Cookie: muur=1\r\n", "");
    }
    if (g_str_equal(path, "/later")) {
        g_autofree char *wish = date_in(3);
        return earlier ? answer_with(200, "", "<p>Nu wel") : answer_with(503, wish, "");
    }
    if (g_str_has_prefix(path, "http://")) {
        return answer_with(strstr(path, "robots.txt") || strstr(path, "/touchstone-") ? 404 : 200,
                           "Content-Type: text/html\r\n", "<p>Door de tussenpersoon");
    }
    return answer_with(404, "Content-Type: text/html\r\n", "<p>Niet gevonden");
}

/* Says 200 to everything; the start page is another. */
static char *answer_soft(const char *head, const char *path, guint earlier)
{
    (void)head, (void)earlier;
    g_autofree char *text =
        g_strdup_printf("<h1>Helaas</h1>Er is geen blad %s. <a href=\"/\">Terug</a>", path);
    return g_str_equal(path, "/")             ? answer_with(200, "", "<h1>Welkom bij Vlakwerk</h1>")
           : g_str_equal(path, "/goed")       ? answer_with(200, "", "<h1>Eiken vloeren</h1>")
           : g_str_equal(path, "/robots.txt") ? answer_with(404, "", "")
                                              : answer_with(200, "", text);
}

/* The same frame for everything, which a program fills in the browser. */
static char *answer_frame(const char *head, const char *path, guint earlier)
{
    (void)head, (void)earlier;
    return answer_with(g_str_equal(path, "/robots.txt") ? 404 : 200, "",
                       "<title>Winkel</title><div id=app></div>");
}

/* ---- the crawl ---- */

struct fixture {
    struct fakehost *fake;
    void *shared;
    struct web_server *a, *b;
    char *folder; /* for files with secrets */
    struct web *web;
    GPtrArray *answers; /* char *: "ID STATUS CAUSE FLAGS reason or target" */
    guint fed;
};

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    fixture->fake = fakehost_new("source-web");
    fixture->a = web_server_new(answer_plain);
    fixture->b = web_server_new(answer_plain);
    fixture->folder = g_dir_make_tmp("touchstone-XXXXXX", NULL);
    fixture->answers = g_ptr_array_new_with_free_func(g_free);
    assert_int_equal(web_ops.start(&fixture->fake->call, &fixture->shared), 0);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    web_ops.stop(&fixture->fake->call, fixture->shared);
    g_autofree char *file = g_build_filename(fixture->folder, "f", NULL);
    g_unlink(file);
    g_rmdir(fixture->folder);
    web_server_free(&fixture->a);
    web_server_free(&fixture->b);
    fakehost_free(&fixture->fake);
    g_ptr_array_unref(fixture->answers);
    g_free(fixture->folder);
    g_free(fixture);
    return 0;
}

/* {a}, {b}: the servers; {f}: a file. */
static char *fill_in(struct fixture *fixture, const char *text)
{
    g_autofree char *file = g_build_filename(fixture->folder, "f", NULL);
    GString *out = g_string_new(text);
    g_string_replace(out, "{a}", web_server_address(fixture->a), 0);
    g_string_replace(out, "{b}", web_server_address(fixture->b), 0);
    g_string_replace(out, "{f}", file, 0);
    return g_string_free(out, FALSE);
}

static int open_web(struct fixture *fixture, const char *options)
{
    void *self = NULL;
    g_autofree char *text =
        g_strdup_printf("{max_rate: 9999/s, allow_hosts: [\"{a}\", \"{b}\"], %s}", options);
    g_autofree char *yaml = fill_in(fixture, text);
    struct ts_open open = fakehost_open(fixture->fake, yaml, NULL);
    int done = web_ops.open(&fixture->fake->call, fixture->shared, &open, &self);
    fakehost_settle(fixture->fake);
    fixture->web = self;
    fixture->fed = 0;
    g_ptr_array_set_size(fixture->answers, 0);
    return done;
}

static void feed(struct fixture *fixture, const char *locator, unsigned want)
{
    g_autofree char *url = fill_in(fixture, locator);
    struct ts_request request = {
        .size = sizeof request, .id = ++fixture->fed, .locator = ts_text(url), .want = want};
    assert_int_equal(web_ops.feed(&fixture->fake->call, fixture->web, &request), 0);
}

static void record(struct fixture *fixture, const struct ts_answer *answer)
{
    struct ts_str text = answer->target.len ? answer->target : answer->reason;
    while (fixture->answers->len < answer->id) {
        g_ptr_array_add(fixture->answers, NULL);
    }
    g_ptr_array_index(fixture->answers, answer->id - 1) =
        g_strdup_printf("%u %u %u %.*s", answer->status, answer->cause, answer->flags,
                        (int)text.len, text.ptr ? text.ptr : "");
}

/* Until all that was fed is answered. */
static void crawl(struct fixture *fixture)
{
    gint64 end = g_get_monotonic_time() + 30 * G_USEC_PER_SEC;
    int got = 2;
    web_ops.feed(&fixture->fake->call, fixture->web, NULL);
    while (got != 0) {
        struct ts_answer answer = {.size = sizeof answer};
        got = web_ops.next(&fixture->fake->call, fixture->web, &answer);
        assert_true(got >= 0 && g_get_monotonic_time() < end);
        if (got == 1) {
            record(fixture, &answer);
        } else if (got == 2) {
            web_ops.wait(&fixture->fake->call, fixture->shared, -1, 200);
        }
    }
    web_ops.close(&fixture->fake->call, fixture->web);
}

static void expect(struct fixture *fixture, guint id, unsigned status, unsigned cause,
                   unsigned flags, const char *text)
{
    g_autofree char *head = g_strdup_printf("%u %u %u ", status, cause, flags);
    const char *answer = g_ptr_array_index(fixture->answers, id - 1);
    if (!answer || !g_str_has_prefix(answer, head) || !strstr(answer, text)) {
        fail_msg("answer %u: wanted \"%s%s\", got \"%s\"", id, head, text, answer);
    }
}

/* ---- log-ins ---- */

static void write_file(struct fixture *fixture, const char *text, int mode)
{
    g_autofree char *file = g_build_filename(fixture->folder, "f", NULL);
    g_unlink(file);
    assert_true(g_file_set_contents(file, text, -1, NULL));
    assert_int_equal(chmod(file, (mode_t)mode), 0);
}

/* Every start address' scheme, host and port has it, no other has. */
static const struct {
    const char *options, *file, *sent;
} logins[] = {
    {"user: ik, password_file: \"{f}\"", SECRET "\n", "Authorization: Basic " PACKED "\r\n"},
    {"user: ik, password_env: TS_TEST_SECRET", "", "Authorization: Basic " PACKED "\r\n"},
    {"bearer_file: \"{f}\"", SECRET, "Authorization: Bearer " SECRET "\r\n"},
    {"bearer_env: TS_TEST_SECRET", "", "Authorization: Bearer " SECRET "\r\n"},
    {"headers_file: \"{f}\"", "# toegang\n\nX-Sleutel: " SECRET "\r\nX-Twee: 2\n",
     "X-Sleutel: " SECRET "\r\n"},
};

static void test_logins(void **state)
{
    struct fixture *fixture = *state;
    g_setenv("TS_TEST_SECRET", SECRET, TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(logins); i++) {
        g_autofree char *options =
            g_strdup_printf("start: \"http://{a}/\", hosts: [\"{b}\"], external_links: check, %s",
                            logins[i].options);
        web_server_forget(fixture->a);
        web_server_forget(fixture->b);
        write_file(fixture, logins[i].file, 0600);
        if (open_web(fixture, options) != 0) {
            fail_msg("row %zu: %s", i, fixture->fake->failure);
        }
        feed(fixture, "http://{a}/", 0);
        feed(fixture, "http://{b}/", 0);
        crawl(fixture);
        expect(fixture, 1, TS_FETCHED, 0, 0, "");
        expect(fixture, 2, TS_FETCHED, 0, 0, "");
        guint all = web_server_count(fixture->a, "");
        assert_true(all >= (i ? 1 : 3)); /* robots.txt, what can't exist, the page */
        assert_int_equal(web_server_count_with(fixture->a, "", logins[i].sent), all);
        assert_true(web_server_count(fixture->b, "GET / ") == 1);
        assert_int_equal(web_server_count_with(fixture->b, "", SECRET), 0);
        assert_int_equal(web_server_count_with(fixture->b, "", "Authorization"), 0);
    }
    g_unsetenv("TS_TEST_SECRET");
}

static const struct {
    const char *options, *file;
    int mode;
    const char *said;
} wrong[] = {
    {"user: ik, password_file: \"{f}\"", SECRET, 0644,
     "can be read by others: allow it to its owner alone (chmod 600)"},
    {"user: ik, password_file: \"{f}\"", SECRET, 0620, "can be read by others"},
    {"user: ik, password_file: \"{f}.niet\"", SECRET, 0600, "can't be read"},
    {"user: ik, password_file: \"/\"", SECRET, 0600, "is no file"},
    {"user: ik, password_file: \"{f}\"", "\n", 0600, "is empty, or no text"},
    {"user: ik, password_file: \"{f}\"", SECRET "\nX: y", 0600, "may be one line"},
    {"user: ik, password_env: TS_NOT_SET", "", 0600,
     "\"TS_NOT_SET\" is not set in the environment"},
    {"user: ik", "", 0600, "goes with password_file or password_env"},
    {"password_file: \"{f}\"", SECRET, 0600, "goes with password_file"},
    {"user: \"i:k\", password_file: \"{f}\"", SECRET, 0600, "may hold no colon"},
    {"user: ik, password_file: \"{f}\", bearer_file: \"{f}\"", SECRET, 0600,
     "does not go with user"},
    {"bearer_file: \"{f}\", bearer_env: TS_NOT_SET", SECRET, 0600, "one too many"},
    {"headers_file: \"{f}\"", "X-Sleutel: a\n" SECRET "\n", 0600,
     "line 2 is no header: write Name: value"},
    {"headers_file: \"{f}\"", "Host: " SECRET "\n", 0600,
     "line 1 names a header that is touchstone's own"},
    {"headers_file: \"{f}\"", "User-Agent: " SECRET "\n", 0600, "line 1 names a header"},
    {"headers_file: \"{f}\"", "X:" SECRET, 0604, "can be read by others"},
};

static void test_wrong(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        g_autofree char *options = g_strdup_printf("start: \"http://{a}/\", %s", wrong[i].options);
        write_file(fixture, wrong[i].file, wrong[i].mode);
        assert_int_equal(open_web(fixture, options), -1);
        if (!fixture->fake->failure || !strstr(fixture->fake->failure, wrong[i].said) ||
            strstr(fixture->fake->failure, SECRET)) {
            fail_msg("row %zu: %s", i, fixture->fake->failure);
        }
        fakehost_free(&fixture->fake);
        fixture->fake = fakehost_new("source-web");
    }
}

/* ---- cookies ---- */

/* The two servers are one host on two ports, which RFC 6265 would take for one. */
static void test_cookies(void **state)
{
    struct fixture *fixture = *state;
    for (int is_on = 0; is_on <= 1; is_on++) {
        web_server_forget(fixture->a);
        web_server_forget(fixture->b);
        assert_int_equal(
            open_web(fixture,
                     is_on ? "start: \"http://{a}/\", hosts: [\"{b}\"], cookies: on, concurrency: 1"
                           : "start: \"http://{a}/\", hosts: [\"{b}\"], concurrency: 1"),
            0);
        feed(fixture, "http://{a}/set", 0);
        feed(fixture, "http://{a}/toon", 0);
        feed(fixture, "http://{b}/set", 0);
        feed(fixture, "http://{a}/muur", 0);
        crawl(fixture);
        expect(fixture, 1, TS_FETCHED, 0, 0, "");
        assert_int_equal(web_server_count_with(fixture->a, "/toon", "Cookie: koek=1"), is_on);
        assert_int_equal(web_server_count_with(fixture->b, "/set", "Cookie:"), 0);
        expect(fixture, 4, is_on ? TS_FETCHED : TS_FAILED, 0, 0, is_on ? "" : "(cookies: on)");
    }
    /* What is left of a run, no other touchpoint has. */
    web_server_forget(fixture->a);
    assert_int_equal(open_web(fixture, "start: \"http://{a}/\", cookies: on"), 0);
    feed(fixture, "http://{a}/toon", 0);
    crawl(fixture);
    assert_int_equal(web_server_count_with(fixture->a, "/toon", "Cookie:"), 0);
}

/* A server that sets another cookie with each page gets back no more than a jar holds. */
static char *answer_crumbs(const char *head, const char *path, guint earlier)
{
    (void)head, (void)earlier;
    g_autofree char *header = g_strdup_printf("Set-Cookie: k%s=1; Path=/\r\n", path + 1);
    g_autofree char *text = g_strnfill(strtoul(path + 2, NULL, 10) + 1, 'x'); /* no trap */
    return answer_with(200, header, text);
}

static void test_crumbs(void **state)
{
    struct fixture *fixture = *state;
    struct web_server *crumbs = web_server_new(answer_crumbs);
    web_server_free(&fixture->a);
    fixture->a = crumbs;
    assert_int_equal(
        open_web(fixture, "start: \"http://{a}/\", cookies: on, robots: ignore, concurrency: 1"),
        0);
    for (guint i = 0; i < 450; i++) {
        g_autofree char *url = g_strdup_printf("http://{a}/w%u", i);
        feed(fixture, url, 0);
    }
    crawl(fixture);
    assert_int_equal(web_server_count_with(crumbs, "/w100 ", "kw99=1"), 1);
    assert_int_equal(web_server_count_with(crumbs, "/w449 ", "kw1=1"), 0);
}

/* ---- a proxy ---- */

static void test_proxy(void **state)
{
    struct fixture *fixture = *state;
    static const char name[] = "http://vlakwerk.example/x";
    assert_int_equal(open_web(fixture,
                              "start: \"http://vlakwerk.example/\", proxy: \"http://{b}\", hosts: "
                              "[\"127.0.0.1:1\", \"2130706433:1\"]"),
                     0);
    feed(fixture, name, 0);
    feed(fixture, "http://127.0.0.1:1/x", 0);
    feed(fixture, "http://2130706433:1/x", 0);
    crawl(fixture);
    expect(fixture, 1, TS_FETCHED, 0, 0, "");
    expect(fixture, 2, TS_REFUSED, TS_CAUSE_ADDRESS, 0, "inside a network");
    expect(fixture, 3, TS_REFUSED, TS_CAUSE_ADDRESS, 0, "inside a network");
    assert_int_equal(web_server_count(fixture->b, "GET http://vlakwerk.example/x HTTP/1.1"), 1);
    /* Its own address is held against the same rules: 127.0.0.1:1 is not allowed. */
    assert_int_equal(
        open_web(
            fixture,
            "start: \"http://vlakwerk.example/\", robots: ignore, proxy: \"http://127.0.0.1:1\""),
        0);
    feed(fixture, name, 0);
    crawl(fixture);
    expect(fixture, 1, TS_REFUSED, TS_CAUSE_ADDRESS, 0, "inside a network");
    /* Nothing of the environment counts. */
    g_autofree char *proxy = fill_in(fixture, "http://{b}");
    g_setenv("http_proxy", proxy, TRUE);
    g_setenv("ALL_PROXY", proxy, TRUE);
    web_server_forget(fixture->b);
    assert_int_equal(open_web(fixture, "start: \"http://{a}/\""), 0);
    feed(fixture, "http://{a}/", 0);
    crawl(fixture);
    expect(fixture, 1, TS_FETCHED, 0, 0, "");
    assert_int_equal(web_server_count(fixture->b, ""), 0);
    g_unsetenv("http_proxy");
    g_unsetenv("ALL_PROXY");
}

/* ---- external links ---- */

static void test_external(void **state)
{
    struct fixture *fixture = *state;
    g_setenv("TS_TEST_SECRET", SECRET, TRUE);
    assert_int_equal(
        open_web(fixture, "start: \"http://{a}/\", external_links: check, robots: ignore, cookies: "
                          "on, bearer_env: TS_TEST_SECRET, concurrency: 8"),
        0);
    gint64 begin = g_get_monotonic_time();
    feed(fixture, "http://{b}/", TS_WANT_STATUS);
    feed(fixture, "http://{b}/geen-hoofd", TS_WANT_STATUS);
    feed(fixture, "http://{b}/hoofd-404", TS_WANT_STATUS);
    feed(fixture, "http://{b}/weg", TS_WANT_STATUS);
    feed(fixture, "http://{b}/verhuisd", TS_WANT_STATUS);
    feed(fixture, "http://{b}/verboden", TS_WANT_STATUS);
    feed(fixture, "http://{b}/inloggen", TS_WANT_STATUS);
    feed(fixture, "http://127.0.0.1:1/", TS_WANT_STATUS);
    feed(fixture, "http://{b}/", 0);
    crawl(fixture);
    expect(fixture, 1, TS_REACHED, 0, 0, "");
    expect(fixture, 2, TS_REACHED, 0, 0, "");
    expect(fixture, 3, TS_REACHED, 0, 0, "");
    expect(fixture, 4, TS_VANISHED, 0, 0, "answered 410 Gone");
    expect(fixture, 5, TS_REDIRECTED, 0, 0, "http://elders.example/nieuw");
    expect(fixture, 6, TS_REFUSED, TS_CAUSE_ROBOTS, 0, "robots.txt forbids it");
    expect(fixture, 7, TS_REACHED, 0, 0, "");
    expect(fixture, 8, TS_REFUSED, TS_CAUSE_ADDRESS, 0, "inside a network");
    expect(fixture, 9, TS_REFUSED, TS_CAUSE_SCOPE, 0, "outside the scope");
    assert_int_equal(web_server_count(fixture->b, "HEAD "), 6);
    assert_int_equal(web_server_count(fixture->b, "GET /"), 4); /* robots.txt and three in doubt */
    assert_int_equal(web_server_count(fixture->b, "/verboden"), 0);
    assert_int_equal(web_server_count_with(fixture->b, "", SECRET), 0);
    assert_int_equal(web_server_count(fixture->a, ""), 0);
    assert_true(g_get_monotonic_time() - begin >= 8 * G_USEC_PER_SEC); /* nine, one a second */
    g_unsetenv("TS_TEST_SECRET");
}

/* ---- what servers say of their pages ---- */

static void test_directives(void **state)
{
    struct fixture *fixture = *state;
    for (int obeys = 0; obeys <= 1; obeys++) {
        assert_int_equal(open_web(fixture, obeys ? "start: \"http://{a}/\", page_directives: obey"
                                                 : "start: \"http://{a}/\""),
                         0);
        feed(fixture, "http://{a}/noindex", 0);
        feed(fixture, "http://{a}/nofollow", 0);
        feed(fixture, "http://{a}/kaart.xml", 0);
        crawl(fixture);
        if (obeys) {
            expect(fixture, 1, TS_REFUSED, TS_CAUSE_ROBOTS, 0, "X-Robots-Tag says noindex");
        } else {
            expect(fixture, 1, TS_FETCHED, 0, 0, "");
        }
        expect(fixture, 2, TS_FETCHED, 0, obeys ? TS_ANSWER_NOFOLLOW : 0, "");
        expect(fixture, 3, TS_FETCHED, 0, 0, "");
    }
}

static void test_pictures(void **state)
{
    struct fixture *fixture = *state;
    assert_int_equal(open_web(fixture, "start: \"http://{a}/\", picture_hosts: [\"{b}\"]"), 0);
    feed(fixture, "http://{a}/logo.png", 0);
    feed(fixture, "http://{a}/plaatje", 0);
    feed(fixture, "http://{a}/plaatje?url=logo.png&w=64", 0);
    feed(fixture, "http://{b}/plaatje", 0);
    feed(fixture, "http://{b}/", 0);
    crawl(fixture);
    expect(fixture, 1, TS_FETCHED, 0, 0, "");
    expect(fixture, 2, TS_REFUSED, TS_CAUSE_MEDIA, 0, "image/png is not read");
    expect(fixture, 3, TS_FETCHED, 0, 0, "");
    expect(fixture, 4, TS_FETCHED, 0, 0, "");
    expect(fixture, 5, TS_REFUSED, TS_CAUSE_MEDIA, 0, "text/html is not read");
}

static void test_soft404(void **state)
{
    struct fixture *fixture = *state;
    web_server_free(&fixture->a);
    web_server_free(&fixture->b);
    fixture->a = web_server_new(answer_soft);
    fixture->b = web_server_new(answer_frame);
    assert_int_equal(open_web(fixture, "start: [\"http://{a}/\", \"http://{b}/\"]"), 0);
    feed(fixture, "http://{a}/weg/oud", 0);
    feed(fixture, "http://{a}/", 0);
    feed(fixture, "http://{a}/goed", 0);
    feed(fixture, "http://{a}/ook-weg-2024", 0);
    feed(fixture, "http://{b}/", 0);
    feed(fixture, "http://{b}/winkel", 0);
    crawl(fixture);
    expect(fixture, 1, TS_FAILED, 0, 0, "addresses that do not exist");
    expect(fixture, 2, TS_FETCHED, 0, 0, "");
    expect(fixture, 3, TS_FETCHED, 0, 0, "");
    expect(fixture, 4, TS_FAILED, 0, 0, "addresses that do not exist");
    expect(fixture, 5, TS_FETCHED, 0, 0, "");
    expect(fixture, 6, TS_FETCHED, 0, 0, "");
    assert_int_equal(web_server_count(fixture->a, "touchstone-"), 1);
}

/* ---- hosts ---- */

static void test_pause(void **state)
{
    struct fixture *fixture = *state;
    gint64 begin = g_get_monotonic_time();
    assert_int_equal(open_web(fixture, "start: \"http://{a}/\", robots: ignore"), 0);
    feed(fixture, "http://{a}/later", 0);
    crawl(fixture);
    expect(fixture, 1, TS_FETCHED, 0, 0, "");
    assert_int_equal(web_server_count(fixture->a, "/later"), 2);
    assert_true(g_get_monotonic_time() - begin > 3 * G_USEC_PER_SEC / 2);
}

/* One reason for all that a dead host has, so that it becomes one finding. */
static void test_dead(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *address = g_strdup(web_server_address(fixture->b));
    web_server_free(&fixture->b);
    fixture->b = web_server_new(answer_plain);
    g_autofree char *options =
        g_strdup_printf("start: \"http://%s/\", timeout: 2s, hosts: [\"{a}\"]", address);
    g_autofree char *allowed =
        g_strdup_printf("{%s, allow_hosts: [\"%s\"], max_rate: 9999/s}", options, address);
    g_autofree char *yaml = fill_in(fixture, allowed);
    struct ts_open open = fakehost_open(fixture->fake, yaml, NULL);
    void *self = NULL;
    assert_int_equal(web_ops.open(&fixture->fake->call, fixture->shared, &open, &self), 0);
    fixture->web = self;
    for (guint i = 0; i < 30; i++) {
        g_autofree char *url = g_strdup_printf("http://%s/%u", address, i);
        feed(fixture, url, 0);
    }
    crawl(fixture);
    for (guint i = 1; i <= 30; i++) {
        expect(fixture, i, TS_FAILED, 0, 0, "can't be reached: no connection came about");
        assert_string_equal(g_ptr_array_index(fixture->answers, i - 1),
                            g_ptr_array_index(fixture->answers, 0));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_logins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cookies, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_crumbs, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_proxy, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_external, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_directives, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pictures, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_soft404, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_pause, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_dead, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
