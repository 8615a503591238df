/* SPDX-License-Identifier: MIT
 *
 * How much room a logo is given: frames of pixels around it, outwards, until one holds anything.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>

#include "plugins/check-logo/colour.h"

#define FREE 6.0       /* CIEDE2000 from the background */
#define SAME 0.02      /* of each channel: no need to ask */
#define START 2        /* pixels: the soft edge of the logo itself */
#define OUTLIERS 0.003 /* share of a frame that may differ: packing leaves specks */
#define FURTHEST 1.0   /* share of the width */
#define STRIDE 3       /* pixels, over which an edge is an edge */
#define EDGE 3.0       /* CIEDE2000 over that: below it a background only runs into another */
#define EMERGED 12.0   /* CIEDE2000 from the background of what comes out from under a ripple */

/* What packing with loss leaves of the logo's own ink: blocks are kept as waves, each rounded, so
 * that all of a block that the ink reaches into is uneven, and nothing of the next (T.81, A.3.3).
 * Colour has half the resolution, so its blocks are twice as wide; unpacking takes a pixel more.
 * Where the blocks began when it was packed the last time but one nobody knows, so a ripple may be
 * anywhere as near as a block is wide. */
struct ripple {
    gint light_reach, colour_reach; /* pixels */
    double light, beyond, colour;   /* of luma where it reaches and where only colour does; of the
                                     * differences of colour; 0..1 */
};
#define BLOCK 9.0 /* pixels: a block and one more */
#define COLOUR_BLOCK 17.0
#define PACKED_BEFORE 75u  /* quality: what is packed better may have been packed so before */
#define PACKED_UNKNOWN 60u /* of WebP and AVIF, which do not tell */
#define LIGHT_WAVE 0.30    /* highest ripple, for steps as of quality 50, while it is low; */
#define COLOUR_WAVE 0.18   /* measured on logos of six grounds, four sizes, quality 30 to 95 */
#define COLOUR_LEAST 0.06  /* of half the resolution alone */
#define SATURATION 0.7     /* a wave of which nothing is kept can't be off by more */
#define BEYOND 0.35        /* of luma's, where only colours are uneven: they clip */

#define UNEVEN 0.006      /* of a channel: more than rounding does, */
#define HARDLY 0.08       /* and less than anything that stands there */
#define UNEVEN_SHARE 0.08 /* of the pixels around */
#define FURTHER 0.25      /* share of the width, beyond what stands there: its other sides */
#define EDGE_TO_EDGE 2    /* pixels from the edge of the picture */
#define LEAST_THING 0.2   /* of the longer side: shorter, it is no thing of its own */

/* Of nine fields, of which the logo is the one in the middle; across and down 0, 1 or 2. */
#define SIDE(across, down) (1u << ((down)*3 + (across)))

enum mark { GROUND, OTHER, VEILED };

struct frame_walk {
    const struct picture *picture;
    const float *background;
    struct ripple ripple;
    struct lab right;
    gint edges[4]; /* of the logo: left, top, right, bottom */
    guint8 *marks; /* enum mark, a pixel of the picture: something stands there */
    guint seen, other;
    /* What stands there, of the frames of one thing together: */
    gint around[4]; /* left, top, right, bottom */
    guint sides;    /* SIDE of all of it */
};

/* A pixel, and how far it is from the background. */
struct sight {
    struct lab lab;
    double light, colour; /* of luma, and of the difference of colour that is further off */
    double delta_e;
};

/* How far a pixel is from the background in the channel that is furthest off; apart_r: in each, or
 * NULL. */
static double most_of(const struct frame_walk *walk, gsize at, double *apart_r)
{
    const guint8 *pixel = walk->picture->rgba + at * 4;
    double alpha = pixel[3] / 255.0, most = 0;
    for (guint k = 0; k < 3; k++) {
        double apart = (pixel[k] / 255.0 - (double)walk->background[k]) * alpha;
        most = MAX(most, fabs(apart));
        if (apart_r) {
            apart_r[k] = apart;
        }
    }
    return most;
}

static struct sight see(const struct frame_walk *walk, gsize at)
{
    struct sight sight = {.lab = walk->right};
    double apart[3], srgb[3];
    if (most_of(walk, at, apart) > SAME) {
        double luma = 0.299 * apart[0] + 0.587 * apart[1] + 0.114 * apart[2];
        for (guint k = 0; k < 3; k++) {
            srgb[k] = (double)walk->background[k] + apart[k];
        }
        sight.lab = lab_of(srgb);
        sight.light = fabs(luma);
        sight.colour = MAX(fabs(0.713 * (apart[0] - luma)), fabs(0.564 * (apart[2] - luma)));
        sight.delta_e = delta_e_2000(walk->right, sight.lab);
    }
    return sight;
}

/* Something was packed with loss before it was kept without: around the logo the background is
 * nowhere quite itself. */
static gboolean was_packed(const struct frame_walk *walk)
{
    const struct picture *picture = walk->picture;
    const gint *edges = walk->edges, most = (gint)BLOCK;
    gint right = MIN((gint)picture->width - 1, edges[2] + most);
    gint below = MIN((gint)picture->height - 1, edges[3] + most);
    guint all = 0, uneven = 0;
    for (gint y = MAX(0, edges[1] - most); y <= below; y++) {
        for (gint x = MAX(0, edges[0] - most); x <= right; x++) {
            if (x >= edges[0] - START && x <= edges[2] + START && y >= edges[1] - START &&
                y <= edges[3] + START) {
                x = edges[2] + START;
                continue;
            }
            double most_apart = most_of(walk, (gsize)y * picture->width + (gsize)x, NULL);
            all++;
            uneven += most_apart > UNEVEN && most_apart <= HARDLY;
        }
    }
    return uneven > UNEVEN_SHARE * all;
}

static struct ripple ripple_of(const struct frame_walk *walk)
{
    const struct picture *picture = walk->picture;
    gboolean is_packed = picture->format == PICTURE_WEBP || picture->format == PICTURE_AVIF;
    gboolean is_jpeg = picture->format == PICTURE_JPEG || picture->quality > 0;
    if (!is_packed && !is_jpeg && !was_packed(walk)) {
        return (struct ripple){0};
    }
    double quality = MIN(picture->quality ? picture->quality : PACKED_UNKNOWN, PACKED_BEFORE);
    double steps = quality < 50 ? 50 / quality : 2 - quality / 50; /* as IJG's encoder has them */
    double wave = steps / (1 + SATURATION * steps);
    double pixel = (double)picture->width / MAX(1, picture->natural_width);
    gint colour_reach = (gint)ceil(COLOUR_BLOCK * pixel);
    return (struct ripple){is_packed ? colour_reach : (gint)ceil(BLOCK * pixel), colour_reach,
                           LIGHT_WAVE * wave, BEYOND * LIGHT_WAVE * wave,
                           COLOUR_LEAST + COLOUR_WAVE * wave};
}

/* So little, so near to the logo, that packing may have done it. */
static gboolean is_veiled(const struct ripple *ripple, const struct sight *sight, gint away)
{
    double light = away <= ripple->light_reach ? ripple->light : ripple->beyond;
    return away <= ripple->colour_reach && sight->light < light && sight->colour < ripple->colour;
}

/* The pixel inwards of one that lies that many pixels outside of the logo, which itself may lie
 * beyond the picture. */
static gsize inwards(const struct frame_walk *walk, gint x, gint y, gint away)
{
    gint across = CLAMP(x, walk->edges[0] - away, walk->edges[2] + away);
    gint down = CLAMP(y, walk->edges[1] - away, walk->edges[3] + away);
    across = CLAMP(across, 0, (gint)walk->picture->width - 1);
    down = CLAMP(down, 0, (gint)walk->picture->height - 1);
    return (gsize)down * walk->picture->width + (gsize)across;
}

/* Something begins at an edge, or goes on outwards; what runs softly from the background into
 * another colour is background still. */
static enum mark mark_of(const struct frame_walk *walk, const gint at[2], gint away)
{
    struct sight here = see(walk, (gsize)at[1] * walk->picture->width + (gsize)at[0]);
    enum mark within =
        away > START ? walk->marks[inwards(walk, at[0], at[1], away - 1)] : (guint8)OTHER;
    if (here.delta_e <= FREE) {
        return GROUND;
    }
    if (is_veiled(&walk->ripple, &here, away)) {
        return VEILED;
    }
    if (within == VEILED && away > walk->ripple.light_reach) {
        return here.delta_e > EMERGED ? OTHER : GROUND;
    }
    if (within == GROUND) {
        struct sight before = see(walk, inwards(walk, at[0], at[1], MAX(START, away - STRIDE)));
        return delta_e_2000(before.lab, here.lab) > EDGE ? OTHER : GROUND;
    }
    return OTHER;
}

static void look(struct frame_walk *walk, gint x, gint y, gint away)
{
    const struct picture *picture = walk->picture;
    if (x < 0 || y < 0 || x >= (gint)picture->width || y >= (gint)picture->height) {
        return;
    }
    enum mark mark = mark_of(walk, (gint[2]){x, y}, away);
    walk->marks[(gsize)y * picture->width + (gsize)x] = (guint8)mark;
    walk->seen++;
    if (mark == OTHER) {
        gint *around = walk->around;
        const gint *edges = walk->edges;
        walk->other++;
        around[0] = MIN(around[0], x);
        around[1] = MIN(around[1], y);
        around[2] = MAX(around[2], x);
        around[3] = MAX(around[3], y);
        walk->sides |= SIDE((x >= edges[0]) + (x > edges[2]), (y >= edges[1]) + (y > edges[3]));
    }
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

/* Forgets what was found. */
static void start_over(struct frame_walk *walk)
{
    walk->sides = 0;
    walk->around[0] = walk->around[1] = G_MAXINT;
    walk->around[2] = walk->around[3] = G_MININT;
}

/* The frames from there on that one thing takes: the first beyond. */
static gint walk_thing(struct frame_walk *walk, gint away)
{
    do {
        away++;
    } while (walk->seen > 0 && !is_free(walk, away));
    return away;
}

/* Of all that stands there on one side, and goes not from edge to edge as a band or a rule does? */
static gboolean is_beside(const struct frame_walk *walk)
{
    static const guint beside[] = {
        SIDE(0, 0) | SIDE(1, 0) | SIDE(2, 0), SIDE(0, 2) | SIDE(1, 2) | SIDE(2, 2),
        SIDE(0, 0) | SIDE(0, 1) | SIDE(0, 2), SIDE(2, 0) | SIDE(2, 1) | SIDE(2, 2)};
    const gint *around = walk->around;
    gint right = (gint)walk->picture->width - 1 - EDGE_TO_EDGE;
    gint below = (gint)walk->picture->height - 1 - EDGE_TO_EDGE;
    if ((around[0] <= EDGE_TO_EDGE && around[2] >= right) ||
        (around[1] <= EDGE_TO_EDGE && around[3] >= below)) {
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(beside); i++) {
        if ((walk->sides & ~beside[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Is what begins in that frame a thing of its own? What is short is a mark of registration. In a
 * picture that is a logo as a whole, what stands on more sides than one, further out too, is the
 * plate, the shadow or the frame that the logo is on, and what touches the logo is its own. Sets
 * the first frame beyond it. */
static gboolean is_thing(struct frame_walk *walk, gint away, gboolean is_inside, gint *beyond_r)
{
    const gint *edges = walk->edges, *around = walk->around;
    gint width = edges[2] - edges[0] + 1, longest = MAX(width, edges[3] - edges[1] + 1);
    gint last = MAX(2 * away, away + (gint)(FURTHER * width)); /* a plate may lie off its middle */
    *beyond_r = walk_thing(walk, away);
    gint length = MAX(around[2] - around[0], around[3] - around[1]);
    if (length < LEAST_THING * longest) {
        return FALSE;
    }
    if (is_inside || away <= START || !is_beside(walk)) {
        return is_inside;
    }
    for (gint next = *beyond_r; next <= last && walk->seen > 0; next++) {
        is_free(walk, next);
    }
    return is_beside(walk);
}

double measure_clear(const struct picture *picture, const struct logo_sighting *sighting,
                     const struct logo_box *box)
{
    const float *background = sighting->background;
    double srgb[3] = {(double)background[0], (double)background[1], (double)background[2]};
    g_autofree guint8 *marks = g_malloc0((gsize)picture->width * picture->height);
    struct frame_walk walk = {.picture = picture,
                              .background = background,
                              .right = lab_of(srgb),
                              .edges = {(gint)floor(box->left), (gint)floor(box->top),
                                        (gint)ceil(box->left + box->width) - 1,
                                        (gint)ceil(box->top + box->height) - 1},
                              .marks = marks,
                              .seen = 1};
    walk.ripple = ripple_of(&walk);
    gint away = START;
    while (away < FURTHEST * box->width && walk.seen > 0) {
        start_over(&walk);
        gint beyond = away + 1;
        if (!is_free(&walk, away) && is_thing(&walk, away, sighting->is_inside, &beyond)) {
            return (away - 1) / box->width;
        }
        away = beyond;
    }
    return LOGO_UNMEASURED;
}
