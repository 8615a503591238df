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
#define STRIDE 3      /* pixels, over which an edge is an edge */
#define EDGE 3.0      /* CIEDE2000 over that: below it a background only runs into another */

struct frame_walk {
    const struct picture *picture;
    const float *background;
    struct lab right;
    gint edges[4];    /* of the logo: left, top, right, bottom */
    guint8 *is_other; /* a pixel of the picture: something stands there */
    guint seen, other;
};

/* FALSE: it is the background's, to the eye. */
static gboolean differs(const struct frame_walk *walk, gsize at, struct lab *lab_r)
{
    const guint8 *pixel = walk->picture->rgba + at * 4;
    double alpha = pixel[3] / 255.0, srgb[3], most = 0;
    for (guint k = 0; k < 3; k++) {
        double background = (double)walk->background[k];
        srgb[k] = pixel[k] / 255.0 * alpha + background * (1 - alpha);
        most = MAX(most, fabs(srgb[k] - background));
    }
    *lab_r = most > SAME ? lab_of(srgb) : walk->right;
    return most > SAME && delta_e_2000(walk->right, *lab_r) > FREE;
}

/* The pixel inwards of one that lies that many pixels outside of the logo. */
static gsize inwards(const struct frame_walk *walk, gint x, gint y, gint away)
{
    gint across = CLAMP(x, walk->edges[0] - away, walk->edges[2] + away);
    gint down = CLAMP(y, walk->edges[1] - away, walk->edges[3] + away);
    return (gsize)down * walk->picture->width + (gsize)across;
}

/* Something begins at an edge, or goes on outwards; what runs softly from the background into
 * another colour is background still. */
static void look(struct frame_walk *walk, gint x, gint y, gint away)
{
    const struct picture *picture = walk->picture;
    if (x < 0 || y < 0 || x >= (gint)picture->width || y >= (gint)picture->height) {
        return;
    }
    gsize at = (gsize)y * picture->width + (gsize)x;
    struct lab here, before;
    gboolean is_other = differs(walk, at, &here);
    if (is_other && away > START && !walk->is_other[inwards(walk, x, y, away - 1)]) {
        differs(walk, inwards(walk, x, y, MAX(START, away - STRIDE)), &before);
        is_other = delta_e_2000(before, here) > EDGE;
    }
    walk->is_other[at] = is_other;
    walk->seen++;
    walk->other += is_other;
}

/* The frame that many pixels outside of a rectangle. */
static gboolean is_free(struct frame_walk *walk, gint away)
{
    const gint *edges = walk->edges;
    gint left = edges[0] - away, top = edges[1] - away;
    gint right = edges[2] + away, bottom = edges[3] + away;
    walk->seen = walk->other = 0;
    for (gint x = left; x <= right; x++) {
        look(walk, x, top, away);
        look(walk, x, bottom, away);
    }
    for (gint y = top + 1; y < bottom; y++) {
        look(walk, left, y, away);
        look(walk, right, y, away);
    }
    return walk->other <= MAX(1, OUTLIERS * walk->seen);
}

double measure_clear(const struct picture *picture, const struct logo_sighting *sighting,
                     const struct logo_box *box)
{
    const float *background = sighting->background;
    double srgb[3] = {(double)background[0], (double)background[1], (double)background[2]};
    g_autofree guint8 *is_other = g_malloc0((gsize)picture->width * picture->height);
    struct frame_walk walk = {.picture = picture,
                              .background = background,
                              .right = lab_of(srgb),
                              .edges = {(gint)floor(box->left), (gint)floor(box->top),
                                        (gint)ceil(box->left + box->width) - 1,
                                        (gint)ceil(box->top + box->height) - 1},
                              .is_other = is_other,
                              .seen = 1};
    for (gint away = START; away < FURTHEST * box->width && walk.seen > 0; away++) {
        if (!is_free(&walk, away)) {
            return (away - 1) / box->width;
        }
    }
    return LOGO_UNMEASURED;
}
