/* SPDX-License-Identifier: MIT
 *
 * robots.txt by a table: what RFC 9309 says, and what is found in the wild.
 */
#include "plugins/source-web/robots.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define ALL "User-agent: *\n"

static const struct {
    const char *robots, *path;
    gboolean is_allowed;
} rows[] = {
    /* nothing said */
    {"", "/a", TRUE},
    {"\n\n\n", "/a", TRUE},
    {"# niets", "/a", TRUE},
    {"<html><body>geen robots</body></html>", "/a", TRUE},
    {"Disallow: /a", "/a", TRUE}, /* of no group */
    {"User-agent: *", "/a", TRUE},
    /* prefixes */
    {ALL "Disallow: /", "/a", FALSE},
    {ALL "Disallow: /", "/", FALSE},
    {ALL "Disallow:", "/a", TRUE},
    {ALL "Disallow: ", "/a", TRUE},
    {ALL "Disallow: /a", "/ab", FALSE},
    {ALL "Disallow: /a", "/a/b?c", FALSE},
    {ALL "Disallow: /a", "/b", TRUE},
    {ALL "Disallow: /a/", "/a", TRUE},
    {ALL "Disallow: /a/", "/a/", FALSE},
    {ALL "Disallow: /A", "/a", TRUE}, /* case counts */
    {ALL "Disallow: a", "/a", TRUE},  /* begins with no slash */
    {ALL "Disallow: *a", "/xa", FALSE},
    /* the longest decides, allow wins ties */
    {ALL "Disallow: /a\nAllow: /ab", "/abc", TRUE},
    {ALL "Disallow: /ab\nAllow: /a", "/abc", FALSE},
    {ALL "Disallow: /a\nAllow: /a", "/a", TRUE},
    {ALL "Allow: /a\nDisallow: /a", "/a", TRUE},
    {ALL "Allow: /\nDisallow: /a", "/a", FALSE},
    {ALL "Allow: /$\nDisallow: /", "/", TRUE},
    {ALL "Allow: /$\nDisallow: /", "/a", FALSE},
    {ALL "Allow: /p\nDisallow: /*.html", "/page.html", FALSE},
    {ALL "Allow: /page\nDisallow: /*.htm", "/page.htm", FALSE},
    {ALL "Allow: /map/\nDisallow: /*.php", "/map/x.php", FALSE},
    /* groups */
    {"User-agent: touchstone\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/a", TRUE},
    {"User-agent: touchstone\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/x", FALSE},
    {"User-agent: *\nDisallow: /\n\nUser-agent: touchstone\nDisallow:", "/a", TRUE},
    {"User-agent: *\nDisallow: /\n\nUser-agent: touchstone", "/a", TRUE},
    {"User-agent: TouchStone/2 (x)\nDisallow: /x", "/x", FALSE},
    {"User-agent: touchstonebot\nDisallow: /x", "/x", TRUE},
    {"User-agent: touchstone-news\nDisallow: /x", "/x", TRUE},
    {"User-agent: touch\nDisallow: /x", "/x", TRUE},
    {"User-agent: ander\nDisallow: /x", "/x", TRUE},
    {"User-agent: a\nUser-agent: touchstone\nDisallow: /x", "/x", FALSE},
    {"User-agent: a\n\nUser-agent: touchstone\nDisallow: /x", "/x", FALSE},
    {"User-agent: touchstone\nUser-agent: a\nDisallow: /x", "/x", FALSE},
    {"User-agent: touchstone\nDisallow: /x\nUser-agent: a\nDisallow: /y", "/y", TRUE},
    {"User-agent: touchstone\nDisallow: /x\nUser-agent: touchstone\nDisallow: /y", "/y", FALSE},
    {"User-agent: touchstone\nDisallow: /x\nUser-agent: touchstone\nDisallow: /y", "/x", FALSE},
    {ALL "Disallow: /x\n\n\nDisallow: /y", "/y", FALSE}, /* an empty line ends no group */
    {"User-agent: a\nCrawl-delay: 9\nUser-agent: *\nDisallow: /x", "/x", FALSE},
    {ALL "Sitemap: https://a.nl/s.xml\nDisallow: /x", "/x", FALSE},
    /* stars and dollars */
    {ALL "Disallow: /*.pdf$", "/a/b.pdf", FALSE},
    {ALL "Disallow: /*.pdf$", "/a/b.pdf?x", TRUE},
    {ALL "Disallow: /*.pdf$", "/a.pdf/b.pdf", FALSE},
    {ALL "Disallow: /*.pdf", "/a.pdfx", FALSE},
    {ALL "Disallow: /*?", "/a?b", FALSE},
    {ALL "Disallow: /*?", "/a", TRUE},
    {ALL "Disallow: /*?sid=", "/a?x=1&sid=2", TRUE},
    {ALL "Disallow: /*sid=", "/a?x=1&sid=2", FALSE},
    {ALL "Disallow: /a*b*c", "/axxbyyc", FALSE},
    {ALL "Disallow: /a*b*c", "/axxbyy", TRUE},
    {ALL "Disallow: /a**b", "/axb", FALSE},
    {ALL "Disallow: /a*", "/a", FALSE},
    {ALL "Disallow: *", "/a", FALSE},
    {ALL "Disallow: /a$", "/a", FALSE},
    {ALL "Disallow: /a$", "/ab", TRUE},
    {ALL "Disallow: /a$b", "/a$b", FALSE}, /* not at the end: a letter */
    {ALL "Disallow: /a*$", "/abc", FALSE},
    {ALL "Disallow: $", "/a", TRUE},
    {ALL "Disallow: /a%2A", "/a*", FALSE},
    {ALL "Disallow: /a%2A", "/ab", TRUE},
    {ALL "Disallow: /a%24", "/a$", FALSE},
    /* escapes */
    {ALL "Disallow: /%7euser", "/~user", FALSE},
    {ALL "Disallow: /~user", "/%7Euser", FALSE},
    {ALL "Disallow: /caf\xc3\xa9", "/caf%C3%A9", FALSE},
    {ALL "Disallow: /caf%c3%a9", "/caf%C3%A9", FALSE},
    {ALL "Disallow: /a%2fb", "/a/b", TRUE}, /* an escaped slash is another */
    {ALL "Disallow: /a%2fb", "/a%2Fb", FALSE},
    {ALL "Disallow: /a b", "/a%20b", FALSE},
    /* how it is written */
    {ALL "Disallow: /a # hier niet", "/a", FALSE},
    {ALL "Disallow: /a#b", "/ac", FALSE},
    {"  user-AGENT : *  \n dISALLOW :  /a ", "/a", FALSE},
    {"User-agent:*\nDisallow:/a", "/a", FALSE},
    {"Useragent: *\nDissallow: /a", "/a", FALSE},
    {"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a\r\n", "/a", FALSE},
    {"User-agent: *\rDisallow: /a", "/a", FALSE},
    {ALL "Disallow /a", "/a", TRUE},
    {ALL "Noindex: /a\nDisallow: /b", "/b", FALSE},
    {ALL "Disallow: /\n", "/robots.txt", TRUE},
};

static void test_rows(void **state)
{
    (void)state;
    assert_true(G_N_ELEMENTS(rows) >= 60);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct robots *robots = robots_parse(ts_text(rows[i].robots), "touchstone");
        if (robots_allows(robots, ts_text(rows[i].path)) != rows[i].is_allowed) {
            fail_msg("row %zu: %s under\n%s", i, rows[i].path, rows[i].robots);
        }
        robots_free(&robots);
    }
}

static const struct {
    const char *robots;
    double delay;
} delay_rows[] = {
    {ALL "Disallow: /x", 0},
    {ALL "Crawl-delay: 5", 5},
    {ALL "crawl-DELAY: 0.5", 0.5},
    {ALL "Crawl-delay: 100000", ROBOTS_DELAY_MAX},
    {ALL "Crawl-delay: 1e308", ROBOTS_DELAY_MAX},
    {ALL "Crawl-delay: -3", 0},
    {ALL "Crawl-delay: nan", 0},
    {ALL "Crawl-delay: veel", 0},
    {"User-agent: ander\nCrawl-delay: 9", 0},
    {"User-agent: touchstone\nCrawl-delay: 2\nUser-agent: *\nCrawl-delay: 9", 2},
    {"User-agent: touchstone\nDisallow: /x\nUser-agent: *\nCrawl-delay: 9", 0},
};

static void test_delays(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(delay_rows); i++) {
        struct robots *robots = robots_parse(ts_text(delay_rows[i].robots), "touchstone");
        if (robots->delay < delay_rows[i].delay || robots->delay > delay_rows[i].delay) {
            fail_msg("row %zu: %g, wanted %g", i, robots->delay, delay_rows[i].delay);
        }
        robots_free(&robots);
    }
}

/* Sitemap lines belong to no group, and may stand anywhere. */
static void test_sitemaps(void **state)
{
    (void)state;
    struct robots *robots = robots_parse(
        ts_text("Sitemap: https://a.nl/1.xml\nUser-agent: ander\nDisallow: /\nSITEMAP:/2.xml\n"
                "Sitemap:\nSite-map: https://a.nl/3.xml # de derde"),
        "touchstone");
    assert_int_equal(robots->sitemaps->len, 3);
    assert_string_equal(g_ptr_array_index(robots->sitemaps, 0), "https://a.nl/1.xml");
    assert_string_equal(g_ptr_array_index(robots->sitemaps, 1), "/2.xml");
    assert_string_equal(g_ptr_array_index(robots->sitemaps, 2), "https://a.nl/3.xml");
    robots_free(&robots);
}

/* What lies beyond 500 KiB does not count, and what lies before it does. */
static void test_size(void **state)
{
    GString *text = g_string_new(ALL "Disallow: /a\n");
    (void)state;
    while (text->len < ROBOTS_SIZE) {
        g_string_append(text, "# vulling\n");
    }
    g_string_append(text, "Disallow: /b\n");
    struct robots *robots = robots_parse(ts_bytes(text->str, text->len), "touchstone");
    assert_false(robots_allows(robots, ts_text("/a")));
    assert_true(robots_allows(robots, ts_text("/b")));
    robots_free(&robots);
    g_string_free(text, TRUE);
}

/* Patterns made to be slow: a matcher that tries again would need hours. */
static void test_linear(void **state)
{
    GString *text = g_string_new(ALL);
    GString *path = g_string_new("/");
    gint64 begun = g_get_monotonic_time();
    (void)state;
    while (text->len + 2100 < ROBOTS_SIZE) {
        g_string_append(text, "Disallow: /");
        for (guint i = 0; i < 500; i++) {
            g_string_append(text, "*a*a");
        }
        g_string_append(text, "b$\n");
    }
    for (guint i = 0; i < 4000; i++) {
        g_string_append_c(path, 'a');
    }
    struct robots *robots = robots_parse(ts_bytes(text->str, text->len), "touchstone");
    assert_true(robots->rules->len > 200);
    assert_true(robots_allows(robots, ts_bytes(path->str, path->len)));
    robots_free(&robots);
    g_string_free(text, TRUE);
    g_string_free(path, TRUE);
    assert_true(g_get_monotonic_time() - begun < 5 * G_USEC_PER_SEC);
}

static void test_many_rules(void **state)
{
    GString *text = g_string_new(ALL);
    (void)state;
    for (guint i = 0; i < ROBOTS_RULES + 100; i++) {
        g_string_append_printf(text, "Disallow: /%u/\n", i);
    }
    struct robots *robots = robots_parse(ts_bytes(text->str, text->len), "touchstone");
    assert_int_equal(robots->rules->len, ROBOTS_RULES);
    assert_false(robots_allows(robots, ts_text("/7/x")));
    robots_free(&robots);
    g_string_free(text, TRUE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),     cmocka_unit_test(test_delays),
        cmocka_unit_test(test_sitemaps), cmocka_unit_test(test_size),
        cmocka_unit_test(test_linear),   cmocka_unit_test(test_many_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
