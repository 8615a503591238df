/* SPDX-License-Identifier: MIT
 *
 * A stored run for the tests of results and reports: a database filled by SQL, a catalog made by
 * hand, and a report as text.
 */
#ifndef TESTS_UNIT_REPORT_SUPPORT_H
#define TESTS_UNIT_REPORT_SUPPORT_H

#include <glib.h>
#include <setjmp.h>
#include <sqlite3.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "core/report/report.h"

/* After plugin.h: cmocka defines fail as a macro. */
#include <cmocka.h>

static inline char *source_file(const char *name)
{
    const char *root = g_getenv("TOUCHSTONE_SOURCE_ROOT");
    char *text = NULL;
    assert_non_null(root);
    g_autofree char *path = g_build_filename(root, name, NULL);
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fail_msg("%s can't be read", path);
    }
    return text;
}

static inline void run_sql(sqlite3 *database, const char *sql)
{
    char *error = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &error) != SQLITE_OK) {
        fail_msg("%s in: %s", error, sql);
    }
}

static inline sqlite3 *empty_database(void)
{
    sqlite3 *database = NULL;
    g_autofree char *schema = source_file("core/run/schema.sql");
    assert_int_equal(sqlite3_open(":memory:", &database), SQLITE_OK);
    run_sql(database, schema);
    return database;
}

/* ---- the sample run -------------------------------------------------------------------------- */

static inline const char *sample_sql(void)
{
    return "INSERT INTO run (id, name, started, finished, as_of, plan, plan_hash, brand, "
           "version, is_sealed, plugins, notices, cut_short, exit) VALUES"
           " (1, '2026-11-23T02:00:00Z-1', '2026-11-23T02:00:00Z', '2026-11-23T02:10:00Z',"
           "  '2026-11-23', 'touchstone.yaml', 'h', 'Vlakwerk', '0.1.0', 1, '', '', NULL, 1),"
           " (2, '2026-11-24T02:00:00Z-2', '2026-11-24T02:00:00Z', '2026-11-24T02:12:41Z',"
           "  '2026-11-24', 'touchstone.yaml', 'h', 'Vlakwerk', '0.1.0', 1,"
           "  'web 0.1.0' || char(10) || 'promise 0.1.0',"
           "  'robots.txt is ignored for webshop', NULL, 1);"
           "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases,"
           " expects, is_measured, is_complete, run, state, score, documents, unchecked, skipped,"
           " errors, warnings, infos) VALUES"
           " ('radio', 0, 'Radiospot', 'print', 'message', 'owned', 'marketing', 'before', '',"
           "  0, 0, 2, 'not-measured', -1, 0, 0, 0, 0, 0, 0),"
           " ('webshop', 1, 'Webshop', 'website', 'interaction', 'owned', 'e-commerce',"
           "  'before during', 'promise', 1, 1, 2, 'deviating', 0.7, 3, 1, 1, 1, 2, 2),"
           " ('voice', 2, 'Antwoordapparaat', 'phone', 'message', 'owned', 'service', 'after', '',"
           "  1, 1, 2, 'consistent', 1, 1, 0, 0, 0, 0, 0),"
           " ('mail', 3, 'Orderbevestiging', 'email', 'message', 'owned', 'crm', 'during', '',"
           "  1, 1, 1, 'deviating', 0.5, 1, 0, 0, 1, 0, 0);"
           "INSERT INTO document (id, touchpoint, locator, status, reason, title, media_type,"
           " language, kinds, run) VALUES"
           " (1, 'webshop', 'https://v.example/', 1, '', 'Home', 'text/html', 'nl',"
           "  'home website', 2),"
           " (2, 'webshop', 'https://v.example/over-ons', 1, '', 'Over ons', 'text/html', 'nl',"
           "  'website', 2),"
           " (3, 'webshop', 'https://v.example/traag', 3, 'no answer in 10 s', '', '', '',"
           "  'website', 2),"
           " (4, 'webshop', 'https://v.example/zoeken', 5, 'robots.txt', '', '', '', 'website', 2),"
           " (5, 'webshop', 'https://v.example/weg', 4, '404', '', '', '', 'website', 2),"
           " (6, 'voice', 'voice/nacht.txt', 2, '', '', 'text/plain', 'nl', 'phone', 2),"
           " (7, 'mail', 'mail/1.eml', 1, '', '', 'message/rfc822', 'nl', 'email', 1);"
           "INSERT INTO promise VALUES ('webshop', 'nl', 40, 20, 2, 10), ('webshop', 'en', 2, 1, "
           "0, 0),"
           " ('mail', 'nl', 1, 0, 0, 1);"
           "UPDATE document SET way = 1 WHERE status = 2;"
           "INSERT INTO finding (id, touchpoint, fingerprint, rule, said, severity, expected,"
           " actual, arguments, first_run, fixed_run) VALUES"
           " (1, 'webshop', 'f1', 'promise/altered', 3, 3, 'Gemak op elk vlak',"
           "  'Gemak op ieder vlak', '{}', 1, 0),"
           " (2, 'webshop', 'f2', 'terms/brand-name', 2, 2, 'Vlakwerk', 'VlakWerk',"
           "  '{\"because\": \"het is een woord\"}', 2, 0),"
           " (3, 'webshop', 'f3', 'spelling/misspelt', 1, 1, '', 'onderhout', '{}', 2, 0),"
           " (4, 'webshop', 'f4', 'run/unchecked', 2, 2, '', 'no answer in 10 s', '{}', 2, 0),"
           " (5, 'webshop', 'f5', 'run/robots', 1, 1, '', '1 page', '{}', 2, 0),"
           " (6, 'webshop', 'f6', 'spelling/misspelt', 2, 2, '', 'weg', '{}', 1, 2),"
           " (7, 'webshop', 'f7', 'spelling/misspelt', 2, 2, '', 'lang geleden', '{}', 1, 1),"
           " (8, 'mail', 'f8', 'promise/altered', 3, 3, '', 'Gemak', '{}', 1, 0);"
           "INSERT INTO place VALUES"
           " (1, 2, '', '', '', 12, 5, 'main/p', 'Wij gaan voor Gemak op ieder vlak, altijd.',"
           "  14, 19, 2),"
           " (2, 2, '', '', '', 40, 5, 'footer/p', '© 2026 VlakWerk B.V.', 8, 8, 2),"
           " (2, 1, '', '', '', 44, 5, 'footer/p', '© 2026 VlakWerk B.V.', 8, 8, 2),"
           " (2, 1, '', '', '', 41, 9, 'footer/p', '© 2026 VlakWerk B.V.', 8, 8, 2),"
           " (2, 1, '', '', '', 41, 2, 'footer/p', '© 2026 VlakWerk B.V.', 8, 8, 2),"
           " (3, 0, 'spelling', 'voice', 'voice/nacht.txt', 3, 1, '', 'veel onderhout', 5, 9, 2),"
           " (3, 0, 'spelling', 'webshop', 'https://v.example/', 8, 2, '', 'goed onderhout',"
           "  5, 9, 2),"
           " (4, 3, '', '', '', 0, 0, '', '', 0, 0, 2),"
           " (5, 4, '', '', '', 0, 0, '', '', 0, 0, 2),"
           " (8, 7, '', '', '', 1, 1, 'subject', 'Gemak', 0, 5, 1);";
}

static inline const char *sample_seen_sql(void)
{
    return "INSERT INTO suggestion VALUES ('spelling/misspelt', 'onderhout', '', 'h',"
           "  'onderhoud' || char(10) || 'onder hout' || char(10));"
           "INSERT INTO observation (document, check_name, check_hash, key, value, confidence,"
           " line, column, path, numbers, details) VALUES"
           " (2, 'promise', 'h', 'payoff', 'altered', -1, 12, 5, 'main/p', '{}', '{}'),"
           " (1, 'promise', 'h', 'payoff', 'exact', 1.0, 3, 5, 'header/p', '{}',"
           "  '{\"said\":\"historic\",\"written\":\"Gemak op elk vlak\"}'),"
           " (7, 'promise', 'h', 'payoff', 'exact', 1.0, 3, 5, 'not of this run', '{}', '{}');";
}

static inline sqlite3 *sample_database(void)
{
    sqlite3 *database = empty_database();
    run_sql(database, sample_sql());
    run_sql(database, sample_seen_sql());
    return database;
}

/* ---- the catalog ----------------------------------------------------------------------------- */

static inline void sample_rule(GArray *rules, const char *id, const char *message,
                               const char *dutch)
{
    struct catalog_rule rule = {.id = g_strdup(id),
                                .severity = TS_WARNING,
                                .title = g_strdup("Title"),
                                .message = g_strdup(message)};
    struct catalog_wording wording = {g_strdup("nl"), g_strdup("Titel"), g_strdup(dutch)};
    rule.wordings = g_array_new(FALSE, TRUE, sizeof(struct catalog_wording));
    g_array_append_val(rule.wordings, wording);
    g_array_append_val(rules, rule);
}

static inline struct catalog *sample_catalog(void)
{
    struct catalog *catalog = g_new0(struct catalog, 1);
    struct catalog_plugin *plugin = g_new0(struct catalog_plugin, 1);
    catalog->plugins = g_ptr_array_new();
    plugin->kind = TS_CHECK;
    plugin->name = g_strdup("sample");
    plugin->rules = g_array_new(FALSE, TRUE, sizeof(struct catalog_rule));
    sample_rule(plugin->rules, "promise/altered", "\"{actual}\" is nearly \"{expected}\"",
                "\"{actual}\" is bijna \"{expected}\"");
    sample_rule(plugin->rules, "promise/belied", "\"{actual}\"[ in {touchpoint}] belies it",
                "\"{actual}\"[ in {touchpoint}] logenstraft");
    sample_rule(plugin->rules, "spelling/misspelt", "\"{actual}\" is misspelt[: \"{expected}\"?]",
                "\"{actual}\" is fout gespeld[: \"{expected}\"?]");
    sample_rule(plugin->rules, "terms/*", "\"{actual}\": write \"{expected}\"[, because {because}]",
                "\"{actual}\": schrijf \"{expected}\"[, want {because}]");
    g_ptr_array_add(catalog->plugins, plugin);
    return catalog;
}

static inline void sample_catalog_free(struct catalog *catalog)
{
    struct catalog_plugin *plugin = g_ptr_array_index(catalog->plugins, 0);
    for (guint i = 0; i < plugin->rules->len; i++) {
        struct catalog_rule *rule = &g_array_index(plugin->rules, struct catalog_rule, i);
        struct catalog_wording *wording = &g_array_index(rule->wordings, struct catalog_wording, 0);
        g_free(wording->language);
        g_free(wording->title);
        g_free(wording->message);
        g_array_unref(rule->wordings);
        g_free(rule->id);
        g_free(rule->title);
        g_free(rule->message);
    }
    g_array_unref(plugin->rules);
    g_free(plugin->name);
    g_free(plugin);
    g_ptr_array_unref(catalog->plugins);
    g_free(catalog);
}

/* ---- a report as text ------------------------------------------------------------------------ */

/* The caller frees it with free. */
static inline char *report_of(sqlite3 *database, const char *format,
                              const struct report_options *options)
{
    struct catalog *catalog = sample_catalog();
    char *error = NULL;
    struct result *result = result_open(database, catalog, options->language, &error);
    if (!result) {
        fail_msg("%s", error);
    }
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    int done = report_find(format)->write(result, options, out, &error);
    fclose(out);
    if (done != 0) {
        fail_msg("%s", error);
    }
    result_close(&result);
    sample_catalog_free(catalog);
    return text;
}

/* TOUCHSTONE_UPDATE=1 writes the file anew: read what changed before you commit it. */
static inline void assert_golden(const char *text, const char *name)
{
    g_autofree char *path =
        g_build_filename(g_getenv("TOUCHSTONE_SOURCE_ROOT"), "tests/unit/data/report", name, NULL);
    g_autofree char *wanted = NULL;
    if (g_getenv("TOUCHSTONE_UPDATE")) {
        assert_true(g_file_set_contents(path, text, -1, NULL));
    }
    if (!g_file_get_contents(path, &wanted, NULL, NULL)) {
        fail_msg("%s can't be read", path);
    }
    if (strcmp(text, wanted) != 0) {
        fail_msg("%s differs; this came:\n%s", name, text);
    }
}

/* A string that tries all it can. */
#define HOSTILE                                                               \
    "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;" \
    "\x1B[31mred\x1B]0;title\x07\x08\x7F\xC2\x9B"                             \
    "31m\xE2\x80\xAE"                                                         \
    "desrever\xE2\x80\x8B\xEF\xBB\xBF\xE2\x80\xA8next\tline\r\n::error::fake\\u0000%s%n"

/* A run with that string wherever a string of others can stand. */
static inline sqlite3 *hostile_database(void)
{
    sqlite3 *database = empty_database();
    char *sql = sqlite3_mprintf(
        "INSERT INTO run (id, name, started, finished, as_of, plan, plan_hash, brand, "
        "version, is_sealed, plugins, notices, cut_short, exit) VALUES (1, %Q, %Q, %Q, %Q, %Q, "
        "'h', %Q, %Q, 0, %Q, %Q, %Q, 1);"
        "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases,"
        " expects, is_measured, run, state, score, documents, unchecked, errors) VALUES"
        " (%Q, 0, %Q, %Q, %Q, %Q, %Q, %Q, '', 1, 1, 'deviating', 0.5, 2, 1, 2);"
        "INSERT INTO document (id, touchpoint, locator, status, reason, title, media_type, "
        "language,"
        " kinds, run) VALUES (1, %Q, %Q, 3, %Q, %Q, %Q, %Q, %Q, 1);",
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE,
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE,
        HOSTILE, HOSTILE, HOSTILE, HOSTILE);
    run_sql(database, sql);
    sqlite3_free(sql);
    sql = sqlite3_mprintf(
        "INSERT INTO finding (id, touchpoint, fingerprint, rule, said, severity, expected, actual,"
        " arguments, first_run) VALUES (1, %Q, %Q, 'terms/x', 3, 3, %Q, %Q, '{}', 1),"
        " (2, %Q, 'f2', 'run/unchecked', 3, 3, %Q, %Q, '{}', 1);"
        "INSERT INTO place SELECT id, 1, '', '', '', 1, 1, %Q, %Q, 5, 20, 1 FROM finding;"
        "INSERT INTO place SELECT id, 0, %Q, %Q, %Q, 0, 0, %Q, %Q, 0, 3, 1 FROM finding;"
        "INSERT INTO observation (document, check_name, check_hash, key, value, confidence, line,"
        " column, path, numbers) VALUES (1, %Q, 'h', %Q, %Q, 0.5, 1, 1, %Q, '{}');",
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE,
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
    run_sql(database, sql);
    sqlite3_free(sql);
    return database;
}

#endif
