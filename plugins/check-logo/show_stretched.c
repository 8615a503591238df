/* SPDX-License-Identifier: MIT
 *
 * Evidence of what a page makes of a picture. Where pages are judged its pixels are gone, and each
 * page may show it in another size: so the registered drawing is shown as the page would stretch
 * it.
 */
#include "plugins/check-logo/logo.h"

#include <math.h>

/* Pixels of the stretched drawing; more than the first where the shorter side needs it. */
#define LONG_SIDE 160.0
#define SHORT_SIDE 40.0
#define MOST_SIDE 1024.0

#define PALE 0.7          /* brightness from which a drawing needs a dark ground */
#define DARK_GROUND 0.12F /* grey */

static guint8 level(float value)
{
    return (guint8)CLAMP(lrintf(value * 255), 0, 255);
}

/* Alpha no longer multiplied in. */
static guint8 *bytes_of(const struct raster *raster)
{
    gsize size = (gsize)raster->width * raster->height;
    guint8 *rgba = g_malloc(size * 4);
    for (gsize i = 0; i < size; i++) {
        const float *from = raster->rgba + i * 4;
        for (guint k = 0; k < 3; k++) {
            rgba[i * 4 + k] = from[3] > 0 ? level(from[k] / from[3]) : 0;
        }
        rgba[i * 4 + 3] = level(from[3]);
    }
    return rgba;
}

static gboolean is_pale(const struct raster *raster)
{
    double light = 0, ink = 0;
    for (gsize i = 0; i < (gsize)raster->width * raster->height; i++) {
        const float *at = raster->rgba + i * 4;
        light += 0.3F * at[0] + 0.59F * at[1] + 0.11F * at[2];
        ink += at[3];
    }
    return light > PALE * ink;
}

static guint side_of(double share, double scale)
{
    return (guint)CLAMP(lround(share * scale), 1, (long)MOST_SIDE);
}

GBytes *show_stretched(const struct logo_book *book, guint reference, double aspect)
{
    const struct logo_reference *drawing =
        &g_array_index(book->references, struct logo_reference, reference);
    double width = drawing->aspect * aspect, height = 1;
    double scale = MAX(LONG_SIDE / MAX(width, height), SHORT_SIDE / MIN(width, height));
    scale = MIN(scale, MOST_SIDE / MAX(width, height));
    struct raster raster =
        raster_resize(&drawing->raster, side_of(width, scale), side_of(height, scale));
    float ground = is_pale(&raster) ? DARK_GROUND : 1;
    struct picture picture = {
        .width = raster.width,
        .height = raster.height,
        .natural_width = raster.width,
        .natural_height = raster.height,
        .has_alpha = TRUE,
        .rgba = bytes_of(&raster),
    };
    struct logo_sighting sighting = {
        .value = LOGO_MATCH,
        .version = drawing->version,
        .reference = reference,
        .score = 1,
        .background = {ground, ground, ground},
        .box = {0, 0, raster.width, raster.height},
        .measures = {.aspect = aspect, .sharpness = LOGO_UNMEASURED},
    };
    GBytes *png = show(book, &picture, &sighting);
    picture_clear(&picture);
    raster_clear(&raster);
    return png;
}
