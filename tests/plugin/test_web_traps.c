/* SPDX-License-Identifier: MIT
 *
 * Traps and what only looks like one: a made site a row, with how many of its addresses are asked.
 */
#include "plugins/source-web/fingerprint.h"
#include "plugins/source-web/trap_branch.h"
#include "plugins/source-web/trap_shape.h"
#include "plugins/source-web/traps.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NOW (2026u * 12 + 10) /* November 2026 */
#define BUDGET 50000u
#define TRAP_HITS 200u /* what a trap may cost */

/* ---- addresses alone ---- */

static const struct {
    const char *target, *pattern;
} patterns[] = {
    {"/", "/*"},
    {"/over-ons", "/*"},
    {"/nl/vloeren/eiken.html", "/nl/vloeren/*"},
    {"/nl/vloeren/", "/nl/*/"},
    {"/product/1234", "/product/{n}"},
    {"/product/eiken-plank-1234", "/product/eiken-plank-{n}"},
    {"/agenda/2026/11", "/agenda/{n}/{n}"},
    {"/s-8f3a91c2/winkel", "/s-{id}/winkel"},
    {"/x/0cc175b9c0f1b6a831c399e269772661", "/x/{id}"},
    {"/x/550e8400-e29b-41d4-a716-446655440000/y", "/x/{id}/y"},
    {"/caf%C3%A9/1", "/caf%C3%A9/{n}"},
    {"/zoek?q=vloer&p=2", "/zoek?q={x}&p={n}"},
    {"/zoek?q=", "/zoek?q="},
    {"/a?b", "/a?b"},
    {"/a?f[12]=x", "/a?f[{n}]={x}"},
};

static void test_patterns(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(patterns); i++) {
        g_autofree char *pattern = trap_pattern(ts_text(patterns[i].target));
        if (!g_str_equal(pattern, patterns[i].pattern)) {
            fail_msg("%s: %s, not %s", patterns[i].target, pattern, patterns[i].pattern);
        }
    }
}

static const struct {
    const char *path, *why; /* NULL: no trap */
} shapes[] = {
    {"/a/b/a/b/a/b", "repeats /a/b "},
    {"/x/a/b/a/b/a/b/a/b/", "repeats /a/b "},
    {"/a/a/a/boo.html", "repeats /a "},
    {"/a/x/a/y/a/z/a/w/a", "repeats /a "},
    {"/1/1/1/1/1", "repeats /1 "},
    {"/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t/u", "below /a/ that are more than 20"},
    {"/a/b/a/b", NULL},
    {"/a/a/boo.html", NULL},
    {"/nl/nl/", NULL},
    {"/1/1/1/", NULL},
    {"/2011/11/11/", NULL},
    {"/a//b//c//d", NULL},
    {"/a/b/c/d/e/f/g/h/i/j/k/l/m/n/o/p/q/r/s/t", NULL},
    {"/winkel/heren/schoenen/winkel/dames/schoenen", NULL},
    {"/", NULL},
};

static void test_shapes(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(shapes); i++) {
        struct ts_str path = ts_text(shapes[i].path);
        g_autofree char *why = trap_shape_refusal(path, path);
        if (shapes[i].why ? !why || !strstr(why, shapes[i].why) : why != NULL) {
            fail_msg("%s: %s", shapes[i].path, why);
        }
    }
    GString *text = g_string_new("/zoek?q=");
    while (text->len <= 2048) {
        g_string_append_c(text, 'a');
    }
    g_autofree char *why = trap_shape_refusal(ts_bytes(text->str, text->len), ts_text("/zoek"));
    assert_string_equal(
        why, "looks like a trap: addresses below /zoek/ that are longer than 2048 bytes");
    g_string_free(text, TRUE);
}

static const struct {
    const char *target;
    guint year, month; /* 0: none */
} months[] = {
    {"/agenda/2026/05", 2026, 5},
    {"/agenda/2026/5/", 2026, 5},
    {"/2026-05", 2026, 5},
    {"/nieuws/2026-05-12/x", 2026, 5},
    {"/a?m=2026-05", 2026, 5},
    {"/a?datum=2026-05-01", 2026, 5},
    {"/a?year=2026&month=5", 2026, 5},
    {"/a?maand=12&jaar=1999", 1999, 12},
    {"/a?jaar=2026", 2026, 1},
    {"/9999/12/31", 9999, 12},
    {"/2026", 0, 0},
    {"/plank-2400-12", 0, 0},
    {"/2400x12", 0, 0},
    {"/2026/13", 0, 0},
    {"/12345/05", 0, 0},
    {"/a?id=2026", 0, 0},
    {"/a?q=2026-05-", 0, 0},
    {"/2026-0505", 0, 0},
    {"/", 0, 0},
};

static void test_months(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(months); i++) {
        guint wanted = months[i].year ? months[i].year * 12 + months[i].month - 1 : 0;
        guint month = trap_month(ts_text(months[i].target));
        if (month != wanted) {
            fail_msg("%s: %u-%02u", months[i].target, month / 12, month % 12 + 1);
        }
    }
}

/* ---- pages ---- */

static const struct {
    const char *one, *one_target, *other, *other_target;
    gboolean is_same;
} pages[] = {
    {"<p>Blad 7 van veel", "/x/7", "<p>Blad 8 van veel", "/x/8", TRUE},
    {"<p>Blad 7 <a href=\"/x/8\">8</a>", "/x/7", "<p>Blad 8 <a href=\"/x/9\">9</a>", "/x/8", TRUE},
    {"<p id=\"a81\">Hallo", "/x/7", "<p id=\"b93\">Hallo", "/x/8", TRUE},
    {"<p>RAL 1001, nr 4711", "/ral-1001", "<p>RAL 1002, nr 4712", "/ral-1002", FALSE},
    {"<p>\xe2\x82\xac 10", "/x/7", "<p>\xe2\x82\xac 12", "/x/8", FALSE},
    {"<p>Eiken", "/x/7", "<p>Beuken", "/x/8", FALSE},
    {"<p>Verf rood", "/verf-rood", "<p>Verf blauw", "/verf-blauw", FALSE},
};

static void test_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        struct fingerprint one =
            fingerprint_of(ts_text(pages[i].one), ts_text(pages[i].one_target));
        struct fingerprint other =
            fingerprint_of(ts_text(pages[i].other), ts_text(pages[i].other_target));
        if ((one.sum == other.sum) != pages[i].is_same) {
            fail_msg("row %zu: %s, %s", i, pages[i].one, pages[i].other);
        }
    }
    struct fingerprint missing = fingerprint_of(
        ts_text("<h1>Niet gevonden</h1><a href=\"/\">Terug</a>"), ts_text("/touchstone-12ab34cd"));
    struct fingerprint echo =
        fingerprint_of(ts_text("<h1>Niet gevonden: /oude/pagina</h1><a href=\"/\">Terug</a>"),
                       ts_text("/oude/pagina"));
    struct fingerprint good =
        fingerprint_of(ts_text("<h1>Niet gevonden wat u zocht?</h1><a href=\"/\">Terug</a>"),
                       ts_text("/oude/pagina"));
    struct fingerprint no_echo =
        fingerprint_of(ts_text("<h1>Niet gevonden: </h1><a href=\"/\">Terug</a>"),
                       ts_text("/touchstone-12ab34cd"));
    assert_true(fingerprint_is_echo(&echo, &no_echo));
    assert_true(fingerprint_is_echo(&echo, &missing));
    assert_false(fingerprint_is_echo(&good, &missing));
}

/* ---- sites ---- */

/* Fills in the address and the page of number i. */
typedef void (*site_fn)(guint i, GString *url, GString *page);

static void put(GString *out, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void put(GString *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_string_append_vprintf(out, format, arguments);
    va_end(arguments);
}

/* Text that is another for every seed, as articles are. */
static void put_words(GString *out, guint seed, guint count)
{
    static const char *const words[] = {"vloer", "eiken",  "plank", "licht", "donker", "leggen",
                                        "kamer", "winkel", "olie",  "lak",   "naad",   "plint",
                                        "trap",  "hout",   "nerf",  "mat"};
    GRand *random = g_rand_new_with_seed(seed);
    for (guint i = 0; i < count; i++) {
        put(out, " %s", words[g_rand_int_range(random, 0, G_N_ELEMENTS(words))]);
    }
    g_rand_free(random);
}

static void page_shop(guint i, GString *url, GString *page)
{
    put(url, "/product/%u", i + 1);
    put(page, "<title>Plank %u</title><nav>Home</nav><p>%s</p>", i + 1,
        i % 3 ? "Op voorraad" : "Bestel nu");
    put_words(page, i, 30);
}

static void page_screws(guint i, GString *url, GString *page)
{
    put(url, "/schroef-%u", 10000 + i);
    put(page,
        "<title>Schroef %u</title><p>Verzinkte schroef van staal, artikel %u, \xe2\x82\xac %u,%02u",
        10000 + i, 770000 + i * 7, i % 90, i % 100);
}

static void page_slugs(guint i, GString *url, GString *page)
{
    put(url, "/schilder-stad%c%c%c", 'a' + i % 26, 'a' + i / 26 % 26, 'a' + i / 676 % 26);
    put(page, "<title>Schilder in stad%c%c%c</title>Wij komen graag langs.", 'a' + i % 26,
        'a' + i / 26 % 26, 'a' + i / 676 % 26);
}

static void page_forum(guint i, GString *url, GString *page)
{
    put(url, "/viewtopic.php?f=%u&t=%u&start=%u", i % 7, i / 5, i % 5 * 20);
    put(page, "<title>Draadje</title>");
    put_words(page, i, 200);
}

static void page_lists(guint i, GString *url, GString *page)
{
    put(url, "/vloeren?page=%u", i + 1);
    put(page, "<title>Vloeren</title><a href=\"?page=%u\">Verder</a>", i + 2);
    put_words(page, i, 60);
}

static void page_archive(guint i, GString *url, GString *page)
{
    put(url, "/nieuws/%u/%02u/%02u", 1998 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
    put(page, "<title>Nieuws</title>");
    put_words(page, i, 12);
}

static void page_museum(guint i, GString *url, GString *page)
{
    put(url, "/archief/%u/%02u", 1600 + i / 12, i % 12 + 1);
    put(page, "<title>Archief</title>");
    put_words(page, i, 25);
}

static void page_languages(guint i, GString *url, GString *page)
{
    static const char *const languages[] = {"nl", "en", "de", "fr"};
    put(url, "/%s/pagina-%u", languages[i % 4], i / 4);
    put(page, "<html lang=\"%s\"><title>Pagina</title>", languages[i % 4]);
    put_words(page, i / 8, 40); /* half of it not translated */
}

static void page_empty_days(guint i, GString *url, GString *page)
{
    put(url, "/agenda/%u/%02u", 2025 + i / 12, i % 12 + 1);
    put(page, "<title>Agenda</title><p>Geen activiteiten");
}

static void page_calendar(guint i, GString *url, GString *page)
{
    static const char *const names[] = {"januari",   "februari", "maart",    "april",
                                        "mei",       "juni",     "juli",     "augustus",
                                        "september", "oktober",  "november", "december"};
    guint month = NOW + i;
    put(url, "/agenda/%u/%02u", month / 12, month % 12 + 1);
    put(page, "<title>%s %u</title><a href=\"/agenda/%u/%02u\">verder</a><table>",
        names[month % 12], month / 12, (month + 1) / 12, (month + 1) % 12 + 1);
    for (guint day = 1; day <= 28 + month % 4; day++) {
        put(page, "<td>%u</td>", day);
    }
}

static void page_past(guint i, GString *url, GString *page)
{
    guint month = NOW - i;
    put(url, "/kalender?year=%u&month=%u", month / 12, month % 12 + 1);
    put(page, "<title>Kalender</title>Er is niets te doen in %u", month / 12);
}

static void page_sessions(guint i, GString *url, GString *page)
{
    put(url, "/s-%08x%08x/winkel", i * 2654435761u, i * 40503u + 7);
    put(page, "<title>Winkel</title><p>Welkom in de winkel");
}

static void page_tokens(guint i, GString *url, GString *page)
{
    put(url, "/winkel?ref=k%08x", i * 2654435761u);
    put(page, "<title>Winkel</title><input value=\"%08x\"><p>Welkom in de winkel", i * 40503u);
}

static void page_endless(guint i, GString *url, GString *page)
{
    put(url, "/blad/%u", i);
    put(page, "<title>Blad %u</title><a href=\"/blad/%u\">Blad %u</a>", i, i + 1, i + 1);
}

static void page_filters(guint i, GString *url, GString *page)
{
    put(url, "/vloeren?");
    for (guint bit = 0; bit < 12; bit++) {
        if (i >> bit & 1) {
            put(url, "f%c=x&", 'a' + bit);
        }
    }
    put(url, "z=1");
    put(page, "<title>Vloeren</title>");
    put_words(page, i, 60);
}

static void page_growing(guint i, GString *url, GString *page)
{
    put(url, "/map");
    for (guint j = 0; j <= i % 3000; j++) {
        put(url, "/d%u", j % 7);
    }
    put(page, "<title>Map</title>");
    put_words(page, i, 10);
}

/* Each step is a name more, so that no pattern comes twice often. */
static void page_tree(guint i, GString *url, GString *page)
{
    put(url, "/boom");
    for (guint rest = i; rest > 0; rest /= 2) {
        put(url, "/%s%u", rest % 2 ? "eik" : "beuk", rest);
    }
    put(page, "<title>Boom</title><p>Een vloer van hout");
}

static void page_growing_query(guint i, GString *url, GString *page)
{
    put(url, "/filter?");
    for (guint rest = i; rest > 0; rest /= 2) {
        put(url, "f%c=%u&", 'a' + rest % 20, rest % 2);
    }
    put(url, "z=1");
    put(page, "<title>Filter</title><p>Een vloer van hout");
}

/* A trap in a folder of a site in which new pages go on. */
static void page_shop_with_tree(guint i, GString *url, GString *page)
{
    put(url, "/winkel");
    if (i % 4) {
        page_shop(i, url, page);
    } else {
        page_tree(i / 4, url, page);
    }
}

static void page_text_machine(guint i, GString *url, GString *page)
{
    put(url, "/verhaal/%u", i);
    put_words(page, i, 50);
}

static const struct {
    const char *name;
    site_fn page;
    guint count;       /* addresses */
    guint least, most; /* that are asked for */
    guint reasons;     /* different ones: findings */
    const char *why;   /* in all of them */
} sites[] = {
    {"a shop", page_shop, 20000, 20000, 20000, 0, NULL},
    {"screws that differ in numbers", page_screws, 20000, 20000, 20000, 0, NULL},
    {"pages that differ in a town", page_slugs, 5000, 5000, 5000, 0, NULL},
    {"a forum", page_forum, 20000, 20000, 20000, 0, NULL},
    {"a list of 500 pages", page_lists, 500, 500, 500, 0, NULL},
    {"an archive of news by day", page_archive, 9000, 9000, 9000, 0, NULL},
    {"an archive of centuries", page_museum, 4800, 4800, 4800, 0, NULL},
    {"four languages", page_languages, 8000, 8000, 8000, 0, NULL},
    {"a short calendar with nothing in it", page_empty_days, 36, 36, 36, 0, NULL},
    {"a calendar without end", page_calendar, 3000, 48, 49, 1, "addresses like /agenda/{n}/{n}"},
    {"a calendar into the past", page_past, 3000, 60, 70, 1, "/kalender?year={n}&month={n}"},
    {"sessions in the path", page_sessions, 3000, 60, TRAP_HITS, 1, "/s-{id}/winkel"},
    {"tokens in the query", page_tokens, 3000, 60, 70, 1, "/winkel?ref={x}"},
    {"next without end", page_endless, 3000, 60, TRAP_HITS, 1, "/blad/{n}"},
    {"filters", page_filters, 4096, 200, 200, 1,
     "200 combinations of query parameters at /vloeren"},
    {"a path that grows", page_growing, 3000, 19, 21, 2, "looks like a trap"},
    {"a path that branches", page_tree, 3000, BRANCH_SAME, BRANCH_SAME + 40, 1,
     "addresses that begin with /boom show"},
    {"a query that grows", page_growing_query, 3000, 60, BRANCH_SAME + 40, 1, "/filter"},
    {"a shop with a path that branches", page_shop_with_tree, 12000, 9000 + BRANCH_SAME,
     9000 + BRANCH_SAME + 60, 1, "addresses that begin with /winkel/boom show"},
    {"a machine that writes", page_text_machine, BUDGET + 5000, BUDGET, BUDGET, 1,
     "50000 addresses like /verhaal/{n}"},
};

static void test_sites(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(sites); i++) {
        struct traps *traps = traps_new(BUDGET, NOW);
        g_autoptr(GHashTable) reasons =
            g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        guint asked = 0;
        for (guint j = 0; j < sites[i].count; j++) {
            GString *url = g_string_new("https://a.nl");
            GString *page = g_string_new("<!DOCTYPE html>");
            sites[i].page(j, url, page);
            char *why = traps_enter(traps, ts_bytes(url->str, url->len));
            if (why) {
                if (sites[i].why && !strstr(why, sites[i].why)) {
                    fail_msg("%s: %s", sites[i].name, why);
                }
                g_hash_table_add(reasons, why);
            } else {
                g_autofree char *late = traps_judge(traps, ts_bytes(url->str, url->len));
                assert_null(late);
                traps_note(traps, ts_bytes(url->str, url->len), ts_bytes(page->str, page->len));
                asked++;
            }
            g_string_free(url, TRUE);
            g_string_free(page, TRUE);
        }
        if (asked < sites[i].least || asked > sites[i].most ||
            g_hash_table_size(reasons) != sites[i].reasons) {
            fail_msg("%s: %u of %u asked, %u reasons", sites[i].name, asked, sites[i].count,
                     g_hash_table_size(reasons));
        }
        traps_free(&traps);
    }
}

/* What waits in a queue when its pattern is given up is not asked for any more. */
static void test_waiting(void **state)
{
    struct traps *traps = traps_new(BUDGET, NOW);
    (void)state;
    for (guint i = 0; i < 100; i++) {
        GString *url = g_string_new("https://a.nl"), *page = g_string_new(NULL);
        page_sessions(i, url, page);
        g_free(traps_enter(traps, ts_bytes(url->str, url->len)));
        traps_note(traps, ts_bytes(url->str, url->len), ts_bytes(page->str, page->len));
        g_string_free(url, TRUE);
        g_string_free(page, TRUE);
    }
    g_autofree char *why = traps_judge(traps, ts_text("https://a.nl/s-0a1b2c3d4e/winkel"));
    assert_string_equal(
        why, "looks like a trap: addresses like /s-{id}/winkel show the same again and again");
    assert_null(traps_judge(traps, ts_text("https://a.nl/winkel")));
    traps_free(&traps);
}

/* 200,000 patterns cost no more than those that are remembered. */
static void test_bounds(void **state)
{
    struct traps *traps = traps_new(BUDGET, NOW);
    (void)state;
    for (guint i = 0; i < 200000; i++) {
        char url[80];
        g_snprintf(url, sizeof url, "https://a.nl/%c%c%c%c%c/1", 'a' + i % 26, 'a' + i / 26 % 26,
                   'a' + i / 676 % 26, 'a' + i / 17576 % 26, 'a' + i / 456976);
        g_autofree char *why = traps_enter(traps, ts_text(url));
        assert_null(why);
    }
    traps_free(&traps);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_patterns), cmocka_unit_test(test_shapes),
        cmocka_unit_test(test_months),   cmocka_unit_test(test_pages),
        cmocka_unit_test(test_sites),    cmocka_unit_test(test_waiting),
        cmocka_unit_test(test_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
