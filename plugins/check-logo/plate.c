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

/* The colour that most pixels of the box have; its share. */
static double plate_colour(const struct planes *image, const struct trim *box, float colour_r[3])
{
    guint *bins = g_new0(guint, LEVELS * LEVELS * LEVELS), best = 0, count = 0;
    for (guint pass = 0; pass < 2; pass++) {
        double sums[3] = {0};
        for (guint y = box->top; y < box->top + box->height; y++) {
            for (guint x = box->left; x < box->left + box->width; x++) {
                gsize at = (gsize)y * image->stride + x;
                if (planes_at(image, 3)[at] < 0.9F) {
                    continue;
                }
                float colour[3];
                guint bin = 0;
                for (guint k = 0; k < 3; k++) {
                    colour[k] = planes_at(image, k)[at];
                    bin = bin * LEVELS + (guint)CLAMP((gint)(colour[k] * LEVELS), 0, LEVELS - 1);
                }
                if (pass == 0) {
                    bins[bin]++;
                    best = bins[bin] > bins[best] ? bin : best;
                } else if (bin == best) {
                    count++;
                    for (guint k = 0; k < 3; k++) {
                        sums[k] += (double)colour[k];
                    }
                }
            }
        }
        for (guint k = 0; pass == 1 && count && k < 3; k++) {
            colour_r[k] = (float)(sums[k] / count);
        }
    }
    g_free(bins);
    return (double)count / ((double)box->width * box->height);
}

/* Marks what is reached from the border of the box without crossing the plate. */
static void flood(const struct planes *view, const struct trim *box, guint8 *outside)
{
    const float *ink = planes_at(view, 3);
    guint width = view->width;
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(guint));
#define VISIT(at_x, at_y)                                                                   \
    do {                                                                                    \
        guint spot = (at_y)*width + (at_x);                                                 \
        if (!outside[spot] && ink[(gsize)(at_y)*view->stride + (at_x)] > PLATE_TOLERANCE) { \
            outside[spot] = 1;                                                              \
            g_array_append_val(stack, spot);                                                \
        }                                                                                   \
    } while (0)
    guint right = box->left + box->width, bottom = box->top + box->height;
    for (guint x = box->left; x < right; x++) {
        VISIT(x, box->top);
        VISIT(x, bottom - 1);
    }
    for (guint y = box->top; y < bottom; y++) {
        VISIT(box->left, y);
        VISIT(right - 1, y);
    }
    while (stack->len) {
        guint spot = g_array_index(stack, guint, stack->len - 1), x = spot % width,
              y = spot / width;
        g_array_set_size(stack, stack->len - 1);
        if (x > box->left) {
            VISIT(x - 1, y);
        }
        if (x + 1 < right) {
            VISIT(x + 1, y);
        }
        if (y > box->top) {
            VISIT(x, y - 1);
        }
        if (y + 1 < bottom) {
            VISIT(x, y + 1);
        }
    }
#undef VISIT
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
    guint8 *outside = g_new0(guint8, (gsize)image->width * image->height);
    flood(&plate_r->view, &box, outside);
    clear_outside(&plate_r->view, &box, outside);
    g_free(outside);
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
