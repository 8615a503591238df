/* SPDX-License-Identifier: MIT
 *
 * Words as code points: reading, writing and changing their case without the locale.
 */
#include "plugins/check-spelling/letters.h"

#include <string.h>

bool letters_read_raw(const char *text, size_t len, struct letters *word_r)
{
    const char *end = text + len;
    word_r->count = 0;
    while (text < end) {
        if (word_r->count == LETTERS_MAX) {
            return false;
        }
        if ((unsigned char)*text < 0x80) {
            word_r->at[word_r->count++] = (gunichar)*text++;
        } else {
            word_r->at[word_r->count++] = g_utf8_get_char(text);
            text = g_utf8_next_char(text);
        }
    }
    return word_r->count > 0;
}

void letters_split_ij(struct letters *word)
{
    for (size_t i = 0; i < word->count && i + 1 < LETTERS_MAX; i++) {
        if (word->at[i] == 0x132 || word->at[i] == 0x133) {
            bool is_capital = word->at[i] == 0x132;
            size_t tail = MIN(word->count - i - 1, LETTERS_MAX - i - 2);
            memmove(word->at + i + 2, word->at + i + 1, tail * sizeof word->at[0]);
            word->at[i] = is_capital ? 'I' : 'i';
            word->at[i + 1] = is_capital ? 'J' : 'j';
            word->count = i + 2 + tail;
        }
    }
}

bool letters_read(const char *text, size_t len, struct letters *word_r)
{
    if (!letters_read_raw(text, len, word_r)) {
        return false;
    }
    letters_split_ij(word_r);
    return true;
}

size_t letters_write(const gunichar *at, size_t count, char *text_r)
{
    size_t len = 0;
    for (size_t i = 0; i < count && i < LETTERS_MAX; i++) {
        if (at[i] < 0x80) {
            text_r[len++] = (char)at[i];
        } else {
            len += (size_t)g_unichar_to_utf8(at[i], text_r + len);
        }
    }
    text_r[len] = '\0';
    return len;
}

bool letters_are_plain(const struct letters *word)
{
    for (size_t i = 0; i < word->count; i++) {
        if (word->at[i] < 'a' || word->at[i] > 'z') {
            return false;
        }
    }
    return true;
}

void letters_lower(struct letters *word)
{
    for (size_t i = 0; i < word->count; i++) {
        gunichar letter = word->at[i];
        word->at[i] = letter >= 0x80                   ? g_unichar_tolower(letter)
                      : letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A')
                                                       : letter;
    }
}

void letters_capitalise(struct letters *word, bool is_dutch)
{
    word->at[0] = g_unichar_toupper(word->at[0]);
    if (is_dutch && word->count > 1 && word->at[0] == 'I' && word->at[1] == 'j') {
        word->at[1] = 'J';
    }
}

bool letters_equal(const struct letters *a, const struct letters *b)
{
    return a->count == b->count && memcmp(a->at, b->at, a->count * sizeof a->at[0]) == 0;
}

static bool is_outer(gunichar letter)
{
    return letter == '-' || letter == '\'' || letter == '.';
}

bool letters_trim(struct letters *word)
{
    size_t first = 0;
    while (word->count > 0 && is_outer(word->at[word->count - 1])) {
        word->count--;
    }
    while (first < word->count && is_outer(word->at[first])) {
        first++;
    }
    word->count -= first;
    memmove(word->at, word->at + first, word->count * sizeof word->at[0]);
    return word->count > 0;
}

bool letters_is_replacement(const struct letters *a, const struct letters *b)
{
    size_t differing = 0;
    for (size_t i = 0; a->count == b->count && i < a->count; i++) {
        differing += g_unichar_tolower(a->at[i]) != g_unichar_tolower(b->at[i]);
    }
    return differing == 1;
}
