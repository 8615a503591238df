/* SPDX-License-Identifier: MIT
 *
 * Two files and a catalog become a plan: what it holds, what it says, and what moves its hashes.
 */
#include "core/config/nearest.h"
#include "core/config/plan.h"
#include "tests/unit/config_support.h"

static const char brand_text[] = "touchstone: 1\nname: N\nlanguages: [nl]\npromise: {payoff: x}\n"
                                 "spelling: {words: words.txt}\n";
static const char plan_text[] = "touchstone: 1\ntouchpoints:\n"
                                "  - {id: site, channel: website, source: {folder: {path: site}}}\n"
                                "  - {id: mail, channel: email, source: {folder: {path: mail}},\n"
                                "     checks: {spelling: {min_length: 5}, shape: off}}\n"
                                "  - {id: radio, channel: radio}\n";

/* A folder of its own for each test, and what is planned there. */
struct fixture {
    char *folder, *before;
    struct catalog catalog;
    struct problems *problems;
    struct plan *plan;
};

static void put(const char *path, const char *text)
{
    g_autofree char *folder = g_path_get_dirname(path);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    fixture->before = g_get_current_dir();
    fixture->folder = g_dir_make_tmp("touchstone-XXXXXX", NULL);
    g_assert_cmpint(g_chdir(fixture->folder), ==, 0);
    put("brand.yaml", brand_text);
    put("touchstone.yaml", plan_text);
    put("words.txt", "one\n");
    put("inner/deep/page.html", "<p>");
    put("a.eml", "Subject: x\n\nx\n");
    fixture->catalog = support_catalog();
    fixture->problems = problems_new();
    *state = fixture;
    return 0;
}

static void remove_all(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_all(child);
    }
    if (dir) {
        g_dir_close(dir);
    }
    g_remove(path);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    plan_free(&fixture->plan);
    problems_free(&fixture->problems);
    g_ptr_array_unref(fixture->catalog.plugins);
    g_assert_cmpint(g_chdir(fixture->before), ==, 0);
    remove_all(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->before);
    g_free(fixture);
    return 0;
}

static struct plan *plan_again(struct fixture *fixture, const struct plan_request *request,
                               gboolean is_scan)
{
    plan_free(&fixture->plan);
    problems_free(&fixture->problems);
    fixture->problems = problems_new();
    fixture->plan = is_scan ? plan_for_scan(request, &fixture->catalog, fixture->problems)
                            : plan_for_check(request, &fixture->catalog, fixture->problems);
    return fixture->plan;
}

static struct plan *check(struct fixture *fixture)
{
    struct plan_request request = {0};
    struct plan *plan = plan_again(fixture, &request, FALSE);
    g_autofree char *errors = support_lines(fixture->problems->errors);
    support_equal("errors", errors, "");
    return plan;
}

static void expect_errors(struct fixture *fixture, const char *expected)
{
    g_autofree char *errors = support_lines(fixture->problems->errors);
    support_equal(expected, errors, expected);
    assert_null(fixture->plan);
}

static const struct plan_touchpoint *touchpoint(const struct plan *plan, guint index)
{
    assert_true(index < plan->touchpoints->len);
    return &g_array_index(plan->touchpoints, struct plan_touchpoint, index);
}

static const struct plan_check *check_of(const struct plan *plan, const char *name, guint skip)
{
    for (guint i = 0; i < plan->checks->len; i++) {
        const struct plan_check *one = &g_array_index(plan->checks, struct plan_check, i);
        if (strcmp(one->plugin->name, name) == 0 && skip-- == 0) {
            return one;
        }
    }
    fail_msg("no check %s", name);
    return NULL;
}
/* ---- the examples of the design -------------------------------------------------------------- */

static char *without(const char *text, const char *prefix)
{
    g_auto(GStrv) parts = g_strsplit(text, prefix, -1);
    return g_strjoinv("@", parts);
}

static void test_design(void **state)
{
    struct fixture *fixture = *state;
    const char *root = g_getenv("TOUCHSTONE_SOURCE_ROOT");
    assert_non_null(root);
    g_autofree char *folder = g_canonicalize_filename("tests/unit/data/config", root);
    g_autofree char *path = g_build_filename(folder, "expected-plan.txt", NULL);
    g_autofree char *expected = NULL;
    g_assert_cmpint(g_chdir(folder), ==, 0);
    struct plan *plan = check(fixture);
    g_autofree char *described = plan_describe(plan);
    g_autofree char *notices = support_lines(fixture->problems->notices);
    g_autofree char *all = g_strconcat(notices, described, NULL);
    g_autofree char *text = without(all, folder);
    if (g_getenv("TOUCHSTONE_UPDATE")) {
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
    }
    g_assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    support_equal("expected-plan.txt", text, expected);
}

/* ---- check ----------------------------------------------------------------------------------- */

static void test_touchpoints(void **state)
{
    struct plan *plan = check(*state);
    struct fixture *fixture = *state;
    g_autofree char *database =
        g_build_filename(fixture->folder, ".touchstone", "touchstone.db", NULL);
    assert_string_equal(plan->database, database);
    assert_string_equal(plan->path, "touchstone.yaml");
    assert_string_equal(plan->brand_path, "brand.yaml");
    assert_string_equal(plan->brand_name, "N");
    assert_int_equal(plan->touchpoints->len, 3);
    assert_int_equal(plan->sources->len, 2);
    assert_int_equal(plan->readers->len, 2);
    assert_true(touchpoint(plan, 0)->is_measured);
    assert_false(touchpoint(plan, 2)->is_measured);
    assert_int_equal(touchpoint(plan, 2)->uses->len, 0);
    assert_int_equal(touchpoint(plan, 0)->expects->len, 1);
    assert_string_equal(g_ptr_array_index(touchpoint(plan, 0)->expects, 0), "promise");
    assert_false(touchpoint(plan, 0)->is_expects_given);
    assert_int_equal(touchpoint(plan, 2)->expects->len, 0);
    const struct plan_source *source = &g_array_index(plan->sources, struct plan_source, 1);
    assert_int_equal(source->touchpoint, 1);
    assert_string_equal(source->plugin->name, "folder");
    assert_int_equal(source->max_pages, 0);
    assert_true(source->max_depth == G_MAXUINT64);
}

static void test_checks(void **state)
{
    struct plan *plan = check(*state);
    /* promise and shape once, spelling with two options; terms has nothing in the brand book. */
    assert_int_equal(plan->checks->len, 4);
    assert_int_equal(touchpoint(plan, 0)->uses->len, 3);
    assert_int_equal(touchpoint(plan, 1)->uses->len, 2);
    const struct plan_check *first = check_of(plan, "spelling", 0);
    const struct plan_check *second = check_of(plan, "spelling", 1);
    assert_true(ts_is(ts_get_text(first->options, "min_length"), "3"));
    assert_true(ts_is(ts_get_text(second->options, "min_length"), "5"));
    assert_string_not_equal(first->hash, second->hash);
    assert_int_equal(strlen(first->hash), 64);
    assert_non_null(ts_get(first->brand, "name"));
    assert_non_null(ts_get(first->brand, "languages"));
    assert_non_null(ts_get(first->brand, "spelling"));
    assert_null(ts_get(first->brand, "promise"));
    assert_int_equal(first->files->len, 1);
    const struct ts_file *file = &g_array_index(first->files, struct ts_file, 0);
    assert_true(ts_is(file->bytes, "one\n"));
    assert_int_equal(file->path.ptr[0], '/');
    assert_int_equal(check_of(plan, "promise", 0)->files->len, 0);
}

struct change {
    const char *name, *path, *text;
    gboolean moves_spelling, moves_promise, moves_plan;
};

static const struct change changes[] = {
    {"nothing", "other.txt", "x", FALSE, FALSE, FALSE},
    {"a word list", "words.txt", "one\ntwo\n", TRUE, FALSE, TRUE},
    {"the promise", "brand.yaml",
     "touchstone: 1\nname: N\nlanguages: [nl]\npromise: {payoff: y}\n"
     "spelling: {words: words.txt}\n",
     FALSE, TRUE, TRUE},
    {"only a comment", "brand.yaml",
     "# x\ntouchstone: 1\nname: N\nlanguages: [nl]\npromise: {payoff: x}\n"
     "spelling: {words: words.txt}\n",
     FALSE, FALSE, FALSE},
    {"a term", "brand.yaml",
     "touchstone: 1\nname: N\nlanguages: [nl]\npromise: {payoff: x}\n"
     "spelling: {words: words.txt}\nterms: [{id: a, forbid: b}]\n",
     FALSE, FALSE, TRUE},
    {"a source", "touchstone.yaml",
     "touchstone: 1\ntouchpoints:\n"
     "  - {id: site, channel: website, source: {folder: {path: elsewhere}}}\n",
     FALSE, FALSE, TRUE},
};

static void test_hashes(void **state)
{
    struct fixture *fixture = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(changes); i++) {
        const struct change *change = &changes[i];
        put("brand.yaml", brand_text);
        put("touchstone.yaml", plan_text);
        put("words.txt", "one\n");
        struct plan *plan = check(fixture);
        g_autofree char *whole = g_strdup(plan->hash);
        g_autofree char *spelling = g_strdup(check_of(plan, "spelling", 0)->hash);
        g_autofree char *promise = g_strdup(check_of(plan, "promise", 0)->hash);
        put(change->path, change->text);
        plan = check(fixture);
        gboolean same_plan = strcmp(plan->hash, whole) == 0;
        gboolean same_spelling = strcmp(check_of(plan, "spelling", 0)->hash, spelling) == 0;
        gboolean same_promise = strcmp(check_of(plan, "promise", 0)->hash, promise) == 0;
        if (same_plan == change->moves_plan || same_spelling == change->moves_spelling ||
            same_promise == change->moves_promise) {
            fail_msg("%s: plan %s, spelling %s, promise %s", change->name,
                     same_plan ? "same" : "moved", same_spelling ? "same" : "moved",
                     same_promise ? "same" : "moved");
        }
    }
}

static void test_selection(void **state)
{
    struct fixture *fixture = *state;
    const char *const some[] = {"mail", NULL};
    const char *const wrong[] = {"mial", "shop", NULL};
    struct plan_request request = {.touchpoints = some};
    struct plan *plan = check(fixture);
    g_autofree char *whole = g_strdup(plan->hash);
    assert_true(touchpoint(plan, 0)->is_selected);
    plan = plan_again(fixture, &request, FALSE);
    assert_non_null(plan);
    assert_false(touchpoint(plan, 0)->is_selected);
    assert_true(touchpoint(plan, 1)->is_selected);
    assert_string_not_equal(plan->hash, whole);
    request.touchpoints = wrong;
    plan_again(fixture, &request, FALSE);
    expect_errors(fixture,
                  "touchstone.yaml: there is no touchpoint \"mial\" (did you mean \"mail\"?)\n"
                  "touchstone.yaml: there is no touchpoint \"shop\" (there are: site, mail, "
                  "radio)\n");
}

static void test_upwards(void **state)
{
    struct fixture *fixture = *state;
    g_assert_cmpint(g_chdir("inner/deep"), ==, 0);
    struct plan *plan = check(fixture);
    assert_string_equal(plan->path, "../../touchstone.yaml");
    assert_string_equal(plan->brand_path, "../../brand.yaml");
    g_autofree char *database =
        g_build_filename(fixture->folder, ".touchstone", "touchstone.db", NULL);
    assert_string_equal(plan->database, database);
}

struct broken {
    const char *name;
    const char *plan, *brand, *sheet; /* NULL = not there */
    const char *expected;
};

static const struct broken broken[] = {
    {"no plan", NULL, "x", NULL,
     "there is no touchstone.yaml here or in a folder above: name one with -c FILE\n"},
    {"no brand book", "touchstone: 1\ntouchpoints: [{id: a, channel: email}]\nbrand: b.yaml\n",
     NULL, NULL, "b.yaml: no such file\n"},
    {"no touchpoints", "touchstone: 1\n", brand_text, NULL,
     "touchstone.yaml: there are no touchpoints: list them under \"touchpoints\"\n"},
    {"a word list that is not there", plan_text,
     "touchstone: 1\nname: N\nlanguages: [nl]\nspelling:\n  words: [no.txt, inner]\n", NULL,
     "brand.yaml:5:11: @no.txt: no such file\n"
     "brand.yaml:5:19: @inner: is a folder, not a file\n"},
    {"both files at once", "touchstone: 1\ntouchpoints: [{id: a, channel: emial}]\n",
     "touchstone: 1\nname: N\nlanguages: [xxxx]\n", NULL,
     "touchstone.yaml:2:23: unknown channel \"emial\" (did you mean \"email\"?)\n"
     "brand.yaml:3:13: \"languages\": \"xxxx\" is not a language code: write nl or en-GB\n"},
    {"a sheet that is not there", "touchstone: 1\ntouchpoints_from: s.csv\n", brand_text, NULL,
     "s.csv: no such file\n"},
    {"an id in both",
     "touchstone: 1\ntouchpoints_from: s.csv\n"
     "touchpoints: [{id: a, channel: email}]\n",
     brand_text, "id,channel\nb,email\na,phone\n",
     "s.csv:3:1: the touchpoint \"a\" stands twice (first at touchstone.yaml:3:16)\n"},
    {"steps of a journey",
     "touchstone: 1\ntouchpoints_from: s.csv\n"
     "touchpoints: [{id: webshop, channel: website}]\njourneys:\n"
     "  - {id: j, steps: [webshop, webshp, letter], variants: [{id: v, steps: "
     "[lettre]}]}\n",
     brand_text, "id,channel\nletter,letter\n",
     "touchstone.yaml:5:30: unknown touchpoint \"webshp\" (did you mean \"webshop\"?)\n"
     "touchstone.yaml:5:74: unknown touchpoint \"lettre\" (did you mean \"letter\"?)\n"},
    {"steps, where not all touchpoints could be read",
     "touchstone: 1\ntouchpoints_from: s.csv\njourneys: [{id: j, steps: [letter]}]\n", brand_text,
     "id,chanel\nletter,letter\n",
     "s.csv:1:4: unknown column \"chanel\" (did you mean \"channel\"?)\n"},
    {"nothing that is judged",
     "touchstone: 1\ntouchpoints: [{id: a, channel: email, source: {folder: {path: x}}, checks: "
     "{shape: off}}]\n",
     "touchstone: 1\nname: N\nlanguages: [nl]\n", NULL,
     "brand.yaml: nothing to check: no installed check judges what stands here (\"touchstone "
     "plugins\" shows which there are)\n"},
    {"for a touchpoint that is not there", plan_text,
     "touchstone: 1\nname: N\nlanguages: [nl]\n"
     "identity: {phones: [{id: a, number: \"1\", for: [sites]}]}\n",
     NULL, "brand.yaml:4:48: unknown touchpoint \"sites\" (did you mean \"site\"?)\n"},
};

static void test_broken(void **state)
{
    struct fixture *fixture = *state;
    struct plan_request request = {0};
    g_autofree char *prefix = g_strconcat(fixture->folder, "/", NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
        const struct broken *row = &broken[i];
        const char *const names[] = {"touchstone.yaml", "brand.yaml", "s.csv"};
        const char *const texts[] = {row->plan, row->brand, row->sheet};
        for (size_t j = 0; j < 3; j++) {
            g_remove(names[j]);
            if (texts[j]) {
                put(names[j], texts[j]);
            }
        }
        plan_again(fixture, &request, FALSE);
        g_autofree char *errors = support_lines(fixture->problems->errors);
        g_autofree char *shown = without(errors, prefix);
        support_equal(row->name, shown, row->expected);
        assert_null(fixture->plan);
    }
}

/* ---- scan ------------------------------------------------------------------------------------ */

static struct plan *scan(struct fixture *fixture, const struct plan_request *request)
{
    struct plan *plan = plan_again(fixture, request, TRUE);
    g_autofree char *errors = support_lines(fixture->problems->errors);
    support_equal("errors", errors, "");
    return plan;
}

static const struct plan_source *source(const struct plan *plan, guint index)
{
    assert_true(index < plan->sources->len);
    return &g_array_index(plan->sources, struct plan_source, index);
}

static void test_scan(void **state)
{
    struct fixture *fixture = *state;
    const char *const targets[] = {"https://a.example/x?y", "inner", "-", NULL};
    const char *const hosts[] = {"127.0.0.1:8080", NULL};
    struct plan_request request = {.targets = targets, .allow_hosts = hosts};
    struct plan *plan = scan(fixture, &request);
    g_autofree char *inner = g_build_filename(fixture->folder, "inner", NULL);
    assert_null(plan->database);
    assert_null(plan->path);
    assert_int_equal(plan->touchpoints->len, 1);
    assert_string_equal(touchpoint(plan, 0)->id, "scan");
    assert_string_equal(touchpoint(plan, 0)->channel, "");
    assert_int_equal(touchpoint(plan, 0)->expects->len, 0);
    assert_true(touchpoint(plan, 0)->is_selected);
    assert_int_equal(touchpoint(plan, 0)->uses->len, 3);
    assert_int_equal(plan->sources->len, 3);
    assert_string_equal(source(plan, 0)->plugin->name, "web");
    assert_int_equal(source(plan, 0)->max_depth, 0);
    assert_true(ts_is(ts_get_text(source(plan, 0)->options, "sitemap"), "false"));
    const struct ts_node *start = ts_get(source(plan, 0)->options, "start");
    assert_int_equal(start->kind, TS_NODE_LIST);
    assert_true(ts_is(((const struct ts_node *)ts_item(start->children, 0))->text, targets[0]));
    assert_int_equal(ts_get(source(plan, 0)->options, "allow_hosts")->children.count, 1);
    assert_true(ts_is(ts_get_text(source(plan, 1)->options, "path"), inner));
    assert_true(ts_is(ts_get_text(source(plan, 2)->options, "path"), "-"));
}

static void test_scan_depth(void **state)
{
    const char *const targets[] = {"HTTP://a.example/", NULL};
    struct plan_request request = {.targets = targets, .depth = "2"};
    struct plan *plan = scan(*state, &request);
    assert_string_equal(touchpoint(plan, 0)->channel, "website");
    assert_int_equal(source(plan, 0)->max_depth, 2);
    assert_int_equal(source(plan, 0)->max_pages, 10000);
}

static void test_scan_mail(void **state)
{
    const char *const targets[] = {"a.eml", NULL};
    struct plan_request request = {.targets = targets};
    struct plan *plan = scan(*state, &request);
    assert_string_equal(touchpoint(plan, 0)->channel, "email");
}

static void test_scan_as(void **state)
{
    const char *const targets[] = {"https://a.example/x", "a.eml", NULL};
    struct plan_request request = {.targets = targets, .as_touchpoint = "shop"};
    put("touchstone.yaml",
        "touchstone: 1\ntouchpoints:\n"
        "  - {id: first, channel: email}\n"
        "  - id: shop\n    channel: website\n    expects: [promise]\n    kinds: {home: /}\n"
        "    source: {web: {start: https://a.example/, max_rate: 2/s, max_pages: 50,\n"
        "                   allow_hosts: [127.0.0.1]}}\n"
        "    checks: {spelling: {min_length: 9, severity: info}}\n");
    struct plan *plan = scan(*state, &request);
    const struct ts_node *options = source(plan, 0)->options;
    assert_int_equal(plan->touchpoints->len, 1);
    assert_string_equal(touchpoint(plan, 0)->id, "shop");
    assert_string_equal(touchpoint(plan, 0)->channel, "website");
    assert_int_equal(touchpoint(plan, 0)->expects->len, 1);
    assert_int_equal(touchpoint(plan, 0)->kinds->len, 1);
    assert_null(plan->database);
    assert_int_equal(plan->sources->len, 2);
    assert_int_equal(source(plan, 0)->max_depth, 0);
    assert_true(ts_is(ts_get_text(options, "max_rate"), "2000"));
    assert_int_equal(ts_get(options, "allow_hosts")->children.count, 1);
    assert_true(ts_is(ts_get_text(check_of(plan, "spelling", 0)->options, "min_length"), "9"));
    const struct plan_use *use = &g_array_index(touchpoint(plan, 0)->uses, struct plan_use, 2);
    assert_int_equal(use->severity, TS_INFO);
}

struct wrong_scan {
    const char *targets[3], *as, *brand, *depth, *expected;
};

static const struct wrong_scan wrong_scans[] = {
    {{NULL}, NULL, NULL, NULL, "nothing to scan: name a URL, a file, a folder or -\n"},
    {{"no-such", "neither.eml"},
     NULL,
     NULL,
     NULL,
     "no-such: no such file or folder\nneither.eml: no such file or folder\n"},
    {{"ftp://a.example/"},
     NULL,
     NULL,
     NULL,
     "ftp://a.example/: only http and https can be fetched\n"},
    {{"a.eml"},
     "radoi",
     NULL,
     NULL,
     "touchstone.yaml: there is no touchpoint \"radoi\" (did you mean \"radio\"?)\n"},
    {{"a.eml"}, NULL, "other.yaml", NULL, "other.yaml: no such file\n"},
    {{"http://a.example/"},
     NULL,
     NULL,
     "deep",
     "http://a.example/: \"max_depth\": \"deep\" is not a whole number\n"},
};

static void test_wrong_scans(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(wrong_scans); i++) {
        const struct wrong_scan *row = &wrong_scans[i];
        struct plan_request request = {.targets = row->targets,
                                       .as_touchpoint = row->as,
                                       .brand_path = row->brand,
                                       .depth = row->depth};
        plan_again(*state, &request, TRUE);
        expect_errors(*state, row->expected);
    }
}

static void test_scan_without_brand(void **state)
{
    const char *const targets[] = {"a.eml", NULL};
    struct plan_request request = {.targets = targets};
    g_remove("brand.yaml");
    plan_again(*state, &request, TRUE);
    expect_errors(*state,
                  "there is no brand.yaml here or in a folder above: name a brand book with "
                  "-b FILE\n");
}

/* ---- kinds and names ------------------------------------------------------------------------- */

static const struct {
    const char *locator, *expected;
} kinds[] = {
    {"https://a.example/", "home website"},
    {"https://a.example", "home website"},
    {"https://a.example/?utm=1#top", "home website"},
    {"https://a.example/contact/over?x=/nieuws", "contact website"},
    {"https://a.example/nl/contact", "website"},
    {"https://a.example/nieuws/2026/x.html", "news website"},
    {"https://a.example/p12.html", "website"},
    {"https://a.example/p\xC3\xA9.html", "page website"},
    {"/srv/site/index.html", "home website"},
    {"/srv/site/contact.html", "contact website"},
    {"/srv/site/nl/index.html", "website"},
    {"/srv/site/nieuws/a.eml#part=1.2", "news attachment"},
    {"/srv/site/box.mbox#message=2/part=3", "attachment"},
    {"imap://a.example/INBOX#expect=1", "expectation"},
    {"/elsewhere/contact.html", "website"},
    {"../srv/site/contact.html", "contact website"},
};

static void test_kinds(void **state)
{
    struct fixture *fixture = *state;
    put("touchstone.yaml",
        "touchstone: 1\ntouchpoints:\n  - {id: a, channel: website, source: {folder: {path: "
        "/srv/site}},\n     kinds: {home: /, contact: /contact*, news: [/nieuws/*, "
        "/news/*], page: /p?.html}}\n");
    struct plan *plan = check(fixture);
    struct plan_touchpoint *first = &g_array_index(plan->touchpoints, struct plan_touchpoint, 0);
    g_free(first->directory);
    first->directory = g_strdup("/home");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(GPtrArray) found = g_ptr_array_new();
        plan_kinds(touchpoint(plan, 0), kinds[i].locator, found);
        g_ptr_array_add(found, NULL);
        g_autofree char *joined = g_strjoinv(" ", (char **)found->pdata);
        support_equal(kinds[i].locator, joined, kinds[i].expected);
    }
}

static const struct {
    const char *name, *expected;
} nearests[] = {
    {"adress", "address"},
    {"adres", NULL},
    {"Address", "address"},
    {"phnoe", "phone"},
    {"nmae", "name"},
    {"nme", "name"},
    {"on", NULL},
    {"in", "in"},
    {"street", NULL},
    {"", NULL},
    {"x", NULL},
};

static void test_nearest(void **state)
{
    const char *const candidates[] = {"address", "phone", "name", "in", NULL};
    g_autofree char *longest = g_strnfill(5000, 'a');
    for (size_t i = 0; i < G_N_ELEMENTS(nearests); i++) {
        const char *found = nearest_name(nearests[i].name, candidates);
        support_equal(nearests[i].name, found ? found : "none",
                      nearests[i].expected ? nearests[i].expected : "none");
    }
    assert_null(nearest_name(longest, candidates));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_design),
        TEST(test_touchpoints),
        TEST(test_checks),
        TEST(test_hashes),
        TEST(test_selection),
        TEST(test_upwards),
        TEST(test_broken),
        TEST(test_scan),
        TEST(test_scan_depth),
        TEST(test_scan_mail),
        TEST(test_scan_as),
        TEST(test_wrong_scans),
        TEST(test_scan_without_brand),
        TEST(test_kinds),
        cmocka_unit_test(test_nearest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
