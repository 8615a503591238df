/* SPDX-License-Identifier: MIT
 *
 * When a word is right by itself. The rules and their gains and costs were measured; README.md has
 * the table.
 */
#include <string.h>

#include "plugins/check-spelling/spelling.h"

#define ACRONYM_MAX 6u
#define TORN_MIN 3u /* letters on either side of a hyphen that tears a word */

struct reading {
    const struct spelling *self;
    const struct language *language;
};

static bool has(const struct reading *reading, const struct letters *word)
{
    return language_has(reading->language, word) ||
           brand_has(reading->self->brand, reading->language->code, word);
}

static struct letters cut(const struct letters *word, size_t from, size_t until)
{
    struct letters part = {.count = until - from};
    memcpy(part.at, word->at + from, part.count * sizeof part.at[0]);
    return part;
}

static size_t count_upper(const struct letters *word, size_t until)
{
    size_t count = 0;
    for (size_t i = 0; i < until; i++) {
        count += g_unichar_isupper(word->at[i]);
    }
    return count;
}

/* AVG, PDF's, PDFs, HBO'en: two to six capitals, and at most an ending after them. */
static bool is_acronym(const struct letters *word)
{
    static const char *const endings[] = {"", "s", "'s", "en", "'en", "'er", "'ers", "ers"};
    size_t capitals = 0;
    char ending[LETTERS_BYTES];
    while (capitals < word->count && g_unichar_isupper(word->at[capitals])) {
        capitals++;
    }
    if (capitals < 2 || capitals > ACRONYM_MAX) {
        return false;
    }
    letters_write(word->at + capitals, word->count - capitals, ending);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (strcmp(ending, endings[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* VlakPlan, iPhone, eHerkenning: a capital right after a small letter. */
static bool is_camel(const struct letters *word)
{
    for (size_t i = 1; i < word->count; i++) {
        if (g_unichar_isupper(word->at[i]) && g_unichar_islower(word->at[i - 1])) {
            return true;
        }
    }
    return false;
}

/* A vowel of two letters that is stressed has two acutes ("óók"), but for a first capital ("Eén")
 * and for ij, where the second is rarely typed. */
static bool is_stressed_half(const struct letters *word, const struct letters *plain, size_t i)
{
    static const char *const pairs[] = {"aa", "ee", "oo", "uu", "ie", "oe", "eu", "ui", "ou", "au"};
    for (size_t k = 0; i + 1 < word->count && k < G_N_ELEMENTS(pairs); k++) {
        if (plain->at[i] == (gunichar)pairs[k][0] && plain->at[i + 1] == (gunichar)pairs[k][1]) {
            bool has_first = word->at[i] != plain->at[i];
            bool has_second = word->at[i + 1] != plain->at[i + 1];
            return has_first ? !has_second : has_second && i > 0;
        }
    }
    return false;
}

/* Dutch marks stress with acutes: "dé vloer", "Eén", "vóór". */
static bool has_unstressed(const struct reading *reading, const struct letters *word)
{
    static const char stressed[] = "áaéeíióoúu";
    struct letters plain = *word;
    bool is_stressed = false;
    for (size_t i = 0; language_is(reading->language, "nl") && i < plain.count; i++) {
        for (const char *at = stressed; *at; at = g_utf8_next_char(at) + 1) {
            if (plain.at[i] == g_utf8_get_char(at)) {
                plain.at[i] = (gunichar)*g_utf8_next_char(at);
                is_stressed = true;
            }
        }
    }
    for (size_t i = 0; is_stressed && i < plain.count; i++) {
        is_stressed = !is_stressed_half(word, &plain, i);
    }
    return is_stressed && has(reading, &plain);
}

/* A word in capitals is right if it is so in small letters or as a name. With a first capital it
 * may be one that the dictionary wants small ("december"): where capitals are due is not judged. */
static bool has_small(const struct reading *reading, const struct letters *word)
{
    struct letters small = *word;
    size_t capitals = count_upper(word, word->count);
    if (capitals == 0 || (capitals > 1 && capitals < word->count)) {
        return false;
    }
    letters_lower(&small);
    if (has(reading, &small) || has_unstressed(reading, &small)) {
        return true;
    }
    letters_capitalise(&small, language_is(reading->language, "nl"));
    return has(reading, &small);
}

/* Jan's, Vlakwerk's: what stands before the ending. English takes it after any word; elsewhere a
 * common noun in 's is a plural, right after a vowel that would else sound short ("baby's"), and
 * wrong in "controle's". */
static bool has_owner(const struct reading *reading, const struct letters *word)
{
    struct letters owner = *word;
    if (word->count < 4 || word->at[word->count - 1] != 's' || word->at[word->count - 2] != '\'') {
        return false;
    }
    owner.count -= 2;
    if (!language_is(reading->language, "en") && !g_unichar_isupper(word->at[0]) &&
        (owner.at[owner.count - 1] > 'z' || !strchr("aiouy", (int)owner.at[owner.count - 1]) ||
         strchr("aeou", (int)MIN(owner.at[owner.count - 2], 'z')))) {
        return false;
    }
    return has(reading, &owner) || has_small(reading, &owner);
}

static bool is_divider(gunichar letter)
{
    return letter == '-' || letter == '.' || letter == 0xB7;
}

static bool knows_whole(const struct reading *reading, const struct letters *word)
{
    return word->count == 1 || has(reading, word) || has_unstressed(reading, word) ||
           has_small(reading, word) || has_owner(reading, word) || is_acronym(word) ||
           (is_camel(word) && !brand_near(reading->self->brand, word));
}

/* linux-kernel: names of things made for computers lose their capital. */
static bool is_small_name(const struct reading *reading, const struct letters *part)
{
    struct letters name = *part;
    letters_capitalise(&name, language_is(reading->language, "nl"));
    return has(reading, &name);
}

/* film-maker: of two common words that Dutch writes as one. Not after words that want the hyphen
 * ("oud-leerling"), nor where two vowels would run together ("zee-egel"). */
static bool is_torn(const struct reading *reading, const struct letters *word)
{
    const struct traits *traits = reading->language->traits;
    struct letters joined, first;
    char text[LETTERS_BYTES];
    size_t at = 0;
    while (at < word->count && word->at[at] != '-') {
        at++;
    }
    if (!traits->hyphenates_vowels || at < 2 || at + 1 + TORN_MIN > word->count ||
        traits_clash(word->at[at - 1], word->at[at + 1])) {
        return false;
    }
    joined = cut(word, 0, at);
    memcpy(joined.at + at, word->at + at + 1, (word->count - at - 1) * sizeof word->at[0]);
    joined.count = word->count - 1;
    for (size_t i = 0; i < joined.count; i++) {
        if (!g_unichar_islower(joined.at[i])) {
            return false;
        }
    }
    first = cut(word, 0, at);
    letters_write(first.at, first.count, text);
    return traits_has(traits->prefixes, text) ||
           (at >= TORN_MIN && !traits_has(traits->hyphenated, text) &&
            language_has(reading->language, &joined));
}

/* corona-apps, Zuid-Hollandse, z.o.z: each part right, a letter, or (not the last) a name. */
static bool has_parts(const struct reading *reading, const struct letters *word)
{
    size_t from = 0, count = 0;
    for (size_t i = 0; i <= word->count; i++) {
        struct letters part;
        bool is_last = i == word->count;
        if (!is_last && !is_divider(word->at[i])) {
            continue;
        }
        part = cut(word, from, i);
        from = i + 1;
        count++;
        if (part.count == 0 || (!is_last && g_unichar_isupper(part.at[0]))) {
            continue;
        }
        if (!knows_whole(reading, &part) && !is_small_name(reading, &part)) {
            return false;
        }
    }
    return count > 1 && !is_torn(reading, word);
}

/* a.u.b, d.m.v: pieces of at most three letters between dots. */
static bool is_dotted(const struct letters *word)
{
    size_t run = 0, dots = 0;
    for (size_t i = 0; i < word->count; i++) {
        bool is_dot = word->at[i] == '.';
        dots += is_dot;
        run = is_dot ? 0 : run + 1;
        if (run > 3) {
            return false;
        }
    }
    return dots > 0;
}

/* l'eau, qu'il: the elided word is split off. */
static bool has_elided(const struct reading *reading, const struct letters *word)
{
    const char *const *elisions = reading->language->traits->elisions;
    for (size_t i = 1; elisions && i + 1 < word->count; i++) {
        struct letters before, after;
        char text[LETTERS_BYTES];
        if (word->at[i] != '\'') {
            continue;
        }
        before = cut(word, 0, i);
        letters_lower(&before);
        letters_write(before.at, before.count, text);
        after = cut(word, i + 1, word->count);
        return traits_has(elisions, text) && knows_whole(reading, &after);
    }
    return false;
}

/* Letters that none of the measured languages has: a word in another script. */
static bool is_other_script(const struct letters *word)
{
    for (size_t i = 0; i < word->count; i++) {
        if (word->at[i] > 0x24F && g_unichar_isalpha(word->at[i])) {
            GUnicodeScript script = g_unichar_get_script(word->at[i]);
            if (script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_COMMON) {
                return true;
            }
        }
    }
    return false;
}

bool spelling_knows(const struct spelling *self, const struct language *language,
                    const struct letters *word)
{
    const struct reading reading = {.self = self, .language = language};
    struct letters bare = *word;
    if (knows_whole(&reading, word) || !letters_trim(&bare)) {
        return true;
    }
    if (bare.count < word->count && knows_whole(&reading, &bare)) {
        return true;
    }
    return (language->traits->code && is_other_script(&bare)) || is_dotted(&bare) ||
           has_elided(&reading, &bare) || has_parts(&reading, &bare);
}
