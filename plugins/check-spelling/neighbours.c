/* SPDX-License-Identifier: MIT
 *
 * Words of the dictionary one edit away (Damerau 1964: left out, added, replaced, swapped). Made
 * here instead of with hunspell's suggest(), which costs 65-550 ms a word.
 */
#include <string.h>

#include "plugins/check-spelling/language.h"

#define WORD_MIN 3u
#define WORD_MAX 26u
#define COST_OF_NAME 4
#define FOUND_MAX 16u /* asking ends; the six likeliest are kept */

struct candidate {
    struct letters word;
    struct range changed; /* by the edit */
    int cost;             /* how unlikely a slip it is; only the order counts */
    gunichar was, is;     /* of a replacement */
};
struct hunt {
    const struct language *language;
    const struct letters *word;
    struct neighbour *kept;
    size_t kept_count, found_count;
};

/* Cuts or glues words at a hyphen or apostrophe are no slips of one letter: "ope-ssh". */
static bool is_joint(gunichar letter)
{
    return letter == '-' || letter == '\'';
}

static void keep(struct hunt *hunt, const struct letters *word, int cost)
{
    size_t at = hunt->kept_count;
    for (size_t i = 0; i < hunt->kept_count; i++) {
        if (letters_equal(&hunt->kept[i].word, word)) {
            return;
        }
    }
    hunt->found_count++;
    while (at > 0 && hunt->kept[at - 1].cost > cost) {
        at--;
    }
    if (at == NEIGHBOURS_MAX) {
        return;
    }
    hunt->kept_count += hunt->kept_count < NEIGHBOURS_MAX;
    for (size_t i = hunt->kept_count - 1; i > at; i--) {
        hunt->kept[i] = hunt->kept[i - 1];
    }
    hunt->kept[at] = (struct neighbour){
        .word = *word,
        .cost = cost,
        .is_single = language_has_single(hunt->language, word),
    };
}

static bool is_pair(const char *const *pairs, gunichar a, gunichar b)
{
    for (; *pairs; pairs++) {
        gunichar first = g_utf8_get_char(*pairs);
        gunichar second = g_utf8_get_char(g_utf8_next_char(*pairs));
        if ((a == first && b == second) || (a == second && b == first)) {
            return true;
        }
    }
    return false;
}

/* Letters that sound alike, and vowels that are mixed up; the order was measured on lists of errors
 * with their corrections. */
static int cost_of_replacement(gunichar was, gunichar is)
{
    static const char *const same[] = {"dt", "ck", "sz", "iy", "fv", "eé", "eè", "eë", "eê",
                                       "iï", "aä", "aà", "oö", "oó", "uü", "cç", NULL};
    static const char *const near[] = {"ae", "ei", "cs", "ao", "ai", "ou", "mn", "eo",
                                       "io", "bp", "gk", "gh", "iu", "ey", NULL};
    if (is_pair(same, was, is)) {
        return 2;
    }
    return is_pair(near, was, is) ? 5 : 10;
}

static void ask(struct hunt *hunt, const struct candidate *candidate)
{
    struct letters word = candidate->word;
    int cost = candidate->cost;
    enum language_form form;
    if (hunt->found_count >= FOUND_MAX || word.count < WORD_MIN) {
        return;
    }
    form = language_has_made(hunt->language, &word, candidate->changed);
    if (form == LANGUAGE_NOT) {
        return;
    }
    if (candidate->is) {
        cost += cost_of_replacement(candidate->was, candidate->is);
    }
    if (form == LANGUAGE_CAPITAL) {
        letters_capitalise(&word, language_is(hunt->language, "nl"));
        cost += hunt->language->traits->capitalises_nouns ? 0 : COST_OF_NAME;
    }
    keep(hunt, &word, cost);
}

static void replace_range(struct candidate *candidate, const struct letters *word, size_t at,
                          size_t removed, size_t added)
{
    size_t tail = word->count - at - removed;
    candidate->word.count = at + added + tail;
    memcpy(candidate->word.at, word->at, at * sizeof(gunichar));
    memcpy(candidate->word.at + at + added, word->at + at + removed, tail * sizeof(gunichar));
    candidate->changed = (struct range){at, at + (added ? added : 1)};
}

/* The first letter is seldom the wrong one. */
static int cost_at(size_t at, int cost)
{
    return at == 0 ? cost + 8 : cost;
}

static void try_swap(struct hunt *hunt, size_t at)
{
    const struct letters *word = hunt->word;
    struct candidate candidate = {.is = 0};
    if (at + 1 >= word->count || word->at[at] == word->at[at + 1]) {
        return;
    }
    replace_range(&candidate, word, at, 2, 2);
    candidate.word.at[at] = word->at[at + 1];
    candidate.word.at[at + 1] = word->at[at];
    candidate.cost = cost_at(at, 4);
    ask(hunt, &candidate);
}

static void try_removal(struct hunt *hunt, size_t at)
{
    const struct letters *word = hunt->word;
    struct candidate candidate = {.is = 0};
    bool is_double = at > 0 && word->at[at] == word->at[at - 1];
    bool was_double = at + 1 < word->count && word->at[at] == word->at[at + 1];
    if (word->at[at] == '-' || was_double) { /* the second of a pair gives the same word */
        return;
    }
    replace_range(&candidate, word, at, 1, 0);
    candidate.cost = is_double || word->at[at] == '\'' ? 2 : cost_at(at, 8);
    ask(hunt, &candidate);
}

static void try_addition(struct hunt *hunt, size_t at, gunichar letter)
{
    const struct letters *word = hunt->word;
    struct candidate candidate = {.is = 0};
    bool is_double = at > 0 && word->at[at - 1] == letter;
    if (at < word->count && word->at[at] == letter) {
        return;
    }
    replace_range(&candidate, word, at, 0, 1);
    candidate.word.at[at] = letter;
    candidate.cost = is_double ? 3 : cost_at(at, 6);
    ask(hunt, &candidate);
}

static void try_replacement(struct hunt *hunt, size_t at, gunichar letter)
{
    const struct letters *word = hunt->word;
    struct candidate candidate = {.is = 0};
    if (is_joint(letter) || is_joint(word->at[at]) || word->at[at] == letter) {
        return;
    }
    replace_range(&candidate, word, at, 1, 1);
    candidate.word.at[at] = letter;
    candidate.was = word->at[at];
    candidate.is = letter;
    /* an accent left out or added is as likely there as elsewhere */
    candidate.cost = letter < 0x80 && word->at[at] < 0x80 ? cost_at(at, 0) : 0;
    ask(hunt, &candidate);
}

static bool may_follow(const struct language *language, const struct letters *word, size_t at,
                       gunichar letter)
{
    for (size_t i = 0; i < language->dictionary_count; i++) {
        if (dictionary_may_follow(language->dictionaries[i], word, at, letter)) {
            return true;
        }
    }
    return false;
}

static void try_letters(struct hunt *hunt, const struct dictionary *dictionary)
{
    const gunichar *letters;
    size_t count = dictionary_letters(dictionary, &letters);
    for (size_t at = 0; at <= hunt->word->count; at++) {
        for (size_t i = 0; i < count; i++) {
            if (is_joint(letters[i]) || !may_follow(hunt->language, hunt->word, at, letters[i])) {
                continue;
            }
            try_addition(hunt, at, letters[i]);
            if (at < hunt->word->count) {
                try_replacement(hunt, at, letters[i]);
            }
        }
    }
}

size_t language_neighbours(const struct language *language, const struct letters *word,
                           struct neighbour neighbours_r[NEIGHBOURS_MAX])
{
    struct hunt hunt = {.language = language, .word = word, .kept = neighbours_r};
    struct candidate same = {.word = *word, .changed = {0, word->count}, .cost = 0};
    if (word->count < WORD_MIN || word->count > WORD_MAX || language->dictionary_count == 0) {
        return 0;
    }
    ask(&hunt, &same); /* known with a capital only */
    for (size_t at = 0; at < word->count; at++) {
        try_swap(&hunt, at);
        try_removal(&hunt, at);
    }
    try_letters(&hunt, language->dictionaries[0]);
    return hunt.kept_count;
}
