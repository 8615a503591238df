/* SPDX-License-Identifier: MIT
 *
 * The colours of parts that are too thin to have a cell of their own: from how the whole is mixed.
 *
 * An edge shows two colours in the shares in which they cover it, and what was packed with loss
 * spreads colour over its neighbours; but neither makes colour or loses it. So each part's colour
 * is the one by which, laid on the cells in its shares, the parts explain what is seen best (least
 * squares, once for lightness and each of the two colour differences, as JPEG has them), and what
 * they leave unexplained says how far to trust that.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plugins/check-logo/colour.h"

#define MOST_TERMS (TINTS_MOST + 1) /* parts, and one for another sharpness */
#define BINS 32768u                 /* five bits a channel */
#define MOST_BINS 64u               /* colours that are looked at */
#define ALIKE 6.0                   /* Lab: one part */
#define SOLID 0.5F                  /* alpha, from which a pixel has a colour */
#define CELLS_ALIKE 24.0            /* blurred, so many neighbours say one thing */
#define CELLS_ALIKE_COLOUR 64.0     /* the same of colour, which loss spreads further */
#define ERRORS 2.0                  /* standard errors that are doubted */
#define REACH 2u                    /* cells around the logo, which its edges blur into */

/* ---- the parts of the reference ---- */

struct part {
    struct lab lab;
    double rgb[3], weight;
};

struct parts {
    guint count;
    struct part list[TINTS_MOST];
};

struct bin {
    guint bin, count;
};

/* Commonest first; of two alike the lower. */
static int compare_bins(const void *first, const void *second)
{
    const struct bin *a = first, *b = second;
    if (a->count != b->count) {
        return a->count < b->count ? 1 : -1;
    }
    return a->bin < b->bin ? -1 : 1;
}

/* FALSE: it shines through. */
static gboolean colour_at(const struct planes *image, gsize at, double rgb_r[3])
{
    float alpha = planes_at(image, 3)[at];
    for (guint k = 0; alpha >= SOLID && k < 3; k++) {
        rgb_r[k] = CLAMP((double)(planes_at(image, k)[at] / alpha), 0, 1);
    }
    return alpha >= SOLID;
}

static guint bin_of(const double rgb[3])
{
    guint bin = 0;
    for (guint k = 0; k < 3; k++) {
        bin = bin << 5 | (guint)lround(rgb[k] * 255) >> 3;
    }
    return bin;
}

static struct lab lab_of_bin(guint bin)
{
    double rgb[3] = {((bin >> 10 & 31) * 8 + 4) / 255.0, ((bin >> 5 & 31) * 8 + 4) / 255.0,
                     ((bin & 31) * 8 + 4) / 255.0};
    return lab_of(rgb);
}

static guint nearest_part(const struct parts *parts, struct lab lab, double *far_r)
{
    guint best = 0;
    *far_r = HUGE_VAL;
    for (guint i = 0; i < parts->count; i++) {
        double far = delta_e_76(parts->list[i].lab, lab);
        if (far < *far_r) {
            *far_r = far;
            best = i;
        }
    }
    return best;
}

/* The commonest colours, and for each bin the part that is nearest. */
static void find_parts(const struct planes *image, struct parts *parts, guint8 *part_of_bin)
{
    g_autofree struct bin *bins = g_new(struct bin, BINS);
    double rgb[3], far;
    for (guint i = 0; i < BINS; i++) {
        bins[i] = (struct bin){i, 0};
    }
    for (gsize at = 0; at < planes_size(image); at++) {
        if (colour_at(image, at, rgb)) {
            bins[bin_of(rgb)].count++;
        }
    }
    g_autofree struct bin *common = g_memdup2(bins, BINS * sizeof *bins);
    qsort(common, BINS, sizeof *common, compare_bins);
    for (guint i = 0; i < MOST_BINS && common[i].count > 0 && parts->count < TINTS_MOST; i++) {
        struct lab lab = lab_of_bin(common[i].bin);
        nearest_part(parts, lab, &far);
        if (far >= ALIKE) {
            parts->list[parts->count++].lab = lab;
        }
    }
    for (guint i = 0; i < BINS; i++) {
        part_of_bin[i] =
            bins[i].count ? (guint8)nearest_part(parts, lab_of_bin(i), &far) : (guint8)TINTS_MOST;
    }
}

/* What each part covers, a plane each; and its own colour, of what is no edge of it. */
static struct planes cover(const struct planes *image, struct parts *parts)
{
    g_autofree guint8 *part_of_bin = g_malloc(BINS);
    double rgb[3];
    find_parts(image, parts, part_of_bin);
    struct planes covers = planes_new(image->width, image->height, MAX(1, parts->count));
    for (gsize at = 0; at < planes_size(image); at++) {
        if (!colour_at(image, at, rgb)) {
            continue;
        }
        guint bin = bin_of(rgb);
        guint8 index = part_of_bin[bin];
        struct part *part = &parts->list[index];
        planes_at(&covers, index)[at] = planes_at(image, 3)[at];
        double weight = delta_e_76(part->lab, lab_of_bin(bin)) < ALIKE ? 1 : 1e-6;
        part->weight += weight;
        for (guint k = 0; k < 3; k++) {
            part->rgb[k] += weight * rgb[k];
        }
    }
    return covers;
}

/* ---- what is seen, and how it should be mixed ---- */

/* As JPEG has them: lightness, and what blue and red have more. */
static const double channels[3][3] = {
    {0.299, 0.587, 0.114}, {-0.168736, -0.331264, 0.5}, {0.5, -0.418688, -0.081312}};

static void to_channels(struct planes *planes)
{
    gsize size = planes_size(planes);
    for (gsize at = 0; at < size; at++) {
        double rgb[3], sum;
        for (guint k = 0; k < 3; k++) {
            rgb[k] = (double)planes_at(planes, k)[at];
        }
        for (guint k = 0; k < 3; k++) {
            sum = channels[k][0] * rgb[0] + channels[k][1] * rgb[1] + channels[k][2] * rgb[2];
            planes_at(planes, k)[at] = (float)sum;
        }
    }
}

/* Beyond the picture nothing is seen, and nothing is expected. */
static void clear_outside(struct planes *planes, const struct span *inside)
{
    for (guint k = 0; k < planes->count; k++) {
        for (guint y = 0; y < planes->height; y++) {
            float *row = planes_at(planes, k) + (gsize)y * planes->stride;
            gboolean is_in = y >= inside->from_y && y < inside->to_y;
            for (guint x = 0; x < planes->width; x++) {
                row[x] = is_in && x >= inside->from_x && x < inside->to_x ? row[x] : 0;
            }
        }
    }
}

static void blur_twice(struct planes *planes)
{
    for (guint k = 0; k < planes->count; k++) {
        planes_blur(planes, k);
        planes_blur(planes, k);
    }
}

static struct planes copy_of(const struct planes *planes)
{
    struct planes copy = *planes;
    copy.data = g_memdup2(planes->data, (planes_size(planes) * planes->count + PLANES_LANES) *
                                            sizeof *planes->data);
    return copy;
}

struct mixture {
    struct planes shares; /* of each part, a plane each */
    struct planes rest;   /* what is seen less what should be, by channel */
    struct planes detail; /* what of it is finer than a blur, by channel */
    struct span span;
};

static struct mixture mixture_open(const struct view *view, const struct drawn *drawn,
                                   const struct logo_box *box, const struct planes *covers)
{
    const struct planes *seen = &view->seen;
    struct planes right = planes_new(seen->width, seen->height, 4);
    struct mixture mixture = {.shares = planes_new(seen->width, seen->height, covers->count),
                              .rest = planes_new(seen->width, seen->height, 3),
                              .span = view_span(view, box, -(double)REACH)};
    struct span *span = &mixture.span;
    view_sample(view, box, covers, &mixture.shares);
    view_sample(view, box, &drawn->image, &right);
    for (guint k = 0; k < 3; k++) {
        for (gsize at = 0; at < planes_size(seen); at++) {
            planes_at(&right, k)[at] -= planes_at(&right, 3)[at] * view->background[k];
        }
    }
    right.count = 3;
    clear_outside(&right, &view->inside);
    clear_outside(&mixture.shares, &view->inside);
    for (gsize at = 0; at < 3 * planes_size(seen); at++) {
        mixture.rest.data[at] = seen->data[at] - right.data[at];
    }
    to_channels(&right);
    to_channels(&mixture.rest);
    blur_twice(&right);
    blur_twice(&mixture.rest);
    blur_twice(&mixture.shares);
    mixture.detail = copy_of(&right);
    blur_twice(&right);
    for (gsize at = 0; at < 3 * planes_size(seen); at++) {
        mixture.detail.data[at] -= right.data[at];
    }
    span->from_x = MAX(span->from_x, REACH);
    span->from_y = MAX(span->from_y, REACH);
    span->to_x = MIN(span->to_x, MAX(seen->width, REACH) - REACH);
    span->to_y = MIN(span->to_y, MAX(seen->height, REACH) - REACH);
    planes_clear(&right);
    return mixture;
}

static void mixture_close(struct mixture *mixture)
{
    planes_clear(&mixture->shares);
    planes_clear(&mixture->rest);
    planes_clear(&mixture->detail);
}

/* ---- least squares ---- */

struct normal {
    guint terms;
    double matrix[MOST_TERMS][MOST_TERMS], right[MOST_TERMS], square;
    double inverse[MOST_TERMS]; /* its diagonal */
    double result[MOST_TERMS];
    double cells;
};

static void add_cell(struct normal *normal, const double *terms, double rest)
{
    for (guint i = 0; i < normal->terms; i++) {
        for (guint j = 0; j <= i; j++) {
            normal->matrix[i][j] += terms[i] * terms[j];
        }
        normal->right[i] += terms[i] * rest;
    }
    normal->square += rest * rest;
    normal->cells += 1;
}

static void sum_cells(const struct mixture *mixture, guint channel, struct normal *normal)
{
    const struct span *span = &mixture->span;
    double terms[MOST_TERMS];
    for (guint y = span->from_y; y < span->to_y; y++) {
        for (guint x = span->from_x; x < span->to_x; x++) {
            gsize at = (gsize)y * mixture->rest.stride + x;
            for (guint i = 0; i + 1 < normal->terms; i++) {
                terms[i] = (double)planes_at(&mixture->shares, i)[at];
            }
            terms[normal->terms - 1] = (double)planes_at(&mixture->detail, channel)[at];
            add_cell(normal, terms, (double)planes_at(&mixture->rest, channel)[at]);
        }
    }
}

/* Cholesky. What nothing tells of has an inverse beyond measure. */
static void factor(struct normal *normal)
{
    double(*m)[MOST_TERMS] = normal->matrix;
    for (guint j = 0; j < normal->terms; j++) {
        double rest = m[j][j] + 1e-6;
        for (guint k = 0; k < j; k++) {
            rest -= m[j][k] * m[j][k];
        }
        m[j][j] = sqrt(MAX(rest, 1e-9));
        for (guint i = j + 1; i < normal->terms; i++) {
            double sum = m[i][j];
            for (guint k = 0; k < j; k++) {
                sum -= m[i][k] * m[j][k];
            }
            m[i][j] = sum / m[j][j];
        }
    }
}

static void substitute(const struct normal *normal, const double *right, double *result_r)
{
    const double(*m)[MOST_TERMS] = normal->matrix;
    for (guint i = 0; i < normal->terms; i++) {
        double sum = right[i];
        for (guint k = 0; k < i; k++) {
            sum -= m[i][k] * result_r[k];
        }
        result_r[i] = sum / m[i][i];
    }
    for (guint i = normal->terms; i-- > 0;) {
        double sum = result_r[i];
        for (guint k = i + 1; k < normal->terms; k++) {
            sum -= m[k][i] * result_r[k];
        }
        result_r[i] = sum / m[i][i];
    }
}

/* By how much each part's colour differs in a channel, and the standard error of that. */
static void solve(const struct mixture *mixture, guint channel, guint parts, double *result_r,
                  double *error_r)
{
    struct normal normal = {.terms = parts + 1};
    sum_cells(mixture, channel, &normal);
    factor(&normal);
    substitute(&normal, normal.right, normal.result);
    double rest = normal.square;
    for (guint i = 0; i < normal.terms; i++) {
        rest -= normal.result[i] * normal.right[i];
    }
    double alike = channel ? CELLS_ALIKE_COLOUR : CELLS_ALIKE;
    double variance = MAX(rest, 0) / MAX(1, normal.cells - normal.terms);
    for (guint i = 0; i < parts; i++) {
        double unit[MOST_TERMS] = {0}, column[MOST_TERMS];
        unit[i] = 1;
        substitute(&normal, unit, column);
        result_r[i] = normal.result[i];
        error_r[i] = sqrt(variance * column[i] * alike);
    }
}

/* ---- what comes of it ---- */

static void add_channels(const double by[3], double rgb[3])
{
    rgb[0] = CLAMP(rgb[0] + by[0] + 1.402 * by[2], 0, 1);
    rgb[1] = CLAMP(rgb[1] + by[0] - 0.344136 * by[1] - 0.714136 * by[2], 0, 1);
    rgb[2] = CLAMP(rgb[2] + by[0] + 1.772 * by[1], 0, 1);
}

/* How far from what is seen the errors may lead. */
static double doubt_of(const double seen[3], const double errors[3])
{
    double square = 0;
    for (guint k = 0; k < 3; k++) {
        double far = 0;
        for (gint sign = -1; sign <= 1; sign += 2) {
            double by[3] = {0}, other[3] = {seen[0], seen[1], seen[2]};
            by[k] = sign * MIN(1, ERRORS * errors[k]);
            add_channels(by, other);
            far = MAX(far, delta_e_2000(lab_of(seen), lab_of(other)));
        }
        square += far * far;
    }
    return sqrt(square);
}

guint tints_of_mixture(const struct view *view, const struct drawn *drawn,
                       const struct logo_box *box, struct tint tints_r[TINTS_MOST])
{
    struct parts parts = {0};
    struct planes covers = cover(&drawn->image, &parts);
    struct mixture mixture = mixture_open(view, drawn, box, &covers);
    double by[3][TINTS_MOST], errors[3][TINTS_MOST], all = 0;
    for (guint k = 0; k < 3; k++) {
        solve(&mixture, k, parts.count, by[k], errors[k]);
    }
    for (guint i = 0; i < parts.count; i++) {
        tints_r[i] = (struct tint){.is_seen = TRUE};
        tints_r[i].share = planes_sum(planes_at(&covers, i), planes_size(&covers));
        all += tints_r[i].share;
    }
    for (guint i = 0; i < parts.count; i++) {
        struct tint *tint = &tints_r[i];
        const struct part *part = &parts.list[i];
        double change[3] = {by[0][i], by[1][i], by[2][i]};
        double error[3] = {errors[0][i], errors[1][i], errors[2][i]};
        tint->share /= all;
        for (guint k = 0; k < 3; k++) {
            tint->right[k] = tint->seen[k] = part->rgb[k] / part->weight;
        }
        add_channels(change, tint->seen);
        tint->doubt = doubt_of(tint->seen, error);
    }
    mixture_close(&mixture);
    planes_clear(&covers);
    return parts.count;
}
