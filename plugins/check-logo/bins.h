/* SPDX-License-Identifier: MIT
 *
 * Colours of five bits a channel, to see which are common.
 */
#ifndef PLUGINS_CHECK_LOGO_BINS_H
#define PLUGINS_CHECK_LOGO_BINS_H

#include <glib.h>

#define BINS 32768u

struct bin {
    guint bin, count;
};

/* Those that count more than least, the commonest first; of two alike the lower. counts: BINS of
 * them. The caller frees it. */
struct bin *bins_by_count(const guint *counts, guint least, guint *used_r);
/* The colour in its middle, sRGB 0..1. */
void bin_colour(guint bin, double srgb_r[3]);

#endif
