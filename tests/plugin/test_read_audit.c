/* SPDX-License-Identifier: MIT
 *
 * Forms as people fill them in, and as they should not.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FORM "application/vnd.touchstone.audit+yaml"

static int set_up(void **state)
{
    struct fakehost *fake = fakehost_new("read-audit");
    *state = fake;
    return fake->plugin->warm(&fake->call);
}

static int tear_down(void **state)
{
    struct fakehost *fake = *state;
    fakehost_free(&fake);
    return 0;
}

static int read_form(struct fakehost *fake, struct ts_str text)
{
    fakehost_reset(fake);
    int result = fakehost_read(fake, FORM, "", "audits/a.yaml", text);
    assert_null(fake->breach);
    return result;
}

static const char whole[] = "# Bezoek\n"
                            "kind: shop\n"
                            "date: 2026-10-12\n"
                            "auditor: An de Wit\n"
                            "place: Utrecht, Oudegracht\n"
                            "valid: 90d\n"
                            "language: nl\n"
                            "questions:\n"
                            "  - ask: Is de belofte te zien?\n"
                            "    topic: promise\n"
                            "    answer: nee\n"
                            "    note: Het bord staat achter de plant\n"
                            "    actual: \"Gemak op elke vlak\"\n"
                            "    photo: foto/bord.png\n"
                            "  - { ask: Is het logo goed?, topic: logo, answer: Ja }\n"
                            "  - { ask: Klopt het nummer?, topic: phone, answer: }\n"
                            "findings:\n"
                            "  - what: Oude sticker op de deur\n"
                            "    severity: error\n"
                            "    actual: 040 234 56 78\n"
                            "    expected: 030 123 45 67\n"
                            "    place: deur\n"
                            "    photo: [a.jpg, b.jpg]\n";

static void test_whole(void **state)
{
    struct fakehost *fake = *state;
    assert_int_equal(read_form(fake, ts_text(whole)), 0);
    assert_string_equal(fake->title, "Utrecht, Oudegracht");
    assert_string_equal(fake->language, "nl");
    assert_string_equal(g_hash_table_lookup(fake->meta, "date"), "2026-10-12");
    assert_string_equal(g_hash_table_lookup(fake->meta, "valid-until"), "2027-01-10");
    assert_string_equal(g_hash_table_lookup(fake->meta, "auditor"), "An de Wit");
    assert_int_equal(fake->truncated->len, 1);
    assert_string_equal(g_ptr_array_index(fake->truncated, 0), "1 question is not answered");
    assert_int_equal(fake->structured->len, 4);
    assert_string_equal(
        g_ptr_array_index(fake->structured, 0),
        "audit: {\"actual\":\"Gemak op elke vlak\",\"answer\":\"no\",\"ask\":\"Is de "
        "belofte te zien?\",\"kind\":\"answer\",\"note\":\"Het bord staat achter de "
        "plant\",\"topic\":\"promise\"}");
    assert_string_equal(g_ptr_array_index(fake->structured, 2),
                        "audit: {\"answer\":\"unanswered\",\"ask\":\"Klopt het nummer?\","
                        "\"kind\":\"answer\",\"topic\":\"phone\"}");
    assert_string_equal(
        g_ptr_array_index(fake->structured, 3),
        "audit: {\"actual\":\"040 234 56 78\",\"expected\":\"030 123 45 67\",\"kind\":"
        "\"finding\",\"place\":\"deur\",\"severity\":\"error\",\"what\":\"Oude "
        "sticker op de deur\"}");
}

/* What stands there is text of the brand; what the auditor says of it is not. */
static void test_blocks(void **state)
{
    static const struct {
        const char *text, *where;
        unsigned role, line, column;
    } blocks[] = {
        {"Het bord staat achter de plant", "questions[1]/note", TS_ROLE_CODE, 12, 11},
        {"Gemak op elke vlak", "questions[1]/actual", TS_ROLE_TEXT, 13, 13},
        {"Oude sticker op de deur", "findings[1]/what", TS_ROLE_CODE, 18, 11},
        {"040 234 56 78", "findings[1]/actual", TS_ROLE_TEXT, 20, 13},
    };
    struct fakehost *fake = *state;
    read_form(fake, ts_text(whole));
    assert_int_equal(fake->blocks->len, G_N_ELEMENTS(blocks));
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        const struct ts_mark *mark = &g_array_index(block->marks, struct ts_mark, 0);
        assert_string_equal(block->text, blocks[i].text);
        assert_string_equal(block->where, blocks[i].where);
        assert_int_equal(block->role, blocks[i].role);
        assert_int_equal(mark->line, blocks[i].line);
        assert_int_equal(mark->column, blocks[i].column);
    }
}

static void test_photos(void **state)
{
    struct fakehost *fake = *state;
    read_form(fake, ts_text(whole));
    assert_int_equal(fake->references->len, 3);
    const struct fake_reference *first = g_ptr_array_index(fake->references, 0);
    assert_string_equal(first->uri, "foto/bord.png");
    assert_string_equal(first->alt, "Is de belofte te zien?");
    assert_int_equal(first->line, 14);
}

#define HEAD "date: 2026-10-12\n"
#define ASK HEAD "questions:\n  - { ask: Goed?, answer: yes"

/* Read as far as it goes, and said: is_read. Else failed. */
static const struct {
    const char *name, *text, *said;
    gboolean is_read;
} mistakes[] = {
    {"no date", "questions: [{ask: a, answer: yes}]", "has no date", FALSE},
    {"a date that is none", "date: 12 oktober\n", "line 1, column 7: \"12 oktober\" is no date",
     FALSE},
    {"a day that is none", "date: 2026-02-30\n", "is no date: write it as 2026-11-26", FALSE},
    {"nothing to answer", HEAD, "holds no questions and no findings", FALSE},
    {"no map", "- a\n", "is no form", FALSE},
    {"empty", "", "is empty", FALSE},
    {"comments alone", "# a\n", "is empty", FALSE},
    {"broken", HEAD "questions: [\n", "line 3, column 1", FALSE},
    {"an alias", "date: &a 2026-10-12\nplace: *a\n", "line 1, column 7: \"&\"", FALSE},
    {"a tag", "date: !x 2026-10-12\n", "\"!\" mean something", FALSE},
    {"a key twice", HEAD HEAD, "line 2, column 1: \"date\" stands here twice", FALSE},
    {"two documents", HEAD "---\n" HEAD, "a second form", FALSE},
    {"a key that is a list", "[a]: b\n", "a key must be text", FALSE},
    {"a wrong key", ASK ", tpic: logo }\n", "there is no key \"tpic\" (did you mean \"topic\"?)",
     TRUE},
    {"a key like no other", ASK ", colour: red }\n", "(there are: ask, topic, answer", TRUE},
    {"a wrong top key", "dat: x\n" ASK " }\n", "line 1, column 6: there is no key \"dat\"", TRUE},
    {"a wrong answer", HEAD "questions: [{ask: a, answer: parly}]\n",
     "line 2, column 30: the answer \"parly\" is not known; did you mean \"partly\"?", TRUE},
    {"an answer that is a list", HEAD "questions: [{ask: a, answer: [yes]}]\n",
     "the answer \"\" is not known", TRUE},
    {"a wrong topic", ASK ", topic: logos }\n", "\"logos\" is not known: did you mean \"logo\"?",
     TRUE},
    {"a wrong severity", HEAD "findings: [{what: a, severity: fatal}]\n",
     "the severity \"fatal\" is not known", TRUE},
    {"a question without words", HEAD "questions: [{answer: yes}]\n", "has no \"ask\"", TRUE},
    {"a finding without words", HEAD "findings: [{severity: info}]\n", "has no \"what\"", TRUE},
    {"a photo from elsewhere", ASK ", photo: ../../etc/passwd }\n", "a photo is a file beside",
     TRUE},
    {"a photo at a root", ASK ", photo: /etc/passwd }\n", "a photo is a file beside", TRUE},
    {"a photo of the web", ASK ", photo: \"http://x/y.png\" }\n", "a photo is a file beside", TRUE},
    {"a list that is text", HEAD "findings: none\nquestions: [{ask: a, answer: yes}]\n",
     "\"findings\" is a list", TRUE},
    {"an entry without keys", HEAD "questions:\n  - Is it there?\n  - { ask: a, answer: yes }\n",
     "this has no keys: write \"- ask: ...\"", TRUE},
    {"a duration that is none", "valid: long\n" ASK " }\n", "\"long\" is no duration", TRUE},
    {"an end that is none", "valid_until: 2027\n" ASK " }\n", "\"2027\" is no date", TRUE},
    {"a note that is a list", ASK ", note: [a] }\n", "text must stand behind \"note\"", TRUE},
    {"nothing answered", HEAD "questions: [{ask: a}, {ask: b, answer: ~}]\n",
     "2 questions are not answered", TRUE},
};

static void test_mistakes(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++) {
        int result = read_form(fake, ts_text(mistakes[i].text));
        const char *said = fake->truncated->len ? g_ptr_array_index(fake->truncated, 0) : "";
        said = result == 0 ? said : fake->failure;
        if (result != (mistakes[i].is_read ? 0 : -1) || !said || !strstr(said, mistakes[i].said)) {
            fail_msg("%s: %d \"%s\"", mistakes[i].name, result, said ? said : "");
        }
    }
}

static const struct {
    const char *rule, *until;
} ends[] = {
    {"valid: 90d", "2027-01-10"},      {"valid: 6 maanden", "2027-04-12"},
    {"valid: 2w", "2026-10-26"},       {"valid: 1y", "2027-10-12"},
    {"valid: 30 dagen", "2026-11-11"}, {"valid_until: 2026-12-31", "2026-12-31"},
    {"place: x", "2027-10-12"},        {"valid: 99999d", "2026-10-12"},
    {"valid: 9999y", "2126-10-12"},    {"valid: soon", "2026-10-12"},
};

static void test_ends(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
        g_autofree char *text = g_strconcat(ends[i].rule, "\n", ASK " }\n", NULL);
        assert_int_equal(read_form(fake, ts_text(text)), 0);
        const char *until = g_hash_table_lookup(fake->meta, "valid-until");
        if (!g_str_equal(until, ends[i].until)) {
            fail_msg("%s: %s", ends[i].rule, until);
        }
    }
}

static const struct {
    const char *written, *answer;
} answers[] = {{"yes", "yes"},
               {"JA", "yes"},
               {"true", "yes"},
               {"no", "no"},
               {"Nee", "no"},
               {"deels", "partly"},
               {"nvt", "not-applicable"},
               {"n.v.t.", "not-applicable"},
               {"\"\"", "unanswered"},
               {"\"?\"", "unanswered"},
               {"unanswered", "unanswered"}};

static void test_answers(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(answers); i++) {
        g_autofree char *text =
            g_strdup_printf(HEAD "questions: [{ask: a, answer: %s}]\n", answers[i].written);
        g_autofree char *expected = g_strdup_printf("\"answer\":\"%s\"", answers[i].answer);
        assert_int_equal(read_form(fake, ts_text(text)), 0);
        assert_non_null(strstr(g_ptr_array_index(fake->structured, 0), expected));
    }
}

/* Small files that would be large, slow or deep. */
static void test_hostile(void **state)
{
    static const struct {
        const char *before, *text;
        guint count;
        const char *said;
    } rows[] = {
        {HEAD "questions: ", "[", 100000, "nested deeper"},
        {HEAD "questions: ", "{a: ", 100000, "nested deeper"},
        {HEAD "questions:\n", "- {ask: a}\n", 50000, "more than 20000 values"},
        {"", "%A 1\n", 100000, "is no form"},
        {HEAD, "# x\n", 500000, "1 MB"},
        {"date: \"", "\\x41", 100000, "line"},
    };
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        GString *text = g_string_new(rows[i].before);
        for (guint k = 0; k < rows[i].count; k++) {
            g_string_append(text, rows[i].text);
        }
        gint64 begin = g_get_monotonic_time();
        assert_int_equal(read_form(fake, ts_bytes(text->str, text->len)), -1);
        assert_true(g_get_monotonic_time() - begin < 3 * G_USEC_PER_SEC);
        if (!strstr(fake->failure, rows[i].said)) {
            fail_msg("%s: %s", rows[i].text, fake->failure);
        }
        g_string_free(text, TRUE);
    }
}

static void test_many_keys(void **state)
{
    struct fakehost *fake = *state;
    GString *text = g_string_new(HEAD);
    for (guint i = 0; i < 5000; i++) {
        g_string_append_printf(text, "k%u: x\n", i);
    }
    assert_int_equal(read_form(fake, ts_bytes(text->str, text->len)), -1);
    assert_non_null(strstr(fake->failure, "more than 100 keys"));
    g_string_free(text, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),   cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_photos),  cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_ends),    cmocka_unit_test(test_answers),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_many_keys),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
