/* SPDX-License-Identifier: MIT
 *
 * How one picture is compared with one reference: the picture made ready once (candidate), the
 * reference made ready once (model), both brought to one frame, aligned, scored.
 */
#ifndef PLUGINS_CHECK_LOGO_MATCH_H
#define PLUGINS_CHECK_LOGO_MATCH_H

#include "plugins/check-logo/logo.h"
#include "plugins/check-logo/planes.h"

/* raster.c: four planes, alpha multiplied in */
struct planes planes_of_raster(const struct raster *raster);
struct raster raster_of_planes(const struct planes *planes);
struct planes planes_of_picture(const struct picture *picture, guint left, guint top, guint width,
                                guint height);

#define LOGO_SIDE 256u  /* longest side of what is looked at */
#define THUMB_SIDE 24u  /* of what pairs are first told by */
#define THUMB_MARGIN 2u /* around that */
#define THUMB (THUMB_SIDE + 2 * THUMB_MARGIN)
#define THUMB_STRIDE 32u /* THUMB, in whole lanes */

/* ---- trim.c ---- */

struct trim {
    guint left, top, width, height; /* width 0: nothing there */
};
/* Where a plane exceeds a level, in rows and columns that have enough of it. */
struct trim trim_plane(const struct planes *planes, guint plane, float level);
/* The same of columns and rows that are ink for half at least. */
struct trim trim_filled(const struct planes *planes, guint plane, float level);
/* Have the two sides of one moved by more than a trifle of it? */
gboolean trim_moved(const struct trim *from, const struct trim *to);
/* The least that trim_level returns. */
#define TRIM_LEAST 0.10F
/* Levels: of a distance from the background, and of alpha. */
float trim_level(const struct planes *planes, guint plane);
#define TRIM_ALPHA 0.12F

/* ---- the picture ---- */

/* One way to see a picture: what is background, and where the content lies. */
struct hypothesis {
    struct planes view; /* colour less background, three planes, and its length; 0 outside */
    float background[3];
    struct planes_box box; /* of the content, in pixels of the view */
    gboolean is_cut[4];    /* left, top, right, bottom: it touches that edge of the picture */
    gboolean is_plate;
    struct planes thumb; /* of the box: colours and their length */
};

struct candidate {
    double scale_x, scale_y; /* natural pixels a pixel of the views */
    struct hypothesis hypotheses[6];
    guint count;
    gboolean is_plain; /* has a background of one colour */
    gboolean is_mono;  /* its ink is of one colour */
};
void candidate_open(const struct picture *picture, struct candidate *candidate_r);
void candidate_close(struct candidate *candidate);

/* plate.c: a plate in the content, and what is drawn on it; FALSE: none. image: four planes. */
gboolean plate_find(const struct planes *image, const struct hypothesis *whole,
                    struct hypothesis *plate_r);
/* candidate.c: view and thumb of a hypothesis that has background and image. */
void hypothesis_see(struct hypothesis *hypothesis, const struct planes *image);
void hypothesis_thumb(struct hypothesis *hypothesis);

/* ---- the reference ---- */

/* What both are brought to: width x height and margins around that. */
struct frame {
    guint width, height, margin_x, margin_y;
};

#define MODEL_FRAMES 4
#define MODEL_SOUGHT 2 /* the one of them that a pair is looked at in beforehand */
extern const double model_shares[MODEL_FRAMES]; /* of its own frame: 1 first */

struct model {
    struct planes image; /* four planes, as the two that follow; longest side LOGO_SIDE */
    struct planes frames[MODEL_FRAMES]; /* at those shares of its own frame, with margins */
    struct planes thumb;
    struct frame size; /* its own: what it is compared in with a picture that has the pixels */
    double aspect;
    gboolean is_silhouette_generic;
};
struct frame frame_of(double width, double height);
/* The reference at a frame's size: as it is kept, or NULL; made anew. */
const struct planes *model_frame(const struct model *model, const struct frame *frame);
void model_sample(const struct model *model, const struct frame *frame, struct planes *to);
void model_open(const struct logo_reference *reference, struct model *model_r);
void model_close(struct model *model);
/* Is a mask (alpha from 0.5) a box, a disc, a triangle ...? */
gboolean silhouette_is_generic(const struct planes *image);

/* ---- one against the other ---- */

enum match_by { MATCH_COMPOSITE, MATCH_SILHOUETTE };

/* Scale less one and shift, in frames around their middle. */
struct alignment {
    double ax, ay, tx, ty;
};

struct match {
    double score[2]; /* by enum match_by: (ncc + gradient) / 2; 0: not tried */
    double ncc[2], gradient[2];
    double colour;            /* NCC of the three colours, composite */
    double extent;            /* of the frame, in pixels: how much there is to compare */
    double whole_extent;      /* had it not been made smaller still for a blurred picture */
    struct planes_box box[2]; /* of the reference, in pixels of the view */
};

/* align.c: moves seen, a plane of ink, until it lies on wanted. */
struct alignment align(const struct planes *wanted, const struct planes *seen, struct alignment at,
                       const struct frame *frame);
/* Of pixels, count of them, with zeros between up to size. */
double ncc(const float *a, const float *b, gsize size, gsize count);

/* equations.c: solves the normal equations of one step, of which the upper half is filled; the
 * solution is the last column. damping: a bit over 1, by which the diagonal grows. */
void equations_solve(double matrix[4][5], double damping);

/* score.c */
double gradient_similarity(const struct planes *a, const struct planes *b);

/* What a comparison takes for granted. */
struct attempt {
    double share;         /* of the frame's size: less for a picture that is blurred */
    gboolean is_inverted; /* the picture is a negative */
    gint cut; /* side at which the reference may go on outside the picture, as in is_cut;
                 or -1 */
};
static const struct attempt match_as_is = {1, FALSE, -1};

/* match.c: a coarse look first; then the comparison. */
double match_coarse(const struct hypothesis *hypothesis, const struct model *model,
                    gboolean is_inverted);
void match_run(const struct hypothesis *hypothesis, const struct model *model,
               const struct attempt *attempt, struct match *match_r);

#endif
