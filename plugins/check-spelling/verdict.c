/* SPDX-License-Identifier: MIT
 *
 * What is found out about a word once: known, or joined or borrowed by the rules, or how many words
 * of the dictionary lie one edit away.
 */
#include <string.h>

#include "plugins/check-spelling/spelling.h"
#include "plugins/common/small_words.h"

#define BORROWED_MIN 4u
#define FAR_COST 15 /* of what lies one edit away: hardly a slip */
#define SHORT_WORD 3u
#define SHORT_COST 4 /* of two letters swapped */

bool spelling_may_judge(const struct word *word)
{
    return !(word->flags &
             (WORD_HAS_DIGIT | WORD_IN_CODE | WORD_IN_URL | WORD_IN_EMAIL | WORD_IN_MARKUP));
}

static bool is_known(const struct spelling *self, int language, struct ts_str word)
{
    struct letters letters;
    if (!letters_read(word.ptr, word.len, &letters)) {
        return true; /* longer than words are: a key, a drawing in letters */
    }
    return spelling_knows(self, &self->languages[language], &letters);
}

/* An English word in a text of another language ("download", "newsletter"). */
static bool is_borrowed(const struct spelling *self, int language, const struct letters *word)
{
    if (self->english == NO_LANGUAGE || self->english == language || word->count < BORROWED_MIN) {
        return false;
    }
    for (size_t i = 0; i < word->count; i++) {
        if (!g_unichar_isalpha(word->at[i]) || word->at[i] > 0x7F) {
            return false;
        }
    }
    return language_has(&self->languages[self->english], word);
}

/* "eHealth and COVID-19" in Dutch: names and titles bring the small words of their language. */
static bool is_foreign_small_word(const struct letters *word)
{
    char text[LETTERS_BYTES];
    size_t size = letters_write(word->at, word->count, text);
    return small_word_language(ts_bytes(text, size)) != NULL;
}

/* "huis|thuis" in self->scratch. */
static void join(struct spelling *self, const struct neighbour *words, size_t count)
{
    char *at = self->scratch;
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            *at++ = '|';
        }
        at += letters_write(words[i].word.at, words[i].word.count, at);
    }
}

static uint8_t find_name(const struct neighbour *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (g_unichar_isupper(words[i].word.at[0])) {
            return (uint8_t)words[i].cost;
        }
    }
    return UINT8_MAX;
}

/* Slips in the first letter are seldom; short words have words of all kinds one edit away. */
static bool is_far(const struct letters *word, int cost)
{
    return cost >= FAR_COST || (word->count <= SHORT_WORD && cost > SHORT_COST);
}

/* "imagebestand" beside "imagebestaand": hunspell joins the one as well as the rules do the other,
 * and which of them is a word nobody knows. */
static bool is_compound_among(const struct language *language, const struct letters *word,
                              const struct neighbour *neighbours, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (neighbours[i].is_single) {
            return false;
        }
    }
    return language_joins(language, word);
}

/* A slip in a word of the brand: whatever the case, that is the word that was meant. */
static bool weigh_brand(struct spelling *self, const struct letters *word, struct verdict *verdict)
{
    const char *text = brand_near(self->brand, word);
    if (!text) {
        return false;
    }
    strcpy(self->scratch, text);
    verdict->proposals = self->scratch;
    verdict->neighbour_count = 1;
    verdict->is_brand_slip = true;
    return true;
}

static void weigh(struct spelling *self, int index, struct ts_str text, struct verdict *verdict)
{
    const struct language *language = &self->languages[index];
    struct letters word;
    struct neighbour neighbours[NEIGHBOURS_MAX];
    size_t count;
    verdict->is_weighed = true;
    if (!letters_read(text.ptr, text.len, &word) || !letters_trim(&word)) {
        verdict->is_accepted = true;
        return;
    }
    if (weigh_brand(self, &word, verdict)) {
        return;
    }
    letters_lower(&word);
    verdict->is_odd = rarity_is_odd(self->rarity, &word);
    if (language_conjugates(language, &word) || is_foreign_small_word(&word)) {
        verdict->is_accepted = true;
        return;
    }
    count = language_neighbours(language, &word, neighbours);
    verdict->neighbour_count = (uint8_t)count;
    if (count > 0) {
        join(self, neighbours, count);
        verdict->proposals = self->scratch;
        verdict->cost = (uint8_t)neighbours[0].cost;
        verdict->name_cost = find_name(neighbours, count);
        verdict->is_faint = is_far(&word, neighbours[0].cost) || is_borrowed(self, index, &word) ||
                            is_compound_among(language, &word, neighbours, count);
        return;
    }
    verdict->is_accepted = language_joins(language, &word) || is_borrowed(self, index, &word);
}

struct verdict spelling_look_up(struct spelling *self, int language, struct ts_str word)
{
    bool is_new;
    struct verdict *found = cache_find(self->cache, (unsigned)language, word, &is_new);
    if (!found) {
        return (struct verdict){.is_known = is_known(self, language, word)};
    }
    if (is_new) {
        found->is_known = is_known(self, language, word);
    }
    return *found;
}

struct verdict spelling_weigh(struct spelling *self, int language, struct ts_str word)
{
    bool is_new;
    struct verdict *found = cache_find(self->cache, (unsigned)language, word, &is_new);
    struct verdict unkept = {.is_known = false};
    if (!found) {
        found = &unkept;
        is_new = true;
    }
    if (is_new) {
        found->is_known = is_known(self, language, word);
    }
    if (!found->is_known && !found->is_weighed) {
        weigh(self, language, word, found);
        if (found != &unkept && found->proposals) {
            found->proposals = cache_keep(self->cache, found->proposals);
        }
    }
    return *found;
}
