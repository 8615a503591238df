/* SPDX-License-Identifier: MIT
 *
 * Images as planes of floats, one after the other, for loops that compilers vectorise.
 *
 * Sums go over eight lanes in a fixed order, so that every compiler adds alike.
 */
#ifndef PLUGINS_CHECK_LOGO_PLANES_H
#define PLUGINS_CHECK_LOGO_PLANES_H

#include <glib.h>

#define PLANES_LANES 8u

/* A row is stride floats long: width, and zeros up to a multiple of the lanes. */
struct planes {
    guint width, height, stride, count;
    float *data; /* owned, zeroed when new */
};

struct planes planes_new(guint width, guint height, guint count);
void planes_clear(struct planes *planes);
static inline gsize planes_size(const struct planes *planes)
{
    return (gsize)planes->stride * planes->height;
}
static inline float *planes_at(const struct planes *planes, guint plane)
{
    return planes->data + planes_size(planes) * plane;
}

/* A box of an image, in its pixels; may reach over its edge, where all is 0. */
struct planes_box {
    double left, top, width, height;
};
/* By area where it shrinks, bilinear where it enlarges. to has its size; as many planes as it has,
 * or fewer than from. */
void planes_sample(const struct planes *from, struct planes_box box, struct planes *to);

/* Sum of a[i] * b[i]; size is a multiple of the lanes. */
double planes_dot(const float *a, const float *b, gsize size);
/* A part, as planes of its own. */
struct planes planes_part(const struct planes *from, guint left, guint top, guint width,
                          guint height);
double planes_sum(const float *a, gsize size);
/* Binomial 3x3 of one plane, in place; the border stays. */
void planes_blur(struct planes *planes, guint plane);
/* Length of the first three planes' vector, a pixel. */
void planes_length(const struct planes *from, float *to);

#endif
