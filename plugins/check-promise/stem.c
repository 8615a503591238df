/* SPDX-License-Identifier: MIT
 *
 * A light stem that lets inflections of one word meet, and the smallest difference between words.
 */
#include "plugins/check-promise/promise.h"

#define LEAST_STEM 3u /* letters left */

static const char *const endings[] = {
    "heden", "elijke", "elijker", "elijk", "heid", "tjes", "tje", "ingen", "ing",
    "jes",   "je",     "ste",     "eren",  "ers",  "er",   "en",  "ed",    "ly",
    "es",    "de",     "te",      "s",     "d",    "t",    "e",
};

/* bb -> b, aa -> a, v -> f, z -> s at the end, as Dutch spelling has it in inflected forms. */
static void even_out(GString *word)
{
    if (word->len < 2) {
        return;
    }
    char last = word->str[word->len - 1];
    if (last == word->str[word->len - 2] && g_ascii_isalpha(last)) {
        g_string_truncate(word, word->len - 1);
    } else if (word->len >= 3 && strchr("aeou", word->str[word->len - 2]) &&
               word->str[word->len - 2] == word->str[word->len - 3]) {
        g_string_erase(word, (gssize)word->len - 2, 1);
    }
    last = word->str[word->len - 1];
    word->str[word->len - 1] = last == 'v' ? 'f' : last == 'z' ? 's' : last;
}

char *stem_of(const char *word)
{
    GString *stem = g_string_new(word);
    for (size_t i = 0; i < G_N_ELEMENTS(endings); i++) {
        size_t size = strlen(endings[i]);
        if (stem->len >= size + LEAST_STEM && g_str_has_suffix(stem->str, endings[i])) {
            g_string_truncate(stem, stem->len - size);
            break;
        }
    }
    even_out(stem);
    return g_string_free(stem, FALSE);
}

gboolean is_edit_1(const char *a, const char *b)
{
    size_t a_len = strlen(a);
    size_t b_len = strlen(b);
    size_t front = 0;
    size_t back = 0;
    if (a_len > b_len + 2 || b_len > a_len + 2) {
        return FALSE;
    }
    while (a[front] && a[front] == b[front]) {
        front++;
    }
    while (back < a_len - front && back < b_len - front &&
           a[a_len - 1 - back] == b[b_len - 1 - back]) {
        back++;
    }
    glong a_rest = g_utf8_strlen(a + front, (gssize)(a_len - front - back));
    glong b_rest = g_utf8_strlen(b + front, (gssize)(b_len - front - back));
    if (a_rest <= 1 && b_rest <= 1) {
        return a_rest + b_rest > 0;
    }
    return a_len - front - back == 2 && b_len - front - back == 2 && a[front] == b[front + 1] &&
           a[front + 1] == b[front];
}
