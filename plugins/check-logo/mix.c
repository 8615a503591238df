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
#include <string.h>

#include "plugins/check-logo/colour.h"
#include "plugins/check-logo/parts.h"

#define MOST_TERMS (TINTS_MOST + 1) /* parts, and one for another sharpness */
#define CELLS_ALIKE 24.0            /* blurred, so many neighbours say one thing */
#define CELLS_ALIKE_COLOUR 64.0     /* the same of colour, which loss spreads further */
#define ERRORS 2.0                  /* standard errors that are doubted */
#define REACH 2u                    /* cells around the logo, which its edges blur into */

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

static void from_channels(const double by[3], double rgb_r[3])
{
    rgb_r[0] = by[0] + 1.402 * by[2];
    rgb_r[1] = by[0] - 0.344136 * by[1] - 0.714136 * by[2];
    rgb_r[2] = by[0] + 1.772 * by[1];
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
    struct planes cut;    /* what bled beyond the limits of a channel and was lost, by channel */
    struct span span;
};

/* Loss spreads the two colour differences over the neighbours, and not the lightness; what then
 * lies beyond black or white is cut off. That makes colour: thin white on blue turns yellow. */
static struct planes cut_of(const struct planes *right, const float background[3])
{
    struct planes sharp = copy_of(right);
    gsize size = planes_size(right);
    for (guint k = 0; k < 3; k++) {
        for (gsize at = 0; at < size; at++) {
            planes_at(&sharp, k)[at] += background[k];
        }
    }
    to_channels(&sharp);
    struct planes bled = copy_of(&sharp);
    blur_twice(&bled);
    for (gsize at = 0; at < size; at++) {
        double rgb[3] = {0};
        double by[3] = {(double)planes_at(&sharp, 0)[at], (double)planes_at(&bled, 1)[at],
                        (double)planes_at(&bled, 2)[at]};
        from_channels(by, rgb);
        for (guint k = 0; k < 3; k++) {
            planes_at(&sharp, k)[at] = (float)(CLAMP(rgb[k], 0, 1) - rgb[k]);
        }
    }
    planes_clear(&bled);
    to_channels(&sharp);
    return sharp;
}

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
    mixture.cut = cut_of(&right, view->background);
    clear_outside(&mixture.cut, &view->inside);
    clear_outside(&mixture.shares, &view->inside);
    for (gsize at = 0; at < 3 * planes_size(seen); at++) {
        mixture.rest.data[at] = seen->data[at] - right.data[at];
    }
    to_channels(&right);
    to_channels(&mixture.rest);
    blur_twice(&right);
    blur_twice(&mixture.rest);
    blur_twice(&mixture.cut);
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
    planes_clear(&mixture->cut);
}

/* ---- least squares ---- */

struct normal {
    guint terms;
    double matrix[MOST_TERMS][MOST_TERMS], right[MOST_TERMS], square;
    double cut[MOST_TERMS]; /* right, of what was lost beyond the limits */
    double result[MOST_TERMS];
    double cells;
};

static void add_cell(struct normal *normal, const double *terms, double rest, double cut)
{
    for (guint i = 0; i < normal->terms; i++) {
        for (guint j = 0; j <= i; j++) {
            normal->matrix[i][j] += terms[i] * terms[j];
        }
        normal->right[i] += terms[i] * rest;
        normal->cut[i] += terms[i] * cut;
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
            add_cell(normal, terms, (double)planes_at(&mixture->rest, channel)[at],
                     (double)planes_at(&mixture->cut, channel)[at]);
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

/* Of each part, in a channel. */
struct solution {
    double by[TINTS_MOST]; /* how much its colour differs */
    double error[TINTS_MOST];
    double cut[TINTS_MOST]; /* how much it would differ by what bled beyond the limits */
};

static void solve(const struct mixture *mixture, guint channel, guint parts,
                  struct solution *solution)
{
    struct normal normal = {.terms = parts + 1};
    sum_cells(mixture, channel, &normal);
    factor(&normal);
    double cut[MOST_TERMS];
    substitute(&normal, normal.right, normal.result);
    substitute(&normal, normal.cut, cut);
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
        solution->by[i] = normal.result[i];
        solution->error[i] = sqrt(variance * column[i] * alike);
        solution->cut[i] = cut[i];
    }
}

/* ---- what comes of it ---- */

static void add_channels(const double by[3], double rgb[3])
{
    double add[3];
    from_channels(by, add);
    for (guint k = 0; k < 3; k++) {
        rgb[k] = CLAMP(rgb[k] + add[k], 0, 1);
    }
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
                       const struct logo_box *box, const struct parts *parts,
                       struct tint tints_r[TINTS_MOST])
{
    struct planes covers = parts_cover(parts, &drawn->image);
    struct mixture mixture = mixture_open(view, drawn, box, &covers);
    struct solution by[3];
    for (guint k = 0; k < 3; k++) {
        solve(&mixture, k, parts->count, &by[k]);
    }
    for (guint i = 0; i < parts->count; i++) {
        const struct part *part = &parts->list[i];
        struct tint *tint = &tints_r[i];
        *tint = (struct tint){.is_seen = TRUE, .share = part->share};
        double change[3] = {by[0].by[i], by[1].by[i], by[2].by[i]};
        double error[3] = {by[0].error[i], by[1].error[i], by[2].error[i]};
        double cut[3] = {by[0].cut[i], by[1].cut[i], by[2].cut[i]};
        memcpy(tint->right, part->rgb, sizeof part->rgb);
        memcpy(tint->seen, part->rgb, sizeof part->rgb);
        add_channels(change, tint->seen);
        tint->doubt = doubt_of(tint->seen, error);
        from_channels(cut, tint->cut);
    }
    mixture_close(&mixture);
    planes_clear(&covers);
    return parts->count;
}
