/* SPDX-License-Identifier: MIT
 *
 * How many slips of the pen lie between two folded texts. Source: the optimal string alignment
 * distance (Damerau 1964; Wagner and Fischer 1974), in a band.
 */
#include "plugins/check-identity/edits.h"

static guint cell(const struct ts_str *a, const struct ts_str *b, size_t i, size_t j,
                  guint rows[3][EDITS_SIZE + 2])
{
    guint *here = rows[i % 3];
    const guint *above = rows[(i + 2) % 3];
    const guint *higher = rows[(i + 1) % 3];
    guint best = above[j - 1] + (a->ptr[i - 1] != b->ptr[j - 1]);
    best = MIN(best, above[j] + 1);
    best = MIN(best, here[j - 1] + 1);
    if (i > 1 && j > 1 && a->ptr[i - 1] == b->ptr[j - 2] && a->ptr[i - 2] == b->ptr[j - 1]) {
        best = MIN(best, higher[j - 2] + 1);
    }
    return best;
}

guint edits_of(struct ts_str a, struct ts_str b, guint max)
{
    guint rows[3][EDITS_SIZE + 2];
    size_t difference = a.len > b.len ? a.len - b.len : b.len - a.len;
    if (difference > max || a.len > EDITS_SIZE || b.len > EDITS_SIZE) {
        return max + 1;
    }
    for (size_t j = 0; j <= b.len; j++) {
        rows[0][j] = (guint)j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        guint lowest = (guint)i;
        rows[i % 3][0] = (guint)i;
        for (size_t j = 1; j <= b.len; j++) {
            rows[i % 3][j] = cell(&a, &b, i, j, rows);
            lowest = MIN(lowest, rows[i % 3][j]);
        }
        if (lowest > max + 1) {
            return max + 1;
        }
    }
    return MIN(rows[a.len % 3][b.len], max + 1);
}
