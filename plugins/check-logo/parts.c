/* SPDX-License-Identifier: MIT
 *
 * What colours there are is told by the drawing as it was registered: at the size of a picture thin
 * parts have none of their own, and edges of two parts have one that is nobody's.
 */
#include "plugins/check-logo/parts.h"

#include <math.h>

#include "plugins/check-logo/bins.h"

#define MOST_BINS 64u    /* colours that are looked at */
#define ALIKE 6.0        /* Lab: one part */
#define SOLID 0.5F       /* alpha, from which a pixel has a colour */
#define EDGE_WEIGHT 1e-6 /* of a colour that is the part's only for want of a nearer one */

/* FALSE: it shines through. */
static gboolean colour_at(const struct planes *image, gsize at, double rgb_r[3])
{
    float alpha = planes_at(image, 3)[at];
    for (guint k = 0; alpha >= SOLID && k < 3; k++) {
        rgb_r[k] = CLAMP((double)(planes_at(image, k)[at] / alpha), 0, 1);
    }
    return alpha >= SOLID;
}

static guint bin_of(const double rgb[3])
{
    guint bin = 0;
    for (guint k = 0; k < 3; k++) {
        bin = bin << 5 | (guint)lround(rgb[k] * 255) >> 3;
    }
    return bin;
}

static struct lab lab_of_bin(guint bin)
{
    double rgb[3];
    bin_colour(bin, rgb);
    return lab_of(rgb);
}

static guint nearest_part(const struct parts *parts, struct lab lab, double *far_r)
{
    guint best = 0;
    *far_r = HUGE_VAL;
    for (guint i = 0; i < parts->count; i++) {
        double far = delta_e_76(parts->list[i].lab, lab);
        if (far < *far_r) {
            *far_r = far;
            best = i;
        }
    }
    return best;
}

/* The commonest colours, and for each bin the part that is nearest, and whether it is but an edge
 * of it. */
static void find(struct parts *parts, gboolean *is_edge)
{
    guint used;
    double far;
    g_autofree struct bin *bins = bins_by_count(parts->pixels, 0, &used);
    for (guint i = 0; i < MIN(used, MOST_BINS) && parts->count < TINTS_MOST; i++) {
        struct lab lab = lab_of_bin(bins[i].bin);
        nearest_part(parts, lab, &far);
        if (far >= ALIKE) {
            parts->list[parts->count++].lab = lab;
        }
    }
    for (guint i = 0; i < used; i++) {
        guint bin = bins[i].bin;
        parts->of_bins[bin] = (guint8)nearest_part(parts, lab_of_bin(bin), &far);
        is_edge[bin] = far >= ALIKE;
    }
}

static void weigh(struct parts *parts, const struct planes *image, const gboolean *is_edge)
{
    double rgb[3], weights[TINTS_MOST] = {0}, all = 0;
    for (gsize at = 0; at < planes_size(image); at++) {
        if (!colour_at(image, at, rgb)) {
            continue;
        }
        guint bin = bin_of(rgb), index = parts->of_bins[bin];
        struct part *part = &parts->list[index];
        double weight = is_edge[bin] ? EDGE_WEIGHT : 1;
        double alpha = (double)planes_at(image, 3)[at];
        weights[index] += weight;
        part->share += alpha;
        all += alpha;
        for (guint k = 0; k < 3; k++) {
            part->rgb[k] += weight * rgb[k];
        }
    }
    for (guint i = 0; i < parts->count; i++) {
        parts->list[i].share /= all;
        for (guint k = 0; k < 3; k++) {
            parts->list[i].rgb[k] /= weights[i];
        }
    }
}

struct parts parts_open(const struct planes *image)
{
    struct parts parts = {.pixels = g_new0(guint, BINS), .of_bins = g_malloc0(BINS)};
    g_autofree gboolean *is_edge = g_new0(gboolean, BINS);
    double rgb[3];
    for (gsize at = 0; at < planes_size(image); at++) {
        if (colour_at(image, at, rgb)) {
            parts.pixels[bin_of(rgb)]++;
        }
    }
    find(&parts, is_edge);
    weigh(&parts, image, is_edge);
    return parts;
}

void parts_close(struct parts *parts)
{
    g_free(parts->pixels);
    g_free(parts->of_bins);
}

struct planes parts_cover(const struct parts *parts, const struct planes *image)
{
    struct planes covers = planes_new(image->width, image->height, MAX(1, parts->count));
    double rgb[3];
    for (gsize at = 0; at < planes_size(image); at++) {
        if (colour_at(image, at, rgb)) {
            planes_at(&covers, parts->of_bins[bin_of(rgb)])[at] = planes_at(image, 3)[at];
        }
    }
    return covers;
}

double parts_alike(const struct parts *parts, const double srgb[3])
{
    struct lab lab = lab_of(srgb);
    double pixels = 0;
    for (guint i = 0; i < BINS; i++) {
        if (parts->pixels[i] && delta_e_76(lab, lab_of_bin(i)) < ALIKE) {
            pixels += parts->pixels[i];
        }
    }
    return pixels;
}
