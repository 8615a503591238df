/* SPDX-License-Identifier: MIT
 *
 * From the colours of an ICC profile to sRGB, by lcms2.
 */
#include "plugins/common/picture_private.h"

#include <math.h>

#include <lcms2.h>

/* The columns of sRGB in the profile's connection space (D50), as in its ICC v4 profile. */
static const double srgb_columns[3][3] = {
    {0.4361, 0.2225, 0.0139},
    {0.3851, 0.7169, 0.0971},
    {0.1431, 0.0606, 0.7139},
};
static const cmsTagSignature column_tags[3] = {cmsSigRedColorantTag, cmsSigGreenColorantTag,
                                               cmsSigBlueColorantTag};
static const cmsTagSignature curve_tags[3] = {cmsSigRedTRCTag, cmsSigGreenTRCTag, cmsSigBlueTRCTag};

/* IEC 61966-2-1, 5.2. */
static double srgb_linear(double coded)
{
    return coded <= 0.04045 ? coded / 12.92 : pow((coded + 0.055) / 1.055, 2.4);
}

static gboolean is_srgb_curve(const cmsToneCurve *curve)
{
    for (int i = 0; curve && i <= 16; i++) {
        double coded = i / 16.0;
        if (fabs(cmsEvalToneCurveFloat(curve, (float)coded) - srgb_linear(coded)) > 0.003) {
            return FALSE;
        }
    }
    return curve != NULL;
}

/* Most profiles that come along are sRGB: then there is nothing to do, and looking costs less than
 * a transform. */
static gboolean is_srgb(cmsHPROFILE profile)
{
    if (cmsIsTag(profile, cmsSigAToB0Tag)) {
        return FALSE;
    }
    for (int i = 0; i < 3; i++) {
        const cmsCIEXYZ *column = cmsReadTag(profile, column_tags[i]);
        if (!column || fabs(column->X - srgb_columns[i][0]) > 0.002 ||
            fabs(column->Y - srgb_columns[i][1]) > 0.002 ||
            fabs(column->Z - srgb_columns[i][2]) > 0.002 ||
            !is_srgb_curve(cmsReadTag(profile, curve_tags[i]))) {
            return FALSE;
        }
    }
    return TRUE;
}

static cmsHPROFILE open_profile(GBytes *bytes)
{
    gsize size = 0;
    const void *ptr = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    return size >= 128 && size <= G_MAXUINT32 ? cmsOpenProfileFromMem(ptr, (cmsUInt32Number)size)
                                              : NULL;
}

static cmsHTRANSFORM transform_new(cmsHPROFILE from, cmsUInt32Number from_type,
                                   cmsUInt32Number flags)
{
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform =
        cmsCreateTransform(from, from_type, srgb, TYPE_RGBA_8, INTENT_PERCEPTUAL, flags);
    cmsCloseProfile(srgb);
    return transform;
}

/* A grey profile: 256 values, each but once. */
static void apply_grey(cmsHTRANSFORM transform, guint8 *rgba, gsize pixel_count)
{
    guint8 greys[256], colours[256 * 4];
    for (guint i = 0; i < 256; i++) {
        greys[i] = (guint8)i;
    }
    cmsDoTransform(transform, greys, colours, 256);
    for (guint8 *end = rgba + pixel_count * 4; rgba < end; rgba += 4) {
        const guint8 *colour = &colours[rgba[0] * 4];
        rgba[0] = colour[0];
        rgba[1] = colour[1];
        rgba[2] = colour[2];
    }
}

void picture_profile_apply(GBytes *bytes, guint8 *rgba, gsize pixel_count)
{
    cmsHPROFILE profile = open_profile(bytes);
    if (!profile) {
        return;
    }
    cmsColorSpaceSignature space = cmsGetColorSpace(profile);
    cmsHTRANSFORM transform = NULL;
    if (space == cmsSigGrayData) {
        transform = transform_new(profile, TYPE_GRAY_8, 0);
    } else if (space == cmsSigRgbData && !is_srgb(profile)) {
        transform = transform_new(profile, TYPE_RGBA_8, cmsFLAGS_COPY_ALPHA);
    }
    if (transform && space == cmsSigGrayData) {
        apply_grey(transform, rgba, pixel_count);
    } else if (transform) {
        cmsDoTransform(transform, rgba, rgba, (cmsUInt32Number)pixel_count);
    }
    if (transform) {
        cmsDeleteTransform(transform);
    }
    cmsCloseProfile(profile);
}

struct picture_cmyk {
    cmsHTRANSFORM transform; /* NULL: plainly */
};

struct picture_cmyk *picture_cmyk_new(GBytes *bytes)
{
    struct picture_cmyk *cmyk = g_new0(struct picture_cmyk, 1);
    cmsHPROFILE profile = open_profile(bytes);
    if (profile && cmsGetColorSpace(profile) == cmsSigCmykData) {
        cmyk->transform = transform_new(profile, TYPE_CMYK_8_REV, 0);
    }
    if (profile) {
        cmsCloseProfile(profile);
    }
    return cmyk;
}

void picture_cmyk_row(const struct picture_cmyk *cmyk, const guint8 *from, guint8 *rgba,
                      guint width)
{
    if (cmyk->transform) {
        cmsDoTransform(cmyk->transform, from, rgba, width);
    }
    for (guint x = 0; x < width; x++, from += 4, rgba += 4) {
        for (int i = 0; !cmyk->transform && i < 3; i++) {
            rgba[i] = (guint8)((from[i] * from[3] + 127) / 255);
        }
        rgba[3] = 255;
    }
}

void picture_cmyk_free(struct picture_cmyk **cmyk)
{
    if (*cmyk && (*cmyk)->transform) {
        cmsDeleteTransform((*cmyk)->transform);
    }
    g_clear_pointer(cmyk, g_free);
}
