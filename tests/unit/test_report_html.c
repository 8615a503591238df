/* SPDX-License-Identifier: MIT
 *
 * The HTML report: well-formed, complete, without script, and closed to hostile text.
 */
#include <jansson.h>

#include "tests/unit/report_support.h"

static const struct report_options english = {.language = "en"};
static const struct report_options dutch = {.language = "nl"};

/* ---- a strict reader of our own markup ------------------------------------------------------- */

static const char *const elements[] = {
    "html",  "head",  "title",   "style",  "body",    "svg",  "symbol", "div",    "header",
    "span",  "main",  "h1",      "h2",     "h3",      "p",    "ul",     "li",     "section",
    "table", "thead", "tbody",   "tr",     "th",      "td",   "a",      "mark",   "dl",
    "dt",    "dd",    "details", "pre",    "summary", "del",  "ins",    "nav",    "ol",
    "h4",    "form",  "label",   "select", "option",  "code", "button", "script", NULL};
static const char *const voids[] = {"meta", "path", "circle", "rect", "use", "input", NULL};
static const char *const attributes[] = {"lang",
                                         "charset",
                                         "http-equiv",
                                         "content",
                                         "name",
                                         "class",
                                         "id",
                                         "viewBox",
                                         "fill",
                                         "stroke",
                                         "d",
                                         "cx",
                                         "cy",
                                         "r",
                                         "width",
                                         "height",
                                         "rx",
                                         "href",
                                         "rel",
                                         "aria-hidden",
                                         "stroke-width",
                                         "stroke-dasharray",
                                         "preserveAspectRatio",
                                         "tabindex",
                                         "x",
                                         "y",
                                         "scope",
                                         "colspan",
                                         "role",
                                         "aria-label",
                                         "title",
                                         "for",
                                         "value",
                                         "type",
                                         "autocomplete",
                                         "data-rule",
                                         "data-severity",
                                         "data-state",
                                         "data-touchpoint",
                                         "data-name",
                                         "data-owner",
                                         "data-channel",
                                         "data-control",
                                         "data-phase",
                                         NULL};
static const char *const flags[] = {"hidden", "open", NULL};

static gboolean is_safe_link(const char *value)
{
    return g_str_has_prefix(value, "#") || g_str_has_prefix(value, "https://") ||
           g_str_has_prefix(value, "http://");
}

/* name="value" up to the end of the tag; returns the byte after >. */
static const char *read_attributes(const char *at)
{
    while (*at == ' ') {
        g_autofree char *name = g_strndup(at + 1, strcspn(at + 1, "= />"));
        at += 1 + strlen(name);
        if (g_strv_contains(flags, name) && *at != '=') {
            continue;
        }
        if (!g_strv_contains(attributes, name) || strncmp(at, "=\"", 2) != 0) {
            fail_msg("attribute %s at %.60s", name, at);
        }
        g_autofree char *value = g_strndup(at + 2, strcspn(at + 2, "\"<>"));
        at += 2 + strlen(value);
        if (*at != '"' || (strcmp(name, "href") == 0 && !is_safe_link(value))) {
            fail_msg("%s=%s", name, value);
        }
        at++;
    }
    at += *at == '/';
    assert_int_equal(*at, '>');
    return at + 1;
}

static const char *read_tag(const char *at, GPtrArray *open)
{
    gboolean is_end = at[1] == '/';
    const char *begin = at + 1 + is_end;
    g_autofree char *name = g_strndup(begin, strcspn(begin, " />"));
    at = begin + strlen(name);
    if (is_end) {
        assert_true(open->len > 0);
        assert_string_equal(g_ptr_array_index(open, open->len - 1), name);
        g_ptr_array_set_size(open, (int)open->len - 1);
        assert_int_equal(*at, '>');
        return at + 1;
    }
    if (strcmp(name, "script") == 0) { /* what is in it is no markup */
        at = strstr(at, "</script>");
        assert_non_null(at);
        return at + strlen("</script>");
    }
    if (g_strv_contains(elements, name)) {
        g_ptr_array_add(open, g_strdup(name));
    } else if (!g_strv_contains(voids, name)) {
        fail_msg("element %s", name);
    }
    return read_attributes(at);
}

/* Fails on any tag, attribute or nesting that the reporter does not write itself. */
static void assert_well_formed(const char *text)
{
    g_autoptr(GPtrArray) open = g_ptr_array_new_with_free_func(g_free);
    static const char doctype[] = "<!DOCTYPE html>\n";
    assert_true(g_str_has_prefix(text, doctype));
    assert_true(g_utf8_validate(text, -1, NULL));
    for (const char *at = text + strlen(doctype); *at;) {
        if (*at == '<') {
            at = read_tag(at, open);
        } else {
            assert_true(*at != '>' || strcmp(g_ptr_array_index(open, open->len - 1), "style") == 0);
            at++;
        }
    }
    assert_int_equal(open->len, 0);
}

/* ---- tests ----------------------------------------------------------------------------------- */

static void assert_has(const char *text, const char *const *wanted)
{
    for (gsize i = 0; wanted[i]; i++) {
        if (!strstr(text, wanted[i])) {
            fail_msg("not there: %s", wanted[i]);
        }
    }
}

static void is_complete(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "<html lang=\"en\">",
        "<title>Vlakwerk · Brand consistency</title>",
        "1 of 2 touchpoints tells a different story than the brand book.",
        "1 document could not be checked.",
        "<mark>Gemak op ieder vlak</mark>",
        "href=\"https://v.example/over-ons#:~:text=Gemak%20op%20ieder%20vlak\"",
        "line 12:5",
        "This could not be checked: no answer in 10 s",
        "No source in the plan, so nothing is known of it.",
        "robots.txt asks not to read this: 1 page",
        "not looked at in this run",
        "and 1 more place",
        "Fixed since the run before",
        "&quot;weg&quot; is misspelt",
        "robots.txt is ignored for webshop",
        "web 0.1.0",
        "touchstone 0.1.0",
        "sealed: what reads documents",
        "voice/nacht.txt",
        "<th scope=\"col\" class=\"promise\">Promise</th>",
        "<span class=\"share\">79%</span>",
        "<span>21 with the pay-off, 2 altered, 10 with a theme, 9 without (42 documents)</span>",
        "<span class=\"of\">en: 1 with the pay-off, 1 without (2 documents)</span>",
        "Gemak op <del><span class=\"spoken\">here stands </span>ieder</del> "
        "<ins><span class=\"spoken\">should be </span>elk</ins> vlak",
        NULL};
    sqlite3 *database = sample_database();
    char *text = report_of(database, "html", &english);
    assert_well_formed(text);
    assert_has(text, wanted);
    assert_null(strstr(text, "lang geleden")); /* fixed long ago: no part of this run */
    free(text);
    sqlite3_close(database);
}

static void speaks_dutch(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "<html lang=\"nl\">",
        "1 van de 2 contactpunten vertelt een ander verhaal dan het merkboek.",
        "is bijna",
        "Niet gecontroleerd",
        "Opgelost sinds de vorige run",
        "24 november 2026",
        NULL};
    sqlite3 *database = sample_database();
    char *text = report_of(database, "html", &dutch);
    assert_well_formed(text);
    assert_has(text, wanted);
    free(text);
    sqlite3_close(database);
}

/* Text of the program's own is laid out, and none of it comes out as an escape. */
static void explains_the_score(void **state)
{
    sqlite3 *database = sample_database();
    char *text = report_of(database, "html", &dutch);
    (void)state;
    assert_non_null(strstr(text, "<pre class=\"help\">fout "));
    assert_null(strstr(text, "wil.\\u{A}"));
    free(text);
    sqlite3_close(database);
}

static void says_pictures_apart(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database, "UPDATE touchpoint SET pictures = 10 WHERE id = 'webshop'");
    char *text = report_of(database, "html", &dutch);
    assert_non_null(strstr(text, "<span class=\"wide\">3</span><span class=\"soft wide\">"
                                 "10 afbeeldingen</span><span class=\"narrow\">"
                                 "3 documenten en 10 afbeeldingen</span>"));
    assert_non_null(strstr(text, "<span class=\"narrow\">1 document</span>"));
    free(text);
    sqlite3_close(database);
}

/* The digest of what stands between two marks, as a policy names it; the caller frees it. */
static char *digest_between(const char *text, const char *before, const char *after)
{
    const char *begin = strstr(text, before);
    assert_non_null(begin);
    begin += strlen(before);
    const char *end = strstr(begin, after);
    guint8 digest[32];
    gsize size = sizeof digest;
    assert_non_null(end);
    assert_null(g_strstr_len(begin, end - begin, "url("));
    assert_null(g_strstr_len(begin, end - begin, "@import"));
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)begin, end - begin);
    g_checksum_get_digest(sum, digest, &size);
    return g_base64_encode(digest, size);
}

/* The policy allows the style sheet and the script, by their hashes, and pictures in the page. */
static void policy_fits(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    char *text = report_of(database, "html", &english);
    g_autofree char *style = digest_between(text, "<style>", "</style>");
    g_autofree char *script = digest_between(text, "<script>", "</script>");
    g_autofree char *policy =
        g_strdup_printf("content=\"default-src 'none'; img-src data:; style-src 'sha256-%s'; "
                        "script-src 'sha256-%s'; base-uri 'none'; form-action 'none'\"",
                        style, script);
    assert_non_null(strstr(text, policy));
    assert_null(strstr(text, " style="));
    free(text);
    sqlite3_close(database);
}

static void hostile_text_stays_text(void **state)
{
    (void)state;
    sqlite3 *database = hostile_database();
    char *text = report_of(database, "html", &english);
    assert_well_formed(text);
    assert_non_null(strstr(text, "&lt;/script&gt;&lt;script&gt;alert(1)"));
    assert_null(strstr(text, "<script>alert"));
    assert_null(strstr(text, "<img"));
    assert_null(strstr(text, "\xE2\x80\xAE"));
    assert_null(strchr(text, 0x1B));
    free(text);
    sqlite3_close(database);
}

/* Only http and https become links; a locator with a fragment of its own gets none of ours. */
static void links_with_care(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database, "UPDATE document SET locator = 'javascript:alert(1)' WHERE id = 1;"
                      "UPDATE document SET locator = 'https://v.example/a#part=2' WHERE id = 2");
    char *text = report_of(database, "html", &english);
    assert_well_formed(text);
    assert_non_null(strstr(text, "<span class=\"mono\">javascript:alert(1)</span>"));
    assert_non_null(strstr(text, "href=\"https://v.example/a#part=2\""));
    free(text);
    sqlite3_close(database);
}

static void says_when_all_was_checked(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database,
            "DELETE FROM finding WHERE rule LIKE 'run/%'; UPDATE run SET exit = 0;"
            "DELETE FROM touchpoint WHERE id = 'radio'; DELETE FROM document WHERE id = 3;"
            "UPDATE touchpoint SET unchecked = 0, warnings = 1, infos = 1 "
            "WHERE id = 'webshop'");
    char *text = report_of(database, "html", &english);
    assert_non_null(strstr(text, "Everything that was found could be checked."));
    free(text);
    sqlite3_close(database);
}

/* ---- the same story, journeys, what is data ---------------------------------------------------
 */

static const char story_sql[] =
    "INSERT INTO story VALUES "
    "('webshop', 'address', 'right', 'address:hq', 'Kanaalstraat 12A', 40, "
    "'https://v.example/contact', 3, 1, '', ''), "
    "('webshop', 'address', 'old', 'address:hq-old', 'Dorgelolaan <30>', 1, "
    "'https://v.example/oud', 9, 1, '', ''), "
    "('webshop', 'fact:delivery-time', 'altered', '5wd', '5 werkdagen', 2, 'mail.eml', 1, 1, '', "
    "''), "
    "('webshop', 'payoff', 'absent', '', '', 0, '', 0, 0, '', ''), "
    "('radio', 'address', 'not-measured', '', '', 0, '', 0, 0, '', '');"
    "INSERT INTO journey VALUES ('buy', '', 0, 'Buying & <b>', 0.63, 0.95, 2, 1, 1), "
    "('buy', 'short', 0, 'Short', -1, -1, 1, -1, 0);"
    "INSERT INTO journey_step VALUES ('buy', '', 0, 'radio'), ('buy', '', 1, 'webshop'), "
    "('buy', 'short', 0, 'radio');"
    "INSERT INTO handoff VALUES ('radio', 'webshop', 'broken', 0.5, "
    "'[{\"aspect\":\"way\",\"verdict\":\"differs\",\"why\":\"no-way\",\"here\":\"\",\"there\":\"\"}"
    ","
    "{\"aspect\":\"language\",\"verdict\":\"same\",\"why\":\"language\",\"here\":\"nl\",\"there\":"
    "\"nl\"}]');"
    "INSERT INTO deadline VALUES ('move', 'Move', 'default', '2026-12-03');";

static void tells_the_story(void **state)
{
    (void)state;
    static const char *const wanted[] = {
        "0 of 3 touchpoints tell the new story, 1 both, 2 not reached; 9 days left.",
        "<th scope=\"col\">Address</th><th scope=\"col\">Pay-off</th>"
        "<th scope=\"col\">Delivery time</th>",
        "<td class=\"cell mixed\">",
        "Dorgelolaan &lt;30&gt;",
        "<span class=\"plus\">+1</span>",
        "<td class=\"cell absent\">",
        "<td class=\"cell not-measured\">",
        "Buying &amp; &lt;b&gt;",
        "<p class=\"chance\">63%</p>",
        "mean of the touchpoints 95%",
        "weakest step: Webshop",
        "2 contact moments",
        "<li class=\"handoff broken\">",
        "leads on to Webshop",
        "both speak Dutch",
        "incomplete: some steps or handoffs are not known",
        NULL};
    sqlite3 *database = sample_database();
    run_sql(database, story_sql);
    char *text = report_of(database, "html", &english);
    assert_well_formed(text);
    assert_has(text, wanted);
    free(text);
    sqlite3_close(database);
}

/* The block of JSON that a page carries. */
static json_t *data_of(const char *text)
{
    const char *begin = strstr(text, "id=\"rest-data\">");
    json_error_t error;
    assert_non_null(begin);
    begin += strlen("id=\"rest-data\">");
    const char *end = strstr(begin, "</script>");
    assert_non_null(end);
    json_t *data = json_loadb(begin, (gsize)(end - begin), 0, &error);
    if (!data) {
        fail_msg("%s", error.text);
    }
    return data;
}

static void lays_out_the_first_of_many(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    run_sql(database,
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 80) "
            "INSERT INTO finding (id, touchpoint, fingerprint, rule, said, severity, expected, "
            "actual, arguments, first_run, run) SELECT 1000 + i, 'webshop', 'many' || i, "
            "'terms/many', 2, 2, '', '</script><b>' || i || char(8238), '{}', 2, 2 FROM n;"
            "INSERT INTO place SELECT id, 1, '', '', '', 1, 1, 'p', 'zeg </script> nu', 4, 9, 2 "
            "FROM finding WHERE rule = 'terms/many'");
    char *text = report_of(database, "html", &english);
    assert_well_formed(text);
    json_t *data = data_of(text);
    const json_t *rows = json_object_get(data, "findings");
    assert_int_equal(json_array_size(rows), 80 - 25);
    const json_t *row = json_array_get(rows, 0);
    assert_int_equal(json_array_size(row), 10);
    assert_non_null(strstr(json_string_value(json_array_get(row, 4)), "</script><b>"));
    assert_null(strstr(json_string_value(json_array_get(row, 4)), "\xE2\x80\xAE"));
    assert_string_equal(json_string_value(json_array_get(row, 6)), "</script>");
    assert_non_null(strstr(text, "and 55 more of this kind"));
    assert_non_null(strstr(text, "55 more findings"));
    json_decref(data);
    free(text);
    sqlite3_close(database);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_complete),        cmocka_unit_test(speaks_dutch),
        cmocka_unit_test(explains_the_score), cmocka_unit_test(says_pictures_apart),
        cmocka_unit_test(policy_fits),        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(links_with_care),    cmocka_unit_test(says_when_all_was_checked),
        cmocka_unit_test(tells_the_story),    cmocka_unit_test(lays_out_the_first_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
