/* SPDX-License-Identifier: MIT
 *
 * Measures the suggestions: how often the right correction of an error that was found stands first,
 * or among those given, and what a word costs. The sets are not part of the repository.
 */
#include <hunspell/hunspell.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/plugin/fakehost.h"

#define ASKED_MAX 500u /* words a list */

struct list {
    GPtrArray *pairs; /* char **: wrong, right */
    guint asked, first, among, none;
    gint64 usec, longest;
};

static struct fakehost *fake;
static void *self;
static FILE *listing;
static Hunhandle *dutch, *british, *american;

static Hunhandle *load(const char *name)
{
    g_autofree char *aff = g_strdup_printf("/usr/share/hunspell/%s.aff", name);
    g_autofree char *dic = g_strdup_printf("/usr/share/hunspell/%s.dic", name);
    return Hunspell_create(aff, dic);
}

static bool is_word(const char *language, const char *word)
{
    if (strcmp(language, "nl") == 0) {
        return Hunspell_spell(dutch, word) != 0;
    }
    return Hunspell_spell(british, word) || Hunspell_spell(american, word);
}

static GHashTable *read_lists(const char *path)
{
    GHashTable *lists = g_hash_table_new(g_str_hash, g_str_equal);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(77);
    }
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        char **fields = g_strsplit(lines[i], "\t", -1);
        if (lines[i][0] == '#' || g_strv_length(fields) < 4 || strpbrk(fields[2], " _") ||
            is_word(fields[0], fields[2])) {
            g_strfreev(fields);
            continue;
        }
        char *key = g_strjoin(" ", fields[0], fields[1], NULL);
        struct list *list = g_hash_table_lookup(lists, key);
        if (!list) {
            list = g_new0(struct list, 1);
            list->pairs = g_ptr_array_new();
            g_hash_table_insert(lists, key, list);
        }
        g_ptr_array_add(list->pairs, fields);
    }
    return lists;
}

static bool is_found(const char *language, const char *word)
{
    fakehost_reset(fake);
    fakehost_inspect_text(fake, self, word, TS_ROLE_TEXT, language);
    return fake->findings->len > 0;
}

static void tell_miss(const char *list, char *const *fields)
{
    g_autoptr(GString) given = g_string_new(NULL);
    for (guint i = 0; i < fake->suggestions->len; i++) {
        g_string_append_printf(given, "%s%s", i ? ", " : "",
                               (char *)g_ptr_array_index(fake->suggestions, i));
    }
    fprintf(listing, "%s\t%s\t%s\t%s\n", list, fields[2], fields[3], given->str);
}

static void ask(struct list *list, const char *name, char *const *fields)
{
    bool is_among = false, is_first = false;
    if (!is_found(fields[0], fields[2])) {
        return;
    }
    fakehost_reset(fake);
    clock_t begun = clock(); /* others may be at work on the machine */
    fake->plugin->check->suggest(&fake->call, self, ts_text("spelling/misspelt"),
                                 ts_text(fields[2]), ts_text(fields[0]));
    gint64 spent = (gint64)(clock() - begun) * G_USEC_PER_SEC / CLOCKS_PER_SEC;
    for (guint i = 0; i < fake->suggestions->len; i++) {
        bool is_it = g_ascii_strcasecmp(g_ptr_array_index(fake->suggestions, i), fields[3]) == 0;
        is_among |= is_it;
        is_first |= is_it && i == 0;
    }
    list->asked++;
    list->first += is_first;
    list->among += is_among;
    list->none += fake->suggestions->len == 0;
    list->usec += spent;
    list->longest = MAX(list->longest, spent);
    if (listing && !is_first) {
        tell_miss(name, fields);
    }
}

static void measure(struct list *list, const char *name, guint half)
{
    guint step = MAX(list->pairs->len / ASKED_MAX, 1);
    for (guint i = 0; i < list->pairs->len && list->asked < ASKED_MAX; i += step) {
        if (half == 2 || i / step % 2 == half) {
            ask(list, name, g_ptr_array_index(list->pairs, i));
        }
    }
}

static void open_check(void)
{
    fake = fakehost_new("check-spelling");
    struct ts_open open = fakehost_open(fake, "{}", "{name: Eval, languages: [nl, en]}");
    if (fake->plugin->check->open(&fake->call, &open, &self) != 0) {
        fprintf(stderr, "open failed\n");
        exit(1);
    }
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fprintf(stderr, "usage: suggest_eval FOLDER [LISTING [0|1]]\n");
        return 2;
    }
    g_autofree char *path = g_build_filename(argv[1], "misspell.tsv", NULL);
    listing = argc > 2 ? fopen(argv[2], "w") : NULL;
    dutch = load("nl_NL");
    british = load("en_GB");
    american = load("en_US");
    GHashTable *lists = read_lists(path);
    g_autoptr(GList) keys = g_list_sort(g_hash_table_get_keys(lists), (GCompareFunc)strcmp);
    open_check();
    printf("\nSuggestions for non-words that were found\n%-26s %6s %7s %7s %6s %9s %9s\n", "list",
           "asked", "first", "among", "none", "msec", "longest");
    for (GList *key = keys; key; key = key->next) {
        struct list *list = g_hash_table_lookup(lists, key->data);
        measure(list, key->data, argc > 3 ? (guint)atoi(argv[3]) : 2);
        printf("%-26s %6u %7.3f %7.3f %6u %9.1f %9.1f\n", (char *)key->data, list->asked,
               list->asked ? (double)list->first / list->asked : 0,
               list->asked ? (double)list->among / list->asked : 0, list->none,
               list->asked ? list->usec / 1000.0 / list->asked : 0, list->longest / 1000.0);
        fflush(stdout);
    }
    fake->plugin->check->close(&fake->call, self);
    fakehost_free(&fake);
    if (listing) {
        fclose(listing);
    }
    return 0;
}
