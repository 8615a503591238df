/* SPDX-License-Identifier: MIT
 *
 * Judges each set twice as one run: as it is, and with one slip in a word with a capital in each
 * third block that has one. conclude sees all documents of the set.
 */
#include "tests/eval/spelling/spelling_run.h"

#include <stdio.h>
#include <string.h>

#include "tests/eval/spelling/spelling_sets.h"

#define DOCUMENT_BLOCKS 20u /* of sets whose documents are single sentences */

struct run {
    const char *language, *source;
    GRand *random; /* NULL: no slips */
    Hunhandle *const *handles;
    GHashTable *slips; /* the wrong forms */
    guint words, alarms, concluded, found, found_concluded;
};

static const struct word *choose(struct run *run, const struct words *words)
{
    for (uint32_t i = 0; i < words->count; i++) {
        const struct word *word = &words->items[i];
        bool is_name = (word->flags & WORD_CAPITALISED) && !(word->flags & WORD_SENTENCE_START);
        if (is_name && sets_is_plain(word) && g_rand_int_range(run->random, 0, 3) == 0) {
            return word;
        }
    }
    return NULL;
}

/* The text with a slip in it, or as it is. */
static char *plant(struct run *run, const char *text)
{
    const struct ts_block block = {.size = sizeof block, .text = ts_text(text)};
    struct words words = words_cut(&sets_fake->call, &block);
    const struct word *word = run->random ? choose(run, &words) : NULL;
    g_autofree char *wrong = NULL, *right = NULL;
    if (!word) {
        return g_strdup(text);
    }
    right = g_strndup(word->clean.ptr, word->clean.len);
    wrong = sets_misspell(run->random, word->clean.ptr, word->clean.len);
    if (strcmp(wrong, right) == 0 || sets_is_word(run->handles, wrong) ||
        g_hash_table_contains(run->slips, wrong)) {
        return g_strdup(text);
    }
    g_hash_table_add(run->slips, g_strdup(wrong));
    return g_strdup_printf("%.*s%s%s", (int)word->offset, text, wrong,
                           text + word->offset + word->length);
}

static void count_findings(struct run *run, bool is_concluded)
{
    for (guint i = 0; i < sets_fake->findings->len; i++) {
        const struct fake_finding *finding = g_ptr_array_index(sets_fake->findings, i);
        bool is_slip = g_hash_table_contains(run->slips, finding->actual);
        if (strcmp(finding->rule, "spelling/unknown-word") == 0) {
            continue;
        }
        if (is_concluded) {
            run->concluded += is_slip ? 0 : finding->place_count;
            run->found_concluded += is_slip;
        } else {
            run->alarms += is_slip ? 0 : finding->place_count;
            run->found += is_slip;
        }
    }
}

static void judge_document(struct run *run, const char *locator, GPtrArray *texts)
{
    if (texts->len > 0) {
        g_ptr_array_add(texts, NULL);
        fakestore_judge(sets_fake, sets_self, locator, run->language,
                        (const char *const *)texts->pdata);
        count_findings(run, false);
    }
    g_ptr_array_set_size(texts, 0);
}

static void judge_run(struct run *run, const GPtrArray *rows)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    const char *document = "";
    sets_open("nl, en", NULL);
    run->slips = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < rows->len; i++) {
        const struct row *row = g_ptr_array_index(rows, i);
        if (row->count < 4 || strcmp(row->fields[0], run->language) != 0 ||
            strcmp(row->fields[1], run->source) != 0) {
            continue;
        }
        if (strcmp(row->fields[2], document) != 0 &&
            (texts->len >= DOCUMENT_BLOCKS || !g_str_has_prefix(run->source, "lingua"))) {
            judge_document(run, document, texts);
        }
        document = row->fields[2];
        run->words += sets_count_words(row->fields[3]);
        g_ptr_array_add(texts, plant(run, row->fields[3]));
    }
    judge_document(run, document, texts);
    fakestore_conclude(sets_fake, sets_self);
    count_findings(run, true);
    sets_close();
}

static void print_run(const char *language, const char *source, const GPtrArray *rows,
                      Hunhandle *const *handles)
{
    struct run clean = {.language = language, .source = source};
    struct run wrong = clean;
    guint slips;
    wrong.random = g_rand_new_with_seed(2);
    wrong.handles = handles;
    judge_run(&clean, rows);
    judge_run(&wrong, rows);
    slips = MAX(g_hash_table_size(wrong.slips), 1);
    printf("%s %-21s %8u %8.2f %11.2f %8u %8.3f %11.3f\n", language, source, clean.words,
           1000.0 * clean.alarms / clean.words,
           1000.0 * (clean.alarms + clean.concluded) / clean.words, g_hash_table_size(wrong.slips),
           (double)wrong.found / slips, (double)(wrong.found + wrong.found_concluded) / slips);
    g_hash_table_unref(clean.slips);
    g_hash_table_unref(wrong.slips);
    g_rand_free(wrong.random);
}

void print_runs(const char *folder)
{
    static const char *const runs[][2] = {
        {"nl", "coronamelder"}, {"nl", "d-i-guide"},   {"nl", "clin28-wiki"},
        {"nl", "lo-help"},      {"nl", "lingua-sent"}, {"en", "coronamelder"},
        {"en", "d-i-guide"},    {"en", "lingua-sent"},
    };
    GPtrArray *rows = sets_read(folder, "clean_blocks.tsv");
    Hunhandle *dutch[] = {sets_load("nl_NL"), NULL};
    Hunhandle *english[] = {sets_load("en_GB"), sets_load("en_US"), NULL};
    printf("\nEach set as one run: alarms a thousand words, and slips with a capital inside a "
           "sentence\n%-24s %8s %8s %11s %8s %8s %11s\n",
           "text", "words", "alarms", "+ conclude", "slips", "alarmed", "+ conclude");
    for (size_t i = 0; i < G_N_ELEMENTS(runs); i++) {
        print_run(runs[i][0], runs[i][1], rows, *runs[i][0] == 'n' ? dutch : english);
    }
    Hunspell_destroy(dutch[0]);
    Hunspell_destroy(english[0]);
    Hunspell_destroy(english[1]);
}
