/* SPDX-License-Identifier: MIT
 *
 * Where the content of a picture begins and ends.
 */
#include "plugins/check-logo/match.h"

#include <math.h>

#define SHARE_OF_MOST 0.18F /* of the strongest ink: what counts as content */
#define MOVED 0.03          /* of a side */
#define SMALL_SIDE 100u     /* up to here a single pixel counts */

float trim_level(const struct planes *planes, guint plane)
{
    const float *data = planes_at(planes, plane);
    float most = 0;
    for (gsize i = 0; i < planes_size(planes); i++) {
        most = data[i] > most ? data[i] : most;
    }
    return MAX(TRIM_LEAST, SHARE_OF_MOST * most);
}

/* First and one past the last of counts that reach least. */
static void span_of(const guint *counts, guint size, guint least, guint span_r[2])
{
    span_r[0] = size;
    span_r[1] = 0;
    for (guint i = 0; i < size; i++) {
        if (counts[i] >= least) {
            span_r[0] = MIN(span_r[0], i);
            span_r[1] = i + 1;
        }
    }
}

/* Columns and rows that hold so much of it at least, from the first to the last. */
static struct trim trim_by(const struct planes *planes, guint plane, float level,
                           const guint least[2])
{
    guint *across = g_new0(guint, planes->width), *down = g_new0(guint, planes->height);
    for (guint y = 0; y < planes->height; y++) {
        const float *row = planes_at(planes, plane) + (gsize)y * planes->stride;
        for (guint x = 0; x < planes->width; x++) {
            guint is_ink = row[x] > level;
            across[x] += is_ink;
            down[y] += is_ink;
        }
    }
    guint columns[2], rows[2];
    span_of(across, planes->width, least[0], columns);
    span_of(down, planes->height, least[1], rows);
    g_free(across);
    g_free(down);
    if (columns[1] <= columns[0] || rows[1] <= rows[0]) {
        return (struct trim){0};
    }
    return (struct trim){columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0]};
}

struct trim trim_plane(const struct planes *planes, guint plane, float level)
{
    guint least = MAX(planes->width, planes->height) <= SMALL_SIDE ? 1 : 2;
    return trim_by(planes, plane, level, (guint[2]){least, least});
}

struct trim trim_filled(const struct planes *planes, guint plane, float level)
{
    return trim_by(planes, plane, level, (guint[2]){planes->height / 2, planes->width / 2});
}

gboolean trim_moved(const struct trim *from, const struct trim *to)
{
    double x = MOVED * from->width, y = MOVED * from->height;
    return fabs((double)from->left - to->left) > x || fabs((double)from->top - to->top) > y ||
           fabs((double)from->left + from->width - to->left - to->width) > x ||
           fabs((double)from->top + from->height - to->top - to->height) > y;
}
