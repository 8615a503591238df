/* SPDX-License-Identifier: MIT
 *
 * A plate: the colour that most of the content has, as of an app icon or a button, on which the
 * logo proper stands.
 */
#include "plugins/check-logo/match.h"

#include <math.h>
#include <string.h>

#define PLATE_SHARE 0.30      /* of the box has its colour */
#define PLATE_TOLERANCE 0.16F /* distance of colours, as its length */
#define LEVELS 12u            /* a channel, of the histogram */

static guint bin_at(const struct planes *image, gsize at)
{
    guint bin = 0;
    for (guint k = 0; k < 3; k++) {
        gint level = (gint)(planes_at(image, k)[at] * LEVELS);
        bin = bin * LEVELS + (guint)CLAMP(level, 0, (gint)LEVELS - 1);
    }
    return bin;
}

/* Of each opaque pixel of the box which bin of the histogram it falls in. */
static GArray *bins_of(const struct planes *image, const struct trim *box, guint *counts)
{
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(gsize));
    for (guint y = box->top; y < box->top + box->height; y++) {
        for (guint x = box->left; x < box->left + box->width; x++) {
            gsize at = (gsize)y * image->stride + x;
            if (planes_at(image, 3)[at] >= 0.9F) {
                counts[bin_at(image, at)]++;
                g_array_append_val(spots, at);
            }
        }
    }
    return spots;
}

/* The colour that most pixels of the box have; its share. */
static double plate_colour(const struct planes *image, const struct trim *box, float colour_r[3])
{
    g_autofree guint *counts = g_new0(guint, LEVELS * LEVELS * LEVELS);
    g_autoptr(GArray) spots = bins_of(image, box, counts);
    guint best = 0;
    double sums[3] = {0};
    for (guint bin = 0; bin < LEVELS * LEVELS * LEVELS; bin++) {
        best = counts[bin] > counts[best] ? bin : best;
    }
    for (guint i = 0; i < spots->len; i++) {
        gsize at = g_array_index(spots, gsize, i);
        for (guint k = 0; bin_at(image, at) == best && k < 3; k++) {
            sums[k] += (double)planes_at(image, k)[at];
        }
    }
    for (guint k = 0; k < 3; k++) {
        colour_r[k] = (float)(sums[k] / MAX(1, counts[best]));
    }
    return (double)counts[best] / ((double)box->width * box->height);
}

struct flood {
    const struct planes *view;
    const struct trim *box;
    guint8 *outside; /* a pixel of the view */
    GArray *stack;   /* guint: pixels whose neighbours are still to be seen */
};

static void visit(struct flood *flood, guint x, guint y)
{
    const struct trim *box = flood->box;
    guint spot = y * flood->view->width + x;
    /* What is left of or above the box has wrapped around, and is beyond it. */
    if (x - box->left >= box->width || y - box->top >= box->height || flood->outside[spot] ||
        planes_at(flood->view, 3)[(gsize)y * flood->view->stride + x] <= PLATE_TOLERANCE) {
        return;
    }
    flood->outside[spot] = 1;
    g_array_append_val(flood->stack, spot);
}

/* Marks what is reached from the border of the box without crossing the plate. */
static void flood_outside(struct flood *flood)
{
    const struct trim *box = flood->box;
    for (guint x = 0; x < box->width; x++) {
        visit(flood, box->left + x, box->top);
        visit(flood, box->left + x, box->top + box->height - 1);
    }
    for (guint y = 0; y < box->height; y++) {
        visit(flood, box->left, box->top + y);
        visit(flood, box->left + box->width - 1, box->top + y);
    }
    while (flood->stack->len) {
        guint spot = g_array_index(flood->stack, guint, flood->stack->len - 1);
        guint x = spot % flood->view->width, y = spot / flood->view->width;
        g_array_set_size(flood->stack, flood->stack->len - 1);
        visit(flood, x - 1, y);
        visit(flood, x + 1, y);
        visit(flood, x, y - 1);
        visit(flood, x, y + 1);
    }
}

/* What lies outside the plate takes its colour: less background, 0. */
static void clear_outside(struct planes *view, const struct trim *box, const guint8 *outside)
{
    for (guint y = 0; y < view->height; y++) {
        for (guint x = 0; x < view->width; x++) {
            gboolean is_in = x >= box->left && x < box->left + box->width && y >= box->top &&
                             y < box->top + box->height;
            if (is_in && !outside[y * view->width + x]) {
                continue;
            }
            for (guint k = 0; k < 4; k++) {
                planes_at(view, k)[(gsize)y * view->stride + x] = 0;
            }
        }
    }
}

gboolean plate_find(const struct planes *image, const struct hypothesis *whole,
                    struct hypothesis *plate_r)
{
    struct trim box = {(guint)whole->box.left, (guint)whole->box.top, (guint)whole->box.width,
                       (guint)whole->box.height};
    if (plate_colour(image, &box, plate_r->background) < PLATE_SHARE) {
        return FALSE;
    }
    hypothesis_see(plate_r, image);
    g_autofree guint8 *outside = g_new0(guint8, (gsize)image->width * image->height);
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(guint));
    struct flood flood = {&plate_r->view, &box, outside, stack};
    flood_outside(&flood);
    clear_outside(&plate_r->view, &box, outside);
    struct trim inner = trim_plane(&plate_r->view, 3, PLATE_TOLERANCE);
    if (!inner.width || inner.width < 4 || inner.height < 4) {
        planes_clear(&plate_r->view);
        return FALSE;
    }
    plate_r->box = (struct planes_box){inner.left, inner.top, inner.width, inner.height};
    plate_r->is_plate = TRUE;
    hypothesis_thumb(plate_r);
    return TRUE;
}
