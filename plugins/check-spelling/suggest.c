/* SPDX-License-Identifier: MIT
 *
 * What to write instead, best first: the brand's own correction, then words one edit away, then
 * what hunspell proposes. Asked for when printing.
 */
#include <string.h>

#include "plugins/check-spelling/spelling.h"

#define SUGGESTIONS_MAX 5u
#define COMMON_SLIP 8

struct list {
    struct ts_call *call;
    GPtrArray *texts;
    bool is_capital, is_all_capitals, is_dutch;
};

static void add(struct list *list, const char *text)
{
    struct letters letters;
    char cased[LETTERS_BYTES];
    if (!letters_read(text, strlen(text), &letters) || list->texts->len == SUGGESTIONS_MAX) {
        return;
    }
    for (size_t i = 0; list->is_all_capitals && i < letters.count; i++) {
        letters.at[i] = g_unichar_toupper(letters.at[i]);
    }
    if (list->is_capital) {
        letters_capitalise(&letters, list->is_dutch);
    }
    letters_write(letters.at, letters.count, cased);
    for (guint i = 0; i < list->texts->len; i++) {
        if (strcmp(g_ptr_array_index(list->texts, i), cased) == 0) {
            return;
        }
    }
    g_ptr_array_add(list->texts, g_strdup(cased));
}

static void add_known(struct list *list, const struct spelling *self, struct ts_str actual)
{
    struct words words = words_cut_text(list->call, actual);
    const struct known_error *error =
        words.count ? brand_find_error(self->brand, &words, 0, actual) : NULL;
    if (error && error->wrong.count == words.count) {
        g_autofree char *right = g_strndup(error->right.ptr, error->right.len);
        g_ptr_array_add(list->texts, g_steal_pointer(&right));
    }
}

static void add_neighbours(struct list *list, const char *proposals)
{
    g_auto(GStrv) parts = g_strsplit(proposals ? proposals : "", "|", -1);
    for (guint i = 0; parts[i]; i++) {
        add(list, parts[i]);
    }
}

static void add_hunspell(struct list *list, const struct language *language, struct ts_str actual)
{
    g_autofree char *word = g_strndup(actual.ptr, actual.len);
    for (size_t i = 0; i < language->dictionary_count; i++) {
        g_auto(GStrv) texts = dictionary_suggest(language->dictionaries[i], word, SUGGESTIONS_MAX);
        for (guint k = 0; texts[k]; k++) {
            add(list, texts[k]);
        }
    }
}

/* A common slip comes first; of an unlikely one hunspell, which also sees two slips, knows more. */
static void add_all(struct list *list, struct spelling *self, int language, struct ts_str word)
{
    struct verdict verdict = spelling_weigh(self, language, word);
    g_autofree char *proposals = g_strdup(verdict.proposals);
    if (verdict.cost <= COMMON_SLIP) {
        add_neighbours(list, proposals);
    }
    if (list->texts->len < SUGGESTIONS_MAX && word.len < LETTERS_BYTES) {
        add_hunspell(list, &self->languages[language], word);
    }
    add_neighbours(list, proposals);
}

/* The declared language, or the first that does not know the word. */
static int choose_language(struct spelling *self, struct ts_str tag, struct ts_str word)
{
    int language = spelling_find_language(self, tag);
    for (unsigned i = 0; i < self->brand_count && language == NO_LANGUAGE; i++) {
        if (self->languages[i].dictionary_count > 0 &&
            !spelling_look_up(self, (int)i, word).is_known) {
            language = (int)i;
        }
    }
    return language;
}

static int emit(struct list *list)
{
    for (guint i = 0; i < list->texts->len; i++) {
        const char *text = g_ptr_array_index(list->texts, i);
        if (list->call->host->emit_suggestion(list->call, ts_text(text)) != 0) {
            return -1;
        }
    }
    return 0;
}

int spelling_suggest(struct ts_call *call, void *state, struct ts_str rule, struct ts_str actual,
                     struct ts_str language)
{
    struct spelling *self = state;
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    struct list list = {.call = call, .texts = texts};
    struct words words = words_cut_text(call, actual);
    struct ts_str word;
    int index;
    add_known(&list, self, actual);
    if (ts_is(rule, "spelling/known-error") || ts_is(rule, "spelling/repeated-word") ||
        words.count != 1) {
        return emit(&list);
    }
    word = words.items[0].clean;
    index = choose_language(self, language, word);
    if (index != NO_LANGUAGE && self->languages[index].dictionary_count > 0) {
        list.is_capital = (words.items[0].flags & WORD_CAPITALISED) != 0;
        list.is_all_capitals = (words.items[0].flags & WORD_ALL_CAPITALS) != 0;
        list.is_dutch = language_is(&self->languages[index], "nl");
        add_all(&list, self, index, word);
    }
    return emit(&list);
}
