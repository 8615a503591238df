/* SPDX-License-Identifier: MIT
 *
 * Colours as people see them: sRGB to Lab, and the CIEDE2000 difference.
 */
#include "plugins/check-logo/colour.h"

#include <math.h>

#define DEGREES (M_PI / 180)

static double linear_of(double coded)
{
    return coded <= 0.04045 ? coded / 12.92 : pow((coded + 0.055) / 1.055, 2.4);
}

/* CIE 15: the cube root, and a line near black. */
static double lightness_of(double ratio)
{
    return ratio > 216.0 / 24389 ? cbrt(ratio) : (24389.0 / 27 * ratio + 16) / 116;
}

struct lab lab_of(const double srgb[3])
{
    double r = linear_of(srgb[0]), g = linear_of(srgb[1]), b = linear_of(srgb[2]);
    double x = lightness_of((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    double y = lightness_of(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = lightness_of((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return (struct lab){116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double delta_e_76(struct lab first, struct lab second)
{
    double l = first.l - second.l, a = first.a - second.a, b = first.b - second.b;
    return sqrt(l * l + a * a + b * b);
}

double lab_chroma(struct lab lab)
{
    return hypot(lab.a, lab.b);
}

/* Degrees 0..360; 0 where there is no hue. */
static double hue_of(double a, double b)
{
    if (a == 0 && b == 0) {
        return 0;
    }
    double hue = atan2(b, a) / DEGREES;
    return hue < 0 ? hue + 360 : hue;
}

/* Chroma and hue with a stretched, as the formula wants. */
struct polar {
    double l, chroma, hue;
};

static struct polar polar_of(struct lab lab, double stretch)
{
    double a = lab.a * (1 + stretch);
    return (struct polar){lab.l, hypot(a, lab.b), hue_of(a, lab.b)};
}

static double hue_step(struct polar first, struct polar second)
{
    double step = second.hue - first.hue;
    if (first.chroma * second.chroma == 0) {
        return 0;
    }
    return step > 180 ? step - 360 : step < -180 ? step + 360 : step;
}

static double hue_mean(struct polar first, struct polar second)
{
    double sum = first.hue + second.hue;
    if (first.chroma * second.chroma == 0) {
        return sum;
    }
    if (fabs(first.hue - second.hue) <= 180) {
        return sum / 2;
    }
    return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

/* C^7 / (C^7 + 25^7), rooted. */
static double saturation_of(double chroma)
{
    double power = pow(chroma, 7);
    return sqrt(power / (power + 6103515625.0));
}

double delta_e_2000(struct lab first, struct lab second)
{
    double stretch = (1 - saturation_of((lab_chroma(first) + lab_chroma(second)) / 2)) / 2;
    struct polar p = polar_of(first, stretch), q = polar_of(second, stretch);
    double hue = hue_mean(p, q), chroma = (p.chroma + q.chroma) / 2, light = (p.l + q.l) / 2 - 50;
    double t = 1 - 0.17 * cos((hue - 30) * DEGREES) + 0.24 * cos(2 * hue * DEGREES) +
               0.32 * cos((3 * hue + 6) * DEGREES) - 0.20 * cos((4 * hue - 63) * DEGREES);
    double turn = 30 * exp(-pow((hue - 275) / 25, 2));
    double by_l = (q.l - p.l) / (1 + 0.015 * light * light / sqrt(20 + light * light));
    double by_c = (q.chroma - p.chroma) / (1 + 0.045 * chroma);
    double by_h = 2 * sqrt(p.chroma * q.chroma) * sin(hue_step(p, q) / 2 * DEGREES) /
                  (1 + 0.015 * chroma * t);
    double rotation = -sin(2 * turn * DEGREES) * 2 * saturation_of(chroma);
    return sqrt(by_l * by_l + by_c * by_c + by_h * by_h + rotation * by_c * by_h);
}
