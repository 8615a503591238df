/* SPDX-License-Identifier: MIT
 *
 * Planes of floats: made, resampled, blurred, summed.
 */
#include "plugins/check-logo/planes.h"

#include <math.h>
#include <string.h>

struct planes planes_new(guint width, guint height, guint count)
{
    struct planes planes = {width, height, (width + PLANES_LANES - 1) / PLANES_LANES * PLANES_LANES,
                            count, NULL};
    planes.data = g_new0(float, planes_size(&planes) * count + PLANES_LANES);
    return planes;
}

void planes_clear(struct planes *planes)
{
    g_clear_pointer(&planes->data, g_free);
}

struct planes planes_part(const struct planes *from, guint left, guint top, guint width,
                          guint height)
{
    struct planes part = planes_new(width, height, from->count);
    for (guint k = 0; k < from->count; k++) {
        for (guint y = 0; y < height; y++) {
            memcpy(planes_at(&part, k) + (gsize)y * part.stride,
                   planes_at(from, k) + (gsize)(top + y) * from->stride + left,
                   width * sizeof(float));
        }
    }
    return part;
}

/* Which pixels of a line make one pixel of another, and their weights. */
struct taps {
    guint *first, *count;
    float *weights; /* most a pixel */
    guint most;
};

static void weigh_area(struct taps *taps, guint i, double from, double to, guint size)
{
    gint first = (gint)floor(MAX(from, 0)), last = (gint)ceil(MIN(to, size));
    float *weights = taps->weights + (gsize)i * taps->most;
    taps->first[i] = (guint)CLAMP(first, 0, (gint)size);
    for (gint at = first; at < last && taps->count[i] < taps->most; at++) {
        double share = MIN(at + 1.0, to) - MAX((double)at, from);
        weights[taps->count[i]++] = (float)(MAX(share, 0) / (to - from));
    }
}

static void weigh_between(struct taps *taps, guint i, double centre, guint size)
{
    double at = floor(centre - 0.5), share = centre - 0.5 - at;
    float *weights = taps->weights + (gsize)i * taps->most;
    if (at >= 0 && at + 1 < size) {
        taps->first[i] = (guint)at;
        taps->count[i] = 2;
        weights[0] = (float)(1 - share);
        weights[1] = (float)share;
    } else if (at + 1 == 0 || at + 1 == size) { /* half outside, where all is 0 */
        taps->first[i] = at < 0 ? 0 : size - 1;
        taps->count[i] = 1;
        weights[0] = (float)(at < 0 ? share : 1 - share);
    }
}

static struct taps taps_new(double left, double extent, guint size, guint count)
{
    double step = extent / count;
    struct taps taps = {g_new0(guint, count), g_new0(guint, count), NULL, (guint)ceil(step) + 2};
    taps.weights = g_new0(float, (gsize)count *taps.most);
    for (guint i = 0; i < count; i++) {
        if (step > 1) {
            weigh_area(&taps, i, left + i * step, left + (i + 1) * step, size);
        } else {
            weigh_between(&taps, i, left + (i + 0.5) * step, size);
        }
    }
    return taps;
}

static void taps_clear(struct taps *taps)
{
    g_free(taps->first);
    g_free(taps->count);
    g_free(taps->weights);
}

/* The pixels of a line that any of them is made of. */
static void taps_span(const struct taps *taps, guint count, guint *from_r, guint *to_r)
{
    *from_r = G_MAXUINT;
    *to_r = 0;
    for (guint i = 0; i < count; i++) {
        if (taps->count[i]) {
            *from_r = MIN(*from_r, taps->first[i]);
            *to_r = MAX(*to_r, taps->first[i] + taps->count[i]);
        }
    }
    *from_r = MIN(*from_r, *to_r);
}

static void add_row(float *restrict to, const float *restrict from, float weight, guint size)
{
    for (guint x = 0; x < size; x++) {
        to[x] += from[x] * weight;
    }
}

static void sample_row(const float *row, const struct taps *across, float *to, guint width)
{
    for (guint x = 0; x < width; x++) {
        const float *from = row + across->first[x],
                    *weights = across->weights + (gsize)x * across->most;
        float sum = 0;
        for (guint i = 0; i < across->count[x]; i++) {
            sum += from[i] * weights[i];
        }
        to[x] = sum;
    }
}

void planes_sample(const struct planes *from, struct planes_box box, struct planes *to)
{
    struct taps across = taps_new(box.left, box.width, from->width, to->width);
    struct taps down = taps_new(box.top, box.height, from->height, to->height);
    float *row = g_new(float, from->stride);
    guint left, right;
    taps_span(&across, to->width, &left, &right);
    for (guint k = 0; k < to->count; k++) {
        const float *plane = planes_at(from, k);
        for (guint y = 0; y < to->height; y++) {
            const float *weights = down.weights + (gsize)y * down.most;
            memset(row + left, 0, (right - left) * sizeof *row);
            for (guint i = 0; i < down.count[y]; i++) {
                add_row(row + left, plane + (gsize)(down.first[y] + i) * from->stride + left,
                        weights[i], right - left);
            }
            sample_row(row, &across, planes_at(to, k) + (gsize)y * to->stride, to->width);
        }
    }
    g_free(row);
    taps_clear(&across);
    taps_clear(&down);
}

static double add_lanes(const float lanes[PLANES_LANES])
{
    double sum = 0;
    for (guint i = 0; i < PLANES_LANES; i++) {
        sum += (double)lanes[i];
    }
    return sum;
}

double planes_dot(const float *a, const float *b, gsize size)
{
    float lanes[PLANES_LANES] = {0};
    for (gsize i = 0; i < size; i += PLANES_LANES) {
        for (gsize k = 0; k < PLANES_LANES; k++) {
            lanes[k] += a[i + k] * b[i + k];
        }
    }
    return add_lanes(lanes);
}

double planes_sum(const float *a, gsize size)
{
    float lanes[PLANES_LANES] = {0};
    for (gsize i = 0; i < size; i += PLANES_LANES) {
        for (gsize k = 0; k < PLANES_LANES; k++) {
            lanes[k] += a[i + k];
        }
    }
    return add_lanes(lanes);
}

static void blur_row(float *restrict to, const float *restrict above, const float *restrict row,
                     const float *restrict below, guint width)
{
    for (guint x = 1; x + 1 < width; x++) {
        float left = above[x - 1] + 2 * row[x - 1] + below[x - 1];
        float middle = above[x] + 2 * row[x] + below[x];
        float right = above[x + 1] + 2 * row[x + 1] + below[x + 1];
        to[x] = (left + 2 * middle + right) * 0.0625F;
    }
}

void planes_blur(struct planes *planes, guint plane)
{
    float *data = planes_at(planes, plane);
    gsize stride = planes->stride;
    float *copy = g_memdup2(data, planes_size(planes) * sizeof *copy);
    for (guint y = 1; y + 1 < planes->height; y++) {
        const float *row = copy + y * stride;
        blur_row(data + y * stride, row - stride, row, row + stride, planes->width);
    }
    g_free(copy);
}

void planes_length(const struct planes *from, float *to)
{
    gsize size = planes_size(from);
    const float *a = from->data, *b = a + size, *c = b + size;
    for (gsize i = 0; i < size; i++) {
        to[i] = __builtin_sqrtf(a[i] * a[i] + b[i] * b[i] + c[i] * c[i]);
    }
}
