/* SPDX-License-Identifier: MIT
 *
 * What text from outside becomes in each format.
 */
#include "tests/unit/report_support.h"

#include "core/report/escape.h"
#include "core/report/term_text.h"
#include "core/report/words.h"

typedef void (*escape_fn)(GString *out, const char *text, gssize len);

static const struct {
    escape_fn escape;
    const char *text, *wanted;
} rows[] = {
    {escape_terminal, "plain é 漢 😀", "plain é 漢 😀"},
    {escape_terminal, "a\tb\nc\rd", "a\\u{9}b\\u{A}c\\u{D}d"},
    {escape_terminal, "\x1B[31m", "\\u{1B}[31m"},
    {escape_terminal, "\x7F\xC2\x9B", "\\u{7F}\\u{9B}"},
    {escape_terminal, "\xE2\x80\xAE\xE2\x80\x8B\xE2\x81\xA6\xEF\xBB\xBF",
     "\\u{202E}\\u{200B}\\u{2066}\\u{FEFF}"},
    {escape_terminal, "\xE2\x80\xA8\xE2\x80\xA9", "\\u{2028}\\u{2029}"},
    {escape_terminal, "\xF3\xA0\x81\x81", "\\u{E0041}"},
    {escape_terminal, "\xE3\x85\xA4", "\\u{3164}"},
    {escape_terminal, "bad \xFF\xC3 end\xE2\x82",
     "bad \xEF\xBF\xBD\xEF\xBF\xBD end"
     "\xEF\xBF\xBD\xEF\xBF\xBD"},
    {escape_terminal, "\xC0\x80\xED\xA0\x80",
     "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"
     "\xEF\xBF\xBD"},
    {escape_html, "<a href=\"x\" on='y'>&", "&lt;a href=&quot;x&quot; on=&#39;y&#39;&gt;&amp;"},
    {escape_html, "a\x01\xE2\x80\xAE", "a\\u{1}\\u{202E}"},
    {escape_uri_part, "a b,c-d&e#%é", "a%20b%2Cc%2Dd%26e%23%25%C3%A9"},
    {escape_uri_part, "x._~9", "x._~9"},
};

static void escapes_by_table(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        rows[i].escape(out, rows[i].text, -1);
        if (strcmp(out->str, rows[i].wanted) != 0) {
            fail_msg("row %zu: \"%s\", not \"%s\"", i, out->str, rows[i].wanted);
        }
    }
}

static void json_keeps_its_meaning(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);
    escape_json_line(out, "{\"a\":\"é\xC2\x9B\xE2\x80\xAE\xF3\xA0\x81\x81\x7F\"}");
    assert_string_equal(out->str, "{\"a\":\"é\\u009b\\u202e\\udb40\\udc41\\u007f\"}");
}

/* Every character of Unicode: nothing that steers gets through, nothing else is touched. */
static void nothing_steers(void **state)
{
    (void)state;
    for (gunichar character = 1; character < 0x110000; character++) {
        char text[8] = {0};
        g_autoptr(GString) out = g_string_new(NULL);
        if (character >= 0xD800 && character < 0xE000) {
            continue;
        }
        g_unichar_to_utf8(character, text);
        escape_terminal(out, text, -1);
        if (escape_is_steering(character)) {
            assert_true(g_str_has_prefix(out->str, "\\u{"));
        } else {
            assert_string_equal(out->str, text);
        }
    }
}

static void links_only_the_web(void **state)
{
    (void)state;
    static const struct {
        const char *locator;
        gboolean is_link;
    } links[] = {
        {"https://v.example/a?b=c", TRUE}, {"HTTP://v.example/", TRUE},
        {"javascript:alert(1)", FALSE},    {"data:text/html,x", FALSE},
        {"file:///etc/passwd", FALSE},     {"mail/1.eml", FALSE},
        {"https://v/\"onclick=x", FALSE},  {"https://v/ b", FALSE},
        {"https://v/\nb", FALSE},          {"", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        if (escape_is_web_link(links[i].locator) != links[i].is_link) {
            fail_msg("%s", links[i].locator);
        }
    }
}

static void wraps_at_width(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);
    term_wrap(out, "een twee drie vier", 2, 10);
    assert_string_equal(out->str, "een twee\n  drie\n  vier");
    g_string_truncate(out, 0);
    term_wrap(out, "een twee drie vier", 2, 0);
    assert_string_equal(out->str, "een twee drie vier");
    g_string_truncate(out, 0);
    term_wrap(out, "https://a.example/much-too-long b", 2, 10);
    assert_string_equal(out->str, "https://a.example/much-too-long\n  b");
}

static const struct {
    const char *text;
    guint offset, length, width;
    const char *before, *mark, *after;
} excerpts[] = {
    {"abc def ghi", 4, 3, 0, "abc ", "def", " ghi"},
    {"abc def ghi", 4, 3, 20, "abc ", "def", " ghi"},
    {"abc def ghi", 4, 3, 5, "", "def", " …"},
    {"0123456789 def 0123456789", 11, 3, 13, "…89 ", "def", " 0123…"},
    {"0123456789 def", 11, 3, 10, "…56789 ", "def", ""},
    {"abc def ghi", 0, 11, 5, "", "abc …", ""},
    {"abc", 9, 9, 5, "abc", "", ""},
    {"漢字漢字 x", 13, 1, 6, "…字 ", "x", ""},
};

static void cuts_around_the_mark(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(excerpts); i++) {
        struct term_excerpt got = term_excerpt(excerpts[i].text, excerpts[i].offset,
                                               excerpts[i].length, excerpts[i].width);
        guint width = term_width(got.before->str, -1) + term_width(got.mark->str, -1) +
                      term_width(got.after->str, -1);
        if (strcmp(got.before->str, excerpts[i].before) != 0 ||
            strcmp(got.mark->str, excerpts[i].mark) != 0 ||
            strcmp(got.after->str, excerpts[i].after) != 0 ||
            (excerpts[i].width && width > excerpts[i].width)) {
            fail_msg("row %zu: \"%s\" \"%s\" \"%s\"", i, got.before->str, got.mark->str,
                     got.after->str);
        }
        term_excerpt_clear(&got);
    }
}

static void measures_columns(void **state)
{
    (void)state;
    assert_int_equal(term_width("abc", -1), 3);
    assert_int_equal(term_width("é漢😀", -1), 5);
    assert_int_equal(term_width("e\xCC\x81", -1), 1);
}

static void counts_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *language;
        guint64 n;
        const char *wanted;
    } counts[] = {
        {"en", 0, "0 places"},
        {"en", 1, "1 place"},
        {"en", 9868, "9,868 places"},
        {"nl", 1, "1 plaats"},
        {"nl", 9868, "9.868 plaatsen"},
        {"nl-BE", 1, "1 plaats"},
        {"fr", 1234567, "1,234,567 places"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autofree char *got = words_count(counts[i].language, WORD_N_PLACES, counts[i].n);
        assert_string_equal(got, counts[i].wanted);
    }
    g_autofree char *nearly = words_percent(0.9999);
    assert_string_equal(nearly, "99%");
    g_autofree char *all = words_percent(1);
    assert_string_equal(all, "100%");
    assert_null(words_percent(-1));
    g_autofree char *date = words_date("nl", "2026-11-04T02:00:00Z");
    assert_string_equal(date, "4 november 2026");
    g_autofree char *odd = words_date("nl", "morgen");
    assert_string_equal(odd, "morgen");
}

static void every_phrase_has_both_languages(void **state)
{
    (void)state;
    for (enum word word = 0; word < WORD_COUNT; word++) {
        if (!words_get("en", word) || !words_get("nl", word)) {
            fail_msg("word %d", (int)word);
        }
    }
}

static void escapes_csv(void **state)
{
    static const char *const csv[][2] = {
        {"gewoon", "gewoon"},  {"a,b \"c\"", "\"a,b \"\"c\"\"\""},
        {"=1+1", "\"'=1+1\""}, {"@cmd", "\"'@cmd\""},
        {"a\nb", "a\\u{A}b"},  {"", ""},
        {" -1", "\"' -1\""},   {"a;=1", "\"a;'=1\""},
        {"5,-", "\"5,-\""},    {"＝1", "\"'＝1\""},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(csv); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        escape_csv(out, csv[i][0]);
        assert_string_equal(out->str, csv[i][1]);
    }
}

#define WJ "\xE2\x81\xA0" /* where only a break helps */

static void escapes_markdown(void **state)
{
    static const char *const texts[][2] = {
        {"gewoon, met a.b en (haakjes)!", "gewoon, met a.b en (haakjes)!"},
        {"[a](b) ![c](d) <e> *f* _g_ `h` |i| ~~j~~ &amp; k\\",
         "\\[a\\](b) \\!\\[c\\](d) \\<e\\> \\*f\\* \\_g\\_ \\`h\\` \\|i\\| \\~\\~j\\~\\~ \\&amp; "
         "k\\\\"},
        {"# a", "\\# a"},
        {"  - a - b", "\\- a - b"},
        {"12. a 3. b", "12\\. a 3. b"},
        {"1) a", "1\\) a"},
        {"https://evil.example www.evil.example",
         "https:" WJ "//evil.example www." WJ "evil.example"},
        {"@all info@evil.example #12 #part", "@" WJ "all info@" WJ "evil.example #" WJ "12 #part"},
        {"a\n# b\u202E", "a\\\\u\\{A\\}# b\\\\u\\{202E\\}"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        escape_markdown(out, texts[i][0]);
        assert_string_equal(out->str, texts[i][1]);
    }
}

static void escapes_xml(void **state)
{
    static const char *const texts[][2] = {
        {"<a b=\"c\">'&]]>", "&lt;a b=&quot;c&quot;&gt;&#39;&amp;]]&gt;"},
        {"\x01\t\xEF\xBF\xBE\xEF\xBF\xBF\xFF", "\\u{1}\\u{9}\\u{FFFE}\\u{FFFF}\xEF\xBF\xBD"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        escape_xml(out, texts[i][0], -1);
        assert_string_equal(out->str, texts[i][1]);
    }
}

static void escapes_workflow_commands(void **state)
{
    static const char *const texts[][3] = {
        {"a: b, 50%\r\n::error::", "a: b, 50%25\\u{D}\\u{A}::error::",
         "a%3A b%2C 50%25\\u{D}\\u{A}%3A%3Aerror%3A%3A"},
        {"%0A", "%250A", "%250A"},
    };
    static const char *const logs[][2] = {
        {"a ::error::b\n", "a ::error::b\n"},
        {"::error::b\n  ::c\n\t::d", "\\u{3A}:error::b\n  \\u{3A}:c\n\t\\u{3A}:d"},
        {"a ##[error]b ###[c]\n", "a \\u{23}#[error]b #\\u{23}#[c]\n"},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (gboolean is_property = FALSE; is_property <= TRUE; is_property++) {
            g_autoptr(GString) out = g_string_new(NULL);
            escape_workflow(out, texts[i][0], is_property);
            assert_string_equal(out->str, texts[i][1 + is_property]);
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(logs); i++) {
        g_autoptr(GString) lines = g_string_new(logs[i][0]);
        escape_log_lines(lines);
        assert_string_equal(lines->str, logs[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escapes_by_table),
        cmocka_unit_test(escapes_csv),
        cmocka_unit_test(json_keeps_its_meaning),
        cmocka_unit_test(nothing_steers),
        cmocka_unit_test(links_only_the_web),
        cmocka_unit_test(wraps_at_width),
        cmocka_unit_test(cuts_around_the_mark),
        cmocka_unit_test(measures_columns),
        cmocka_unit_test(escapes_markdown),
        cmocka_unit_test(escapes_xml),
        cmocka_unit_test(escapes_workflow_commands),
        cmocka_unit_test(counts_in_words),
        cmocka_unit_test(every_phrase_has_both_languages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
