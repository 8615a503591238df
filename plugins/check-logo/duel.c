/* SPDX-License-Identifier: MIT
 *
 * Which of two versions that look alike is it? Each is laid on the picture's own pixels as exactly
 * as can be, and the one that leaves clearly less unexplained wins.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>

#define CLEARLY 0.6      /* of what the other leaves */
#define LEAST_GAP 2.5e-4 /* of all there is: what rounding and resampling may do */
#define EXACT_GAP 1.5e-3 /* the same, where colours count */
#define SAME_PLACE 0.8   /* intersection over union: else one explains more than the other */
#define WHOLE 0.003      /* left of the larger of two: it is there, and the other a part of it */
#define EXACT 0.01       /* left, and the colours are the right ones */
#define INEXACT 0.06     /* left, and they are not */
#define EXPLAINED 0.05   /* what may be left at most: else it is neither */

/* Shares of what is seen that a version leaves unexplained. */
struct rest {
    double shape; /* brighter or darker as may be, or in one other colour */
    double exact; /* just as it is drawn */
};

/* Of its colours, laid on what is seen. */
static struct rest rest_of(const struct view *view, const struct drawn *drawn,
                           const struct logo_box *box)
{
    const struct planes *seen = &view->seen;
    struct planes right = planes_new(seen->width, seen->height, 4);
    double ab = 0, aa = 0, bb = 0;
    view_sample(view, box, &drawn->image, &right);
    for (guint y = view->inside.from_y; y < view->inside.to_y; y++) {
        for (guint x = view->inside.from_x; x < view->inside.to_x; x++) {
            gsize at = (gsize)y * seen->stride + x;
            for (guint k = 0; k < 3; k++) {
                double covered = (double)(planes_at(&right, 3)[at] * view->background[k]);
                double a = (double)planes_at(seen, k)[at];
                double b = (double)planes_at(&right, k)[at] - covered;
                ab += a * b;
                aa += a * a;
                bb += b * b;
            }
        }
    }
    planes_clear(&right);
    gboolean is_there = aa > 0 && bb > 0 && ab > 0;
    return is_there ? (struct rest){1 - ab * ab / (aa * bb), (aa - 2 * ab + bb) / aa}
                    : (struct rest){1, 1};
}

/* A reference as a sighting has it: by its colours, or by its outline. */
static struct rest rest_by(const struct logo_reference *reference, const struct picture *picture,
                           const struct logo_sighting *sighting)
{
    struct drawn drawn = drawn_open(reference, sighting);
    struct logo_box box = box_in_pixels(picture, &sighting->box);
    struct view view = view_open(picture, sighting, &box, &reference->raster, LOGO_SIDE);
    struct span all = {0, view.seen.width, 0, view.seen.height};
    double alike = MAX(0, fit(&view, &drawn, &all, &box));
    struct rest rest = rest_of(&view, &drawn, &box);
    if (sighting->is_mono || sighting->is_silhouette) {
        rest.shape = 1 - alike * alike;
    }
    view_close(&view);
    drawn_close(&drawn);
    return rest;
}

static struct rest unexplained(const struct logo_book *book, const struct picture *picture,
                               const struct logo_sighting *sighting)
{
    const struct logo_reference *reference =
        &g_array_index(book->references, struct logo_reference, sighting->reference);
    struct rest rest = rest_by(reference, picture, sighting);
    if (sighting->is_mono) { /* what is in one colour may be drawn either way */
        struct logo_sighting other = *sighting;
        other.is_silhouette = !sighting->is_silhouette;
        struct rest by_other = rest_by(reference, picture, &other);
        rest = (struct rest){MIN(rest.shape, by_other.shape), MIN(rest.exact, by_other.exact)};
    }
    return rest;
}

static double area_of(const struct logo_sighting *sighting)
{
    return sighting->box.width * sighting->box.height;
}

static double overlap(double a, double a_extent, double b, double b_extent)
{
    return MAX(0, MIN(a + a_extent, b + b_extent) - MAX(a, b));
}

static gboolean are_at_one_place(const struct logo_box *a, const struct logo_box *b)
{
    double both = overlap(a->left, a->width, b->left, b->width) *
                  overlap(a->top, a->height, b->top, b->height);
    return both >= SAME_PLACE * (a->width * a->height + b->width * b->height - both);
}

/* Is the picture just the one, and not the other? A shade and a small sign are in the colours. */
static gboolean is_exactly(const struct rest *one, const struct rest *other)
{
    gboolean is_nearer =
        one->exact < CLEARLY * other->exact && other->exact - one->exact > EXACT_GAP;
    return one->exact < EXACT && (other->exact > INEXACT || is_nearer);
}

enum duel duel(const struct logo_book *book, const struct picture *picture,
               const struct logo_sighting *first, const struct logo_sighting *second)
{
    struct rest a = unexplained(book, picture, first), b = unexplained(book, picture, second);
    double less = MIN(a.shape, b.shape), more = MAX(a.shape, b.shape);
    if (!are_at_one_place(&first->box, &second->box)) {
        gboolean is_first = area_of(first) > area_of(second);
        double larger = is_first ? a.shape : b.shape;
        return larger > WHOLE ? DUEL_OPEN : is_first ? DUEL_FIRST : DUEL_SECOND;
    }
    if (is_exactly(&a, &b) || is_exactly(&b, &a)) {
        return is_exactly(&a, &b) ? DUEL_FIRST : DUEL_SECOND;
    }
    if (less > EXPLAINED || less > CLEARLY * more || more - less < LEAST_GAP) {
        return DUEL_OPEN;
    }
    return a.shape < b.shape ? DUEL_FIRST : DUEL_SECOND;
}
