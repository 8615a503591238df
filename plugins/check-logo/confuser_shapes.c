/* SPDX-License-Identifier: MIT
 *
 * The shapes that confusers are drawn with: each says whether a point is in it.
 */
#include "plugins/check-logo/confusers.h"

#include <math.h>

static gboolean in_disc(double x, double y, double parameter)
{
    (void)parameter;
    return x * x + y * y <= 1;
}

static gboolean in_ring(double x, double y, double hole)
{
    double square = x * x + y * y;
    return square <= 1 && square >= hole * hole;
}

static gboolean in_box(double x, double y, double parameter)
{
    (void)parameter;
    return fabs(x) <= 1 && fabs(y) <= 1;
}

static gboolean in_round_box(double x, double y, double radius)
{
    double dx = MAX(0, fabs(x) - (1 - radius)), dy = MAX(0, fabs(y) - (1 - radius));
    return dx * dx + dy * dy <= radius * radius;
}

static gboolean in_frame(double x, double y, double hole)
{
    double most = MAX(fabs(x), fabs(y));
    return most <= 1 && most >= hole;
}

/* Regular, the first corner up. */
static gboolean in_polygon(double x, double y, double corners)
{
    double slice = 2 * G_PI / corners, angle = atan2(x, -y) + 4 * G_PI;
    double off = fmod(angle, slice) - slice / 2;
    return hypot(x, y) * cos(off) <= cos(slice / 2);
}

static gboolean in_star(double x, double y, double points)
{
    double slice = 2 * G_PI / points, angle = atan2(x, -y) + 4 * G_PI;
    double off = fabs(fmod(angle, slice) / slice - 0.5) * 2; /* 1 at a point, 0 between */
    return hypot(x, y) <= 0.45 + 0.55 * off * off;
}

static gboolean in_heart(double x, double y, double parameter)
{
    double up = -y * 1.15 + 0.1, across = x * 1.15;
    double inner = across * across + up * up - 0.8;
    (void)parameter;
    return inner * inner * inner - across * across * up * up * up <= 0;
}

static gboolean in_arrow(double x, double y, double thick)
{
    return (x <= 0.1 && x >= -1 && fabs(y) <= thick) || (x > 0.1 && x <= 1 && fabs(y) <= (1 - x));
}

static gboolean in_cross(double x, double y, double thick)
{
    return (fabs(x) <= thick && fabs(y) <= 1) || (fabs(y) <= thick && fabs(x) <= 1);
}

static gboolean in_crescent(double x, double y, double shift)
{
    return x * x + y * y <= 1 && (x - shift) * (x - shift) + y * y > 0.8;
}

static gboolean in_pie(double x, double y, double share)
{
    double angle = atan2(x, -y) + G_PI;
    return x * x + y * y <= 1 && angle <= 2 * G_PI * share;
}

static gboolean in_stripes(double x, double y, double count)
{
    return fabs(x) <= 1 && fabs(y) <= 1 && fmod((y + 1) * count, 2) < 1;
}

static gboolean in_checks(double x, double y, double count)
{
    gboolean is_odd = fmod(floor((x + 1) * count) + floor((y + 1) * count), 2) >= 1;
    return fabs(x) <= 1 && fabs(y) <= 1 && is_odd;
}

static gboolean in_dots(double x, double y, double count)
{
    double u = fmod((x + 1) * count, 1) - 0.5, v = fmod((y + 1) * count, 1) - 0.5;
    return fabs(x) <= 1 && fabs(y) <= 1 && u * u + v * v < 0.12;
}

static gboolean in_chevron(double x, double y, double thick)
{
    double off = x - (1 - fabs(y)) * (1 - thick);
    return fabs(y) <= 1 && off >= -thick && off <= thick;
}

static gboolean in_shield(double x, double y, double shoulder)
{
    double below = (y - shoulder) / (1 - shoulder);
    return fabs(x) <= 1 && fabs(y) <= 1 &&
           (y < shoulder || fabs(x) <= sqrt(MAX(0, 1 - below * below)));
}

static gboolean in_drop(double x, double y, double centre)
{
    double below = (y - centre) / (1 - centre);
    return y < centre ? fabs(x) <= (y + 1) / (centre + 1) : x * x + below * below <= 1;
}

static gboolean in_waves(double x, double y, double count)
{
    double level = 0.25 * sin(x * G_PI * count);
    return fabs(x) <= 1 && fabs(y) <= 1 && fmod((y + level + 2) * 2, 2) < 1;
}

static gboolean in_arcs(double x, double y, double count)
{
    double radius = hypot(x, y + -1) / 2;
    return radius <= 1 && y <= 1 && fabs(x) <= 1.2 - y && fmod(radius * count * 2, 2) >= 1;
}

static gboolean in_leaf(double x, double y, double fat)
{
    return fabs(y) <= fat * (1 - x * x);
}

const struct confuser_shape confuser_shapes[] = {
    {"disc", in_disc, 0, 0},
    {"ring", in_ring, 0.3, 0.85},
    {"box", in_box, 0, 0},
    {"rounded box", in_round_box, 0.15, 0.8},
    {"frame", in_frame, 0.4, 0.85},
    {"triangle", in_polygon, 3, 3},
    {"diamond", in_polygon, 4, 4},
    {"pentagon", in_polygon, 5, 5},
    {"hexagon", in_polygon, 6, 6},
    {"octagon", in_polygon, 8, 8},
    {"star", in_star, 4, 8},
    {"heart", in_heart, 0, 0},
    {"arrow", in_arrow, 0.2, 0.5},
    {"cross", in_cross, 0.15, 0.45},
    {"crescent", in_crescent, 0.3, 0.8},
    {"pie", in_pie, 0.2, 0.9},
    {"stripes", in_stripes, 2, 5},
    {"checks", in_checks, 1, 3},
    {"dots", in_dots, 1, 3},
    {"chevron", in_chevron, 0.2, 0.5},
    {"shield", in_shield, -0.4, 0.3},
    {"drop", in_drop, 0, 0.4},
    {"waves", in_waves, 1, 3},
    {"arcs", in_arcs, 2, 4},
    {"leaf", in_leaf, 0.4, 0.9},
};
const guint confuser_shape_count = G_N_ELEMENTS(confuser_shapes);
