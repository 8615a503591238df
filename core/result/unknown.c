/* SPDX-License-Identifier: MIT
 *
 * Counts unknown words over findings: those that differ in capitals only are one.
 */
#include "core/result/unknown.h"

#include <string.h>

#include "core/result/result_private.h"

enum column {
    WORD,
    LANGUAGE,
    RULE,
    TOUCHPOINT,
    FINDING,
    LOCATOR,
    LINE,
    COLUMN,
    EXCERPT,
    OFFSET,
    LENGTH,
    SUGGESTIONS
};

static const char rows_sql[] =
    "SELECT f.actual, coalesce(f.arguments ->> 'language', ''), f.rule, f.touchpoint, f.id, "
    "coalesce(nullif(p.locator, ''), d.locator, '') AS at, p.line, p.column, p.excerpt, "
    "p.mark_offset, p.mark_length, " RESULT_SUGGESTED " "
    "FROM finding f JOIN touchpoint t ON t.id = f.touchpoint AND t.ordinal >= 0 "
    "JOIN place p ON p.finding = f.id LEFT JOIN document d ON d.id = p.document AND p.document <> "
    "0 "
    "WHERE f.fixed_run = 0 AND f.rule IN ('spelling/misspelt', 'spelling/unknown-word') "
    "ORDER BY t.ordinal, f.id, at, p.line, p.column";

struct count {
    GHashTable *words; /* language and folded word -> struct unknown_word * */
    gint64 finding;    /* of the row before */
    char *locator;
};

static void free_word(gpointer data)
{
    struct unknown_word *word = data;
    g_free(word->word);
    g_free(word->language);
    g_free(word->locator);
    g_strfreev(word->suggestions);
    g_free(word);
}

/* What people do not see in a word is no part of it: soft hyphens, characters without width. */
static char *visible(const char *text)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        if (letter != 0xAD && letter != 0x200B && letter != 0x2060 && letter != 0xFEFF) {
            g_string_append_unichar(out, letter);
        }
    }
    return g_string_free(out, FALSE);
}

static gboolean is_wanted(const struct unknown_filter *filter, sqlite3_stmt *row)
{
    const char *language = result_text(row, LANGUAGE);
    return (!filter->touchpoints ||
            g_strv_contains(filter->touchpoints, result_text(row, TOUCHPOINT))) &&
           (!filter->language || g_ascii_strcasecmp(filter->language, language) == 0);
}

static struct unknown_word *find(struct count *count, sqlite3_stmt *row)
{
    g_autofree char *word = visible(result_text(row, WORD));
    g_autofree char *folded = g_utf8_casefold(word, -1);
    char *key = g_strdup_printf("%s %s", result_text(row, LANGUAGE), folded);
    struct unknown_word *found = g_hash_table_lookup(count->words, key);
    if (found) {
        g_free(key);
        return found;
    }
    found = g_new0(struct unknown_word, 1);
    found->word = g_steal_pointer(&word);
    found->language = g_strdup(result_text(row, LANGUAGE));
    found->locator = g_strdup(result_text(row, LOCATOR));
    found->line = (unsigned)sqlite3_column_int(row, LINE);
    found->column = (unsigned)sqlite3_column_int(row, COLUMN);
    found->suggestions = result_lines(result_text(row, SUGGESTIONS));
    g_hash_table_insert(count->words, key, found);
    return found;
}

/* Does what stands before the mark begin a sentence with it? */
static gboolean begins_sentence(const char *excerpt, gsize offset)
{
    while (offset > 0 && strchr(" \"'(*", excerpt[offset - 1])) {
        offset--;
    }
    return offset == 0 || strchr(".!?:|", excerpt[offset - 1]) != NULL;
}

/* The word as it stands at this place. */
static void look_at(struct unknown_word *word, sqlite3_stmt *row)
{
    const char *excerpt = result_text(row, EXCERPT);
    gsize size = strlen(excerpt);
    gint64 offset = sqlite3_column_int64(row, OFFSET), length = sqlite3_column_int64(row, LENGTH);
    if (offset < 0 || length <= 0 || (gsize)offset + (gsize)length > size ||
        !g_utf8_validate(excerpt, -1, NULL)) {
        return;
    }
    g_autofree char *marked = g_strndup(excerpt + offset, (gsize)length);
    if (!g_unichar_isupper(g_utf8_get_char(marked))) {
        g_free(word->word);
        word->word = visible(marked);
        word->was_small = TRUE;
    } else if (!begins_sentence(excerpt, (gsize)offset)) {
        word->was_inside = TRUE;
    }
}

static void take_row(struct count *count, sqlite3_stmt *row)
{
    struct unknown_word *word = find(count, row);
    gint64 finding = sqlite3_column_int64(row, FINDING);
    gboolean is_new =
        finding != count->finding || g_strcmp0(count->locator, result_text(row, LOCATOR)) != 0;
    word->places++;
    word->documents += is_new;
    word->is_misspelt |= strcmp(result_text(row, RULE), "spelling/misspelt") == 0;
    look_at(word, row);
    if (is_new) {
        count->finding = finding;
        g_free(count->locator);
        count->locator = g_strdup(result_text(row, LOCATOR));
    }
}

static int by_places(gconstpointer left, gconstpointer right)
{
    const struct unknown_word *a = *(struct unknown_word *const *)left;
    const struct unknown_word *b = *(struct unknown_word *const *)right;
    if (a->places != b->places) {
        return a->places > b->places ? -1 : 1;
    }
    int order = strcmp(a->word, b->word);
    return order ? order : strcmp(a->language, b->language);
}

static GPtrArray *sort(struct count *count, const struct unknown_filter *filter)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(free_word);
    GHashTableIter iter;
    gpointer data;
    g_hash_table_iter_init(&iter, count->words);
    while (g_hash_table_iter_next(&iter, NULL, &data)) {
        struct unknown_word *word = data;
        word->may_be_name = word->was_inside && !word->was_small;
        if (word->places >= filter->min) {
            g_ptr_array_add(words, word);
        } else {
            free_word(word);
        }
    }
    g_ptr_array_sort(words, by_places);
    return words;
}

GPtrArray *unknown_read(struct sqlite3 *database, const struct unknown_filter *filter,
                        char **error_r)
{
    struct count count = {.words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    sqlite3_stmt *row = NULL;
    int stepped = sqlite3_prepare_v2(database, rows_sql, -1, &row, NULL);
    while (row && (stepped = sqlite3_step(row)) == SQLITE_ROW) {
        if (is_wanted(filter, row)) {
            take_row(&count, row);
        }
    }
    sqlite3_finalize(row);
    GPtrArray *words = sort(&count, filter);
    g_hash_table_unref(count.words);
    g_free(count.locator);
    if (stepped != SQLITE_DONE) {
        *error_r = g_strdup_printf("can't read the stored run: %s", sqlite3_errmsg(database));
        g_clear_pointer(&words, g_ptr_array_unref);
    }
    return words;
}
