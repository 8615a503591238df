/* SPDX-License-Identifier: MIT
 *
 * A picture made ready to be compared: its background, and where its content lies.
 */
#include "plugins/check-logo/match.h"

#include <math.h>
#include <string.h>

#define ALMOST_OPAQUE (250 / 255.0F)
#define TRANSPARENT_SHARE 0.005 /* of all pixels */
#define CLEAR_ALPHA 0.1F
#define CLEAR_RING_SHARE 0.25 /* of the pixels at the edge */
#define LIGHT_INK 0.75F       /* luma from which ink is put on dark */
#define DARK 0.12F
#define TOLERANCE 0.09F /* of one colour, in each channel */
#define SECOND_SUPPORT 0.06
#define UNIFORM_SUPPORT 0.99 /* an edge of one colour, no corners cut off */
#define PLAIN_SUPPORT 0.4    /* share of the edge that has the background's colour */
#define FRAME_WITHIN 0.6     /* of a side at least lies within a frame */
#define FRAME_SUPPORT 0.9    /* share of what lies along the frame that is background */
#define FRAME_SOFT 60u       /* part of a side that the frame's soft edge takes */
#define HISTOGRAM_BITS 4

/* ---- background ---- */

struct ring {
    float (*colours)[4];
    guint count;
};

/* What lies along the edge of a part of the picture. */
static struct ring ring_of(const struct planes *image, const struct trim *part)
{
    guint thick = MAX(1, MIN(part->width, part->height) / 50);
    struct ring ring = {g_malloc_n((gsize)part->width * part->height, sizeof *ring.colours), 0};
    for (guint y = 0; y < part->height; y++) {
        gboolean is_edge = y < thick || y + thick >= part->height;
        for (guint x = 0; x < part->width; x++) {
            if (!is_edge && x >= thick && x + thick < part->width) {
                x = part->width - thick;
            }
            gsize at = (gsize)(part->top + y) * image->stride + part->left + x;
            for (guint k = 0; k < 4; k++) {
                ring.colours[ring.count][k] = planes_at(image, k)[at];
            }
            ring.count++;
        }
    }
    return ring;
}

static gboolean is_transparent(const struct planes *image, const struct ring *ring)
{
    const float *alpha = planes_at(image, 3);
    guint thin = 0, clear = 0;
    for (guint y = 0; y < image->height; y++) {
        for (guint x = 0; x < image->width; x++) {
            thin += alpha[(gsize)y * image->stride + x] < ALMOST_OPAQUE;
        }
    }
    for (guint i = 0; i < ring->count; i++) {
        clear += ring->colours[i][3] < CLEAR_ALPHA;
    }
    return thin > TRANSPARENT_SHARE * image->width * image->height &&
           clear > CLEAR_RING_SHARE * ring->count;
}

static float mean_luma(const struct planes *image)
{
    double sums[4];
    for (guint k = 0; k < 4; k++) {
        sums[k] = planes_sum(planes_at(image, k), planes_size(image));
    }
    double luma = 0.299 * sums[0] + 0.587 * sums[1] + 0.114 * sums[2];
    return sums[3] > 0 ? (float)(luma / sums[3]) : 0;
}

static void over_white(struct ring *ring)
{
    for (guint i = 0; i < ring->count; i++) {
        for (guint k = 0; k < 3; k++) {
            ring->colours[i][k] += 1 - ring->colours[i][3];
        }
    }
}

static guint bin_of(const float colour[3])
{
    guint bin = 0;
    for (guint k = 0; k < 3; k++) {
        bin = bin << HISTOGRAM_BITS | (guint)CLAMP((gint)(colour[k] * 15.999F), 0, 15);
    }
    return bin;
}

static gboolean is_near(const float a[3], const float b[3])
{
    return fabsf(a[0] - b[0]) < TOLERANCE && fabsf(a[1] - b[1]) < TOLERANCE &&
           fabsf(a[2] - b[2]) < TOLERANCE;
}

static double shift_to_mean(const struct ring *ring, float colour[3])
{
    double sums[3] = {0};
    guint count = 0;
    for (guint i = 0; i < ring->count; i++) {
        if (is_near(ring->colours[i], colour)) {
            count++;
            for (guint k = 0; k < 3; k++) {
                sums[k] += (double)ring->colours[i][k];
            }
        }
    }
    for (guint k = 0; count && k < 3; k++) {
        colour[k] = (float)(sums[k] / count);
    }
    return (double)count / ring->count;
}

/* The colour most of them have that is not near another (or NULL); its share. */
static double mode_of(const struct ring *ring, const float *other, float colour_r[3])
{
    guint *bins = g_new0(guint, 1u << 3 * HISTOGRAM_BITS), best = 0;
    for (guint i = 0; i < ring->count; i++) {
        guint bin = bin_of(ring->colours[i]);
        bins[bin] += !other || !is_near(ring->colours[i], other);
        best = bins[bin] > bins[best] ? bin : best;
    }
    g_free(bins);
    for (guint k = 0; k < 3; k++) {
        guint level = best >> HISTOGRAM_BITS * (2 - k) & 15;
        colour_r[k] = ((float)level + 0.5F) / 16;
    }
    double share = 0;
    for (guint step = 0; step < 4; step++) {
        share = shift_to_mean(ring, colour_r);
    }
    return share;
}

/* ---- a hypothesis ---- */

void hypothesis_see(struct hypothesis *hypothesis, const struct planes *image)
{
    const float *alpha = planes_at(image, 3);
    gsize size = planes_size(image);
    hypothesis->view = planes_new(image->width, image->height, 4);
    for (guint k = 0; k < 3; k++) {
        const float *from = planes_at(image, k);
        float *to = planes_at(&hypothesis->view, k), background = hypothesis->background[k];
        for (gsize i = 0; i < size; i++) {
            to[i] = from[i] - alpha[i] * background;
        }
    }
    planes_length(&hypothesis->view, planes_at(&hypothesis->view, 3));
}

void hypothesis_thumb(struct hypothesis *hypothesis)
{
    struct planes_box box = hypothesis->box;
    double x = box.width * THUMB_MARGIN / THUMB_SIDE, y = box.height * THUMB_MARGIN / THUMB_SIDE;
    struct planes thumb = planes_new(THUMB, THUMB, 4);
    box = (struct planes_box){box.left - x, box.top - y, box.width + 2 * x, box.height + 2 * y};
    planes_sample(&hypothesis->view, box, &thumb);
    planes_length(&thumb, planes_at(&thumb, 3));
    hypothesis->thumb = thumb;
}

static void set_box(struct hypothesis *hypothesis, struct trim trim)
{
    hypothesis->box = (struct planes_box){trim.left, trim.top, trim.width, trim.height};
    hypothesis->is_cut[0] = trim.left == 0;
    hypothesis->is_cut[1] = trim.top == 0;
    hypothesis->is_cut[2] = trim.left + trim.width == hypothesis->view.width;
    hypothesis->is_cut[3] = trim.top + trim.height == hypothesis->view.height;
}

/* Is all ink on one line through the background's colour, as of a single colour it is? */
static gboolean is_mono(const struct hypothesis *hypothesis)
{
    const struct planes *view = &hypothesis->view;
    double sums[3] = {0}, along = 0, all = 0;
    gsize size = planes_size(view);
    for (guint k = 0; k < 3; k++) {
        for (gsize i = 0; i < size; i++) {
            sums[k] += (double)(planes_at(view, k)[i] * planes_at(view, 3)[i]);
        }
    }
    double length = sqrt(sums[0] * sums[0] + sums[1] * sums[1] + sums[2] * sums[2]);
    for (gsize i = 0; length > 0 && i < size; i++) {
        double dot = 0;
        for (guint k = 0; k < 3; k++) {
            dot += (double)planes_at(view, k)[i] * sums[k] / length;
        }
        double ink = (double)planes_at(view, 3)[i];
        along += dot * dot;
        all += ink * ink;
    }
    return all > 0 && along > 0.995 * all;
}

static struct planes shrink(const struct picture *picture)
{
    struct planes image = planes_of_picture(picture, 0, 0, picture->width, picture->height);
    guint longest = MAX(picture->width, picture->height);
    if (longest <= LOGO_SIDE) {
        return image;
    }
    guint width = MAX(1, (picture->width * LOGO_SIDE + longest / 2) / longest);
    guint height = MAX(1, (picture->height * LOGO_SIDE + longest / 2) / longest);
    struct planes small = planes_new(width, height, 4);
    planes_sample(&image, (struct planes_box){0, 0, image.width, image.height}, &small);
    planes_clear(&image);
    return small;
}

/* Lays the picture on white where it shines through but has no clear edge. */
static void flatten(struct planes *image)
{
    float *alpha = planes_at(image, 3);
    for (guint y = 0; y < image->height; y++) {
        for (guint x = 0; x < image->width; x++) {
            gsize at = (gsize)y * image->stride + x;
            for (guint k = 0; k < 3; k++) {
                planes_at(image, k)[at] += 1 - alpha[at];
            }
            alpha[at] = 1;
        }
    }
}

static void look_through(struct hypothesis *hypothesis, const struct trim *trim)
{
    set_box(hypothesis, *trim);
    hypothesis_thumb(hypothesis);
}

/* A logo that reaches the edge may cover most of it: then the background is what else is there. */
static gboolean second_background(const struct planes *image, const struct ring *ring,
                                  const struct hypothesis *whole, struct hypothesis *second_r)
{
    gboolean reaches = whole->is_cut[0] || whole->is_cut[1] || whole->is_cut[2] || whole->is_cut[3];
    if (!reaches || mode_of(ring, whole->background, second_r->background) < SECOND_SUPPORT) {
        return FALSE;
    }
    hypothesis_see(second_r, image);
    struct trim trim = trim_plane(&second_r->view, 3, trim_level(&second_r->view, 3));
    if (!trim.width) {
        planes_clear(&second_r->view);
        return FALSE;
    }
    look_through(second_r, &trim);
    return TRUE;
}

/* A logo that fills its square to the edge, as an app icon does: what its edge shows is the logo's
 * own colour, and nothing lies around it. */
static gboolean full_bleed(const struct planes *image, const struct candidate *candidate,
                           double support, struct hypothesis *full_r)
{
    const struct hypothesis *whole = &candidate->hypotheses[0];
    float light = mean_luma(image) > LIGHT_INK ? DARK : 1;
    float around[3] = {light, light, light};
    if (support >= UNIFORM_SUPPORT || is_near(around, whole->background)) {
        return FALSE;
    }
    memcpy(full_r->background, around, sizeof around);
    hypothesis_see(full_r, image);
    struct trim trim = {0, 0, image->width, image->height};
    look_through(full_r, &trim);
    return TRUE;
}

/* What is pale beside the strongest ink may be the logo's: dark blue beside white, on black. */
static gboolean pale_ink(const struct planes *image, const struct hypothesis *whole,
                         const struct trim *strong, struct hypothesis *pale_r)
{
    struct trim trim = trim_plane(&whole->view, 3, TRIM_LEAST);
    if (!trim_moved(strong, &trim)) {
        return FALSE;
    }
    memcpy(pale_r->background, whole->background, sizeof pale_r->background);
    hypothesis_see(pale_r, image);
    look_through(pale_r, &trim);
    return TRUE;
}

/* A logo with a frame of its own fills its picture to the edge: what lies within the frame, and not
 * the frame, is the background. */
static gboolean framed(const struct planes *image, const struct hypothesis *whole, float level,
                       struct hypothesis *framed_r)
{
    struct trim within = trim_filled(&whole->view, 3, level);
    guint inset = MAX(1, MIN(within.width, within.height) / FRAME_SOFT);
    if (within.width < FRAME_WITHIN * image->width || within.width <= 4 * inset ||
        within.height < FRAME_WITHIN * image->height || within.height <= 4 * inset) {
        return FALSE;
    }
    struct trim inner = {within.left + inset, within.top + inset, within.width - 2 * inset,
                         within.height - 2 * inset};
    struct ring ring = ring_of(image, &inner);
    double share = mode_of(&ring, whole->background, framed_r->background);
    g_free(ring.colours);
    if (share < FRAME_SUPPORT) {
        return FALSE;
    }
    hypothesis_see(framed_r, image);
    look_through(framed_r, &(struct trim){0, 0, image->width, image->height});
    return TRUE;
}

void candidate_open(const struct picture *picture, struct candidate *candidate_r)
{
    struct planes image = shrink(picture);
    struct trim all = {0, 0, image.width, image.height};
    struct ring ring = ring_of(&image, &all);
    struct hypothesis *whole = &candidate_r->hypotheses[0];
    memset(candidate_r, 0, sizeof *candidate_r);
    candidate_r->scale_x = (double)picture->natural_width / image.width;
    candidate_r->scale_y = (double)picture->natural_height / image.height;
    gboolean has_clear_edge = is_transparent(&image, &ring);
    double support = 1;
    candidate_r->is_plain = TRUE;
    if (has_clear_edge) {
        float light = mean_luma(&image) > LIGHT_INK ? DARK : 1;
        whole->background[0] = whole->background[1] = whole->background[2] = light;
    } else {
        over_white(&ring);
        flatten(&image);
        support = mode_of(&ring, NULL, whole->background);
        candidate_r->is_plain = support >= PLAIN_SUPPORT;
    }
    hypothesis_see(whole, &image);
    float level = has_clear_edge ? TRIM_ALPHA : trim_level(&whole->view, 3);
    struct trim trim = trim_plane(has_clear_edge ? &image : &whole->view, 3, level);
    if (!candidate_r->is_plain) {
        trim = all;
    }
    if (trim.width) {
        candidate_r->count = 1;
        look_through(whole, &trim);
        candidate_r->is_mono = is_mono(whole);
        candidate_r->count += plate_find(&image, whole, &candidate_r->hypotheses[1]);
        candidate_r->count +=
            !has_clear_edge &&
            second_background(&image, &ring, whole, &candidate_r->hypotheses[candidate_r->count]);
        candidate_r->count +=
            !has_clear_edge && candidate_r->is_plain &&
            pale_ink(&image, whole, &trim, &candidate_r->hypotheses[candidate_r->count]);
        candidate_r->count +=
            !has_clear_edge && support >= UNIFORM_SUPPORT &&
            framed(&image, whole, level, &candidate_r->hypotheses[candidate_r->count]);
        candidate_r->count +=
            full_bleed(&image, candidate_r, support, &candidate_r->hypotheses[candidate_r->count]);
    }
    g_free(ring.colours);
    planes_clear(&image);
}

void candidate_close(struct candidate *candidate)
{
    for (guint i = 0; i < G_N_ELEMENTS(candidate->hypotheses); i++) {
        planes_clear(&candidate->hypotheses[i].view);
        planes_clear(&candidate->hypotheses[i].thumb);
    }
}
