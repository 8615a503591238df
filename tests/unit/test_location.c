/* SPDX-License-Identifier: MIT
 *
 * From locators to files and URIs, a locator a row.
 */
#include "tests/unit/report_support.h"

#include "core/report/location.h"

static char nothing[] = "";

static const struct row {
    const char *plan, *locator, *where;
    const char *path, *uri;
    gboolean is_relative;
    unsigned line;
} rows[] = {
    {"touchstone.yaml", "site/a b.html", "", "site/a b.html", "site/a%20b.html", TRUE, 7},
    {"touchstone.yaml", "./site/é.html", "", "site/é.html", "site/%C3%A9.html", TRUE, 7},
    {"touchstone.yaml", "/srv/a.html", "", "/srv/a.html", "file:///srv/a.html", FALSE, 7},
    {"brand/touchstone.yaml", "site/a.html", "", "brand/site/a.html", "brand/site/a.html", TRUE, 7},
    {"scan", "site/a.html", "", "site/a.html", "site/a.html", TRUE, 7},
    /* what is inside a file */
    {"touchstone.yaml", "mail/a.eml", "part=1/block[2]", "mail/a.eml", "mail/a.eml", TRUE, 0},
    {"touchstone.yaml", "mail/a.eml#part=2", "block[2]", "mail/a.eml", "mail/a.eml", TRUE, 0},
    {"touchstone.yaml", "box#message=3", "", "box", "box", TRUE, 0},
    {"touchstone.yaml", "a.pdf", "page=3", "a.pdf", "a.pdf", TRUE, 7},
    /* names of any kind */
    {"touchstone.yaml", "c#.html", "", "c#.html", "c%23.html", TRUE, 7},
    {"touchstone.yaml", "::error::x\n\xE2\x80\xAE", "", "::error::x\n\xE2\x80\xAE",
     "%3A%3Aerror%3A%3Ax%0A%E2%80%AE", TRUE, 7},
    {"touchstone.yaml", "a\xFF", "", "a\xFF", "a%FF", TRUE, 7},
    {"touchstone.yaml", "C:\\x", "", "C:\\x", "C%3A%5Cx", TRUE, 7},
    /* addresses */
    {"touchstone.yaml", "https://v.example/a?b=c#d", "", NULL, "https://v.example/a?b=c#d", FALSE,
     7},
    {"touchstone.yaml", "https://v.example:8080", "", NULL, "https://v.example:8080", FALSE, 7},
    {"touchstone.yaml", "https://v.example/a b[1]#c#%zz%41", "", NULL,
     "https://v.example/a%20b%5B1%5D#c%23%25zz%41", FALSE, 7},
    {"touchstone.yaml", "imaps://m.example/INBOX/;UID=5#part=1", "", NULL,
     "imaps://m.example/INBOX/;UID=5#part=1", FALSE, 0},
    {"touchstone.yaml", "https://v.example:x/\"", "", "https://v.example:x/\"",
     "https%3A//v.example%3Ax/%22", TRUE, 7},
    {"touchstone.yaml", "javascript:alert(1)", "", "javascript:alert(1)",
     "javascript%3Aalert%281%29", TRUE, 7},
    /* no place: the plan */
    {"touchstone.yaml", "", "", "touchstone.yaml", "touchstone.yaml", TRUE, 0},
    {"brand/touchstone.yaml", NULL, "", "brand/touchstone.yaml", "brand/touchstone.yaml", TRUE, 0},
    {"scan", NULL, "", NULL, NULL, FALSE, 0},
};

static void look_at(const struct row *row, const struct result *result)
{
    struct result_place place = {.touchpoint = nothing,
                                 .locator = (char *)row->locator,
                                 .where = (char *)row->where,
                                 .excerpt = nothing,
                                 .line = 7,
                                 .column = 2};
    struct location location;
    gboolean is_there = location_of(result, row->locator ? &place : NULL, &location);
    if (is_there != (row->uri != NULL) || g_strcmp0(location.path, row->path) != 0 ||
        g_strcmp0(location.uri, row->uri) != 0 || location.is_relative != row->is_relative ||
        location.line != row->line || location.column != (row->line ? 2u : 0)) {
        fail_msg("%s: path %s, uri %s, relative %d, line %u", row->locator, location.path,
                 location.uri, location.is_relative, location.line);
    }
    location_clear(&location);
}

static void by_table(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        sqlite3 *database = sample_database();
        struct catalog *catalog = sample_catalog();
        char *error = NULL;
        char *sql = sqlite3_mprintf("UPDATE run SET plan = %Q", rows[i].plan);
        run_sql(database, sql);
        struct result *result = result_open(database, catalog, "en", &error);
        look_at(&rows[i], result);
        result_close(&result);
        sqlite3_free(sql);
        sample_catalog_free(catalog);
        sqlite3_close(database);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_table)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
