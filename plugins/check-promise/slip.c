/* SPDX-License-Identifier: MIT
 *
 * Slips of the pen between two words. Words are bare of accents, so nearly always ASCII; a letter
 * of another script counts as one.
 */
#include "plugins/check-promise/promise.h"

#define LONGEST_LETTER 4u /* bytes */
#define LONG_WORD 7u      /* letters; two slips leave enough of it */
#define LOST_FROM 6u      /* letters of a word that may lose one in running text */

/* What is left of two words without what they share at both ends. */
struct rest {
    size_t front; /* bytes shared */
    size_t a, b;  /* bytes that differ */
};

static struct rest rest_of(struct ts_str a, struct ts_str b)
{
    size_t front = 0;
    size_t back = 0;
    while (front < a.len && front < b.len && a.ptr[front] == b.ptr[front]) {
        front++;
    }
    while (back < a.len - front && back < b.len - front &&
           a.ptr[a.len - 1 - back] == b.ptr[b.len - 1 - back]) {
        back++;
    }
    return (struct rest){front, a.len - front - back, b.len - front - back};
}

/* Differences may begin inside a letter: counted are the bytes that begin one, at least one. */
static glong letters_in(struct ts_str word, size_t offset, size_t size)
{
    return size < 2 ? (glong)size : MAX(1, g_utf8_strlen(word.ptr + offset, (gssize)size));
}

static gboolean is_swap(struct ts_str a, struct ts_str b, struct rest rest)
{
    return rest.a == 2 && rest.b == 2 && a.ptr[rest.front] == b.ptr[rest.front + 1] &&
           a.ptr[rest.front + 1] == b.ptr[rest.front];
}

gboolean is_edit_1(struct ts_str a, struct ts_str b)
{
    if (a.len > b.len + LONGEST_LETTER || b.len > a.len + LONGEST_LETTER) {
        return FALSE;
    }
    struct rest rest = rest_of(a, b);
    if (rest.a > LONGEST_LETTER || rest.b > LONGEST_LETTER) {
        return FALSE;
    }
    if (letters_in(a, rest.front, rest.a) <= 1 && letters_in(b, rest.front, rest.b) <= 1) {
        return rest.a + rest.b > 0;
    }
    return is_swap(a, b, rest);
}

/* What may have been done at the first difference: its first slip is taken back in each way, and
 * at most one more may be left. */
gboolean is_edit_2(struct ts_str a, struct ts_str b)
{
    static const guint8 steps[][2] = {{1, 1}, {1, 0}, {0, 1}, {2, 2}};
    if (a.len < LONG_WORD || b.len < LONG_WORD - 1 || a.ptr[0] != b.ptr[0] || a.len > b.len + 2 ||
        b.len > a.len + 2) {
        return FALSE;
    }
    struct rest rest = rest_of(a, b);
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        gboolean is_turn = steps[i][0] == 2;
        if (rest.a < steps[i][0] || rest.b < steps[i][1] ||
            (is_turn && (a.ptr[rest.front] != b.ptr[rest.front + 1] ||
                         a.ptr[rest.front + 1] != b.ptr[rest.front]))) {
            continue;
        }
        struct ts_str left = ts_bytes(a.ptr + rest.front + steps[i][0], rest.a - steps[i][0]);
        struct ts_str right = ts_bytes(b.ptr + rest.front + steps[i][1], rest.b - steps[i][1]);
        if (ts_equal(left, right) || is_edit_1(left, right)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_doubled(struct ts_str longer, size_t at)
{
    return (at > 0 && longer.ptr[at] == longer.ptr[at - 1]) ||
           (at + 1 < longer.len && longer.ptr[at] == longer.ptr[at + 1]);
}

gboolean is_plain_slip(struct ts_str wanted, struct ts_str word)
{
    struct rest rest = rest_of(wanted, word);
    if (rest.a == 1 && rest.b == 1) {
        return rest.front + 1 == wanted.len && strchr("dt", wanted.ptr[rest.front]) &&
               strchr("dt", word.ptr[rest.front]);
    }
    if (rest.a == 0 && rest.b == 1) {
        return is_doubled(word, rest.front);
    }
    if (rest.a == 1 && rest.b == 0) {
        return is_doubled(wanted, rest.front) ||
               (wanted.len >= LOST_FROM && rest.front > 0 && rest.front + 2 < wanted.len);
    }
    return is_swap(wanted, word, rest);
}
