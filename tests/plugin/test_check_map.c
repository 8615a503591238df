/* SPDX-License-Identifier: MIT
 *
 * The check "map": what is ours in links, text and data of a document, and what of it the plan does
 * not know.
 */
#include "tests/plugin/fakehost.h" /* before cmocka, whose macro fail() it must not meet */

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* example.com is the name of example.org under another ending (RFC 2606 keeps both). */
#define BRAND                                                                       \
    "{name: Vlakwerk, identity: {domains: [vlakwerk.example, example.org],"         \
    " emails: [info@vlakwerk.example, {id: s, address: Service@vlakwerk.example}]," \
    " phones: [{id: p, number: \"+31 30 123 45 67\"}]}}"

struct state {
    struct fakehost *fake;
    void *self;
};

static struct state open_check(const char *brand)
{
    struct state state = {.fake = fakehost_new("check-map")};
    struct ts_open open = fakehost_open(state.fake, "{}", brand);
    assert_int_equal(state.fake->plugin->check->open(&state.fake->call, &open, &state.self), 0);
    return state;
}

static void close_check(struct state *state)
{
    state->fake->plugin->check->close(&state->fake->call, state->self);
    fakehost_free(&state->fake);
}

/* What was observed, one after the other. */
static char *inspect(struct state *state, const struct ts_document *document)
{
    GString *out = g_string_new(NULL);
    fakehost_reset(state->fake);
    state->fake->host.phase = HOST_INSPECT;
    host_call_set_blocks(&state->fake->host, document->blocks);
    assert_int_equal(state->fake->plugin->check->inspect(&state->fake->call, state->self, document),
                     0);
    fakehost_settle(state->fake);
    assert_null(state->fake->breach);
    for (guint i = 0; i < state->fake->observations->len; i++) {
        const struct fake_observation *seen = g_ptr_array_index(state->fake->observations, i);
        assert_string_equal(seen->key, "unlisted");
        g_string_append_printf(out, "%s%s", i ? ", " : "", seen->value);
    }
    return g_string_free(out, FALSE);
}

static guint compare(const char *what, const char *actual, const char *wanted)
{
    if (strcmp(actual, wanted) == 0) {
        return 0;
    }
    print_error("%s\n  wanted %s\n  got    %s\n", what, wanted, actual);
    return 1;
}

/* ---- links ----------------------------------------------------------------------------------- */

static const struct {
    const char *href, *seen;
} links[] = {
    /* domains */
    {"https://www.vlakwerk.example/vloeren", "vlakwerk.example"},
    {"https://Actie.Vlakwerk.example", "actie.vlakwerk.example"},
    {"//shop.vlakwerk.example/x?y#z", "shop.vlakwerk.example"},
    {"http://shop.vlakwerk.example:8080/", "shop.vlakwerk.example"},
    {"https://example.com/", "example.com"},
    {"https://nl.example.com/", "nl.example.com"},
    {"https://myexample.com/", ""},
    {"https://example.com.pakketvlot.example/", ""},
    {"https://vlakwerk.example.pakketvlot.example/", ""},
    {"https://pakketvlot.example/?to=vlakwerk.example", ""},
    {"https://nietvlakwerk.example/", ""},
    {"/contact", ""},
    {"contact.html", ""},
    {"#top", ""},
    {"", ""},
    {"https:", ""},
    {"https://", ""},
    {"javascript:open('https://shop.vlakwerk.example')", ""},
    /* profiles */
    {"https://www.instagram.com/Vlakwerk/", "instagram.com/vlakwerk"},
    {"https://instagram.com/vlakwerk?utm_source=site", "instagram.com/vlakwerk"},
    {"https://instagram.com/vlakwerk.vloeren", "instagram.com/vlakwerk.vloeren"},
    {"https://instagram.com/devlakwerkers", ""},
    {"https://instagram.com/mijnvlakwerk", "instagram.com/mijnvlakwerk"},
    {"https://instagram.com/p/AbC", ""},
    {"https://instagram.com/pakketvlot", ""},
    {"https://nl-nl.facebook.com/vlakwerk", "facebook.com/vlakwerk"},
    {"https://www.facebook.com/pages/Vlakwerk/123", "facebook.com/pages/vlakwerk"},
    {"https://www.facebook.com/sharer/sharer.php?u=https://vlakwerk.example", ""},
    {"https://www.facebook.com/sharer.php?u=vlakwerk", ""},
    {"https://www.facebook.com/share.php?u=vlakwerk", ""},
    {"https://www.facebook.com/profile.php?id=100", ""},
    {"https://www.linkedin.com/company/vlakwerk-bv/about/", "linkedin.com/company/vlakwerk-bv"},
    {"https://www.linkedin.com/in/vlakwerk", ""},
    {"https://www.linkedin.com/shareArticle?url=vlakwerk", ""},
    {"https://www.youtube.com/@Vlakwerk", "youtube.com/@vlakwerk"},
    {"https://youtube.com/c/vlakwerk", "youtube.com/c/vlakwerk"},
    {"https://youtube.com/user/vlakwerk", "youtube.com/user/vlakwerk"},
    {"https://youtube.com/channel/UC123", ""},
    {"https://www.youtube.com/watch?v=vlakwerk", ""},
    {"https://x.com/vlakwerk", "x.com/vlakwerk"},
    {"https://twitter.com/vlakwerk/status/1", "x.com/vlakwerk"},
    {"https://twitter.com/intent/tweet?text=vlakwerk", ""},
    {"https://twitter.com/share?url=vlakwerk", ""},
    {"https://www.tiktok.com/@vlakwerk", "tiktok.com/@vlakwerk"},
    {"https://www.pinterest.com/vlakwerk/", "pinterest.com/vlakwerk"},
    {"https://nl.pinterest.com/vlakwerk/", "pinterest.com/vlakwerk"},
    {"https://www.pinterest.de/vlakwerk/", "pinterest.com/vlakwerk"},
    {"https://pinterest.com/pin/create/button/?url=vlakwerk", ""},
    {"https://www.threads.net/@vlakwerk", "threads.net/@vlakwerk"},
    {"https://bsky.app/profile/vlakwerk.example", "bsky.app/profile/vlakwerk.example"},
    {"https://mastodon.social/@vlakwerk", "mastodon.social/@vlakwerk"},
    {"https://t.me/vlakwerk", "t.me/vlakwerk"},
    {"https://t.me/share/url?url=vlakwerk", ""},
    {"https://wa.me/31301234567", "wa.me/31301234567"},
    {"https://wa.me/31301234567?text=Hallo", "wa.me/31301234567"},
    {"https://wa.me/31401234567", ""},
    {"https://wa.me/?text=https://vlakwerk.example", ""},
    {"https://nl.trustpilot.com/review/www.vlakwerk.example",
     "trustpilot.com/review/www.vlakwerk.example"},
    {"https://nl.trustpilot.com/review/pakketvlot.example", ""},
    {"https://notinstagram.com/vlakwerk", ""},
    /* mailboxes */
    {"mailto:verkoop@vlakwerk.example", "verkoop@vlakwerk.example"},
    {"mailto:Verkoop@Vlakwerk.example?subject=Vloer", "verkoop@vlakwerk.example"},
    {"mailto:a@vlakwerk.example,b@shop.vlakwerk.example,c@pakketvlot.example",
     "a@vlakwerk.example, b@shop.vlakwerk.example"},
    {"mailto:info@vlakwerk.example", ""},
    {"mailto:SERVICE@vlakwerk.example", ""},
    {"mailto:naam@vlakwerk.example", ""},
    {"mailto:a@example.com", ""}, /* not known to be ours */
    {"mailto:?body=a@vlakwerk.example", ""},
    {"mailto:", ""},
    /* numbers */
    {"tel:+31301234567", "+31 30 123 45 67"},
    {"tel:0031-30-123-45-67", "+31 30 123 45 67"},
    {"tel:030 1234567", "+31 30 123 45 67"},
    {"TEL:+31 (0)30 123 45 67;ext=2", "+31 30 123 45 67"},
    {"tel:+31301234568", ""},
    {"tel:1234567", ""}, /* the number of a street, of any place */
    {"tel:112", ""},
};

static void test_links(void **data)
{
    struct state state = open_check(BRAND);
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(links); i++) {
        struct ts_link link = {.href = ts_text(links[i].href), .line = 3, .column = 5};
        struct ts_document document = {.size = sizeof document,
                                       .links = ts_one(&link, sizeof link)};
        g_autofree char *seen = inspect(&state, &document);
        wrong += compare(links[i].href, seen, links[i].seen);
    }
    assert_int_equal(wrong, 0);
    close_check(&state);
}

/* A short name is looked for as a whole, and under no other ending. */
static const struct {
    const char *brand, *href, *seen;
} names[] = {
    {"{name: Bol, identity: {domains: [bol.example]}}", "https://x.com/bol", "x.com/bol"},
    {"{name: Bol, identity: {domains: [bol.example]}}", "https://x.com/bol_nl", "x.com/bol_nl"},
    {"{name: Bol, identity: {domains: [bol.example]}}", "https://x.com/bolwerk", ""},
    {"{name: Bol, identity: {domains: [bol.example]}}", "https://x.com/symbol", ""},
    {"{name: Bol, identity: {domains: [bol.example]}}", "https://bol.com/", ""},
    {"{name: Vlak & Werk, identity: {}}", "https://x.com/vlakwerk", "x.com/vlakwerk"},
    {"{name: Vlak & Werk, identity: {}}", "https://vlakwerk.example/", ""},
    {"{name: V, identity: {domains: [www.vlakwerk.example]}}", "https://vlakwerk.example/",
     "vlakwerk.example"},
    {"{name: V, identity: {domains: [not a domain]}}", "https://vlakwerk.example/", ""},
    {"{name: V, identity: {domains: [192.0.2.1]}}", "https://192.0.2.1/", ""},
    {"{name: V, identity: {domains: [café.example]}}", "https://xn--caf-dma.example/",
     "xn--caf-dma.example"},
    {"{name: V, identity: {domains: [café.example]}}", "https://shop.Café.example/",
     "shop.xn--caf-dma.example"},
};

static void test_names(void **data)
{
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        struct state state = open_check(names[i].brand);
        struct ts_link link = {.href = ts_text(names[i].href)};
        struct ts_document document = {.size = sizeof document,
                                       .links = ts_one(&link, sizeof link)};
        g_autofree char *seen = inspect(&state, &document);
        wrong += compare(names[i].href, seen, names[i].seen);
        close_check(&state);
    }
    assert_int_equal(wrong, 0);
}

/* ---- text ------------------------------------------------------------------------------------ */

static const struct {
    const char *text, *seen;
    unsigned role;
} texts[] = {
    {"Kijk op www.vlakwerk.example.", "vlakwerk.example", 0},
    {"Kijk op VLAKWERK.EXAMPLE!", "vlakwerk.example", 0},
    {"https://actie.vlakwerk.example/herfst?x=1", "actie.vlakwerk.example", 0},
    {"(vlakwerk.example), info@vlakwerk.example, verkoop@vlakwerk.example.",
     "vlakwerk.example, verkoop@vlakwerk.example", 0},
    {"jan.de-vries+web@vlakwerk.example", "jan.de-vries+web@vlakwerk.example", 0},
    {"Mail naar a@vlakwerk.example of a@vlakwerk.example", "a@vlakwerk.example", 0},
    {"Ook op example.com", "example.com", 0},
    {"Bij Example.Com is het lekker", "", 0},
    {"de vloer van Vlakwerk.De plint", "", 0},
    {"vlakwerk.pdf en example.docx", "", 0},
    {"x@2x.vlakwerk", "", 0},
    {"naam@vlakwerk.example", "", 0},
    {"pakketvlot.example", "", 0},
    {"vlakwerk.example", "", TS_ROLE_CODE},
    {"....", "", 0},
    {"a.b.c.d..vlakwerk.example", "", 0},
    {"@vlakwerk.example", "", 0},
    {".@vlakwerk.example", "", 0},
    {"é.vlakwerk.example", "vlakwerk.example", 0},
    {"", "", 0},
};

static void test_texts(void **data)
{
    struct state state = open_check(BRAND);
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct ts_block block = {
            .size = sizeof block, .role = texts[i].role, .text = ts_text(texts[i].text)};
        struct ts_document document = {.size = sizeof document,
                                       .blocks = ts_one(&block, sizeof block)};
        g_autofree char *seen = inspect(&state, &document);
        wrong += compare(texts[i].text, seen, texts[i].seen);
    }
    assert_int_equal(wrong, 0);
    close_check(&state);
}

/* The place is that of the address, on the borders of its characters. */
static void test_place(void **data)
{
    struct state state = open_check(BRAND);
    struct ts_block blocks[] = {
        {.size = sizeof *blocks, .text = ts_text("Vloeren")},
        {.size = sizeof *blocks, .text = ts_text("één adres: verkoop@vlakwerk.example.")}};
    struct ts_document document = {.size = sizeof document, .blocks = TS_LIST_OF(blocks)};
    (void)data;
    g_free(inspect(&state, &document));
    const struct fake_observation *first = g_ptr_array_index(state.fake->observations, 0);
    assert_int_equal(first->block, 1);
    assert_int_equal(first->offset, strlen("één adres: "));
    assert_int_equal(first->length, strlen("verkoop@vlakwerk.example"));
    close_check(&state);
}

/* A page of nothing but addresses is cut short, and takes no more than a page should. */
static void test_many(void **data)
{
    struct state state = open_check(BRAND);
    GString *text = g_string_new(NULL);
    (void)data;
    for (guint i = 0; i < 20000; i++) {
        g_string_append_printf(text, "m%u@vlakwerk.example ", i);
    }
    for (guint i = 0; i < 20000; i++) {
        g_string_append(text, "a.a.a.a.a.");
    }
    struct ts_block block = {.size = sizeof block, .text = ts_bytes(text->str, text->len)};
    struct ts_document document = {.size = sizeof document, .blocks = ts_one(&block, sizeof block)};
    g_free(inspect(&state, &document));
    assert_int_equal(state.fake->observations->len, 500);
    g_string_free(text, TRUE);
    close_check(&state);
}

/* ---- data ------------------------------------------------------------------------------------ */

#define ORGANIZATION(name, same)                                                              \
    "{\"@context\":\"https://schema.org\",\"@type\":\"LocalBusiness\",\"name\":\"" name "\"," \
    "\"sameAs\":" same "}"

static const struct {
    const char *text, *seen;
} data_rows[] = {
    {ORGANIZATION("Vlakwerk B.V.", "[\"https://www.instagram.com/houtopjevloer\", "
                                   "\"https://www.youtube.com/channel/UC123\"]"),
     "instagram.com/houtopjevloer, youtube.com/channel/uc123"},
    {ORGANIZATION("Vlakwerk", "\"https://www.facebook.com/houtopjevloer\""),
     "facebook.com/houtopjevloer"},
    {ORGANIZATION("Vlakwerk", "\"https://actie.vlakwerk.example\""), "actie.vlakwerk.example"},
    {ORGANIZATION("Pakketvlot", "\"https://www.instagram.com/pakketvlot\""), ""},
    {ORGANIZATION("Vlakwerk", "\"https://nl.wikipedia.org/wiki/Vlakwerk\""), ""},
    {ORGANIZATION("Vlakwerk", "7"), ""},
    {"{\"@type\":\"Person\",\"name\":\"Vlakwerk\",\"sameAs\":\"https://x.com/jan\"}", ""},
    {"{\"sameAs\":", ""},
};

static void test_data(void **data)
{
    struct state state = open_check(BRAND);
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(data_rows); i++) {
        struct ts_structured piece = {.format = ts_text("json-ld"),
                                      .text = ts_text(data_rows[i].text)};
        struct ts_document document = {.size = sizeof document,
                                       .structured = ts_one(&piece, sizeof piece)};
        g_autofree char *seen = inspect(&state, &document);
        wrong += compare(data_rows[i].text, seen, data_rows[i].seen);
    }
    assert_int_equal(wrong, 0);
    close_check(&state);
}

/* ---- the plan -------------------------------------------------------------------------------- */

#define SITE                                                        \
    {                                                               \
        "site", "website", "owned", "https://www.vlakwerk.example/" \
    }

/* What stands where, under which touchpoints, and what is said: "kind value*places". */
static const struct {
    const char *what;
    struct {
        const char *id, *channel, *control, *locator;
    } touchpoints[4];
    struct {
        const char *touchpoint, *locator, *value;
    } seen[5];
    const char *said;
} plans[] = {
    {"a host that no touchpoint starts at, at the first place of each",
     {SITE, {"mails", "email", "owned", "mails"}},
     {{"mails", "m.eml", "actie.vlakwerk.example"},
      {"mails", "n.eml", "actie.vlakwerk.example"},
      {"site", "https://vlakwerk.example/a", "actie.vlakwerk.example"},
      {"site", "https://vlakwerk.example/a", "vlakwerk.example"}},
     "place actie.vlakwerk.example*2"},
    {"a host whose pages are read is known",
     {SITE, {"mails", "email", "owned", "mails"}},
     {{"site", "https://blog.vlakwerk.example/", NULL},
      {"mails", "m.eml", "blog.vlakwerk.example"}},
     ""},
    {"our name elsewhere",
     {SITE, {"mails", "email", "owned", "mails"}},
     {{"mails", "m.eml", "example.com"}},
     "alike example.com*1"},
    {"a profile, and one that is a touchpoint",
     {SITE, {"insta", "social", "owned", "https://instagram.com/vlakwerk"}},
     {{"site", "a", "instagram.com/vlakwerk"}, {"site", "a", "x.com/vlakwerk"}},
     "place x.com/vlakwerk*1"},
    {"a profile whose touchpoint is fed by files",
     {SITE, {"facebook-nl", "social", "owned", "posts.json"}},
     {{"site", "a", "facebook.com/vlakwerk"}},
     ""},
    {"a mailbox",
     {SITE, {"mails", "email", "owned", "m"}},
     {{"site", "a", "verkoop@vlakwerk.example"}},
     "mailbox verkoop@vlakwerk.example*1"},
    {"a number, and no telephone among the touchpoints",
     {SITE, {"mails", "email", "owned", "m"}},
     {{"site", "a", "+31 30 123 45 67"}},
     "number +31 30 123 45 67*1"},
    {"a number, and a telephone",
     {SITE, {"menu", "phone", "owned", "menu.vxml"}},
     {{"site", "a", "+31 30 123 45 67"}},
     ""},
    {"what others write",
     {SITE,
      {"dealer", "website", "partner", "https://pakketvlot.example/"},
      {"reviews", "review", "external", "r.csv"}},
     {{"dealer", "https://pakketvlot.example/", "x.com/vlakwerk"},
      {"reviews", "r.csv", "actie.vlakwerk.example"}},
     ""},
    {"one touchpoint is no plan", {SITE}, {{"site", "a", "actie.vlakwerk.example"}}, ""},
};

static void store(struct fakehost *fake, const char *touchpoint, const char *locator,
                  const struct ts_observation *observation)
{
    struct ts_stored_document document = {
        .size = sizeof document,
        .status = TS_CHECKED,
        .touchpoint = ts_text(touchpoint),
        .locator = ts_text(locator),
        .observations = {observation, observation->value.len ? 1 : 0, sizeof *observation},
    };
    g_array_append_val(fake->stored, document);
}

static char *said(const struct fakehost *fake)
{
    static const char *const kinds[] = {"place", "alike", "mailbox", "number"};
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(fake->findings, i);
        assert_string_equal(finding->rule, "map/unlisted");
        for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++) {
            const char *value = g_hash_table_lookup(finding->arguments, kinds[k]);
            if (value) {
                assert_string_equal(value, finding->actual);
                g_string_append_printf(out, "%s%s %s*%u", out->len ? ", " : "", kinds[k], value,
                                       finding->place_count);
            }
        }
    }
    return g_string_free(out, FALSE);
}

static char *conclude(struct state *state, size_t row)
{
    struct ts_touchpoint touchpoints[G_N_ELEMENTS(plans[0].touchpoints)];
    struct ts_observation observations[G_N_ELEMENTS(plans[0].seen)];
    guint count = 0;
    for (; count < G_N_ELEMENTS(touchpoints) && plans[row].touchpoints[count].id; count++) {
        touchpoints[count] =
            (struct ts_touchpoint){.id = ts_text(plans[row].touchpoints[count].id),
                                   .channel = ts_text(plans[row].touchpoints[count].channel),
                                   .control = ts_text(plans[row].touchpoints[count].control),
                                   .locator = ts_text(plans[row].touchpoints[count].locator),
                                   .is_complete = 1};
    }
    for (size_t i = 0; i < G_N_ELEMENTS(observations) && plans[row].seen[i].touchpoint; i++) {
        observations[i] = (struct ts_observation){.size = sizeof *observations,
                                                  .key = ts_text("unlisted"),
                                                  .value = ts_text(plans[row].seen[i].value),
                                                  .place = {.block = TS_NO_BLOCK, .line = 2}};
        store(state->fake, plans[row].seen[i].touchpoint, plans[row].seen[i].locator,
              &observations[i]);
    }
    state->fake->host.phase = HOST_CONCLUDE;
    assert_int_equal(state->fake->plugin->check->conclude(
                         &state->fake->call, state->self,
                         (struct ts_list){touchpoints, count, sizeof *touchpoints}),
                     0);
    fakehost_settle(state->fake);
    assert_null(state->fake->breach);
    return said(state->fake);
}

static void test_plans(void **data)
{
    guint wrong = 0;
    (void)data;
    for (size_t i = 0; i < G_N_ELEMENTS(plans); i++) {
        struct state state = open_check(BRAND);
        g_autofree char *actual = conclude(&state, i);
        wrong += compare(plans[i].what, actual, plans[i].said);
        close_check(&state);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_links), cmocka_unit_test(test_names), cmocka_unit_test(test_texts),
        cmocka_unit_test(test_place), cmocka_unit_test(test_many),  cmocka_unit_test(test_data),
        cmocka_unit_test(test_plans),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
