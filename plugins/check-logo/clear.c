/* SPDX-License-Identifier: MIT
 *
 * How much room a logo is given: frames of pixels around it, outwards, until one holds anything.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>

#include "plugins/check-logo/colour.h"

#define FREE 6.0      /* CIEDE2000 from the background */
#define SAME 0.02     /* of each channel: no need to ask */
#define START 2       /* pixels: the soft edge of the logo itself */
#define OUTLIERS 0.01 /* share of a frame that may differ: packing leaves specks */
#define FURTHEST 1.0  /* share of the width */

struct frame_walk {
    const struct picture *picture;
    const float *background;
    struct lab right;
    guint seen, other;
};

static void look(struct frame_walk *walk, gint x, gint y)
{
    const struct picture *picture = walk->picture;
    if (x < 0 || y < 0 || x >= (gint)picture->width || y >= (gint)picture->height) {
        return;
    }
    const guint8 *pixel = picture->rgba + ((gsize)y * picture->width + (gsize)x) * 4;
    double alpha = pixel[3] / 255.0, srgb[3], most = 0;
    for (guint k = 0; k < 3; k++) {
        double background = (double)walk->background[k];
        srgb[k] = pixel[k] / 255.0 * alpha + background * (1 - alpha);
        most = MAX(most, fabs(srgb[k] - background));
    }
    walk->seen++;
    walk->other += most > SAME && delta_e_2000(walk->right, lab_of(srgb)) > FREE;
}

/* The frame that many pixels outside of a rectangle. */
static gboolean is_free(struct frame_walk *walk, const gint edges[4], gint away)
{
    gint left = edges[0] - away, top = edges[1] - away;
    gint right = edges[2] + away, bottom = edges[3] + away;
    walk->seen = walk->other = 0;
    for (gint x = left; x <= right; x++) {
        look(walk, x, top);
        look(walk, x, bottom);
    }
    for (gint y = top + 1; y < bottom; y++) {
        look(walk, left, y);
        look(walk, right, y);
    }
    return walk->other <= MAX(1, OUTLIERS * walk->seen);
}

double measure_clear(const struct picture *picture, const struct logo_sighting *sighting,
                     const struct logo_box *box)
{
    const float *background = sighting->background;
    double srgb[3] = {(double)background[0], (double)background[1], (double)background[2]};
    struct frame_walk walk = {picture, background, lab_of(srgb), 1, 0};
    gint edges[4] = {(gint)floor(box->left), (gint)floor(box->top),
                     (gint)ceil(box->left + box->width) - 1,
                     (gint)ceil(box->top + box->height) - 1};
    for (gint away = START; away < FURTHEST * box->width && walk.seen > 0; away++) {
        if (!is_free(&walk, edges, away)) {
            return (away - 1) / box->width;
        }
    }
    return LOGO_UNMEASURED;
}
