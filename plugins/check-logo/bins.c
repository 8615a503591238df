/* SPDX-License-Identifier: MIT
 *
 * Colours of five bits a channel, in the order of how common they are.
 */
#include "plugins/check-logo/bins.h"

#include <stdlib.h>

static int compare_bins(const void *first, const void *second)
{
    const struct bin *a = first, *b = second;
    if (a->count != b->count) {
        return a->count < b->count ? 1 : -1;
    }
    return a->bin < b->bin ? -1 : 1;
}

struct bin *bins_by_count(const guint *counts, guint least, guint *used_r)
{
    struct bin *bins = g_new(struct bin, BINS);
    *used_r = 0;
    for (guint i = 0; i < BINS; i++) {
        if (counts[i] > least) {
            bins[(*used_r)++] = (struct bin){i, counts[i]};
        }
    }
    qsort(bins, *used_r, sizeof *bins, compare_bins);
    return bins;
}

void bin_colour(guint bin, double srgb_r[3])
{
    for (guint k = 0; k < 3; k++) {
        srgb_r[k] = ((bin >> (10 - 5 * k) & 31) * 8 + 4) / 255.0;
    }
}
