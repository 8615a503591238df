/* SPDX-License-Identifier: MIT
 *
 * Which way the edges of a picture run.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-logo/localiser.h"

/* The strongest gradient among the channels, of a row; Sobel, so eight times the contrast. */
struct gradients {
    gint32 *x, *y, *square;
    gint16 *smooth, *slope;
};

static void channel_gradients(const guint8 *row, gsize width, struct gradients *to)
{
    const guint8 *above = row - width, *below = row + width;
    gint16 *restrict smooth = to->smooth, *restrict slope = to->slope;
    for (gsize x = 0; x < width; x++) {
        smooth[x] = (gint16)(above[x] + 2 * row[x] + below[x]);
        slope[x] = (gint16)(below[x] - above[x]);
    }
    gint32 *restrict best_x = to->x, *restrict best_y = to->y, *restrict best = to->square;
    for (gsize x = 1; x + 1 < width; x++) {
        const gint32 gx = smooth[x + 1] - smooth[x - 1];
        const gint32 gy = slope[x - 1] + 2 * slope[x] + slope[x + 1];
        const gint32 square = gx * gx + gy * gy;
        const gboolean is_more = square > best[x];
        best_x[x] = is_more ? gx : best_x[x];
        best_y[x] = is_more ? gy : best_y[x];
        best[x] = is_more ? square : best[x];
    }
}

static gint8 quantised(float value)
{
    return (gint8)((gint32)(value + FIELD_UNIT + 0.5F) - FIELD_UNIT);
}

static void respond(const struct gradients *from, gsize width, gint8 *to, gsize map_size)
{
    const float least = 16 * EDGE_LEAST * EDGE_LEAST, full = 4 * EDGE_FULL;
    const gint32 *restrict gx = from->x, *restrict gy = from->y, *restrict square = from->square;
    gint8 *restrict along = to, *restrict falling = to + map_size,
                    *restrict across = to + 2 * map_size, *restrict rising = to + 3 * map_size;
    for (gsize x = 1; x + 1 < width; x++) {
        const float fx = (float)gx[x], fy = (float)gy[x], power = (float)square[x];
        const float share = sqrtf(power) / full;
        const float weight = power < least ? 0.0F : FIELD_UNIT * (share < 1 ? share : 1.0F) / power;
        const float u = (fx * fx - fy * fy) * weight, v = 2 * fx * fy * weight;
        along[x] = quantised(u);
        falling[x] = quantised((u + v) * 0.70710678F);
        across[x] = quantised(v);
        rising[x] = quantised((v - u) * 0.70710678F);
    }
}

struct field field_of(const struct level *plane)
{
    const gsize width = plane->width, height = plane->height;
    struct field field = {.width = plane->width, .height = plane->height};
    field.stride = (width + 2 * FIELD_PAD + 31) / 16 * 16;
    field.size = field.stride * (height + 2 * FIELD_PAD) + 64;
    field.maps = g_new0(gint8, field.size * FIELD_AXES);
    g_autofree gint32 *numbers = g_new(gint32, width * 3);
    g_autofree gint16 *sums = g_new(gint16, width * 2);
    struct gradients best = {numbers, numbers + width, numbers + 2 * width, sums, sums + width};
    for (gsize y = 1; y + 1 < height; y++) {
        memset(numbers, 0, width * 3 * sizeof *numbers);
        for (gsize c = 0; c < 3; c++) {
            channel_gradients(plane->samples + (c * height + y) * width, width, &best);
        }
        respond(&best, width, field.maps + (y + FIELD_PAD) * field.stride + FIELD_PAD, field.size);
    }
    return field;
}

void field_clear(struct field *field)
{
    g_clear_pointer(&field->maps, g_free);
}
