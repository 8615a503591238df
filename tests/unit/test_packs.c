/* SPDX-License-Identifier: MIT
 *
 * Rule packs: where they are found, what is wrong with them, what becomes of their terms and those
 * of the brand book, and what moves the hashes of checks.
 */
#include "core/config/term.h"
#include "tests/unit/pack_support.h"

/* A brand book and its packs: what is said of them, or the terms that checks get. */
static const struct row {
    const char *name;
    struct file files[4];
    const char *errors, *terms;
} rows[] = {
    {"a pack in the rules folder",
     {{"brand.yaml", BRAND "packs: [common/a]\n"},
      {"rules/common/a.yaml",
       PACK("common/a") "terms: [{id: x, forbid: y, ok: [a], wrong: [y], source: s}]\n"}},
     "",
     "-\n  id: x\n  forbid: [y]\n  pack: common/a\n"},
    {"beside the brand book comes first",
     {{"brand.yaml", BRAND "packs: [nl/a]\n"},
      {"packs/nl/a.yaml", PACK("nl/a") "terms: [{id: mine, forbid: y}]\n"},
      {"rules/nl/a.yaml", PACK("nl/a") "terms: [{id: theirs, forbid: y}]\n"}},
     "",
     "-\n  id: mine\n  forbid: [y]\n  pack: nl/a\n"},
    {"right beside it too",
     {{"brand.yaml", BRAND "packs: [house]\n"},
      {"house.yaml", PACK("house") "terms: [{id: x, forbid: y}]\n"}},
     "",
     "-\n  id: x\n  forbid: [y]\n  pack: house\n"},
    {"the one language of a pack is that of its terms",
     {{"brand.yaml", BRAND "packs: [a]\n"},
      {"packs/a.yaml", PACK("a") "languages: nl\n"
                                 "terms: [{id: x, forbid: y}, {id: z, lang: nl-BE, forbid: y}]\n"}},
     "",
     "-\n  id: x\n  forbid: [y]\n  pack: a\n  lang: nl\n"
     "-\n  id: z\n  lang: nl-BE\n  forbid: [y]\n  pack: a\n"},
    {"terms in languages that the brand does not have stay away",
     {{"brand.yaml", BRAND "packs: [a]\n"},
      {"packs/a.yaml", PACK("a") "languages: [en, de]\n"
                                 "terms: [{id: x, lang: de, forbid: y}, {id: z, forbid: y}]\n"}},
     "",
     "-\n  id: z\n  forbid: [y]\n  pack: a\n"},
    {"an entry of the brand book adjusts",
     {{"brand.yaml", BRAND "packs: [a]\nterms:\n"
                           "  - {id: x, severity: info, except_words: [q], in: [legal]}\n"
                           "  - {id: own, forbid: w}\n"},
      {"packs/a.yaml",
       PACK("a") "terms: [{id: x, forbid: y, except_words: p, severity: error}]\n"}},
     "",
     "-\n  id: x\n  forbid: [y]\n  except_words: [p, q]\n  severity: info\n  pack: a\n"
     "  in: [legal]\n"
     "-\n  id: own\n  forbid: [w]\n"},
    {"switches off",
     {{"brand.yaml", BRAND "packs: [a]\nterms: [{id: x, enabled: false}]\n"},
      {"packs/a.yaml", PACK("a") "terms: [{id: x, forbid: y}, {id: z, forbid: y}]\n"}},
     "",
     "-\n  id: z\n  forbid: [y]\n  pack: a\n"},
    {"switches on",
     {{"brand.yaml", BRAND "packs: [a]\nterms: [{id: x, enabled: true}]\n"},
      {"packs/a.yaml", PACK("a") "terms: [{id: x, forbid: y, enabled: false}]\n"}},
     "",
     "-\n  id: x\n  forbid: [y]\n  pack: a\n"},
    {"replaces",
     {{"brand.yaml", BRAND "packs: [a]\nterms: [{id: x, prefer: w}]\n"},
      {"packs/a.yaml", PACK("a") "terms: [{id: x, forbid: y, severity: error}]\n"}},
     "",
     "-\n  id: x\n  prefer: w\n"},
    {"an entry that adjusts nothing",
     {{"brand.yaml", BRAND "packs: [a]\nterms: [{id: fromage, severity: info}]\n"},
      {"packs/a.yaml", PACK("a") "terms: [{id: fromages, forbid: y}]\n"}},
     "brand.yaml:5:9: one of these keys is missing: prefer, forbid, require, consistent, "
     "conditional, casing, count, pattern; or no pack has a rule \"fromage\" to adjust (did you "
     "mean \"fromages\"?)\n",
     NULL},
    {"an entry that adjusts one of its own file",
     {{"brand.yaml", BRAND "terms: [{id: x, severity: info}]\n"}},
     "brand.yaml:4:9: one of these keys is missing: prefer, forbid, require, consistent, "
     "conditional, casing, count, pattern; or no pack has a rule \"x\" to adjust\n",
     NULL},
    {"no such pack",
     {{"brand.yaml", BRAND "packs: [nl/jee, nl/u]\nterms: [{id: x, severity: info}]\n"},
      {"rules/nl/je.yaml", PACK("nl/je") "terms: [{id: x, forbid: y}]\n"},
      {"packs/common/a.yaml", PACK("common/a") "terms: [{id: y, forbid: y}]\n"}},
     "brand.yaml:4:9: there is no pack \"nl/jee\" (did you mean \"nl/je\"? there are: common/a, "
     "nl/je)\n"
     "brand.yaml:4:17: there is no pack \"nl/u\" (there are: common/a, nl/je)\n",
     NULL},
    {"a pack twice",
     {{"brand.yaml", BRAND "packs: [a, a]\n"},
      {"packs/a.yaml", PACK("a") "terms: [{id: x, forbid: y}]\n"}},
     "brand.yaml:4:12: the pack \"a\" stands twice in \"packs\"\n",
     NULL},
    {"two packs with one rule",
     {{"brand.yaml", BRAND "packs: [nl/je, nl/u]\n"},
      {"rules/nl/je.yaml", PACK("nl/je") "terms: [{id: form-of-address, forbid: u}]\n"},
      {"rules/nl/u.yaml", PACK("nl/u") "terms: [{id: form-of-address, forbid: je}]\n"}},
     "brand.yaml:4:16: the packs \"nl/je\" and \"nl/u\" both have the rule \"form-of-address\": "
     "only one of them can be loaded\n",
     NULL},
    {"a pack for other languages",
     {{"brand.yaml", BRAND "packs: [a]\n"},
      {"packs/a.yaml", PACK("a") "languages: [de, fr]\nterms: [{id: x, forbid: y}]\n"}},
     "brand.yaml:4:9: the pack \"a\" is for de, fr, which is not among \"languages\"\n",
     NULL},
    {"a pack's own faults have its own places, and come after those of the brand book",
     {{"brand.yaml", BRAND "packs: [a, b]\ncountry: UK\n"},
      {"packs/a.yaml", PACK("a") "languages: nl\nterms:\n"
                                 "  - {id: x, severity: info}\n  - {id: y, want: z, lang: fr}\n"},
      {"packs/b.yaml", "touchstone: 1\npack: c\nterms: []\n"}},
     "brand.yaml:5:1: \"country\": \"UK\" is not a country code: write two capitals as in ISO "
     "3166-1, such as NL\n"
     "packs/a.yaml:6:5: one of these keys is missing: prefer, forbid, require, consistent, "
     "conditional, casing, count, pattern\n"
     "packs/a.yaml:7:5: one of these keys is missing: prefer, forbid, require, consistent, "
     "conditional, casing, count, pattern\n"
     "packs/a.yaml:7:13: \"want\" belongs to a term with \"consistent\"\n"
     "packs/a.yaml:7:22: the language \"fr\" is not among \"languages\"\n"
     "packs/b.yaml:1:1: the key \"about\" is missing\n"
     "packs/b.yaml:2:1: this is the file of the pack \"b\", but it says that it is \"c\"\n"
     "packs/b.yaml:3:1: \"terms\" is empty\n",
     NULL},
    {"a brand book is no pack",
     {{"brand.yaml", BRAND "packs: [brand]\n"}},
     "brand.yaml:1:1: one of these keys is missing: terms, facts\n"
     "brand.yaml:1:1: the key \"about\" is missing\n"
     "brand.yaml:1:1: the key \"pack\" is missing\n"
     "brand.yaml:2:1: unknown key \"name\" (known: touchstone, pack, about, languages, terms, "
     "facts)\n"
     "brand.yaml:4:1: unknown key \"packs\" (did you mean \"pack\"?)\n",
     NULL},
    {"one that can't be read",
     {{"brand.yaml", BRAND "packs: [a]\n"}, {"packs/a.yaml", "{"}},
     "packs/a.yaml:2:1: not valid YAML: did not find expected node content\n",
     NULL},
};

static void test_rows(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct fixture fixture;
        struct problems *problems = problems_new();
        begin(&fixture);
        for (gsize k = 0; k < G_N_ELEMENTS(rows[i].files) && rows[i].files[k].path; k++) {
            put(&rows[i].files[k]);
        }
        struct plan *plan = plan_of(&fixture, problems);
        g_autofree char *errors = support_lines(problems->errors);
        support_equal(rows[i].name, errors, rows[i].errors);
        assert_true((plan != NULL) == (rows[i].terms != NULL));
        if (plan) {
            g_autofree char *terms = tree_to_text(ts_get(plan->brand, "terms"));
            support_equal(rows[i].name, terms, rows[i].terms);
        }
        plan_free(&plan);
        problems_free(&problems);
        end(&fixture);
    }
}

static void test_too_many(void **state)
{
    struct fixture fixture;
    struct problems *problems = problems_new();
    GString *brand = g_string_new(BRAND "packs: [");
    begin(&fixture);
    for (int i = 0; i < 65; i++) {
        g_autofree char *path = g_strdup_printf("packs/p%d.yaml", i);
        g_autofree char *text =
            g_strdup_printf(PACK("p%d") "terms: [{id: x%d, forbid: y}]\n", i, i);
        put(&(struct file){path, text});
        g_string_append_printf(brand, "%sp%d", i ? "," : "", i);
    }
    g_string_append(brand, "]\n");
    put(&(struct file){"brand.yaml", brand->str});
    assert_null(plan_of(&fixture, problems));
    g_autofree char *errors = support_lines(problems->errors);
    support_equal("errors", errors, "brand.yaml:4:255: more than 64 packs\n");
    g_string_free(brand, TRUE);
    problems_free(&problems);
    end(&fixture);
}

/* ---- hashes ---------------------------------------------------------------------------------- */

static char *hash_of(const struct plan *plan, const char *check)
{
    for (guint i = 0; i < plan->checks->len; i++) {
        const struct plan_check *one = &g_array_index(plan->checks, struct plan_check, i);
        if (strcmp(one->plugin->name, check) == 0) {
            return g_strdup(one->hash);
        }
    }
    fail_msg("no check %s", check);
    return NULL;
}

/* What is changed in a pack, and whether checks that see terms judge again. */
static const struct {
    const char *name, *text;
    gboolean changes;
} changes[] = {
    {"nothing", PACK("a") "terms: [{id: x, forbid: y, ok: [a], wrong: [y], source: s}]\n", FALSE},
    {"an example", PACK("a") "terms: [{id: x, forbid: y, ok: [b], wrong: [y y], source: s}]\n",
     FALSE},
    {"the source", PACK("a") "terms: [{id: x, forbid: y, ok: [a], wrong: [y], source: t}]\n",
     FALSE},
    {"a word", PACK("a") "terms: [{id: x, forbid: [y, z], ok: [a], wrong: [y], source: s}]\n",
     TRUE},
    {"the reason", PACK("a") "terms: [{id: x, forbid: y, because: z}]\n", TRUE},
    {"its language", PACK("a") "languages: [nl]\nterms: [{id: x, forbid: y}]\n", TRUE},
    {"one more", PACK("a") "terms: [{id: x, forbid: y}, {id: z, forbid: q}]\n", TRUE},
};

/* By the checks of this tree: those that say that they look at terms, and one that does not. */
static void test_hashes(void **state)
{
    static const char *const checks[] = {"terms", "spelling", "promise"};
    struct catalog *catalog = catalog_load(NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        struct fixture fixture;
        struct problems *problems = problems_new();
        begin(&fixture);
        g_ptr_array_unref(fixture.catalog.plugins);
        fixture.catalog.plugins = g_ptr_array_ref(catalog->plugins);
        put(&(struct file){"brand.yaml", BRAND "packs: [a]\npromise: {payoff: x}\n"});
        put(&(struct file){"packs/a.yaml", changes[0].text});
        struct plan *plan = plan_of(&fixture, problems);
        assert_non_null(plan);
        char *before[G_N_ELEMENTS(checks)];
        for (gsize k = 0; k < G_N_ELEMENTS(checks); k++) {
            before[k] = hash_of(plan, checks[k]);
        }
        plan_free(&plan);
        put(&(struct file){"packs/a.yaml", changes[i].text});
        plan = plan_of(&fixture, problems);
        assert_non_null(plan);
        for (gsize k = 0; k < G_N_ELEMENTS(checks); k++) {
            g_autofree char *after = hash_of(plan, checks[k]);
            gboolean should = changes[i].changes && strcmp(checks[k], "promise") != 0;
            if ((strcmp(before[k], after) != 0) != should) {
                fail_msg("%s: the hash of %s %s", changes[i].name, checks[k],
                         should ? "stays, but should not" : "moves, but should not");
            }
            g_free(before[k]);
        }
        plan_free(&plan);
        problems_free(&problems);
        end(&fixture);
    }
    catalog_free(&catalog);
}

/* ---- in words -------------------------------------------------------------------------------- */

static const struct {
    const char *term, *sentence;
} sentences[] = {
    {"{id: x, prefer: A, not: [B, C]}", "write \"A\", not \"B\", \"C\""},
    {"{id: x, prefer: A}", "write \"A\""},
    {"{id: x, forbid: [A, B, C, D, E, F], instead: G, because: it is}",
     "never \"A\", \"B\", \"C\", \"D\" and 2 more; write \"G\" (it is)"},
    {"{id: x, require: A}", "needed: \"A\""},
    {"{id: x, consistent: {je: [a], u: [b]}, want: je}", "one of \"je\" or \"u\": \"je\""},
    {"{id: x, conditional: {if: A, then: B}}", "\"A\" needs \"B\""},
    {"{id: x, casing: sentence}", "sentence case"},
    {"{id: x, count: {of: '!', min: 1, max: 2}}", "at least 1 at most 2 of \"!\""},
    {"{id: x, pattern: 'a+'}", "never /a+/"},
};

static void test_sentences(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
        struct problems *problems = problems_new();
        struct schema_run run;
        struct tree *tree = tree_parse("f", "/", ts_text(sentences[i].term), problems);
        schema_begin(&run, tree, NULL);
        struct ts_node term = schema_judge(&run, tree->root, &schema_term);
        schema_end(&run, problems);
        g_autofree char *sentence = term_sentence(&term);
        support_equal(sentences[i].term, sentence, sentences[i].sentence);
        assert_int_equal(problems->errors->len, 0);
        tree_free(&tree);
        problems_free(&problems);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_hashes),
        cmocka_unit_test(test_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
