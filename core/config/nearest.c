/* SPDX-License-Identifier: MIT
 *
 * Edit distance for "did you mean": optimal string alignment (Damerau 1964, restricted).
 */
#include "core/config/nearest.h"

#include <libintl.h>
#include <string.h>

#define NAME_SIZE 64u

static guint smaller(guint a, guint b)
{
    return a < b ? a : b;
}

static guint distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
    guint rows[3][NAME_SIZE + 1];
    for (size_t j = 0; j <= b_len; j++) {
        rows[0][j] = (guint)j;
    }
    for (size_t i = 1; i <= a_len; i++) {
        guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = (guint)i;
        for (size_t j = 1; j <= b_len; j++) {
            guint cost = a[i - 1] != b[j - 1];
            row[j] = smaller(above[j] + 1, smaller(row[j - 1] + 1, above[j - 1] + cost));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = smaller(row[j], before[j - 2] + 1);
            }
        }
    }
    return rows[a_len % 3][b_len];
}

const char *nearest_name(const char *name, const char *const *candidates)
{
    const char *best = NULL;
    size_t len = strlen(name);
    guint least = len >= 6 ? 2 : len >= 3 ? 1 : 0;
    if (len > NAME_SIZE) {
        return NULL;
    }
    g_autofree char *folded = g_ascii_strdown(name, -1);
    for (; *candidates; candidates++) {
        size_t size = strlen(*candidates);
        if (size > NAME_SIZE || size > len + 2 || len > size + 2) {
            continue;
        }
        g_autofree char *other = g_ascii_strdown(*candidates, -1);
        guint found = distance(folded, len, other, size);
        if (found < least || (found == least && !best)) {
            best = *candidates;
            least = found;
        }
    }
    return best;
}

char *nearest_hint(const char *name, const char *const *candidates)
{
    const char *meant = nearest_name(name, candidates);
    return meant ? g_strdup_printf(gettext(" (did you mean \"%s\"?)"), meant) : g_strdup("");
}
