/* SPDX-License-Identifier: MIT
 *
 * How a logo that was recognised differs from the registered one.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>

#include "plugins/check-logo/alarm.h"

#define FIT_SIDE 128.0  /* cells along the longer side: enough for a thousandth */
#define LEAST_SIDE 16.0 /* pixels: below, proportions can't be told */
#define LARGE 100.0     /* cells: from here two rims are edges */
#define SOFT 0.75       /* sharpness below which a lossy picture was blurred besides */
#define PLATED_CUT 0.9  /* the same of what of it is in the picture */
#define FILLED 0.03     /* share: so near to the picture's edges a plate fills it */
#define ONE_GROUND 0.1F /* of a channel: nearer, it is the same background */
#define PLATED 0.75     /* NCC: so alike, and the plate is there */
#define LEAST_CROP 0.015
#define BETTER 0.8     /* of what remained unexplained: so much a crop must explain */
#define NEAR_EDGE 0.04 /* share: a box that far from the picture's edge may be cut */

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
    struct span all = {0, place->view->seen.width, 0, place->view->seen.height};
    double whole_ncc = fit_ncc(place->view, place->drawn, &all, box);
    double cut_ncc = fit(place->view, place->drawn, inside, &cut);
    double share = outside(place->picture, &cut, &side);
    if (share >= LEAST_CROP && 1 - cut_ncc < BETTER * (1 - whole_ncc)) {
        measures->crop = share;
        measures->crop_side = side;
        *box = cut;
    }
}

/* Soft edges, in cells: those of a lossy picture have half the resolution in colour. */
static struct colour_edges edges_of(const struct picture *picture, const struct view *view,
                                    const struct logo_box *box, double sharpness)
{
    gboolean is_packed = picture->format == PICTURE_WEBP || picture->format == PICTURE_AVIF;
    gboolean is_lossy = is_packed || (picture->quality > 0 && picture->quality < 98);
    double side = MIN(box->width / view->step_x, box->height / view->step_y);
    gboolean is_soft = sharpness >= 0 && sharpness < (is_lossy ? SOFT : ALARM_SHARPNESS);
    return (struct colour_edges){is_lossy || side >= LARGE ? 2 : 1, is_lossy, is_soft};
}

/* The first reference of the same file: the logo with its plate, where this one has none. */
static const struct logo_reference *plated_of(const struct logo_book *book,
                                              const struct logo_reference *reference)
{
    for (guint i = 0; i < book->references->len; i++) {
        const struct logo_reference *other =
            &g_array_index(book->references, struct logo_reference, i);
        if (other->version == reference->version && other->file == reference->file) {
            return other == reference ? NULL : other;
        }
    }
    return NULL;
}

/* Where a plate lies, from where the mark on it does. FALSE: the file has no plate. */
static gboolean plate_around(const struct planes *image, const struct logo_box *mark,
                             struct logo_box *box_r)
{
    struct hypothesis whole = {.box = {0, 0, image->width, image->height}}, plate = {0};
    if (!plate_find(image, &whole, &plate)) {
        return FALSE;
    }
    double x = mark->width / plate.box.width, y = mark->height / plate.box.height;
    *box_r = (struct logo_box){mark->left - plate.box.left * x, mark->top - plate.box.top * y,
                               image->width * x, image->height * y};
    planes_clear(&plate.view);
    planes_clear(&plate.thumb);
    return TRUE;
}

/* Does the plate go on behind one edge of the picture? Behind two that face each other, somebody
 * has made a picture of the mark, and cut nothing. */
static void measure_plate_crop(const struct place *place, const struct logo_box *around,
                               struct logo_measures *measures)
{
    const struct picture *picture = place->picture;
    struct logo_box box = *around;
    struct logo_measures plate = {0};
    measure_crop(place, &box, &plate);
    double across = MIN(-box.left, box.left + box.width - picture->width) / box.width;
    double down = MIN(-box.top, box.top + box.height - picture->height) / box.height;
    if (plate.crop > measures->crop && MAX(across, down) < LEAST_CROP / 2) {
        measures->crop = plate.crop;
        measures->crop_side = plate.crop_side;
    }
}

/* What lies around a plate shows in the picture's corner; where the plate fills the picture, that
 * is the plate itself, and around it there is nothing. */
static void background_around(const struct picture *picture, const struct logo_box *plate,
                              const float mark_background[3], float background_r[3])
{
    const guint8 *corner = picture->rgba;
    double x = MAX(1.5, FILLED * plate->width), y = MAX(1.5, FILLED * plate->height);
    gboolean is_filled = fabs(plate->left) < x && fabs(plate->top) < y &&
                         fabs(plate->left + plate->width - picture->width) < x &&
                         fabs(plate->top + plate->height - picture->height) < y;
    float far = 0, light = 0;
    for (guint k = 0; k < 3; k++) {
        background_r[k] =
            ((float)corner[k] * (float)corner[3] / 255 + 255 - (float)corner[3]) / 255;
        far = MAX(far, fabsf(background_r[k] - mark_background[k]));
        light += mark_background[k] / 3;
    }
    for (guint k = 0; is_filled && far < ONE_GROUND && k < 3; k++) {
        background_r[k] = light > 0.75F ? 0 : 1;
    }
}

/* A logo that was recognised by the mark on its plate: the plate's colour counts too, if it is
 * there in its shape, and whether it is cut. */
static void measure_plate(const struct logo_book *book, const struct picture *picture,
                          const struct logo_box *mark, struct logo_sighting *sighting)
{
    const struct logo_reference *plated = plated_of(
        book, &g_array_index(book->references, struct logo_reference, sighting->reference));
    if (!plated || sighting->is_silhouette) {
        return;
    }
    struct logo_sighting around = *sighting;
    struct planes image = planes_of_raster(&plated->raster);
    struct logo_box box;
    if (plate_around(&image, mark, &box)) {
        background_around(picture, &box, sighting->background, around.background);
        struct drawn drawn = drawn_open(plated, &around);
        struct view view = view_open(picture, &around, &box, &plated->raster, LOGO_SIDE);
        struct span span = {0, view.seen.width, 0, view.seen.height};
        around.is_mono = FALSE;
        around.measures.delta_e = LOGO_UNMEASURED;
        if (fit_ncc(&view, &drawn, &span, &box) >= PLATED) {
            measure_colour(&view, &drawn, &box,
                           edges_of(picture, &view, &box, sighting->measures.sharpness), &around);
        }
        if (around.measures.delta_e != LOGO_UNMEASURED) { /* of the mark too, as it was drawn */
            sighting->measures = around.measures;
        }
        if (fit_ncc(&view, &drawn, &view.inside, &box) >= PLATED_CUT) {
            struct place place = {picture, &view, &drawn};
            measure_plate_crop(&place, &box, &sighting->measures);
        }
        view_close(&view);
        drawn_close(&drawn);
    }
    planes_clear(&image);
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
    if (!sighting->is_silhouette) { /* its lightness is another */
        measures->sharpness = measure_sharpness(&view, &drawn, &box);
    }
    struct colour_edges edges = edges_of(picture, &view, &box, measures->sharpness);
    measure_colour(&view, &drawn, &box, edges, sighting);
    measure_plate(book, picture, &box, sighting);
    measures->clear = measure_clear(picture, sighting, &box);
    view_close(&view);
    drawn_close(&drawn);
}
