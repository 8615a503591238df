/* SPDX-License-Identifier: MIT
 *
 * A sum of hashes, one a word: order does not matter, and words that are there more often can be
 * told from the difference of two sums.
 */
#include "plugins/source-web/fingerprint.h"

#define NUMBERS 16u     /* of an address; more are not looked at */
#define WORD_IN_TAG 24u /* longer ones are made up */
#define ECHOES 8u       /* how often a page may tell its address */
#define DIGITS_IN_NUMBER 15u

struct word {
    guint64 hash, number;
    guint size, digits;
};

/* Reads on to the end of the next word; FALSE: no more. is_tag tells whether it is inside one. */
static gboolean next_word(struct ts_str text, size_t *at, gboolean *is_tag, struct word *word_r)
{
    struct word word = {.hash = 0xcbf29ce484222325u};
    for (; *at < text.len; ++*at) {
        guchar byte = (guchar)text.ptr[*at];
        if (g_ascii_isalnum(byte) || byte >= 0x80) {
            gboolean is_digit = byte >= '0' && byte <= '9';
            word.hash = (word.hash ^ byte) * 0x100000001b3u;
            word.number = is_digit && word.digits < DIGITS_IN_NUMBER ? word.number * 10 + byte - '0'
                                                                     : word.number;
            word.digits += is_digit;
            word.size++;
            continue;
        }
        if (word.size) {
            break;
        }
        *is_tag = byte == '<' || (*is_tag && byte != '>');
    }
    word.hash ^= word.hash >> 29;
    *word_r = word;
    return word.size > 0;
}

static gboolean is_number(const struct word *word)
{
    return word->digits == word->size && word->digits <= DIGITS_IN_NUMBER;
}

/* The words of an address that hold digits. */
static guint words_of(struct ts_str target, struct word words[NUMBERS])
{
    size_t at = 0;
    guint count = 0;
    gboolean is_tag = FALSE;
    struct word word;
    while (count < NUMBERS && next_word(target, &at, &is_tag, &word)) {
        if (word.digits) {
            words[count++] = word;
        }
    }
    return count;
}

static gboolean is_own(const struct word *word, const struct word *own, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (word->hash == own[i].hash ||
            (is_number(word) && is_number(&own[i]) && word->number + 1 >= own[i].number &&
             word->number <= own[i].number + 1)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Of those without digits, which is_own does not drop. */
static guint64 sum_of_names(struct ts_str target)
{
    guint64 sum = 0;
    struct word word;
    gboolean is_tag = FALSE;
    size_t at = 0;
    while (next_word(target, &at, &is_tag, &word)) {
        sum += word.digits ? 0 : word.hash;
    }
    return sum;
}

struct fingerprint fingerprint_of(struct ts_str page, struct ts_str target)
{
    struct fingerprint fingerprint = {.own = sum_of_names(target)};
    struct word own[NUMBERS], word;
    guint count = words_of(target, own);
    gboolean is_tag = FALSE;
    size_t at = 0;
    while (next_word(page, &at, &is_tag, &word)) {
        gboolean is_kept = is_tag ? !word.digits && word.size <= WORD_IN_TAG
                                  : !word.digits || !is_own(&word, own, count);
        if (is_kept) {
            fingerprint.sum += word.hash;
            fingerprint.count++;
        }
    }
    return fingerprint;
}

gboolean fingerprint_is_echo(const struct fingerprint *page, const struct fingerprint *other)
{
    for (guint i = 0; i <= ECHOES; i++) {
        for (guint j = 0; j <= ECHOES; j++) {
            if (page->sum - i * page->own == other->sum - j * other->own) {
                return TRUE;
            }
        }
    }
    return FALSE;
}
