/* SPDX-License-Identifier: MIT
 *
 * Where the crawler may go: addresses, hosts, patterns, kinds of files. Nothing is connected to.
 */
#include "plugins/common/address.h"
#include "plugins/common/media.h"
#include "plugins/common/pattern.h"
#include "tests/plugin/fakehost.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <sys/un.h>

#include <cmocka.h>

static const struct {
    const char *address;
    gboolean is_global;
} addresses[] = {
    {"8.8.8.8", TRUE},
    {"1.1.1.1", TRUE},
    {"9.255.255.255", TRUE},
    {"11.0.0.0", TRUE},
    {"100.63.255.255", TRUE},
    {"100.128.0.0", TRUE},
    {"126.255.255.255", TRUE},
    {"128.0.0.1", TRUE},
    {"169.253.255.255", TRUE},
    {"169.255.0.0", TRUE},
    {"172.15.255.255", TRUE},
    {"172.32.0.0", TRUE},
    {"192.0.1.0", TRUE},
    {"192.0.3.0", TRUE},
    {"192.167.255.255", TRUE},
    {"192.169.0.0", TRUE},
    {"198.17.255.255", TRUE},
    {"198.20.0.0", TRUE},
    {"203.0.112.255", TRUE},
    {"203.0.114.0", TRUE},
    {"223.255.255.255", TRUE},
    {"192.31.196.1", TRUE}, /* AS112 and AMT: services anyone may reach */
    {"192.52.193.1", TRUE},
    {"192.175.48.1", TRUE},
    {"192.0.0.8", FALSE},
    {"192.0.0.9", FALSE}, /* port control: reachable, but no place of pages */
    {"192.0.0.170", FALSE},
    {"192.0.0.255", FALSE},
    {"192.88.99.0", FALSE},
    {"192.88.99.255", FALSE},
    {"192.88.100.0", TRUE},
    {"0.0.0.0", FALSE},
    {"0.1.2.3", FALSE},
    {"10.0.0.0", FALSE},
    {"10.255.255.255", FALSE},
    {"100.64.0.0", FALSE},
    {"100.127.255.255", FALSE},
    {"127.0.0.1", FALSE},
    {"127.255.255.255", FALSE},
    {"169.254.0.0", FALSE},
    {"169.254.169.254", FALSE},
    {"172.16.0.0", FALSE},
    {"172.31.255.255", FALSE},
    {"192.0.0.1", FALSE},
    {"192.0.2.1", FALSE},
    {"192.88.99.1", FALSE},
    {"192.168.0.0", FALSE},
    {"192.168.255.255", FALSE},
    {"198.18.0.0", FALSE},
    {"198.19.255.255", FALSE},
    {"198.51.100.1", FALSE},
    {"203.0.113.9", FALSE},
    {"224.0.0.1", FALSE},
    {"239.255.255.255", FALSE},
    {"240.0.0.1", FALSE},
    {"255.255.255.255", FALSE},
    {"2001:4860:4860::8888", TRUE},
    {"2a00:1450::1", TRUE},
    {"2606:4700::1111", TRUE},
    {"2001:200::1", TRUE},
    {"2001:db7:ffff::1", TRUE},
    {"3ffe:ffff::1", TRUE},
    {"::", FALSE},
    {"::1", FALSE},
    {"::2", FALSE},
    {"::127.0.0.1", FALSE},
    {"::8.8.8.8", FALSE},
    {"::ffff:127.0.0.1", FALSE},
    {"::ffff:10.0.0.1", FALSE},
    {"::ffff:169.254.169.254", FALSE},
    {"::ffff:8.8.8.8", TRUE},
    {"::ffff:0.0.0.0", FALSE},
    {"::ffff:100.64.0.1", FALSE},
    {"::ffff:172.16.0.1", FALSE},
    {"::ffff:192.168.0.1", FALSE},
    {"::ffff:255.255.255.255", FALSE},
    {"::ffff:0:8.8.8.8", FALSE},
    {"64:ff9b::7f00:1", FALSE},
    {"64:ff9b::a9fe:a9fe", FALSE},
    {"64:ff9b::808:808", TRUE},
    {"64:ff9b::a00:1", FALSE},
    {"64:ff9b::6440:1", FALSE},
    {"64:ff9b::c0a8:1", FALSE},
    {"64:ff9b::e000:1", FALSE},
    {"64:ff9b:0:1::808:808", FALSE},
    {"64:ff9b:1::808:808", FALSE},
    {"64:ff9b:1:ffff::7f00:1", FALSE},
    {"64:ff9c::808:808", FALSE},
    {"100::1", FALSE},
    {"100:0:0:1::1", FALSE},
    {"1fff::1", FALSE},
    {"2001::1", FALSE},
    {"2001:0:808:808::1", FALSE}, /* Teredo, wherever its server is */
    {"2001:0:4136:e378:8000:63bf:80ff:fffe", FALSE},
    {"2001:1::1", FALSE},
    {"2001:1::2", FALSE},
    {"2001:2::1", FALSE},
    {"2001:3::1", FALSE},
    {"2001:4:112::1", FALSE},
    {"2001:10::1", FALSE},
    {"2001:30::1", FALSE},
    {"2001:1ff:ffff::1", FALSE},
    {"2001:1ff::1", FALSE},
    {"2001:20::1", FALSE},
    {"2001:db8::1", FALSE},
    {"2002:7f00:1::", FALSE},
    {"2002:c0a8:101::1", FALSE},
    {"2002:0:1::1", FALSE},
    {"2002:a00:1::1", FALSE},
    {"2002:6440:1::1", FALSE},
    {"2002:a9fe:a9fe::1", FALSE},
    {"2002:ac10:1::1", FALSE},
    {"2002:e000:1::1", FALSE},
    {"2002:ffff:ffff::1", FALSE},
    {"2002:808:808::", TRUE},
    {"2003::1", TRUE},
    {"2620:4f:8000::1", TRUE},
    {"3ffe::1", TRUE},
    {"3fff:1000::1", TRUE},
    {"3fff::1", FALSE},
    {"3fff:fff::1", FALSE},
    {"4000::1", FALSE},
    {"5f00::1", FALSE},
    {"fbff::1", FALSE},
    {"fc00::1", FALSE},
    {"fdff:ffff::1", FALSE},
    {"febf::1", FALSE},
    {"feff::1", FALSE},
    {"fd12::1", FALSE},
    {"fe80::1", FALSE},
    {"fec0::1", FALSE},
    {"ff02::1", FALSE},
    {"ff0e::1", FALSE},
};

static void test_addresses(void **state)
{
    (void)state;
    assert_true(G_N_ELEMENTS(addresses) >= 60);
    for (size_t i = 0; i < G_N_ELEMENTS(addresses); i++) {
        struct sockaddr_in v4 = {.sin_family = AF_INET};
        struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
        const struct sockaddr *address = (const struct sockaddr *)(const void *)&v4;
        if (inet_pton(AF_INET, addresses[i].address, &v4.sin_addr) != 1) {
            assert_int_equal(inet_pton(AF_INET6, addresses[i].address, &v6.sin6_addr), 1);
            address = (const struct sockaddr *)(const void *)&v6;
        }
        if (address_is_global(address) != addresses[i].is_global ||
            address_is_global_text(addresses[i].address) != addresses[i].is_global) {
            fail_msg("%s", addresses[i].address);
        }
    }
    struct sockaddr_un local = {.sun_family = AF_UNIX};
    assert_false(address_is_global((const struct sockaddr *)(const void *)&local));
    assert_false(address_is_global_text("localhost"));
    assert_false(address_is_global_text(""));
}

/* ---- patterns ---- */

static const struct {
    const char *pattern, *text;
    gboolean is_prefix, is_whole;
} patterns[] = {
    {"", "", TRUE, TRUE},
    {"", "/a", TRUE, FALSE},
    {"/a", "/a", TRUE, TRUE},
    {"/a", "/ab", TRUE, FALSE},
    {"/ab", "/a", FALSE, FALSE},
    {"*", "", TRUE, TRUE},
    {"*", "/a/b?c", TRUE, TRUE},
    {"/a*", "/a", TRUE, TRUE},
    {"/a*", "/b", FALSE, FALSE},
    {"*a", "/xa", TRUE, TRUE},
    {"*a", "/xab", TRUE, FALSE},
    {"*a", "/xaba", TRUE, TRUE},
    {"/a*b", "/ab", TRUE, TRUE},
    {"/a*b", "/axxb", TRUE, TRUE},
    {"/a*b", "/axxbc", TRUE, FALSE},
    {"/a*b*c", "/abbcc", TRUE, TRUE},
    {"/a*b*c", "/acb", FALSE, FALSE},
    {"a*a", "a", FALSE, FALSE},
    {"ab*ab", "ab", FALSE, FALSE},
    {"ab*ab", "abab", TRUE, TRUE},
    {"**a**", "a", TRUE, TRUE},
    {"/nl/*", "/nl/", TRUE, TRUE},
    {"/nl/*", "/nl", FALSE, FALSE},
    {"*?*", "/a?b", TRUE, TRUE},
    {"*?*", "/a", FALSE, FALSE},
    {"/a?", "/ab", FALSE, FALSE},
    {"*.html*", "/a.html?b", TRUE, TRUE},
};

static void test_patterns(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++) {
        struct ts_str pattern = ts_text(patterns[i].pattern), text = ts_text(patterns[i].text);
        if (pattern_matches(pattern, text, FALSE) != patterns[i].is_prefix ||
            pattern_matches(pattern, text, TRUE) != patterns[i].is_whole) {
            fail_msg("row %zu: %s on %s", i, patterns[i].pattern, patterns[i].text);
        }
    }
}

/* ---- kinds of files ---- */

static const struct {
    const char *path;
    gboolean is_document;
} names[] = {
    {"/", TRUE},          {"/a", TRUE},          {"/a/", TRUE},
    {"/a.html", TRUE},    {"/a.php", TRUE},      {"/a.pdf", TRUE},
    {"/a.docx", TRUE},    {"/a.txt", TRUE},      {"/a.xml", TRUE},
    {"/a.png/b", TRUE},   {"/v1.2", TRUE},       {"/a.", TRUE},
    {"/.htaccess", TRUE}, {"/a.b.c", TRUE},      {"/a.onbekend", TRUE},
    {"/png", TRUE},       {"/a.nl", TRUE},       {"/a.png", FALSE},
    {"/a.PNG", FALSE},    {"/a.b.jpeg", FALSE},  {"/a.css", FALSE},
    {"/a.js", FALSE},     {"/a.woff2", FALSE},   {"/a.mp4", FALSE},
    {"/a.zip", FALSE},    {"/a.tar.gz", FALSE},  {"/a.svg", FALSE},
    {"/a.ico", FALSE},    {"/a.json", FALSE},    {"/a.7z", FALSE},
    {"/a.zst", FALSE},    {"/a.torrent", FALSE}, {"/a.webmanifest", TRUE},
};

static const struct {
    const char *type;
    gboolean is_document;
} types[] = {
    {"", TRUE},
    {"text/html", TRUE},
    {"application/xhtml+xml", TRUE},
    {"text/plain", TRUE},
    {"application/pdf", TRUE},
    {"application/xml", TRUE},
    {"application/octet-stream", TRUE},
    {"application/jsonp", TRUE},
    {"imagery/x", TRUE},
    {"image/png", FALSE},
    {"IMAGE/PNG", FALSE},
    {"text/css", FALSE},
    {"application/json", FALSE},
    {"video/mp4", FALSE},
    {"application/zip", FALSE},
    {"font/woff2", FALSE},
    {"application/javascript", FALSE},
};

static void test_media(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (media_is_document_name(ts_text(names[i].path)) != names[i].is_document) {
            fail_msg("%s", names[i].path);
        }
    }
    for (size_t i = 0; i < G_N_ELEMENTS(types); i++) {
        if (media_is_document_type(types[i].type) != types[i].is_document) {
            fail_msg("%s", types[i].type);
        }
    }
    assert_true(media_is_map_name(ts_text("/sitemap.XML")));
    assert_true(media_is_map_name(ts_text("/sitemap-1.xml.gz")));
    assert_false(media_is_map_name(ts_text("/sitemap.gz")));
    assert_true(media_is_map_name(ts_text("/x/sitemap-1.txt")));
    assert_false(media_is_map_name(ts_text("/x/lees-mij.txt")));
    assert_true(media_is_picture_target(ts_text("/a.JPEG")));
    assert_true(media_is_picture_target(ts_text("/a?src=b.webp&w=1")));
    assert_false(media_is_picture_target(ts_text("/a.pngs")));
    assert_false(media_is_picture_target(ts_text("/png")));
}

/* ---- the scope ---- */

#define PAGE TS_LINK_PAGE
#define MAP TS_LINK_MAP
#define PICTURE TS_LINK_PICTURE
#define DOMAIN_A "{start: https://www.a.co.uk/, scope: domain}"
#define PATH_A "{start: https://www.a.nl/nl/winkel/index.html, scope: path}"
#define CHECKED "{start: https://www.a.nl/, external_links: check, exclude: ['/zoek*']}"
#define PICTURES                                                                          \
    "{start: https://www.a.nl/, include: ['/nl/*'], exclude: ['/oud/*'], picture_hosts: " \
    "[img.b.nl]}"

/* locator NULL = not followed; "!" = not valid; "?" before it = may be asked whether it is there */
static const struct {
    const char *options, *reference, *locator;
    unsigned purpose;
} scopes[] = {
    {"start: https://www.a.nl/", "x", "https://www.a.nl/map/x", PAGE},
    {"start: https://www.a.nl/", "https://a.nl/x", "https://a.nl/x", PAGE},
    {"start: https://a.nl/", "https://www.a.nl/x", "https://www.a.nl/x", PAGE},
    {"start: https://a.nl/", "http://a.nl/x", "http://a.nl/x", PAGE},
    {"start: https://a.nl/", "https://b.nl/x", NULL, PAGE},
    {"start: https://a.nl/", "https://x.a.nl/x", NULL, PAGE},
    {"start: https://a.nl/", "https://xa.nl/x", NULL, PAGE},
    {"start: https://a.nl/", "https://a.nl.evil.example/x", NULL, PAGE},
    {"start: https://a.nl/", "https://a.nl@evil.example/x", "!", PAGE},
    {"start: https://a.nl/", "https://a.nl:8443/x", NULL, PAGE},
    {"start: https://a.nl:8443/", "https://a.nl:8443/x", "https://a.nl:8443/x", PAGE},
    {"start: https://a.nl:8443/", "https://a.nl/x", NULL, PAGE},
    {"start: https://www.a.nl/", "mailto:x@a.nl", "!", PAGE},
    {"start: https://www.a.nl/", "javascript:void(0)", "!", PAGE},
    {"start: https://www.a.nl/", "/a.png", NULL, PAGE},
    {"start: https://www.a.nl/", "/a.css?v=1", NULL, PAGE},
    {"start: https://www.a.nl/", "/a.pdf", "https://www.a.nl/a.pdf", PAGE},
    {"start: [https://www.a.nl/, https://b.nl/]", "https://b.nl/x", "https://b.nl/x", PAGE},
    {"{start: https://www.a.nl/, hosts: [shop.a.nl]}", "https://shop.a.nl/x", "https://shop.a.nl/x",
     PAGE},
    {"{start: https://www.a.nl/, hosts: [shop.a.nl]}", "https://x.shop.a.nl/x", NULL, PAGE},
    {"{start: https://www.a.nl/, hosts: ['*.a.nl']}", "https://x.y.a.nl/x", "https://x.y.a.nl/x",
     PAGE},
    {"{start: https://www.a.nl/, hosts: ['*.a.nl']}", "https://ba.nl/x", NULL, PAGE},
    {"{start: https://www.a.nl/, hosts: ['b.nl:8080']}", "http://b.nl:8080/", "http://b.nl:8080/",
     PAGE},
    {"{start: https://www.a.nl/, include: ['/nl/*']}", "/nl/x", "https://www.a.nl/nl/x", PAGE},
    {"{start: https://www.a.nl/, include: ['/nl/*']}", "/en/x", NULL, PAGE},
    {"{start: https://www.a.nl/, include: ['/nl/*']}", "/en/x", NULL, MAP},
    {"{start: https://www.a.nl/, include: ['/nl/*']}", "/kaart.xml", "https://www.a.nl/kaart.xml",
     MAP},
    {"{start: https://www.a.nl/, include: ['/nl/*']}", "/kaart.xml", NULL, PAGE},
    {"start: https://www.a.nl/", "/kaart.xml.gz", "https://www.a.nl/kaart.xml.gz", MAP},
    {"start: https://www.a.nl/", "/kaart.xml.gz", NULL, PAGE},
    {"start: https://www.a.nl/", "https://b.nl/kaart.xml", NULL, MAP},
    {"{start: https://www.a.nl/, exclude: ['/zoek*']}", "/zoek?q=x", NULL, PAGE},
    {"{start: https://www.a.nl/, exclude: ['*?*']}", "/a?b", NULL, PAGE},
    {"{start: https://www.a.nl/, exclude: ['*?*']}", "/a", "https://www.a.nl/a", PAGE},
    {"{start: https://www.a.nl/, include: ['/a*'], exclude: ['/ab*']}", "/ab", NULL, PAGE},
    {"{start: https://www.a.nl/, include: ['https://www.a.nl/*']}", "https://a.nl/x", NULL, PAGE},
    {"{start: https://www.a.nl/, include: ['https://www.a.nl/*']}", "x", "https://www.a.nl/map/x",
     PAGE},
    /* a trailing dot, letter case and IDN are one host */
    {"start: https://a.nl./", "https://A.NL./x", "https://a.nl/x", PAGE},
    {"start: https://b\xc3\xbc"
     "cher.example/",
     "https://xn--bcher-kva.example./x", "https://xn--bcher-kva.example/x", PAGE},
    {"{start: https://a.nl/, hosts: ['b\xc3\xbc"
     "cher.example']}",
     "https://B\xc3\x9c"
     "CHER.example/x",
     "https://xn--bcher-kva.example/x", PAGE},
    /* domains */
    {DOMAIN_A, "https://a.co.uk/x", "https://a.co.uk/x", PAGE},
    {DOMAIN_A, "https://shop.x.a.co.uk/x", "https://shop.x.a.co.uk/x", PAGE},
    {DOMAIN_A, "https://b.co.uk/x", NULL, PAGE},
    {DOMAIN_A, "https://ba.co.uk/x", NULL, PAGE},
    {DOMAIN_A, "https://a.co.uk:8443/x", NULL, PAGE},
    {"{start: https://a.github.io/, scope: domain}", "https://b.github.io/x", NULL, PAGE},
    {"{start: https://github.io/, scope: domain}", "https://b.github.io/x", NULL, PAGE},
    {"{start: https://x.\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80.\xd1\x80\xd1\x84/, scope: "
     "domain}",
     "https://y.xn--e1afmkfd.xn--p1ai/", "https://y.xn--e1afmkfd.xn--p1ai/", PAGE},
    {"{start: https://x.\xd0\xbf\xd1\x80\xd0\xb8\xd0\xbc\xd0\xb5\xd1\x80.\xd1\x80\xd1\x84/, scope: "
     "domain}",
     "https://xn--p1ai/", NULL, PAGE},
    {"{start: http://10.0.0.1/, scope: domain}", "http://9.0.0.1/x", NULL, PAGE},
    {"{start: http://10.0.0.1/, scope: domain}", "http://10.0.0.1/x", "http://10.0.0.1/x", PAGE},
    {"{start: 'http://[::1]/', scope: domain}", "http://[::1]/x", "http://[::1]/x", PAGE},
    {"{start: http://localhost/, scope: domain}", "http://x.localhost/x", NULL, PAGE},
    /* folders */
    {PATH_A, "/nl/winkel/x", "https://www.a.nl/nl/winkel/x", PAGE},
    {PATH_A, "http://a.nl/nl/winkel/", "http://a.nl/nl/winkel/", PAGE},
    {PATH_A, "/nl/winkel", NULL, PAGE},
    {PATH_A, "/nl/winkelen/x", NULL, PAGE},
    {PATH_A, "/nl/winkel/../x", NULL, PAGE},
    {PATH_A, "/sitemap.xml", "https://www.a.nl/sitemap.xml", MAP},
    {PATH_A, "/en/x", NULL, MAP},
    {PATH_A, "/beeld/x.png", "https://www.a.nl/beeld/x.png", PICTURE},
    /* external links */
    {CHECKED, "https://b.nl/x?utm_source=a", "?https://b.nl/x", PAGE},
    {CHECKED, "https://b.nl/x.zip", "?https://b.nl/x.zip", PAGE},
    {CHECKED, "https://x.a.nl/", "?https://x.a.nl/", PAGE},
    {CHECKED, "https://b.nl/x", NULL, MAP},
    {CHECKED, "https://b.nl/x.png", NULL, PICTURE},
    {CHECKED, "/x", "https://www.a.nl/x", PAGE},
    {CHECKED, "/zoek?q=a", NULL, PAGE},
    {CHECKED, "/x.zip", NULL, PAGE},
    {CHECKED, "ftp://b.nl/x", "!", PAGE},
    {"start: https://www.a.nl/", "https://b.nl/x", NULL, PAGE},
    /* pictures */
    {PICTURES, "/media/logo.png", "https://www.a.nl/media/logo.png", PICTURE},
    {PICTURES, "/_next/image?url=%2Flogo.png&w=64",
     "https://www.a.nl/_next/image?url=%2Flogo.png&w=64", PICTURE},
    {PICTURES, "/oud/logo.png", NULL, PICTURE},
    {PICTURES, "/media/1", NULL, PICTURE},
    {PICTURES, "/nl/media/1", "https://www.a.nl/nl/media/1", PICTURE},
    {PICTURES, "https://img.b.nl/x", "https://img.b.nl/x", PICTURE},
    {PICTURES, "https://img.b.nl/x", NULL, PAGE},
    {PICTURES, "https://b.nl/x.png", NULL, PICTURE},
    {PICTURES, "/nl/logo.png", NULL, PAGE},
    {PICTURES, "data:image/png;base64,x", "!", PICTURE},
};

static void test_scope(void **state)
{
    (void)state;
    struct fakehost *fake = fakehost_new("source-web");
    const struct ts_source_ops *ops = fake->plugin->source;
    for (size_t i = 0; i < G_N_ELEMENTS(scopes); i++) {
        struct ts_open open = fakehost_open(fake, scopes[i].options, NULL);
        struct ts_str locator = ts_text(NULL);
        void *scope = NULL;
        assert_int_equal(ops->scope_open(&fake->call, &open, &scope), 0);
        int result = ops->resolve(&fake->call, scope, ts_text("https://www.a.nl/map/blad"),
                                  ts_text(scopes[i].reference), scopes[i].purpose, &locator);
        const char *wanted = scopes[i].locator;
        int expected = !wanted ? 0 : *wanted == '!' ? -1 : *wanted == '?' ? 2 : 1;
        if (result != expected || (result > 0 && !ts_is(locator, wanted + (result == 2)))) {
            fail_msg("row %zu: %s with %s: %d, %.*s", i, scopes[i].reference, scopes[i].options,
                     result, (int)locator.len, locator.ptr);
        }
        ops->scope_close(&fake->call, scope);
    }
    fakehost_free(&fake);
}

/* What can't be right is said by name and value. */
static const struct {
    const char *options, *said;
} wrong[] = {
    {"start: ftp://a.nl/", "start: \"ftp://a.nl/\" is no address of a page"},
    {"start: a.nl", "start: \"a.nl\""},
    {"start: https://ik:geheim@a.nl/", "without user name"},
    {"{start: https://a.nl/, hosts: ['a.nl/x']}", "hosts: \"a.nl/x\" is no host"},
    {"{start: https://a.nl/, hosts: ['*.nl']}", "hosts: \"*.nl\" is no host"},
    {"{start: https://a.nl/, allow_hosts: [127.0.0.1]}", "needs a host and a port"},
    {"{start: https://a.nl/, allow_hosts: ['[::1]']}", "needs a host and a port"},
    {"{start: https://a.nl/, include: [nl/]}", "include: \"nl/\" matches nothing"},
    {"{start: https://a.nl/, exclude: [x]}", "exclude: \"x\" matches nothing"},
    {"{start: https://a.nl/, contact: \"a\\r\\nX: y\"}", "contact: "},
    {"{start: https://a.nl/, concurrency: 17}", "concurrency: 1 to 16"},
    {"{start: https://a.nl/, concurrency: 0}", "concurrency: 1 to 16"},
    {"{start: https://a.nl/, max_size: 21MB}", "max_size: at most 20MB"},
    {"{start: https://a.nl/, timeout: 1h}", "timeout: between"},
    {"{start: https://a.nl/nl, scope: path}", "is all of its host"},
    {"{start: https://a.nl/, picture_hosts: ['a.nl/x']}", "picture_hosts: \"a.nl/x\" is no host"},
    {"{start: https://a.nl/, max_per_pattern: 0}", "max_per_pattern: 1 to"},
    {"{start: https://a.nl/, proxy: a.nl}", "proxy: \"a.nl\" is no address of a proxy"},
    {"{start: https://a.nl/, proxy: 'socks5://a.nl:1080'}", "write http://host:port"},
    {"{start: https://a.nl/, proxy: 'http://ik:geheim@a.nl:8080'}", "may hold no user name"},
    {"{start: https://a.nl/, proxy: 'http://a.nl:8080', external_links: check}",
     "does not go with a proxy"},
};

static void test_wrong(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        struct fakehost *fake = fakehost_new("source-web");
        struct ts_open open = fakehost_open(fake, wrong[i].options, NULL);
        void *scope = NULL;
        assert_int_equal(fake->plugin->source->scope_open(&fake->call, &open, &scope), -1);
        fakehost_settle(fake);
        if (!fake->failure || !strstr(fake->failure, wrong[i].said)) {
            fail_msg("row %zu: %s", i, fake->failure);
        }
        fakehost_free(&fake);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_addresses), cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_media),     cmocka_unit_test(test_scope),
        cmocka_unit_test(test_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
