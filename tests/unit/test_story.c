/* SPDX-License-Identifier: MIT
 *
 * What a touchpoint tells, and what each state of the matrix comes from: a case a row.
 */
#include "core/config/pack.h"
#include "core/result/story.h"
#include "tests/unit/config_support.h"
#include "tests/unit/report_support.h"

/* ---- one touchpoint, two pages and what lies in the archive ---------------------------------- */

static const char brand_text[] =
    "terms:\n"
    "  - { id: pair, consistent: { one: [x], two: [y] } }\n"
    "  - { id: wish, consistent: { one: [x], two: [y] }, want: one }\n"
    "  - { id: word, forbid: [z] }\n"
    "identity:\n"
    "  names: [ { id: house, text: V } ]\n"
    "  addresses:\n"
    "    - { id: hq, city: U }\n"
    "    - { id: old, city: V, until: 2020-12-31 }\n"
    "    - { id: next, city: W, from: 2028-01-01 }\n"
    "logos: { versions: [ { id: main }, { id: old, until: 2020-12-31 } ] }\n"
    "promise: { payoff: Gemak }\n";

struct world {
    sqlite3 *database;
    struct tree *tree;
    struct lifecycle *lifecycle;
    struct pack pack;
    struct plan plan;
};

static void add_touchpoint(struct plan *plan, const char *id)
{
    struct plan_touchpoint touchpoint = {
        .id = (char *)id,
        .channel = (char *)"website",
        .directory = (char *)"/",
        .is_measured = TRUE,
        .is_selected = TRUE,
        .expects = g_ptr_array_new(),
        .historic = g_ptr_array_new(),
        .folders = g_ptr_array_new(),
    };
    g_ptr_array_add(touchpoint.expects, (gpointer) "address");
    g_ptr_array_add(touchpoint.expects, (gpointer) "logo");
    g_ptr_array_add(touchpoint.historic, (gpointer) "/archief/*");
    g_array_append_val(plan->touchpoints, touchpoint);
}

static void world_init(struct world *world)
{
    struct problems *problems = problems_new();
    *world = (struct world){.database = empty_database(), .pack = {.name = (char *)"nl/je"}};
    world->tree = tree_parse("brand.yaml", "/", ts_text(brand_text), problems);
    assert_non_null(world->tree);
    problems_free(&problems);
    world->plan.brand = world->tree->root;
    world->plan.terms = ts_get(world->tree->root, "terms");
    world->plan.packs = g_ptr_array_new();
    g_ptr_array_add(world->plan.packs, &world->pack);
    world->plan.touchpoints = g_array_new(FALSE, TRUE, sizeof(struct plan_touchpoint));
    add_touchpoint(&world->plan, "a");
    world->lifecycle = lifecycle_new(world->plan.brand);
    run_sql(world->database,
            "INSERT INTO run (id, name, started, as_of, plan, plan_hash, brand, version, "
            "is_sealed, plugins, notices) VALUES (1, 'r', 's', '2026-10-20', 'p', 'h', 'b', 'v', "
            "1, '', '');"
            "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases, "
            "expects, is_measured, is_complete, run, state) VALUES "
            "('a', 0, 'a', '', '', '', '', '', '', 1, 1, 1, 'consistent');"
            "INSERT INTO document (id, touchpoint, locator, status, run) VALUES "
            "(1, 'a', 'https://a.example/', 1, 1), (2, 'a', 'https://a.example/2', 2, 1), "
            "(3, 'a', 'https://a.example/archief/2019', 1, 1), (4, 'a', 'https://a.example/4', 5, "
            "1);"
            "INSERT INTO document (id, touchpoint, locator, status, media_type, run) VALUES "
            "(5, 'a', 'https://a.example/5.png', 1, 'image/png', 1);");
}

static void world_finish(struct world *world)
{
    for (guint i = 0; i < world->plan.touchpoints->len; i++) {
        struct plan_touchpoint *own =
            &g_array_index(world->plan.touchpoints, struct plan_touchpoint, i);
        g_ptr_array_unref(own->expects);
        g_ptr_array_unref(own->historic);
        g_ptr_array_unref(own->folders);
    }
    g_array_unref(world->plan.touchpoints);
    g_ptr_array_unref(world->plan.packs);
    lifecycle_free(&world->lifecycle);
    tree_free(&world->tree);
    assert_int_equal(sqlite3_close(world->database), SQLITE_OK);
}

static void compute(const struct world *world)
{
    if (story_compute(world->database, &world->plan, world->lifecycle, "2026-10-20", 1) != 0) {
        fail_msg("%s", sqlite3_errmsg(world->database));
    }
}

/* "CELL: STATE ENTRY (WORDS) DOCUMENTS, ..." of a subject at touchpoint a. */
static char *told(const struct world *world, const char *subject)
{
    char *error = NULL;
    struct catalog *catalog = sample_catalog();
    struct result *result = result_open(world->database, catalog, "en", &error);
    GString *out = g_string_new(NULL);
    assert_non_null(result);
    const GArray *stories = result_stories(result);
    struct result_cell cell = result_cell(result, "a", subject);
    g_string_append_printf(out, "%s:", cell.state);
    for (guint i = cell.first; i < cell.first + cell.count; i++) {
        const struct result_story *own = &g_array_index(stories, struct result_story, i);
        g_string_append_printf(out, "%s %s %s (%s) %u", i > cell.first ? "," : "", own->state,
                               own->entry, own->words, own->documents);
    }
    result_close(&result);
    sample_catalog_free(catalog);
    return g_string_free(out, FALSE);
}

/* ---- cases ----------------------------------------------------------------------------------- */

#define SEEN_AS(document, check, key, value, line, details)                                      \
    "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line, "  \
    "column, path, numbers, details) VALUES (" #document ", '" check "', '', '" key "', '" value \
    "', -1, " #line ", 1, '', '{}', '" details "');"
#define SEEN(document, check, key, value) SEEN_AS(document, check, key, value, 1, "{}")
#define WRITTEN(document, check, key, value, words) \
    SEEN_AS(document, check, key, value, 1, "{\"written\":\"" words "\"}")
#define HQ SEEN(1, "identity", "address:hq", "match")
#define OLD SEEN(2, "identity", "address:old", "match")
#define FAULT(rule, severity, fixed, line)                                                    \
    "INSERT INTO finding (id, touchpoint, fingerprint, rule, said, severity, expected, "      \
    "actual, arguments, first_run, fixed_run) VALUES (1, 'a', 'f', '" rule "', 2, " #severity \
    ", '', '', '{}', 1, " #fixed ");"                                                         \
    "INSERT INTO place VALUES (1, 1, '', '', '', " #line ", 1, '', '', 0, 0, 1);"
#define LOGO SEEN(1, "logo", "logo:main", "match")
#define FACT WRITTEN(1, "facts", "delivery", "1d", "één dag")

#define TEN "éééééééééé"
/* 78 of two bytes: no character is cut */
#define LONG_TOLD "right: right v (" TEN TEN TEN TEN TEN TEN TEN "éééééééé…) 1"

static const struct {
    const char *name, *subject, *sql, *told;
} cases[] = {
    {"as the book has it", "address", WRITTEN(1, "identity", "address:hq", "match", "Kade 1, U"),
     "right: right address:hq (Kade 1, U) 1"},
    {"on two pages", "address", HQ HQ SEEN(2, "identity", "address:hq", "match"),
     "right: right address:hq (address:hq) 2"},
    {"two entries that are right", "address", HQ SEEN(1, "identity", "address:two", "match"),
     "right: right address:hq (address:hq) 1, right address:two (address:two) 1"},
    {"nearly", "address", SEEN(1, "identity", "address:hq", "near-number"),
     "altered: altered address:hq (address:hq) 1"},
    {"nearly, beside what is right", "address", HQ SEEN(2, "identity", "address:hq", "near"),
     "altered: altered address:hq (address:hq) 1, right address:hq (address:hq) 1"},
    {"who knows", "address", SEEN(1, "identity", "address:hq", "uncertain"),
     "absent: absent  () 0"},
    {"no longer", "address", OLD, "old: old address:old (address:old) 1"},
    {"not yet", "address", SEEN(1, "identity", "address:next", "match"),
     "early: early address:next (address:next) 1"},
    {"old beside new", "address", HQ OLD,
     "mixed: old address:old (address:old) 1, right address:hq (address:hq) 1"},
    {"early beside what is right", "address", HQ SEEN(2, "identity", "address:next", "match"),
     "mixed: early address:next (address:next) 1, right address:hq (address:hq) 1"},
    {"old beside what is nearly right", "address", SEEN(1, "identity", "address:hq", "near") OLD,
     "old: old address:old (address:old) 1, altered address:hq (address:hq) 1"},
    {"told as history", "address",
     SEEN_AS(1, "identity", "address:old", "match", 1, "{\"said\":\"historic\"}"),
     "absent: absent  () 0"},
    {"in the archive", "address", SEEN(3, "identity", "address:old", "match"),
     "absent: absent  () 0"},
    {"in the archive, and right", "address", SEEN(3, "identity", "address:hq", "match"),
     "right: right address:hq (address:hq) 1"},
    {"on a page that is skipped", "address", SEEN(4, "identity", "address:hq", "match"),
     "absent: absent  () 0"},
    {"nowhere", "address", "", "absent: absent  () 0"},
    {"nowhere, but a page was not seen", "address", "UPDATE document SET status = 3 WHERE id = 2;",
     "unseen: unseen  () 0"},
    {"nowhere, but an earlier run did not see it", "address",
     "UPDATE document SET status = 3, run = 0 WHERE id = 2;", "absent: absent  () 0"},
    {"nowhere, but not all was seen", "address", "UPDATE touchpoint SET is_complete = 0;",
     "unseen: unseen  () 0"},
    {"nobody expects it", "name", "", "not-applicable: not-applicable  () 0"},
    {"nobody expects it, and it is there", "name", SEEN(1, "identity", "name:house", "match"),
     "right: right name:house (name:house) 1"},
    {"the book says nothing of it", "phone", "", "not-applicable:"},
    {"the logo, by its version", "logo", LOGO, "right: right logo:main (main) 1"},
    {"the logo, distorted", "logo", SEEN(1, "logo", "logo:main", "distorted"),
     "altered: altered logo:main (main) 1"},
    {"an old logo", "logo", SEEN(1, "logo", "logo:old", "match"), "old: old logo:old (old) 1"},
    {"the logo in another colour", "logo", LOGO FAULT("logo/wrong-colour", 2, 0, 1),
     "altered: altered logo:main (main) 1"},
    {"elsewhere on the page", "logo", LOGO FAULT("logo/wrong-colour", 2, 0, 7),
     "right: right logo:main (main) 1"},
    {"a hint", "logo", LOGO FAULT("logo/wrong-colour", 1, 0, 1), "right: right logo:main (main) 1"},
    {"mended", "logo", LOGO FAULT("logo/wrong-colour", 2, 1, 1), "right: right logo:main (main) 1"},
    {"another rule", "logo", LOGO FAULT("logo/too-small", 2, 0, 1),
     "right: right logo:main (main) 1"},
    {"what a picture says of itself", "logo", SEEN(5, "logo", "logo:main", "match"),
     "absent: absent  () 0"},
    {"a picture that stands by itself", "logo",
     SEEN(5, "logo", "logo:main", "match") "UPDATE observation SET is_concluded = 1;",
     "right: right logo:main (main) 1"},
    {"the pay-off", "payoff", WRITTEN(1, "promise", "payoff", "exact", "Gemak!"),
     "right: right payoff (Gemak!) 1"},
    {"the pay-off, in other words", "payoff", WRITTEN(1, "promise", "payoff", "altered", "Gemakje"),
     "altered: altered Gemakje (Gemakje) 1"},
    {"its theme is no pay-off", "payoff", SEEN(1, "promise", "theme", "match"),
     "not-applicable: not-applicable  () 0"},
    {"the form that its pack wants", "form", SEEN(1, "terms", "form-of-address", "je"),
     "right: right je (je) 1"},
    {"the form that it does not want", "form", SEEN(1, "terms", "form-of-address", "u"),
     "altered: altered u (u) 1"},
    {"a house form", "form:wish", SEEN(1, "terms", "term:wish", "one"), "right: right one (one) 1"},
    {"the other house form", "form:wish", SEEN(1, "terms", "term:wish", "two"),
     "altered: altered two (two) 1"},
    {"nothing is wanted", "form:pair",
     SEEN(1, "terms", "term:pair", "two") SEEN(2, "terms", "term:pair", "one"),
     "right: right one (one) 1, right two (two) 1"},
    {"a term without forms", "form:word", SEEN(1, "terms", "term:word", "z"), "not-applicable:"},
    {"a fact", "fact:delivery", FACT, "right: right 1d (één dag) 1"},
    {"a fact that contradicts the book", "fact:delivery",
     FACT FAULT("facts/contradicts-truth", 3, 0, 1), "altered: altered 1d (één dag) 1"},
    {"another check's key", "address", SEEN(1, "links", "address:hq", "match"),
     "absent: absent  () 0"},
    {"longer than a cell", "fact:long",
     "INSERT INTO observation (document, check_name, check_hash, "
     "key, value, confidence, line, column, path, numbers, excerpt, mark_offset, mark_length) "
     "VALUES (1, 'facts', '', 'long', 'v', -1, 1, 1, '', '{}', 'x' || replace(hex(zeroblob(60)), "
     "'0', 'é'), 1, 240);",
     LONG_TOLD},
};

static void tells(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct world world;
        world_init(&world);
        run_sql(world.database, cases[i].sql);
        compute(&world);
        g_autofree char *text = told(&world, cases[i].subject);
        if (strcmp(text, cases[i].told) != 0) {
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].name, text, cases[i].told);
        }
        world_finish(&world);
    }
}

/* ---- what the plan says of it ---------------------------------------------------------------- */

static void is_not_measured(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    g_array_index(world.plan.touchpoints, struct plan_touchpoint, 0).is_measured = FALSE;
    run_sql(world.database, "UPDATE touchpoint SET state = 'not-measured';");
    compute(&world);
    g_autofree char *expected = told(&world, "address");
    g_autofree char *unknown = told(&world, "fact:delivery");
    assert_string_equal(expected, "not-measured: not-measured  () 0");
    assert_string_equal(unknown, "not-measured:");
    world_finish(&world);
}

/* A run that looks elsewhere leaves the rows; a touchpoint that left the plan takes its own along.
 */
static void is_kept(void **state)
{
    struct world world;
    (void)state;
    world_init(&world);
    run_sql(world.database, HQ "INSERT INTO story VALUES ('gone', 'address', 'right', 'e', 'w', 1, "
                               "'', 1, 1, '', '');");
    compute(&world);
    g_array_index(world.plan.touchpoints, struct plan_touchpoint, 0).is_selected = FALSE;
    run_sql(world.database, "DELETE FROM observation;");
    compute(&world);
    g_autofree char *kept = told(&world, "address");
    assert_string_equal(kept, "right: right address:hq (address:hq) 1");
    sqlite3_stmt *query = NULL;
    sqlite3_prepare_v2(world.database, "SELECT count(*) FROM story WHERE touchpoint = 'gone'", -1,
                       &query, NULL);
    assert_int_equal(sqlite3_step(query), SQLITE_ROW);
    assert_int_equal(sqlite3_column_int(query, 0), 0);
    sqlite3_finalize(query);
    world_finish(&world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells),
        cmocka_unit_test(is_not_measured),
        cmocka_unit_test(is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
