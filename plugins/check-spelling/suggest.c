/* SPDX-License-Identifier: MIT
 *
 * What to write instead, best first: the brand's own correction, then words one edit away, then
 * what hunspell proposes. Asked for when printing.
 */
#include <stdlib.h>
#include <string.h>

#include "plugins/check-spelling/search.h"
#include "plugins/check-spelling/spelling.h"

#define SUGGESTIONS_MAX 5u
#define NEAR 12 /* slips.h: a slip, or two likely ones */
#define FAR 22
#define RARE 5            /* joined of other words, or an owner's form */
#define SPLIT 5           /* a space that was left out */
#define LIKELY 6          /* a slip that people make every day */
#define UNHEARD 100       /* not proposed */
#define WORTH_OF_COMMON 6 /* a word that is common may take so much of a slip more */

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

static bool ends_in_owner(const struct letters *word)
{
    return word->count > 2 && word->at[word->count - 1] == 's' && word->at[word->count - 2] == '\'';
}

static bool is_listed(const struct language *language, const struct letters *word)
{
    for (size_t i = 0; i < language->dictionary_count; i++) {
        if (dictionary_lists(language->dictionaries[i], word)) {
            return true;
        }
    }
    return false;
}

/* What makes it less or more likely that a word was meant, beside the slips. */
static int rank_of(const struct language *language, const struct letters *word,
                   const struct meant *meant)
{
    static const int of_class[] = {[COMMON_NOT] = 0, -WORTH_OF_COMMON, -5, -4};
    int rank = of_class[common_class_of(language->common, &meant->word)];
    if (!is_listed(language, &meant->word)) {
        rank += meant->cost > LIKELY ? UNHEARD : RARE; /* joined of anything, by a wild guess */
    }
    rank += ends_in_owner(&meant->word) && !ends_in_owner(word) ? RARE : 0;
    return rank + (meant->word.at[0] != word->at[0] ? 1 : 0);
}

static int compare(const void *left, const void *right)
{
    const struct meant *a = left, *b = right;
    return a->cost != b->cost ? a->cost - b->cost : (int)a->word.count - (int)b->word.count;
}

static size_t search(const struct language *language, const struct letters *word,
                     struct meant meant_r[MEANT_MAX])
{
    size_t count = search_meant(language, word, NEAR, meant_r);
    int limit = FAR;
    for (size_t i = 0; i < count; i++) {
        limit = MIN(limit, meant_r[i].cost + WORTH_OF_COMMON);
    }
    if (limit > NEAR) {
        count = search_meant(language, word, limit, meant_r);
    }
    for (size_t i = 0; i < count; i++) {
        meant_r[i].cost += rank_of(language, word, &meant_r[i]);
    }
    return count;
}

static bool is_part(const struct language *language, const struct letters *word, size_t from,
                    size_t until, enum common_class *class_r)
{
    struct letters part = {.count = until - from};
    memcpy(part.at, word->at + from, part.count * sizeof part.at[0]);
    *class_r = common_class_of(language->common, &part);
    return language_has(language, &part);
}

/* "alot", "ophet": two words without the space, of which both are common. */
static size_t split(const struct language *language, const struct letters *word,
                    struct meant meant_r[MEANT_MAX], size_t count)
{
    for (size_t at = 1; at < word->count && word->count < LETTERS_MAX && count < MEANT_MAX; at++) {
        enum common_class first, second;
        if (!is_part(language, word, 0, at, &first) ||
            !is_part(language, word, at, word->count, &second) || !first || !second) {
            continue;
        }
        struct meant *meant = &meant_r[count++];
        meant->word = *word;
        memmove(meant->word.at + at + 1, word->at + at, (word->count - at) * sizeof word->at[0]);
        meant->word.at[at] = ' ';
        meant->word.count++;
        meant->cost = SPLIT + (int)first + (int)second - WORTH_OF_COMMON;
    }
    return count;
}

static void add_all(struct list *list, struct spelling *self, int index, struct ts_str text)
{
    const struct language *language = &self->languages[index];
    struct meant meant[MEANT_MAX];
    struct letters word;
    size_t count = 0;
    if (letters_read(text.ptr, text.len, &word) && letters_trim(&word)) {
        letters_lower(&word);
        count = split(language, &word, meant, search(language, &word, meant));
        qsort(meant, count, sizeof meant[0], compare);
    }
    for (size_t i = 0; i < count && meant[i].cost < UNHEARD; i++) {
        char found[LETTERS_BYTES];
        letters_write(meant[i].word.at, meant[i].word.count, found);
        add(list, found);
    }
    if (list->texts->len == 0 && text.len < LETTERS_BYTES) {
        add_hunspell(list, language, text);
    }
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
