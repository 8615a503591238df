/* SPDX-License-Identifier: MIT
 *
 * Is it the logo that stands at a proposed place, and where exactly?
 */
#include <math.h>
#include <string.h>

#include "plugins/check-logo/localiser.h"

/* What the contrast alone must lie above the colours by, to count instead of them. */
#define INK_HANDICAP 0.08
/* Evidence of contrast alone counts from here on. */
#define INK_LEAST 0.93
#define INK_ORIENTATION_LEAST 0.80
/* Places whose edges fit less than this after the first search are left. */
#define ORIENTATION_LEAST 0.35

/* Sums of a correlation. */
struct correlation {
    double n, a, b, aa, bb, ab;
};

static void correlate(struct correlation *sums, double a, double b)
{
    sums->n += 1;
    sums->a += a, sums->b += b;
    sums->aa += a * a, sums->bb += b * b, sums->ab += a * b;
}

static double covariance(const struct correlation *sums, double product, double a, double b)
{
    return product - a * b / sums->n;
}

/* Of several channels, each about its own mean. */
static double correlation_of(const struct correlation *sums, guint count)
{
    double aa = 0, bb = 0, ab = 0;
    for (guint i = 0; i < count && sums->n > 0; i++) {
        aa += covariance(&sums[i], sums[i].aa, sums[i].a, sums[i].a);
        bb += covariance(&sums[i], sums[i].bb, sums[i].b, sums[i].b);
        ab += covariance(&sums[i], sums[i].ab, sums[i].a, sums[i].b);
    }
    return aa > 1 && bb > 1e-9 ? ab / sqrt(aa * bb) : 0;
}

static double contrast(const float *pixel, const float background[3])
{
    const double r = pixel[0] - background[0], g = pixel[1] - background[1],
                 b = pixel[2] - background[2];
    return sqrt(r * r + g * g + b * b);
}

static void compare(const struct likeness *likeness, const struct cutout *seen,
                    struct evidence *evidence)
{
    struct correlation colours[3] = {0}, ink = {0}, mono = {0};
    const gsize count =
        (gsize)(seen->width + 2 * CUTOUT_MARGIN) * (seen->height + 2 * CUTOUT_MARGIN);
    for (gsize i = 0; i < count; i++) {
        if (!likeness->mask[i]) {
            continue;
        }
        const float *theirs = seen->rgb + i * 3, *ours = likeness->drawn.rgb + i * 3;
        for (guint c = 0; c < 3; c++) {
            correlate(&colours[c], theirs[c], ours[c]);
        }
        const double difference = contrast(theirs, evidence->background);
        correlate(&ink, difference, contrast(ours, evidence->background));
        correlate(&mono, difference, likeness->alpha[i]);
    }
    evidence->colour = correlation_of(colours, 3);
    evidence->ink = correlation_of(&ink, 1);
    evidence->mono = likeness->reference->is_generic ? 0 : correlation_of(&mono, 1);
}

static void conclude(struct evidence *evidence)
{
    const double ink = MAX(evidence->ink, evidence->mono);
    evidence->is_ink = ink >= INK_LEAST && evidence->orientation >= INK_ORIENTATION_LEAST;
    const double by_ink = evidence->is_ink ? ink - INK_HANDICAP : 0;
    evidence->is_silhouette = by_ink > evidence->colour && evidence->mono >= evidence->ink;
    evidence->score = 0.5 * evidence->orientation + 0.5 * MAX(evidence->colour, by_ink);
}

static struct logo_box scaled(const struct logo_box *box, double width, double height)
{
    const double wide = box->width * width, high = box->height * height;
    return (struct logo_box){box->left + (box->width - wide) / 2,
                             box->top + (box->height - high) / 2, wide, high};
}

/* Best of the whole-pixel shifts at a scale: replaces *box and *score_r if better. */
static void try_shifts(struct likeness *likeness, struct cutout *seen, int reach,
                       struct logo_box *box, double *score_r)
{
    struct logo_box best = *box;
    for (int dy = -reach; dy <= reach; dy++) {
        for (int dx = -reach; dx <= reach; dx++) {
            const double score = likeness_orientation(likeness, seen, dx, dy);
            if (score > *score_r) {
                *score_r = score;
                best = *box;
                best.left += dx * box->width / seen->width;
                best.top += dy * box->height / seen->height;
            }
        }
    }
    *box = best;
}

static const double coarse_scales[] = {1, 0.94, 1.06, 0.89, 1.12};
static const double fine_scales[] = {1, 0.97, 1.03};

struct search {
    const struct octaves *octaves;
    struct likeness *likeness;
    struct cutout *seen;
};

static double search_scales(const struct search *search, const double *scales, guint count,
                            int reach, struct logo_box *box)
{
    double best = -2;
    struct logo_box best_box = *box;
    for (guint i = 0; i < count; i++) {
        struct logo_box at = scaled(box, scales[i], scales[i]);
        double score = best;
        cutout_sample(search->octaves, &at, search->seen);
        cutout_edges(search->seen, EDGE_FULL);
        if (i == 0) {
            float background[3];
            likeness_draw(search->likeness, search->seen, background);
        }
        try_shifts(search->likeness, search->seen, reach, &at, &score);
        if (score > best) {
            best = score, best_box = at;
        }
    }
    *box = best_box;
    return best;
}

static double orientation_at(const struct search *search, const struct logo_box *box)
{
    cutout_sample(search->octaves, box, search->seen);
    cutout_edges(search->seen, EDGE_FULL);
    return likeness_orientation(search->likeness, search->seen, 0, 0);
}

/* Sub-pixel: one side after the other, in steps that halve. */
static double search_sides(const struct search *search, double best, struct logo_box *box)
{
    static const double moves[][4] = {{1, 0, 0, 0},  {-1, 0, 0, 0}, {0, 1, 0, 0},  {0, -1, 0, 0},
                                      {-1, 0, 2, 0}, {1, 0, -2, 0}, {0, -1, 0, 2}, {0, 1, 0, -2}};
    for (double step = 0.6; step > 0.1; step /= 2) {
        const double x = step * box->width / search->seen->width,
                     y = step * box->height / search->seen->height;
        for (guint i = 0; i < G_N_ELEMENTS(moves); i++) {
            const struct logo_box at = {box->left + moves[i][0] * x, box->top + moves[i][1] * y,
                                        box->width + moves[i][2] * x,
                                        box->height + moves[i][3] * y};
            const double score = orientation_at(search, &at);
            if (score > best) {
                best = score, *box = at;
            }
        }
    }
    return best;
}

void verify(const struct logo_book *book, const struct octaves *octaves,
            const struct proposal *proposal, struct evidence *evidence_r)
{
    const struct logo_reference *reference =
        &g_array_index(book->references, struct logo_reference, proposal->reference);
    struct likeness likeness;
    likeness_init(reference, &proposal->box, &likeness);
    struct cutout seen = cutout_new(likeness.drawn.width, likeness.drawn.height);
    const struct search search = {octaves, &likeness, &seen};
    *evidence_r = (struct evidence){.box = proposal->box};
    double best =
        search_scales(&search, coarse_scales, G_N_ELEMENTS(coarse_scales), 5, &evidence_r->box);
    if (best >= ORIENTATION_LEAST) {
        best = search_scales(&search, fine_scales, G_N_ELEMENTS(fine_scales), 1, &evidence_r->box);
        best = search_sides(&search, best, &evidence_r->box);
        cutout_sample(octaves, &evidence_r->box, &seen);
        likeness_draw(&likeness, &seen, evidence_r->background);
        cutout_edges(&seen, EDGE_FULL);
        evidence_r->orientation = likeness_orientation(&likeness, &seen, 0, 0);
        compare(&likeness, &seen, evidence_r);
        if (evidence_r->mono >= INK_LEAST && evidence_r->orientation < INK_ORIENTATION_LEAST) {
            likeness_flatten(&likeness, evidence_r->background);
            evidence_r->orientation = likeness_orientation(&likeness, &seen, 0, 0);
        }
        conclude(evidence_r);
    }
    cutout_clear(&seen);
    likeness_clear(&likeness);
}
