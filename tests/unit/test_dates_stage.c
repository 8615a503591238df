/* SPDX-License-Identifier: MIT
 *
 * Stored observations of a touchpoint, a day, and the findings that come of them: what is new, open
 * and fixed as days pass, documents are missed and pages mended.
 */
#include "core/config/schema.h"
#include "core/result/dates.h"
#include "tests/unit/report_support.h"

static const char brand_text[] =
    "touchstone: 1\nname: Zonnekap\nlanguages: [nl]\ncountry: NL\n"
    "identity:\n"
    "  addresses:\n"
    "    - { id: old, street: Molenweg, number: 1, postcode: 1111 AA, city: Zuidbroek }\n"
    "    - { id: new, street: Havenkade, number: 3, postcode: 3333 CC, city: Bergen }\n"
    "  phones: [ { id: gone, number: \"+31 20 555 01 99\", until: 2026-09-30 } ]\n"
    "rollouts:\n"
    "  - { id: move, name: De verhuizing, replace: { \"address:old\": \"address:new\" },\n"
    "      announce: 2026-09-01, switch: 2026-10-01,\n"
    "      due: { default: 2026-10-15, print: 2027-03-01 } }\n";

struct world {
    sqlite3 *database;
    struct tree *tree;
    struct ts_node brand;
    struct plan plan;
    gint64 run;
};

static void world_init(struct world *world)
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
    struct plan_touchpoint touchpoints[] = {
        {.id = (char *)"t", .channel = (char *)"website", .directory = (char *)"/"},
        {.id = (char *)"other", .channel = (char *)"email", .directory = (char *)"/"},
    };
    touchpoints[0].is_selected = TRUE;
    for (guint i = 0; i < G_N_ELEMENTS(touchpoints); i++) {
        touchpoints[i].expects = g_ptr_array_new();
    }
    g_array_append_vals(world->plan.touchpoints, touchpoints, G_N_ELEMENTS(touchpoints));
}

static void world_finish(struct world *world)
{
    for (guint i = 0; i < world->plan.touchpoints->len; i++) {
        g_ptr_array_unref(plan_touchpoint_at(&world->plan, i)->expects);
    }
    g_array_unref(world->plan.touchpoints);
    tree_free(&world->tree);
    assert_int_equal(sqlite3_close(world->database), SQLITE_OK);
}

/* A run on this day, after the statements that say what it found. */
static void go_through(struct world *world, const char *day, const char *sql)
{
    g_autofree char *begin = g_strdup_printf(
        "INSERT INTO run (id, name, started, as_of, plan, plan_hash, brand, version, is_sealed, "
        "plugins, notices) VALUES (%d, 'r%d', 's', '%s', 'p', 'h', 'b', 'v', 1, '', '');"
        "UPDATE document SET run = %d WHERE touchpoint = 't' AND status <> 3;",
        (int)world->run + 1, (int)world->run + 1, day, (int)world->run + 1);
    world->run++;
    run_sql(world->database, begin);
    run_sql(world->database, sql);
    struct lifecycle *lifecycle = lifecycle_new(world->plan.brand);
    int done = dates_apply(world->database, &world->plan, lifecycle, day, world->run);
    lifecycle_free(&lifecycle);
    if (done != 0) {
        fail_msg("%s", sqlite3_errmsg(world->database));
    }
}

/* But for the line for the rollout (test_rollout.c):
 * "RULE SEVERITY STATE ACTUAL -> EXPECTED: LOCATOR:LINE(seen) ...; ..." */
static char *findings(const struct world *world)
{
    sqlite3_stmt *query = NULL;
    GString *out = g_string_new(NULL);
    assert_int_equal(
        sqlite3_prepare_v2(
            world->database,
            "SELECT f.rule, f.said, iif(f.fixed_run = ?1, 'fixed', iif(f.first_run = ?1, 'new', "
            "'open')), f.actual, f.expected, coalesce((SELECT group_concat(p.locator || ':' || "
            "p.line || iif(p.run = ?1, '', '?'), ' ') FROM (SELECT * FROM place p WHERE "
            "p.finding = f.id ORDER BY p.locator, p.line) p), '') FROM finding f "
            "WHERE f.fixed_run IN (0, ?1) AND f.rule <> 'rollout/late' ORDER BY f.touchpoint, "
            "f.rule, f.actual, f.expected, "
            "f.said",
            -1, &query, NULL),
        SQLITE_OK);
    sqlite3_bind_int64(query, 1, world->run);
    while (sqlite3_step(query) == SQLITE_ROW) {
        g_string_append_printf(out, "%s%s %d %s %s -> %s: %s", out->len ? "; " : "",
                               sqlite3_column_text(query, 0), sqlite3_column_int(query, 1),
                               sqlite3_column_text(query, 2), sqlite3_column_text(query, 3),
                               sqlite3_column_text(query, 4), sqlite3_column_text(query, 5));
    }
    sqlite3_finalize(query);
    return g_string_free(out, FALSE);
}

static void assert_findings(const struct world *world, const char *step, const char *wanted)
{
    g_autofree char *got = findings(world);
    if (strcmp(got, wanted) != 0) {
        fail_msg("%s: \"%s\"", step, got);
    }
}

#define DOCUMENT(id, touchpoint, locator)                                                    \
    "INSERT INTO document (id, touchpoint, locator, status, kinds, basis, run) VALUES (" #id \
    ", '" touchpoint "', '" locator "', 1, 'website', 'b', 1);"
#define SEEN(document, key, value, line, details)                                                \
    "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line, "  \
    "column, path, numbers, details, excerpt, mark_offset, mark_length, run) VALUES (" #document \
    ", 'identity', 'h', '" key "', '" value "', -1, " #line ", 5, 'p', '{}', '" details          \
    "', 'Molenweg 1', 0, 8, 1);"
#define OLD(actual) "identity/address-outdated 3 open " actual " -> Havenkade 3, 3333 CC Bergen: "

/* A page with the old address, and one with the new; nothing is fetched as the days pass. */
static void test_days(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    go_through(&world, "2026-08-31",
               DOCUMENT(1, "t", "/a") DOCUMENT(2, "t", "/b") DOCUMENT(3, "other", "/c")
                   SEEN(1, "address:old", "match", 4, "{\"written\":\"Molenweg 1\"}")
                       SEEN(2, "address:new", "written-otherwise", 7,
                            "{\"written\":\"Havenk. 3\",\"said\":\"coming\"}")
                           SEEN(1, "address:old", "near:number", 9, "{}")
                               SEEN(1, "address", "unknown", 10, "{}")
                                   SEEN(1, "phone:gone", "match", 11, "{}")
                                       SEEN(3, "address:old", "match", 1, "{}"));
    assert_findings(&world, "before it is announced",
                    "rollout/early 2 new Havenk. 3 -> Molenweg 1, 1111 AA Zuidbroek: /b:7");
    go_through(&world, "2026-09-01", "");
    assert_findings(&world, "announced",
                    "rollout/early 2 fixed Havenk. 3 -> Molenweg 1, 1111 AA Zuidbroek: ");
    go_through(&world, "2026-10-01", "");
    assert_findings(&world, "pending",
                    "identity/address-outdated 1 new Molenweg 1 -> Havenkade 3, 3333 CC Bergen: "
                    "/a:4; identity/phone-outdated 3 new gone -> : /a:11");
    go_through(&world, "2026-10-15", "");
    assert_findings(&world, "the last day",
                    "identity/address-outdated 1 open Molenweg 1 -> Havenkade 3, 3333 CC Bergen: "
                    "/a:4; identity/phone-outdated 3 open gone -> : /a:11");
    go_through(&world, "2026-10-16", "DELETE FROM observation WHERE key = 'phone:gone'");
    assert_findings(&world, "late",
                    OLD("Molenweg 1") "/a:4; identity/phone-outdated 3 fixed gone -> : ");
    go_through(&world, "2026-10-02", "");
    assert_findings(&world, "set back",
                    "identity/address-outdated 1 open Molenweg 1 -> Havenkade 3, 3333 CC Bergen: "
                    "/a:4");
    go_through(&world, "2026-09-02", "");
    assert_findings(
        &world, "before the switch",
        "identity/address-outdated 1 fixed Molenweg 1 -> Havenkade 3, 3333 CC Bergen: ");
    go_through(&world, "2026-11-01", "");
    assert_findings(&world, "back again",
                    "identity/address-outdated 3 new Molenweg 1 -> Havenkade 3, 3333 CC Bergen: "
                    "/a:4");
    world_finish(&world);
}

/* The gravest place of a finding says what it weighs; what is told as history is another. */
static void test_places(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    go_through(&world, "2026-12-01",
               DOCUMENT(1, "t", "/a") DOCUMENT(2, "t", "/b")
                   SEEN(1, "address:old", "match", 4, "{}") SEEN(2, "address:old", "match", 3, "{}")
                       SEEN(2, "address:old", "match", 8, "{\"said\":\"historic\"}"));
    assert_findings(
        &world, "two and one",
        "identity/address-outdated 1 new old -> : /b:8; identity/address-outdated 3 new "
        "old -> Havenkade 3, 3333 CC Bergen: /a:4 /b:3");
    world_finish(&world);
}

/* Documents that have longer are another finding: what is late does not make them so. */
static void test_kinds(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    go_through(&world, "2026-10-10",
               DOCUMENT(1, "t", "/a") DOCUMENT(2, "t", "/b")
                   SEEN(1, "address:old", "match", 4, "{}")
                       SEEN(2, "address:old", "match", 3,
                            "{}") "UPDATE document SET kinds = 'print website' WHERE id = 2;");
    go_through(&world, "2026-12-01", "");
    assert_findings(&world, "print has longer",
                    "identity/address-outdated 1 open old -> Havenkade 3, 3333 CC Bergen: /b:3; "
                    "identity/address-outdated 3 open old -> Havenkade 3, 3333 CC Bergen: /a:4");
    go_through(&world, "2027-03-02", "");
    assert_findings(&world, "all are late",
                    "identity/address-outdated 3 open old -> Havenkade 3, 3333 CC Bergen: /a:4; "
                    "identity/address-outdated 3 open old -> Havenkade 3, 3333 CC Bergen: /b:3");
    world_finish(&world);
}

/* Nothing is fixed that was not looked at. */
static void test_missed(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    go_through(&world, "2026-12-01",
               DOCUMENT(1, "t", "/a") DOCUMENT(2, "t", "/b")
                   SEEN(1, "address:old", "match", 4, "{\"written\":\"A\"}")
                       SEEN(2, "address:old", "match", 3, "{\"written\":\"B\"}"));
    go_through(&world, "2026-12-02", "UPDATE document SET status = 3 WHERE id = 1");
    assert_findings(&world, "one was not reached", OLD("A") "/a:4?; " OLD("B") "/b:3");
    go_through(
        &world, "2026-12-03",
        "UPDATE document SET basis = '' WHERE id = 1; DELETE FROM observation WHERE document "
        "= 1;");
    assert_findings(&world, "it was read in part", OLD("A") "/a:4?; " OLD("B") "/b:3");
    go_through(&world, "2026-12-04",
               SEEN(1, "address:old", "match", 6,
                    "{\"written\":\"A\"}") "UPDATE observation SET run = 4 WHERE document = 1");
    assert_findings(&world, "in part, and there", OLD("A") "/a:6; " OLD("B") "/b:3");
    go_through(&world, "2026-09-10", "DELETE FROM observation WHERE document = 1;");
    assert_findings(&world, "a day on which it was right",
                    "identity/address-outdated 3 fixed A -> Havenkade 3, 3333 CC Bergen: ; "
                    "identity/address-outdated 3 fixed B -> Havenkade 3, 3333 CC Bergen: ");
    world_finish(&world);
}

/* check TOUCHPOINT changes nothing of the others. */
static void test_others(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    g_array_index(world.plan.touchpoints, struct plan_touchpoint, 0).is_selected = FALSE;
    go_through(&world, "2026-12-01",
               DOCUMENT(1, "t", "/a") SEEN(1, "address:old", "match", 4, "{}"));
    assert_findings(&world, "nobody asked", "");
    world_finish(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days),   cmocka_unit_test(test_places), cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_missed), cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
