/* SPDX-License-Identifier: MIT
 *
 * From one touchpoint to the next: what is told of a handoff, a case a row.
 */
#include "core/result/handoff.h"
#include "core/result/journey.h"
#include "tests/unit/config_support.h"
#include "tests/unit/report_support.h"

/* ---- two touchpoints, A and B ---------------------------------------------------------------- */

static const char brand_text[] =
    "terms:\n"
    "  - { id: pair, consistent: { one: [x], two: [y] } }\n"
    "identity:\n"
    "  phones: [ { id: service, number: 1 }, { id: shop, number: 2, for: [b] } ]\n"
    "  addresses: [ { id: hq, city: U }, { id: shop, city: V, for: [b] } ]\n";

struct world {
    sqlite3 *database;
    struct tree *tree;
    struct catalog_plugin plugin;
    struct ts_node base, options;
    struct plan plan;
};

static void add_touchpoint(struct plan *plan, const char *id, const char *channel)
{
    struct plan_touchpoint touchpoint = {
        .id = (char *)id,
        .name = (char *)id,
        .channel = (char *)channel,
        .control = (char *)"owned",
        .is_measured = strcmp(channel, "radio") != 0,
        .is_selected = TRUE,
        .leads_to = g_array_new(FALSE, TRUE, sizeof(unsigned)),
        .uses = g_array_new(FALSE, TRUE, sizeof(struct plan_use)),
    };
    g_array_append_val(plan->touchpoints, touchpoint);
}

/* b has a source that knows its own addresses. */
static void world_init(struct world *world, const char *from, const char *to)
{
    struct problems *problems = problems_new();
    *world = (struct world){.database = empty_database(),
                            .plugin = {.kind = TS_SOURCE, .name = (char *)"folder"}};
    world->tree = tree_parse("brand.yaml", "/", ts_text(brand_text), problems);
    assert_non_null(world->tree);
    problems_free(&problems);
    world->plan.brand = world->tree->root;
    world->plan.terms = ts_get(world->tree->root, "terms");
    world->plan.touchpoints = g_array_new(FALSE, TRUE, sizeof(struct plan_touchpoint));
    world->plan.sources = g_array_new(FALSE, TRUE, sizeof(struct plan_source));
    world->plan.journeys = g_array_new(FALSE, TRUE, sizeof(struct plan_journey));
    add_touchpoint(&world->plan, "a", from);
    add_touchpoint(&world->plan, "b", to);
    world->base = (struct ts_node){
        .kind = TS_NODE_TEXT, .key = ts_text("base"), .text = ts_text("https://b.example/")};
    world->options =
        (struct ts_node){.kind = TS_NODE_MAP, .children = ts_one(&world->base, sizeof world->base)};
    struct plan_source source = {
        .touchpoint = 1, .plugin = &world->plugin, .options = &world->options};
    g_array_append_val(world->plan.sources, source);
    run_sql(
        world->database,
        "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases, "
        "expects, is_measured, is_complete) VALUES "
        "('a', 0, 'a', '', '', '', '', '', '', 1, 1), "
        "('b', 1, 'b', '', '', '', '', '', '', 1, 1);"
        "INSERT INTO document (id, touchpoint, locator, status, language, text_size, run) VALUES "
        "(1, 'a', 'https://a.example/', 1, 'nl', 9, 1), "
        "(2, 'b', 'https://b.example/', 1, 'nl', 9, 1);");
}

static void world_finish(struct world *world)
{
    for (guint i = 0; i < world->plan.touchpoints->len; i++) {
        g_array_unref(g_array_index(world->plan.touchpoints, struct plan_touchpoint, i).leads_to);
        g_array_unref(g_array_index(world->plan.touchpoints, struct plan_touchpoint, i).uses);
    }
    g_array_unref(world->plan.touchpoints);
    g_array_unref(world->plan.sources);
    g_array_unref(world->plan.journeys);
    tree_free(&world->tree);
    assert_int_equal(sqlite3_close(world->database), SQLITE_OK);
}

/* ---- cases ----------------------------------------------------------------------------------- */

#define LINK(target)                                                                            \
    "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line, " \
    "column, path, numbers, details) VALUES (1, 'handoff', '', 'leads-to', 'b', -1, 1, 1, '', " \
    "'{}', '{\"target\":\"" target "\"}');"
#define WAY LINK("https://b.example/")
#define TELLS(who, subject, state, entry)                                                   \
    "INSERT INTO story VALUES ('" who "', '" subject "', '" state "', '" entry "', '" entry \
    "', 1, '', 1, 1, '', '');"
#define CARRIES(who, count) "INSERT INTO promise VALUES ('" who "', 'nl', 1, " #count ", 0, 0);"
#define MOVED(from, to, outcome)                                                               \
    "INSERT INTO frontier (source, locator, purpose, depth, hops, is_listed, state, outcome, " \
    "target) VALUES (0, '" from "', 0, 0, 0, 0, 1, " #outcome ", '" to "');"

static const struct {
    const char *name, *from, *to, *sql;
    const char *state, *whys;
} cases[] = {
    {"a link that works", "website", "website", WAY, "smooth", "link language "},
    {"a link with a fragment", "website", "website", LINK("https://b.example/#x"), "smooth",
     "link language "},
    {"a link to nothing", "website", "website", LINK("https://b.example/x"), "broken",
     "dead language "},
    {"one dead, one well", "website", "website", LINK("https://b.example/x") WAY, "smooth",
     "link language "},
    {"a link to what was not reached", "website", "website",
     LINK("https://b.example/x") "UPDATE touchpoint SET is_complete = 0;", "unknown",
     "target-unseen language "},
    {"forwarded once", "website", "website",
     LINK("https://b.example/old") MOVED("https://b.example/old", "https://b.example/", 2),
     "smooth", "link language "},
    {"forwarded twice", "website", "website",
     LINK("https://b.example/1") MOVED("https://b.example/1", "https://b.example/2", 2)
         MOVED("https://b.example/2", "https://b.example/", 2),
     "broken", "forwarded language "},
    {"no way on", "website", "website", "", "broken", "no-way language "},
    {"no way on, but not all was seen", "website", "website",
     "UPDATE touchpoint SET is_complete = 0;", "unknown", "no-way-seen language "},
    {"a leaflet may have a code, and nobody looked", "print", "website", "", "unknown",
     "no-way-seen language "},
    {"a mail may link by a tracker", "email", "website", "", "unknown", "no-direct-way language "},
    {"a mail comes by itself", "website", "email", "", "smooth", "language "},
    {"the number to call", "website", "phone", TELLS("a", "phone", "right", "phone:shop"), "smooth",
     "phone language "},
    {"another number", "website", "phone", TELLS("a", "phone", "right", "phone:service"), "broken",
     "no-way language "},
    {"the address of the shop", "document", "shop", TELLS("a", "address", "right", "address:shop"),
     "smooth", "address language "},
    {"another address", "document", "shop", TELLS("a", "address", "right", "address:hq"), "broken",
     "no-way language "},
    {"nobody looks at the one", "radio", "website", "", "unknown", "from-not-measured "},
    {"nobody looks at the other", "website", "radio", "", "unknown", "to-not-measured "},
    {"nothing was seen", "website", "website", "UPDATE document SET status = 3 WHERE id = 2;",
     "unknown", "nothing-seen "},
    {"both promise", "website", "website", WAY CARRIES("a", 1) CARRIES("b", 1), "smooth",
     "link promise language "},
    {"one promises", "website", "website", WAY CARRIES("a", 1) CARRIES("b", 0), "broken",
     "link no-promise-there language "},
    {"the other promises", "website", "website", WAY CARRIES("a", 0) CARRIES("b", 1), "broken",
     "link no-promise-here language "},
    {"another language", "website", "website",
     WAY "UPDATE document SET language = 'en-GB' WHERE id = 2;", "broken", "link other-language "},
    {"the same form of address", "website", "website",
     WAY TELLS("a", "form", "right", "je") TELLS("b", "form", "right", "je"), "smooth",
     "link language form "},
    {"another form of address", "website", "website",
     WAY TELLS("a", "form", "right", "je") TELLS("b", "form", "right", "u"), "broken",
     "link language other-form "},
    {"another house form", "website", "website",
     WAY TELLS("a", "form:pair", "right", "one") TELLS("b", "form:pair", "right", "two"), "broken",
     "link language other-form "},
    {"the same facts", "website", "website",
     WAY TELLS("a", "fact:x", "right", "1d") TELLS("b", "fact:x", "right", "1d"), "smooth",
     "link language facts "},
    {"a truth that one of them breaks", "website", "website",
     WAY TELLS("a", "fact:x", "right", "1d") TELLS("b", "fact:x", "altered", "5d"), "broken",
     "link language other-fact "},
    {"a contradiction", "website", "website",
     WAY TELLS("a", "fact:x", "altered", "1d")
         TELLS("b", "fact:x", "altered",
               "5d") "INSERT INTO finding (touchpoint, fingerprint, rule, said, severity, "
                     "expected, actual, "
                     "arguments, first_run) VALUES ('a', 'f', 'facts/contradiction', 2, 2, '', "
                     "'1d, 5d', '{}', 1), "
                     "('b', 'f', 'facts/contradiction', 2, 2, '', '1d, 5d', '{}', 1);",
     "broken", "link language other-facts "},
    {"both logos right", "website", "website",
     WAY TELLS("a", "logo", "right", "logo:main") TELLS("b", "logo", "right", "logo:white"),
     "smooth", "link language logo "},
    {"an old logo there", "website", "website",
     WAY TELLS("a", "logo", "right", "logo:main") TELLS("b", "logo", "old", "logo:old"), "broken",
     "link language other-logo "},
    {"an old address here", "website", "website",
     WAY TELLS("a", "address", "old", "address:old") TELLS("b", "address", "right", "address:hq"),
     "broken", "link language other-identity "},
    {"two addresses that are right", "website", "website",
     WAY TELLS("a", "address", "right", "address:x") TELLS("b", "address", "right", "address:hq"),
     "smooth", "link language identity "},
};

static void judges(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct world world;
        world_init(&world, cases[i].from, cases[i].to);
        run_sql(world.database, cases[i].sql);
        const struct handoff_work work = {world.database, &world.plan, 1};
        struct handoff *handoff = handoff_judge(&work, 0, 1);
        g_autoptr(GString) whys = g_string_new(NULL);
        assert_non_null(handoff);
        for (guint j = 0; j < handoff->reasons->len; j++) {
            const struct handoff_reason *own =
                &g_array_index(handoff->reasons, struct handoff_reason, j);
            g_autofree char *english = handoff_say("en", own->why, "A", "B", own->here, own->there);
            assert_string_not_equal(english, own->why); /* each has its sentence */
            g_string_append_printf(whys, "%s ", own->why);
        }
        if (strcmp(handoff->state, cases[i].state) != 0 || strcmp(whys->str, cases[i].whys) != 0) {
            fail_msg("%s: %s, %s", cases[i].name, handoff->state, whys->str);
        }
        handoff_free(&handoff);
        world_finish(&world);
    }
}

/* ---- as findings ----------------------------------------------------------------------------- */

static void add_journey(struct world *world)
{
    unsigned to = 1;
    struct plan_journey journey = {.id = (char *)"way", .name = (char *)"Way"};
    struct plan_route route = {.id = (char *)"", .name = (char *)"Way"};
    route.steps = g_array_new(FALSE, TRUE, sizeof(unsigned));
    for (unsigned i = 0; i < 2; i++) {
        g_array_append_val(route.steps, i);
    }
    journey.routes = g_array_new(FALSE, TRUE, sizeof route);
    g_array_append_val(journey.routes, route);
    g_array_append_val(world->plan.journeys, journey);
    g_array_append_val(g_array_index(world->plan.touchpoints, struct plan_touchpoint, 0).leads_to,
                       to);
}

static void drop_journey(struct world *world)
{
    GArray *routes = g_array_index(world->plan.journeys, struct plan_journey, 0).routes;
    g_array_unref(g_array_index(routes, struct plan_route, 0).steps);
    g_array_unref(routes);
}

/* State of the one finding after a run: "new", "open", "fixed", "". */
static const char *state_after(struct world *world, gint64 run, const char *sql)
{
    const struct handoff_work work = {world->database, &world->plan, run};
    sqlite3_stmt *query = NULL;
    run_sql(world->database, sql);
    assert_int_equal(journeys_judge_handoffs(&work), 0);
    sqlite3_prepare_v2(world->database,
                       "SELECT first_run, fixed_run FROM finding WHERE rule = 'handoff/broken'", -1,
                       &query, NULL);
    const char *state = "";
    if (sqlite3_step(query) == SQLITE_ROW) {
        state = sqlite3_column_int64(query, 1) == run   ? "fixed"
                : sqlite3_column_int64(query, 1) != 0   ? ""
                : sqlite3_column_int64(query, 0) == run ? "new"
                                                        : "open";
    }
    sqlite3_finalize(query);
    return state;
}

static void lives_on(void **state)
{
    (void)state;
    struct world world;
    world_init(&world, "website", "website");
    add_journey(&world);
    assert_string_equal(state_after(&world, 1, ""), "new");
    assert_string_equal(state_after(&world, 2, ""), "open");
    /* what was not reached is not mended */
    assert_string_equal(state_after(&world, 3, "UPDATE document SET status = 3 WHERE id = 2"),
                        "open");
    assert_string_equal(state_after(&world, 4, "UPDATE document SET status = 1 WHERE id = 2;" WAY),
                        "fixed");
    assert_string_equal(state_after(&world, 5, ""), "");
    assert_string_equal(
        state_after(&world, 6, "DELETE FROM observation WHERE check_name = 'handoff'"), "new");
    /* a run that looks elsewhere says nothing here */
    g_array_index(world.plan.touchpoints, struct plan_touchpoint, 0).is_selected = FALSE;
    assert_string_equal(state_after(&world, 7, WAY), "open");
    drop_journey(&world);
    world_finish(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(judges),
        cmocka_unit_test(lives_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
