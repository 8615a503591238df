/* SPDX-License-Identifier: MIT
 *
 * A part of a picture, cut out at the size at which it is compared.
 */
#include <math.h>

#include "plugins/check-logo/localiser.h"

struct cutout cutout_new(guint width, guint height)
{
    const gsize count = (gsize)(width + 2 * CUTOUT_MARGIN) * (height + 2 * CUTOUT_MARGIN);
    return (struct cutout){width, height, g_new0(float, count * 3), g_new0(float, count * 2)};
}

void cutout_clear(struct cutout *cutout)
{
    g_clear_pointer(&cutout->rgb, g_free);
    g_clear_pointer(&cutout->edges, g_free);
}

static const struct level *octave_for(const struct octaves *octaves, double step, double *factor_r)
{
    guint octave = 0;
    *factor_r = 1;
    while (step * *factor_r >= 1.5 && octave + 1 < octaves->count) {
        octave++;
        *factor_r /= 2;
    }
    return &octaves->planes[octave];
}

static void tap(double at, guint size, guint *first_r, float *share_r)
{
    at = CLAMP(at, 0.0, size - 1.0);
    *first_r = MIN((guint)at, size - 2);
    *share_r = (float)(at - *first_r);
}

void cutout_sample(const struct octaves *octaves, const struct logo_box *box, struct cutout *cutout)
{
    double factor;
    const guint columns = cutout->width + 2 * CUTOUT_MARGIN,
                rows = cutout->height + 2 * CUTOUT_MARGIN;
    const double step_x = box->width / cutout->width, step_y = box->height / cutout->height;
    const struct level *plane = octave_for(octaves, MAX(step_x, step_y), &factor);
    const gsize channel = (gsize)plane->width * plane->height;
    for (guint y = 0; y < rows; y++) {
        guint row, column;
        float down, right;
        tap((box->top + (y + 0.5 - CUTOUT_MARGIN) * step_y) * factor - 0.5, plane->height, &row,
            &down);
        for (guint x = 0; x < columns; x++) {
            tap((box->left + (x + 0.5 - CUTOUT_MARGIN) * step_x) * factor - 0.5, plane->width,
                &column, &right);
            const guint8 *at = plane->samples + (gsize)row * plane->width + column;
            float *to = cutout->rgb + ((gsize)y * columns + x) * 3;
            for (guint c = 0; c < 3; c++, at += channel) {
                const guint8 *below = at + plane->width;
                const float upper = (float)at[0] + (float)(at[1] - at[0]) * right;
                const float lower = (float)below[0] + (float)(below[1] - below[0]) * right;
                to[c] = upper + (lower - upper) * down;
            }
        }
    }
}

void cutout_edges(struct cutout *cutout, float full)
{
    const gsize columns = cutout->width + 2 * CUTOUT_MARGIN,
                rows = cutout->height + 2 * CUTOUT_MARGIN;
    for (gsize y = 1; y + 1 < rows; y++) {
        for (gsize x = 1; x + 1 < columns; x++) {
            const float *p = cutout->rgb + (y * columns + x) * 3;
            const float *above = p - columns * 3, *below = p + columns * 3;
            float gx = 0, gy = 0, most = 0;
            for (int c = 0; c < 3; c++) {
                const float dx = (above[c + 3] - above[c - 3] + 2 * (p[c + 3] - p[c - 3]) +
                                  below[c + 3] - below[c - 3]) /
                                 4;
                const float dy = (below[c - 3] - above[c - 3] + 2 * (below[c] - above[c]) +
                                  below[c + 3] - above[c + 3]) /
                                 4;
                const float power = dx * dx + dy * dy;
                if (power > most) {
                    most = power, gx = dx, gy = dy;
                }
            }
            float *to = cutout->edges + (y * columns + x) * 2;
            const float share = sqrtf(most) / full;
            const float weight =
                most < EDGE_LEAST * EDGE_LEAST ? 0 : (share < 1 ? share : 1.0F) / most;
            to[0] = (gx * gx - gy * gy) * weight;
            to[1] = 2 * gx * gy * weight;
        }
    }
}
