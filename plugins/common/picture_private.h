/* SPDX-License-Identifier: MIT
 *
 * What the decoders of the formats and the common way to sRGB hand each other.
 *
 *     picture.c  ->  the format's read: header -> picture_admit (caps) -> rows into a sink
 *                ->  profile -> turn
 */
#ifndef PLUGINS_COMMON_PICTURE_PRIVATE_H
#define PLUGINS_COMMON_PICTURE_PRIVATE_H

#include "plugins/common/picture.h"

/* One picture on its way; picture.c makes it and cleans it up. */
struct picture_job {
    struct ts_str bytes;
    const struct picture_options *options; /* NULL: the header alone is wanted */
    /* The header; width and height as stored, not yet turned. */
    struct picture_info info;
    guint orientation; /* of EXIF 2.3, 4.6.4: 1..8; 0 = not said */
    guint quality;     /* as in struct picture */
    GBytes *profile;   /* ICC, of the pixels in rgba; NULL: sRGB */
    /* The pixels: what the sink made. */
    guint8 *rgba;
    guint width, height;
    char *error;
};

/* Sets the job's error. Returns -1. */
int picture_fail(struct picture_job *job, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Is the header within the caps, and are pixels wanted? 1: go on; 0: it was about the header alone,
 * return 0; -1: too large, the error is set. */
int picture_admit(struct picture_job *job);

/* A format that is read. */
struct picture_codec {
    enum picture_format format;
    const char *media_type;
    gboolean (*is)(struct ts_str bytes);
    int (*read)(struct picture_job *job); /* 0, or -1 with the job's error */
};
extern const struct picture_codec picture_png, picture_jpeg, picture_webp, picture_gif, picture_svg,
    picture_ico, picture_bmp, picture_avif;

/* A bitmap inside an icon: without the head of a file, twice as high, for its mask. */
int picture_icon_bitmap(struct picture_job *job, struct ts_str bytes);
/* 0; -1: it can't be drawn rightly in a sealed process, the error says why. Sets info.scaling by
 * the root's preserveAspectRatio, as if there were a viewBox. */
int picture_svg_scan(struct picture_job *job);

/* ---- rows, made smaller as they come (picture_shrink.c) ---- */

struct picture_sink;

/* For rows of width * height pixels RGBA, alpha not multiplied in; what comes out is no larger than
 * the options want. */
struct picture_sink *picture_sink_new(const struct picture_job *job, guint width, guint height);
/* Where the next row is to be written; valid up to picture_sink_next. */
guint8 *picture_sink_row(struct picture_sink *sink);
void picture_sink_next(struct picture_sink *sink);
/* All rows came: gives the pixels to the job. Frees the sink, as does picture_sink_free. */
void picture_sink_finish(struct picture_sink **sink, struct picture_job *job);
void picture_sink_free(struct picture_sink **sink);
/* A whole picture through a sink; the pixels stay the caller's. */
void picture_sink_all(struct picture_job *job, const guint8 *rgba, guint width, guint height);

/* ---- colours and the right way up ---- */

/* In place. A profile that is damaged, or that is none of pixels such as these, is ignored, as
 * browsers do. */
void picture_profile_apply(GBytes *profile, guint8 *rgba, gsize pixel_count);
/* CMYK of a JPEG to RGBA; inverted as Adobe writes it. */
struct picture_cmyk;
struct picture_cmyk *picture_cmyk_new(GBytes *profile);
void picture_cmyk_row(const struct picture_cmyk *cmyk, const guint8 *from, guint8 *rgba,
                      guint width);
void picture_cmyk_free(struct picture_cmyk **cmyk);

/* 1..8, or 0: of an EXIF block, with or without "Exif\0\0" before it. */
guint picture_orientation(const guint8 *exif, gsize size);
/* Turns the job's pixels the right way up. */
void picture_turn(struct picture_job *job);

#endif
