/* SPDX-License-Identifier: MIT
 *
 * What the parts of the check "logo" hand each other: the book of registered logos, a picture, and
 * what was seen of the one in the other.
 *
 *     brand book -> book_register -> blob -> book_open      once
 *     picture -> identify (all of it is a logo), or locate (one stands in it) -> sightings
 *     sighting -> measure (aspect, colour, crop ...) -> show (evidence)
 *
 * All of it is deterministic: one order of work, no -ffast-math, no threads, no clock, no chance.
 */
#ifndef PLUGINS_CHECK_LOGO_LOGO_H
#define PLUGINS_CHECK_LOGO_LOGO_H

#include <glib.h>

#include "plugins/common/picture.h"

/* ---- rasters ---- */

/* Colours 0..1 of sRGB as they are coded, alpha multiplied in; 4 floats a pixel. */
struct raster {
    guint width, height;
    float *rgba; /* owned */
};
void raster_clear(struct raster *raster);
/* Of a part of a decoded picture (the whole: 0, 0, width, height), by area, to width x height. */
struct raster raster_of(const struct picture *picture, double left, double top, double box_width,
                        double box_height, guint width, guint height);
/* By area; also enlarges (bilinear). */
struct raster raster_resize(const struct raster *from, guint width, guint height);

/* ---- the book ---- */

/* A logo of the brand book: an entry of logos.versions. */
struct logo_version {
    char *id;
    guint min_width;      /* CSS pixels, or 0 */
    double clear_space;   /* share of its width, or 0 */
    double best_confuser; /* highest score that a shape of the confuser set reaches */
    gboolean is_generic;  /* that is too high to tell it from a shape: "not distinctive" */
    char *confuser;       /* its name: "ring", "hexagon" */
};

/* One way in which a file of a version may look: as drawn, on white, on dark, without its plate. */
struct logo_reference {
    guint version;        /* index */
    guint file;           /* index among the version's files */
    struct raster raster; /* trimmed, longest side 256 at most */
    double aspect;        /* width / height of what the whole logo measures, exact */
    gboolean is_generic;  /* its silhouette alone tells nothing */
    double threshold, silhouette_threshold; /* scores from which it counts, calibrated */
};

struct logo_book {
    GArray *versions;   /* struct logo_version */
    GArray *references; /* struct logo_reference */
    GPtrArray *paths;   /* char *: of the files, as the brand book names them */
    gpointer cache;     /* identify.c: what is the same for each picture; borrows, owned */
    gpointer templates; /* locate.c: likewise */
};

/* [prepare, sealed] Decodes and judges the files of the brand book. NULL with *error_r: a file
 * can't be read, or shows nothing (the caller frees it). */
struct logo_book *book_register(const struct ts_node *brand, struct ts_list files, char **error_r);
/* What prepare returns, and back. NULL with *error_r: damaged. */
GByteArray *book_pack(const struct logo_book *book);
struct logo_book *book_open(struct ts_str blob, char **error_r);
void book_free(struct logo_book **book);

/* ---- sightings ---- */

/* Where the whole reference lies in the picture, in its natural pixels; may reach over its edge. */
struct logo_box {
    double left, top, width, height;
};

enum logo_value { LOGO_NONE, LOGO_MATCH, LOGO_UNCERTAIN };

#define LOGO_UNMEASURED (-1.0)
#define LOGO_ALIKE "two versions of the logo look alike at this size" /* a reason */

struct logo_measures {
    double aspect;    /* measured / right: 1.04 = 4 % too wide; or LOGO_UNMEASURED, as the others */
    double delta_e;   /* CIEDE2000 of the worst flat region */
    double crop;      /* share of its width or height that is missing at an edge */
    double sharpness; /* detail against the reference at that size: 1 = as sharp */
    double clear;     /* free space around it, as a share of its width */
    char seen_colour[8], right_colour[8]; /* "#e2001a", of the worst region; "" */
    char crop_side;                       /* 'l', 'r', 't', 'b', or 0 */
};

struct logo_sighting {
    enum logo_value value;
    guint version, reference; /* indexes in the book */
    double score;             /* 0..1 */
    guint runner_up;          /* version, or G_MAXUINT */
    double runner_up_score;
    const char *reason;     /* of LOGO_UNCERTAIN and LOGO_NONE, static: "too small to decide" */
    gboolean is_inside;     /* it stands in a larger picture */
    gboolean is_mono;       /* in one colour: its colours tell nothing */
    gboolean is_silhouette; /* recognised by its outline alone */
    float background[3];    /* colour around it, 0..1 */
    struct logo_box box;
    struct logo_measures measures;
};

/* Is the whole picture one logo? Always fills *sighting_r; LOGO_NONE with the best version and its
 * score. *is_plain_r: the picture has a background of one colour (else locate should look). */
void identify(const struct logo_book *book, const struct picture *picture,
              struct logo_sighting *sighting_r, gboolean *is_plain_r);

/* Logos that stand in a larger picture: appends struct logo_sighting, of LOGO_MATCH or
 * LOGO_UNCERTAIN, best first, boxes that do not overlap. */
void locate(const struct logo_book *book, const struct picture *picture, GArray *sightings);

/* Fills sighting->measures. */
void measure(const struct logo_book *book, const struct picture *picture,
             struct logo_sighting *sighting);

/* A PNG: the candidate, the reference, and where they differ, side by side. NULL: no memory. */
GBytes *show(const struct logo_book *book, const struct picture *picture,
             const struct logo_sighting *sighting);
/* The same of a reference that a page shows in other proportions: 1.25 = 25 % too wide. */
GBytes *show_stretched(const struct logo_book *book, guint reference, double aspect);

#endif
