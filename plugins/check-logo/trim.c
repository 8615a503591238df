/* SPDX-License-Identifier: MIT
 *
 * Where the content of a picture begins and ends.
 */
#include "plugins/check-logo/match.h"

#define SHARE_OF_MOST 0.18F /* of the strongest ink: what counts as content */
#define LEAST_DISTANCE 0.10F
#define SMALL_SIDE 100u /* up to here a single pixel counts */

float trim_level(const struct planes *planes, guint plane)
{
    const float *data = planes_at(planes, plane);
    float most = 0;
    for (gsize i = 0; i < planes_size(planes); i++) {
        most = data[i] > most ? data[i] : most;
    }
    return MAX(LEAST_DISTANCE, SHARE_OF_MOST * most);
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

struct trim trim_plane(const struct planes *planes, guint plane, float level)
{
    guint *across = g_new0(guint, planes->width), *down = g_new0(guint, planes->height);
    guint least = MAX(planes->width, planes->height) <= SMALL_SIDE ? 1 : 2;
    for (guint y = 0; y < planes->height; y++) {
        const float *row = planes_at(planes, plane) + (gsize)y * planes->stride;
        for (guint x = 0; x < planes->width; x++) {
            guint is_ink = row[x] > level;
            across[x] += is_ink;
            down[y] += is_ink;
        }
    }
    guint columns[2], rows[2];
    span_of(across, planes->width, least, columns);
    span_of(down, planes->height, least, rows);
    g_free(across);
    g_free(down);
    if (columns[1] <= columns[0] || rows[1] <= rows[0]) {
        return (struct trim){0};
    }
    return (struct trim){columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0]};
}
