/* SPDX-License-Identifier: MIT
 *
 * How a logo that was recognised differs from the registered one.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>

#define FIT_SIDE 160.0  /* cells along the longer side: enough for a thousandth */
#define LEAST_SIDE 16.0 /* pixels: below, proportions can't be told */
#define LEAST_CROP 0.015
#define BETTER 0.6      /* of what remained unexplained: so much a crop must explain */
#define NEAR_EDGE 0.04  /* share: a box that far from the picture's edge may be cut */

static gboolean is_at_edge(const struct picture *picture, const struct logo_box *box)
{
    double x = MAX(2, NEAR_EDGE * box->width), y = MAX(2, NEAR_EDGE * box->height);
    return box->left < x || box->top < y || box->left + box->width > picture->width - x ||
           box->top + box->height > picture->height - y;
}

/* Shares that lie outside, and the side that has most. */
static double outside(const struct picture *picture, const struct logo_box *box, char *side_r)
{
    double shares[4] = {
        -box->left / box->width, (box->left + box->width - picture->width) / box->width,
        -box->top / box->height, (box->top + box->height - picture->height) / box->height};
    double most = 0;
    for (guint i = 0; i < 4; i++) {
        if (shares[i] > most) {
            most = shares[i];
            *side_r = "lrtb"[i];
        }
    }
    return most;
}

struct place {
    const struct picture *picture;
    const struct view *view;
    const struct drawn *drawn;
};

/* Does the logo go on behind the picture's edge? Only where that explains what is seen better. */
static void measure_crop(const struct place *place, struct logo_box *box,
                         struct logo_measures *measures)
{
    measures->crop = 0;
    if (!is_at_edge(place->picture, box)) {
        return;
    }
    const struct span *inside = &place->view->inside;
    struct logo_box cut = *box;
    char side = 0;
    double whole_ncc = fit_ncc(place->view, place->drawn, inside, box);
    double cut_ncc = fit(place->view, place->drawn, inside, &cut);
    double share = outside(place->picture, &cut, &side);
    if (share >= LEAST_CROP && 1 - cut_ncc < BETTER * (1 - whole_ncc)) {
        measures->crop = share;
        measures->crop_side = side;
        *box = cut;
    }
}

static struct logo_box place_exactly(const struct picture *picture, const struct drawn *drawn,
                                     const struct raster *raster, struct logo_sighting *sighting)
{
    struct logo_box box = box_in_pixels(picture, &sighting->box);
    struct view view = view_open(picture, sighting, &box, raster, FIT_SIDE);
    struct span all = {0, view.seen.width, 0, view.seen.height};
    struct place place = {picture, &view, drawn};
    fit(&view, drawn, &all, &box);
    measure_crop(&place, &box, &sighting->measures);
    view_close(&view);
    return box;
}

static const struct logo_measures UNMEASURED = {.aspect = LOGO_UNMEASURED,
                                                .delta_e = LOGO_UNMEASURED,
                                                .crop = LOGO_UNMEASURED,
                                                .sharpness = LOGO_UNMEASURED,
                                                .clear = LOGO_UNMEASURED};

void measure(const struct logo_book *book, const struct picture *picture,
             struct logo_sighting *sighting)
{
    const struct logo_reference *reference =
        &g_array_index(book->references, struct logo_reference, sighting->reference);
    const struct raster *raster = &reference->raster;
    struct logo_measures *measures = &sighting->measures;
    *measures = UNMEASURED;
    if (!(sighting->box.width >= 1 && sighting->box.height >= 1) || !picture->rgba) {
        return;
    }
    struct drawn drawn = drawn_open(reference, sighting);
    struct logo_box box = place_exactly(picture, &drawn, raster, sighting);
    sighting->box = box_in_natural(picture, &box);
    if (MIN(sighting->box.width, sighting->box.height) >= LEAST_SIDE) {
        measures->aspect = sighting->box.width / sighting->box.height / reference->aspect;
    }
    struct view view = view_open(picture, sighting, &box, raster, LOGO_SIDE);
    measure_colour(&view, &drawn, &box, sighting);
    measures->sharpness = measure_sharpness(&view, &drawn, &box);
    measures->clear = measure_clear(picture, sighting, &box);
    view_close(&view);
    drawn_close(&drawn);
}
