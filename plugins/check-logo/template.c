/* SPDX-License-Identifier: MIT
 *
 * The few edges by which a reference is looked for.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-logo/localiser.h"

/* A logo's edges do not depend on its ground but where it has the ground's colour: it is drawn on
 * these, and the stronger edge counts. */
static const float grounds[] = {255, 0};

struct edge {
    gint16 x, y;
    float u, v, strength;
};

static struct level draw(const struct raster *raster, float ground, guint margin)
{
    struct level plane = {raster->width + 2 * margin, raster->height + 2 * margin, NULL};
    const gsize count = (gsize)plane.width * plane.height;
    plane.samples = g_malloc(count * 3);
    memset(plane.samples, (int)ground, count * 3);
    for (gsize i = 0; i < (gsize)raster->width * raster->height; i++) {
        const float *pixel = raster->rgba + i * 4;
        const gsize at = (i / raster->width + margin) * plane.width + i % raster->width + margin;
        for (guint c = 0; c < 3; c++) {
            plane.samples[c * count + at] =
                (guint8)CLAMP(pixel[c] * 255 + (1 - pixel[3]) * ground + 0.5F, 0.0F, 255.0F);
        }
    }
    return plane;
}

/* Strongest gradient of a pixel among the channels. */
static struct edge edge_at(const struct level *plane, guint x, guint y)
{
    struct edge best = {0};
    float gx = 0, gy = 0, most = 0;
    for (guint c = 0; c < 3; c++) {
        const guint8 *p = plane->samples + ((gsize)c * plane->height + y) * plane->width + x;
        const guint8 *a = p - plane->width, *b = p + plane->width;
        const float dx = (float)(a[1] + 2 * p[1] + b[1] - a[-1] - 2 * p[-1] - b[-1]) / 4;
        const float dy = (float)(b[-1] + 2 * b[0] + b[1] - a[-1] - 2 * a[0] - a[1]) / 4;
        if (dx * dx + dy * dy > most) {
            most = dx * dx + dy * dy, gx = dx, gy = dy;
        }
    }
    if (most > 0) {
        best.strength = sqrtf(most);
        best.u = (gx * gx - gy * gy) / most, best.v = 2 * gx * gy / most;
    }
    return best;
}

static void gather_edges(const struct raster *raster, GArray *edges)
{
    const guint margin = 2;
    struct level planes[G_N_ELEMENTS(grounds)];
    for (guint i = 0; i < G_N_ELEMENTS(grounds); i++) {
        planes[i] = draw(raster, grounds[i], margin);
    }
    for (guint y = 1; y + 1 < planes[0].height; y++) {
        for (guint x = 1; x + 1 < planes[0].width; x++) {
            const struct edge light = edge_at(&planes[0], x, y), dark = edge_at(&planes[1], x, y);
            struct edge edge = light.strength >= dark.strength ? light : dark;
            edge.x = (gint16)(x - margin), edge.y = (gint16)(y - margin);
            if (edge.strength >= EDGE_FULL) {
                g_array_append_val(edges, edge);
            }
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(grounds); i++) {
        level_clear(&planes[i]);
    }
}

static int by_strength(const void *left, const void *right)
{
    const struct edge *a = left, *b = right;
    return a->strength != b->strength ? (a->strength < b->strength) - (a->strength > b->strength)
           : a->y != b->y             ? a->y - b->y
                                      : a->x - b->x;
}

static gint8 axis_of(const struct edge *edge)
{
    const double turn = atan2(edge->v, edge->u) / G_PI * 4; /* eighths of a full turn */
    const int eighth = ((int)floor(turn + 0.5) + 8) % 8;
    return (gint8)(eighth < FIELD_AXES ? eighth : -1 - (eighth - FIELD_AXES));
}

/* Strong ones first, none within `apart` of one that was taken. */
static void take_apart(const GArray *edges, int apart, struct template *template)
{
    g_autofree guint8 *is_taken = g_new0(guint8, edges->len);
    for (; apart >= 0 && template->count < TEMPLATE_POINTS; apart--) {
        for (guint i = 0; i < edges->len && template->count < TEMPLATE_POINTS; i++) {
            const struct edge *edge = &g_array_index(edges, struct edge, i);
            gboolean is_near = is_taken[i];
            for (guint k = 0; k < template->count && !is_near; k++) {
                const struct edge_point *point = &template->points[k];
                is_near = abs(point->x - edge->x) <= apart && abs(point->y - edge->y) <= apart;
            }
            if (!is_near) {
                is_taken[i] = 1;
                template->points[template->count++] =
                    (struct edge_point){edge->x, edge->y, axis_of(edge)};
            }
        }
    }
}

/* An order in which each beginning is spread over the whole: by a step that has no factor with the
 * count. */
static void spread(struct template *template)
{
    struct edge_point points[TEMPLATE_POINTS];
    guint step = template->count * 5 / 13 + 1;
    while (step > 1) {
        guint a = step, b = template->count;
        while (b != 0) {
            const guint rest = a % b;
            a = b, b = rest;
        }
        if (a == 1) {
            break;
        }
        step--;
    }
    for (guint i = 0; i < template->count; i++) {
        points[i] = template->points[(gsize)i * step % template->count];
    }
    memcpy(template->points, points, sizeof points[0] * template->count);
}

static double self_response(const struct raster *raster, const struct template *template)
{
    double most = 0;
    for (guint g = 0; g < G_N_ELEMENTS(grounds); g++) {
        struct level plane = draw(raster, grounds[g], FIELD_PAD);
        struct field field = field_of(&plane);
        const gint8 *origin = field.maps + 2 * FIELD_PAD * field.stride + 2 * FIELD_PAD;
        double sum = 0;
        for (guint i = 0; i < template->count; i++) {
            const struct edge_point *p = &template->points[i];
            const gsize axis = (gsize)(p->axis < 0 ? -1 - p->axis : p->axis);
            const int value = (origin + axis * field.size)[p->y * (gssize)field.stride + p->x];
            sum += p->axis < 0 ? -value : value;
        }
        most = MAX(most, sum / template->count / FIELD_UNIT);
        field_clear(&field);
        level_clear(&plane);
    }
    return most;
}

/* Sides of the template: as large in area as asked for, but neither a thread nor a band. */
static void template_size(double aspect, double area_side, guint *width_r, guint *height_r)
{
    double width = area_side * sqrt(aspect), height = area_side / sqrt(aspect);
    const double thin = 10 / MIN(width, height), longest = 112 / MAX(width, height);
    const double factor = thin > 1 ? MIN(thin, MAX(longest, 1.0)) : 1;
    *width_r = (guint)(width * factor + 0.5), *height_r = (guint)(height * factor + 0.5);
}

gboolean template_of(const struct raster *raster, guint reference, double area_side,
                     struct template *template_r)
{
    *template_r = (struct template){.reference = reference};
    template_size((double)raster->width / raster->height, area_side, &template_r->width,
                  &template_r->height);
    if (MIN(template_r->width, template_r->height) < 5) {
        return FALSE;
    }
    struct raster small = raster_resize(raster, template_r->width, template_r->height);
    g_autoptr(GArray) edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
    gather_edges(&small, edges);
    g_array_sort(edges, by_strength);
    take_apart(edges, 2, template_r);
    spread(template_r);
    if (template_r->count >= 16) {
        template_r->self = self_response(&small, template_r);
    }
    raster_clear(&small);
    return template_r->self > 0.2;
}
