/* SPDX-License-Identifier: MIT
 *
 * A reference made ready to be compared: at the sizes that most comparisons need.
 */
#include "plugins/check-logo/match.h"

#include <math.h>

#define FRAME_SIDE 64.0 /* of a square frame */
#define MARGIN 0.10

const double model_shares[MODEL_FRAMES] = {1, 0.6, 0.4, 0.28};

struct frame frame_of(double width, double height)
{
    struct frame frame = {MAX(4, (guint)(width + 0.5)), MAX(4, (guint)(height + 0.5)), 0, 0};
    frame.margin_x = MAX(2, (guint)(frame.width * MARGIN + 0.5));
    frame.margin_y = MAX(2, (guint)(frame.height * MARGIN + 0.5));
    return frame;
}

static struct frame full_frame(double aspect)
{
    double root = sqrt(aspect);
    return frame_of(CLAMP(FRAME_SIDE * root, 16, 192), CLAMP(FRAME_SIDE / root, 12, 192));
}

static void sample(const struct planes *image, const struct frame *frame, struct planes *to)
{
    double x = (double)image->width / frame->width, y = (double)image->height / frame->height;
    *to = planes_new(frame->width + 2 * frame->margin_x, frame->height + 2 * frame->margin_y, 4);
    planes_sample(image,
                  (struct planes_box){-x * frame->margin_x, -y * frame->margin_y, x * to->width,
                                      y * to->height},
                  to);
}

void model_sample(const struct model *model, const struct frame *frame, struct planes *to)
{
    sample(&model->image, frame, to);
}

const struct planes *model_frame(const struct model *model, const struct frame *frame)
{
    for (guint i = 0; i < MODEL_FRAMES; i++) {
        const struct planes *kept = &model->frames[i];
        if (kept->width == frame->width + 2 * frame->margin_x &&
            kept->height == frame->height + 2 * frame->margin_y) {
            return kept;
        }
    }
    return NULL;
}

void model_open(const struct logo_reference *reference, struct model *model_r)
{
    struct planes full = planes_of_raster(&reference->raster);
    struct frame thumb = {THUMB_SIDE, THUMB_SIDE, THUMB_MARGIN, THUMB_MARGIN};
    guint longest = MAX(full.width, full.height), side = MIN(longest, LOGO_SIDE);
    model_r->image =
        planes_new(MAX(1, full.width * side / longest), MAX(1, full.height * side / longest), 4);
    planes_sample(&full, (struct planes_box){0, 0, full.width, full.height}, &model_r->image);
    planes_clear(&full);
    model_r->aspect = reference->aspect;
    model_r->size = full_frame(reference->aspect);
    model_r->is_silhouette_generic = reference->is_generic;
    for (guint i = 0; i < MODEL_FRAMES; i++) {
        struct frame frame =
            frame_of(model_r->size.width * model_shares[i], model_r->size.height * model_shares[i]);
        sample(&model_r->image, &frame, &model_r->frames[i]);
    }
    sample(&model_r->image, &thumb, &model_r->thumb);
}

void model_close(struct model *model)
{
    planes_clear(&model->image);
    for (guint i = 0; i < MODEL_FRAMES; i++) {
        planes_clear(&model->frames[i]);
    }
    planes_clear(&model->thumb);
}
