/* SPDX-License-Identifier: MIT
 *
 * Outlines that tell nothing: boxes, discs, triangles ... Whoever has one shares it with thousands.
 */
#include "plugins/check-logo/match.h"

#include <math.h>

#define SIDE 48u
#define ALIKE 0.90 /* intersection over union */

/* Inside at (x, y), both -1..1 across the box? */
typedef gboolean (*shape_fn)(double x, double y, double parameter);

static gboolean is_in_superellipse(double x, double y, double power)
{
    return pow(fabs(x), power) + pow(fabs(y), power) <= 1;
}

static gboolean is_in_rounded_box(double x, double y, double radius)
{
    double dx = MAX(0, fabs(x) - (1 - radius)), dy = MAX(0, fabs(y) - (1 - radius));
    return dx * dx + dy * dy <= radius * radius;
}

/* Flat sides left and right; corner: how far the slanted ones reach. */
static gboolean is_in_hexagon(double x, double y, double corner)
{
    return fabs(y) <= 1 - corner * fabs(x);
}

static gboolean is_in_hexagon_on_side(double x, double y, double corner)
{
    return is_in_hexagon(y, x, corner);
}

static gboolean is_in_octagon(double x, double y, double cut)
{
    return fabs(x) + fabs(y) <= 2 - cut;
}

/* turn: 0 up, 1 right, 2 down, 3 left */
static gboolean is_in_triangle(double x, double y, double turn)
{
    double along[] = {y, -x, -y, x}, across[] = {x, y, x, y};
    guint which = (guint)turn;
    return fabs(across[which]) <= (1 + along[which]) / 2;
}

static gboolean is_in_shield(double x, double y, double shoulder)
{
    return y < shoulder || fabs(x) <= sqrt(MAX(0, 1 - pow((y - shoulder) / (1 - shoulder), 2)));
}

static gboolean is_in_pentagon(double x, double y, double waist)
{
    return y < waist ? fabs(x) <= (y + 1) / (waist + 1)
                     : fabs(x) <= 1 - 0.382 * (y - waist) / (1 - waist);
}

static gboolean is_in_drop(double x, double y, double centre)
{
    return y < centre ? fabs(x) <= (y + 1) / (centre + 1)
                      : x * x + pow((y - centre) / (1 - centre), 2) <= 1;
}

static const struct {
    shape_fn is_in;
    double parameter;
} shapes[] = {
    {is_in_superellipse, 2},  {is_in_superellipse, 4},  {is_in_superellipse, 1},
    {is_in_superellipse, 20}, {is_in_rounded_box, 0.2}, {is_in_rounded_box, 0.4},
    {is_in_rounded_box, 0.6}, {is_in_hexagon, 0.5},     {is_in_hexagon_on_side, 0.5},
    {is_in_octagon, 0.586},   {is_in_triangle, 0},      {is_in_triangle, 1},
    {is_in_triangle, 2},      {is_in_triangle, 3},      {is_in_shield, 0},
    {is_in_shield, -0.4},     {is_in_pentagon, -0.236}, {is_in_drop, 0.2},
};

static double overlap(const struct planes *mask, shape_fn is_in, double parameter)
{
    guint both = 0, either = 0;
    for (guint y = 0; y < SIDE; y++) {
        for (guint x = 0; x < SIDE; x++) {
            gboolean a = mask->data[(gsize)y * mask->stride + x] > 0.5F;
            gboolean b = is_in((x + 0.5) * 2 / SIDE - 1, (y + 0.5) * 2 / SIDE - 1, parameter);
            both += a && b;
            either += a || b;
        }
    }
    return either ? (double)both / either : 1;
}

gboolean silhouette_is_generic(const struct planes *image)
{
    struct planes alpha = {image->width, image->height, image->stride, 1, planes_at(image, 3)};
    struct planes mask = planes_new(SIDE, SIDE, 1);
    gboolean is_generic = FALSE;
    planes_sample(&alpha, (struct planes_box){0, 0, image->width, image->height}, &mask);
    for (guint i = 0; i < G_N_ELEMENTS(shapes) && !is_generic; i++) {
        is_generic = overlap(&mask, shapes[i].is_in, shapes[i].parameter) > ALIKE;
    }
    planes_clear(&mask);
    return is_generic;
}
