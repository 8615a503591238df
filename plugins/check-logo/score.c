/* SPDX-License-Identifier: MIT
 *
 * Do edges run alike in two images, whichever side of them is the lighter?
 */
#include "plugins/check-logo/match.h"

#include <math.h>
#include <string.h>

/* Of each pixel the gradient of the plane where it is steepest. */
static struct planes steepest(const struct planes *image)
{
    struct planes gradient = planes_new(image->width, image->height, 2);
    gsize size = planes_size(image), stride = image->stride;
    for (guint k = 0; k < image->count; k++) {
        const float *plane = planes_at(image, k);
        for (guint y = 1; y + 1 < image->height; y++) {
            const float *row = plane + y * stride, *above = row - stride, *below = row + stride;
            float *gx = gradient.data + y * stride, *gy = gx + size;
            for (guint x = 1; x + 1 < image->width; x++) {
                float dx = row[x + 1] - row[x - 1], dy = below[x] - above[x];
                float is_steeper = dx * dx + dy * dy > gx[x] * gx[x] + gy[x] * gy[x] ? 1.0F : 0.0F;
                gx[x] += (dx - gx[x]) * is_steeper;
                gy[x] += (dy - gy[x]) * is_steeper;
            }
        }
    }
    return gradient;
}

/* Sum of |g1| |g2| cos 2a over the root of the sums of squares: 1 where both are alike. */
double gradient_similarity(const struct planes *a, const struct planes *b)
{
    struct planes ga = steepest(a), gb = steepest(b);
    gsize size = planes_size(&ga);
    float lanes[PLANES_LANES] = {0};
    for (gsize i = 0; i < size; i += PLANES_LANES) {
        const float *ax = ga.data + i, *ay = ax + size, *bx = gb.data + i, *by = bx + size;
        for (guint k = 0; k < PLANES_LANES; k++) {
            float dot = ax[k] * bx[k] + ay[k] * by[k];
            float squares = (ax[k] * ax[k] + ay[k] * ay[k]) * (bx[k] * bx[k] + by[k] * by[k]);
            float product = __builtin_sqrtf(squares);
            lanes[k] += 2 * dot * dot / (product + 1e-12F) - product;
        }
    }
    double sum = 0, aa = planes_dot(ga.data, ga.data, 2 * size);
    double bb = planes_dot(gb.data, gb.data, 2 * size);
    for (guint k = 0; k < PLANES_LANES; k++) {
        sum += (double)lanes[k];
    }
    planes_clear(&ga);
    planes_clear(&gb);
    return aa > 1e-9 && bb > 1e-9 ? sum / sqrt(aa * bb) : 0;
}
