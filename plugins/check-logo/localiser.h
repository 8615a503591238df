/* SPDX-License-Identifier: MIT
 *
 * What the parts of the localiser hand each other.
 *
 *     picture -> octaves -> orientation fields, one a scale          once a picture
 *     reference -> template of edge points                           once a book
 *     template on every field -> proposals -> refined -> verified -> sightings
 */
#ifndef PLUGINS_CHECK_LOGO_LOCALISER_H
#define PLUGINS_CHECK_LOGO_LOCALISER_H

#include "plugins/check-logo/logo.h"

/* ---- the picture at all scales (octaves.c) ---- */

/* Three channels of 8 bits, one after the other. */
struct level {
    guint width, height;
    guint8 *samples; /* owned */
};

#define OCTAVE_MAX 6
/* Side that a picture is worked on at, at most. */
#define LOCALISER_MAX_SIDE 1600

/* The picture on white, and its halves. */
struct octaves {
    double scale; /* pixels of the first octave for one of the picture */
    guint count;
    struct level planes[OCTAVE_MAX];
};

void octaves_init(const struct picture *picture, struct octaves *octaves_r);
void octaves_finish(struct octaves *octaves);
/* The whole of it, width x height, no larger than the first octave. */
struct level octaves_resize(const struct octaves *octaves, guint width, guint height);
void level_clear(struct level *plane);

/* ---- orientation (orientation.c) ---- */

#define FIELD_PAD 4
#define FIELD_AXES 4
#define FIELD_UNIT 15

/* How much the edges run along each of four axes of the doubled angle (0, 45, 90, 135 degrees; the
 * four others are their negatives), -FIELD_UNIT..FIELD_UNIT. Edges of either polarity are the same.
 * After LINEMOD (Hinterstoisser et al., 2012), signed instead of spread. */
struct field {
    guint width, height;
    gsize stride, size; /* of a map, with FIELD_PAD of nothing around it */
    gint8 *maps;        /* owned; FIELD_AXES of them */
};

/* Contrasts (0..255 over two pixels) below which there is no edge, and from which one is full. */
#define EDGE_LEAST 12.0F
#define EDGE_FULL 40.0F

struct field field_of(const struct level *plane);
void field_clear(struct field *field);

/* ---- templates (template.c) ---- */

#define TEMPLATE_POINTS 96

struct edge_point {
    gint16 x, y;
    gint8 axis; /* 0..FIELD_AXES - 1, or -1 - that for its negative */
};

/* The reference's edges at a small size: points of equal weight, in an order in which the first
 * ones are spread over all of it. */
struct template
{
    guint reference;
    guint width, height;
    double self; /* mean response to itself, share of FIELD_UNIT */
    guint count;
    struct edge_point points[TEMPLATE_POINTS];
};

/* Of an area of area_side x area_side; FALSE: too few edges. */
gboolean template_of(const struct raster *raster, guint reference, double area_side,
                     struct template *template_r);

/* ---- proposals (propose.c) ---- */

struct proposal {
    guint reference;
    double score;
    struct logo_box box; /* in pixels of the first octave */
};

/* Appends the places of a field where the template fits, one a neighbourhood; scale: pixels of the
 * field for one of the first octave. */
void propose(const struct field *field, double scale, const struct template *template,
             GArray *proposals);
/* Leaves the best ones that do not cover each other, most_count at most, best first. */
void proposals_thin(GArray *proposals, guint most_count);

/* Intersection over union. */
double boxes_overlap(const struct logo_box *left, const struct logo_box *right);

/* ---- verification (cutout.c, likeness.c, verify.c) ---- */

#define CUTOUT_MARGIN 7

/* Part of a picture around a box, at a fixed size; 3 floats a pixel, 0..255. */
struct cutout {
    guint width, height; /* of the box; CUTOUT_MARGIN pixels more on each side */
    float *rgb;          /* owned */
    float *edges;        /* owned; orientation, 2 floats a pixel: share of a full edge */
};

struct cutout cutout_new(guint width, guint height);
void cutout_clear(struct cutout *cutout);
void cutout_sample(const struct octaves *octaves, const struct logo_box *box,
                   struct cutout *cutout);
void cutout_edges(struct cutout *cutout, float full);

/* A reference at the size of a cutout. */
struct likeness {
    const struct logo_reference *reference;
    struct cutout drawn; /* on the background; edges weighted */
    float *alpha;        /* owned; margin included */
    guint8 *mask;        /* owned; what counts: it, and a rim around it */
    guint rim;
    struct raster small; /* owned; the reference at that size */
};

void likeness_init(const struct logo_reference *reference, const struct logo_box *box,
                   struct likeness *likeness_r);
void likeness_clear(struct likeness *likeness);
/* Draws it on what surrounds it; background_r: that colour, 0..255. */
void likeness_draw(struct likeness *likeness, const struct cutout *seen, float background_r[3]);
/* Draws its outline instead, in one colour. */
void likeness_flatten(struct likeness *likeness, const float background[3]);
/* How well the edges of a cutout, moved by whole pixels, follow it: -1..1. */
double likeness_orientation(const struct likeness *likeness, const struct cutout *seen, int dx,
                            int dy);

struct evidence {
    struct logo_box box; /* in pixels of the first octave */
    double orientation;  /* -1..1 */
    double colour, ink,
        mono; /* correlation of colours, of contrast, of contrast with the outline */
    double score;
    float background[3];
    gboolean is_ink;        /* the contrast fits well enough without the colours */
    gboolean is_silhouette; /* that of the outline */
};

/* Moves the proposal to where it fits best, and says how well it does. */
void verify(const struct logo_book *book, const struct octaves *octaves,
            const struct proposal *proposal, struct evidence *evidence_r);

/* A place that was looked at; its box in pixels of the picture. */
struct place {
    guint reference;
    double proposed; /* score of the proposal */
    struct evidence evidence;
};
/* All of them, best first, without a threshold. */
void locate_places(const struct logo_book *book, const struct picture *picture, GArray *places);

/* GArray of struct template, of all references: what book->templates is; the caller frees it. */
GArray *locate_templates(const struct logo_book *book);

/* choose.c: the places that count, as sightings. */
void choose(const struct logo_book *book, const struct picture *picture, const GArray *places,
            GArray *sightings);

#endif
