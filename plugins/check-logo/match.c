/* SPDX-License-Identifier: MIT
 *
 * Compares one view of a picture with one reference.
 */
#include "plugins/check-logo/match.h"

#include <math.h>
#include <string.h>

#define LEAST_ASPECT 0.60
#define MOST_ASPECT 1.67
#define GOOD_ENOUGH 0.95 /* no need to look at the silhouette as well */

/* ---- what the reference looks like on the picture's background ---- */

/* Colours less background and their length, of an image of four planes. */
static struct planes compose(const struct planes *image, const float background[3])
{
    struct planes composed = planes_new(image->width, image->height, 4);
    const float *alpha = planes_at(image, 3);
    gsize size = planes_size(image);
    for (guint k = 0; k < 3; k++) {
        const float *from = planes_at(image, k);
        float *to = planes_at(&composed, k), level = background[k];
        for (gsize i = 0; i < size; i++) {
            to[i] = from[i] - alpha[i] * level;
        }
    }
    planes_length(&composed, planes_at(&composed, 3));
    return composed;
}

double match_coarse(const struct hypothesis *hypothesis, const struct model *model)
{
    double aspect = hypothesis->box.width / hypothesis->box.height / model->aspect;
    if (aspect < LEAST_ASPECT || aspect > MOST_ASPECT) {
        return 0;
    }
    struct planes composed = compose(&model->thumb, hypothesis->background);
    const float *ink = planes_at(&hypothesis->thumb, 3);
    gsize size = planes_size(&composed), count = (gsize)THUMB * THUMB;
    double score = ncc(planes_at(&composed, 3), ink, size, count);
    if (!model->is_silhouette_generic) {
        score = MAX(score, ncc(planes_at(&model->thumb, 3), ink, size, count));
    }
    planes_clear(&composed);
    return score;
}

/* ---- the comparison ---- */

struct pair {
    const struct hypothesis *hypothesis;
    struct frame frame;
    struct planes ink; /* of the picture, box to box */
};

static struct planes frame_planes(const struct frame *frame, guint count)
{
    return planes_new(frame->width + 2 * frame->margin_x, frame->height + 2 * frame->margin_y,
                      count);
}

/* The view where the alignment says that the reference lies. */
static struct planes_box aligned_box(const struct pair *pair, const struct alignment *at)
{
    struct planes_box box = pair->hypothesis->box;
    double width = box.width * (1 + at->ax), height = box.height * (1 + at->ay);
    return (struct planes_box){box.left + box.width * (0.5 + at->tx) - width / 2,
                               box.top + box.height * (0.5 + at->ty) - height / 2, width, height};
}

static void see(const struct pair *pair, struct planes_box box, struct planes *to)
{
    double x = box.width / pair->frame.width, y = box.height / pair->frame.height;
    *to = frame_planes(&pair->frame, 4);
    planes_sample(&pair->hypothesis->view,
                  (struct planes_box){box.left - x * pair->frame.margin_x,
                                      box.top - y * pair->frame.margin_y, x * to->width,
                                      y * to->height},
                  to);
    planes_length(to, planes_at(to, 3));
}

static struct planes take_plane(const struct planes *from, guint plane)
{
    struct planes one = planes_new(from->width, from->height, 1);
    memcpy(one.data, planes_at(from, plane), planes_size(from) * sizeof(float));
    return one;
}

static void blur_colours(struct planes *planes, guint count)
{
    for (guint k = 0; k < count; k++) {
        planes_blur(planes, k);
    }
}

static double colour_ncc(const struct planes *a, const struct planes *b)
{
    gsize size = planes_size(a);
    double ab = planes_dot(a->data, b->data, 3 * size), aa = planes_dot(a->data, a->data, 3 * size);
    double bb = planes_dot(b->data, b->data, 3 * size);
    return aa > 1e-9 && bb > 1e-9 ? ab / sqrt(aa * bb) : 0;
}

/* wanted: colours and ink of the reference; or its silhouette in the last plane. */
static void compare(const struct pair *pair, const struct planes *wanted, enum match_by by,
                    struct match *match)
{
    struct planes ink = take_plane(wanted, 3), seen;
    gsize size = planes_size(wanted), count = (gsize)wanted->width * wanted->height;
    struct alignment none = {0}, at = align(&ink, &pair->ink, none, &pair->frame);
    match->box[by] = aligned_box(pair, &at);
    see(pair, match->box[by], &seen);
    double aligned = ncc(ink.data, planes_at(&seen, 3), size, count);
    double before = ncc(ink.data, pair->ink.data, size, count);
    if (before > aligned) {
        planes_clear(&seen);
        match->box[by] = pair->hypothesis->box;
        see(pair, match->box[by], &seen);
        aligned = before;
    }
    match->ncc[by] = aligned;
    struct planes edges = {seen.width, seen.height, seen.stride, 3, seen.data};
    if (by == MATCH_COMPOSITE) {
        struct planes right = {wanted->width, wanted->height, wanted->stride, 3, wanted->data};
        match->colour = colour_ncc(&right, &seen);
        blur_colours(&edges, 3);
        blur_colours(&right, 3);
        match->gradient[by] = gradient_similarity(&right, &edges);
    } else {
        blur_colours(&edges, 3);
        blur_colours(&ink, 1);
        match->gradient[by] = gradient_similarity(&ink, &edges);
    }
    match->score[by] = (match->ncc[by] + match->gradient[by]) / 2;
    planes_clear(&ink);
    planes_clear(&seen);
}

/* No finer than the picture itself. */
static struct frame common_frame(const struct hypothesis *hypothesis, const struct model *model)
{
    double share =
        MIN(hypothesis->box.width / model->size.width, hypothesis->box.height / model->size.height);
    return share >= 1 ? model->size
                      : frame_of(model->size.width * share, model->size.height * share);
}

void match_run(const struct hypothesis *hypothesis, const struct model *model,
               struct match *match_r)
{
    struct pair pair = {hypothesis, common_frame(hypothesis, model), {0}};
    struct planes seen, image = {0};
    const struct planes *wanted = &model->frame;
    memset(match_r, 0, sizeof *match_r);
    match_r->side = MIN(pair.frame.width, pair.frame.height);
    see(&pair, hypothesis->box, &seen);
    pair.ink = take_plane(&seen, 3);
    planes_clear(&seen);
    if (pair.frame.width != model->size.width || pair.frame.height != model->size.height) {
        model_sample(model, &pair.frame, &image);
        wanted = &image;
    }
    struct planes composed = compose(wanted, hypothesis->background);
    compare(&pair, &composed, MATCH_COMPOSITE, match_r);
    planes_clear(&composed);
    if (!model->is_silhouette_generic && match_r->score[MATCH_COMPOSITE] < GOOD_ENOUGH) {
        compare(&pair, wanted, MATCH_SILHOUETTE, match_r);
    }
    planes_clear(&pair.ink);
    planes_clear(&image);
}
