/* SPDX-License-Identifier: MIT
 *
 * The colours that a drawing has, each with all that is nearest to it.
 */
#ifndef PLUGINS_CHECK_LOGO_PARTS_H
#define PLUGINS_CHECK_LOGO_PARTS_H

#include "plugins/check-logo/colour.h"
#include "plugins/check-logo/measure.h"

struct part {
    struct lab lab; /* of its commonest colour */
    double rgb[3];  /* sRGB 0..1, its mean, edges left out */
    double share;   /* of the drawing */
};

struct parts {
    guint count;
    struct part list[TINTS_MOST];
    guint *pixels;   /* how many have each colour of five bits a channel */
    guint8 *of_bins; /* to which part that colour belongs */
};

/* Of four planes, alpha multiplied in. Commonest first. */
struct parts parts_open(const struct planes *image);
void parts_close(struct parts *parts);
/* What each part covers of the drawing it was made of, a plane each. */
struct planes parts_cover(const struct parts *parts, const struct planes *image);
/* How many pixels of the drawing have about that colour. */
double parts_alike(const struct parts *parts, const double srgb[3]);

#endif
