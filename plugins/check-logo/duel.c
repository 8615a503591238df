/* SPDX-License-Identifier: MIT
 *
 * Which of two versions that look alike is it? Each is laid on the picture's own pixels as exactly
 * as can be. What they leave unexplained is noise, of which both leave as much, and for the wrong
 * one what tells the two apart: how far the two are from one another says how much that should be
 * (a matched filter: Turin 1960).
 */
#include <math.h>

#include "plugins/check-logo/localiser.h"
#include "plugins/check-logo/measure.h"

#define NEARER 0.35 /* of the way between the two that the one must be nearer; 1: it is the one */
#define BEYOND 1.5  /* the same; further and neither explains what is seen */
#define LEAST_GAP 5e-5   /* of all there is: what rounding and resampling may do */
#define EXACT_GAP 5e-4   /* the same, where colours count */
#define SAME_PLACE 0.8   /* intersection over union: else one explains more than the other */
#define WHOLE 0.003      /* left of the larger of two: it is there, and the other a part of it */
#define EXPLAINED 0.05   /* what may be left at most: else it is neither */
#define PIXEL_SLACK 0.02 /* of a pixel: no cell grows for less */

/* Shares of what is seen that a version leaves unexplained. */
struct rest {
    double shape; /* brighter or darker as may be, or in one other colour */
    double exact; /* just as it is drawn */
};

/* A version laid on the picture, as a sighting has it. */
struct laid {
    struct drawn drawn;
    struct view view;
    struct logo_box box; /* pixels of rgba */
    gboolean is_outline; /* one length for all its ink: alpha alone */
    gboolean is_by_ink;  /* its colours are not what is seen */
    struct rest rest;
};

/* The version as it is drawn, on the cells of a view, as view->seen is; the caller clears it. */
static struct planes shown_on(const struct view *view, const struct laid *laid)
{
    struct planes shown = planes_new(view->seen.width, view->seen.height, 4);
    view_sample(view, &laid->box, &laid->drawn.image, &shown);
    for (gsize i = 0; i < planes_size(&shown); i++) {
        float alpha = planes_at(&shown, 3)[i], sum = 0;
        for (guint k = 0; k < 3; k++) {
            float ink = planes_at(&shown, k)[i] - alpha * view->background[k];
            planes_at(&shown, k)[i] = ink;
            sum += ink * ink;
        }
        planes_at(&shown, 3)[i] = laid->is_outline ? alpha : sqrtf(sum);
    }
    return shown;
}

/* By its colours. FALSE: they are nowhere near. */
static gboolean rest_by_colours(const struct view *view, const struct laid *laid,
                                struct rest *rest_r)
{
    const struct planes *seen = &view->seen;
    struct planes shown = shown_on(view, laid);
    double ab = 0, aa = 0, bb = 0;
    for (guint y = view->inside.from_y; y < view->inside.to_y; y++) {
        for (guint x = view->inside.from_x; x < view->inside.to_x; x++) {
            gsize at = (gsize)y * seen->stride + x;
            for (guint k = 0; k < 3; k++) {
                double a = (double)planes_at(seen, k)[at], b = (double)planes_at(&shown, k)[at];
                ab += a * b;
                aa += a * a;
                bb += b * b;
            }
        }
    }
    planes_clear(&shown);
    gboolean is_there = aa > 0 && bb > 0 && ab > 0;
    *rest_r = is_there ? (struct rest){1 - ab * ab / (aa * bb), (aa - 2 * ab + bb) / aa}
                       : (struct rest){1, 1};
    return is_there;
}

/* Cells along the longer side: of whole pixels each. What pixels cut through show is blurred, and
 * the drawing is not. */
static double whole_cells(const struct logo_box *box, const struct raster *raster)
{
    double step = ceil(MAX(box->width / raster->width, box->height / raster->height) - PIXEL_SLACK);
    return MAX(box->width, box->height) / MAX(1, step);
}

static struct laid lay_as(const struct logo_reference *reference, const struct picture *picture,
                          const struct logo_sighting *sighting)
{
    const struct raster *raster = &reference->raster;
    struct laid laid = {.drawn = drawn_open(reference, sighting),
                        .box = box_in_pixels(picture, &sighting->box),
                        .is_outline = sighting->is_silhouette};
    double side = whole_cells(&laid.box, raster);
    laid.view = view_open(picture, sighting, &laid.box, raster, side);
    struct span all = {0, laid.view.seen.width, 0, laid.view.seen.height};
    double alike = MAX(0, fit(&laid.view, &laid.drawn, &all, &laid.box));
    gboolean has_colours = rest_by_colours(&laid.view, &laid, &laid.rest);
    laid.is_by_ink = sighting->is_mono || sighting->is_silhouette || !has_colours;
    if (laid.is_by_ink) {
        laid.rest.shape = 1 - alike * alike;
    }
    return laid;
}

static void laid_close(struct laid *laid)
{
    view_close(&laid->view);
    drawn_close(&laid->drawn);
}

static struct laid lay(const struct logo_book *book, const struct picture *picture,
                       const struct logo_sighting *sighting)
{
    const struct logo_reference *reference =
        &g_array_index(book->references, struct logo_reference, sighting->reference);
    struct laid laid = lay_as(reference, picture, sighting);
    if (!sighting->is_mono) {
        return laid;
    }
    struct logo_sighting either = *sighting; /* what is in one colour may be drawn either way */
    either.is_silhouette = !sighting->is_silhouette;
    struct laid other = lay_as(reference, picture, &either);
    gboolean is_better = other.rest.shape < laid.rest.shape;
    struct laid best = is_better ? other : laid;
    best.rest.exact = MIN(laid.rest.exact, other.rest.exact);
    laid_close(is_better ? &laid : &other);
    return best;
}

/* What the one would leave of a picture that shows the other just as it is drawn. */
static struct rest apart(const struct laid *one, const struct laid *other)
{
    struct view view = one->view;
    struct span all = {0, view.seen.width, 0, view.seen.height};
    struct rest rest;
    view.seen = shown_on(&view, other);
    rest_by_colours(&view, one, &rest);
    if (one->is_by_ink) {
        double alike = MAX(0, fit_ncc(&view, &one->drawn, &all, &one->box));
        rest.shape = 1 - alike * alike;
    }
    planes_clear(&view.seen);
    return rest;
}

static double area_of(const struct logo_sighting *sighting)
{
    return sighting->box.width * sighting->box.height;
}

/* Of what two leave, and of how far they are apart. */
static enum duel nearer(double first, double second, double between, double least)
{
    double less = MIN(first, second), gap = fabs(first - second);
    if (less <= EXPLAINED && gap >= least && gap >= NEARER * between && gap <= BEYOND * between) {
        return first < second ? DUEL_FIRST : DUEL_SECOND;
    }
    return DUEL_OPEN;
}

/* The larger of the two, if all of it is there: the other is a part of it. */
static enum duel larger(const struct logo_sighting *first, double first_rest,
                        const struct logo_sighting *second, double second_rest)
{
    gboolean is_first = area_of(first) > area_of(second);
    double rest = is_first ? first_rest : second_rest;
    return rest > WHOLE ? DUEL_OPEN : is_first ? DUEL_FIRST : DUEL_SECOND;
}

enum duel duel(const struct logo_book *book, const struct picture *picture,
               const struct logo_sighting *first, const struct logo_sighting *second)
{
    struct laid one = lay(book, picture, first), other = lay(book, picture, second);
    enum duel won;
    if (boxes_overlap(&first->box, &second->box) < SAME_PLACE) {
        won = larger(first, one.rest.shape, second, other.rest.shape);
    } else {
        struct rest there = apart(&one, &other), back = apart(&other, &one);
        won = nearer(one.rest.exact, other.rest.exact, MAX(there.exact, back.exact), EXACT_GAP);
        if (won == DUEL_OPEN) {
            won = nearer(one.rest.shape, other.rest.shape, MAX(there.shape, back.shape), LEAST_GAP);
        }
    }
    laid_close(&one);
    laid_close(&other);
    return won;
}
