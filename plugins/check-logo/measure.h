/* SPDX-License-Identifier: MIT
 *
 * What the measures share: the pixels around a logo on a grid, and the reference brought onto it.
 *
 * The picture's own pixels are the grid wherever the reference has as many, so that nothing is
 * resampled that a measure looks at: the reference is brought to the picture, never the reverse.
 */
#ifndef PLUGINS_CHECK_LOGO_MEASURE_H
#define PLUGINS_CHECK_LOGO_MEASURE_H

#include "plugins/check-logo/match.h"

/* Cells; to is the first beyond. */
struct span {
    guint from_x, to_x, from_y, to_y;
};

/* The surroundings of a logo. */
struct view {
    double left, top, step_x, step_y; /* of the first cell, and of a cell; pixels of rgba */
    struct span inside;               /* the cells that lie in the picture */
    float background[3];
    struct planes seen; /* colour less background, three planes, and its length; 0 outside */
};

/* The cells around a box in pixels of picture->rgba: at most side cells along the box, and no more
 * than the reference has. */
struct view view_open(const struct picture *picture, const struct logo_sighting *sighting,
                      const struct logo_box *box, const struct raster *reference, double side);
void view_close(struct view *view);
/* Planes of a reference, brought onto the cells. */
void view_sample(const struct view *view, const struct logo_box *box, const struct planes *from,
                 struct planes *to);
/* The cells within the box, less a margin in cells. */
struct span view_span(const struct view *view, const struct logo_box *box, double margin);

/* A reference made ready. */
struct drawn {
    struct planes image; /* four planes, alpha multiplied in */
    struct planes ink;   /* one: length of colour less background, or alpha of a silhouette */
};
struct drawn drawn_open(const struct logo_reference *reference,
                        const struct logo_sighting *sighting);
void drawn_close(struct drawn *drawn);

/* fit.c: moves the box until the reference's ink lies on what is seen; returns their NCC over the
 * span, -1 if there is nothing. The span says what counts: with cells beyond the picture, its edge
 * is an edge of the logo; without, the logo may go on behind it. */
double fit(const struct view *view, const struct drawn *drawn, const struct span *span,
           struct logo_box *box);
/* NCC at a box as it is. */
double fit_ncc(const struct view *view, const struct drawn *drawn, const struct span *span,
               const struct logo_box *box);

/* duel.c: which of two versions that were seen in a picture fits it better. */
enum duel { DUEL_OPEN, DUEL_FIRST, DUEL_SECOND };
enum duel duel(const struct logo_book *book, const struct picture *picture,
               const struct logo_sighting *first, const struct logo_sighting *second);

/* How much of a region's rim says nothing of its colour. */
struct colour_edges {
    guint rims;        /* cells */
    gboolean is_lossy; /* what was packed with loss bleeds: never less than that */
    gboolean is_soft;  /* it was blurred: thin parts have lost their colour */
};

/* A part of the logo that has one colour. */
struct tint {
    gboolean is_seen;         /* else it can't be told */
    guint cells;              /* that were looked at; 0: of all of them */
    gboolean is_deep;         /* they lie clear of its edges */
    double share;             /* of the logo */
    double seen[3], right[3]; /* sRGB 0..1 */
    double doubt;             /* CIEDE2000: how far what is seen may be from the truth */
    double cut[3];            /* sRGB: what loss would add, where it bleeds beyond the limits */
};
#define TINTS_MOST 6u
/* How many there are. regions.c: of parts with cells of their own. */
guint tints_of_regions(const struct view *view, const struct drawn *drawn,
                       const struct logo_box *box, struct colour_edges edges,
                       struct tint tints_r[TINTS_MOST]);
/* mix.c: of all parts of the drawing, thin ones too, less exactly. */
struct parts;
guint tints_of_mixture(const struct view *view, const struct drawn *drawn,
                       const struct logo_box *box, const struct parts *parts,
                       struct tint tints_r[TINTS_MOST]);

/* tints.c: delta_e and both colours; rims: cells that an edge is wide. */
void measure_colour(const struct view *view, const struct drawn *drawn, const struct logo_box *box,
                    struct colour_edges edges, struct logo_sighting *sighting);
/* sharpness.c */
double measure_sharpness(const struct view *view, const struct drawn *drawn,
                         const struct logo_box *box);
/* clear.c: box in pixels of picture->rgba. */
double measure_clear(const struct picture *picture, const struct logo_sighting *sighting,
                     const struct logo_box *box);

/* A box in natural pixels in pixels of rgba, and back. */
struct logo_box box_in_pixels(const struct picture *picture, const struct logo_box *natural);
struct logo_box box_in_natural(const struct picture *picture, const struct logo_box *pixels);

#endif
