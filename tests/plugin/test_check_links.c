/* SPDX-License-Identifier: MIT
 *
 * Links: what a page says of its own, and what is left alone.
 */
#include "tests/plugin/links_support.h"

#define SOME "{expected_hosts: [pakketvlot.example, '*.vloeren.example', 'CAF\303\211.example']}"

/* ---- one document ---- */

static int inspect(struct state *state, const struct ts_document *document)
{
    state->fake->host.phase = HOST_INSPECT;
    int done = state->fake->plugin->check->inspect(&state->fake->call, state->self, document);
    fakehost_settle(state->fake);
    return done;
}

#define INSIDE(host) "e unexpected-host " host
#define OWN_HTTP "http://www.vlakwerk.example/"

static const struct {
    const char *options, *locator, *base, *where;
    unsigned purpose;
    const char *href, *found;
} link_rows[] = {
    /* nothing to say */
    {ANY, PAGE, "", "", 0, "/contact.html", ""},
    {ANY, PAGE, "", "", 0, "https://pakketvlot.example/", ""},
    {ANY, PAGE, "", "", 0, "//pakketvlot.example/", ""},
    {ANY, PAGE, "", "", 0, "javascript:void(0)", ""},
    {ANY, PAGE, "", "", 0, "data:text/plain,x", ""},
    {ANY, PAGE, "", "", 0, "a:b", ""},
    {ANY, PAGE, "", "", 0, "", ""},
    {ANY, PAGE, "", "", 0, "http://{{host}}/", ""},
    {ANY, PAGE, "", "", 0, "http://localhost/*|LIST|*", ""},
    /* insecure */
    {ANY, PAGE, "", "html/body/p", 0, "http://www.vlakwerk.example/a",
     "w insecure " OWN_HTTP "a>https://www.vlakwerk.example/a"},
    {ANY, PAGE, "", "", 0, "http://vlakwerk.example/",
     "w insecure http://vlakwerk.example/>https://vlakwerk.example/"},
    {ANY, PAGE, "", "", 0, "HTTP://WWW.Vlakwerk.example:80/a?utm_source=x",
     "w insecure " OWN_HTTP "a>https://www.vlakwerk.example/a"},
    {ANY, PAGE, "", "", 0, "http://www.vlakwerk.example:8080/a",
     "w insecure http://www.vlakwerk.example:8080/a"},
    {ANY, PAGE, "", "", 0, "http://pakketvlot.example/", "i insecure http://pakketvlot.example/"},
    {ANY, PAGE, "", "", 0, "http://shop.vlakwerk.example/",
     "i insecure http://shop.vlakwerk.example/"},
    {ANY, "http://www.vlakwerk.example/", "", "", 0, "http://www.vlakwerk.example/a", ""},
    {ANY, "mail/a.eml", "", "", 0, "http://www.vlakwerk.example/a", ""},
    {ANY, PAGE, "", "", TS_LINK_ALTERNATE, "http://www.vlakwerk.example/a",
     "w insecure " OWN_HTTP "a>https://www.vlakwerk.example/a"},
    {ANY, PAGE, "", "", TS_LINK_REDIRECT, "http://pakketvlot.example/x",
     "i insecure http://pakketvlot.example/x"},
    {ANY, PAGE, "", "html/body/form/@action", 0, "http://pakketvlot.example/x",
     "e insecure http://pakketvlot.example/x"},
    {ANY, PAGE, "", "html/body/form[12]/@action", 0, "http://www.vlakwerk.example/x",
     "e insecure " OWN_HTTP "x>https://www.vlakwerk.example/x"},
    {ANY, PAGE, "", "html/body/form", 0, "http://pakketvlot.example/x",
     "i insecure http://pakketvlot.example/x"},
    {ANY, PAGE, "", "html/body/iframe[2]/@src", 0, "http://pakketvlot.example/x",
     "w insecure http://pakketvlot.example/x"},
    {ANY, PAGE, "", "frame/@src", 0, "http://pakketvlot.example/x",
     "w insecure http://pakketvlot.example/x"},
    {ANY, PAGE, "", "]/@src", 0, "http://pakketvlot.example/x",
     "i insecure http://pakketvlot.example/x"},
    {ANY, "https://www.vlakwerk.example/sitemap.xml", "", "", TS_LINK_MAP,
     "http://www.vlakwerk.example/a/b", "w insecure " OWN_HTTP ">https://www.vlakwerk.example/"},
    {ANY, PAGE, "http://www.vlakwerk.example/", "", 0, "contact.html",
     "w insecure " OWN_HTTP "contact.html>https://www.vlakwerk.example/contact.html"},
    {ANY, PAGE, "/map/", "", 0, "contact.html", ""},
    /* hosts that are only there for builders */
    {ANY, PAGE, "", "", 0, "http://localhost:8080/x", INSIDE("localhost")},
    {ANY, PAGE, "", "", 0, "https://LOCALHOST/x", INSIDE("localhost")},
    {ANY, PAGE, "", "", 0, "//localhost/x", INSIDE("localhost")},
    {ANY, PAGE, "", "", 0, "https://app.localhost/", INSIDE("app.localhost")},
    {ANY, PAGE, "", "", 0, "https://127.0.0.1/", INSIDE("127.0.0.1")},
    {ANY, PAGE, "", "", 0, "https://127.255.3.1/", INSIDE("127.255.3.1")},
    {ANY, PAGE, "", "", 0, "https://0.0.0.0/", INSIDE("0.0.0.0")},
    {ANY, PAGE, "", "", 0, "https://10.1.2.3/", INSIDE("10.1.2.3")},
    {ANY, PAGE, "", "", 0, "https://100.127.0.1/", INSIDE("100.127.0.1")},
    {ANY, PAGE, "", "", 0, "https://100.128.0.1/", ""},
    {ANY, PAGE, "", "", 0, "https://172.16.0.1/", INSIDE("172.16.0.1")},
    {ANY, PAGE, "", "", 0, "https://172.31.255.255/", INSIDE("172.31.255.255")},
    {ANY, PAGE, "", "", 0, "https://172.32.0.1/", ""},
    {ANY, PAGE, "", "", 0, "https://172.15.0.1/", ""},
    {ANY, PAGE, "", "", 0, "https://192.168.178.1/", INSIDE("192.168.178.1")},
    {ANY, PAGE, "", "", 0, "https://192.169.0.1/", ""},
    {ANY, PAGE, "", "", 0, "https://169.254.169.254/", INSIDE("169.254.169.254")},
    {ANY, PAGE, "", "", 0, "https://[::1]:3000/", INSIDE("[::1]")},
    {ANY, PAGE, "", "", 0, "https://[fd12::1]/", INSIDE("[fd12::1]")},
    {ANY, PAGE, "", "", 0, "https://[fe80::1]/", INSIDE("[fe80::1]")},
    {ANY, PAGE, "", "", 0, "https://[::ffff:10.0.0.1]/", INSIDE("[::ffff:10.0.0.1]")},
    {ANY, PAGE, "", "", 0, "https://[2001:db8::1]/", ""},
    {ANY, PAGE, "", "", 0, "https://intranet/", INSIDE("intranet")},
    {ANY, PAGE, "", "", 0, "https://nas.local/", INSIDE("nas.local")},
    {ANY, PAGE, "", "", 0, "https://shop.test/", INSIDE("shop.test")},
    {ANY, PAGE, "", "", 0, "https://www.local.example/", ""},
    {ANY, PAGE, "", "", 0, "https://mylocal.example/", ""},
    {ANY, PAGE, "", "", 0, "https://www.notlocalhost.example/", ""},
    {ANY, "mail/a.eml", "", "", 0, "http://localhost/x", INSIDE("localhost")},
    {ANY, "http://shop.test/", "", "", 0, "http://localhost/x", ""},
    {ANY, "http://127.0.0.1:8080/", "", "", 0, "http://127.0.0.1:8080/x", ""},
    {ANY, "https://shop.test/", "", "", 0, "http://shop.test/x",
     "w insecure http://shop.test/x>https://shop.test/x"},
    {"{expected_hosts: [localhost]}", PAGE, "", "", 0, "https://localhost/x", ""},
    {ANY, PAGE, "http://localhost/", "", 0, "contact.html", INSIDE("localhost")},
    /* hosts that were not expected */
    {SOME, PAGE, "", "", 0, "https://pakketvlot.example/x", ""},
    {SOME, PAGE, "", "", 0, "https://www.pakketvlot.example/x",
     "w unexpected-host www.pakketvlot.example"},
    {SOME, PAGE, "", "", 0, "https://a.b.vloeren.example/", ""},
    {SOME, PAGE, "", "", 0, "https://vloeren.example/", ""},
    {SOME, PAGE, "", "", 0, "https://houtenvloeren.example/",
     "w unexpected-host houtenvloeren.example"},
    {SOME, PAGE, "", "", 0, "https://caf\303\251.example/", ""},
    {SOME, PAGE, "", "", 0, "https://vlakwerk.example/x", ""},
    {SOME, PAGE, "", "", 0, "https://shop.vlakwerk.example/x",
     "w unexpected-host shop.vlakwerk.example"},
    {SOME, PAGE, "", "", 0, "https://nas.local/", INSIDE("nas.local")},
    {SOME, "mail/a.eml", "", "", 0, "https://gok.example/", "w unexpected-host gok.example"},
    {SOME, PAGE, "", "", 0, "http://gok.example/",
     "w unexpected-host gok.example, i insecure http://gok.example/"},
    {SOME, PAGE, "", "", 0, "https://[2001:db8::1]/", "w unexpected-host [2001:db8::1]"},
    /* half an address */
    {ANY, PAGE, "", "", 0, "http://", "w broken http://"},
    {ANY, PAGE, "", "", 0, "HTTPS:///", "w broken HTTPS:///"},
    {ANY, PAGE, "", "", 0, "http://https://pakketvlot.example/x",
     "w broken http://https://pakketvlot.example/x"},
    {SOME, PAGE, "", "", 0, "https://http//pakketvlot.example/",
     "w broken https://http//pakketvlot.example/"},
    /* mail and telephone */
    {ANY, PAGE, "", "", 4, "mailto:info@vlakwerk.example", ""},
    {ANY, PAGE, "", "", 4, "MAILTO:info%40vlakwerk.example?subject=a@b", ""},
    {ANY, PAGE, "", "", 4, "mailto:a@b.example,c@d.example;", ""},
    {ANY, PAGE, "", "", 4, "mailto:?subject=Kijk&body=x", ""},
    {ANY, PAGE, "", "", 4, "mailto:%22a,b%22@vlakwerk.example", ""},
    {ANY, PAGE, "", "", 4, "mailto:{{email}}", ""},
    {ANY, PAGE, "", "", 4, "mailto:", "w broken mailto:"},
    {ANY, PAGE, "", "", 4, "mailto: ", "w broken mailto: "},
    {ANY, PAGE, "", "", 4, "mailto:info", "w broken mailto:info (info)"},
    {ANY, PAGE, "", "", 4, "mailto:info@?subject=x", "w broken mailto:info@?subject=x (info@)"},
    {ANY, PAGE, "", "", 4, "mailto:@vlakwerk.example",
     "w broken mailto:@vlakwerk.example (@vlakwerk.example)"},
    {ANY, PAGE, "", "", 4, "mailto:a@b.example,info", "w broken mailto:a@b.example,info (info)"},
    {ANY, PAGE, "", "", 4, "mailto:%ff%20,", "w broken mailto:%ff%20, (\357\277\275)"},
    {ANY, PAGE, "", "", 4, "tel:+31301234567", ""},
    {ANY, PAGE, "", "", 4, "tel:0800-VLOER;ext=2", ""},
    {ANY, PAGE, "", "", 4, "tel:%2B31", ""},
    {ANY, PAGE, "", "", 4, "tel:", "w broken tel:"},
    {ANY, PAGE, "", "", 4, "tel:bel-ons", "w broken tel:bel-ons (bel-ons)"},
    {ANY, PAGE, "", "", 4, "tel:;ext=2", "w broken tel:;ext=2 (;ext=2)"},
};

static void test_links(void **data)
{
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(link_rows); i++) {
        struct state state = open_with(link_rows[i].options);
        struct ts_link link = {.href = ts_text(link_rows[i].href),
                               .where = ts_text(link_rows[i].where),
                               .purpose = link_rows[i].purpose,
                               .line = 3,
                               .column = 7};
        struct ts_document document = {.size = sizeof document,
                                       .locator = ts_text(link_rows[i].locator),
                                       .base = ts_text(link_rows[i].base),
                                       .links = ts_one(&link, sizeof link)};
        int done = inspect(&state, &document);
        g_autofree char *what = g_strdup_printf("row %zu: %s", i, link_rows[i].href);
        wrong += !is_found(state.fake, done, what, link_rows[i].found);
        close_state(&state);
    }
    assert_int_equal(wrong, 0);
}

static const struct {
    const char *locator;
    unsigned kind;
    const char *uri, *found;
} picture_rows[] = {
    {PAGE, TS_REFERENCE_IMAGE, "/a.png", ""},
    {PAGE, TS_REFERENCE_IMAGE, "cid:logo", ""},
    {PAGE, TS_REFERENCE_IMAGE, "data:image/png;base64,AAAA", ""},
    {PAGE, TS_REFERENCE_IMAGE, "https://cdn.example/a.png", ""},
    {PAGE, TS_REFERENCE_IMAGE, "http://cdn.example/a.png", "w insecure http://cdn.example/a.png"},
    {PAGE, TS_REFERENCE_ICON, "http://www.vlakwerk.example/a.png",
     "w insecure http://www.vlakwerk.example/a.png>https://www.vlakwerk.example/a.png"},
    {PAGE, TS_REFERENCE_BACKGROUND, "http://cdn.example/a", "w insecure http://cdn.example/a"},
    {PAGE, TS_REFERENCE_SOCIAL, "http://cdn.example/a.png", "i insecure http://cdn.example/a.png"},
    {PAGE, TS_REFERENCE_IMAGE, "http://localhost/a.png", INSIDE("localhost")},
    {"mail/a.eml", TS_REFERENCE_IMAGE, "http://cdn.example/a.png", ""},
};

/* Pictures come from anywhere: expected_hosts does not speak of them. */
static void test_pictures(void **data)
{
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(picture_rows); i++) {
        struct state state = open_with(SOME);
        struct ts_reference reference = {.uri = ts_text(picture_rows[i].uri),
                                         .kind = picture_rows[i].kind};
        struct ts_document document = {.size = sizeof document,
                                       .locator = ts_text(picture_rows[i].locator),
                                       .references = ts_one(&reference, sizeof reference)};
        int done = inspect(&state, &document);
        g_autofree char *what = g_strdup_printf("picture %zu: %s", i, picture_rows[i].uri);
        wrong += !is_found(state.fake, done, what, picture_rows[i].found);
        close_state(&state);
    }
    assert_int_equal(wrong, 0);
}

/* ---- fragments ---- */

static const struct {
    const char *locator, *base;
    unsigned purpose;
    const char *href, *found;
} fragment_rows[] = {
    {PAGE, "", 0, "#garantie", ""},
    {PAGE, "", 0, "#Garantie", "- fragment-missing #Garantie"},
    {PAGE, "", 0, "#weg", "- fragment-missing #weg"},
    {PAGE, "", 0, "#", ""},
    {PAGE, "", 0, "#top", ""},
    {PAGE, "", 0, "#TOP", ""},
    {PAGE, "", 0, "#0", ""},
    {PAGE, "", 0, "#!weg", ""},
    {PAGE, "", 0, "#/weg", ""},
    {PAGE, "", 0, "#%2Fweg", ""},
    {PAGE, "", 0, "#tab=2", ""},
    {PAGE, "", 0, "#actie%3Aopen%3D2", ""},
    {PAGE, "", 0, "#:~:text=weg", ""},
    {PAGE, "", 0, "#garantie:~:text=weg", ""},
    {PAGE, "", 0, "#weg:~:text=weg", "- fragment-missing #weg"},
    {PAGE, "", 0, "#{{id}}", ""},
    {PAGE, "", 0, "#onze%20vloer", ""},
    {PAGE, "", 0, "#onze vloer", ""},
    {PAGE, "", 0, "#%C3%A9%C3%A9n", ""},
    {PAGE, "", 0, "#\303\251\303\251n", ""},
    {PAGE, "", 0, "#100%25", ""}, /* an id that is written so */
    {PAGE, "", 0, "#50%", ""},
    {PAGE, "", 0, "#%ff", "- fragment-missing #%ff"},
    {PAGE, "", 0, "#a#b", "- fragment-missing #a#b"},
    {PAGE, "", 0, "eiken.html#weg", "- fragment-missing #weg"},
    {PAGE, "", 0, PAGE "#weg", "- fragment-missing #weg"},
    {PAGE, "", 0, PAGE "#garantie", ""},
    {PAGE, "", 0, "/#weg", ""}, /* another page: known when all were seen */
    {PAGE, "", 0, "?a=b#weg", ""},
    {PAGE, "/", 0, "#weg", ""}, /* with a base it is another page too */
    {PAGE, "/vloeren/eiken.html", 0, "#weg", "- fragment-missing #weg"},
    {PAGE, "", TS_LINK_ALTERNATE, "#weg", ""},
    {"site/eiken.html", "", 0, "#weg", "- fragment-missing #weg"},
    {"site/eiken.html", "", 0, "eiken.html#weg", ""},
};

static void test_fragments(void **data)
{
    const struct ts_str anchors[] = {ts_text("garantie"), ts_text("onze vloer"),
                                     ts_text("\303\251\303\251n"), ts_text("100%25"),
                                     ts_text("50%")};
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(fragment_rows); i++) {
        struct state state = open_with(ANY);
        struct ts_link link = {.href = ts_text(fragment_rows[i].href),
                               .purpose = fragment_rows[i].purpose};
        struct ts_document document = {.size = sizeof document,
                                       .locator = ts_text(fragment_rows[i].locator),
                                       .base = ts_text(fragment_rows[i].base),
                                       .anchors = TS_LIST_OF(anchors),
                                       .links = ts_one(&link, sizeof link)};
        int done = inspect(&state, &document);
        g_autofree char *what = g_strdup_printf("fragment %zu: %s", i, fragment_rows[i].href);
        wrong += !is_found(state.fake, done, what, fragment_rows[i].found);
        fakehost_reset(state.fake);
        document.anchors.count = 0; /* a reader that knows of none */
        done = inspect(&state, &document);
        wrong += !is_found(state.fake, done, what, "");
        close_state(&state);
    }
    assert_int_equal(wrong, 0);
}

/* ---- many ---- */

static void test_together(void **data)
{
    struct state state = open_with(ANY);
    struct ts_link links[] = {
        {.href = ts_text("http://pakketvlot.example/"), .line = 1},
        {.href = ts_text("http://localhost/a"), .line = 2},
        {.href = ts_text("http://pakketvlot.example/"), .where = ts_text("iframe/@src"), .line = 3},
        {.href = ts_text("http://localhost/b"), .line = 4},
    };
    struct ts_document document = {
        .size = sizeof document, .locator = ts_text(PAGE), .links = TS_LIST_OF(links)};
    (void)data;
    int done = inspect(&state, &document);
    assert_true(is_found(state.fake, done, "together",
                         "w insecure http://pakketvlot.example/*2, " INSIDE("localhost") "*2"));
    close_state(&state);
}

/* More than is told is counted; neither the host's cap nor the time is passed. */
static void test_caps(void **data)
{
    static struct ts_link links[40000];
    g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
    struct state state = open_with(ANY);
    (void)data;
    for (guint i = 0; i < G_N_ELEMENTS(links); i++) {
        gboolean is_host = i % 2;
        char *href = is_host ? g_strdup("http://localhost/")
                             : g_strdup_printf("http://pakketvlot.example/%u", i);
        g_ptr_array_add(kept, href);
        links[i] = (struct ts_link){.href = ts_text(href)};
    }
    struct ts_document document = {
        .size = sizeof document, .locator = ts_text(PAGE), .links = TS_LIST_OF(links)};
    assert_int_equal(inspect(&state, &document), 0);
    assert_null(state.fake->breach);
    assert_int_equal(state.fake->findings->len, 1000);
    const struct fake_finding *host = g_ptr_array_index(state.fake->findings, 1);
    const struct fake_finding *last = g_ptr_array_index(state.fake->findings, 999);
    assert_string_equal(host->actual, "localhost");
    assert_int_equal(host->place_count, 1000);
    assert_string_equal(g_hash_table_lookup(last->arguments, "more"), "38001");
    close_state(&state);
}

static void test_long(void **data)
{
    struct state state = open_with(ANY);
    GString *href = g_string_new("mailto:");
    (void)data;
    while (href->len < 8000) {
        g_string_append(href, "\303\251");
    }
    struct ts_link link = {.href = ts_bytes(href->str, href->len), .purpose = TS_LINK_CONTACT};
    struct ts_document document = {
        .size = sizeof document, .locator = ts_text(PAGE), .links = ts_one(&link, sizeof link)};
    assert_int_equal(inspect(&state, &document), 0);
    assert_null(state.fake->breach);
    assert_int_equal(state.fake->findings->len, 1);
    const struct fake_finding *finding = g_ptr_array_index(state.fake->findings, 0);
    assert_int_equal(strlen(finding->actual), 1999); /* not in the middle of a letter */
    g_string_free(href, TRUE);
    close_state(&state);
}

/* ---- options ---- */

static void test_refused(void **data)
{
    static const char *const wrong[] = {
        "https://www.vlakwerk.example/", "a b", "*", "*.", "a..b", ""};
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
        struct fakehost *fake = fakehost_new("check-links");
        g_autofree char *yaml = g_strdup_printf("{expected_hosts: ['%s']}", wrong[i]);
        struct ts_open open = fakehost_open(fake, yaml, "{name: V}");
        void *self = NULL;
        assert_int_equal(fake->plugin->check->open(&fake->call, &open, &self), -1);
        fakehost_settle(fake);
        g_autofree char *named = g_strdup_printf("expected_hosts: \"%s\" is no host", wrong[i]);
        if (!strstr(fake->failure, named)) {
            fail_msg("%s: %s", wrong[i], fake->failure);
        }
        fakehost_free(&fake);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_links),     cmocka_unit_test(test_pictures),
        cmocka_unit_test(test_fragments), cmocka_unit_test(test_together),
        cmocka_unit_test(test_caps),      cmocka_unit_test(test_long),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
