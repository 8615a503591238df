/* SPDX-License-Identifier: MIT
 *
 * Which of the places where a logo may stand count, and as what.
 */
#include <math.h>
#include <string.h>

#include "plugins/check-logo/localiser.h"
#include "plugins/check-logo/measure.h"

/* Scores that count, by the side of a square as large as the logo: letters of a text and the like
 * look like a small logo now and then. */
static const struct {
    double side, score, colour;
    gboolean is_ink_enough; /* contrast without the colours */
} demands[] = {{26, 2, 1, FALSE},
               {34, 0.86, 0.80, FALSE},
               {44, 0.80, 0.70, FALSE},
               {60, 0.76, 0.50, TRUE},
               {G_MAXDOUBLE, 0.72, 0.30, TRUE}};
/* A logo whose outline tells nothing, by colours alone. */
#define GENERIC_SCORE 0.80
#define GENERIC_COLOUR 0.70
/* Of a logo that is little more than a shape: a smaller one is any dot, letter or button. */
#define PLAIN_SIDE 34.0
#define SURE_SIDE 80.0 /* to here a second opinion must agree, where there is a plain ground */
#define PLAIN_THRESHOLD 0.95 /* as calibrated: a drawn shape comes as near as that */
/* Pixels of the smaller side below which nothing is said. */
#define LEAST_SIDE 18.0
/* Of two boxes of one version that cover each other, the larger counts if it is not worse by more:
 * the smaller is a part of it, its plate left out. */
#define PART_ADVANTAGE 0.10
/* Two versions at one place that differ less can't be told apart. */
#define CLOSE 0.01
/* What is cut out for the second opinion, around the box. */
#define SURROUNDINGS 0.15
#define SAME_PLACE 0.7

static const struct logo_reference *reference_of(const struct logo_book *book,
                                                 const struct place *place)
{
    return &g_array_index(book->references, struct logo_reference, place->reference);
}

static gboolean is_plain_shape(const struct logo_reference *reference)
{
    return reference->is_generic || reference->threshold > PLAIN_THRESHOLD;
}

static gboolean counts(const struct logo_book *book, const struct place *place)
{
    const struct evidence *evidence = &place->evidence;
    const struct logo_box *box = &evidence->box;
    const double side = sqrt(box->width * box->height);
    guint i = 0;
    while (side >= demands[i].side) {
        i++;
    }
    if (evidence->score < demands[i].score || MIN(box->width, box->height) < LEAST_SIDE) {
        return FALSE;
    }
    const struct logo_reference *reference = reference_of(book, place);
    if (side < PLAIN_SIDE && is_plain_shape(reference)) {
        return FALSE;
    }
    if (reference->is_generic) {
        return evidence->score >= GENERIC_SCORE && evidence->colour >= GENERIC_COLOUR;
    }
    return evidence->colour >= demands[i].colour || (demands[i].is_ink_enough && evidence->is_ink);
}

/* Share of the smaller box that the other one covers. */
static double cover(const struct logo_box *a, const struct logo_box *b)
{
    const double width = MIN(a->left + a->width, b->left + b->width) - MAX(a->left, b->left);
    const double height = MIN(a->top + a->height, b->top + b->height) - MAX(a->top, b->top);
    return width <= 0 || height <= 0
               ? 0
               : width * height / MIN(a->width * a->height, b->width * b->height);
}

static double area(const struct place *place)
{
    return place->evidence.box.width * place->evidence.box.height;
}

/* The place that stands for its version where `first` is: the largest of its variants. */
static const struct place *whole_of(const struct logo_book *book, const GArray *places,
                                    const struct place *first)
{
    const struct place *whole = first;
    for (guint i = 0; i < places->len; i++) {
        const struct place *place = &g_array_index(places, struct place, i);
        if (reference_of(book, place)->version == reference_of(book, first)->version &&
            cover(&place->evidence.box, &first->evidence.box) > 0.5 && area(place) > area(whole) &&
            place->evidence.score >= first->evidence.score - PART_ADVANTAGE &&
            counts(book, place)) {
            whole = place;
        }
    }
    return whole;
}

/* The best of another version at the same place. */
static const struct place *rival_of(const struct logo_book *book, const GArray *places,
                                    const struct place *first)
{
    for (guint i = 0; i < places->len; i++) {
        const struct place *place = &g_array_index(places, struct place, i);
        if (reference_of(book, place)->version != reference_of(book, first)->version &&
            cover(&place->evidence.box, &first->evidence.box) > 0.5 && place->evidence.score > 0) {
            return place;
        }
    }
    return NULL;
}

static struct logo_sighting sighting_of(const struct logo_book *book, const struct place *place,
                                        const struct place *rival)
{
    struct logo_sighting sighting = {
        .value = LOGO_MATCH,
        .version = reference_of(book, place)->version,
        .reference = place->reference,
        .score = CLAMP(place->evidence.score, 0.0, 1.0),
        .runner_up = G_MAXUINT,
        .is_inside = TRUE,
        .is_mono = place->evidence.is_ink && place->evidence.colour < 0.5,
        .is_silhouette = place->evidence.is_silhouette,
        .box = place->evidence.box,
    };
    for (guint c = 0; c < 3; c++) {
        sighting.background[c] = place->evidence.background[c] / 255;
    }
    if (rival != NULL) {
        sighting.runner_up = reference_of(book, rival)->version;
        sighting.runner_up_score = CLAMP(rival->evidence.score, 0.0, 1.0);
        if (fabs(rival->evidence.score - place->evidence.score) < CLOSE) {
            sighting.value = LOGO_UNCERTAIN;
            sighting.reason = LOGO_ALIKE;
        }
    }
    return sighting;
}

/* The part of the picture around a box; *left_r, *top_r: where it lies. */
static struct picture cut(const struct picture *picture, const struct logo_box *box, guint *left_r,
                          guint *top_r)
{
    const double margin = SURROUNDINGS * MIN(box->width, box->height) + 2;
    const double right = MIN(box->left + box->width + margin, (double)picture->width),
                 bottom = MIN(box->top + box->height + margin, (double)picture->height);
    *left_r = (guint)MAX(box->left - margin, 0), *top_r = (guint)MAX(box->top - margin, 0);
    struct picture part = {.width = (guint)right - *left_r, .height = (guint)bottom - *top_r};
    part.natural_width = part.width, part.natural_height = part.height;
    part.format = picture->format, part.quality = picture->quality;
    part.frames = 1, part.has_alpha = picture->has_alpha;
    part.rgba = g_malloc((gsize)part.width * part.height * 4);
    for (guint y = 0; y < part.height; y++) {
        memcpy(part.rgba + (gsize)y * part.width * 4,
               picture->rgba + (((gsize)*top_r + y) * picture->width + *left_r) * 4,
               (gsize)part.width * 4);
    }
    return part;
}

/* Cut out, it is a whole picture: where identify knows it as well, its alignment is finer, and its
 * rule between versions holds. FALSE: a plain shape that identify, with its calibrated threshold,
 * takes for any other. */
static gboolean second_opinion(const struct logo_book *book, const struct picture *picture,
                               struct logo_sighting *sighting)
{
    guint left, top;
    gboolean is_plain;
    struct logo_sighting second;
    struct picture part = cut(picture, &sighting->box, &left, &top);
    identify(book, &part, &second, &is_plain);
    picture_clear(&part);
    second.box.left += left, second.box.top += top;
    const gboolean is_known =
        second.version == sighting->version || second.version == sighting->runner_up;
    const struct logo_reference *reference =
        &g_array_index(book->references, struct logo_reference, sighting->reference);
    if (second.value == LOGO_NONE && is_plain && is_plain_shape(reference) &&
        sqrt(sighting->box.width * sighting->box.height) < SURE_SIDE) {
        return FALSE;
    }
    if (second.value == LOGO_NONE || !is_plain || !is_known ||
        boxes_overlap(&second.box, &sighting->box) < SAME_PLACE) {
        return TRUE;
    }
    second.is_inside = TRUE;
    *sighting = second;
    return TRUE;
}

void choose(const struct logo_book *book, const struct picture *picture, const GArray *places,
            GArray *sightings)
{
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(struct logo_box));
    for (guint i = 0; i < places->len; i++) {
        const struct place *first = &g_array_index(places, struct place, i);
        if (!counts(book, first)) {
            continue;
        }
        const struct place *whole = whole_of(book, places, first);
        gboolean is_taken = FALSE;
        for (guint k = 0; k < taken->len && !is_taken; k++) {
            is_taken =
                cover(&g_array_index(taken, struct logo_box, k), &whole->evidence.box) > 0.25;
        }
        if (is_taken) {
            continue;
        }
        struct logo_sighting sighting = sighting_of(book, whole, rival_of(book, places, first));
        if (!second_opinion(book, picture, &sighting)) {
            continue;
        }
        g_array_append_val(taken, whole->evidence.box);
        sighting.box = box_in_natural(picture, &sighting.box);
        g_array_append_val(sightings, sighting);
    }
}
