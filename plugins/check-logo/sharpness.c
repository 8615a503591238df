/* SPDX-License-Identifier: MIT
 *
 * Is there as much detail as the reference has at that size, or was a small picture blown up?
 */
#include "plugins/check-logo/measure.h"

#include <math.h>

#define LEAST_SIDE 12u /* cells: below, nothing can be said */

static const float LUMA[3] = {0.299F, 0.587F, 0.114F};

struct detail {
    double energy, sum, square;
    guint count;
};

static void add(struct detail *detail, const float *row, gsize stride)
{
    double x = (double)(row[1] - row[0]), y = (double)(row[stride] - row[0]), value = (double)*row;
    detail->energy += x * x + y * y;
    detail->sum += value;
    detail->square += value * value;
    detail->count++;
}

/* Of steps against contrast, so that a paler logo is not a blurred one; 0: there is no contrast. */
static double relative(const struct detail *detail)
{
    double mean = detail->sum / detail->count;
    double variance = detail->square / detail->count - mean * mean;
    return variance > 2e-3 ? detail->energy / detail->count / variance : 0;
}

/* Lightness of three planes: lossy formats keep its edges when they soften those of colours. */
static void lighten(const struct planes *from, const float background[3], struct planes *to)
{
    for (gsize i = 0; i < planes_size(to); i++) {
        float clear = from->count > 3 && background ? planes_at(from, 3)[i] : 0;
        to->data[i] = 0;
        for (guint k = 0; k < 3; k++) {
            float under = background ? clear * background[k] : 0;
            to->data[i] += LUMA[k] * (planes_at(from, k)[i] - under);
        }
    }
}

double measure_sharpness(const struct view *view, const struct drawn *drawn,
                         const struct logo_box *box)
{
    struct span span = view_span(view, box, 0);
    struct detail seen = {0}, right = {0};
    if (span.to_x < span.from_x + LEAST_SIDE || span.to_y < span.from_y + LEAST_SIDE) {
        return LOGO_UNMEASURED;
    }
    struct planes image = planes_new(view->seen.width, view->seen.height, 4);
    struct planes model = planes_new(view->seen.width, view->seen.height, 1);
    struct planes here = planes_new(view->seen.width, view->seen.height, 1);
    view_sample(view, box, &drawn->image, &image);
    lighten(&image, view->background, &model);
    lighten(&view->seen, NULL, &here);
    gsize stride = model.stride;
    for (guint y = span.from_y; y + 1 < span.to_y; y++) {
        for (guint x = span.from_x; x + 1 < span.to_x; x++) {
            add(&seen, here.data + y * stride + x, stride);
            add(&right, model.data + y * stride + x, stride);
        }
    }
    planes_clear(&image);
    planes_clear(&model);
    planes_clear(&here);
    double wanted = relative(&right), found = relative(&seen);
    return wanted > 1e-6 && found > 0 ? found / wanted : LOGO_UNMEASURED;
}
