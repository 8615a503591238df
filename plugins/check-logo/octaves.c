/* SPDX-License-Identifier: MIT
 *
 * A picture at every scale a logo may have in it.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-logo/localiser.h"

void level_clear(struct level *plane)
{
    g_clear_pointer(&plane->samples, g_free);
}

static struct level level_new(guint width, guint height)
{
    return (struct level){width, height, g_malloc((gsize)width * height * 3)};
}

static void on_white(const struct picture *picture, struct level *plane)
{
    const gsize count = (gsize)picture->width * picture->height;
    for (gsize i = 0; i < count; i++) {
        const guint8 *pixel = picture->rgba + i * 4;
        const guint alpha = pixel[3];
        for (guint c = 0; c < 3; c++) {
            plane->samples[c * count + i] =
                (guint8)((pixel[c] * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }
}

static struct level halve(const struct level *from)
{
    struct level half = level_new(from->width / 2, from->height / 2);
    for (guint row = 0; row < half.height * 3; row++) {
        const guint channel = row / half.height, y = row % half.height;
        const guint8 *upper =
            from->samples + ((gsize)channel * from->height + (gsize)y * 2) * from->width;
        const guint8 *lower = upper + from->width;
        guint8 *to = half.samples + (gsize)row * half.width;
        for (guint x = 0; x < half.width; x++) {
            to[x] =
                (guint8)((upper[2 * x] + upper[2 * x + 1] + lower[2 * x] + lower[2 * x + 1] + 2) /
                         4);
        }
    }
    return half;
}

/* Where a line of samples takes its values from: two neighbours and the share of the second, in
 * 1/128. */
struct tap {
    guint first, second;
    gint share;
};

static struct tap *taps_new(guint from, guint to)
{
    struct tap *taps = g_new(struct tap, to);
    for (guint i = 0; i < to; i++) {
        const double at = CLAMP((i + 0.5) * from / to - 0.5, 0.0, from - 1.0);
        const guint first = (guint)at;
        taps[i] = (struct tap){first, MIN(first + 1, from - 1), (gint)((at - first) * 128 + 0.5)};
    }
    return taps;
}

static void blend_rows(const guint8 *first, const guint8 *second, gint share, gint16 *to,
                       guint count)
{
    for (guint x = 0; x < count; x++) {
        to[x] = (gint16)(first[x] * (128 - share) + second[x] * share);
    }
}

static struct level resize_plane(const struct level *from, guint width, guint height)
{
    struct level plane = level_new(width, height);
    g_autofree struct tap *columns = taps_new(from->width, width);
    g_autofree struct tap *rows = taps_new(from->height, height);
    g_autofree gint16 *line = g_new(gint16, from->width);
    for (guint row = 0; row < height * 3; row++) {
        const struct tap *tap = &rows[row % height];
        const guint8 *channel = from->samples + (gsize)(row / height) * from->height * from->width;
        guint8 *to = plane.samples + (gsize)row * width;
        blend_rows(channel + (gsize)tap->first * from->width,
                   channel + (gsize)tap->second * from->width, tap->share, line, from->width);
        for (guint x = 0; x < width; x++) {
            const struct tap *at = &columns[x];
            to[x] = (guint8)((line[at->first] * (128 - at->share) + line[at->second] * at->share +
                              8192) >>
                             14);
        }
    }
    return plane;
}

void octaves_init(const struct picture *picture, struct octaves *octaves_r)
{
    const guint side = MAX(picture->width, picture->height);
    struct level plane = level_new(picture->width, picture->height);
    on_white(picture, &plane);
    *octaves_r = (struct octaves){.scale = 1, .count = 1};
    while (MAX(plane.width, plane.height) >= 2 * LOCALISER_MAX_SIDE) {
        struct level half = halve(&plane);
        level_clear(&plane);
        plane = half;
    }
    if (side > LOCALISER_MAX_SIDE) {
        octaves_r->scale = (double)LOCALISER_MAX_SIDE / side;
        struct level less =
            resize_plane(&plane, MAX(1, (guint)(picture->width * octaves_r->scale + 0.5)),
                         MAX(1, (guint)(picture->height * octaves_r->scale + 0.5)));
        level_clear(&plane);
        plane = less;
    }
    octaves_r->planes[0] = plane;
    while (octaves_r->count < OCTAVE_MAX && MIN(plane.width, plane.height) >= 16) {
        plane = halve(&plane);
        octaves_r->planes[octaves_r->count++] = plane;
    }
}

void octaves_finish(struct octaves *octaves)
{
    for (guint i = 0; i < octaves->count; i++) {
        level_clear(&octaves->planes[i]);
    }
}

struct level octaves_resize(const struct octaves *octaves, guint width, guint height)
{
    guint octave = 0;
    while (octave + 1 < octaves->count && octaves->planes[octave + 1].width >= width &&
           octaves->planes[octave + 1].height >= height) {
        octave++;
    }
    return resize_plane(&octaves->planes[octave], width, height);
}
