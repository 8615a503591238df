/* SPDX-License-Identifier: MIT
 *
 * Where exactly the reference lies, to a fraction of a cell: Gauss-Newton on its ink (Lucas and
 * Kanade 1981), the reference sampled anew by area at each step as whoever made the picture did.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>
#include <string.h>

#define STEPS 10
#define DAMPING 1.00001
#define STILL 0.004 /* cells: a step below this is the last */
#define MOST_STEP 0.08
#define REACH 0.04 /* of the smaller side: further from the logo nothing belongs to it */
#define ALIEN 0.1F /* ink that does not belong */

struct work {
    const struct view *view;
    const struct drawn *drawn;
    struct span span;
    struct planes model;  /* the reference's ink on the grid */
    struct planes weight; /* 1 where a cell counts, 0 elsewhere */
    double count;
};

struct moments {
    double mean, scale; /* 1 / deviation */
};

static const float *row_of(const struct planes *planes, guint plane, guint y)
{
    return planes_at(planes, plane) + (gsize)y * planes->stride;
}

static struct moments moments_of(const struct work *work, const struct planes *planes, guint plane)
{
    double sum = 0, square = 0;
    for (guint y = work->span.from_y; y < work->span.to_y; y++) {
        const float *row = row_of(planes, plane, y), *weight = row_of(&work->weight, 0, y);
        for (guint x = work->span.from_x; x < work->span.to_x; x++) {
            double value = (double)(row[x] * weight[x]);
            sum += value;
            square += value * (double)row[x];
        }
    }
    double mean = sum / work->count, variance = square / work->count - mean * mean;
    return (struct moments){mean, variance > 1e-6 ? 1 / sqrt(variance) : 0};
}

/* The greatest of a row within reach, to the right place. */
static void spread(const float *from, gsize step, guint count, guint reach, float *to)
{
    for (guint i = 0; i < count; i++) {
        guint first = i > reach ? i - reach : 0, last = MIN(count - 1, i + reach);
        float most = 0;
        for (guint j = first; j <= last; j++) {
            most = MAX(most, from[j * step]);
        }
        to[i * step] = most;
    }
}

/* Ink far from anything that the reference shows is a neighbour's, and counts for nothing. */
static void weigh(struct work *work)
{
    const struct planes *seen = &work->view->seen, *model = &work->model;
    guint reach = (guint)MAX(2, lround(REACH * MIN(seen->width, seen->height)));
    struct planes rows = planes_new(seen->width, seen->height, 1);
    struct planes near = planes_new(seen->width, seen->height, 1);
    for (guint y = 0; y < seen->height; y++) {
        gsize at = (gsize)y * seen->stride;
        spread(model->data + at, 1, seen->width, reach, rows.data + at);
    }
    for (guint x = 0; x < seen->width; x++) {
        spread(rows.data + x, seen->stride, seen->height, reach, near.data + x);
    }
    work->count = 0;
    for (guint y = work->span.from_y; y < work->span.to_y; y++) {
        const float *ink = row_of(seen, 3, y), *by = row_of(&near, 0, y);
        float *weight = work->weight.data + (gsize)y * seen->stride;
        for (guint x = work->span.from_x; x < work->span.to_x; x++) {
            weight[x] = by[x] < 0.02F && ink[x] > ALIEN ? 0 : 1;
            work->count += (double)weight[x];
        }
    }
    planes_clear(&rows);
    planes_clear(&near);
}

static double correlation(const struct work *work)
{
    struct moments seen = moments_of(work, &work->view->seen, 3);
    struct moments model = moments_of(work, &work->model, 0);
    double sum = 0;
    for (guint y = work->span.from_y; y < work->span.to_y; y++) {
        const float *a = row_of(&work->view->seen, 3, y), *b = row_of(&work->model, 0, y);
        const float *weight = row_of(&work->weight, 0, y);
        for (guint x = work->span.from_x; x < work->span.to_x; x++) {
            sum += (double)(a[x] * b[x] * weight[x]);
        }
    }
    return (sum / work->count - seen.mean * model.mean) * seen.scale * model.scale;
}

/* The upper half of the normal equations of (scale x, scale y, shift x, shift y), then the rest. */
static void add_cell(double matrix[4][5], const double gradient[4], double rest)
{
    for (guint i = 0; i < 4; i++) {
        for (guint j = i; j < 4; j++) {
            matrix[i][j] += gradient[i] * gradient[j];
        }
        matrix[i][4] += gradient[i] * rest;
    }
}

/* What a step is made of: both standardised. */
struct pair {
    struct moments seen, model;
    double centre_x, centre_y; /* cells */
};

static void add_row(const struct work *work, const struct pair *pair, guint y, double matrix[4][5])
{
    gsize stride = work->view->seen.stride;
    const float *a = row_of(&work->view->seen, 3, y), *b = row_of(&work->model, 0, y);
    const float *weight = row_of(&work->weight, 0, y);
    double up = y - pair->centre_y, half_a = pair->seen.scale / 4, half_b = pair->model.scale / 4;
    for (guint x = work->span.from_x + 1; x + 1 < work->span.to_x; x++) {
        double gx = (double)(a[x + 1] - a[x - 1]) * half_a + (double)(b[x + 1] - b[x - 1]) * half_b;
        double gy = (double)(a[x + stride] - *(a + x - stride)) * half_a +
                    (double)(b[x + stride] - *(b + x - stride)) * half_b;
        if (weight[x] > 0 && gx * gx + gy * gy > 1e-6) {
            double rest = ((double)a[x] - pair->seen.mean) * pair->seen.scale -
                          ((double)b[x] - pair->model.mean) * pair->model.scale;
            double across = x - pair->centre_x;
            add_cell(matrix, (double[4]){gx * across, gy * up, gx, gy}, rest);
        }
    }
}

/* A side of the box after the content at c + (x - c)(1 + scale) + shift came to x. */
static void move_side(double *start, double *extent, double centre, double scale, double shift)
{
    scale = CLAMP(scale, -MOST_STEP, MOST_STEP);
    *start = centre + (*start - centre - shift) / (1 + scale);
    *extent /= 1 + scale;
}

/* One step; how far it went, in cells. */
static double step(const struct work *work, struct logo_box *box)
{
    const struct view *view = work->view;
    double matrix[4][5] = {{0}};
    double middle_x = box->left + box->width / 2, middle_y = box->top + box->height / 2;
    struct pair pair = {moments_of(work, &view->seen, 3), moments_of(work, &work->model, 0),
                        (middle_x - view->left) / view->step_x - 0.5,
                        (middle_y - view->top) / view->step_y - 0.5};
    for (guint y = work->span.from_y + 1; y + 1 < work->span.to_y; y++) {
        add_row(work, &pair, y, matrix);
    }
    equations_solve(matrix, DAMPING);
    double width = box->width / view->step_x, height = box->height / view->step_y;
    double most_x = MAX(1, MOST_STEP * width), most_y = MAX(1, MOST_STEP * height);
    double shift_x = CLAMP(matrix[2][4], -most_x, most_x);
    double shift_y = CLAMP(matrix[3][4], -most_y, most_y);
    move_side(&box->left, &box->width, middle_x, matrix[0][4], shift_x * view->step_x);
    move_side(&box->top, &box->height, middle_y, matrix[1][4], shift_y * view->step_y);
    return MAX(fabs(matrix[0][4]) * width / 2 + fabs(shift_x),
               fabs(matrix[1][4]) * height / 2 + fabs(shift_y));
}

static struct work work_open(const struct view *view, const struct drawn *drawn,
                             const struct span *span, const struct logo_box *box)
{
    struct work work = {.view = view, .drawn = drawn, .span = *span};
    work.model = planes_new(view->seen.width, view->seen.height, 1);
    work.weight = planes_new(view->seen.width, view->seen.height, 1);
    view_sample(view, box, &drawn->ink, &work.model);
    weigh(&work);
    return work;
}

static void work_close(struct work *work)
{
    planes_clear(&work->model);
    planes_clear(&work->weight);
}

static gboolean is_wide_enough(const struct span *span)
{
    return span->to_x >= span->from_x + 4 && span->to_y >= span->from_y + 4;
}

double fit_ncc(const struct view *view, const struct drawn *drawn, const struct span *span,
               const struct logo_box *box)
{
    if (!is_wide_enough(span)) {
        return -1;
    }
    struct work work = work_open(view, drawn, span, box);
    double result = work.count > 0 ? correlation(&work) : -1;
    work_close(&work);
    return result;
}

double fit(const struct view *view, const struct drawn *drawn, const struct span *span,
           struct logo_box *box)
{
    if (!is_wide_enough(span)) {
        return -1;
    }
    struct work work = work_open(view, drawn, span, box);
    struct logo_box at = *box;
    double before = work.count > 0 ? correlation(&work) : -1, after = before;
    for (guint i = 0; i < STEPS && work.count > 0; i++) {
        double moved = step(&work, &at);
        memset(work.model.data, 0, planes_size(&work.model) * sizeof(float));
        view_sample(view, &at, &drawn->ink, &work.model);
        if (moved < STILL) {
            break;
        }
    }
    if (work.count > 0) {
        after = correlation(&work);
    }
    if (after > before) {
        *box = at;
    }
    work_close(&work);
    return MAX(before, after);
}
