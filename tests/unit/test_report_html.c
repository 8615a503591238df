/* SPDX-License-Identifier: MIT
 *
 * The HTML report: well-formed, complete, without script, and closed to hostile text.
 */
#include "tests/unit/report_support.h"

static const struct report_options english = {.language = "en"};
static const struct report_options dutch = {.language = "nl"};

/* ---- a strict reader of our own markup ------------------------------------------------------- */

static const char *const elements[] = {
    "html",  "head",  "title",   "style",   "body", "svg", "symbol", "div",  "header",
    "span",  "main",  "h1",      "h2",      "h3",   "p",   "ul",     "li",   "section",
    "table", "thead", "tbody",   "tr",      "th",   "td",  "a",      "mark", "dl",
    "dt",    "dd",    "details", "summary", "del",  "ins", NULL};
static const char *const voids[] = {"meta", "path", "circle", "rect", "use", NULL};
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
                                         NULL};

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
        "<th class=\"promise\">Promise</th>",
        "<span class=\"share\">79%</span>",
        "<span>21 with the pay-off, 2 altered, 10 with a theme, 9 without (42 documents)</span>",
        "<span class=\"of\">en: 1 with the pay-off, 1 without (2 documents)</span>",
        "Gemak op <del><span class=\"unseen\">here stands </span>ieder</del> "
        "<ins><span class=\"unseen\">should be </span>elk</ins> vlak",
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

/* The policy allows the style sheet, by its hash, and pictures in the page itself. */
static void policy_fits_the_style_sheet(void **state)
{
    (void)state;
    sqlite3 *database = sample_database();
    char *text = report_of(database, "html", &english);
    const char *begin = strstr(text, "<style>");
    const char *end = strstr(text, "</style>");
    guint8 digest[32];
    gsize size = sizeof digest;
    assert_true(begin && end);
    begin += strlen("<style>");
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(sum, (const guchar *)begin, end - begin);
    g_checksum_get_digest(sum, digest, &size);
    g_autofree char *hash = g_base64_encode(digest, size);
    g_autofree char *policy =
        g_strdup_printf("content=\"default-src 'none'; img-src data:; style-src 'sha256-%s'; "
                        "base-uri 'none'; form-action 'none'\"",
                        hash);
    assert_non_null(strstr(text, policy));
    assert_null(strstr(text, "<script"));
    assert_null(strstr(text, " style="));
    assert_null(g_strstr_len(begin, end - begin, "url("));
    assert_null(g_strstr_len(begin, end - begin, "@import"));
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
    assert_null(strstr(text, "<script"));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_complete),
        cmocka_unit_test(speaks_dutch),
        cmocka_unit_test(says_pictures_apart),
        cmocka_unit_test(policy_fits_the_style_sheet),
        cmocka_unit_test(hostile_text_stays_text),
        cmocka_unit_test(links_with_care),
        cmocka_unit_test(says_when_all_was_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
