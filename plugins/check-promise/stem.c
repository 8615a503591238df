/* SPDX-License-Identifier: MIT
 *
 * A light stem that lets inflections of one word meet.
 */
#include "plugins/check-promise/promise.h"

#define LEAST_STEM 3u  /* letters left */
#define LEAST_ALIKE 4u /* letters with which inflections of one word begin */
#define LEAST_IN_PHRASE 3u
#define LONG_STEM 6u /* its last letter may differ: moeiteloos, moeiteloze */
#define SHORTER 3u   /* letters by which an inflection may be shorter */

/* One is taken off, the first that fits. */
static const char *const endings[] = {
    "heden", "elijke", "elijker", "elijk", "heid", "tjes", "tje", "ingen", "ing",
    "jes",   "je",     "sten",    "ste",   "eren", "ers",  "er",  "en",    "ed",
    "ly",    "est",    "es",      "de",    "te",   "s",    "d",   "t",     "e",
};

static size_t without_ending(const char *stem, size_t len)
{
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t size = strlen(endings[i]);
        if (len < size + LEAST_STEM || memcmp(stem + len - size, endings[i], size) != 0) {
            continue;
        }
        /* The s of -loos and -less is no ending. */
        return size == 1 && endings[i][0] == 's' && strchr("aiouys", stem[len - 2]) ? len
                                                                                    : len - size;
    }
    return len;
}

/* bb -> b, aa -> a, v -> f, z -> s at the end, as Dutch spelling has it in inflected forms. */
static void even_out(char *stem, size_t len)
{
    char last = len ? stem[len - 1] : '\0';
    if (len >= 2 && last == stem[len - 2] && g_ascii_isalpha(last)) {
        len--;
    } else if (len >= 3 && strchr("aeou", stem[len - 2]) && stem[len - 2] == stem[len - 3]) {
        stem[len - 2] = last;
        len--;
    }
    if (len > 0) {
        last = stem[len - 1];
        stem[len - 1] = last == 'v' ? 'f' : last == 'z' ? 's' : last;
    }
    stem[len] = '\0';
}

void stem_of(struct ts_str word, char stem_r[PROMISE_STEM_SIZE])
{
    stem_r[0] = '\0';
    if (word.len > 0 && word.len < PROMISE_STEM_SIZE) {
        memcpy(stem_r, word.ptr, word.len);
        even_out(stem_r, without_ending(stem_r, word.len));
    }
}

static gboolean is_ending(const char *text, size_t len)
{
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (strlen(endings[i]) == len && memcmp(text, endings[i], len) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A stem alone would let "gemaakt" pass for "gemak", and "maken" for "makkelijk". */
gboolean is_inflection(const struct bare_word *wanted, struct ts_str word)
{
    char stem[PROMISE_STEM_SIZE];
    size_t least = MIN(word.len, wanted->text.len);
    size_t needed = wanted->stem_len;
    size_t alike = 0;
    while (alike < least && word.ptr[alike] == wanted->text.ptr[alike]) {
        alike++;
    }
    needed -= needed >= LONG_STEM ? 1 : 0;
    if (alike < LEAST_ALIKE || alike < needed || word.len + SHORTER < wanted->text.len) {
        return FALSE;
    }
    if (alike == wanted->text.len && is_ending(word.ptr + alike, word.len - alike)) {
        return TRUE;
    }
    stem_of(word, stem);
    return stem[0] && strcmp(stem, wanted->stem) == 0;
}

gboolean is_inflection_in_phrase(const struct bare_word *wanted, struct ts_str word)
{
    size_t size = wanted->text.len;
    return is_inflection(wanted, word) || (size >= LEAST_IN_PHRASE && word.len > size &&
                                           memcmp(word.ptr, wanted->text.ptr, size) == 0 &&
                                           is_ending(word.ptr + size, word.len - size));
}
