/* SPDX-License-Identifier: MIT
 *
 * Is the whole picture one logo, and which?
 */
#include "plugins/check-logo/book.h"
#include "plugins/check-logo/measure.h"

#include <math.h>
#include <string.h>

#define COARSE 0.35 /* of the first look: below it two have nothing in common */
#define COARSE_INVERTED 0.7
#define WORTH_ALL 0.6       /* a score of that, from which it is worth to look at all of it */
#define WORTH_MORE 0.7      /* a score from which it is worth to look again */
#define WORTH_MORE_SEEN 0.8 /* the same, of so small a frame */
#define GENERIC_COLOUR 0.9  /* a box or disc must have the colours, where little is compared */
#define TOO_SMALL "too small to decide"
#define CLOSE 0.01 /* a smaller difference decides nothing between versions */

/* What is compared with what, and how it went. */
struct pairing {
    guint hypothesis, reference;
    struct attempt attempt;
    double seen, score; /* by a small frame, and by all of it */
};

/* The best that a version reached. */
struct standing {
    gboolean is_seen;
    double excess; /* over its threshold */
    double rank;   /* between versions */
    struct logo_sighting sighting;
    double extent; /* of the picture */
};

static double threshold_of(const struct logo_reference *reference, enum match_by by, double extent)
{
    double calibrated =
        by == MATCH_COMPOSITE ? reference->threshold : reference->silhouette_threshold;
    double small = by == MATCH_COMPOSITE ? SMALL_COMPOSITE_THRESHOLD : SMALL_SILHOUETTE_THRESHOLD;
    return extent < SMALL_FRAME ? MAX(small, calibrated) : calibrated;
}

/* What tells versions apart: the weaker of ink and edges, colours, and the proportions. */
static double rank_of(const struct match *match, const struct model *model, gboolean is_mono)
{
    double best = 0, edges = 0, bend = 0;
    for (guint by = 0; by < 2; by++) {
        double weaker = MIN(match->ncc[by], match->gradient[by] + 0.08);
        if (match->score[by] > 0 && weaker > best) {
            best = weaker;
            bend = fabs(log(match->box[by].width / match->box[by].height / model->aspect));
        }
        edges = MAX(edges, match->gradient[by]);
    }
    return best + 0.5 * edges + (is_mono ? 0 : 0.3 * match->colour) - 0.5 * bend;
}

static struct logo_sighting sighting_of(const struct candidate *candidate,
                                        const struct hypothesis *hypothesis,
                                        const struct match *match, enum match_by by)
{
    const struct planes_box *box = &match->box[by];
    struct logo_sighting sighting = {
        .score = CLAMP(match->score[by], 0, 1),
        .runner_up = G_MAXUINT,
        .is_mono = candidate->is_mono,
        .is_silhouette = by == MATCH_SILHOUETTE,
        .box = {box->left * candidate->scale_x, box->top * candidate->scale_y,
                box->width * candidate->scale_x, box->height * candidate->scale_y}};
    memcpy(sighting.background, hypothesis->background, sizeof sighting.background);
    return sighting;
}

/* One comparison: returns the score it reached. */
static double judge(const struct logo_book *book, const struct candidate *candidate,
                    const struct pairing *pairing, struct standing *standings)
{
    const struct hypothesis *hypothesis = &candidate->hypotheses[pairing->hypothesis];
    guint index = pairing->reference;
    const struct logo_reference *reference =
        &g_array_index(book->references, struct logo_reference, index);
    const struct model *model = book_model(book, index);
    struct standing *standing = &standings[reference->version];
    struct match match;
    match_run(hypothesis, model, &pairing->attempt, &match);
    double best = MAX(match.score[0], match.score[1]);
    gboolean tells = match.extent >= LEAST_FRAME &&
                     (!model->is_silhouette_generic || match.colour >= GENERIC_COLOUR);
    if (pairing->attempt.share < 1 && !tells) {
        return best; /* so little is left that it is like anything */
    }
    double rank = rank_of(&match, model, candidate->is_mono);
    standing->rank = standing->is_seen ? MAX(standing->rank, rank) : rank;
    for (guint by = 0; by < 2; by++) {
        double excess = match.score[by] - threshold_of(reference, by, match.extent);
        if (match.score[by] > 0 && (!standing->is_seen || excess > standing->excess)) {
            standing->is_seen = TRUE;
            standing->excess = excess;
            standing->extent = match.whole_extent;
            standing->sighting = sighting_of(candidate, hypothesis, &match, by);
            standing->sighting.reference = index;
            standing->sighting.version = reference->version;
        }
    }
    return best;
}

/* Which of two comes first: one that counts before one that does not, then by rank. */
static gboolean is_before(const struct standing *a, const struct standing *b)
{
    gboolean a_counts = a->is_seen && a->excess >= 0, b_counts = b->is_seen && b->excess >= 0;
    if (a_counts != b_counts) {
        return a_counts;
    }
    if (a->is_seen != b->is_seen) {
        return a->is_seen;
    }
    return a_counts ? a->rank > b->rank : a->excess > b->excess;
}

static void decide(const struct standing *standings, guint count, struct logo_sighting *sighting_r,
                   struct logo_sighting *second_r)
{
    const struct standing *best = NULL, *second = NULL;
    for (guint i = 0; i < count; i++) {
        if (!best || is_before(&standings[i], best)) {
            second = best;
            best = &standings[i];
        } else if (!second || is_before(&standings[i], second)) {
            second = &standings[i];
        }
    }
    if (!best || !best->is_seen) {
        return;
    }
    *sighting_r = best->sighting;
    if (second && second->is_seen) {
        sighting_r->runner_up = second->sighting.version;
        sighting_r->runner_up_score = second->sighting.score;
        *second_r = second->sighting;
    }
    if (best->excess < 0) {
        return;
    }
    gboolean is_close = second && second->is_seen && best->rank - second->rank < CLOSE;
    gboolean is_small = best->extent < LEAST_FRAME;
    sighting_r->value = is_close || is_small ? LOGO_UNCERTAIN : LOGO_MATCH;
    sighting_r->reason = is_small ? TOO_SMALL : is_close ? LOGO_ALIKE : NULL;
}

static gboolean is_found(const struct standing *standings, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (standings[i].is_seen && standings[i].excess >= 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What a small frame says beforehand, at a sixth of the cost: so small, what is cut or blurred
 * still falls into place, and what is another thing seldom does. */
static double seek(const struct logo_book *book, const struct candidate *candidate,
                   const struct pairing *pairing)
{
    const struct attempt attempt = {model_shares[MODEL_SOUGHT], FALSE, -1};
    struct match match;
    match_run(&candidate->hypotheses[pairing->hypothesis], book_model(book, pairing->reference),
              &attempt, &match);
    return match.extent < LEAST_FRAME ? 1 : MAX(match.score[0], match.score[1]);
}

/* What nothing was found in may be blurred, cut or inverted. */
static void try_harder(const struct logo_book *book, const struct candidate *candidate,
                       struct pairing *pairing, struct standing *standings)
{
    const struct hypothesis *hypothesis = &candidate->hypotheses[pairing->hypothesis];
    const struct model *model = book_model(book, pairing->reference);
    if (pairing->seen >= WORTH_MORE_SEEN || pairing->score >= WORTH_MORE) {
        for (guint i = 1; i < MODEL_FRAMES; i++) {
            pairing->attempt = (struct attempt){model_shares[i], FALSE, -1};
            judge(book, candidate, pairing, standings);
        }
        for (gint cut = 0; cut < 4; cut++) {
            if (hypothesis->is_cut[cut]) {
                pairing->attempt = (struct attempt){1, FALSE, cut};
                judge(book, candidate, pairing, standings);
            }
        }
    }
    if (match_coarse(hypothesis, model, TRUE) >= COARSE_INVERTED) {
        pairing->attempt = (struct attempt){1, TRUE, -1};
        judge(book, candidate, pairing, standings);
    }
}

/* *second_r: what came next, of another version. */
static void compare_all(const struct logo_book *book, const struct candidate *candidate,
                        struct logo_sighting *sighting_r, struct logo_sighting *second_r)
{
    guint count = book->references->len, versions = book->versions->len;
    guint pairs = candidate->count * count;
    g_autofree struct standing *standings = g_new0(struct standing, versions);
    g_autofree struct pairing *pairings = g_new0(struct pairing, MAX(1, pairs));
    *sighting_r = *second_r = (struct logo_sighting){.runner_up = G_MAXUINT};
    for (guint i = 0; i < pairs; i++) {
        struct pairing *pairing = &pairings[i];
        *pairing = (struct pairing){i / count, i % count, match_as_is, 0, 0};
        if (match_coarse(&candidate->hypotheses[pairing->hypothesis],
                         book_model(book, pairing->reference), FALSE) < COARSE) {
            continue;
        }
        pairing->seen = seek(book, candidate, pairing);
        if (pairing->seen >= WORTH_ALL) {
            pairing->score = judge(book, candidate, pairing, standings);
        }
    }
    /* All of them, whatever the first finds: another version may be nearer. */
    gboolean is_over = is_found(standings, versions);
    for (guint i = 0; i < pairs && !is_over; i++) {
        try_harder(book, candidate, &pairings[i], standings);
    }
    decide(standings, versions, sighting_r, second_r);
}

void identify_candidate(const struct logo_book *book, const struct candidate *candidate,
                        struct logo_sighting *sighting_r)
{
    struct logo_sighting second;
    compare_all(book, candidate, sighting_r, &second);
}

/* Of two that look alike the one that fits better, if one clearly does. */
static void settle(const struct logo_book *book, const struct picture *picture,
                   struct logo_sighting *sighting, const struct logo_sighting *second)
{
    enum duel won = duel(book, picture, sighting, second);
    if (won == DUEL_SECOND) {
        struct logo_sighting first = *sighting;
        *sighting = *second;
        sighting->runner_up = first.version;
        sighting->runner_up_score = first.score;
    }
    if (won != DUEL_OPEN) {
        sighting->value = LOGO_MATCH;
        sighting->reason = NULL;
    }
}

void identify(const struct logo_book *book, const struct picture *picture,
              struct logo_sighting *sighting_r, gboolean *is_plain_r)
{
    struct candidate candidate;
    struct logo_sighting second;
    candidate_open(picture, &candidate);
    compare_all(book, &candidate, sighting_r, &second);
    if (g_strcmp0(sighting_r->reason, LOGO_ALIKE) == 0) {
        settle(book, picture, sighting_r, &second);
    }
    *is_plain_r = candidate.is_plain;
    candidate_close(&candidate);
}
