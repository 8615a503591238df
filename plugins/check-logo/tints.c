/* SPDX-License-Identifier: MIT
 *
 * Is each part of the logo in its colour? Flat parts by cells of their own, thin ones by how they
 * are mixed with what lies around them.
 */
#include "plugins/check-logo/measure.h"

#include <math.h>

#include "plugins/check-logo/alarm.h"
#include "plugins/check-logo/colour.h"
#include "plugins/check-logo/parts.h"

#define LEAST_SHARE 0.03 /* of the logo: a smaller part is not looked at */
#define LARGE_SHARE 0.06 /* that it is right too must be seen before all is */
#define ALIKE 6.0        /* Lab: one part */
#define SURE 2.5         /* CIEDE2000: doubted less, a part is in its colour */
#define MANY_CELLS 64u   /* of a flat part: few of them may have changed together */
#define MOST_BLED 0.4    /* of a thin part's colour, that loss spreads over its surroundings */
#define BLED_STEPS 8u
#define MOST_CUT 1.2 /* of what is foretold that loss adds where it bleeds beyond the limits */
#define CUT_STEPS 6u
#define DOUBTED_CUT 0.4 /* more, that it may have added besides */
#define BLENDED 2.0     /* cells of a colour, of those that the drawing has of it: an edge's */
#define FOUND 5.0       /* CIEDE2000: so much is not to be passed over */
#define NEUTRAL 6.0     /* chroma in Lab: below is grey */
#define COLOURED 12.0   /* above is a colour */

struct tints {
    struct tint list[TINTS_MOST];
    guint count;
};

/* What may be said of the colours as a whole. */
struct verdict {
    const struct tint *worst;
    gboolean is_open; /* a part that counts was not seen */
    double delta_e, chroma_seen, chroma_right;
    guint colours; /* parts of more than one colour */
};

static double delta_e_of(const struct tint *tint)
{
    return delta_e_2000(lab_of(tint->right), lab_of(tint->seen));
}

static void take(struct verdict *verdict, const struct tint *tint)
{
    double delta_e = delta_e_of(tint);
    verdict->colours++;
    verdict->chroma_seen = MAX(verdict->chroma_seen, lab_chroma(lab_of(tint->seen)));
    verdict->chroma_right = MAX(verdict->chroma_right, lab_chroma(lab_of(tint->right)));
    if (delta_e > verdict->delta_e) {
        verdict->delta_e = delta_e;
        verdict->worst = tint;
    }
}

/* Of those that were seen the one of that colour; or NULL. */
static const struct tint *find_alike(const struct tints *tints, const double right[3])
{
    struct lab lab = lab_of(right);
    for (guint i = 0; i < tints->count; i++) {
        const struct tint *tint = &tints->list[i];
        if (tint->is_seen && delta_e_76(lab_of(tint->right), lab) < ALIKE) {
            return tint;
        }
    }
    return NULL;
}

/* What is left if loss has spread that much of the colour; its lightness stays. */
static double difference_if_bled(const struct tint *tint, const float background[3], double bled)
{
    static const double weights[3] = {0.299, 0.587, 0.114};
    double luma[2] = {0}, colour[3];
    for (guint k = 0; k < 3; k++) {
        luma[0] += weights[k] * tint->right[k];
        luma[1] += weights[k] * (double)background[k];
    }
    for (guint k = 0; k < 3; k++) {
        double own = tint->right[k] - luma[0], other = (double)background[k] - luma[1];
        colour[k] = CLAMP(luma[0] + (1 - bled) * own + bled * other, 0, 1);
    }
    return delta_e_2000(lab_of(colour), lab_of(tint->seen));
}

/* Less what loss added where it bled beyond black or white. */
static struct tint without_cut(const struct tint *tint, double cut)
{
    struct tint other = *tint;
    for (guint k = 0; k < 3; k++) {
        other.seen[k] = CLAMP(tint->seen[k] - cut * tint->cut[k], 0, 1);
    }
    return other;
}

/* The least difference that is left if loss has spread some of the colour. */
static double least_difference(const struct tint *tint, const float background[3])
{
    struct tint other = without_cut(tint, DOUBTED_CUT);
    double least = HUGE_VAL;
    for (guint i = 0; i <= BLED_STEPS; i++) {
        double bled = MOST_BLED * i / BLED_STEPS;
        least = MIN(least, difference_if_bled(tint, background, bled));
        least = MIN(least, difference_if_bled(&other, background, bled));
    }
    return least;
}

/* Of a part that was told by the mixture alone: right or wrong for sure? Else it is not said. */
static gboolean is_sure(const struct tint *tint, const struct view *view,
                        const struct colour_edges *edges)
{
    double delta_e = delta_e_of(tint);
    if (delta_e < ALARM_DELTA_E) { /* loss may have spread some of the difference, too */
        double most = edges->is_lossy ? delta_e / (1 - MOST_BLED) : delta_e;
        return tint->doubt < SURE && most + tint->doubt < FOUND;
    }
    double least = edges->is_lossy ? least_difference(tint, view->background) : delta_e;
    return !edges->is_soft && least - tint->doubt >= ALARM_DELTA_E;
}

static gboolean is_alarm(const struct tint *tint)
{
    return tint->is_seen && delta_e_of(tint) >= ALARM_DELTA_E;
}

/* By loss, a blur, or beside edges the ringing of a sharp filter (Lanczos). */
static gboolean may_be_changed(const struct tint *flat, const struct colour_edges *edges)
{
    return edges->is_lossy || edges->is_soft || !flat->is_deep;
}

/* Is there a part that its own cells do not tell of, or, where they may have changed, not for
 * sure? */
static gboolean has_open(const struct tints *flat, const struct parts *parts,
                         const struct colour_edges *edges)
{
    gboolean is_open = flat->count == 0;
    for (guint i = 0; i < flat->count; i++) {
        const struct tint *tint = &flat->list[i];
        is_open |= !tint->is_seen && tint->share >= LEAST_SHARE;
        is_open |= is_alarm(tint) && may_be_changed(tint, edges);
    }
    for (guint i = 0; i < parts->count; i++) {
        const struct part *part = &parts->list[i];
        is_open |= part->share >= LARGE_SHARE && !find_alike(flat, part->rgb);
    }
    return is_open;
}

/* Cells of a part may have changed; its colour as a whole says whether
 * they did. */
static gboolean is_confirmed(const struct tint *flat, const struct tint *same,
                             const struct view *view, const struct colour_edges *edges)
{
    if (!is_alarm(flat) || !may_be_changed(flat, edges) || !same) {
        return TRUE;
    }
    if (edges->is_soft) {
        return least_difference(flat, view->background) >= ALARM_DELTA_E &&
               least_difference(same, view->background) - same->doubt >= ALARM_DELTA_E;
    }
    return is_alarm(same) &&
           (!edges->is_lossy || flat->cells >= MANY_CELLS || is_sure(same, view, edges));
}

/* Where two colours meet, a small picture has a third one between them, which is no part's. */
static void drop_blends(struct tints *flat, const struct parts *parts, double pixels_per_cell)
{
    guint count = 0;
    for (guint i = 0; i < flat->count; i++) {
        const struct tint *tint = &flat->list[i];
        double pixels = tint->cells * pixels_per_cell;
        if (!is_alarm(tint) || pixels <= BLENDED * parts_alike(parts, tint->right)) {
            flat->list[count++] = *tint;
        }
    }
    flat->count = count;
}

/* As much of that as explains what is seen. */
static void take_off_cut(struct tint *tint)
{
    struct tint best = *tint;
    for (guint i = 1; i <= CUT_STEPS; i++) {
        struct tint other = without_cut(tint, MOST_CUT * i / CUT_STEPS);
        if (delta_e_of(&other) < delta_e_of(&best)) {
            best = other;
        }
    }
    *tint = best;
}

static struct verdict judge(const struct tints *flat, const struct tints *mixed,
                            const struct view *view, const struct colour_edges *edges)
{
    struct verdict verdict = {.delta_e = LOGO_UNMEASURED};
    for (guint i = 0; i < flat->count; i++) {
        const struct tint *tint = &flat->list[i];
        const struct tint *same = find_alike(mixed, tint->right);
        if (tint->is_seen && is_confirmed(tint, same, view, edges)) {
            take(&verdict, tint);
        } else if (tint->is_seen && same && is_sure(same, view, edges)) {
            take(&verdict, same);
        } else {
            verdict.is_open |= tint->is_seen && tint->share >= LARGE_SHARE;
        }
    }
    for (guint i = 0; i < mixed->count; i++) {
        const struct tint *tint = &mixed->list[i];
        if (tint->share < LARGE_SHARE || find_alike(flat, tint->right)) {
            continue;
        }
        if (is_sure(tint, view, edges)) {
            take(&verdict, tint);
        } else {
            verdict.is_open = TRUE;
        }
    }
    return verdict;
}

/* Black, white and grey versions of a logo, and one-coloured ones of a colourful one, are drawn so
 * on purpose: that they differ says nothing. */
static gboolean is_other_version(const struct verdict *verdict,
                                 const struct logo_sighting *sighting)
{
    gboolean is_one = sighting->is_mono || sighting->is_silhouette;
    if (verdict->chroma_seen < NEUTRAL && (is_one || verdict->chroma_right > COLOURED)) {
        return verdict->delta_e > 2;
    }
    return is_one && verdict->colours > 1 && verdict->delta_e > 2;
}

static void hex(const double srgb[3], char *text)
{
    g_snprintf(text, 8, "#%02x%02x%02x", (guint)lround(srgb[0] * 255), (guint)lround(srgb[1] * 255),
               (guint)lround(srgb[2] * 255));
}

void measure_colour(const struct view *view, const struct drawn *drawn, const struct logo_box *box,
                    struct colour_edges edges, struct logo_sighting *sighting)
{
    struct tints flat = {0}, mixed = {0};
    struct logo_measures *measures = &sighting->measures;
    struct parts parts = parts_open(&drawn->image);
    double cells = box->width / view->step_x * box->height / view->step_y;
    flat.count = tints_of_regions(view, drawn, box, edges, flat.list);
    drop_blends(&flat, &parts, (double)drawn->image.width * drawn->image.height / cells);
    if (has_open(&flat, &parts, &edges)) {
        mixed.count = tints_of_mixture(view, drawn, box, &parts, mixed.list);
    }
    for (guint i = 0; edges.is_lossy && i < mixed.count; i++) {
        take_off_cut(&mixed.list[i]);
    }
    parts_close(&parts);
    struct verdict verdict = judge(&flat, &mixed, view, &edges);
    gboolean is_known = !verdict.is_open || verdict.delta_e >= ALARM_DELTA_E;
    if (verdict.worst && is_known && !is_other_version(&verdict, sighting)) {
        measures->delta_e = verdict.delta_e;
        hex(verdict.worst->seen, measures->seen_colour);
        hex(verdict.worst->right, measures->right_colour);
    }
}
