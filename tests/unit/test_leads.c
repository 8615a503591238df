/* SPDX-License-Identifier: MIT
 *
 * Which links of a document lead on to the touchpoint that comes next: a case a row.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"
#include "core/process/leads.h"
#include "core/process/record.h"

/* After plugin.h: cmocka defines fail as a macro. */
#include <cmocka.h>

/* ---- a source whose own are the addresses that begin so -------------------------------------- */

/* What is asked of it says how it answers: "?2" is outside of it, "?bad" no reference, "?empty" its
 * own without a locator, "?long" its own under a name that is too long. */
static int resolve(struct ts_call *call, void *scope, struct ts_str base, struct ts_str reference,
                   uint32_t purpose, struct ts_str *locator_r)
{
    static char endless[LIMIT_LOCATOR_SIZE + 1];
    const char *begin = scope;
    g_autofree char *text = g_strndup(reference.ptr, reference.len);
    const char *query = strchr(text, '?');
    gboolean is_relative = !strstr(text, "//");
    (void)call;
    assert_int_equal(purpose, TS_LINK_HANDOFF);
    assert_true(base.len > 0);
    *locator_r = reference;
    if (is_relative) {
        return base.len >= strlen(begin) && memcmp(base.ptr, begin, strlen(begin)) == 0;
    }
    if (query && strcmp(query, "?long") == 0) {
        memset(endless, 'x', sizeof endless);
        *locator_r = ts_bytes(endless, sizeof endless);
    } else if (query && strcmp(query, "?empty") == 0) {
        *locator_r = ts_text("");
    }
    return !g_str_has_prefix(text, begin)        ? 0
           : query && strcmp(query, "?2") == 0   ? 2
           : query && strcmp(query, "?bad") == 0 ? -1
                                                 : 1;
}

static const struct ts_source_ops ops = {.size = sizeof ops, .resolve = resolve};
static const struct ts_plugin plugin = {TS_PLUGIN_HEAD, .kind = TS_SOURCE, .name = "stand-in",
                                        .source = &ops};

/* ---- a plan: page leads on to shop and mail, not to radio ------------------------------------ */

enum { PAGE, SHOP, MAIL, RADIO, TOUCHPOINTS };
static const char *const ids[] = {"page", "shop", "mail", "radio"};

static const struct {
    unsigned touchpoint;
    const char *begin; /* NULL: links of this source are not followed */
} sources[] = {
    {PAGE, "https://page.example/"},
    {SHOP, "https://shop.example/"},
    {SHOP, "https://kiosk.example/"},
    {MAIL, NULL},
    {MAIL, "https://mail.example/"},
    {RADIO, "https://radio.example/"},
    {SHOP, "site/"},
};

struct world {
    struct plan plan;
    struct toolbox toolbox;
};

static void world_init(struct world *world)
{
    *world = (struct world){.toolbox = {.plan = &world->plan}};
    world->plan.touchpoints = g_array_new(FALSE, TRUE, sizeof(struct plan_touchpoint));
    world->plan.sources = g_array_new(FALSE, TRUE, sizeof(struct plan_source));
    world->toolbox.scopes = g_array_new(FALSE, TRUE, sizeof(struct toolbox_scope));
    for (unsigned i = 0; i < TOUCHPOINTS; i++) {
        struct plan_touchpoint touchpoint = {
            .id = (char *)ids[i], .leads_to = g_array_new(FALSE, TRUE, sizeof(unsigned))};
        for (unsigned to = SHOP; i == PAGE && to <= MAIL; to++) {
            g_array_append_val(touchpoint.leads_to, to);
        }
        g_array_append_val(world->plan.touchpoints, touchpoint);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(sources); i++) {
        struct plan_source source = {.touchpoint = sources[i].touchpoint};
        struct toolbox_scope scope = {.plugin = sources[i].begin ? &plugin : NULL,
                                      .scope = (void *)sources[i].begin};
        g_array_append_val(world->plan.sources, source);
        g_array_append_val(world->toolbox.scopes, scope);
    }
}

static void world_finish(struct world *world)
{
    for (unsigned i = 0; i < TOUCHPOINTS; i++) {
        g_array_unref(g_array_index(world->plan.touchpoints, struct plan_touchpoint, i).leads_to);
    }
    g_array_unref(world->plan.touchpoints);
    g_array_unref(world->plan.sources);
    g_array_unref(world->toolbox.scopes);
}

/* ---- cases ----------------------------------------------------------------------------------- */

#define SITE "https://page.example/a"
#define SHOPS(path) "https://shop.example/" path

static const struct {
    const char *name, *locator, *base;
    unsigned touchpoint;
    struct {
        const char *href;
        unsigned purpose;
    } links[8];
    const char *told; /* "TOUCHPOINT TARGET LINE, ..." */
} cases[] = {
    {"no link", SITE, "", PAGE, {{NULL, 0}}, ""},
    {"a link to the shop", SITE, "", PAGE, {{SHOPS("x"), TS_LINK_PAGE}}, "shop " SHOPS("x") " 1"},
    {"its other source",
     SITE,
     "",
     PAGE,
     {{"https://kiosk.example/", TS_LINK_PAGE}},
     "shop https://kiosk.example/ 1"},
    {"one to each",
     SITE,
     "",
     PAGE,
     {{"https://mail.example/", TS_LINK_PAGE}, {SHOPS(""), TS_LINK_PAGE}},
     "shop " SHOPS("") " 2, mail https://mail.example/ 1"},
    {"twice the same",
     SITE,
     "",
     PAGE,
     {{SHOPS(""), TS_LINK_PAGE}, {SHOPS(""), TS_LINK_FORM}},
     "shop " SHOPS("") " 1"},
    {"a form, and a redirect",
     SITE,
     "",
     PAGE,
     {{SHOPS("buy"), TS_LINK_FORM}, {SHOPS("new"), TS_LINK_REDIRECT}},
     "shop " SHOPS("buy") " 1, shop " SHOPS("new") " 2"},
    {"what nobody follows",
     SITE,
     "",
     PAGE,
     {{SHOPS("a"), TS_LINK_ALTERNATE},
      {SHOPS("b"), TS_LINK_MAP},
      {SHOPS("c"), TS_LINK_CONTACT},
      {SHOPS("d"), TS_LINK_PICTURE}},
     ""},
    {"somebody else's, and one that no journey leads to",
     SITE,
     "",
     PAGE,
     {{"https://other.example/", TS_LINK_PAGE},
      {"https://radio.example/", TS_LINK_PAGE},
      {"https://page.example/b", TS_LINK_PAGE}},
     ""},
    {"what the source says no to",
     SITE,
     "",
     PAGE,
     {{SHOPS("?2"), TS_LINK_PAGE},
      {SHOPS("?bad"), TS_LINK_PAGE},
      {SHOPS("?empty"), TS_LINK_PAGE},
      {SHOPS("?long"), TS_LINK_PAGE}},
     ""},
    {"no more than are told",
     SITE,
     "",
     PAGE,
     {{SHOPS("1"), TS_LINK_PAGE},
      {SHOPS("2"), TS_LINK_PAGE},
      {SHOPS("3"), TS_LINK_PAGE},
      {SHOPS("4"), TS_LINK_PAGE},
      {SHOPS("5"), TS_LINK_PAGE},
      {"https://kiosk.example/", TS_LINK_PAGE},
      {"https://mail.example/", TS_LINK_PAGE}},
     "shop " SHOPS("1") " 1, shop " SHOPS("2") " 2, shop " SHOPS("3") " 3, shop " SHOPS(
         "4") " 4, "
              "mail https://mail.example/ 7"},
    {"a path on a page of the shop's host",
     SHOPS("a"),
     "",
     PAGE,
     {{"/b", TS_LINK_PAGE}},
     "shop /b 1"},
    {"by the base that the page names", SITE, SHOPS(""), PAGE, {{"b", TS_LINK_PAGE}}, "shop b 1"},
    {"a path in a file says nothing", "site/a.html", "", PAGE, {{"/b", TS_LINK_PAGE}}, ""},
    {"a file with a whole address",
     "site/a.html",
     "",
     PAGE,
     {{SHOPS("b"), TS_LINK_PAGE}},
     "shop " SHOPS("b") " 1"},
    {"from where no journey goes on",
     SHOPS("a"),
     "",
     SHOP,
     {{"https://mail.example/", TS_LINK_PAGE}},
     ""},
};

static struct document *document_of(gsize row)
{
    struct document *document = document_new();
    document->view.locator = ts_text(cases[row].locator);
    document->view.base = ts_text(cases[row].base);
    for (unsigned i = 0; i < G_N_ELEMENTS(cases[row].links) && cases[row].links[i].href; i++) {
        const struct ts_link link = {.href = ts_text(cases[row].links[i].href),
                                     .purpose = cases[row].links[i].purpose,
                                     .where = ts_text("main/a"),
                                     .line = i + 1,
                                     .column = 1};
        assert_int_equal(document_add_link(document, &link), 0);
    }
    document_freeze(document);
    return document;
}

static char *told(GByteArray *records)
{
    struct wire_reader in = wire_reader(records->data, records->len);
    struct wire_reader part;
    GString *out = g_string_new(NULL);
    guint8 type;
    int next;
    while ((next = record_next(&in, &type, &part)) == 1) {
        struct record_observation seen;
        assert_int_equal(type, RECORD_OBSERVATION);
        assert_int_equal(record_get_observation(&part, &seen), 0);
        assert_int_equal(seen.check, RECORD_OF_HOST);
        assert_true(ts_is(seen.key, LEADS_KEY));
        assert_true(ts_is(seen.path, "main/a"));
        g_autofree char *details = g_strndup(seen.details.ptr, seen.details.len);
        static const char begin[] = "{\"target\":\"";
        assert_true(g_str_has_prefix(details, begin) && g_str_has_suffix(details, "\"}"));
        g_string_append_printf(out, "%s%.*s %.*s %u", out->len ? ", " : "", (int)seen.value.len,
                               seen.value.ptr, (int)(strlen(details) - strlen(begin) - 2),
                               details + strlen(begin), seen.line);
    }
    assert_int_equal(next, 0);
    return g_string_free(out, FALSE);
}

static void leads(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct document *document = document_of(i);
        g_autoptr(GByteArray) records = g_byte_array_new();
        leads_put(&world.toolbox, cases[i].touchpoint, document, records);
        g_autofree char *text = told(records);
        if (strcmp(text, cases[i].told) != 0) {
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].name, text, cases[i].told);
        }
        document_free(&document);
    }
    world_finish(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(leads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
