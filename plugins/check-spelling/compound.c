/* SPDX-License-Identifier: MIT
 *
 * Compounds of Dutch and German that no dictionary lists ("vloerverwarmingsadvies"). What is
 * accepted here was weighed against what it costs in errors found; the guard (no single word one
 * edit away) is the caller's.
 */
#include <string.h>

#include "plugins/check-spelling/language.h"

#define WHOLE_MIN 8u
#define PART_MIN 4u
#define SHORT_WHOLE 12u /* below this the second part must have a letter more */
#define AGAIN_MIN 10u   /* a second part of this length may itself be a compound */

static struct letters cut(const struct letters *word, size_t from, size_t until)
{
    struct letters part = {.count = until - from};
    memcpy(part.at, word->at + from, part.count * sizeof part.at[0]);
    return part;
}

static bool has_part(const struct language *language, const struct letters *part)
{
    enum language_form form = language_has_made(language, part, (struct range){0, part->count});
    return form == LANGUAGE_LOWER ||
           (form == LANGUAGE_CAPITAL && language->traits->capitalises_nouns);
}

static bool ends_in(const struct letters *word, const char *ending)
{
    size_t len = strlen(ending); /* the links are ASCII */
    for (size_t i = 0; i < len; i++) {
        if (len > word->count || word->at[word->count - len + i] != (gunichar)ending[i]) {
            return false;
        }
    }
    return true;
}

static bool is_first_part(const struct language *language, const struct letters *part)
{
    if (has_part(language, part)) {
        return true;
    }
    for (const char *const *link = language->traits->links; link && *link; link++) {
        struct letters bare = *part;
        size_t len = strlen(*link);
        if (part->count < PART_MIN + len || !ends_in(part, *link)) {
            continue;
        }
        bare.count -= len;
        if (has_part(language, &bare)) {
            return true;
        }
    }
    return false;
}

static bool is_last_part(const struct language *language, const struct letters *part)
{
    char text[LETTERS_BYTES];
    if (!has_part(language, part)) {
        return false;
    }
    letters_write(part->at, part->count, text);
    return !traits_has(language->traits->no_parts, text);
}

static bool joins(const struct language *language, const struct letters *word, bool may_again)
{
    size_t last_min = word->count < SHORT_WHOLE ? PART_MIN + 1 : PART_MIN;
    if (word->count < PART_MIN + last_min) {
        return false;
    }
    for (size_t at = PART_MIN; at + last_min <= word->count; at++) {
        struct letters first = cut(word, 0, at), last = cut(word, at, word->count);
        if (language->traits->hyphenates_vowels && traits_clash(word->at[at - 1], word->at[at])) {
            continue;
        }
        if (is_last_part(language, &last) ||
            (may_again && last.count >= AGAIN_MIN && joins(language, &last, false))) {
            if (is_first_part(language, &first)) {
                return true;
            }
        }
    }
    return false;
}

bool language_joins(const struct language *language, const struct letters *word)
{
    return language->traits->joins_words && word->count >= WHOLE_MIN && joins(language, word, true);
}

/* "kapotgaat" in "omdat hij kapotgaat": dictionaries have kapotgaan, and its forms apart. */
bool language_conjugates(const struct language *language, const struct letters *word)
{
    const char *const *pair = language->traits->conjugated;
    for (; pair && *pair; pair += 2) {
        size_t finite = strlen(pair[0]);
        struct letters infinitive = *word;
        if (word->count <= finite + 1 || !ends_in(word, pair[0])) {
            continue;
        }
        infinitive.count = word->count - finite;
        for (const char *at = pair[1]; *at; at++) { /* as long as the finite form */
            infinitive.at[infinitive.count++] = (gunichar)*at;
        }
        return has_part(language, &infinitive);
    }
    return false;
}
