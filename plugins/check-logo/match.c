/* SPDX-License-Identifier: MIT
 *
 * Compares one view of a picture with one reference.
 */
#include "plugins/check-logo/match.h"

#include <math.h>
#include <string.h>

#define LEAST_ASPECT 0.60
#define MOST_ASPECT 1.67
#define CUT_GUESS 0.05   /* of the content: how much more there may have been */
#define CUT_SHARE 0.09   /* of the reference: not compared at a side that is cut */
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

static void background_of(const struct hypothesis *hypothesis, gboolean is_inverted,
                          float background_r[3])
{
    for (guint k = 0; k < 3; k++) {
        float level = hypothesis->background[k];
        background_r[k] = is_inverted ? 1 - level : level;
    }
}

double match_coarse(const struct hypothesis *hypothesis, const struct model *model,
                    gboolean is_inverted)
{
    double aspect = hypothesis->box.width / hypothesis->box.height / model->aspect;
    if (aspect < LEAST_ASPECT || aspect > MOST_ASPECT) {
        return 0;
    }
    float background[3];
    background_of(hypothesis, is_inverted, background);
    struct planes composed = compose(&model->thumb, background);
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
    const struct attempt *attempt;
    struct planes_box box; /* where it starts from */
    struct frame frame;
    struct planes start; /* what of the picture lies there: colours and their length */
};

static struct planes frame_planes(const struct frame *frame, guint count)
{
    return planes_new(frame->width + 2 * frame->margin_x, frame->height + 2 * frame->margin_y,
                      count);
}

/* The view where the alignment says that the reference lies. */
static struct planes_box aligned_box(const struct pair *pair, const struct alignment *at)
{
    struct planes_box box = pair->box;
    double width = box.width * (1 + at->ax), height = box.height * (1 + at->ay);
    return (struct planes_box){box.left + box.width * (0.5 + at->tx) - width / 2,
                               box.top + box.height * (0.5 + at->ty) - height / 2, width, height};
}

static void see(const struct pair *pair, struct planes_box box, struct planes *to)
{
    double x = box.width / pair->frame.width, y = box.height / pair->frame.height;
    *to = frame_planes(&pair->frame, 4);
    struct planes colours = *to;
    colours.count = 3;
    planes_sample(&pair->hypothesis->view,
                  (struct planes_box){box.left - x * pair->frame.margin_x,
                                      box.top - y * pair->frame.margin_y, x * to->width,
                                      y * to->height},
                  &colours);
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

/* The rows and columns of a frame that are compared: all, but at a side that is cut. */
struct part {
    guint left, top, width, height;
};

static struct part part_of(const struct pair *pair)
{
    const struct frame *frame = &pair->frame;
    struct part part = {0, 0, frame->width + 2 * frame->margin_x,
                        frame->height + 2 * frame->margin_y};
    guint off_x = frame->margin_x + (guint)(frame->width * CUT_SHARE + 0.5);
    guint off_y = frame->margin_y + (guint)(frame->height * CUT_SHARE + 0.5);
    gint cut = pair->attempt->cut;
    part.left = cut == 0 ? off_x : 0;
    part.top = cut == 1 ? off_y : 0;
    part.width -= cut == 0 || cut == 2 ? off_x : 0;
    part.height -= cut == 1 || cut == 3 ? off_y : 0;
    return part;
}

static struct planes take_part(const struct planes *from, const struct part *part)
{
    return planes_part(from, part->left, part->top, part->width, part->height);
}

/* Aligns the parts; says it of the whole frame, whose middle is another. */
static struct alignment align_parts(const struct pair *pair, const struct planes *wanted,
                                    const struct part *part)
{
    const struct frame *frame = &pair->frame;
    const struct planes *start = &pair->start;
    struct planes ink = {start->width, start->height, start->stride, 1, planes_at(start, 3)};
    struct planes seen = take_part(&ink, part);
    struct alignment none = {0}, at = align(wanted, &seen, none, frame);
    double x = part->left + part->width / 2.0 - (frame->width / 2.0 + frame->margin_x);
    double y = part->top + part->height / 2.0 - (frame->height / 2.0 + frame->margin_y);
    at.tx -= at.ax * x / frame->width;
    at.ty -= at.ay * y / frame->height;
    planes_clear(&seen);
    return at;
}

static struct planes see_part(const struct pair *pair, struct planes_box box,
                              const struct part *part)
{
    struct planes seen;
    see(pair, box, &seen);
    struct planes taken = take_part(&seen, part);
    planes_clear(&seen);
    return taken;
}

static double edges_alike(struct planes *wanted, struct planes *seen, enum match_by by)
{
    struct planes edges = {seen->width, seen->height, seen->stride, 3, seen->data};
    struct planes right = {wanted->width, wanted->height, wanted->stride, 3, wanted->data};
    if (by == MATCH_SILHOUETTE) {
        right.count = 1;
        right.data = planes_at(wanted, 3);
    }
    blur_colours(&edges, edges.count);
    blur_colours(&right, right.count);
    return gradient_similarity(&right, &edges);
}

/* image: colours and ink of the reference; or its silhouette in the last plane. */
static void compare(const struct pair *pair, const struct planes *image, enum match_by by,
                    struct match *match)
{
    struct part part = part_of(pair);
    struct planes wanted = take_part(image, &part), ink = take_plane(&wanted, 3);
    gsize size = planes_size(&wanted), count = (gsize)wanted.width * wanted.height;
    struct alignment at = align_parts(pair, &ink, &part);
    match->box[by] = aligned_box(pair, &at);
    struct planes seen = see_part(pair, match->box[by], &part);
    double aligned = ncc(ink.data, planes_at(&seen, 3), size, count);
    struct planes unaligned = take_part(&pair->start, &part);
    double before = ncc(ink.data, planes_at(&unaligned, 3), size, count);
    if (before > aligned) {
        struct planes swap = seen;
        seen = unaligned;
        unaligned = swap;
        match->box[by] = pair->box;
    }
    match->ncc[by] = MAX(aligned, before);
    if (by == MATCH_COMPOSITE) {
        match->colour = colour_ncc(&wanted, &seen);
    }
    match->gradient[by] = edges_alike(&wanted, &seen, by);
    match->score[by] = (match->ncc[by] + match->gradient[by]) / 2;
    planes_clear(&wanted);
    planes_clear(&unaligned);
    planes_clear(&ink);
    planes_clear(&seen);
}

/* No finer than the picture itself. */
static struct frame common_frame(const struct pair *pair, const struct model *model)
{
    double share = MIN(pair->box.width / model->size.width, pair->box.height / model->size.height);
    share = MIN(1, share) * pair->attempt->share;
    return share >= 1 ? model->size
                      : frame_of(model->size.width * share, model->size.height * share);
}

/* The side of a square of as many pixels; a strip is not taken for larger than it is high. */
static double extent_of(const struct frame *frame)
{
    return MIN(sqrt((double)frame->width * frame->height), 2.0 * MIN(frame->width, frame->height));
}

/* Where the whole reference may lie: beyond the content where that is cut. */
static struct planes_box start_box(const struct hypothesis *hypothesis, gint cut)
{
    struct planes_box box = hypothesis->box;
    double x = box.width * CUT_GUESS, y = box.height * CUT_GUESS;
    box.left -= cut == 0 ? x : 0;
    box.top -= cut == 1 ? y : 0;
    box.width += cut == 0 || cut == 2 ? x : 0;
    box.height += cut == 1 || cut == 3 ? y : 0;
    return box;
}

void match_run(const struct hypothesis *hypothesis, const struct model *model,
               const struct attempt *attempt, struct match *match_r)
{
    struct pair pair = {hypothesis, attempt, start_box(hypothesis, attempt->cut), {0}, {0}};
    struct planes image = {0};
    float background[3];
    pair.frame = common_frame(&pair, model);
    memset(match_r, 0, sizeof *match_r);
    match_r->extent = extent_of(&pair.frame);
    match_r->whole_extent = match_r->extent / attempt->share;
    see(&pair, pair.box, &pair.start);
    const struct planes *wanted = model_frame(model, &pair.frame);
    if (!wanted) {
        model_sample(model, &pair.frame, &image);
        wanted = &image;
    }
    background_of(hypothesis, attempt->is_inverted, background);
    struct planes composed = compose(wanted, background);
    compare(&pair, &composed, MATCH_COMPOSITE, match_r);
    planes_clear(&composed);
    if (!model->is_silhouette_generic && match_r->score[MATCH_COMPOSITE] < GOOD_ENOUGH &&
        !attempt->is_inverted) {
        compare(&pair, wanted, MATCH_SILHOUETTE, match_r);
    }
    planes_clear(&pair.start);
    planes_clear(&image);
}
