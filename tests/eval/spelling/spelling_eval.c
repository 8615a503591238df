/* SPDX-License-Identifier: MIT
 *
 * Measures the spelling check on the language sets of the project and prints one table: false
 * alarms a thousand words, recall of isolated errors and of errors in running text, first
 * suggestions, language of a sentence. The sets are not part of the repository; run.sh says where
 * they are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/check-spelling/spelling.h"
#include "tests/eval/spelling/spelling_run.h"
#include "tests/eval/spelling/spelling_sets.h"

/* words a list that suggestions are asked for: each costs 0.1 s */
#define SUGGESTED_MAX (getenv("TOUCHSTONE_EVAL_FAST") ? 0u : 120u)

struct tally {
    guint words, alarms, unknown; /* alarms: misspelt, known error, repeated */
};

static FILE *listing;

static bool is_unknown(const struct fake_finding *finding)
{
    return strcmp(finding->rule, "spelling/unknown-word") == 0;
}

static void tally_findings(struct tally *tally, const char *where, const char *text)
{
    for (guint i = 0; i < sets_fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(sets_fake->findings, i);
        guint *count = is_unknown(finding) ? &tally->unknown : &tally->alarms;
        *count += finding->place_count;
        if (listing) {
            fprintf(listing, "%s\t%s\t%s\t%s\t%s\n", where, finding->rule, finding->actual,
                    finding->expected ? finding->expected : "", text);
        }
    }
}

/* The clean texts in one of the wanted languages, judged for a brand with these languages. */
static void tally_texts(const char *folder, const char *words, const char *languages,
                        const char *wanted, const char *only, GHashTable *tallies)
{
    GPtrArray *rows = sets_read(folder, "clean_blocks.tsv");
    sets_open(languages, words);
    for (guint i = 0; i < rows->len; i++) {
        const struct row *row = g_ptr_array_index(rows, i);
        g_autofree char *key = g_strjoin(" ", row->fields[0], row->fields[1], NULL);
        struct tally *tally = g_hash_table_lookup(tallies, key);
        if (row->count < 4 || !strstr(wanted, row->fields[0]) ||
            (only && strcmp(row->fields[1], only) != 0)) {
            continue;
        }
        if (!tally) {
            tally = g_new0(struct tally, 1);
            g_hash_table_insert(tallies, g_strdup(key), tally);
        }
        sets_inspect(row->fields[3], row->fields[0]);
        tally_findings(tally, key, row->fields[3]);
        tally->words += sets_count_words(row->fields[3]);
    }
    sets_close();
}

static void print_alarms(const char *folder, const char *words, const char *only)
{
    g_autoptr(GHashTable) tallies = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GList) keys = NULL;
    tally_texts(folder, words, "nl, en", "nl en", only, tallies);
    tally_texts(folder, words, "de, en", "de", only, tallies);
    tally_texts(folder, words, "fr, en", "fr", only, tallies);
    printf("\nFalse alarms per 1,000 words, %s\n%-22s %8s %10s %10s\n",
           words ? "with the word list" : "no word list", "text", "words", "alarms", "+ unknown");
    keys = g_list_sort(g_hash_table_get_keys(tallies), (GCompareFunc)strcmp);
    for (GList *key = keys; key; key = key->next) {
        const struct tally *tally = g_hash_table_lookup(tallies, key->data);
        printf("%-22s %8u %10.2f %10.2f\n", (char *)key->data, tally->words,
               1000.0 * tally->alarms / tally->words,
               1000.0 * (tally->alarms + tally->unknown) / tally->words);
    }
}

struct recall {
    guint count, found, alarms;          /* all pairs of the list */
    guint nonwords, nonwords_found;      /* of which no dictionary has the wrong form */
    guint nonwords_alarms, asked, first; /* first: the right word is the first suggestion */
};

static void measure_pair(struct recall *recall, const struct row *row, Hunhandle *const *handles)
{
    bool is_found, is_alarm = false, is_nonword = !sets_is_word(handles, row->fields[2]);
    sets_inspect(row->fields[2], row->fields[0]);
    is_found = sets_fake->findings->len > 0;
    for (guint i = 0; i < sets_fake->findings->len; i++) {
        is_alarm |= !is_unknown(g_ptr_array_index(sets_fake->findings, i));
    }
    recall->count++;
    recall->found += is_found;
    recall->alarms += is_alarm;
    recall->nonwords += is_nonword;
    recall->nonwords_found += is_nonword && is_found;
    recall->nonwords_alarms += is_nonword && is_alarm;
    if (!is_found && is_nonword && listing) {
        fprintf(listing, "missed %s %s\t\t%s\t%s\n", row->fields[0], row->fields[1], row->fields[2],
                row->fields[3]);
    }
    if (!is_found || !is_nonword || recall->nonwords_found % 7 != 0 ||
        recall->asked >= SUGGESTED_MAX) {
        return;
    }
    fakehost_reset(sets_fake);
    sets_fake->plugin->check->suggest(&sets_fake->call, sets_self, ts_text("spelling/misspelt"),
                                      ts_text(row->fields[2]), ts_text(row->fields[0]));
    recall->asked++;
    if (sets_fake->suggestions->len > 0 &&
        g_ascii_strcasecmp(g_ptr_array_index(sets_fake->suggestions, 0), row->fields[3]) == 0) {
        recall->first++;
    } else if (listing) {
        fprintf(listing, "suggested\t%s\t%s\t%s\n", row->fields[2], row->fields[3],
                sets_fake->suggestions->len ? (char *)g_ptr_array_index(sets_fake->suggestions, 0)
                                            : "");
    }
}

static void print_isolated(const char *folder)
{
    GPtrArray *rows = sets_read(folder, "misspell.tsv");
    g_autoptr(GHashTable) lists = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GList) keys = NULL;
    Hunhandle *dutch[] = {sets_load("nl_NL"), NULL};
    Hunhandle *english[] = {sets_load("en_GB"), sets_load("en_US"), NULL};
    sets_open("nl, en", NULL);
    for (guint i = 0; i < rows->len; i++) {
        const struct row *row = g_ptr_array_index(rows, i);
        g_autofree char *key = g_strjoin(" ", row->fields[0], row->fields[1], NULL);
        struct recall *recall = g_hash_table_lookup(lists, key);
        if (row->count < 4 || strpbrk(row->fields[2], " _")) {
            continue;
        }
        if (!recall) {
            recall = g_new0(struct recall, 1);
            g_hash_table_insert(lists, g_strdup(key), recall);
        }
        measure_pair(recall, row, *row->fields[0] == 'n' ? dutch : english);
    }
    printf("\nRecall of isolated errors (all pairs; non-words: no dictionary has the wrong form)\n"
           "%-24s %6s %7s %8s %9s %7s %8s %12s\n",
           "list", "pairs", "found", "alarmed", "non-words", "found", "alarmed", "right first");
    keys = g_list_sort(g_hash_table_get_keys(lists), (GCompareFunc)strcmp);
    for (GList *key = keys; key; key = key->next) {
        const struct recall *r = g_hash_table_lookup(lists, key->data);
        printf("%-24s %6u %7.3f %8.3f %9u %7.3f %8.3f %8.2f of %u\n", (char *)key->data, r->count,
               (double)r->found / r->count, (double)r->alarms / r->count, r->nonwords,
               (double)r->nonwords_found / r->nonwords, (double)r->nonwords_alarms / r->nonwords,
               r->asked ? (double)r->first / r->asked : 0, r->asked);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(english) - 1; i++) {
        Hunspell_destroy(english[i]);
    }
    Hunspell_destroy(dutch[0]);
    sets_close();
}

static void print_running(const char *folder)
{
    GPtrArray *rows = sets_read(folder, "clin28_errors.tsv");
    g_autoptr(GHashTable) lists = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GList) keys = NULL;
    Hunhandle *dutch[] = {sets_load("nl_NL"), NULL};
    sets_open("nl, en", NULL);
    for (guint i = 0; i < rows->len; i++) {
        const struct row *row = g_ptr_array_index(rows, i);
        struct recall *recall = g_hash_table_lookup(lists, row->fields[0]);
        bool is_found = false, is_alarm = false, is_nonword;
        if (row->count < 4) {
            continue;
        }
        if (!recall) {
            recall = g_new0(struct recall, 1);
            g_hash_table_insert(lists, g_strdup(row->fields[0]), recall);
        }
        sets_inspect(row->fields[3], "nl");
        for (guint k = 0; k < sets_fake->findings->len; k++) {
            const struct fake_finding *finding = g_ptr_array_index(sets_fake->findings, k);
            bool is_it = strstr(row->fields[1], finding->actual) != NULL;
            is_found |= is_it;
            is_alarm |= is_it && !is_unknown(finding);
        }
        recall->count++;
        recall->found += is_found;
        recall->alarms += is_alarm;
        is_nonword = !sets_is_word(dutch, row->fields[1]);
        recall->nonwords += is_nonword;
        recall->nonwords_found += is_nonword && is_found;
        if (!is_found && listing && strcmp(row->fields[0], "nonworderror") == 0) {
            fprintf(listing, "running\t%s\t%s\t%s\n", row->fields[1], row->fields[2],
                    row->fields[3]);
        }
    }
    printf("\nRecall in running text (CLIN28, Dutch)\n%-24s %6s %7s %8s %9s %7s\n", "class",
           "count", "found", "alarmed", "non-words", "found");
    keys = g_list_sort(g_hash_table_get_keys(lists), (GCompareFunc)strcmp);
    for (GList *key = keys; key; key = key->next) {
        const struct recall *r = g_hash_table_lookup(lists, key->data);
        printf("%-24s %6u %7.2f %8.2f %9u %7.2f\n", (char *)key->data, r->count,
               (double)r->found / r->count, (double)r->alarms / r->count, r->nonwords,
               r->nonwords ? (double)r->nonwords_found / r->nonwords : 0);
    }
    Hunspell_destroy(dutch[0]);
    sets_close();
}

enum { AT_START, IN_SMALL, IN_CAPITAL, POSITIONS };

/* Puts one slip in a word of the sentence and looks whether it is found there. */
static void measure_slip(GRand *random, struct recall *recalls, const struct row *row,
                         Hunhandle *const *handles)
{
    const char *text = row->fields[3];
    const struct ts_block block = {.size = sizeof block, .text = ts_text(text)};
    struct words words = words_cut(&sets_fake->call, &block);
    const struct word *word =
        words.count ? &words.items[g_rand_int_range(random, 0, (gint32)words.count)] : NULL;
    g_autofree char *wrong = NULL, *right = NULL, *sentence = NULL;
    struct recall *recall;
    if (!word || !sets_is_plain(word)) {
        return;
    }
    recall = &recalls[word->flags & WORD_SENTENCE_START                      ? AT_START
                      : word->flags & (WORD_CAPITALISED | WORD_ALL_CAPITALS) ? IN_CAPITAL
                                                                             : IN_SMALL];
    right = g_strndup(word->clean.ptr, word->clean.len);
    wrong = sets_misspell(random, word->clean.ptr, word->clean.len);
    if (!sets_is_word(handles, right) || sets_is_word(handles, wrong)) {
        return;
    }
    sentence = g_strdup_printf("%.*s%s%s", (int)word->offset, text, wrong,
                               text + word->offset + word->length);
    sets_inspect(sentence, row->fields[0]);
    recall->count++;
    for (guint i = 0; i < sets_fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(sets_fake->findings, i);
        if (strstr(finding->actual, wrong)) {
            recall->found++;
            recall->alarms += !is_unknown(finding);
            return;
        }
    }
    if (listing) {
        fprintf(listing, "slip\t%s\t%s\t%s\n", wrong, right, sentence);
    }
}

static void print_slips(const char *folder)
{
    static const char *const names[] = {"first word", "in small letters", "capital inside"};
    GPtrArray *rows = sets_read(folder, "clean_blocks.tsv");
    Hunhandle *dutch[] = {sets_load("nl_NL"), NULL};
    Hunhandle *english[] = {sets_load("en_GB"), sets_load("en_US"), NULL};
    struct recall recalls[2][POSITIONS] = {0};
    GRand *random = g_rand_new_with_seed(1);
    sets_open("nl, en", NULL);
    for (guint i = 0; i < rows->len; i++) {
        const struct row *row = g_ptr_array_index(rows, i);
        bool is_dutch = row->fields[0][0] == 'n', is_english = row->fields[0][0] == 'e';
        for (int k = 0; k < 4 && row->count >= 4 && (is_dutch || is_english); k++) {
            measure_slip(random, recalls[is_english], row, is_dutch ? dutch : english);
        }
    }
    printf("\nRecall of slips put into words of the clean texts (only those that make no word)\n"
           "%-24s %6s %7s %8s\n",
           "place", "slips", "found", "alarmed");
    for (int i = 0; i < 2 * POSITIONS; i++) {
        const struct recall *r = &recalls[i / POSITIONS][i % POSITIONS];
        printf("%s %-21s %6u %7.3f %8.3f\n", i < POSITIONS ? "nl" : "en", names[i % POSITIONS],
               r->count, (double)r->found / r->count, (double)r->alarms / r->count);
    }
    g_rand_free(random);
    sets_close();
}

#define CODES 4
static const char *const codes[CODES] = {"nl", "en", "de", "fr"};

/* What the check says of a sentence; index of codes, CODES = none. */
static guint name_language(const char *text, const char *declared)
{
    struct ts_block block = {.size = sizeof block};
    guint named = 0;
    fakehost_reset(sets_fake);
    block.text = ts_text(text);
    block.language = ts_text(declared);
    fakehost_name_language(sets_fake, sets_self, &block);
    while (named < CODES && !ts_is(block.language, codes[named])) {
        named++;
    }
    return named;
}

/* Of each sentence: is it named rightly if nothing is declared, if its own language is, if another
 * is? */
static void print_languages(const char *folder)
{
    GPtrArray *rows = sets_read(folder, "clean_blocks.tsv");
    guint count[CODES] = {0}, undeclared[CODES] = {0}, own[CODES] = {0}, other[CODES] = {0};
    sets_open("nl, en, de, fr", NULL);
    for (guint i = 0; i < rows->len; i++) {
        const struct row *row = g_ptr_array_index(rows, i);
        guint want = 0;
        if (row->count < 4 || strcmp(row->fields[1], "lingua-sent") != 0 ||
            sets_count_words(row->fields[3]) < 5) {
            continue;
        }
        while (want < CODES && strcmp(codes[want], row->fields[0]) != 0) {
            want++;
        }
        guint got = name_language(row->fields[3], "");
        count[want]++;
        undeclared[want] += got == want;
        own[want] += name_language(row->fields[3], codes[want]) == want;
        other[want] += name_language(row->fields[3], codes[(want + 1) % CODES]) == want;
        if (got != want && listing) {
            fprintf(listing, "voted\t%s\t%s\t%s\n", row->fields[0], got < CODES ? codes[got] : "-",
                    row->fields[3]);
        }
    }
    printf("\nLanguage of a sentence of five words or more, among four\n%-24s %6s %10s %8s %8s\n",
           "declared:", "", "nothing", "right", "wrong");
    for (guint i = 0; i < CODES; i++) {
        printf("%-24s %6u %10.3f %8.3f %8.3f\n", codes[i], count[i],
               (double)undeclared[i] / count[i], (double)own[i] / count[i],
               (double)other[i] / count[i]);
    }
    sets_close();
}

int main(int argc, char **argv)
{
    g_autofree char *words = NULL;
    if (argc < 2) {
        fprintf(stderr, "usage: spelling_eval FOLDER [LISTING]\n");
        return 2;
    }
    listing = argc > 2 ? fopen(argv[2], "w") : NULL;
    words = g_build_filename(argv[1], "brandwords.txt", NULL);
    print_alarms(argv[1], words, "coronamelder");
    print_alarms(argv[1], NULL, NULL);
    print_running(argv[1]);
    print_slips(argv[1]);
    print_runs(argv[1]);
    print_languages(argv[1]);
    print_isolated(argv[1]);
    if (listing) {
        fclose(listing);
    }
    return 0;
}
