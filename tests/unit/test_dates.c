/* SPDX-License-Identifier: MIT
 *
 * What holds on which day: entries, rollouts, places and days against each other, a case a row. And
 * how an entry is written for people.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "core/config/date.h"
#include "core/config/schema.h"
#include "core/result/dates.h"

/* After plugin.h: cmocka defines fail as a macro. */
#include <cmocka.h>

static const char brand_text[] =
    "touchstone: 1\nname: Zonnekap\nlanguages: [nl]\ncountry: NL\n"
    "terms:\n"
    "  - { id: old-word, forbid: [luifel], until: 2024-12-31 }\n"
    "  - { id: new-word, forbid: [markies] }\n"
    "  - { id: early-word, forbid: [scherm] }\n"
    "identity:\n"
    "  names:\n"
    "    - { id: now, text: Zonnekap B.V. }\n"
    "    - { id: before, text: Zonnekap V.O.F., until: 2021-06-30 }\n"
    "    - { id: later, text: Zonnekap N.V., from: 2028-01-01 }\n"
    "  addresses:\n"
    "    - { id: first, street: Molenweg, number: 1, postcode: 1111 AA, city: Zuidbroek }\n"
    "    - { id: second, street: Dijkstraat, number: 2, suffix: B, postcode: 2222 BB, city: Rijp "
    "}\n"
    "    - { id: third, street: Havenkade, number: 3, suffix: bis, postcode: 3333 CC, city: Bergen "
    "}\n"
    "    - { id: shop, street: Markt, number: 4, postcode: 4444 DD, city: Rijp, for: [shop] }\n"
    "    - { id: shop-old, street: Plein, number: 5, suffix: 2, postcode: 4444 DE, city: Rijp,\n"
    "        for: [shop], until: 2025-01-31 }\n"
    "    - { id: box, po_box: 60, postcode: 5555 EE, city: Rijp, until: 2020-12-31 }\n"
    "    - { id: london, street: High Street, number: 10, postcode: EC1A 1BB, city: London,\n"
    "        country: GB, for: [uk] }\n"
    "  phones:\n"
    "    - { id: desk, number: \"+31 20 555 01 00\" }\n"
    "    - { id: desk-old, number: \"+31 20 555 01 99\" }\n"
    "  emails: [info@zonnekap.example, { id: help, address: hulp@zonnekap.example,\n"
    "    until: 2025-12-31 }, oud@zonnekap.example]\n"
    "rollouts:\n"
    "  - { id: move-1, replace: { \"address:first\": \"address:second\" }, switch: 2025-03-01,\n"
    "      due: 2025-04-01 }\n"
    "  - { id: move-2, replace: { \"address:second\": \"address:third\" }, announce: 2026-09-01,\n"
    "      switch: 2026-10-01, due: { default: 2026-10-15, print: 2027-03-01, home: 2026-10-05 },\n"
    "      historic: [/moved/*] }\n"
    "  - { id: away, replace: { \"phone:desk\": \"phone:desk-old\" }, switch: 2026-02-01 }\n"
    "  - { id: back, replace: { \"phone:desk-old\": \"phone:desk\" }, announce: 2026-05-01,\n"
    "      switch: 2026-06-01 }\n"
    "  - { id: mail, replace: { \"email:oud@zonnekap.example\": \"email:info@zonnekap.example\" "
    "},\n"
    "      switch: 2026-01-01 }\n"
    "  - { id: words, replace: { \"term:new-word\": \"term:early-word\" }, switch: 2026-01-01 }\n";

struct world {
    struct tree *tree;
    struct ts_node brand;
    struct lifecycle *lifecycle;
    struct plan_touchpoint touchpoint;
};

static void world_init(struct world *world)
{
    struct problems *problems = problems_new();
    struct schema_run run;
    *world = (struct world){.touchpoint = {.id = (char *)"t", .directory = (char *)"/"}};
    world->tree = tree_parse("brand.yaml", "/", ts_text(brand_text), problems);
    assert_non_null(world->tree);
    schema_begin(&run, world->tree, NULL);
    world->brand = schema_judge(&run, world->tree->root, &schema_brand);
    schema_end(&run, problems);
    if (problems->errors->len) {
        fail_msg("%s", (char *)g_ptr_array_index(problems->errors, 0));
    }
    problems_free(&problems);
    world->lifecycle = lifecycle_new(&world->brand);
    world->touchpoint.historic = g_ptr_array_new();
    g_ptr_array_add(world->touchpoint.historic, (gpointer) "/archive/*");
}

static void world_finish(struct world *world)
{
    lifecycle_free(&world->lifecycle);
    g_ptr_array_unref(world->touchpoint.historic);
    tree_free(&world->tree);
}

static struct life_entry look(const struct world *world, const char *key, const char *day)
{
    for (guint i = 0; i < lifecycle_count(world->lifecycle); i++) {
        struct life_entry entry = lifecycle_look(world->lifecycle, i, day);
        if (strcmp(entry.key, key) == 0) {
            return entry;
        }
    }
    fail_msg("%s is no entry", key);
    return (struct life_entry){0};
}

/* ---- which entry holds ----------------------------------------------------------------------- */

static const char *const lives[] = {"right", "outdated", "coming", "early"};

static const struct {
    const char *key, *day, *life, *instead;
} cases[] = {
    /* without dates: always */
    {"name:now", "1999-01-01", "right", NULL},
    {"name:now", "2099-12-31", "right", NULL},
    /* the last day is a day on which it is right */
    {"name:before", "2021-06-30", "right", NULL},
    {"name:before", "2021-07-01", "outdated", "name:now"},
    {"name:later", "2027-12-31", "early", "name:now"},
    {"name:later", "2028-01-01", "right", NULL},
    /* after that two names are right, and nobody can say which should stand there */
    {"name:before", "2028-01-01", "outdated", NULL},
    /* a rollout without announce */
    {"address:first", "2025-02-28", "right", NULL},
    {"address:first", "2025-03-01", "outdated", "address:second"},
    {"address:second", "2025-02-28", "early", "address:first"},
    {"address:second", "2025-03-01", "right", NULL},
    /* chained: what replaced it is replaced too */
    {"address:second", "2026-09-30", "right", NULL},
    {"address:second", "2026-10-01", "outdated", "address:third"},
    {"address:first", "2026-10-01", "outdated", "address:third"},
    {"address:third", "2025-01-01", "early", "address:first"},
    {"address:third", "2026-08-31", "early", "address:second"},
    {"address:third", "2026-09-01", "coming", NULL},
    {"address:third", "2026-09-30", "coming", NULL},
    {"address:third", "2026-10-01", "right", NULL},
    /* the one that is for the same touchpoints */
    {"address:shop-old", "2025-02-01", "outdated", "address:shop"},
    {"address:box", "2021-01-01", "outdated", "address:first"},
    {"address:box", "2026-10-01", "outdated", "address:third"},
    /* away and back again */
    {"phone:desk", "2026-01-31", "right", NULL},
    {"phone:desk", "2026-02-01", "outdated", "phone:desk-old"},
    {"phone:desk", "2026-05-01", "coming", NULL},
    {"phone:desk", "2026-06-01", "right", NULL},
    {"phone:desk-old", "2026-01-31", "early", "phone:desk"},
    {"phone:desk-old", "2026-02-01", "right", NULL},
    {"phone:desk-old", "2026-06-01", "outdated", "phone:desk"},
    /* an address that is written bare is its own id */
    {"email:oud@zonnekap.example", "2026-01-01", "outdated", "email:info@zonnekap.example"},
    {"email:info@zonnekap.example", "2025-12-31", "early", "email:oud@zonnekap.example"},
    {"email:help", "2026-01-01", "outdated", "email:info@zonnekap.example"},
    /* terms */
    {"term:old-word", "2024-12-31", "right", NULL},
    {"term:old-word", "2025-01-01", "outdated", NULL},
    {"term:new-word", "2025-12-31", "right", NULL},
    {"term:new-word", "2026-01-01", "outdated", NULL},
    {"term:early-word", "2025-12-31", "early", NULL},
};

static void test_life(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct life_entry entry = look(&world, cases[i].key, cases[i].day);
        if (strcmp(lives[entry.life], cases[i].life) != 0 ||
            g_strcmp0(entry.instead, cases[i].instead) != 0) {
            fail_msg("row %zu: %s on %s is %s, instead %s", i, cases[i].key, cases[i].day,
                     lives[entry.life], entry.instead ? entry.instead : "nothing");
        }
    }
    world_finish(&world);
}

/* ---- what a sighting weighs ------------------------------------------------------------------ */

#define ADDRESS "identity/address-outdated"

static const struct {
    const char *key, *day, *locator, *kinds, *channel, *said;
    const char *rule; /* NULL: nothing to say */
    unsigned severity;
    const char *due;
    gboolean is_history;
} sightings[] = {
    {"address:second", "2026-09-30", "/a", "website", "website", "", NULL, 0, "", FALSE},
    /* pending up to and with the due date of its kind or channel */
    {"address:second", "2026-10-01", "/a", "website", "website", "", ADDRESS, 1, "2026-10-15",
     FALSE},
    {"address:second", "2026-10-15", "/a", "website", "website", "", ADDRESS, 1, "2026-10-15",
     FALSE},
    {"address:second", "2026-10-16", "/a", "website", "website", "", ADDRESS, 3, "", FALSE},
    {"address:second", "2026-10-16", "/a", "print", "print", "", ADDRESS, 1, "2027-03-01", FALSE},
    {"address:second", "2026-10-16", "/a", "attachment", "print", "", ADDRESS, 1, "2027-03-01",
     FALSE},
    {"address:second", "2027-03-02", "/a", "print", "print", "", ADDRESS, 3, "", FALSE},
    {"address:second", "2026-10-05", "/a", "home website", "website", "", ADDRESS, 1, "2026-10-05",
     FALSE},
    {"address:second", "2026-10-06", "/a", "home website", "website", "", ADDRESS, 3, "", FALSE},
    {"address:second", "2026-10-06", "/a", "", "", "", ADDRESS, 1, "2026-10-15", FALSE},
    /* pages and sentences about the past, whatever the day */
    {"address:second", "2026-12-01", "https://z.example/archive/2019", "website", "website", "",
     ADDRESS, 1, "", TRUE},
    {"address:second", "2026-12-01", "/moved/here", "website", "website", "", ADDRESS, 1, "", TRUE},
    {"address:second", "2026-12-01", "/a", "website", "website", "historic", ADDRESS, 1, "", TRUE},
    {"address:second", "2026-12-01", "/a", "website", "website", "coming", ADDRESS, 3, "", FALSE},
    {"address:first", "2026-12-01", "/moved/here", "website", "website", "", ADDRESS, 3, "", FALSE},
    /* outside rollouts at once */
    {"address:box", "2021-01-01", "/a", "website", "website", "", ADDRESS, 3, "", FALSE},
    {"address:box", "2021-01-01", "/archive/a", "website", "website", "", ADDRESS, 1, "", TRUE},
    {"phone:desk-old", "2026-06-01", "/a", "phone", "phone", "", "identity/phone-outdated", 3, "",
     FALSE},
    {"name:before", "2021-07-01", "/a", "", "", "", "identity/name-outdated", 3, "", FALSE},
    {"email:help", "2026-01-01", "/a", "", "", "", "identity/email-outdated", 3, "", FALSE},
    /* the new: not before it is announced, whatever the sentence says */
    {"address:third", "2026-08-31", "/a", "website", "website", "", "rollout/early", 2, "", FALSE},
    {"address:third", "2026-08-31", "/a", "website", "website", "coming", "rollout/early", 2, "",
     FALSE},
    {"address:third", "2026-08-31", "/archive/a", "website", "website", "", "rollout/early", 2, "",
     FALSE},
    {"address:third", "2026-09-01", "/a", "website", "website", "", NULL, 0, "", FALSE},
    {"address:third", "2026-10-01", "/a", "website", "website", "", NULL, 0, "", FALSE},
    {"name:later", "2027-12-31", "/a", "", "", "coming", "rollout/early", 2, "", FALSE},
};

static void test_sightings(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    for (size_t i = 0; i < G_N_ELEMENTS(sightings); i++) {
        struct life_entry entry = look(&world, sightings[i].key, sightings[i].day);
        struct dates_sighting sighting = {sightings[i].locator, sightings[i].kinds,
                                          sightings[i].said};
        world.touchpoint.channel = (char *)sightings[i].channel;
        struct dates_verdict got =
            dates_judge(&entry, &world.touchpoint, &sighting, sightings[i].day);
        gboolean is_told = sightings[i].rule != NULL;
        if (g_strcmp0(got.rule, sightings[i].rule) != 0 ||
            (is_told &&
             (got.severity != sightings[i].severity || !ts_is(got.due, sightings[i].due) ||
              got.is_history != sightings[i].is_history))) {
            fail_msg("row %zu: %s, severity %u, due %.*s", i, got.rule ? got.rule : "nothing",
                     got.severity, (int)got.due.len, got.due.ptr ? got.due.ptr : "");
        }
    }
    world_finish(&world);
}

/* ---- as people write it ---------------------------------------------------------------------- */

static const struct {
    const char *key, *text;
} texts[] = {
    {"name:before", "Zonnekap V.O.F."},
    {"address:first", "Molenweg 1, 1111 AA Zuidbroek"},
    {"address:second", "Dijkstraat 2B, 2222 BB Rijp"},
    {"address:third", "Havenkade 3 bis, 3333 CC Bergen"},
    {"address:shop-old", "Plein 5-2, 4444 DE Rijp"},
    {"address:box", "Postbus 60, 5555 EE Rijp"},
    {"address:london", "10 High Street, London EC1A 1BB"},
    {"phone:desk", "+31 20 555 01 00"},
    {"email:info@zonnekap.example", "info@zonnekap.example"},
    {"email:help", "hulp@zonnekap.example"},
    {"term:old-word", ""},
};

static void test_texts(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        struct life_entry entry = look(&world, texts[i].key, "2020-01-01");
        g_autofree char *text = entry_text(&world.brand, entry.home, entry.node);
        if (strcmp(text, texts[i].text) != 0) {
            fail_msg("%s: \"%s\", not \"%s\"", texts[i].key, text, texts[i].text);
        }
    }
    world_finish(&world);
}

/* A brand book without any of it, and none at all. */
static void test_nothing(void **state)
{
    (void)state;
    struct ts_node empty = {.kind = TS_NODE_MAP};
    const struct ts_node *const brands[] = {NULL, &empty};
    for (size_t i = 0; i < G_N_ELEMENTS(brands); i++) {
        struct lifecycle *lifecycle = lifecycle_new(brands[i]);
        assert_int_equal(lifecycle_count(lifecycle), 0);
        lifecycle_free(&lifecycle);
        assert_null(lifecycle);
    }
}

/* ---- days ------------------------------------------------------------------------------------ */

static const struct {
    const char *from, *to;
    int days;
} spans[] = {
    {"2026-10-20", "2026-10-20", 0},
    {"2026-10-20", "2026-11-01", 12},
    {"2026-03-01", "2026-02-28", -1},
    {"2024-02-28", "2024-03-01", 2},
    {"2025-12-31", "2027-01-01", 366},
    {"2026-02-30", "2026-03-01", 0},
    {"2026-03-01", "", 0},
};

static void test_days(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(spans); i++) {
        int days = date_days(spans[i].from, spans[i].to);
        if (days != spans[i].days) {
            fail_msg("%s to %s: %d, not %d", spans[i].from, spans[i].to, days, spans[i].days);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_life),  cmocka_unit_test(test_sightings),
        cmocka_unit_test(test_texts), cmocka_unit_test(test_nothing),
        cmocka_unit_test(test_days),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
