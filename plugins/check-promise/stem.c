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

gboolean is_edit_1(struct ts_str a, struct ts_str b)
{
    size_t front = 0;
    size_t back = 0;
    if (a.len > b.len + 4 || b.len > a.len + 4) {
        return FALSE;
    }
    while (front < a.len && front < b.len && a.ptr[front] == b.ptr[front]) {
        front++;
    }
    while (back < a.len - front && back < b.len - front &&
           a.ptr[a.len - 1 - back] == b.ptr[b.len - 1 - back]) {
        back++;
    }
    size_t a_size = a.len - front - back;
    size_t b_size = b.len - front - back;
    if (a_size > 4 || b_size > 4) {
        return FALSE;
    }
    glong a_rest = g_utf8_strlen(a.ptr + front, (gssize)a_size);
    glong b_rest = g_utf8_strlen(b.ptr + front, (gssize)b_size);
    if (a_rest <= 1 && b_rest <= 1) {
        return a_rest + b_rest > 0;
    }
    return a_size == 2 && b_size == 2 && a.ptr[front] == b.ptr[front + 1] &&
           a.ptr[front + 1] == b.ptr[front];
}
