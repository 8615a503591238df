/* SPDX-License-Identifier: MIT
 *
 * The crawler's pure parts: URLs, robots.txt, addresses, scope.
 */
#include "plugins/source-web/address.h"
#include "plugins/source-web/robots.h"
#include "plugins/source-web/url.h"
#include "plugins/source-web/web.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define BASE "https://www.a.nl/map/blad.html?x=1"

/* normal NULL = not followed */
static const struct {
    const char *base, *reference, *normal;
} url_rows[] = {
    {"", "https://a.nl", "https://a.nl/"},
    {"", "HTTPS://A.NL/Pad", "https://a.nl/Pad"},
    {"", "http://a.nl:80/", "http://a.nl/"},
    {"", "https://a.nl:443/", "https://a.nl/"},
    {"", "http://a.nl:8080/", "http://a.nl:8080/"},
    {"", "http://a.nl:/", "http://a.nl/"},
    {"", "http://a.nl:0443/", "http://a.nl:443/"},
    {"", "http://a.nl:99999/", NULL},
    {"", "http://a.nl:x/", NULL},
    {"", "http://a.nl./", "http://a.nl/"},
    {"", "http://user:pw@a.nl/", NULL},
    {"", "http:///a", NULL},
    {"", "http:a.nl", NULL},
    {"", "//a.nl/", NULL},
    {"", "/pad", NULL},
    {"", "ftp://a.nl/", NULL},
    {"", "file:///etc/passwd", NULL},
    {"", "javascript:alert(1)", NULL},
    {"", "data:text/html,x", NULL},
    {"", "mailto:a@b.nl", NULL},
    {"", "http://a nl/", NULL},
    {"", "http://a.nl/\tb\nc", "http://a.nl/bc"},
    {"", "  http://a.nl/  ", "http://a.nl/"},
    {"", "http://a.nl/a b", "http://a.nl/a%20b"},
    {"", "http://a.nl/%7euser", "http://a.nl/~user"},
    {"", "http://a.nl/%c3%a9", "http://a.nl/%C3%A9"},
    {"", "http://a.nl/\xc3\xa9", "http://a.nl/%C3%A9"},
    {"", "http://a.nl/%2f", "http://a.nl/%2F"},
    {"", "http://a.nl/%zz", "http://a.nl/%25zz"},
    {"", "http://a.nl/%00", "http://a.nl/%00"},
    {"", "http://a.nl/a/../b", "http://a.nl/b"},
    {"", "http://a.nl/a/./b/", "http://a.nl/a/b/"},
    {"", "http://a.nl/../../b", "http://a.nl/b"},
    {"", "http://a.nl/a/..", "http://a.nl/"},
    {"", "http://a.nl/a/.", "http://a.nl/a/"},
    {"", "http://a.nl/%2e%2e/b", "http://a.nl/b"},
    {"", "http://a.nl//a", "http://a.nl//a"},
    {"", "http://a.nl/x#y", "http://a.nl/x"},
    {"", "http://a.nl/?", "http://a.nl/"},
    {"", "http://a.nl/?b=2&a=1", "http://a.nl/?b=2&a=1"},
    {"", "http://a.nl/?utm_source=x&a=1&fbclid=y", "http://a.nl/?a=1"},
    {"", "http://a.nl/?UTM_medium=x", "http://a.nl/"},
    {"", "http://a.nl/?a=b c", "http://a.nl/?a=b%20c"},
    {"", "http://a.nl/?a&&b", "http://a.nl/?a&b"},
    {"",
     "http://b\xc3\xbc"
     "cher.example/",
     "http://xn--bcher-kva.example/"},
    {"", "http://[::1]:8080/", "http://[::1]:8080/"},
    {BASE, "", "https://www.a.nl/map/blad.html?x=1"},
    {BASE, "#kop", "https://www.a.nl/map/blad.html?x=1"},
    {BASE, "?y=2", "https://www.a.nl/map/blad.html?y=2"},
    {BASE, "ander.html", "https://www.a.nl/map/ander.html"},
    {BASE, "./ander.html", "https://www.a.nl/map/ander.html"},
    {BASE, "../top.html", "https://www.a.nl/top.html"},
    {BASE, "/wortel", "https://www.a.nl/wortel"},
    {BASE, "//b.nl/x", "https://b.nl/x"},
    {BASE, "\\\\b.nl\\x", "https://www.a.nl//b.nl/x"},
    {BASE, "http://c.nl/", "http://c.nl/"},
    {BASE, "a:b", NULL},
    {BASE, "./a:b", "https://www.a.nl/map/a:b"},
    {BASE, "map/", "https://www.a.nl/map/map/"},
};

static void test_urls(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(url_rows); i++) {
        g_autofree char *actual =
            url_normalise(ts_text(url_rows[i].base), ts_text(url_rows[i].reference));
        if (g_strcmp0(actual, url_rows[i].normal) != 0) {
            fail_msg("row %zu: %s + %s: wanted %s, got %s", i, url_rows[i].base,
                     url_rows[i].reference, url_rows[i].normal, actual);
        }
    }
}

/* Whatever comes out stays as it is when it goes in again. */
static void test_idempotent(void **state)
{
    static const char alphabet[] = "ab/.%2eE?&=#:@[]\\ \t\xc3\xa9~+;,'\"<>|^{}$!*()-_0";
    GRand *random = g_rand_new_with_seed(20261124);
    (void)state;
    for (guint round = 0; round < 20000; round++) {
        GString *text = g_string_new("http://a.nl/");
        guint size = (guint)g_rand_int_range(random, 0, 40);
        for (guint i = 0; i < size; i++) {
            g_string_append_c(text, alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)]);
        }
        g_autofree char *once = url_normalise(ts_text(NULL), ts_bytes(text->str, text->len));
        if (once) {
            g_autofree char *twice = url_normalise(ts_text(NULL), ts_text(once));
            if (g_strcmp0(once, twice) != 0) {
                fail_msg("%s -> %s -> %s", text->str, once, twice);
            }
        }
        g_string_free(text, TRUE);
    }
    g_rand_free(random);
}

static const struct {
    const char *robots, *path;
    gboolean is_allowed;
} robots_rows[] = {
    {"", "/a", TRUE},
    {"User-agent: *\nDisallow: /", "/a", FALSE},
    {"User-agent: *\nDisallow:", "/a", TRUE},
    {"User-agent: *\nDisallow: /a", "/ab", FALSE},
    {"User-agent: *\nDisallow: /a", "/b", TRUE},
    {"User-agent: *\nDisallow: /a\nAllow: /ab", "/abc", TRUE},
    {"User-agent: *\nDisallow: /ab\nAllow: /a", "/abc", FALSE},
    {"User-agent: *\nDisallow: /a\nAllow: /a", "/a", TRUE},
    {"User-agent: touchstone\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/a", TRUE},
    {"User-agent: touchstone\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/x", FALSE},
    {"User-agent: TouchStone/2\nDisallow: /x", "/x", FALSE},
    {"User-agent: touchstonebot\nDisallow: /x", "/x", TRUE},
    {"User-agent: a\nUser-agent: touchstone\nDisallow: /x", "/x", FALSE},
    {"User-agent: touchstone\nDisallow: /x\nUser-agent: touchstone\nDisallow: /y", "/y", FALSE},
    {"User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", FALSE},
    {"User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", TRUE},
    {"User-agent: *\nDisallow: /*?", "/a?b", FALSE},
    {"User-agent: *\nDisallow: /*?", "/a", TRUE},
    {"User-agent: *\nDisallow: /a*b*c", "/axxbyyc", FALSE},
    {"User-agent: *\nDisallow: /a*b*c", "/axxbyy", TRUE},
    {"User-agent: *\nDisallow: /%7euser", "/~user", FALSE},
    {"User-agent: *\nDisallow: /caf\xc3\xa9", "/caf%C3%A9", FALSE},
    {"User-agent: *\nDisallow: /a # hier niet", "/a", FALSE},
    {"  user-AGENT : *  \n dISALLOW :  /a ", "/a", FALSE},
    {"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", "/a", FALSE},
    {"User-agent: *\rDisallow: /a", "/a", FALSE},
    {"Disallow: /a", "/a", TRUE},
    {"User-agent: *\nDisallow: /", "/robots.txt", TRUE},
    {"User-agent: *\nDisallow: /a$", "/a", FALSE},
    {"User-agent: *\nDisallow: /a$", "/ab", TRUE},
    {"<html>geen robots</html>", "/a", TRUE},
    {"User-agent: *\nCrawl-delay: 5\nDisallow: /b", "/b", FALSE},
};

static void test_robots(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(robots_rows); i++) {
        struct robots *robots = robots_parse(ts_text(robots_rows[i].robots), "touchstone");
        if (robots_allows(robots, robots_rows[i].path) != robots_rows[i].is_allowed) {
            fail_msg("row %zu: %s on %s", i, robots_rows[i].path, robots_rows[i].robots);
        }
        robots_free(&robots);
    }
    struct robots *robots = robots_parse(
        ts_text("Sitemap: https://a.nl/s.xml\nUser-agent: *\nCrawl-delay: 9999"), "touchstone");
    assert_int_equal(robots->sitemaps->len, 1);
    assert_true(robots->delay <= ROBOTS_DELAY_MAX);
    robots_free(&robots);
}

static const struct {
    const char *address;
    gboolean is_global;
} address_rows[] = {
    {"8.8.8.8", TRUE},
    {"1.1.1.1", TRUE},
    {"0.0.0.0", FALSE},
    {"10.1.2.3", FALSE},
    {"100.64.0.1", FALSE},
    {"100.128.0.1", TRUE},
    {"127.0.0.1", FALSE},
    {"127.255.255.254", FALSE},
    {"169.254.169.254", FALSE},
    {"172.15.0.1", TRUE},
    {"172.16.0.1", FALSE},
    {"172.31.255.255", FALSE},
    {"172.32.0.1", TRUE},
    {"192.0.0.1", FALSE},
    {"192.0.2.1", FALSE},
    {"192.88.99.1", FALSE},
    {"192.168.1.1", FALSE},
    {"198.18.0.1", FALSE},
    {"198.20.0.1", TRUE},
    {"198.51.100.1", FALSE},
    {"203.0.113.9", FALSE},
    {"224.0.0.1", FALSE},
    {"240.0.0.1", FALSE},
    {"255.255.255.255", FALSE},
    {"::", FALSE},
    {"::1", FALSE},
    {"::ffff:127.0.0.1", FALSE},
    {"::ffff:8.8.8.8", TRUE},
    {"64:ff9b::7f00:1", FALSE},
    {"64:ff9b::808:808", TRUE},
    {"64:ff9b:1::1", FALSE},
    {"100::1", FALSE},
    {"2001::1", FALSE},
    {"2001:db8::1", FALSE},
    {"2001:4860:4860::8888", TRUE},
    {"2002:7f00:1::", FALSE},
    {"2002:808:808::", TRUE},
    {"fc00::1", FALSE},
    {"fd12::1", FALSE},
    {"fe80::1", FALSE},
    {"ff02::1", FALSE},
    {"2a00:1450::1", TRUE},
    {"3fff::1", FALSE},
    {"4000::1", FALSE},
    {"::127.0.0.1", FALSE},
};

/* Nothing is connected to: the tables are asked. */
static void test_addresses(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(address_rows); i++) {
        struct sockaddr_in v4 = {.sin_family = AF_INET};
        struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
        const struct sockaddr *address = (const struct sockaddr *)(const void *)&v4;
        if (inet_pton(AF_INET, address_rows[i].address, &v4.sin_addr) != 1) {
            assert_int_equal(inet_pton(AF_INET6, address_rows[i].address, &v6.sin6_addr), 1);
            address = (const struct sockaddr *)(const void *)&v6;
        }
        if (address_is_global(address) != address_rows[i].is_global) {
            fail_msg("%s", address_rows[i].address);
        }
    }
}

static const struct {
    const char *a, *b;
    gboolean is_same;
} scope_rows[] = {
    {"a.nl:443", "www.a.nl:443", TRUE},
    {"a.nl:443", "a.nl:80", TRUE},
    {"a.nl:443", "b.nl:443", FALSE},
    {"a.nl:443", "x.a.nl:443", FALSE},
    {"a.nl:8080", "a.nl:443", FALSE},
    {"a.nl:8080", "www.a.nl:8080", TRUE},
    {"a.nl:443", "a.nl.evil.example:443", FALSE},
};

static void test_scope(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(scope_rows); i++) {
        g_autoptr(GPtrArray) hosts = g_ptr_array_new();
        g_ptr_array_add(hosts, (gpointer)scope_rows[i].a);
        assert_int_equal(scope_has_authority(hosts, scope_rows[i].b), scope_rows[i].is_same);
    }
    assert_true(scope_is_document("/a/b.html"));
    assert_true(scope_is_document("/a/b"));
    assert_true(scope_is_document("/a.png/b"));
    assert_true(scope_is_document("/brochure.pdf"));
    assert_false(scope_is_document("/a/b.PNG"));
    assert_false(scope_is_document("/a/b.css?v=1"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_urls),   cmocka_unit_test(test_idempotent),
        cmocka_unit_test(test_robots), cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_scope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
