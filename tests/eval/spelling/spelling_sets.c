/* SPDX-License-Identifier: MIT
 *
 * What the evaluations of spelling share: the sets as rows, the check as a .so, slips of the pen.
 */
#include "tests/eval/spelling/spelling_sets.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/check-spelling/spelling.h"

struct fakehost *sets_fake;
void *sets_self;

GPtrArray *sets_read(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *text = NULL;
    g_auto(GStrv) lines = NULL;
    GPtrArray *rows = g_ptr_array_new();
    if (!g_file_get_contents(path, &text, NULL, NULL)) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(77);
    }
    lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i]; i++) {
        struct row *row = g_new0(struct row, 1);
        row->fields = g_strsplit(lines[i], "\t", -1);
        row->count = g_strv_length(row->fields);
        if (row->count >= 3 && lines[i][0] != '#') {
            g_ptr_array_add(rows, row);
        }
    }
    return rows;
}

/* Opens the check for these languages; words = a file of brand words, or NULL. */
void sets_open(const char *languages, const char *words)
{
    struct ts_open open;
    struct ts_file file = {{0}, {0}};
    g_autofree char *brand = NULL;
    char *bytes = NULL;
    gsize size = 0;
    brand = words ? g_strdup_printf("{name: Eval, languages: [%s], spelling: {words: [%s]}}",
                                    languages, words)
                  : g_strdup_printf("{name: Eval, languages: [%s]}", languages);
    sets_fake = fakehost_new("check-spelling");
    open = fakehost_open(sets_fake, "{}", brand);
    if (words && g_file_get_contents(words, &bytes, &size, NULL)) {
        file = (struct ts_file){ts_text(words), ts_bytes(bytes, size)};
        open.files = ts_one(&file, sizeof file);
    }
    if (sets_fake->plugin->check->open(&sets_fake->call, &open, &sets_self) != 0) {
        fakehost_settle(sets_fake);
        fprintf(stderr, "open failed: %s\n", sets_fake->failure);
        exit(1);
    }
}

void sets_close(void)
{
    sets_fake->plugin->check->close(&sets_fake->call, sets_self);
    fakehost_free(&sets_fake);
}

void sets_inspect(const char *text, const char *language)
{
    fakehost_reset(sets_fake);
    if (fakehost_inspect_text(sets_fake, sets_self, text, TS_ROLE_TEXT, language) != 0 ||
        sets_fake->breach) {
        fprintf(stderr, "failed: %s\n",
                sets_fake->failure ? sets_fake->failure : sets_fake->breach);
    }
}

guint sets_count_words(const char *text)
{
    const struct ts_block block = {.size = sizeof block, .text = ts_text(text)};
    struct words words = words_cut(&sets_fake->call, &block);
    guint count = 0;
    for (uint32_t i = 0; i < words.count; i++) {
        count += spelling_may_judge(&words.items[i]);
    }
    return count;
}

bool sets_is_word(Hunhandle *const *handles, const char *word)
{
    for (; *handles; handles++) {
        if (Hunspell_spell(*handles, word)) {
            return true;
        }
    }
    return false;
}

Hunhandle *sets_load(const char *name)
{
    g_autofree char *aff = g_strdup_printf("/usr/share/hunspell/%s.aff", name);
    g_autofree char *dic = g_strdup_printf("/usr/share/hunspell/%s.dic", name);
    return Hunspell_create(aff, dic);
}

/* Makes one slip of the pen in word: two letters swapped, one doubled, left out or replaced. */
char *sets_misspell(GRand *random, const char *word, size_t len)
{
    GString *text = g_string_new_len(word, (gssize)len);
    gsize at = (gsize)g_rand_int_range(random, 1, (gint32)len - 1);
    char first = text->str[at];
    switch (g_rand_int_range(random, 0, 4)) {
    case 0:
        text->str[at] = text->str[at + 1];
        text->str[at + 1] = first;
        break;
    case 1:
        g_string_insert_c(text, (gssize)at, first);
        break;
    case 2:
        g_string_erase(text, (gssize)at, 1);
        break;
    default:
        text->str[at] = (char)g_rand_int_range(random, 'a', 'z' + 1);
    }
    return g_string_free(text, FALSE);
}

bool sets_is_plain(const struct word *word)
{
    for (size_t i = 0; i < word->clean.len; i++) {
        if (!g_ascii_isalpha(word->clean.ptr[i])) {
            return false;
        }
    }
    return spelling_may_judge(word) && !(word->flags & WORD_MIXED_CASE) &&
           word->clean.len == word->length && word->length >= 5;
}
