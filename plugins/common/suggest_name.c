/* SPDX-License-Identifier: MIT
 *
 * Optimal string alignment (Damerau 1964, restricted) over short names.
 */
#include "plugins/common/suggest_name.h"

#include <glib.h>

#define NAME_SIZE 40u

static char at(struct ts_str text, size_t index)
{
    return g_ascii_tolower(text.ptr[index]);
}

static guint distance(struct ts_str a, struct ts_str b)
{
    guint rows[3][NAME_SIZE + 1];
    for (size_t j = 0; j <= b.len; j++) {
        rows[0][j] = (guint)j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];
        row[0] = (guint)i;
        for (size_t j = 1; j <= b.len; j++) {
            guint cost = at(a, i - 1) != at(b, j - 1);
            row[j] = MIN(above[j] + 1, MIN(row[j - 1] + 1, above[j - 1] + cost));
            gboolean is_swap =
                i > 1 && j > 1 && at(a, i - 1) == at(b, j - 2) && at(a, i - 2) == at(b, j - 1);
            row[j] = is_swap ? MIN(row[j], before[j - 2] + 1) : row[j];
        }
    }
    return rows[a.len % 3][b.len];
}

const char *suggest_name(struct ts_str written, const char *const *names)
{
    const char *best = NULL;
    guint least = written.len >= 6 ? 3 : written.len >= 3 ? 2 : 0; /* one more than is taken */
    for (; *names; names++) {
        struct ts_str name = ts_text(*names);
        if (written.len > NAME_SIZE || name.len > NAME_SIZE) {
            continue;
        }
        guint found = distance(written, name);
        if (found < least) {
            best = *names;
            least = found;
        }
    }
    return best;
}
