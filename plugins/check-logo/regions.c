/* SPDX-License-Identifier: MIT
 *
 * The colours of a logo's flat parts: the medians of the same cells, here and in the reference,
 * edges left out.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>
#include <string.h>

#include "plugins/check-logo/alarm.h"
#include "plugins/check-logo/bins.h"
#include "plugins/check-logo/colour.h"

#define MOST_REGIONS TINTS_MOST
#define MOST_BINS 64u    /* colours that are looked at */
#define ALIKE 6.0        /* Lab: one region */
#define FLAT_SHARE 0.06  /* of the logo's cells, all of one colour: a region of its own, */
#define FLAT_ALIKE 3.0   /* Lab: unless another is as near as that */
#define LEAST_SHARE 0.03 /* of the logo's cells */
#define LEAST_CELLS 12u  /* that are left after the edges */
#define OPAQUE 0.98F
#define DEEP 2u /* rims, beyond which no filter reaches with more than a trifle */
#define NO_REGION 255

struct region {
    struct lab lab;           /* of the reference's commonest colour */
    double common[3];         /* that colour */
    guint count;              /* cells that are judged; 0 = too few */
    double seen[3], right[3]; /* medians, sRGB 0..1 */
};

#define MOST_RIMS 3u

struct regions {
    guint width, height, stride;
    struct planes right; /* four planes: the reference on the grid */
    guint8 *labels;
    guint8 *depths;            /* of each cell: how many rims lie between it and another region */
    guint depth[MOST_REGIONS]; /* from how deep on the cells of a region count */
    struct region list[MOST_REGIONS];
    guint count;
};

static guint level_of(float value)
{
    return (guint)CLAMP(lrintf(value * 255), 0, 255);
}

/* Of the reference, alpha taken out. */
static void colour_at(const struct regions *regions, gsize at, double srgb_r[3])
{
    for (guint k = 0; k < 3; k++) {
        float value = planes_at(&regions->right, k)[at] / planes_at(&regions->right, 3)[at];
        srgb_r[k] = CLAMP((double)value, 0, 1);
    }
}

static guint bin_of(const double srgb[3])
{
    guint bin = 0;
    for (guint k = 0; k < 3; k++) {
        bin = bin << 5 | (guint)lround(srgb[k] * 255) >> 3;
    }
    return bin;
}

struct sums {
    double srgb[3];
};

/* Counts the colours of opaque cells; how many cells those are. */
static guint count_bins(const struct regions *regions, const struct span *span, guint *counts,
                        struct sums *sums)
{
    guint total = 0;
    const float *alpha = planes_at(&regions->right, 3);
    for (guint y = span->from_y; y < span->to_y; y++) {
        for (guint x = span->from_x; x < span->to_x; x++) {
            gsize at = (gsize)y * regions->right.stride + x;
            if (alpha[at] < OPAQUE) {
                continue;
            }
            double srgb[3];
            colour_at(regions, at, srgb);
            guint bin = bin_of(srgb);
            counts[bin]++;
            total++;
            for (guint k = 0; k < 3; k++) {
                sums[bin].srgb[k] += srgb[k];
            }
        }
    }
    return total;
}

/* Which region the cells of a bin belong to, by their mean: one colour may lie on the edge of two
 * bins. A new one if they are like none. alike: Lab. */
static guint8 region_of(struct regions *regions, const struct sums *sums, guint count, double alike)
{
    double srgb[3];
    for (guint k = 0; k < 3; k++) {
        srgb[k] = sums->srgb[k] / count;
    }
    struct lab lab = lab_of(srgb);
    for (guint i = 0; i < regions->count; i++) {
        if (delta_e_76(regions->list[i].lab, lab) < alike) {
            return (guint8)i;
        }
    }
    if (regions->count == MOST_REGIONS) {
        return NO_REGION;
    }
    regions->list[regions->count].lab = lab;
    memcpy(regions->list[regions->count].common, srgb, sizeof srgb);
    return (guint8)regions->count++;
}

static void find_regions(struct regions *regions, const struct span *span)
{
    g_autofree guint *counts = g_new0(guint, BINS);
    g_autofree guint8 *region = g_malloc(BINS);
    g_autofree struct sums *sums = g_new0(struct sums, BINS);
    guint total = count_bins(regions, span, counts, sums), used;
    g_autofree struct bin *bins = bins_by_count(counts, total / 500, &used);
    memset(region, NO_REGION, BINS);
    for (guint i = 0; i < MIN(used, MOST_BINS); i++) {
        gboolean is_flat = bins[i].count >= FLAT_SHARE * total;
        region[bins[i].bin] =
            region_of(regions, &sums[bins[i].bin], bins[i].count, is_flat ? FLAT_ALIKE : ALIKE);
    }
    const float *alpha = planes_at(&regions->right, 3);
    for (guint y = span->from_y; y < span->to_y; y++) {
        for (guint x = span->from_x; x < span->to_x; x++) {
            gsize at = (gsize)y * regions->right.stride + x;
            if (alpha[at] >= OPAQUE) {
                double srgb[3];
                colour_at(regions, at, srgb);
                regions->labels[at] = region[bin_of(srgb)];
            }
        }
    }
}

/* Is a neighbour another's, or shallower than this? */
static gboolean is_rim(const struct regions *regions, guint x, guint y, guint depth)
{
    gssize stride = (gssize)regions->right.stride, at = (gssize)y * stride + x;
    if (x == 0 || y == 0 || x + 1 >= regions->width || y + 1 >= regions->height) {
        return TRUE;
    }
    for (gint dy = -1; dy <= 1; dy++) {
        for (gint dx = -1; dx <= 1; dx++) {
            gssize other = at + dy * stride + dx;
            if (regions->labels[other] != regions->labels[at] || regions->depths[other] < depth) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

/* How deep each cell lies in its region, up to rims. */
static void sound(struct regions *regions, guint rims)
{
    gsize stride = regions->right.stride;
    for (guint depth = 0; depth < rims; depth++) {
        for (guint y = 0; y < regions->height; y++) {
            for (guint x = 0; x < regions->width; x++) {
                gsize at = y * stride + x;
                if (regions->depths[at] == depth && !is_rim(regions, x, y, depth)) {
                    regions->depths[at] = (guint8)(depth + 1);
                }
            }
        }
    }
}

/* Edges blend: each region is judged as deep as it has cells enough. What was packed with loss
 * bleeds into its neighbours: there it is not judged in shallow water. */
static void settle_depths(struct regions *regions, guint rims, gboolean is_lossy)
{
    guint counts[MOST_REGIONS][MOST_RIMS + 1] = {{0}};
    guint all = 0;
    for (gsize at = 0; at < planes_size(&regions->right); at++) {
        guint8 label = regions->labels[at];
        for (guint depth = 0; label != NO_REGION && depth <= regions->depths[at]; depth++) {
            counts[label][depth]++;
        }
        all += label != NO_REGION;
    }
    for (guint i = 0; i < regions->count; i++) {
        guint depth = rims;
        while (!is_lossy && depth > 0 && counts[i][depth] < LEAST_CELLS) {
            depth--;
        }
        gboolean is_small = counts[i][0] < LEAST_SHARE * all || counts[i][depth] < LEAST_CELLS;
        regions->depth[i] = is_small ? G_MAXUINT : depth;
    }
}

static double median_of(const guint *counts, guint total)
{
    guint below = 0;
    for (guint level = 0; level < 256; level++) {
        below += counts[level];
        if (2 * below >= total) {
            return level / 255.0;
        }
    }
    return 1;
}

/* Medians of one channel, in all regions, here and in the reference. */
static void medians(struct regions *regions, const struct view *view, guint channel)
{
    guint seen[MOST_REGIONS][256] = {{0}}, right[MOST_REGIONS][256] = {{0}};
    guint total[MOST_REGIONS] = {0};
    const float *here = planes_at(&view->seen, channel);
    const float *there = planes_at(&regions->right, channel);
    for (gsize at = 0; at < planes_size(&regions->right); at++) {
        guint8 label = regions->labels[at];
        if (label != NO_REGION && regions->depths[at] >= regions->depth[label]) {
            seen[label][level_of(here[at] + view->background[channel])]++;
            right[label][level_of(there[at])]++;
            total[label]++;
        }
    }
    for (guint i = 0; i < regions->count; i++) {
        struct region *region = &regions->list[i];
        region->count = total[i];
        region->seen[channel] = median_of(seen[i], total[i]);
        region->right[channel] = median_of(right[i], total[i]);
    }
}

static guint to_tints(const struct regions *regions, struct tint tints_r[TINTS_MOST])
{
    guint counts[MOST_REGIONS] = {0}, all = 0;
    for (gsize at = 0; at < planes_size(&regions->right); at++) {
        guint8 label = regions->labels[at];
        if (label != NO_REGION) {
            counts[label]++;
            all++;
        }
    }
    for (guint i = 0; i < regions->count; i++) {
        const struct region *region = &regions->list[i];
        struct tint *tint = &tints_r[i];
        *tint = (struct tint){.is_seen = region->count > 0,
                              .cells = region->count,
                              .is_deep = regions->depth[i] >= DEEP};
        tint->share = (double)counts[i] / MAX(1, all);
        for (guint k = 0; k < 3; k++) {
            tint->seen[k] = region->seen[k];
            tint->right[k] = region->count ? region->right[k] : region->common[k];
        }
    }
    return regions->count;
}

guint tints_of_regions(const struct view *view, const struct drawn *drawn,
                       const struct logo_box *box, struct colour_edges edges,
                       struct tint tints_r[TINTS_MOST])
{
    struct regions regions = {.width = view->seen.width, .height = view->seen.height};
    struct span span = view_span(view, box, 1);
    regions.right = planes_new(regions.width, regions.height, 4);
    gsize size = planes_size(&regions.right);
    regions.labels = g_malloc(size);
    memset(regions.labels, NO_REGION, size);
    view_sample(view, box, &drawn->image, &regions.right);
    find_regions(&regions, &span);
    regions.depths = g_malloc0(size);
    sound(&regions, MIN(edges.rims, MOST_RIMS));
    settle_depths(&regions, MIN(edges.rims, MOST_RIMS), edges.is_lossy);
    for (guint k = 0; k < 3; k++) {
        medians(&regions, view, k);
    }
    guint count = to_tints(&regions, tints_r);
    planes_clear(&regions.right);
    g_free(regions.labels);
    g_free(regions.depths);
    return count;
}
