/* SPDX-License-Identifier: MIT
 *
 * Pixels as floats, resized by area.
 */
#include "plugins/check-logo/match.h"

#include <math.h>

void raster_clear(struct raster *raster)
{
    g_clear_pointer(&raster->rgba, g_free);
}

struct planes planes_of_raster(const struct raster *raster)
{
    struct planes planes = planes_new(raster->width, raster->height, 4);
    const float *from = raster->rgba;
    for (guint y = 0; y < raster->height; y++) {
        for (guint x = 0; x < raster->width; x++, from += 4) {
            for (guint k = 0; k < 4; k++) {
                planes_at(&planes, k)[(gsize)y * planes.stride + x] = from[k];
            }
        }
    }
    return planes;
}

struct raster raster_of_planes(const struct planes *planes)
{
    struct raster raster = {planes->width, planes->height,
                            g_new(float, (gsize)planes->width * planes->height * 4)};
    float *to = raster.rgba;
    for (guint y = 0; y < planes->height; y++) {
        for (guint x = 0; x < planes->width; x++, to += 4) {
            for (guint k = 0; k < 4; k++) {
                to[k] = planes_at(planes, k)[(gsize)y * planes->stride + x];
            }
        }
    }
    return raster;
}

struct planes planes_of_picture(const struct picture *picture, guint left, guint top, guint width,
                                guint height)
{
    struct planes planes = planes_new(width, height, 4);
    gsize size = planes_size(&planes);
    for (guint y = 0; y < height; y++) {
        const guint8 *from = picture->rgba + ((gsize)(top + y) * picture->width + left) * 4;
        float *to = planes.data + (gsize)y * planes.stride;
        for (guint x = 0; x < width; x++, from += 4, to++) {
            float alpha = (float)from[3] * (1 / 255.0F), share = alpha * (1 / 255.0F);
            to[0] = (float)from[0] * share;
            to[size] = (float)from[1] * share;
            to[2 * size] = (float)from[2] * share;
            to[3 * size] = alpha;
        }
    }
    return planes;
}

struct raster raster_of(const struct picture *picture, double left, double top, double box_width,
                        double box_height, guint width, guint height)
{
    /* Only the part that is wanted, and a pixel around it, becomes floats. */
    gint x = CLAMP((gint)floor(left) - 1, 0, (gint)picture->width - 1);
    gint y = CLAMP((gint)floor(top) - 1, 0, (gint)picture->height - 1);
    gint right = CLAMP((gint)ceil(left + box_width) + 1, x + 1, (gint)picture->width);
    gint bottom = CLAMP((gint)ceil(top + box_height) + 1, y + 1, (gint)picture->height);
    struct planes from =
        planes_of_picture(picture, (guint)x, (guint)y, (guint)(right - x), (guint)(bottom - y));
    struct planes to = planes_new(width, height, 4);
    planes_sample(&from, (struct planes_box){left - x, top - y, box_width, box_height}, &to);
    struct raster raster = raster_of_planes(&to);
    planes_clear(&from);
    planes_clear(&to);
    return raster;
}

struct raster raster_resize(const struct raster *from, guint width, guint height)
{
    struct planes planes = planes_of_raster(from), to = planes_new(width, height, 4);
    planes_sample(&planes, (struct planes_box){0, 0, from->width, from->height}, &to);
    struct raster raster = raster_of_planes(&to);
    planes_clear(&planes);
    planes_clear(&to);
    return raster;
}
