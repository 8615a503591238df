/* SPDX-License-Identifier: MIT
 *
 * How far apart two colours look.
 */
#ifndef PLUGINS_CHECK_LOGO_COLOUR_H
#define PLUGINS_CHECK_LOGO_COLOUR_H

struct lab {
    double l, a, b;
};

/* Of sRGB 0..1 as it is coded (IEC 61966-2-1), under D65. */
struct lab lab_of(const double srgb[3]);
/* CIEDE2000 with kL = kC = kH = 1 (Sharma, Wu and Dalal 2005). */
double delta_e_2000(struct lab first, struct lab second);
/* The plain distance in Lab (CIE 1976): cheap, for finding what belongs together. */
double delta_e_76(struct lab first, struct lab second);
double lab_chroma(struct lab lab);

#endif
