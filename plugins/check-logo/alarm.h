/* SPDX-License-Identifier: MIT
 *
 * From which measure on a logo counts as distorted, in the wrong colour, cropped, blurred, crowded.
 *
 * What was not measured is none of these. Sources: research on rendered brand drawings; the limits
 * are checked by tests/eval/logo/measure_eval.
 */
#ifndef PLUGINS_CHECK_LOGO_ALARM_H
#define PLUGINS_CHECK_LOGO_ALARM_H

#include <math.h>

#include "plugins/check-logo/logo.h"

#define ALARM_ASPECT 0.025          /* share, from 32 pixels */
#define ALARM_ASPECT_SMALL 0.06     /* share, from 16 pixels, or blurred */
#define ALARM_ASPECT_GRAVE 0.04     /* from here anybody sees it: an error rather than a warning */
#define ALARM_ASPECT_SIDE 32.0      /* pixels, smaller side */
#define ALARM_ASPECT_LEAST 16.0     /* pixels; below, nothing can be said */
#define ALARM_DELTA_E 3.2           /* CIEDE2000 */
#define ALARM_DELTA_E_COARSE 5.0    /* of a picture that was packed hard */
#define ALARM_COARSE_QUALITY 40u    /* JPEG, WebP: below it */
#define ALARM_SCORE 0.8             /* below it a turned or hidden logo may only seem stretched */
#define ALARM_CROP 0.02             /* share */
#define ALARM_SHARPNESS 0.6         /* detail */
#define ALARM_CLEAR_TOLERANCE 0.005 /* share of the width: what rounding to pixels does */

/* What rounding of both sides to whole pixels may do to the proportions; share. */
static inline double alarm_rounding(const struct logo_sighting *sighting)
{
    return 0.5 / sighting->box.width + 0.5 / sighting->box.height + 0.004;
}

/* How far the proportions may be off before it is said, as a share; HUGE_VAL: too small. */
static inline double alarm_aspect(const struct logo_sighting *sighting)
{
    double side = fmin(sighting->box.width, sighting->box.height);
    if (side < ALARM_ASPECT_LEAST) {
        return HUGE_VAL;
    }
    double sharpness = sighting->measures.sharpness;
    gboolean is_vague = side < ALARM_ASPECT_SIDE || (sharpness >= 0 && sharpness < ALARM_SHARPNESS);
    return fmax(is_vague ? ALARM_ASPECT_SMALL : ALARM_ASPECT, alarm_rounding(sighting));
}

static inline gboolean is_distorted(const struct logo_sighting *sighting)
{
    double aspect = sighting->measures.aspect;
    gboolean is_sure = sighting->score >= ALARM_SCORE;
    return is_sure && aspect > 0 && fabs(log(aspect)) > log1p(alarm_aspect(sighting));
}

/* quality: of struct picture; 0 = not packed with loss, or not known. */
static inline gboolean is_wrong_colour(const struct logo_sighting *sighting, guint quality)
{
    gboolean is_coarse = quality > 0 && quality < ALARM_COARSE_QUALITY;
    return sighting->measures.delta_e >= (is_coarse ? ALARM_DELTA_E_COARSE : ALARM_DELTA_E);
}

static inline gboolean is_cropped(const struct logo_sighting *sighting)
{
    return sighting->measures.crop >= ALARM_CROP;
}

static inline gboolean is_blurred(const struct logo_sighting *sighting)
{
    double sharpness = sighting->measures.sharpness;
    return sharpness >= 0 && sharpness < ALARM_SHARPNESS;
}

/* Something stands in its clear space. */
static inline gboolean is_crowded(const struct logo_sighting *sighting,
                                  const struct logo_version *version)
{
    double clear = sighting->measures.clear;
    return clear >= 0 && clear < version->clear_space - ALARM_CLEAR_TOLERANCE;
}

#endif
