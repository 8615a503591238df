/* SPDX-License-Identifier: MIT
 *
 * Counts small words that belong to one of four languages and to none of the others.
 */
#include "plugins/common/tongue.h"

#include <stdlib.h>
#include <string.h>

#include <glib.h>

#define WORDS_MAX 400u /* looked at, of one block */
#define LEAST 3u       /* small words that say another language */
#define TIMES 3u       /* as many of it as of the declared one */

enum tongue { TONGUE_NL, TONGUE_EN, TONGUE_DE, TONGUE_FR, TONGUE_COUNT };

static const char *const names[TONGUE_COUNT] = {"nl", "en", "de", "fr"};

struct small_word {
    char text[8];
    enum tongue tongue;
};

/* Sorted by bytes. */
static const struct small_word small_words[] = {
    {"aan", TONGUE_NL},      {"about", TONGUE_EN},      {"als", TONGUE_NL},   {"and", TONGUE_EN},
    {"are", TONGUE_EN},      {"auch", TONGUE_DE},       {"auf", TONGUE_DE},   {"aux", TONGUE_FR},
    {"avec", TONGUE_FR},     {"bij", TONGUE_NL},        {"but", TONGUE_EN},   {"can", TONGUE_EN},
    {"cette", TONGUE_FR},    {"dans", TONGUE_FR},       {"das", TONGUE_DE},   {"dat", TONGUE_NL},
    {"dem", TONGUE_DE},      {"den", TONGUE_DE},        {"der", TONGUE_DE},   {"deze", TONGUE_NL},
    {"door", TONGUE_NL},     {"een", TONGUE_NL},        {"ein", TONGUE_DE},   {"eine", TONGUE_DE},
    {"elle", TONGUE_FR},     {"est", TONGUE_FR},        {"et", TONGUE_FR},    {"for", TONGUE_EN},
    {"from", TONGUE_EN},     {"f\303\274r", TONGUE_DE}, {"has", TONGUE_EN},   {"have", TONGUE_EN},
    {"heeft", TONGUE_NL},    {"het", TONGUE_NL},        {"hij", TONGUE_NL},   {"ich", TONGUE_DE},
    {"il", TONGUE_FR},       {"ist", TONGUE_DE},        {"it", TONGUE_EN},    {"kan", TONGUE_NL},
    {"la", TONGUE_FR},       {"le", TONGUE_FR},         {"les", TONGUE_FR},   {"maar", TONGUE_NL},
    {"mais", TONGUE_FR},     {"met", TONGUE_NL},        {"mit", TONGUE_DE},   {"naar", TONGUE_NL},
    {"nach", TONGUE_DE},     {"nicht", TONGUE_DE},      {"niet", TONGUE_NL},  {"not", TONGUE_EN},
    {"nous", TONGUE_FR},     {"oder", TONGUE_DE},       {"om", TONGUE_NL},    {"onze", TONGUE_NL},
    {"ook", TONGUE_NL},      {"ou", TONGUE_FR},         {"our", TONGUE_EN},   {"par", TONGUE_FR},
    {"pour", TONGUE_FR},     {"que", TONGUE_FR},        {"qui", TONGUE_FR},   {"sich", TONGUE_DE},
    {"sie", TONGUE_DE},      {"sont", TONGUE_FR},       {"that", TONGUE_EN},  {"the", TONGUE_EN},
    {"they", TONGUE_EN},     {"this", TONGUE_EN},       {"to", TONGUE_EN},    {"uit", TONGUE_NL},
    {"und", TONGUE_DE},      {"une", TONGUE_FR},        {"uw", TONGUE_NL},    {"von", TONGUE_DE},
    {"voor", TONGUE_NL},     {"vous", TONGUE_FR},       {"wij", TONGUE_NL},   {"wir", TONGUE_DE},
    {"with", TONGUE_EN},     {"worden", TONGUE_NL},     {"wordt", TONGUE_NL}, {"you", TONGUE_EN},
    {"your", TONGUE_EN},     {"zijn", TONGUE_NL},       {"zu", TONGUE_DE},    {"zur", TONGUE_DE},
    {"\303\240", TONGUE_FR},
};

static int compare(const void *key, const void *row)
{
    const struct ts_str *word = key;
    const char *other = ((const struct small_word *)row)->text;
    size_t size = strlen(other);
    int order = memcmp(word->ptr, other, MIN(word->len, size));
    return order ? order : (word->len > size) - (word->len < size);
}

/* The tongue of a small word; TONGUE_COUNT: of none. */
static unsigned look_up(struct ts_str folded)
{
    if (folded.len < 2 || folded.len > 6) {
        return TONGUE_COUNT;
    }
    const struct small_word *row =
        bsearch(&folded, small_words, G_N_ELEMENTS(small_words), sizeof small_words[0], compare);
    return row ? (unsigned)row->tongue : TONGUE_COUNT;
}

int tongue_has(struct ts_str folded)
{
    return look_up(folded) != TONGUE_COUNT;
}

struct ts_str tongue_of(const struct words *words, struct ts_str declared)
{
    unsigned counts[TONGUE_COUNT + 1] = {0};
    unsigned own = TONGUE_COUNT;
    unsigned best = 0;
    for (uint32_t i = 0; i < MIN(words->count, WORDS_MAX); i++) {
        const struct word *word = &words->items[i];
        if (word->language.len == 0) {
            counts[look_up(word->folded)]++;
        }
    }
    for (unsigned i = 0; i < TONGUE_COUNT; i++) {
        best = counts[i] > counts[best] ? i : best;
        if (declared.len >= 2 && g_ascii_strncasecmp(declared.ptr, names[i], 2) == 0 &&
            (declared.len == 2 || !g_ascii_isalpha(declared.ptr[2]))) {
            own = i;
        }
    }
    unsigned declared_count = own < TONGUE_COUNT ? counts[own] : 0;
    return counts[best] >= LEAST && counts[best] >= TIMES * declared_count && best != own
               ? ts_text(names[best])
               : declared;
}
