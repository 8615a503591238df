/* SPDX-License-Identifier: MIT
 *
 * Brings one image onto another by scale and shift: Gauss-Newton on ink of mean 0 and deviation 1
 * (Lucas and Kanade 1981; the gradient is the mean of both, as in Benhimane and Malis 2004).
 */
#include "plugins/check-logo/match.h"

#include <math.h>
#include <string.h>

#define STEPS 12
#define DAMPING 1.0001
#define STILL 0.015 /* pixels: a step below this is the last */
#define MOST_SCALE 0.35
#define MOST_SHIFT 0.25 /* of the frame */

double ncc(const float *a, const float *b, gsize size, gsize count)
{
    double n = (double)count, sum_a = planes_sum(a, size), sum_b = planes_sum(b, size);
    double ab = planes_dot(a, b, size) - sum_a * sum_b / n;
    double aa = planes_dot(a, a, size) - sum_a * sum_a / n;
    double bb = planes_dot(b, b, size) - sum_b * sum_b / n;
    return aa > 1e-9 && bb > 1e-9 ? ab / sqrt(aa * bb) : 0;
}

/* Mean and deviation of the pixels; stride pixels are 0 and stay so. */
static void standardise(struct planes *planes)
{
    double n = (double)planes->width * planes->height;
    gsize size = planes_size(planes);
    double mean = planes_sum(planes->data, size) / n;
    double variance = planes_dot(planes->data, planes->data, size) / n - mean * mean;
    float shift = (float)mean, scale = variance > 1e-9 ? (float)(1 / sqrt(variance)) : 0;
    for (guint y = 0; y < planes->height; y++) {
        float *row = planes->data + (gsize)y * planes->stride;
        for (guint x = 0; x < planes->width; x++) {
            row[x] = (row[x] - shift) * scale;
        }
    }
}

/* to(x, y) = from(scale * x + shift): the same columns and rows for all, so done apart. */
static void warp(const struct planes *from, const struct alignment *at, const struct frame *frame,
                 struct planes *to)
{
    guint width = from->width, height = from->height;
    gint *columns = g_new(gint, width);
    float *shares = g_new(float, width), *row = g_new0(float, from->stride + 1);
    double centre_x = (width - 1) / 2.0, centre_y = (height - 1) / 2.0;
    for (guint x = 0; x < width; x++) {
        double source = centre_x + (x - centre_x) * (1 + at->ax) + at->tx * frame->width;
        source = CLAMP(source, 0, width - 1.001);
        columns[x] = (gint)source;
        shares[x] = (float)(source - columns[x]);
    }
    for (guint y = 0; y < height; y++) {
        double source = centre_y + (y - centre_y) * (1 + at->ay) + at->ty * frame->height;
        source = CLAMP(source, 0, height - 1.001);
        guint above = (guint)source;
        float share = (float)(source - above);
        const float *first = from->data + (gsize)above * from->stride,
                    *second = first + from->stride;
        for (guint x = 0; x < from->stride; x++) {
            row[x] = first[x] + (second[x] - first[x]) * share;
        }
        float *out = to->data + (gsize)y * to->stride;
        for (guint x = 0; x < width; x++) {
            const float *pair = row + columns[x];
            out[x] = pair[0] + (pair[1] - pair[0]) * shares[x];
        }
    }
    g_free(columns);
    g_free(shares);
    g_free(row);
}

/* Sums of one row that the normal equations need. */
enum { GXX, GXY, GYY, GXX_X, GXX_XX, GXY_X, GX_R, GX_R_X, GY_R, SUMS };

struct rows {
    const float *wanted, *seen; /* this row; the one above lies a stride before */
    gsize stride;
    const float *across; /* x, around the middle */
    guint width;
};

static void add_products(float lanes[SUMS][PLANES_LANES], const float *gx, const float *gy,
                         const float *rest, const float *across)
{
    for (guint k = 0; k < PLANES_LANES; k++) {
        float xx = gx[k] * gx[k], xy = gx[k] * gy[k], xr = gx[k] * rest[k];
        lanes[GXX][k] += xx;
        lanes[GXY][k] += xy;
        lanes[GYY][k] += gy[k] * gy[k];
        lanes[GXX_X][k] += xx * across[k];
        lanes[GXX_XX][k] += xx * across[k] * across[k];
        lanes[GXY_X][k] += xy * across[k];
        lanes[GX_R][k] += xr;
        lanes[GX_R_X][k] += xr * across[k];
        lanes[GY_R][k] += gy[k] * rest[k];
    }
}

static void sum_row(const struct rows *rows, float *restrict scratch, double sums_r[SUMS])
{
    gsize stride = rows->stride;
    float *gx = scratch, *gy = scratch + stride, *rest = scratch + 2 * stride;
    const float *a = rows->wanted, *b = rows->seen;
    for (guint x = 1; x + 1 < rows->width; x++) {
        gx[x] = (a[x + 1] - a[x - 1] + b[x + 1] - b[x - 1]) * 0.25F;
        gy[x] = (a[x + stride] - *(a + x - stride) + b[x + stride] - *(b + x - stride)) * 0.25F;
        rest[x] = a[x] - b[x];
    }
    float lanes[SUMS][PLANES_LANES] = {{0}};
    for (guint x = 0; x < stride; x += PLANES_LANES) {
        add_products(lanes, gx + x, gy + x, rest + x, rows->across + x);
    }
    for (guint i = 0; i < SUMS; i++) {
        sums_r[i] = 0;
        for (guint k = 0; k < PLANES_LANES; k++) {
            sums_r[i] += (double)lanes[i][k];
        }
    }
}

/* Adds one row, y around the middle, to the upper half of the equations. */
static void add_row(double matrix[4][5], const double s[SUMS], double y)
{
    matrix[0][0] += s[GXX_XX];
    matrix[0][1] += y * s[GXY_X];
    matrix[0][2] += s[GXX_X];
    matrix[0][3] += s[GXY_X];
    matrix[1][1] += y * y * s[GYY];
    matrix[1][2] += y * s[GXY];
    matrix[1][3] += y * s[GYY];
    matrix[2][2] += s[GXX];
    matrix[2][3] += s[GXY];
    matrix[3][3] += s[GYY];
    matrix[0][4] += s[GX_R_X];
    matrix[1][4] += y * s[GY_R];
    matrix[2][4] += s[GX_R];
    matrix[3][4] += s[GY_R];
}

static void normal_equations(const struct planes *wanted, const struct planes *seen,
                             const float *across, double matrix[4][5])
{
    gsize stride = wanted->stride;
    float *scratch = g_new0(float, 3 * stride);
    memset(matrix, 0, 4 * sizeof *matrix);
    for (guint y = 1; y + 1 < wanted->height; y++) {
        double sums[SUMS];
        struct rows rows = {wanted->data + y * stride, seen->data + y * stride, stride, across,
                            wanted->width};
        sum_row(&rows, scratch, sums);
        add_row(matrix, sums, y - (wanted->height - 1) / 2.0);
    }
    g_free(scratch);
}

/* One step; how far it went, in pixels. */
static double step(const struct planes *wanted, const struct planes *warped, const float *across,
                   const struct frame *frame, struct alignment *at)
{
    double matrix[4][5];
    normal_equations(wanted, warped, across, matrix);
    equations_solve(matrix, DAMPING);
    struct alignment to = {at->ax + matrix[0][4], at->ay + matrix[1][4],
                           at->tx + matrix[2][4] / frame->width,
                           at->ty + matrix[3][4] / frame->height};
    to.ax = CLAMP(to.ax, -MOST_SCALE, MOST_SCALE);
    to.ay = CLAMP(to.ay, -MOST_SCALE, MOST_SCALE);
    to.tx = CLAMP(to.tx, -MOST_SHIFT, MOST_SHIFT);
    to.ty = CLAMP(to.ty, -MOST_SHIFT, MOST_SHIFT);
    double far_x = fabs(to.ax - at->ax) * frame->width / 2 + fabs(to.tx - at->tx) * frame->width;
    double far_y = fabs(to.ay - at->ay) * frame->height / 2 + fabs(to.ty - at->ty) * frame->height;
    *at = to;
    return MAX(far_x, far_y);
}

struct alignment align(const struct planes *wanted, const struct planes *seen, struct alignment at,
                       const struct frame *frame)
{
    struct planes target = planes_new(wanted->width, wanted->height, 1);
    struct planes warped = planes_new(wanted->width, wanted->height, 1);
    float *across = g_new0(float, wanted->stride);
    gsize size = planes_size(wanted);
    memcpy(target.data, wanted->data, size * sizeof(float));
    standardise(&target);
    for (guint x = 0; x < wanted->width; x++) {
        across[x] = (float)(x - (wanted->width - 1) / 2.0);
    }
    for (guint i = 0; i < STEPS; i++) {
        warp(seen, &at, frame, &warped);
        standardise(&warped);
        if (step(&target, &warped, across, frame, &at) < STILL) {
            break;
        }
    }
    g_free(across);
    planes_clear(&target);
    planes_clear(&warped);
    return at;
}
