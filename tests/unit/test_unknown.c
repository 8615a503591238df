/* SPDX-License-Identifier: MIT
 *
 * Unknown words of a stored run: counted over findings and touchpoints, capitals or not.
 */
#include "tests/unit/report_support.h"

#include "core/result/unknown.h"

static const char words_sql[] =
    "INSERT INTO touchpoint (id, ordinal, name, channel, category, control, owner, phases, "
    "expects, is_measured) VALUES ('site', 0, 's', 'website', '', 'owned', '', '', '', 1),"
    " ('mail', 1, 'm', 'email', '', 'owned', '', '', '', 1),"
    " ('gone', -1, 'g', 'email', '', 'owned', '', '', '', 1);"
    "INSERT INTO document (id, touchpoint, locator, status, run) VALUES (1, 'site', '/a', 1, 1),"
    " (2, 'site', '/b', 1, 1), (3, 'mail', 'x.eml', 1, 1), (4, 'gone', 'y.eml', 1, 1);"
    "INSERT INTO finding (id, touchpoint, fingerprint, rule, said, severity, expected, actual, "
    "arguments, first_run, fixed_run) VALUES"
    " (1, 'site', 'f1', 'spelling/unknown-word', 1, 1, '', 'Kwast\xC2\xADraal', "
    "'{\"language\":\"nl\"}', 1, 0),"
    " (2, 'mail', 'f1', 'spelling/unknown-word', 1, 1, '', 'kwastraal', "
    "'{\"language\":\"nl\"}', 1, 0),"
    " (3, 'site', 'f2', 'spelling/misspelt', 2, 2, '', 'dtaum', '{\"language\":\"nl\"}', 1, 0),"
    " (4, 'site', 'f3', 'spelling/unknown-word', 1, 1, '', 'Janszoon', "
    "'{\"language\":\"en\"}', 1, 0),"
    " (5, 'gone', 'f4', 'spelling/unknown-word', 1, 1, '', 'weg', '{}', 1, 0),"
    " (6, 'site', 'f5', 'spelling/unknown-word', 1, 1, '', 'hersteld', '{}', 1, 1),"
    " (7, 'site', 'f6', 'terms/cheap', 1, 1, '', 'goedkoop', '{}', 1, 0);"
    "INSERT INTO place (finding, document, line, column, path, excerpt, mark_offset, mark_length, "
    "run) VALUES (1, 1, 3, 5, '', 'Kwast\xC2\xADraal is mooi', 0, 11, 1),"
    " (1, 1, 4, 5, '', 'Kwast\xC2\xADraal', 0, 11, 1), (1, 2, 1, 1, '', 'x', 9, 9, 1),"
    " (2, 3, 7, 1, '', 'een kwastraal', 4, 9, 1), (3, 2, 9, 2, '', 'de dtaum', 3, 5, 1),"
    " (4, 1, 1, 2, '', 'call Janszoon', 5, 8, 1), (5, 4, 1, 1, '', 'weg', 0, 3, 1),"
    " (6, 1, 1, 1, '', 'hersteld', 0, 8, 1), (7, 1, 1, 1, '', 'goedkoop', 0, 8, 1);"
    "INSERT INTO suggestion VALUES"
    " ('spelling/misspelt', 'dtaum', 'nl', 'h', 'datum' || char(10) || 'dat um' || char(10));";

static GPtrArray *read_words(const struct unknown_filter *filter)
{
    sqlite3 *database = empty_database();
    char *error = NULL;
    run_sql(database, words_sql);
    GPtrArray *words = unknown_read(database, filter, &error);
    assert_null(error);
    assert_non_null(words);
    sqlite3_close(database);
    return words;
}

static void counts_over_all(void **state)
{
    static const struct unknown_filter all = {.min = 1};
    (void)state;
    g_autoptr(GPtrArray) words = read_words(&all);
    assert_int_equal(words->len, 3);
    const struct unknown_word *first = words->pdata[0], *name = words->pdata[1],
                              *slip = words->pdata[2];
    assert_string_equal(first->word, "kwastraal");
    assert_int_equal(first->places, 4);
    assert_int_equal(first->documents, 3);
    assert_false(first->may_be_name);
    assert_string_equal(first->locator, "/a");
    assert_int_equal(first->line, 3);
    assert_null(first->suggestions[0]);
    assert_string_equal(name->word, "Janszoon");
    assert_true(name->may_be_name);
    assert_string_equal(slip->word, "dtaum");
    assert_true(slip->is_misspelt);
    assert_string_equal(slip->suggestions[0], "datum");
    assert_string_equal(slip->suggestions[1], "dat um");
    assert_null(slip->suggestions[2]);
}

static void filters(void **state)
{
    static const char *const mail[] = {"mail", NULL};
    static const struct {
        struct unknown_filter filter;
        guint count;
    } filtered[] = {
        {{.language = "nl", .min = 1}, 2},
        {{.language = "de", .min = 1}, 0},
        {{.min = 2}, 1},
        {{.touchpoints = mail, .min = 1}, 1},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(filtered); i++) {
        g_autoptr(GPtrArray) words = read_words(&filtered[i].filter);
        if (words->len != filtered[i].count) {
            fail_msg("filter %zu: %u words", i, words->len);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_over_all),
        cmocka_unit_test(filters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
