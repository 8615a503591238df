/* SPDX-License-Identifier: MIT
 *
 * URLs in one form each: by a table, and by a property over made inputs.
 */
#include "plugins/common/url.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define BASE "https://www.a.nl/map/blad.html?x=1"

/* normal NULL = not followed */
static const struct {
    const char *base, *reference, *normal;
} rows[] = {
    /* schemes */
    {"", "https://a.nl", "https://a.nl/"},
    {"", "HTTPS://A.NL/Pad", "https://a.nl/Pad"},
    {"", "hTTp://a.nl/", "http://a.nl/"},
    {"", "ftp://a.nl/", NULL},
    {"", "file:///etc/passwd", NULL},
    {"", "javascript:alert(1)", NULL},
    {"", "data:text/html,x", NULL},
    {"", "mailto:a@b.nl", NULL},
    {"", "tel:+31301234567", NULL},
    {"", "gopher://a.nl/", NULL},
    {"", "ws://a.nl/", NULL},
    {"", "http:a.nl", NULL},
    {"", "http:/a.nl", NULL},
    {"", "://a.nl", NULL},
    {"", "", NULL},
    {"", "//a.nl/", NULL},
    {"", "/pad", NULL},
    {"", "a.nl", NULL},
    /* ports */
    {"", "http://a.nl:80/", "http://a.nl/"},
    {"", "https://a.nl:443/", "https://a.nl/"},
    {"", "http://a.nl:443/", "http://a.nl:443/"},
    {"", "https://a.nl:80/", "https://a.nl:80/"},
    {"", "http://a.nl:8080/", "http://a.nl:8080/"},
    {"", "http://a.nl:/", "http://a.nl/"},
    {"", "http://a.nl:0443/", "http://a.nl:443/"},
    {"", "http://a.nl:65535/", "http://a.nl:65535/"},
    {"", "http://a.nl:65536/", NULL},
    {"", "http://a.nl:99999999999999999999/", NULL},
    {"", "http://a.nl:0/", NULL},
    {"", "http://a.nl:x/", NULL},
    {"", "http://a.nl:-1/", NULL},
    {"", "http://:80/", NULL},
    /* hosts */
    {"", "http://a.nl./", "http://a.nl/"},
    {"", "http://a.nl../", NULL},
    {"", "http://.a.nl/", NULL},
    {"", "http://a..nl/", NULL},
    {"", "http://./", NULL},
    {"", "http:///a", NULL},
    {"", "http://?x", NULL},
    {"", "http://a nl/", NULL},
    {"", "http://a%20nl/", NULL},
    {"", "http://%61.nl/", NULL},
    {"", "http://a_b.nl/", "http://a_b.nl/"},
    {"", "http://a,b.nl/", NULL},
    {"", "http://a.nl\\@evil.example/", "http://a.nl/@evil.example/"},
    {"", "http://user@a.nl/", NULL},
    {"", "http://user:pw@a.nl/", NULL},
    {"", "http://a.nl@evil.example/", NULL},
    {"", "http://127.0.0.1/", "http://127.0.0.1/"},
    {"", "http://[::1]:8080/", "http://[::1]:8080/"},
    {"", "http://[0:0:0:0:0:0:0:1]/", "http://[::1]/"},
    {"", "http://[2001:DB8::A]/", "http://[2001:db8::a]/"},
    {"", "http://[::1/", NULL},
    {"", "http://[::g]/", NULL},
    {"", "http://[fe80::1%25eth0]/", NULL},
    {"", "http://[]/", NULL},
    {"",
     "http://b\xc3\xbc"
     "cher.example/",
     "http://xn--bcher-kva.example/"},
    {"",
     "http://B\xc3\x9c"
     "CHER.example/",
     "http://xn--bcher-kva.example/"},
    {"", "http://XN--BCHER-KVA.example/", "http://xn--bcher-kva.example/"},
    {"", "http://a\xe3\x80\x82nl/", "http://a.nl/"},     /* ideographic full stop */
    {"", "http://a.nl\xef\xbc\x8f@evil.example/", NULL}, /* wide / before @ */
    {"",
     "http://a.nl\xef\xbc\xa0"
     "evil.example/",
     NULL},                                          /* wide @ */
    {"", "http://\xef\xbc\x91.nl/", "http://1.nl/"}, /* wide 1 */
    {"", "http://a\xff.nl/", NULL},
    {"", "http://a\xc2\xad.nl/", "http://a.nl/"}, /* soft hyphen */
    /* white space */
    {"", "http://a.nl/\tb\nc", "http://a.nl/bc"},
    {"", "ht\ntp://a.nl/", "http://a.nl/"},
    {"", "  http://a.nl/  ", "http://a.nl/"},
    {"", "\x01http://a.nl/\x1f", "http://a.nl/"},
    {"", "http://a.nl/a b", "http://a.nl/a%20b"},
    {"",
     "http://a.nl/a\x0b"
     "b",
     "http://a.nl/a%0Bb"},
    /* escapes */
    {"", "http://a.nl/%7euser", "http://a.nl/~user"},
    {"", "http://a.nl/%41%5a%61%7a%30%2d%2e%5f", "http://a.nl/AZaz0-._"},
    {"", "http://a.nl/%c3%a9", "http://a.nl/%C3%A9"},
    {"", "http://a.nl/\xc3\xa9", "http://a.nl/%C3%A9"},
    {"", "http://a.nl/\xe9", "http://a.nl/%E9"},
    {"", "http://a.nl/%2f", "http://a.nl/%2F"},
    {"", "http://a.nl/%252f", "http://a.nl/%252f"},
    {"", "http://a.nl/%00", "http://a.nl/%00"},
    {"", "http://a.nl/%zz", "http://a.nl/%zz"},
    {"", "http://a.nl/100%", "http://a.nl/100%"},
    {"", "http://a.nl/100%-korting", "http://a.nl/100%-korting"},
    {"", "http://a.nl/%4", "http://a.nl/%4"},
    {"", "http://a.nl/%%341", "http://a.nl/%2541"},
    {"", "http://a.nl/%[1", "http://a.nl/%25%5B1"},
    {"", "http://a.nl/%\xc3\xa9", "http://a.nl/%25%C3%A9"},
    {"", "http://a.nl/\"<>`{}|^", "http://a.nl/%22%3C%3E%60%7B%7D%7C%5E"},
    {"", "http://a.nl/a+b", "http://a.nl/a+b"},
    {"", "http://a.nl/a;b=c,d", "http://a.nl/a;b=c,d"},
    {"", "http://a.nl/@scope/:x", "http://a.nl/@scope/:x"},
    {"", "http://a.nl/!$&'()*", "http://a.nl/!$&'()*"},
    /* dots */
    {"", "http://a.nl/a/../b", "http://a.nl/b"},
    {"", "http://a.nl/a/./b/", "http://a.nl/a/b/"},
    {"", "http://a.nl/../../b", "http://a.nl/b"},
    {"", "http://a.nl/a/..", "http://a.nl/"},
    {"", "http://a.nl/a/b/..", "http://a.nl/a/"},
    {"", "http://a.nl/a/.", "http://a.nl/a/"},
    {"", "http://a.nl/a/...", "http://a.nl/a/..."},
    {"", "http://a.nl/.a/..b", "http://a.nl/.a/..b"},
    {"", "http://a.nl/%2e%2e/b", "http://a.nl/b"},
    {"", "http://a.nl/a/%2E/b", "http://a.nl/a/b"},
    {"", "http://a.nl/a/.%2e", "http://a.nl/"},
    {"", "http://a.nl//a", "http://a.nl//a"},
    {"", "http://a.nl/a//../b", "http://a.nl/a/b"},
    {"", "http://a.nl/a//b", "http://a.nl/a//b"},
    {"", "http://a.nl\\a\\b", "http://a.nl/a/b"},
    {"", "http://a.nl/a/..\\b", "http://a.nl/b"},
    /* fragments and queries */
    {"", "http://a.nl/x#y", "http://a.nl/x"},
    {"", "http://a.nl#y", "http://a.nl/"},
    {"", "http://a.nl/x#y?z", "http://a.nl/x"},
    {"", "http://a.nl/?", "http://a.nl/"},
    {"", "http://a.nl?a=1", "http://a.nl/?a=1"},
    {"", "http://a.nl/?b=2&a=1", "http://a.nl/?b=2&a=1"},
    {"", "http://a.nl/?a&&b", "http://a.nl/?a&b"},
    {"", "http://a.nl/?a=b c", "http://a.nl/?a=b%20c"},
    {"", "http://a.nl/?a=b+c", "http://a.nl/?a=b+c"},
    {"", "http://a.nl/?q=a/../b", "http://a.nl/?q=a/../b"},
    {"", "http://a.nl/?q=\\x", "http://a.nl/?q=%5Cx"},
    {"", "http://a.nl/?a[]=1", "http://a.nl/?a[]=1"},
    {"", "http://a.nl/?a?b", "http://a.nl/?a?b"},
    {"", "http://a.nl/?q=100%", "http://a.nl/?q=100%"},
    {"", "http://a.nl/?a=%26&b", "http://a.nl/?a=%26&b"},
    {"", "http://a.nl/?u=http://b.nl/?c=1", "http://a.nl/?u=http://b.nl/?c=1"},
    /* tracking */
    {"", "http://a.nl/?utm_source=x&a=1&fbclid=y", "http://a.nl/?a=1"},
    {"", "http://a.nl/?UTM_medium=x", "http://a.nl/"},
    {"", "http://a.nl/?gclid=x&gclsrc=y&msclkid=z", "http://a.nl/"},
    {"", "http://a.nl/?mc_cid=1&mc_eid=2&p=3", "http://a.nl/?p=3"},
    {"", "http://a.nl/?gclidx=1", "http://a.nl/?gclidx=1"},
    {"", "http://a.nl/?utm=1", "http://a.nl/?utm=1"},
    {"", "http://a.nl/?a=utm_source", "http://a.nl/?a=utm_source"},
    {"", "http://a.nl/?_ga=1&_gl=2", "http://a.nl/"},
    /* against a base (RFC 3986, section 5.4) */
    {BASE, "", "https://www.a.nl/map/blad.html?x=1"},
    {BASE, "#kop", "https://www.a.nl/map/blad.html?x=1"},
    {BASE, "?y=2", "https://www.a.nl/map/blad.html?y=2"},
    {BASE, "?", "https://www.a.nl/map/blad.html"},
    {BASE, "ander.html", "https://www.a.nl/map/ander.html"},
    {BASE, "./ander.html", "https://www.a.nl/map/ander.html"},
    {BASE, ".", "https://www.a.nl/map/"},
    {BASE, "..", "https://www.a.nl/"},
    {BASE, "../..", "https://www.a.nl/"},
    {BASE, "../top.html", "https://www.a.nl/top.html"},
    {BASE, "../../../top.html", "https://www.a.nl/top.html"},
    {BASE, "/wortel", "https://www.a.nl/wortel"},
    {BASE, "//b.nl/x", "https://b.nl/x"},
    {BASE, "//b.nl", "https://b.nl/"},
    {BASE, "//", NULL},
    {BASE, "\\\\b.nl\\x", "https://b.nl/x"},
    {BASE, "/\\b.nl/x", "https://b.nl/x"},
    {BASE, "\\x", "https://www.a.nl/x"},
    {BASE, "http://c.nl/", "http://c.nl/"},
    {BASE, "https:x", NULL},
    {BASE, "a:b", NULL},
    {BASE, "./a:b", "https://www.a.nl/map/a:b"},
    {BASE, "1:2", "https://www.a.nl/map/1:2"},
    {BASE, "map/", "https://www.a.nl/map/map/"},
    {BASE, "a b", "https://www.a.nl/map/a%20b"},
    {"https://www.a.nl", "x", "https://www.a.nl/x"},
    {"https://www.a.nl/a/b/", "../c", "https://www.a.nl/a/c"},
    {"https://www.a.nl:8443/a", "/b", "https://www.a.nl:8443/b"},
    {"https://WWW.A.NL/%7ea/../b", "c", "https://www.a.nl/c"},
    {"https://www.a.nl/a?q=/x/y", "z", "https://www.a.nl/z"},
    {"https://user@a.nl/", "/b", NULL},
    {"mailto:a@b.nl", "x", NULL},
    {"/geen/basis", "x", NULL},
    /* sessions */
    {"", "http://a.nl/x?PHPSESSID=abc&b=1", "http://a.nl/x?b=1"},
    {"", "http://a.nl/x?b=1&phpsessid=", "http://a.nl/x?b=1"},
    {"", "http://a.nl/x;jsessionid=0F3A", "http://a.nl/x"},
    {"", "http://a.nl/x;JSESSIONID=0F3A.node1?b=1", "http://a.nl/x?b=1"},
    {"", "http://a.nl/x;v=1;jsessionid=0F3A;w=2/y", "http://a.nl/x;v=1/y"},
    {"", "http://a.nl/x;jsessionid=1;jsessionid=2", "http://a.nl/x"},
    {"", "http://a.nl/a/b;%6asessionid=1/..;jsessionid=1/c", "http://a.nl/a/c"},
    {"", "http://a.nl/x;session=1", "http://a.nl/x;session=1"},
    {"", "http://a.nl/x?sid=12", "http://a.nl/x?sid=12"},
    {"", "http://a.nl/x?sid=0cc175b9c0f1b6a831c399e269772661", "http://a.nl/x"},
    {"", "http://a.nl/zoek?s=vloer", "http://a.nl/zoek?s=vloer"},
    {"", "http://a.nl/zoek?s=12345678901234567890123456",
     "http://a.nl/zoek?s=12345678901234567890123456"},
    {"", "http://a.nl/x?session=zomer-2026", "http://a.nl/x?session=zomer-2026"},
    {"", "http://a.nl/x?%75tm_source=x&a=1", "http://a.nl/x?a=1"},
    {"", "http://a.nl/x?ASPSESSIONIDQQRS=ABC", "http://a.nl/x"},
};

static void test_rows(void **state)
{
    (void)state;
    assert_true(G_N_ELEMENTS(rows) >= 100);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *actual = url_normalise(ts_text(rows[i].base), ts_text(rows[i].reference));
        if (g_strcmp0(actual, rows[i].normal) != 0) {
            fail_msg("row %zu: \"%s\" + \"%s\": wanted %s, got %s", i, rows[i].base,
                     rows[i].reference, rows[i].normal, actual);
        }
    }
}

static void check_property(struct ts_str base, const GString *text, guint *valid)
{
    g_autofree char *once = url_normalise(base, ts_bytes(text->str, text->len));
    if (!once) {
        return;
    }
    g_autofree char *twice = url_normalise(ts_text(NULL), ts_text(once));
    g_autofree char *against = url_normalise(ts_text("http://elders.example/x/y"), ts_text(once));
    if (g_strcmp0(once, twice) != 0 || g_strcmp0(once, against) != 0) {
        fail_msg("%s -> %s -> %s, %s", text->str, once, twice, against);
    }
    *valid += 1;
}

/* Whatever comes out stays as it is when it goes in again, also beside a base. */
static void test_idempotent(void **state)
{
    static const char *const pieces[] = {
        "a",
        "B",
        "/",
        ".",
        "..",
        "%2e",
        "%",
        "%4",
        "%41",
        "?",
        "&",
        "=",
        "#",
        ":",
        "@",
        "[",
        "]",
        "\\",
        " ",
        "\t",
        "~",
        "+",
        ";",
        "\"",
        "<",
        "|",
        "^",
        "{",
        "$",
        "!",
        "*",
        "(",
        "-",
        "_",
        "0",
        "%2F",
        "%5b",
        "//",
        "/./",
        "/../",
        "%%",
        "%zz",
        "utm_x",
        "80",
        ":80",
        ".nl",
        ";",
        ";jsessionid=",
        "%6asessionid=",
        "&sid=0cc175b9c0f1b6a831c399e269772661",
        "?%50HPSESSID=1",
        "%75tm_",
        "www.",
        "\xc3\xa9",
        "\xff",
        "%c3",
        "[::1]",
        "xn--",
        "\xef\xbc\x8e",
        "\xe3\x80\x82",
        "'",
        ",",
        "http://",
    };
    GRand *random = g_rand_new_with_seed(20261124);
    guint valid = 0;
    (void)state;
    for (guint round = 0; round < 200000; round++) {
        GString *text = g_string_new(round % 4 == 0   ? "http://"
                                     : round % 4 == 1 ? ""
                                                      : "http://a.nl/");
        guint size = (guint)g_rand_int_range(random, 0, 14);
        for (guint i = 0; i < size; i++) {
            g_string_append(text, pieces[g_rand_int_range(random, 0, G_N_ELEMENTS(pieces))]);
        }
        check_property(ts_text(round % 4 == 1 ? BASE : ""), text, &valid);
        g_string_free(text, TRUE);
    }
    assert_true(valid > 100000);
    g_rand_free(random);
}

/* Any bytes at all, and what real URLs become when some of theirs are changed. */
static void test_hostile(void **state)
{
    static const char *const seeds[] = {
        "https://www.a.nl/nl/vloeren/eiken;jsessionid=0F3A.n1?kleur=licht&utm_source=x&sid=1#maten",
        "http://z\xc3\xbcrich.example:80/%7Ejan/../x/./y%2fz?q=caf%C3%A9&&a=b%26c",
        "//[2001:db8::0:1]:443/a;b=c;jsessionid=9/..;jsessionid=8/%2e%2e/d?PHPSESSID=1",
    };
    GRand *random = g_rand_new_with_seed(20261126);
    guint valid = 0;
    (void)state;
    for (guint round = 0; round < 200000; round++) {
        GString *text =
            g_string_new(round % 2 ? seeds[round % G_N_ELEMENTS(seeds)] : "http://a.nl/");
        guint changes = (guint)g_rand_int_range(random, 0, 6);
        for (guint i = 0; i < changes; i++) {
            gint at = g_rand_int_range(random, 0, (gint)text->len);
            char byte = (char)g_rand_int_range(random, 0, 256);
            if (g_rand_boolean(random)) {
                text->str[at] = byte;
            } else {
                g_string_insert_c(text, at, byte);
            }
        }
        check_property(ts_text(BASE), text, &valid);
        g_string_free(text, TRUE);
    }
    assert_true(valid > 50000);
    g_rand_free(random);
}

static void test_caps(void **state)
{
    (void)state;
    GString *text = g_string_new("http://a.nl/");
    while (text->len < URL_SIZE) {
        g_string_append_c(text, 'a');
    }
    g_autofree char *longest = url_normalise(ts_text(NULL), ts_bytes(text->str, text->len));
    assert_non_null(longest);
    g_string_append_c(text, 'a');
    assert_null(url_normalise(ts_text(NULL), ts_bytes(text->str, text->len)));
    g_string_truncate(text, URL_SIZE - 10);
    g_string_append(text, "\xc3\xa9\xc3\xa9\xc3\xa9"); /* grows past the cap while escaped */
    assert_null(url_normalise(ts_text(NULL), ts_bytes(text->str, text->len)));
    g_string_free(text, TRUE);
}

static void test_parts(void **state)
{
    struct url_parts parts;
    (void)state;
    assert_true(url_split(ts_text("https://a.nl:8443/b/c?d=e"), &parts));
    assert_true(ts_is(parts.host, "a.nl") && ts_is(parts.path, "/b/c"));
    assert_true(ts_is(parts.target, "/b/c?d=e"));
    assert_int_equal(parts.port, 8443);
    assert_true(url_split(ts_text("http://[::1]/"), &parts));
    assert_true(ts_is(parts.host, "[::1]"));
    assert_int_equal(parts.port, 80);
    assert_false(url_split(ts_text("geen adres"), &parts));
    g_autofree char *authority = url_authority("https://a.nl/");
    assert_string_equal(authority, "a.nl:443");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),    cmocka_unit_test(test_idempotent),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_caps),
        cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
