/* SPDX-License-Identifier: MIT
 *
 * The grid on which a logo and its reference are laid over each other.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>

#define MARGIN 0.06    /* of the box, on each side */
#define LEAST_MARGIN 3 /* cells */

struct logo_box box_in_pixels(const struct picture *picture, const struct logo_box *natural)
{
    double x = (double)picture->width / MAX(1, picture->natural_width);
    double y = (double)picture->height / MAX(1, picture->natural_height);
    return (struct logo_box){natural->left * x, natural->top * y, natural->width * x,
                             natural->height * y};
}

struct logo_box box_in_natural(const struct picture *picture, const struct logo_box *pixels)
{
    double x = (double)picture->natural_width / MAX(1, picture->width);
    double y = (double)picture->natural_height / MAX(1, picture->height);
    return (struct logo_box){pixels->left * x, pixels->top * y, pixels->width * x,
                             pixels->height * y};
}

/* Cells along one side of the picture: whole numbers of them, so that its edge is a cell's. */
struct along {
    double step;
    gint first, count; /* of the view, may begin before the picture */
    guint from, to;    /* those within */
};

static struct along cells_along(double start, double extent, guint size, double step)
{
    guint whole = MAX(1, (guint)lround(size / step));
    struct along along = {.step = (double)size / whole};
    double margin = MAX(LEAST_MARGIN, MARGIN * extent / along.step);
    along.first = (gint)floor(start / along.step - margin);
    along.first = CLAMP(along.first, -(gint)whole, (gint)whole - 1);
    gint last = (gint)ceil((start + extent) / along.step + margin);
    along.count = CLAMP(last - along.first, 1, 2 * (gint)whole + 512);
    along.from = (guint)CLAMP(-along.first, 0, along.count);
    along.to = (guint)CLAMP((gint)whole - along.first, (gint)along.from, along.count);
    return along;
}

/* Colour less background over the part of the picture that is there. */
static void see(struct view *view, const struct picture *picture)
{
    gdouble left = MAX(0, view->left), top = MAX(0, view->top);
    guint width = view->inside.to_x - view->inside.from_x;
    guint height = view->inside.to_y - view->inside.from_y;
    if (!width || !height) {
        return;
    }
    struct raster raster =
        raster_of(picture, left, top, width * view->step_x, height * view->step_y, width, height);
    for (guint y = 0; y < height; y++) {
        const float *from = raster.rgba + (gsize)y * width * 4;
        gsize at = (gsize)(y + view->inside.from_y) * view->seen.stride + view->inside.from_x;
        for (guint x = 0; x < width; x++, from += 4, at++) {
            float sum = 0;
            for (guint k = 0; k < 3; k++) {
                float ink = from[k] - from[3] * view->background[k];
                planes_at(&view->seen, k)[at] = ink;
                sum += ink * ink;
            }
            planes_at(&view->seen, 3)[at] = sqrtf(sum);
        }
    }
    raster_clear(&raster);
}

struct view view_open(const struct picture *picture, const struct logo_sighting *sighting,
                      const struct logo_box *box, const struct raster *reference, double side)
{
    double most_x = MIN(side, reference->width), most_y = MIN(side, reference->height);
    double step = MAX(1, MAX(box->width / most_x, box->height / most_y));
    struct along x = cells_along(box->left, box->width, picture->width, step);
    struct along y = cells_along(box->top, box->height, picture->height, step);
    struct view view = {.left = x.first * x.step,
                        .top = y.first * y.step,
                        .step_x = x.step,
                        .step_y = y.step,
                        .inside = {x.from, x.to, y.from, y.to},
                        .seen = planes_new((guint)x.count, (guint)y.count, 4)};
    for (guint k = 0; k < 3; k++) {
        view.background[k] = sighting->background[k];
    }
    see(&view, picture);
    return view;
}

void view_close(struct view *view)
{
    planes_clear(&view->seen);
}

void view_sample(const struct view *view, const struct logo_box *box, const struct planes *from,
                 struct planes *to)
{
    double x = from->width / box->width, y = from->height / box->height;
    struct planes_box part = {(view->left - box->left) * x, (view->top - box->top) * y,
                              to->width * view->step_x * x, to->height * view->step_y * y};
    planes_sample(from, part, to);
}

static guint cell_of(double at, guint from, guint to)
{
    return (guint)CLAMP(lround(at), (long)from, (long)to);
}

struct span view_span(const struct view *view, const struct logo_box *box, double margin)
{
    const struct span *inside = &view->inside;
    double left = (box->left - view->left) / view->step_x;
    double top = (box->top - view->top) / view->step_y;
    return (struct span){
        cell_of(left + margin, inside->from_x, inside->to_x),
        cell_of(left + box->width / view->step_x - margin, inside->from_x, inside->to_x),
        cell_of(top + margin, inside->from_y, inside->to_y),
        cell_of(top + box->height / view->step_y - margin, inside->from_y, inside->to_y)};
}

struct drawn drawn_open(const struct logo_reference *reference,
                        const struct logo_sighting *sighting)
{
    struct drawn drawn = {.image = planes_of_raster(&reference->raster)};
    const struct planes *image = &drawn.image;
    drawn.ink = planes_new(image->width, image->height, 1);
    for (gsize i = 0; i < planes_size(image); i++) {
        float alpha = planes_at(image, 3)[i], sum = 0;
        for (guint k = 0; k < 3; k++) {
            float ink = planes_at(image, k)[i] - alpha * sighting->background[k];
            sum += ink * ink;
        }
        drawn.ink.data[i] = sighting->is_silhouette ? alpha : sqrtf(sum);
    }
    return drawn;
}

void drawn_close(struct drawn *drawn)
{
    planes_clear(&drawn->image);
    planes_clear(&drawn->ink);
}
