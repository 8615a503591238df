/* SPDX-License-Identifier: MIT
 *
 * A reference as it would look at a place of a picture.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-logo/localiser.h"

/* Full weight of a reference's edges: a strong one tells more than a faint one. */
#define REFERENCE_EDGE_FULL 160.0F
#define FRAME_SIDE 64.0

/* As many pixels as 64 x 64, at the reference's aspect, and not more than the picture has. */
static void cutout_size(double aspect, const struct logo_box *box, guint *width_r, guint *height_r)
{
    double width = CLAMP(FRAME_SIDE * sqrt(aspect), 16.0, 192.0);
    double height = CLAMP(FRAME_SIDE / sqrt(aspect), 12.0, 192.0);
    const double factor = MIN(1.0, MIN(box->width / width, box->height / height));
    *width_r = MAX(8, (guint)(width * factor + 0.5));
    *height_r = MAX(8, (guint)(height * factor + 0.5));
}

static void widen(guint8 *mask, guint columns, guint rows, guint rim)
{
    for (guint turn = 0; turn < rim; turn++) {
        for (gsize i = columns; i < (gsize)columns * (rows - 1); i++) {
            mask[i] |=
                (guint8)(((mask[i - 1] | mask[i + 1] | mask[i - columns] | mask[i + columns]) & 1)
                         << 1);
        }
        for (gsize i = 0; i < (gsize)columns * rows; i++) {
            mask[i] = mask[i] != 0;
        }
    }
}

void likeness_init(const struct logo_reference *reference, const struct logo_box *box,
                   struct likeness *likeness_r)
{
    guint width, height;
    cutout_size((double)reference->raster.width / reference->raster.height, box, &width, &height);
    *likeness_r =
        (struct likeness){.reference = reference, .drawn = cutout_new(width, height), .rim = 3};
    const guint columns = width + 2 * CUTOUT_MARGIN, rows = height + 2 * CUTOUT_MARGIN;
    likeness_r->alpha = g_new0(float, (gsize)columns *rows);
    likeness_r->mask = g_new0(guint8, (gsize)columns * rows);
    likeness_r->small = raster_resize(&reference->raster, width, height);
    for (guint y = 0; y < height; y++) {
        for (guint x = 0; x < width; x++) {
            const gsize at = (gsize)(y + CUTOUT_MARGIN) * columns + x + CUTOUT_MARGIN;
            likeness_r->alpha[at] = likeness_r->small.rgba[((gsize)y * width + x) * 4 + 3];
            likeness_r->mask[at] = likeness_r->alpha[at] > 0.05F;
        }
    }
    widen(likeness_r->mask, columns, rows, likeness_r->rim);
}

void likeness_clear(struct likeness *likeness)
{
    cutout_clear(&likeness->drawn);
    raster_clear(&likeness->small);
    g_clear_pointer(&likeness->alpha, g_free);
    g_clear_pointer(&likeness->mask, g_free);
}

static int by_value(const void *left, const void *right)
{
    const float a = *(const float *)left, b = *(const float *)right;
    return (a > b) - (a < b);
}

/* Median, channel by channel, of what is in the frame but not of the logo. */
static void surroundings(const struct likeness *likeness, const struct cutout *seen,
                         float background_r[3])
{
    const gsize count =
        (gsize)(seen->width + 2 * CUTOUT_MARGIN) * (seen->height + 2 * CUTOUT_MARGIN);
    g_autofree float *values = g_new(float, count);
    for (guint c = 0; c < 3; c++) {
        gsize used = 0;
        for (gsize i = 0; i < count; i++) {
            if (likeness->alpha[i] < 0.02F) {
                values[used++] = seen->rgb[i * 3 + c];
            }
        }
        qsort(values, used, sizeof *values, by_value);
        background_r[c] = used > 0 ? values[used / 2] : 255;
    }
}

void likeness_draw(struct likeness *likeness, const struct cutout *seen, float background_r[3])
{
    const guint columns = seen->width + 2 * CUTOUT_MARGIN, rows = seen->height + 2 * CUTOUT_MARGIN;
    surroundings(likeness, seen, background_r);
    for (gsize i = 0; i < (gsize)columns * rows; i++) {
        memcpy(likeness->drawn.rgb + i * 3, background_r, 3 * sizeof(float));
    }
    for (guint y = 0; y < seen->height; y++) {
        for (guint x = 0; x < seen->width; x++) {
            const float *from = likeness->small.rgba + ((gsize)y * seen->width + x) * 4;
            float *to = likeness->drawn.rgb +
                        ((gsize)(y + CUTOUT_MARGIN) * columns + x + CUTOUT_MARGIN) * 3;
            for (guint c = 0; c < 3; c++) {
                to[c] = from[c] * 255 + background_r[c] * (1 - from[3]);
            }
        }
    }
    cutout_edges(&likeness->drawn, REFERENCE_EDGE_FULL);
}

void likeness_flatten(struct likeness *likeness, const float background[3])
{
    const gsize count = (gsize)(likeness->drawn.width + 2 * CUTOUT_MARGIN) *
                        (likeness->drawn.height + 2 * CUTOUT_MARGIN);
    for (gsize i = 0; i < count; i++) {
        for (guint c = 0; c < 3; c++) {
            const float far = background[c] > 127 ? 0 : 255;
            likeness->drawn.rgb[i * 3 + c] =
                background[c] + (far - background[c]) * likeness->alpha[i];
        }
    }
    cutout_edges(&likeness->drawn, REFERENCE_EDGE_FULL);
}

double likeness_orientation(const struct likeness *likeness, const struct cutout *seen, int dx,
                            int dy)
{
    const int columns = (int)seen->width + 2 * CUTOUT_MARGIN,
              rows = (int)seen->height + 2 * CUTOUT_MARGIN;
    double sum = 0, weight = 0;
    for (int y = CUTOUT_MARGIN - 1; y < rows - CUTOUT_MARGIN + 1; y++) {
        for (int x = CUTOUT_MARGIN - 1; x < columns - CUTOUT_MARGIN + 1; x++) {
            const float *ours = likeness->drawn.edges + (gssize)(y * columns + x) * 2;
            if (ours[0] == 0 && ours[1] == 0) {
                continue;
            }
            const float *theirs = seen->edges + (gssize)((y + dy) * columns + x + dx) * 2;
            sum += ours[0] * theirs[0] + ours[1] * theirs[1];
            weight += sqrtf(ours[0] * ours[0] + ours[1] * ours[1]);
        }
    }
    return weight > 0 ? sum / weight : 0;
}
