/* SPDX-License-Identifier: MIT
 *
 * What the sources "feed" and "audit" take, and what they tell with it.
 */
#include "tests/plugin/fakehost.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    char *path;
    struct fakehost *fake;
    const struct ts_source_ops *source;
    void *self;
    struct ts_answer answer; /* the last */
};

static void remove_all(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        remove_all(inner);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_remove(path);
}

static int begin(void **state, const char *plugin)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    fixture->path = g_dir_make_tmp("feed-XXXXXX", NULL);
    fixture->fake = fakehost_new(plugin);
    fixture->source = fixture->fake->plugin->source;
    *state = fixture;
    return fixture->path ? 0 : -1;
}

static int begin_feed(void **state)
{
    return begin(state, "source-feed");
}

static int begin_audit(void **state)
{
    return begin(state, "source-audit");
}

static int finish(void **state)
{
    struct fixture *fixture = *state;
    if (fixture->self) {
        fixture->source->close(&fixture->fake->call, fixture->self);
    }
    fakehost_free(&fixture->fake);
    remove_all(fixture->path);
    g_free(fixture->path);
    g_free(fixture);
    return 0;
}

static void put(const struct fixture *fixture, const char *name)
{
    g_autofree char *path = g_build_filename(fixture->path, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(parent, 0700), 0);
    assert_true(g_file_set_contents(path, "date: 2026-01-01", -1, NULL));
}

/* The path of the option is name below the folder. */
static struct ts_open options_of(struct fixture *fixture, const char *name, const char *more)
{
    g_autofree char *yaml = g_strdup_printf("{path: \"%s/%s\"%s}", fixture->path, name, more);
    return fakehost_open(fixture->fake, yaml, NULL);
}

static int open_at(struct fixture *fixture, const char *name, const char *more)
{
    struct ts_open open = options_of(fixture, name, more);
    if (fixture->self) {
        fixture->source->close(&fixture->fake->call, fixture->self);
        fixture->self = NULL;
    }
    fakehost_reset(fixture->fake);
    int done = fixture->source->open(&fixture->fake->call, NULL, &open, &fixture->self);
    fakehost_settle(fixture->fake);
    return done;
}

static void ask(struct fixture *fixture, const char *name, const char *etag)
{
    g_autofree char *locator = name ? g_strconcat(fixture->path, "/", name, NULL) : g_strdup("");
    struct ts_request request = {
        .size = sizeof request, .id = 7, .locator = ts_text(locator), .etag = ts_text(etag)};
    fixture->answer = (struct ts_answer){.size = sizeof fixture->answer};
    assert_int_equal(fixture->source->feed(&fixture->fake->call, fixture->self, &request), 0);
    assert_int_equal(fixture->source->next(&fixture->fake->call, fixture->self, &fixture->answer),
                     1);
    assert_int_equal(fixture->answer.id, 7);
}

/* What it has, one name below the folder a word. */
static char *listing(struct fixture *fixture)
{
    GString *text = g_string_new(NULL);
    size_t own = strlen(fixture->path) + 1;
    ask(fixture, NULL, NULL);
    for (guint i = 0; i < fixture->answer.found.count; i++) {
        const struct ts_found *found = ts_item(fixture->answer.found, i);
        g_string_append_printf(text, "%.*s ", (int)(found->locator.len - own),
                               found->locator.ptr + own);
    }
    return g_string_free(text, FALSE);
}

/* ---- feed ---- */

static const struct {
    const char *map, *header;
} maps[] = {
    {"", "\"usual\""},
    {", map: google", "\"google\""},
    {", map: {text: body}", "{\"text\":[\"body\"]}"},
    {", map: {text: [a, b.c], items: data.list}",
     "{\"items\":[\"data.list\"],\"text\":[\"a\",\"b.c\"]}"},
};

static void test_feed_map(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "reviews.json");
    for (size_t i = 0; i < G_N_ELEMENTS(maps); i++) {
        assert_int_equal(open_at(fixture, "reviews.json", maps[i].map), 0);
        ask(fixture, "reviews.json", NULL);
        assert_int_equal(fixture->answer.status, TS_FETCHED);
        assert_true(ts_is(fixture->answer.media_type, "application/vnd.touchstone.feed"));
        assert_int_equal(fixture->answer.headers.count, 1);
        const struct ts_pair *header = ts_item(fixture->answer.headers, 0);
        assert_true(ts_is(header->name, "touchstone-map"));
        if (!ts_is(header->value, maps[i].header)) {
            fail_msg("%s: %.*s", maps[i].map, (int)header->value.len, header->value.ptr);
        }
    }
}

static const struct {
    const char *map, *failure;
} mistakes[] = {
    {", map: gogle", "there is no \"gogle\"; did you mean \"google\"?"},
    {", map: {txt: a}", "there is no \"txt\"; did you mean \"text\"?"},
    {", map: {rating: a}", "which field holds the text"},
    {", map: {text: {a: b}}", "a field's name, or a list of them"},
    {", map: {text: []}", "a field's name, or a list of them"},
    {", map: [a]", "a preset's name or a mapping"},
};

static void test_feed_map_mistakes(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "reviews.json");
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        assert_int_equal(open_at(fixture, "reviews.json", mistakes[i].map), -1);
        if (!strstr(fixture->fake->failure, mistakes[i].failure)) {
            fail_msg("%s: %s", mistakes[i].map, fixture->fake->failure);
        }
    }
}

/* Unchanged is what the same map reads. */
static void test_feed_unchanged(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "reviews.json");
    open_at(fixture, "reviews.json", "");
    ask(fixture, "reviews.json", NULL);
    g_autofree char *etag = g_strndup(fixture->answer.etag.ptr, fixture->answer.etag.len);
    ask(fixture, "reviews.json", etag);
    assert_int_equal(fixture->answer.status, TS_NOT_MODIFIED);
    open_at(fixture, "reviews.json", ", map: google");
    ask(fixture, "reviews.json", etag);
    assert_int_equal(fixture->answer.status, TS_FETCHED);
}

static void test_feed_files(void **state)
{
    struct fixture *fixture = *state;
    put(fixture, "a.json");
    put(fixture, "b.csv");
    put(fixture, "in/c.xml");
    assert_int_equal(open_at(fixture, "*.json", ""), 0);
    g_autofree char *json = listing(fixture);
    assert_string_equal(json, "a.json ");
    assert_int_equal(open_at(fixture, "", ""), 0);
    ask(fixture, NULL, NULL);
    assert_int_equal(fixture->answer.found.count, 3);
    assert_int_equal(open_at(fixture, "*.rss", ""), 0);
    ask(fixture, NULL, NULL);
    assert_int_equal(fixture->answer.status, TS_FAILED);
    assert_int_equal(open_at(fixture, "none.json", ""), -1);
}

/* ---- audit ---- */

static void put_visits(struct fixture *fixture)
{
    put(fixture, "utrecht.yaml");
    put(fixture, "eindhoven.yml");
    put(fixture, "notes.txt");
    put(fixture, "foto/a.png");
    put(fixture, "secret.pem");
}

static void test_audit_files(void **state)
{
    struct fixture *fixture = *state;
    put_visits(fixture);
    assert_int_equal(open_at(fixture, "utrecht.yaml", ""), 0);
    g_autofree char *one = listing(fixture);
    assert_string_equal(one, "utrecht.yaml ");
    assert_int_equal(open_at(fixture, "*.y*ml", ""), 0);
    g_autofree char *two = listing(fixture);
    assert_string_equal(two, "eindhoven.yml utrecht.yaml ");
    ask(fixture, "utrecht.yaml", NULL);
    assert_true(ts_is(fixture->answer.media_type, "application/vnd.touchstone.audit+yaml"));
    assert_int_equal(open_at(fixture, "none.yaml", ""), -1);
    assert_non_null(strstr(fixture->fake->failure, "none.yaml can't be opened"));
}

static void test_audit_photos(void **state)
{
    struct fixture *fixture = *state;
    put_visits(fixture);
    g_autofree char *link = g_build_filename(fixture->path, "link.png", NULL);
    assert_int_equal(symlink("foto/a.png", link), 0);
    assert_int_equal(open_at(fixture, "utrecht.yaml", ""), 0);
    ask(fixture, "foto/a.png", NULL);
    assert_int_equal(fixture->answer.status, TS_FETCHED);
    assert_true(ts_is(fixture->answer.media_type, "image/png"));
    ask(fixture, "link.png", NULL);
    assert_int_equal(fixture->answer.status, TS_FAILED);
    ask(fixture, "secret.pem", NULL);
    assert_int_equal(fixture->answer.status, TS_REFUSED);
    ask(fixture, "eindhoven.yml", NULL);
    assert_int_equal(fixture->answer.status, TS_REFUSED);
    ask(fixture, "foto/none.png", NULL);
    assert_int_equal(fixture->answer.status, TS_VANISHED);
}

static const struct {
    const char *reference, *name; /* NULL: not followed, or no valid reference */
    int result;
} references[] = {
    {"foto/a.png", "foto/a.png", 1}, {"./a.jpg", "a.jpg", 1},  {"foto/../a.jpg", "a.jpg", 1},
    {"../a.jpg", NULL, -1},          {"/etc/a.png", NULL, -1}, {"http://v.example/a.png", NULL, -1},
    {"secret.pem", NULL, 0},
};

static void test_audit_resolve(void **state)
{
    struct fixture *fixture = *state;
    struct ts_open open = options_of(fixture, "utrecht.yaml", "");
    g_autofree char *base = g_strconcat(fixture->path, "/utrecht.yaml", NULL);
    void *scope = NULL;
    assert_int_equal(fixture->source->scope_open(&fixture->fake->call, &open, &scope), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(references); i++) {
        struct ts_str locator = ts_text(NULL);
        g_autofree char *expected =
            references[i].name ? g_strconcat(fixture->path, "/", references[i].name, NULL) : NULL;
        int result =
            fixture->source->resolve(&fixture->fake->call, scope, ts_text(base),
                                     ts_text(references[i].reference), TS_LINK_PICTURE, &locator);
        if (result != references[i].result || (expected && !ts_is(locator, expected))) {
            fail_msg("%s: %d %.*s", references[i].reference, result, (int)locator.len, locator.ptr);
        }
    }
    struct ts_str page;
    assert_int_equal(fixture->source->resolve(&fixture->fake->call, scope, ts_text(base),
                                              ts_text("a.png"), TS_LINK_PAGE, &page),
                     0);
    fixture->source->scope_close(&fixture->fake->call, scope);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_feed_map, begin_feed, finish),
        cmocka_unit_test_setup_teardown(test_feed_map_mistakes, begin_feed, finish),
        cmocka_unit_test_setup_teardown(test_feed_unchanged, begin_feed, finish),
        cmocka_unit_test_setup_teardown(test_feed_files, begin_feed, finish),
        cmocka_unit_test_setup_teardown(test_audit_files, begin_audit, finish),
        cmocka_unit_test_setup_teardown(test_audit_photos, begin_audit, finish),
        cmocka_unit_test_setup_teardown(test_audit_resolve, begin_audit, finish),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
