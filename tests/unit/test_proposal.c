/* SPDX-License-Identifier: MIT
 *
 * What init proposes: documents as votes, what machines are told before text, and text of others in
 * YAML.
 */
#include "tests/unit/report_support.h"

#include "core/command/proposal.h"
#include "core/command/yaml_text.h"
#include "core/config/tree.h"

static const char pages_sql[] =
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) "
    "INSERT INTO document (id, touchpoint, locator, status, media_type, language, run) "
    "SELECT i, 'scan', 'https://www.firm.example/' || iif(i = 1, '', 'p' || i), 1, 'text/html', "
    "iif(i < 9, 'nl', 'fy'), 1 FROM n;"
    "INSERT INTO document (id, touchpoint, locator, status, media_type, run) VALUES "
    "(11, 'scan', 'https://www.firm.example/logo.png', 1, 'image/png', 1);"
    "INSERT INTO evidence VALUES ('e1', 'image/png', x'89504e47'), "
    "('e2', 'image/png', x'00'), ('e3', 'image/png', x'00');";

static void observe(sqlite3 *database, const char *key, const char *value, const char *details,
                    int first, int last)
{
    for (int i = first; i <= last; i++) {
        char *sql = sqlite3_mprintf(
            "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, "
            "line, column, path, numbers, details) VALUES (%d, 'propose', '', %Q, %Q, -1, 0, 0, "
            "'', '{}', %Q)",
            i, key, value, details);
        run_sql(database, sql);
        sqlite3_free(sql);
    }
}

static sqlite3 *ten_pages(void)
{
    sqlite3 *database = empty_database();
    run_sql(database, pages_sql);
    return database;
}

static struct proposal *sum(sqlite3 *database)
{
    char *error = NULL;
    struct proposal *proposal = proposal_sum(database, "https://www.firm.example/", &error);
    assert_null(error);
    assert_non_null(proposal);
    sqlite3_close(database);
    return proposal;
}

#define DATA "{\"from\":\"JSON-LD\",\"rank\":\"3\"}"
#define TEXT "{\"from\":\"text\",\"rank\":\"1\"}"

/* A number's pages in JSON-LD and another's in text; which is the first entry, and is the other
 * one. */
static void weighs_data_and_pages(void **state)
{
    static const struct {
        int data, text;
        const char *first;
        gboolean is_other_proposed;
    } rows[] = {
        {1, 1, "+311", FALSE}, /* 3 against 1 */
        {1, 2, "+311", TRUE},  /* 3 against 2 */
        {1, 6, "+312", TRUE},  /* 6 against 3 */
        {1, 9, "+312", FALSE}, /* one slip in one piece of JSON-LD */
        {0, 3, "+312", FALSE},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = ten_pages();
        observe(database, "phone", "+311", DATA, 1, rows[i].data);
        observe(database, "phone", "+312", TEXT, 1, rows[i].text);
        /* Twice on a page is one vote. */
        observe(database, "phone", "+312", TEXT, 1, 1);
        struct proposal *proposal = sum(database);
        const struct vote *first = proposal->phones->pdata[0];
        if (strcmp(first->value, rows[i].first) != 0 || !first->is_proposed) {
            fail_msg("row %zu: %s is the first", i, first->value);
        }
        const struct vote *other = proposal->phones->len > 1 ? proposal->phones->pdata[1] : NULL;
        if ((other && other->is_proposed) != rows[i].is_other_proposed) {
            fail_msg("row %zu: the other is%s proposed", i,
                     rows[i].is_other_proposed ? " not" : "");
        }
        proposal_free(&proposal);
    }
}

static void names_the_firm(void **state)
{
    static const struct {
        const char *data, *title;
        int titles;
        const char *name;
    } rows[] = {
        {"Firm B.V.", "Firm", 8, "Firm"},      /* the short form of most titles */
        {"Firm B.V.", "Firm", 2, "Firm B.V."}, /* of too few */
        {"Firm B.V.", "Shop", 8, "Firm B.V."}, /* of something else */
        {"", "Firm", 5, "Firm"},               /* titles alone */
        {"", "Firm", 4, "firm.example"},       /* nothing: the address */
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = ten_pages();
        observe(database, "name", rows[i].data, DATA, 1, rows[i].data[0] ? 1 : 0);
        observe(database, "title", rows[i].title, TEXT, 1, rows[i].titles);
        struct proposal *proposal = sum(database);
        if (strcmp(proposal->name, rows[i].name) != 0) {
            fail_msg("row %zu: %s, not %s", i, proposal->name, rows[i].name);
        }
        proposal_free(&proposal);
    }
}

/* Nothing but its mailboxes: their domain, as the pages write it. */
static void names_by_mailboxes(void **state)
{
    (void)state;
    sqlite3 *database = ten_pages();
    observe(database, "email", "info@vlakwerk.example", TEXT, 1, 2);
    observe(database, "word", "VlakWerk", TEXT, 1, 3);
    struct proposal *proposal = sum(database);
    assert_string_equal(proposal->name, "VlakWerk");
    proposal_free(&proposal);
    database = ten_pages();
    observe(database, "email", "info@vlakwerk.example", TEXT, 1, 2);
    observe(database, "word", "VlakWerk", TEXT, 1, 3);
    observe(database, "common-word", "VlakWerk", TEXT, 4, 4); /* written small elsewhere */
    proposal = sum(database);
    assert_string_equal(proposal->name, "vlakwerk");
    assert_int_equal(proposal->words->len, 0);
    proposal_free(&proposal);
}

#define SLOGAN "{\"from\":\"text\",\"language\":\"nl\",\"rank\":\"1\"}"

/* A line that is repeated is a pay-off only if it stands as a heading as well. */
static void tells_payoff_from_footer(void **state)
{
    (void)state;
    sqlite3 *database = ten_pages();
    observe(database, "slogan", "Gemak op elk vlak", SLOGAN, 1, 6);
    observe(database, "slogan", "Alle rechten voorbehouden", SLOGAN, 1, 8);
    observe(database, "slogan", "Bijna nergens", SLOGAN, 1, 2);
    observe(database, "slogan", "Op sommige pagina's", SLOGAN, 1, 3); /* of eight in Dutch */
    observe(database, "heading", "Gemak op elk vlak", SLOGAN, 1, 1);
    struct proposal *proposal = sum(database);
    assert_int_equal(proposal->slogans->len, 2);
    assert_string_equal(vote_first(proposal->slogans)->value, "Gemak op elk vlak");
    g_autofree char *brand = proposal_brand(proposal);
    assert_non_null(strstr(brand, "    nl: \"Gemak op elk vlak\"  # on 6 of 10"));
    assert_non_null(strstr(brand, "  # pay-off? Alle rechten voorbehouden (on 8 of 10"));
    proposal_free(&proposal);
}

/* Pages that say je, and u; the pack. */
static void chooses_form(void **state)
{
    static const struct {
        int informal, formal;
        const char *pack;
    } rows[] = {{8, 1, "packs: [nl/je]"},
                {1, 8, "packs: [nl/u]"},
                {4, 3, "# packs: [nl/je] or [nl/u]"},
                {1, 0, "# packs: [nl/je] or [nl/u]"}};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = ten_pages();
        observe(database, "form-nl", "informal", TEXT, 1, rows[i].informal);
        observe(database, "form-nl", "formal", TEXT, 1, rows[i].formal);
        struct proposal *proposal = sum(database);
        g_autofree char *brand = proposal_brand(proposal);
        if (!strstr(brand, rows[i].pack)) {
            fail_msg("row %zu: no \"%s\" in %s", i, rows[i].pack, brand);
        }
        proposal_free(&proposal);
    }
}

static void show_picture(sqlite3 *database, const char *locator, const char *role,
                         const char *named, const char *evidence, int pages)
{
    char *details =
        sqlite3_mprintf("{\"alt\":\"\",\"named\":\"%s\",\"role\":\"%s\",\"size\":\"9x9\","
                        "\"type\":\"image/png\",\"why\":\"\"}",
                        named, role);
    observe(database, "logo", locator, details, 1, pages);
    sqlite3_free(details);
    char *sql =
        sqlite3_mprintf("UPDATE observation SET evidence = %Q WHERE value = %Q", evidence, locator);
    run_sql(database, sql);
    sqlite3_free(sql);
}

static void chooses_logo(void **state)
{
    (void)state;
    sqlite3 *database = ten_pages();
    show_picture(database, "https://x/flag.png", "header", "0", "e2", 10); /* no name says it */
    show_picture(database, "https://x/logo-refused.svg", "header", "1", "", 10);
    show_picture(database, "https://x/icon-logo.png", "icon", "1", "e3", 10);
    show_picture(database, "https://x/logo.png", "header", "1", "e1", 4);
    struct proposal *proposal = sum(database);
    assert_non_null(proposal->logo);
    assert_string_equal(proposal->logo->value, "https://x/logo.png");
    assert_string_equal(proposal->logo_file, "logo.png");
    assert_int_equal(g_bytes_get_size(proposal->logo_bytes), 4);
    proposal_free(&proposal);
}

/* A postcode that its country does not have would be refused when the brand book is read. */
static void passes_over_broken_addresses(void **state)
{
    (void)state;
    sqlite3 *database = ten_pages();
    observe(database, "address", "a",
            "{\"from\":\"JSON-LD\",\"rank\":\"3\",\"street\":\"Kade\",\"number\":\"1\","
            "\"postcode\":\"12\",\"city\":\"Houten\",\"country\":\"NL\"}",
            1, 9);
    observe(
        database, "address", "b",
        "{\"from\":\"text\",\"rank\":\"1\",\"street\":\"Kade\",\"number\":\"2\",\"suffix\":\"A\","
        "\"postcode\":\"3531 CJ\",\"city\":\"Houten\",\"country\":\"NL\"}",
        1, 9);
    struct proposal *proposal = sum(database);
    const struct vote *first = vote_first(proposal->addresses);
    assert_non_null(first);
    g_autofree char *shown = vote_address(first);
    assert_string_equal(shown, "Kade 2A, 3531 CJ Houten");
    assert_string_equal(proposal->country, "NL");
    assert_int_equal(proposal->languages->len, 2);
    proposal_free(&proposal);
}

static void passes_over_no_language(void **state)
{
    (void)state;
    sqlite3 *database = ten_pages();
    run_sql(database, "UPDATE document SET language = 'und' WHERE id IN (3, 4, 5)");
    struct proposal *proposal = sum(database);
    assert_int_equal(proposal->languages->len, 2);
    assert_string_equal(((struct vote *)proposal->languages->pdata[0])->value, "nl");
    assert_string_equal(((struct vote *)proposal->languages->pdata[1])->value, "fy");
    proposal_free(&proposal);
}

/* ---- YAML ---- */

static const char *const hostile[] = {
    "Vlakwerk",
    "\"",
    "\\",
    "\\\"",
    "a: b",
    "# no comment",
    "a #b",
    "&anchor",
    "*alias",
    "!!binary x",
    "%YAML 1.1",
    "---",
    "- x",
    "{a: [b, c]}",
    "null",
    "yes",
    "012",
    "' \" '",
    " leading and trailing ",
    "a\nterms:\n  - {id: x, forbid: [y]}",
    "tab\tbell\a\x1b[2J\x7f",
    "caf\xC3\xA9 \xE2\x82\xAC \xF0\x9F\x98\x80",
    "\xC2\x85next\xE2\x80\xA8line\xE2\x80\xA9para",
    "\xE2\x80\xAEturned\xEF\xBB\xBF",
    "\xF3\xA0\x80\x81tag",
};

/* What was quoted is read back as it was, and beside it nothing. */
static void quotes_anything(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(hostile); i++) {
        struct problems *problems = problems_new();
        GString *text = g_string_new("a: { b: ");
        yaml_quote(text, hostile[i]);
        g_string_append(text, " }  # ");
        yaml_comment(text, hostile[i]);
        g_string_append(text, "\nc: d\n");
        struct tree *tree = tree_parse("t.yaml", ".", ts_bytes(text->str, text->len), problems);
        if (!tree || tree->root->children.count != 2 ||
            !ts_is(ts_get_text(ts_get(tree->root, "a"), "b"), hostile[i]) ||
            !ts_is(ts_get_text(tree->root, "c"), "d")) {
            fail_msg("row %zu is not read back: %s", i, text->str);
        }
        tree_free(&tree);
        problems_free(&problems);
        g_string_free(text, TRUE);
    }
}

static void cuts_comments(void **state)
{
    (void)state;
    g_autofree char *many = g_strnfill(5000, 'x');
    GString *out = g_string_new(NULL);
    yaml_comment(out, many);
    assert_int_equal(out->len, YAML_COMMENT + 3);
    g_string_truncate(out, 0);
    yaml_quote(out, "\xFF");
    assert_string_equal(out->str, "\"\xEF\xBF\xBD\"");
    g_string_free(out, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weighs_data_and_pages),
        cmocka_unit_test(names_the_firm),
        cmocka_unit_test(names_by_mailboxes),
        cmocka_unit_test(tells_payoff_from_footer),
        cmocka_unit_test(chooses_form),
        cmocka_unit_test(chooses_logo),
        cmocka_unit_test(passes_over_broken_addresses),
        cmocka_unit_test(passes_over_no_language),
        cmocka_unit_test(quotes_anything),
        cmocka_unit_test(cuts_comments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
