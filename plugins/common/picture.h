/* SPDX-License-Identifier: MIT
 *
 * Pictures in memory: whatever the format, one way to 8-bit sRGB. For sealed processes only: the
 * libraries behind it read what anybody put on the net.
 *
 * Link with picture_dep. A format is known by its first bytes, never by what was declared. The size
 * is judged from the header, before a pixel is made.
 */
#ifndef PLUGINS_COMMON_PICTURE_H
#define PLUGINS_COMMON_PICTURE_H

#include <glib.h>

#include "touchstone/plugin.h"

enum picture_format {
    PICTURE_UNKNOWN,
    PICTURE_PNG,
    PICTURE_JPEG,
    PICTURE_WEBP,
    PICTURE_GIF,
    PICTURE_SVG,
    PICTURE_ICO,
    PICTURE_BMP,
    PICTURE_AVIF
};

/* What becomes of it in a box of other proportions (an <img> with both sides given). All but SVG
 * are stretched. SVG 2, 8.2 and 8.6; SVG Integration for what has no viewBox. */
enum picture_scaling {
    PICTURE_STRETCHES,
    PICTURE_FITS,  /* an SVG with a viewBox: as large as it can be shown whole */
    PICTURE_FILLS, /* preserveAspectRatio="... slice": as small as it covers the box */
    PICTURE_STAYS  /* an SVG with neither size nor viewBox: it is not scaled at all */
};

/* What the header says; no pixel was decoded. */
struct picture_info {
    enum picture_format format;
    guint width, height; /* natural size in pixels, the right way up; of an SVG in CSS pixels */
    guint frames;        /* 1, or more of an animation */
    enum picture_scaling scaling;
    double view_aspect; /* width / height of the viewBox; 0: none */
};

struct picture {
    guint width, height; /* of rgba; may be less than the natural size, see max_side */
    guint8 *rgba;        /* owned; sRGB, 8 bits, alpha not multiplied in; width * 4 bytes a row */
    guint natural_width, natural_height; /* as in picture_info */
    enum picture_format format;
    guint quality;                /* 1..100 of a JPEG, as its tables tell; 0 = not known */
    guint frames;                 /* of the file */
    enum picture_scaling scaling; /* as in picture_info, with the next */
    double view_aspect;
    gboolean has_alpha; /* some pixel is not opaque */
};

struct picture_options {
    /* Longest side that is wanted, or 0: as it is. A larger picture is made smaller while it is
     * decoded where the format can do that (JPEG), else by area afterwards; never larger, but for
     * an SVG, which is drawn with this longest side (512 if 0). */
    guint max_side;
    gboolean is_last_frame; /* of an animation: the last frame as shown; else the first */
};

enum picture_format picture_format(struct ts_str bytes);
/* "image/png"; NULL of PICTURE_UNKNOWN. */
const char *picture_media_type(enum picture_format format);

/* 0, or -1 with *error_r, a sentence for people (the caller frees it). Linear in the bytes and the
 * pixels, within the caps of limits.h. */
int picture_look(struct ts_str bytes, struct picture_info *info_r, char **error_r);
int picture_decode(struct ts_str bytes, const struct picture_options *options,
                   struct picture *picture_r, char **error_r);
/* Frees what picture_decode gave; takes a zeroed one. */
void picture_clear(struct picture *picture);

/* Longest side that is looked at: a logo of 4 % of a picture is 64 pixels then. */
#define PICTURE_LOOKED_AT_SIDE 1600u

/* The same for the document at hand, decoded once for its reader and all of its checks that ask
 * with the same options. Picture and error belong to the host and live until the document is done:
 * read them, free nothing. */
int picture_decode_once(struct ts_call *call, struct ts_str bytes,
                        const struct picture_options *options, const struct picture **picture_r,
                        const char **error_r);

/* A PNG of 8-bit sRGB with alpha, packed fast; NULL if there is no memory. */
GBytes *picture_to_png(const guint8 *rgba, guint width, guint height);

/* Touches what the libraries load lazily, before the seal. */
void picture_warm(void);

#endif
