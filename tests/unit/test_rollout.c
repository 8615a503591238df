/* SPDX-License-Identifier: MIT
 *
 * How far a touchpoint is with a rollout: a case a row, then night after night.
 */
#include "core/config/schema.h"
#include "core/result/dates.h"
#include "core/result/rollout.h"
#include "tests/unit/report_support.h"

static const char brand_text[] =
    "touchstone: 1\nname: Zonnekap\nlanguages: [nl]\ncountry: NL\n"
    "terms: [ { id: cheap, forbid: [goedkoop] }, { id: dear, forbid: [duur] } ]\n"
    "identity:\n"
    "  addresses:\n"
    "    - { id: old, street: Molenweg, number: 1, postcode: 1111 AA, city: Zuidbroek }\n"
    "    - { id: new, street: Havenkade, number: 3, postcode: 3333 CC, city: Bergen }\n"
    "  phones: [ { id: was, number: \"+31 20 555 01 99\" }, { id: is, number: \"+31 20 555 01 98\" "
    "} ]\n"
    "rollouts:\n"
    "  - { id: move, name: De verhuizing, replace: { \"address:old\": \"address:new\", "
    "\"phone:was\": \"phone:is\" },\n"
    "      announce: 2026-09-01, switch: 2026-10-01, historic: [\"/archief/*\"],\n"
    "      due: { default: 2026-10-15, print: 2027-03-01 } }\n"
    "  - { id: words, replace: { \"term:cheap\": \"term:dear\" }, switch: 2026-10-01 }\n";

struct world {
    sqlite3 *database;
    struct tree *tree;
    struct ts_node brand;
    struct plan plan;
    gint64 run;
};

static void add_touchpoint(struct world *world, const char *channel, const char *expects,
                           gboolean is_measured)
{
    struct plan_touchpoint touchpoint = {
        .id = (char *)"t",
        .name = (char *)"t",
        .channel = (char *)channel,
        .control = (char *)"owned",
        .directory = (char *)"/",
        .expects = g_ptr_array_new(),
        .is_selected = TRUE,
        .is_measured = is_measured,
    };
    g_ptr_array_add(touchpoint.expects, (gpointer)expects);
    g_array_append_val(world->plan.touchpoints, touchpoint);
    run_sql(world->database,
            "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases, "
            "expects, is_measured, is_complete, run) VALUES ('t', 0, 't', 'website', '', 'owned', "
            "'', '', '', 1, 1, 1)");
}

static void world_init(struct world *world, const char *channel, const char *expects,
                       gboolean is_measured)
{
    struct problems *problems = problems_new();
    struct schema_run run;
    *world = (struct world){.database = empty_database()};
    world->tree = tree_parse("brand.yaml", "/", ts_text(brand_text), problems);
    assert_non_null(world->tree);
    schema_begin(&run, world->tree, NULL);
    world->brand = schema_judge(&run, world->tree->root, &schema_brand);
    schema_end(&run, problems);
    assert_int_equal(problems->errors->len, 0);
    problems_free(&problems);
    world->plan.brand = &world->brand;
    world->plan.touchpoints = g_array_new(FALSE, TRUE, sizeof(struct plan_touchpoint));
    add_touchpoint(world, channel, expects, is_measured);
}

static void world_finish(struct world *world)
{
    g_ptr_array_unref(plan_touchpoint_at(&world->plan, 0)->expects);
    g_array_unref(world->plan.touchpoints);
    tree_free(&world->tree);
    assert_int_equal(sqlite3_close(world->database), SQLITE_OK);
}

#define DOCUMENT(id, locator, kinds)                                                         \
    "INSERT INTO document (id, touchpoint, locator, status, kinds, basis, run) VALUES (" #id \
    ", 't', '" locator "', 1, '" kinds "', 'b', 1);"
#define SEEN(document, key, details)                                                            \
    "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line, " \
    "column, path, numbers, details, run) VALUES (" #document ", 'identity', 'h', '" key        \
    "', 'match', -1, 4, 5, 'p', '{}', '" details "', 1);"
#define PAGE DOCUMENT(1, "/a", "website")
#define PAGES PAGE DOCUMENT(2, "/b", "website")

/* "STATE OLD/NEW OVERDUE DUE[ late][ early][ returned]" */
static char *told(const struct rollout_row *row)
{
    return g_strdup_printf("%s %u/%u %u %s%s%s%s", row->state, row->old, row->new, row->overdue,
                           row->due, row->is_late ? " late" : "", row->is_early ? " early" : "",
                           row->is_returned ? " returned" : "");
}

static const struct {
    const char *what, *channel, *expects;
    gboolean is_measured;
    const char *day, *sql, *wanted;
} cases[] = {
    {"old before the switch", "website", "address", TRUE, "2026-09-30",
     PAGE SEEN(1, "address:old", "{}"), "old 1/0 0 2026-10-15"},
    {"old on the last day", "website", "address", TRUE, "2026-10-15",
     PAGE SEEN(1, "address:old", "{}"), "old 1/0 0 2026-10-15"},
    {"old after it", "website", "address", TRUE, "2026-10-16", PAGE SEEN(1, "address:old", "{}"),
     "old 1/0 1 2026-10-15 late"},
    {"a channel that has longer", "print", "address", TRUE, "2026-10-16",
     PAGE SEEN(1, "address:old", "{}"), "old 1/0 0 2027-03-01"},
    {"a kind that has longer", "website", "address", TRUE, "2026-10-16",
     DOCUMENT(1, "/a", "print website") SEEN(1, "address:old", "{}"), "old 1/0 0 2026-10-15"},
    {"one page each", "website", "address", TRUE, "2026-10-02",
     PAGES SEEN(1, "address:old", "{}") SEEN(2, "address:new", "{}"), "mixed 1/1 0 2026-10-15"},
    {"both on one page", "website", "address", TRUE, "2026-10-02",
     PAGE SEEN(1, "address:old", "{}") SEEN(1, "address:new", "{}"), "mixed 1/1 0 2026-10-15"},
    {"the address is new, the number old", "website", "address", TRUE, "2026-10-02",
     PAGE SEEN(1, "address:new", "{}") SEEN(1, "phone:was", "{}"), "mixed 1/1 0 2026-10-15"},
    {"a document counts once", "website", "address", TRUE, "2026-10-02",
     PAGES SEEN(1, "address:new", "{}") SEEN(1, "phone:is", "{}") SEEN(2, "phone:is", "{}"),
     "new 0/2 0 2026-10-15"},
    {"new, and not yet to be told", "website", "address", TRUE, "2026-08-31",
     PAGE SEEN(1, "address:new", "{}"), "new 0/1 0 2026-10-15 early"},
    {"new, announced", "website", "address", TRUE, "2026-09-01", PAGE SEEN(1, "address:new", "{}"),
     "new 0/1 0 2026-10-15"},
    {"history in words", "website", "address", TRUE, "2026-12-01",
     PAGE SEEN(1, "address:old", "{\"said\":\"historic\"}") SEEN(1, "address:new", "{}"),
     "new 0/1 0 2026-10-15"},
    {"history on its page", "website", "address", TRUE, "2026-12-01",
     DOCUMENT(1, "/archief/1", "website") SEEN(1, "address:old", "{}"), "absent 0/0 0 2026-10-15"},
    {"neither, and expected", "website", "phone", TRUE, "2026-10-02", PAGE,
     "absent 0/0 0 2026-10-15"},
    {"neither, and not all was seen", "website", "phone", TRUE, "2026-10-02",
     PAGE "UPDATE touchpoint SET is_complete = 0;", "not-reached 0/0 0 2026-10-15"},
    {"neither, and not expected", "website", "logo", TRUE, "2026-10-02", PAGE,
     "not-applicable 0/0 0 2026-10-15"},
    {"nobody looks", "radio", "address", FALSE, "2026-10-02", "", "not-reached 0/0 0 2026-10-15"},
    {"nearly the old is not the old", "website", "address", TRUE, "2026-10-16",
     PAGE SEEN(1, "address:old", "{}") "UPDATE observation SET value = 'near:number';",
     "absent 0/0 0 2026-10-15"},
};

static void test_cases(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct world world;
        world_init(&world, cases[i].channel, cases[i].expects, cases[i].is_measured);
        run_sql(world.database, cases[i].sql);
        g_autoptr(GArray) rows = rollouts_look(world.database, &world.plan, cases[i].day, 0);
        assert_non_null(rows);
        assert_int_equal(rows->len, 1); /* none for the words */
        const struct rollout_row *row = rollouts_find(rows, "move", "t");
        g_autofree char *got = told(row);
        if (strcmp(got, cases[i].wanted) != 0) {
            fail_msg("%s: %s", cases[i].what, got);
        }
        world_finish(&world);
    }
}

/* ---- nights ---------------------------------------------------------------------------------- */

static const struct {
    const char *day, *sql, *wanted, *rules;
} nights[] = {
    {"2026-10-01", PAGES SEEN(1, "address:old", "{}") SEEN(2, "address:new", "{}"),
     "mixed 1/1 0 2026-10-15", "identity/address-outdated 1"},
    {"2026-10-02", "UPDATE observation SET key = 'address:new';", "new 0/2 0 2026-10-15", ""},
    {"2026-10-03", "UPDATE observation SET key = 'address:old' WHERE document = 1;",
     "mixed 1/1 0 2026-10-15 returned", "identity/address-outdated 1 rollout/returned 3"},
    {"2026-10-04", "", "mixed 1/1 0 2026-10-15 returned",
     "identity/address-outdated 1 rollout/returned 3"},
    {"2026-10-16", "", "mixed 1/1 1 2026-10-15 late returned",
     "identity/address-outdated 3 rollout/late 2 rollout/returned 3"},
    {"2026-10-17", "UPDATE observation SET key = 'address:new';", "new 0/2 0 2026-10-15", ""},
    {"2026-09-30", "UPDATE observation SET key = 'address:old' WHERE document = 1;",
     "mixed 1/1 0 2026-10-15", ""},
};

static char *rules_of(const struct world *world)
{
    sqlite3_stmt *query = NULL;
    GString *out = g_string_new(NULL);
    sqlite3_prepare_v2(world->database,
                       "SELECT rule || ' ' || said FROM finding WHERE fixed_run = 0 ORDER BY 1", -1,
                       &query, NULL);
    while (sqlite3_step(query) == SQLITE_ROW) {
        g_string_append_printf(out, "%s%s", out->len ? " " : "", sqlite3_column_text(query, 0));
    }
    sqlite3_finalize(query);
    return g_string_free(out, FALSE);
}

static void test_nights(void **state)
{
    struct world world;
    (void)state;
    world_init(&world, "website", "address", TRUE);
    for (gsize i = 0; i < G_N_ELEMENTS(nights); i++) {
        g_autofree char *begin = g_strdup_printf(
            "INSERT INTO run (id, name, started, as_of, plan, plan_hash, brand, version, "
            "is_sealed, plugins, notices) VALUES (%u, 'r%u', 's', '%s', 'p', 'h', 'b', 'v', 1, '', "
            "'');",
            (guint)i + 1, (guint)i + 1, nights[i].day);
        run_sql(world.database, begin);
        run_sql(world.database, nights[i].sql);
        struct lifecycle *lifecycle = lifecycle_new(world.plan.brand);
        assert_int_equal(
            dates_apply(world.database, &world.plan, lifecycle, nights[i].day, (gint64)i + 1), 0);
        lifecycle_free(&lifecycle);
        /* asked for again afterwards, by who only reads */
        g_autoptr(GArray) rows = rollouts_look(world.database, &world.plan, nights[i].day, 0);
        g_autofree char *got = told(rollouts_find(rows, "move", "t"));
        g_autofree char *rules = rules_of(&world);
        if (strcmp(got, nights[i].wanted) != 0 || strcmp(rules, nights[i].rules) != 0) {
            fail_msg("%s: %s, %s", nights[i].day, got, rules);
        }
    }
    world_finish(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cases), cmocka_unit_test(test_nights)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
