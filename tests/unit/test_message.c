/* SPDX-License-Identifier: MIT
 *
 * Templates with values, optional stretches and languages.
 */
#include "tests/unit/report_support.h"

#include "core/result/message.h"
#include "core/result/run_rules.h"

static const struct message_value values[] = {
    {"actual", "Wandflys"}, {"expected", "Vlakwerk"}, {"empty", ""},
    {"a-b_2", "x"},         {"trick", "{actual}[["},
};

static const struct {
    const char *template, *wanted;
} rows[] = {
    {"", ""},
    {"plain", "plain"},
    {"\"{actual}\" for \"{expected}\"", "\"Wandflys\" for \"Vlakwerk\""},
    {"{nobody}", ""},
    {"a{nobody}b", "ab"},
    {"{empty}", ""},
    {"{a-b_2}", "x"},
    {"{not a name}", "{not a name}"},
    {"{", "{"},
    {"{}", "{}"},
    {"{actual", "{actual"},
    {"}{actual}", "}Wandflys"},
    {"is wrong[, write {expected}]", "is wrong, write Vlakwerk"},
    {"is wrong[, write {empty}]", "is wrong"},
    {"is wrong[, write {nobody}]", "is wrong"},
    {"is wrong[, write {expected} or {empty}].", "is wrong."},
    {"[a][{empty}b][c]", "ac"},
    {"[[x]", "[x]"},
    {"[x[[y]", "x[y"},
    {"open [ end", "open [ end"},
    {"end ] open", "end ] open"},
    {"[{empty}", "["},
    {"[]", ""},
    {"{trick}", "{actual}[["},
    {"é[ü{actual}]", "éüWandflys"},
};

static void expands_templates(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = message_expand(rows[i].template, values, G_N_ELEMENTS(values));
        if (strcmp(got, rows[i].wanted) != 0) {
            fail_msg("\"%s\" gave \"%s\", not \"%s\"", rows[i].template, got, rows[i].wanted);
        }
    }
}

static const struct {
    const char *rule, *language, *arguments, *wanted, *title, *touchpoint;
} findings[] = {
    {"promise/belied", "en", "{}", "\"A\" in Webshop belies it", "Title", "Webshop"},
    {"promise/belied", "nl", "{}", "\"A\" logenstraft", "Titel", NULL},
    {"promise/altered", "en", "{}", "\"A\" is nearly \"E\"", "Title", NULL},
    {"promise/altered", "nl", "{}", "\"A\" is bijna \"E\"", "Titel", NULL},
    {"promise/altered", "nl-BE", "{}", "\"A\" is bijna \"E\"", "Titel", NULL},
    {"promise/altered", "nld", "{}", "\"A\" is nearly \"E\"", "Title", NULL},
    {"promise/altered", "fr", "{}", "\"A\" is nearly \"E\"", "Title", NULL},
    {"terms/own", "en", "{}", "\"A\": write \"E\"", "Title", NULL},
    {"terms/own", "en", "{\"because\": \"so\"}", "\"A\": write \"E\", because so", "Title", NULL},
    {"terms/own", "en", "{\"because\": 12}", "\"A\": write \"E\", because 12", "Title", NULL},
    {"terms/own", "en", "{\"because\": 0.25}", "\"A\": write \"E\", because 0.25", "Title", NULL},
    {"terms/own", "en", "{\"because\": [1]}", "\"A\": write \"E\"", "Title", NULL},
    {"terms/own", "en", "{\"actual\": \"never\"}", "\"A\": write \"E\"", "Title", NULL},
    {"terms/own", "en", "no json", "\"A\": write \"E\"", "Title", NULL},
    {"sample/unsure", "en", "{\"reason\": \"too small to decide\"}",
     "not sure: too small to decide", "Title", NULL},
    {"sample/unsure", "nl", "{\"reason\": \"too small to decide\"}",
     "onzeker: te klein om te beslissen", "Titel", NULL},
    {"sample/unsure", "nl", "{\"reason\": \"of another's own\"}", "onzeker: of another's own",
     "Titel", NULL},
    {"gone/rule", "en", "{}", "gone/rule: \"A\" (\"E\")", "gone/rule", NULL},
    {"run/unchecked", "en", "{}", "This could not be checked: A", "Not checked", NULL},
    {"run/unchecked", "nl", "{}", "Dit kon niet worden gecontroleerd: A", "Niet gecontroleerd",
     NULL},
    {"run/of-tomorrow", "en", "{}", "run/of-tomorrow: \"A\" (\"E\")", "run/of-tomorrow", NULL},
};

static void tells_findings(void **state)
{
    (void)state;
    struct catalog *catalog = sample_catalog();
    const struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, 0);
    sample_rule(plugin->rules, "sample/unsure", "not sure[: {reason}]", "onzeker[: {reason}]");
    for (gsize i = 0; i < G_N_ELEMENTS(findings); i++) {
        const struct message_finding finding = {findings[i].rule, "E", "A", findings[i].arguments,
                                                findings[i].touchpoint};
        const char *title = NULL;
        g_autofree char *got = message_of_finding(catalog, findings[i].language, &finding, &title);
        if (strcmp(got, findings[i].wanted) != 0 || strcmp(title, findings[i].title) != 0) {
            fail_msg("row %zu gave \"%s\" (\"%s\")", i, got, title);
        }
    }
    sample_catalog_free(catalog);
}

/* Every rule of the host has all a rule needs, in both languages, and stands in order. */
static void run_rules_are_complete(void **state)
{
    (void)state;
    struct ts_list rules = run_rules();
    const char *before = "";
    assert_int_equal(rules.count, 12);
    for (guint32 i = 0; i < rules.count; i++) {
        const struct ts_rule_def *rule = ts_item(rules, i);
        assert_true(strcmp(before, rule->id) < 0);
        assert_int_equal(run_rules_has(rule->id), g_str_has_prefix(rule->id, "run/"));
        assert_ptr_equal(run_rules_find(rule->id), rule);
        assert_true(rule->title && rule->message && rule->help && rule->severity);
        assert_int_equal(rule->wordings.count, 1);
        before = rule->id;
    }
    assert_false(run_rules_has("runner/x"));
    assert_null(run_rules_find("spelling/misspelt"));
    assert_true(run_rules_is_unchecked("run/plugin-failed"));
    assert_false(run_rules_is_unchecked("run/robots"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(expands_templates),
        cmocka_unit_test(tells_findings),
        cmocka_unit_test(run_rules_are_complete),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
