/* SPDX-License-Identifier: MIT
 *
 * Finds logos that stand in a larger picture.
 */
#include <math.h>

#include "plugins/check-logo/localiser.h"

#define TEMPLATE_SIDE 28.0
/* Least side of a template. */
#define TEMPLATE_LEAST 6
#define SCALE_STEP 1.2
/* Proposals of a reference that are looked at. */
#define PROPOSAL_MAX 8
/* A logo less wide or high than this, in pixels, is not looked for. */
#define SIDE_MIN 17.0
/* Templates of a reference: for logos smaller than a template in a picture that is not made
 * larger. */
#define TEMPLATE_SIZES 3

GArray *locate_templates(const struct logo_book *book)
{
    GArray *templates = g_array_new(FALSE, FALSE, sizeof(struct template));
    for (guint r = 0; r < book->references->len; r++) {
        const struct logo_reference *reference =
            &g_array_index(book->references, struct logo_reference, r);
        double side = TEMPLATE_SIDE;
        for (guint i = 0; i < TEMPLATE_SIZES; i++, side /= SCALE_STEP) {
            struct template template;
            if (template_of(&reference->raster, r, side, &template)) {
                g_array_append_val(templates, template);
            }
        }
    }
    return templates;
}

static gboolean is_first_size(const GArray *templates, guint i)
{
    return i == 0 || g_array_index(templates, struct template, i - 1).reference !=
                         g_array_index(templates, struct template, i).reference;
}

static void propose_at(const struct octaves *octaves, double scale, const GArray *templates,
                       GArray *proposals)
{
    const guint width = (guint)(octaves->planes[0].width * scale + 0.5),
                height = (guint)(octaves->planes[0].height * scale + 0.5);
    struct field field = {0};
    for (guint i = 0; i < templates->len; i++) {
        const struct template *template = &g_array_index(templates, struct template, i);
        if (MIN(template->width, template->height) < SIDE_MIN * scale * octaves->scale ||
            template->width > width || template->height > height ||
            (scale < 1 && !is_first_size(templates, i))) {
            continue;
        }
        if (field.maps == NULL) {
            struct level plane = octaves_resize(octaves, width, height);
            field = field_of(&plane);
            level_clear(&plane);
        }
        propose(&field, scale, template, proposals);
    }
    field_clear(&field);
}

static GArray *propose_all(const struct octaves *octaves, const GArray *templates)
{
    GArray *proposals = g_array_new(FALSE, FALSE, sizeof(struct proposal));
    const double side = MIN(octaves->planes[0].width, octaves->planes[0].height);
    for (double scale = 1; side * scale >= TEMPLATE_LEAST; scale /= SCALE_STEP) {
        propose_at(octaves, scale, templates, proposals);
    }
    return proposals;
}

/* Those of one reference. */
static GArray *proposals_of(const GArray *all, guint reference)
{
    GArray *some = g_array_new(FALSE, FALSE, sizeof(struct proposal));
    for (guint i = 0; i < all->len; i++) {
        const struct proposal *proposal = &g_array_index(all, struct proposal, i);
        if (proposal->reference == reference) {
            g_array_append_val(some, *proposal);
        }
    }
    proposals_thin(some, PROPOSAL_MAX);
    return some;
}

static int by_score(const void *left, const void *right)
{
    const struct place *a = left, *b = right;
    return a->evidence.score != b->evidence.score
               ? (a->evidence.score < b->evidence.score) - (a->evidence.score > b->evidence.score)
               : (a->reference > b->reference) - (a->reference < b->reference);
}

static void to_picture(double scale, struct logo_box *box)
{
    box->left /= scale, box->top /= scale, box->width /= scale, box->height /= scale;
}

void locate_places(const struct logo_book *book, const struct picture *picture, GArray *places)
{
    struct octaves octaves;
    if (MIN(picture->width, picture->height) < 16) {
        return;
    }
    g_autoptr(GArray) templates =
        book->templates ? g_array_ref(book->templates) : locate_templates(book);
    octaves_init(picture, &octaves);
    g_autoptr(GArray) all = propose_all(&octaves, templates);
    for (guint r = 0; r < book->references->len; r++) {
        g_autoptr(GArray) some = proposals_of(all, r);
        for (guint i = 0; i < some->len; i++) {
            const struct proposal *proposal = &g_array_index(some, struct proposal, i);
            struct place place = {.reference = r, .proposed = proposal->score};
            verify(book, &octaves, proposal, &place.evidence);
            to_picture(octaves.scale, &place.evidence.box);
            g_array_append_val(places, place);
        }
    }
    octaves_finish(&octaves);
    g_array_sort(places, by_score);
}

void locate(const struct logo_book *book, const struct picture *picture, GArray *sightings)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(struct place));
    locate_places(book, picture, places);
    choose(book, picture, places, sightings);
}
