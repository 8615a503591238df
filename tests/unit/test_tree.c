/* SPDX-License-Identifier: MIT
 *
 * YAML text into a tree with places: what is read, and how all that is refused is said.
 */
#include "core/config/tree.h"
#include "core/limits.h"
#include "tests/unit/config_support.h"

struct row {
    const char *name, *text, *expected;
};

/* Text as it is written down again. */
static const struct row good[] = {
    {"scalars are text as written", "a: 1\nb: no\nc: 2026-01-01\nd: 0x10\n",
     "a: 1\nb: no\nc: 2026-01-01\nd: 0x10\n"},
    {"nothing is null, an empty text is text", "a:\nb: ~\nc: null\nd: ''\ne: 'null'\n",
     "a: null\nb: null\nc: null\nd: \"\"\ne: \"null\"\n"},
    {"lists and maps", "a: [1, {b: 2}]\nc: []\nd: {}\n",
     "a:\n  - 1\n  -\n    b: 2\nc: []\nd: {}\n"},
    {"an alias is a copy", "a: &x {k: v}\nb: *x\nc: [*x, *x]\n",
     "a:\n  k: v\nb:\n  k: v\nc:\n  -\n    k: v\n  -\n    k: v\n"},
    {"an anchor may be used again for another", "a: &x 1\nb: *x\nc: &x 2\nd: *x\n",
     "a: 1\nb: 1\nc: 2\nd: 2\n"},
    {"core tags", "a: !!str 1\nb: !!int 2\nc: !!seq [x]\nd: !!map {y: z}\ne: ! f\n",
     "a: 1\nb: 2\nc: [x]\nd:\n  y: z\ne: f\n"},
    {"!!str of nothing is an empty text", "a: !!str\n", "a: \"\"\n"},
    {"a byte order mark",
     "\xEF\xBB\xBF"
     "a: b\n",
     "a: b\n"},
    {"quotes and control characters", "a: \"x\\ny\\t\\x7f\\\"\\\\\"\n",
     "a: \"x\\x0ay\\x09\\x7f\\\"\\\\\"\n"},
    {"letters beyond ASCII", "a: één\nb: zo één\n", "a: \"één\"\nb: zo één\n"},
    {"a quoted << is a key like any", "\"<<\": 1\n", "\"<<\": 1\n"},
    {"a lone value", "just text\n", "just text\n"},
    {"one document may be marked", "---\na: 1\n...\n", "a: 1\n"},
    {"windows line ends", "a: 1\r\nb:\r\n  - c\r\n", "a: 1\nb: [c]\n"},
};

static const struct row bad[] = {
    {"nothing", "", "t.yaml: is empty\n"},
    {"only a comment", "# x\n", "t.yaml: is empty\n"},
    {"a key twice", "a: 1\nb: 2\na: 3\n",
     "t.yaml:3:1: the key \"a\" stands here twice (first on line 1)\n"},
    {"a key twice in braces", "x: {a: 1, a: 2}\n",
     "t.yaml:1:11: the key \"a\" stands here twice (first on line 1)\n"},
    {"two documents", "a: 1\n---\nb: 2\n",
     "t.yaml:2:1: a second document begins here: one file holds one\n"},
    {"merge", "a: &x {k: v}\nb:\n  <<: *x\n",
     "t.yaml:3:3: merging with \"<<\" is not supported: write the keys out\n"},
    {"own tag", "a: !secret b\n",
     "t.yaml:1:4: the tag \"!secret\" is not understood here: leave it out\n"},
    {"python tag", "a: !!python/object:os.system b\n",
     "t.yaml:1:4: the tag \"tag:yaml.org,2002:python/object:os.system\" is not understood here: "
     "leave it out\n"},
    {"tag of another kind", "a: !!map b\n",
     "t.yaml:1:4: the tag \"tag:yaml.org,2002:map\" is not understood here: leave it out\n"},
    {"unknown alias", "a: *b\n", "t.yaml:1:4: \"*b\" stands for nothing: no \"&b\" before it\n"},
    {"alias inside itself", "a: &x [1, *x]\n",
     "t.yaml:1:11: \"*x\" stands inside its own \"&x\"\n"},
    {"list as key", "? [a, b]\n: c\n", "t.yaml:1:3: a key must be text, not a list\n"},
    {"map as key", "{a: b}: c\n", "t.yaml:1:1: a key must be text, not a map\n"},
    {"alias as key", "a: &x y\n*x : z\n", "t.yaml:2:1: a key must be text, not the alias \"*x\"\n"},
    {"no key", "'': a\n", "t.yaml:1:1: a key is missing before the \":\"\n"},
    {"tab", "a:\n\tb: 1\n",
     "t.yaml:2:1: not valid YAML: found character that cannot start any token; indent with spaces, "
     "not tabs\n"},
    {"at sign after letters of two bytes", "# ééééééé\na: @b\n",
     "t.yaml:2:4: not valid YAML: found character that cannot start any token; put text that "
     "begins with this character in quotes\n"},
    {"at sign", "a: @b\n",
     "t.yaml:1:4: not valid YAML: found character that cannot start any token; put text that "
     "begins with this character in quotes\n"},
    {"open bracket", "a: [b, c\n",
     "t.yaml:2:1: not valid YAML: did not find expected ',' or ']' in the list in brackets that "
     "begins on line 1\n"},
    {"open quote", "a: \"b\nc: d\n",
     "t.yaml:3:1: not valid YAML: found unexpected end of stream in the quoted text that begins on "
     "line 1\n"},
    {"indentation", "a: 1\n  b: 2\n",
     "t.yaml:2:4: not valid YAML: mapping values are not allowed in this context\n"},
    {"Latin-1", "a: 1\nb: caf\xE9\n",
     "t.yaml:2:7: byte 0xE9 is not UTF-8: save the file as UTF-8\n"},
    {"escaped NUL in a value", "a: \"b\\0c\"\n",
     "t.yaml:1:4: this text holds a NUL character: leave it out\n"},
    {"escaped NUL in a key", "\"a\\0\": b\n",
     "t.yaml:1:1: this text holds a NUL character: leave it out\n"},
};

static char *parse(struct ts_str text, struct problems *problems)
{
    struct tree *tree = tree_parse("t.yaml", ".", text, problems);
    char *out = tree ? tree_to_text(tree->root) : NULL;
    tree_free(&tree);
    return out;
}

static void test_good(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
        struct problems *problems = problems_new();
        g_autofree char *text = parse(ts_text(good[i].text), problems);
        g_autofree char *errors = support_lines(problems->errors);
        support_equal(good[i].name, text ? text : errors, good[i].expected);
        g_autofree char *again = parse(ts_text(text), problems);
        support_equal(good[i].name, again ? again : "unreadable", text);
        problems_free(&problems);
    }
}

static void test_bad(void **state)
{
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
        struct problems *problems = problems_new();
        g_autofree char *text = parse(ts_text(bad[i].text), problems);
        g_autofree char *errors = support_lines(problems->errors);
        support_equal(bad[i].name, errors, bad[i].expected);
        assert_null(text);
        problems_free(&problems);
    }
}

static void expect_error(struct ts_str text, const char *expected)
{
    struct problems *problems = problems_new();
    g_autofree char *out = parse(text, problems);
    g_autofree char *errors = support_lines(problems->errors);
    assert_null(out);
    support_equal(expected, errors, expected);
    problems_free(&problems);
}

static void test_nul(void **state)
{
    expect_error(ts_bytes("a: b\n\0", 6), "t.yaml:2:1: a NUL byte: this is not a text file\n");
}

static char *repeat(const char *text, guint count)
{
    GString *out = g_string_new(NULL);
    while (count--) {
        g_string_append(out, text);
    }
    return g_string_free(out, FALSE);
}

static void test_depth(void **state)
{
    struct problems *problems = problems_new();
    g_autofree char *open = repeat("[", LIMIT_CONFIG_DEPTH);
    g_autofree char *close = repeat("]", LIMIT_CONFIG_DEPTH);
    g_autofree char *fits = g_strconcat(open, close, NULL);
    g_autofree char *deeper = g_strconcat("[", fits, "]", NULL);
    g_autofree char *endless = repeat("[", 200000);
    g_autofree char *text = parse(ts_text(fits), problems);
    assert_non_null(text);
    expect_error(ts_text(deeper), "t.yaml:1:65: nested deeper than 64 levels\n");
    expect_error(ts_text(endless), "t.yaml:1:65: nested deeper than 64 levels\n");
    problems_free(&problems);
}

/* Depth counts through aliases: each of 40 levels in one anchor makes 80. */
static void test_depth_by_alias(void **state)
{
    g_autofree char *open = repeat("[", 40);
    g_autofree char *close = repeat("]", 40);
    g_autofree char *text =
        g_strconcat("- &x ", open, close, "\n- ", open, "*x", close, "\n", NULL);
    expect_error(ts_text(text), "t.yaml:2:43: nested deeper than 64 levels\n");
}

/* Nine levels of nine: 9^9 values, a billion laughs. */
static void test_laughs(void **state)
{
    GString *out = g_string_new("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
    for (int i = 1; i < 10; i++) {
        g_string_append_printf(out, "a%d: &a%d [", i, i);
        for (int j = 0; j < 9; j++) {
            g_string_append_printf(out, "%s*a%d", j ? "," : "", i - 1);
        }
        g_string_append(out, "]\n");
    }
    expect_error(ts_text(out->str), "t.yaml:6:14: more than 200000 values, aliases counted each "
                                    "time they are used\n");
    g_string_free(out, TRUE);
}

static void test_aliases(void **state)
{
    g_autofree char *uses = repeat("- *x\n", LIMIT_CONFIG_ALIASES + 1);
    g_autofree char *text = g_strconcat("- &x y\n", uses, NULL);
    expect_error(ts_text(text), "t.yaml:1002:3: more than 1000 aliases\n");
}

static void test_nodes(void **state)
{
    g_autofree char *text = repeat("- a\n", LIMIT_CONFIG_NODES);
    expect_error(ts_text(text), "t.yaml:200000:3: more than 200000 values, aliases counted each "
                                "time they are used\n");
}

static void test_directives(void **state)
{
    g_autofree char *text = repeat("%TAG !a! x\n", LIMIT_CONFIG_DIRECTIVES + 1);
    expect_error(ts_text(text), "t.yaml:101:1: more than 100 lines begin with \"%\": leave the "
                                "directives out\n");
}

static void test_size(void **state)
{
    g_autofree char *zeroes = g_malloc0(LIMIT_CONFIG_SIZE + 1);
    expect_error(ts_bytes(zeroes, LIMIT_CONFIG_SIZE + 1), "t.yaml: is larger than 4 MB\n");
}

static const struct ts_node *at(const struct ts_node *list, guint32 index)
{
    assert_true(list && index < list->children.count);
    return ts_item(list->children, index);
}

static void test_places(void **state)
{
    struct problems *problems = problems_new();
    struct tree *tree =
        tree_parse("t.yaml", ".", ts_text("a: b\nlijst:\n  - één: {c: d}\n    e: f\n"), problems);
    const struct ts_node *item = at(at(tree->root, 1), 0);
    const struct ts_node *inner = at(at(item, 0), 0);
    g_autofree char *where = tree_where(tree, inner);
    g_autofree char *nowhere = tree_where(tree, NULL);
    assert_string_equal(where, "t.yaml:3:11");
    assert_string_equal(nowhere, "t.yaml");
    assert_int_equal(at(tree->root, 1)->line, 2);
    assert_int_equal(item->line, 3);
    assert_int_equal(item->column, 5);
    assert_true(ts_is(inner->key, "c"));
    assert_true(g_path_is_absolute(tree->directory));
    tree_free(&tree);
    problems_free(&problems);
}

static void test_files(void **state)
{
    g_autofree char *folder = g_dir_make_tmp("touchstone-XXXXXX", NULL);
    g_autofree char *missing = g_build_filename(folder, "missing.yaml", NULL);
    struct problems *problems = problems_new();
    assert_null(tree_load(missing, problems));
    assert_null(tree_load(folder, problems));
    assert_null(tree_load("/dev/zero", problems));
    g_autofree char *expected = g_strdup_printf("%s: no such file\n%s: is a folder, not a file\n"
                                                "/dev/zero: is not an ordinary file\n",
                                                missing, folder);
    g_autofree char *errors = support_lines(problems->errors);
    assert_string_equal(errors, expected);
    problems_free(&problems);
    g_rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_bad),
        cmocka_unit_test(test_nul),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_depth_by_alias),
        cmocka_unit_test(test_laughs),
        cmocka_unit_test(test_aliases),
        cmocka_unit_test(test_nodes),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_directives),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
