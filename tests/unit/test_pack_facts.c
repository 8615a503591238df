/* SPDX-License-Identifier: MIT
 *
 * Facts of rule packs: what becomes of slots that several packs share, of what the brand book says
 * of them, and what moves the hash of the check.
 */
#include "core/config/fact.h"
#include "tests/unit/pack_support.h"

#define NL PACK("nl/s") "languages: [nl]\n"
#define EN PACK("en/s") "languages: [en]\n"

/* A brand book and its packs: what is said of them, or the facts that the check gets. */
static const struct row {
    const char *name;
    struct file files[4];
    const char *errors, *facts;
} rows[] = {
    {"a pack's slots are facts, in the language of the pack",
     {{"brand.yaml", BRAND "packs: [nl/s]\n"},
      {"rules/nl/s.yaml",
       NL "facts:\n  - {id: x, type: duration, title: X, units: day, anchors: [a, b*], not: c,\n"
          "     cutoff: true, range: [1, 60], source: s, examples: [{text: t, says: 2d}]}\n"}},
     "",
     "-\n  id: x\n  type: duration\n  title:\n    nl: X\n  units: [day]\n  anchors:\n"
     "    nl: [a, \"b*\"]\n  not:\n    nl: [c]\n  cutoff: true\n  range: [1, 60]\n  pack: nl/s\n"},
    {"one slot in two packs is one fact; of what both say the first counts",
     {{"brand.yaml", BRAND "packs: [nl/s, en/s]\n"},
      {"rules/nl/s.yaml",
       NL "facts: [{id: x, type: duration, units: [day], title: {nl: N, en: E}, anchors: a}]\n"},
      {"rules/en/s.yaml",
       EN "facts:\n  - {id: x, type: duration, units: [week], title: F, anchors: b, cutoff: true}\n"
          "  - {id: y, type: money, anchors: c}\n"}},
     "",
     "-\n  id: x\n  type: duration\n  units: [day]\n  title:\n    en: E\n    nl: N\n  anchors:\n"
     "    en: [b]\n    nl: [a]\n  cutoff: true\n  pack: nl/s\n"
     "-\n  id: y\n  type: money\n  anchors:\n    en: [c]\n  pack: en/s\n"},
    {"languages that the brand does not have stay away",
     {{"brand.yaml", BRAND "packs: [a]\n"},
      {"packs/a.yaml", PACK("a") "languages: [en, de]\nfacts:\n"
                                 "  - {id: x, type: money, anchors: {en: [a], de: [b]}}\n"
                                 "  - {id: y, type: money, anchors: {de: [c]}}\n"}},
     "",
     "-\n  id: x\n  type: money\n  anchors:\n    en: [a]\n  pack: a\n"},
    {"the brand book's entry adds",
     {{"brand.yaml", BRAND "packs: [nl/s]\nfacts:\n"
                           "  - {id: x, truth: 1 workday, severity: info, title: Mine,\n"
                           "     anchors: {nl: [b, a], en: [c]}, units: [day]}\n"},
      {"rules/nl/s.yaml",
       NL "facts: [{id: x, type: duration, units: [week], title: T, anchors: [a]}]\n"}},
     "",
     "-\n  id: x\n  type: duration\n  units: [day]\n  title:\n    nl: Mine\n  anchors:\n"
     "    nl: [a, b]\n    en: [c]\n  pack: nl/s\n  truth: 1 workday\n  severity: info\n"},
    {"switches off, and on",
     {{"brand.yaml",
       BRAND "packs: [nl/s]\nfacts: [{id: x, enabled: false}, {id: z, enabled: true}]\n"},
      {"rules/nl/s.yaml", NL "facts:\n  - {id: x, type: money, anchors: a}\n"
                             "  - {id: y, type: money, anchors: a, enabled: false}\n"
                             "  - {id: z, type: money, anchors: a, enabled: false}\n"}},
     "",
     "-\n  id: z\n  type: money\n  anchors:\n    nl: [a]\n  pack: nl/s\n"},
    {"one of its own",
     {{"brand.yaml", BRAND "facts: [{id: x, type: money, truth: 50 EUR, anchors: ledstrip}]\n"}},
     "",
     "-\n  id: x\n  type: money\n  truth: 50 EUR\n  anchors:\n    nl: [ledstrip]\n"},
    {"phrases of both",
     {{"brand.yaml", BRAND "packs: [nl/s]\nfacts:\n  - id: x\n    truth: free\n"
                           "    phrases: {nl: {free: [c], other: [d]}, en: {free: [e]}}\n"},
      {"rules/nl/s.yaml",
       NL "facts: [{id: x, type: phrase, phrases: {nl: {free: [a], paid: b}}}]\n"}},
     "",
     "-\n  id: x\n  type: phrase\n  phrases:\n    nl:\n      free: [a, c]\n      paid: [b]\n"
     "      other: [d]\n    en:\n      free: [e]\n  pack: nl/s\n  truth: free\n"},
    {"a truth that is no wording",
     {{"brand.yaml", BRAND "packs: [nl/s]\nfacts: [{id: x, truth: fre}]\n"},
      {"rules/nl/s.yaml",
       NL "facts: [{id: x, type: phrase, phrases: {nl: {free: a, paid: b}}}]\n"}},
     "brand.yaml:5:17: unknown value \"fre\" (did you mean \"free\"?)\n",
     NULL},
    {"a truth that is no wording: each value is named once",
     {{"brand.yaml", BRAND "packs: [nl/s]\nfacts:\n  - {id: x, truth: gratis,\n"
                           "     phrases: {en: {free: c, paid: d}}}\n"},
      {"rules/nl/s.yaml",
       NL "facts: [{id: x, type: phrase, phrases: {nl: {free: a, paid: b}}}]\n"}},
     "brand.yaml:6:13: unknown value \"gratis\" (known: free, paid)\n",
     NULL},
    {"no words, and packs that have them",
     {{"brand.yaml", BRAND "facts: [{id: x, type: duration, truth: 1 day}]\n"},
      {"rules/nl/s.yaml", NL "facts: [{id: x, type: duration, anchors: a}]\n"},
      {"rules/en/s.yaml", EN "facts: [{id: x, type: duration, anchors: a}]\n"},
      {"rules/fr/s.yaml", PACK("fr/s") "languages: [fr]\nfacts: [{id: x, type: duration, anchors: "
                                       "a}]\n"}},
     "brand.yaml:4:9: the fact \"x\" has no anchors: load en/s or nl/s, or write some\n",
     NULL},
    {"no words at all",
     {{"brand.yaml", BRAND "packs: [nl/s]\nfacts: [{id: deliverytime, truth: 1 day}]\n"},
      {"rules/nl/s.yaml", NL "facts: [{id: delivery-time, type: duration, anchors: a}]\n"}},
     "brand.yaml:5:9: the fact \"deliverytime\" has no anchors, and no pack has it (did you mean "
     "\"delivery-time\"?): write some\n",
     NULL},
    {"its own words, and no type",
     {{"brand.yaml", BRAND "facts: [{id: x, anchors: a}]\n"}},
     "brand.yaml:4:9: the key \"type\" is missing\n",
     NULL},
    {"two packs of two minds",
     {{"brand.yaml", BRAND "packs: [nl/s, en/s]\n"},
      {"rules/nl/s.yaml", NL "facts: [{id: x, type: duration, anchors: a}]\n"},
      {"rules/en/s.yaml", EN "facts:\n  - {id: x, type: money, anchors: a}\n"}},
     "brand.yaml:4:15: the packs \"nl/s\" and \"en/s\" disagree on the type of the fact \"x\": "
     "duration (@/rules/nl/s.yaml:5:9) and money (@/rules/en/s.yaml:6:5)\n",
     NULL},
    {"another type than the pack's",
     {{"brand.yaml", BRAND "packs: [nl/s]\nfacts: [{id: x, type: money}]\n"},
      {"rules/nl/s.yaml", NL "facts: [{id: x, type: duration, anchors: a}]\n"}},
     "brand.yaml:5:17: the pack \"nl/s\" has this fact as duration: leave the type out\n",
     NULL},
    {"keys of another type",
     {{"brand.yaml", BRAND "packs: [nl/s]\nfacts:\n  - {id: x, units: [day]}\n"
                           "  - {id: y, type: money, cutoff: true, anchors: a}\n"},
      {"rules/nl/s.yaml", NL "facts: [{id: x, type: hours, anchors: a}]\n"}},
     "brand.yaml:6:13: \"units\" belongs to a fact of the type duration, not hours\n"
     "brand.yaml:7:26: \"cutoff\" belongs to a fact of the type duration, not money\n",
     NULL},
    {"a pack's own faults",
     {{"brand.yaml", BRAND "packs: [nl/s]\nfacts: [{id: nowhere}]\n"},
      {"rules/nl/s.yaml",
       PACK("nl/s") "facts:\n  - {id: x, type: duration}\n  - {id: y, type: phrase, anchors: a}\n"
                    "  - {id: z, type: money, phrases: {nl: {free: [a]}}, truth: 3, anchors: a,\n"
                    "     examples: [{text: a}, {text: b, says: [], lang: fr}]}\n"}},
     "rules/nl/s.yaml:4:1: \"facts\" has words of some language: say under \"languages\" which the "
     "pack knows\n"
     "rules/nl/s.yaml:5:5: the key \"anchors\" is missing\n"
     "rules/nl/s.yaml:6:5: the key \"phrases\" is missing\n"
     "rules/nl/s.yaml:7:26: \"phrases\" belongs to a fact of the type phrase, not money\n"
     "rules/nl/s.yaml:7:54: unknown key \"truth\" (known: id, type, title, units, anchors, not, "
     "cutoff, is, phrases, range, severity, enabled, source, examples)\n"
     "rules/nl/s.yaml:8:17: the key \"says\" is missing\n",
     NULL},
    {"an example in a language that the pack does not know",
     {{"brand.yaml", BRAND "packs: [nl/s]\n"},
      {"rules/nl/s.yaml", NL "facts:\n  - {id: x, type: money, anchors: a,\n"
                             "     examples: [{text: b, says: '', lang: fr}]}\n"}},
     "rules/nl/s.yaml:7:37: the language \"fr\" is not among \"languages\"\n",
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
        g_autofree char *lines = support_lines(problems->errors);
        GString *errors = g_string_new(lines);
        g_autofree char *here = g_strconcat(fixture.folder, "/", NULL);
        if (strstr(rows[i].errors, "@/")) {
            g_string_replace(errors, here, "@/", 0);
        } else {
            g_string_replace(errors, here, "", 0);
        }
        support_equal(rows[i].name, errors->str, rows[i].errors);
        g_string_free(errors, TRUE);
        assert_true((plan != NULL) == (rows[i].facts != NULL));
        if (plan) {
            g_autofree char *facts = tree_to_text(ts_get(plan->brand, "facts"));
            support_equal(rows[i].name, facts, rows[i].facts);
        }
        plan_free(&plan);
        problems_free(&problems);
        end(&fixture);
    }
}

/* A section that only packs bring is there for its check: the check is opened. */
static void test_section(void **state)
{
    struct catalog *catalog = catalog_load(NULL);
    struct fixture fixture;
    struct problems *problems = problems_new();
    begin(&fixture);
    g_ptr_array_unref(fixture.catalog.plugins);
    fixture.catalog.plugins = g_ptr_array_ref(catalog->plugins);
    put(&(struct file){"brand.yaml", BRAND "packs: [nl/s]\n"});
    put(&(struct file){"rules/nl/s.yaml", NL "facts: [{id: x, type: money, anchors: a}]\n"});
    struct plan *plan = plan_of(&fixture, problems);
    assert_non_null(plan);
    gboolean has_facts = FALSE;
    for (guint i = 0; i < plan->checks->len; i++) {
        const struct plan_check *check = &g_array_index(plan->checks, struct plan_check, i);
        has_facts |= strcmp(check->plugin->name, "facts") == 0;
    }
    assert_true(has_facts);
    plan_free(&plan);
    problems_free(&problems);
    end(&fixture);
    catalog_free(&catalog);
}

/* What is changed in a slot, and whether what the check gets is another thing. */
static const struct {
    const char *name, *slot;
    gboolean changes;
} changes[] = {
    {"nothing", "{id: x, type: money, anchors: a, examples: [{text: t, says: ''}], source: s}", 0},
    {"an example", "{id: x, type: money, anchors: a, examples: [{text: u, says: ''}], source: s}",
     0},
    {"the source", "{id: x, type: money, anchors: a}", 0},
    {"a word", "{id: x, type: money, anchors: [a, b]}", 1},
    {"a severity", "{id: x, type: money, anchors: a, severity: info}", 1},
};

static char *facts_with(const char *slot)
{
    struct fixture fixture;
    struct problems *problems = problems_new();
    g_autofree char *text = g_strconcat(NL "facts: [", slot, "]\n", NULL);
    begin(&fixture);
    put(&(struct file){"brand.yaml", BRAND "packs: [nl/s]\n"});
    put(&(struct file){"rules/nl/s.yaml", text});
    struct plan *plan = plan_of(&fixture, problems);
    assert_non_null(plan);
    char *facts = tree_to_text(ts_get(plan->brand, "facts"));
    plan_free(&plan);
    problems_free(&problems);
    end(&fixture);
    return facts;
}

static void test_changes(void **state)
{
    g_autofree char *before = facts_with(changes[0].slot);
    for (gsize i = 0; i < G_N_ELEMENTS(changes); i++) {
        g_autofree char *after = facts_with(changes[i].slot);
        if ((strcmp(before, after) != 0) != changes[i].changes) {
            fail_msg("%s: what the check gets is \n%s", changes[i].name, after);
        }
    }
}

static const struct {
    const char *fact, *sentence;
} sentences[] = {
    {"{id: x, type: money}", "x (money): the same everywhere"},
    {"{id: x, type: money, title: {nl: N}}", "N (money): the same everywhere"},
    {"{id: x, type: duration, title: {nl: N, en: E}, truth: 1 day}", "E (duration): 1 day"},
};

static void test_sentences(void **state)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sentences); i++) {
        struct problems *problems = problems_new();
        struct schema_run run;
        struct tree *tree = tree_parse("f", "/", ts_text(sentences[i].fact), problems);
        schema_begin(&run, tree, NULL);
        struct ts_node fact = schema_judge(&run, tree->root, &schema_fact);
        schema_end(&run, problems);
        g_autofree char *sentence = fact_sentence(&fact);
        support_equal(sentences[i].fact, sentence, sentences[i].sentence);
        assert_int_equal(problems->errors->len, 0);
        tree_free(&tree);
        problems_free(&problems);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_section),
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_sentences),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
