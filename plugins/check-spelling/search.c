/* SPDX-License-Identifier: MIT
 *
 * Walks from the first letter to the last, writes what might have been meant, and turns back as
 * soon as no word of the dictionary goes on like that (grams.h) or the slips have cost too much. So
 * two and more slips are found without trying each pair of them.
 */
#include "plugins/check-spelling/search.h"

#include <string.h>

#include "plugins/check-spelling/slips.h"

#define STEPS_MAX 30000u /* letters written; some milliseconds */
#define SLIPS_MAX 3u
#define WORD_MAX 30u
#define COST_OF_NAME 4
#define SMALLEST 2u

struct search {
    const struct language *language;
    const struct letters *word;
    const struct slip *slips;
    const gunichar *alphabet;
    size_t alphabet_count;
    struct meant *meant;
    size_t meant_count;
    int limit;
    unsigned steps;
    struct letters out; /* what is written so far */
};

/* Where the walk is. */
struct walk {
    size_t at; /* letters of the word that are read */
    int left;  /* cost that may still be spent */
    unsigned slips;
};

static void step(struct search *search, struct walk walk);

static bool may_follow(const struct search *search, gunichar letter)
{
    const struct language *language = search->language;
    for (size_t i = 0; i < language->dictionary_count; i++) {
        if (dictionary_may_follow(language->dictionaries[i], &search->out, search->out.count,
                                  letter)) {
            return true;
        }
    }
    return false;
}

static void keep(struct search *search, const struct letters *word, int cost)
{
    size_t worst = 0;
    for (size_t i = 0; i < search->meant_count; i++) {
        struct meant *other = &search->meant[i];
        if (letters_equal(&other->word, word)) {
            other->cost = MIN(other->cost, cost);
            return;
        }
        worst = other->cost > search->meant[worst].cost ? i : worst;
    }
    if (search->meant_count < MEANT_MAX) {
        search->meant[search->meant_count++] = (struct meant){*word, cost};
    } else if (search->meant[worst].cost > cost) {
        search->meant[worst] = (struct meant){*word, cost};
    }
}

static void finish(struct search *search, struct walk walk)
{
    struct letters word = search->out;
    struct range whole = {0, word.count};
    int cost = search->limit - walk.left;
    if (word.count < SMALLEST || word.at[word.count - 1] == '-' || word.at[0] == '-') {
        return;
    }
    switch (language_has_made(search->language, &word, whole)) {
    case LANGUAGE_NOT:
        return;
    case LANGUAGE_CAPITAL:
        letters_capitalise(&word, language_is(search->language, "nl"));
        cost += search->language->traits->capitalises_nouns ? 0 : COST_OF_NAME;
        break;
    case LANGUAGE_LOWER:
        break;
    }
    keep(search, &word, cost);
}

/* Writes count letters and goes on, if the dictionary may. */
static void put(struct search *search, const gunichar *letters, size_t count, struct walk walk)
{
    size_t before = search->out.count;
    for (size_t i = 0; i < count; i++) {
        if (search->out.count == LETTERS_MAX || search->steps >= STEPS_MAX ||
            !may_follow(search, letters[i])) {
            search->out.count = before;
            return;
        }
        search->steps++;
        search->out.at[search->out.count++] = letters[i];
    }
    step(search, walk);
    search->out.count = before;
}

/* The walk after a slip; false: it costs too much. */
static bool slip(struct walk *walk, size_t read, int cost)
{
    walk->at += read;
    walk->left -= cost;
    walk->slips++;
    return walk->left >= 0 && walk->slips <= SLIPS_MAX;
}

static void try_swap(struct search *search, struct walk walk)
{
    const struct letters *word = search->word;
    size_t at = walk.at;
    if (at + 1 < word->count && word->at[at] != word->at[at + 1] &&
        slip(&walk, 2, slip_of_swap(word, at))) {
        const gunichar swapped[] = {word->at[at + 1], word->at[at]};
        put(search, swapped, 2, walk);
    }
}

static void try_removal(struct search *search, struct walk walk)
{
    if (slip(&walk, 1, slip_of_removal(search->word, walk.at))) {
        put(search, NULL, 0, walk);
    }
}

static void try_addition(struct search *search, struct walk walk, gunichar letter)
{
    if (slip(&walk, 0, slip_of_addition(search->word, walk.at, letter))) {
        put(search, &letter, 1, walk);
    }
}

static void try_replacement(struct search *search, struct walk walk, gunichar letter)
{
    const struct letters *word = search->word;
    if (letter != word->at[walk.at] &&
        slip(&walk, 1, slip_of_replacement(search->language->code, word, walk.at, letter))) {
        put(search, &letter, 1, walk);
    }
}

/* A third slip is a likely one: any letter at any place would be too many. */
static bool may_be_any(struct walk walk)
{
    return walk.slips + 1 < SLIPS_MAX && walk.left >= SLIP_LETTER_MIN;
}

static void try_letters(struct search *search, struct walk walk)
{
    bool has_letter = walk.at < search->word->count;
    if (!may_be_any(walk)) {
        if (walk.at > 0) {
            try_addition(search, walk, search->word->at[walk.at - 1]); /* doubled */
        }
        return;
    }
    for (size_t i = 0; i < search->alphabet_count && search->steps < STEPS_MAX; i++) {
        gunichar letter = search->alphabet[i];
        if (letter == '-' || letter == '\'') {
            continue; /* where they are due, a slip of the table puts them in */
        }
        try_addition(search, walk, letter);
        if (has_letter) {
            try_replacement(search, walk, letter);
        }
    }
}

static bool begins_with(const struct letters *word, size_t at, const char *text, size_t *count_r)
{
    *count_r = 0;
    for (; *text; text = g_utf8_next_char(text), (*count_r)++) {
        if (at + *count_r >= word->count || word->at[at + *count_r] != g_utf8_get_char(text)) {
            return false;
        }
    }
    return true;
}

static void try_slips(struct search *search, struct walk walk)
{
    for (const struct slip *known = search->slips; known->wrong; known++) {
        struct walk next = walk;
        struct letters right;
        size_t count;
        if (known->cost <= walk.left && begins_with(search->word, walk.at, known->wrong, &count) &&
            slip(&next, count, known->cost) &&
            letters_read_raw(known->right, strlen(known->right), &right)) {
            put(search, right.at, right.count, next);
        }
    }
}

static void step(struct search *search, struct walk walk)
{
    const struct letters *word = search->word;
    if (walk.at == word->count) {
        finish(search, walk);
    } else {
        struct walk same = walk;
        same.at++;
        put(search, &word->at[walk.at], 1, same);
    }
    if (walk.left < (int)SMALLEST || walk.slips == SLIPS_MAX) {
        return;
    }
    if (walk.at < word->count) {
        try_swap(search, walk);
        try_removal(search, walk);
    }
    try_slips(search, walk);
    try_letters(search, walk);
}

size_t search_meant(const struct language *language, const struct letters *word, int limit,
                    struct meant meant_r[MEANT_MAX])
{
    struct search search = {
        .language = language,
        .word = word,
        .slips = slips_of(language->code),
        .meant = meant_r,
        .limit = limit,
    };
    struct walk walk = {.left = limit};
    if (word->count > WORD_MAX || language->dictionary_count == 0) {
        return 0;
    }
    search.alphabet_count = dictionary_letters(language->dictionaries[0], &search.alphabet);
    step(&search, walk);
    return search.meant_count;
}
