/* SPDX-License-Identifier: MIT
 *
 * The ways in which a file of the brand book may look once somebody has put it on a page: as drawn,
 * on white (white parts vanish), on dark, without its plate.
 */
#include "plugins/check-logo/book.h"

#include <string.h>

#define LEAST_LEFT 0.12 /* of the drawing's area: what is left of it is less, it is no logo */

static struct trim on_background(const struct planes *image, float light)
{
    struct hypothesis on = {.background = {light, light, light}};
    hypothesis_see(&on, image);
    struct trim trim = trim_plane(&on.view, 3, trim_level(&on.view, 3));
    planes_clear(&on.view);
    return trim;
}

static gboolean is_trifle(const struct trim *trim, const struct trim *whole)
{
    return (double)trim->width * trim->height < LEAST_LEFT * whole->width * whole->height;
}

/* whole: where all of the drawing lies; NULL: trim is that. What is left of it on a ground or
 * without its plate may be its dot alone: no logo, and on every other page. */
static void add(struct logo_book *book, const struct planes *image, const struct trim *trim,
                const struct trim *whole, const guint place[2])
{
    if (whole && is_trifle(trim, whole)) {
        return;
    }
    guint longest = MAX(trim->width, trim->height), side = MIN(longest, LOGO_SIDE);
    struct planes part = planes_new(MAX(1, (trim->width * side + longest / 2) / longest),
                                    MAX(1, (trim->height * side + longest / 2) / longest), 4);
    planes_sample(image, (struct planes_box){trim->left, trim->top, trim->width, trim->height},
                  &part);
    gboolean is_generic = silhouette_is_generic(&part);
    if (whole && is_generic) {
        planes_clear(&part);
        return;
    }
    struct logo_reference reference = {.version = place[0],
                                       .file = place[1],
                                       .raster = raster_of_planes(&part),
                                       .aspect = (double)trim->width / trim->height,
                                       .is_generic = is_generic,
                                       .threshold = COMPOSITE_THRESHOLD,
                                       .silhouette_threshold = SILHOUETTE_THRESHOLD};
    g_array_append_val(book->references, reference);
    planes_clear(&part);
}

/* Alpha by the distance from the plate's colour, full at half of the greatest. */
static struct planes without_plate(const struct planes *image, const struct hypothesis *plate)
{
    struct planes bare = planes_new(image->width, image->height, 4);
    const float *ink = planes_at(&plate->view, 3);
    float most = 0;
    for (gsize i = 0; i < planes_size(image); i++) {
        most = MAX(most, ink[i]);
    }
    for (gsize i = 0; i < planes_size(image); i++) {
        float alpha = MIN(1, ink[i] / (0.5F * most + 1e-6F));
        for (guint k = 0; k < 3; k++) {
            planes_at(&bare, k)[i] = planes_at(image, k)[i] * alpha;
        }
        planes_at(&bare, 3)[i] = planes_at(image, 3)[i] * alpha;
    }
    return bare;
}

static void add_unplated(struct logo_book *book, const struct planes *image, struct trim trim,
                         const guint place[2])
{
    struct hypothesis whole = {.box = {trim.left, trim.top, trim.width, trim.height}}, plate = {0};
    if (!plate_find(image, &whole, &plate)) {
        return;
    }
    struct planes bare = without_plate(image, &plate);
    struct trim inner = {(guint)plate.box.left, (guint)plate.box.top, (guint)plate.box.width,
                         (guint)plate.box.height};
    if (trim_moved(&trim, &inner)) {
        add(book, &bare, &inner, &trim, place);
    }
    planes_clear(&bare);
    planes_clear(&plate.view);
    planes_clear(&plate.thumb);
}

gboolean variants_add(struct logo_book *book, const struct picture *picture, guint version,
                      guint file)
{
    struct planes image = planes_of_picture(picture, 0, 0, picture->width, picture->height);
    guint place[2] = {version, file};
    struct trim drawn = trim_plane(&image, 3, 0.05F);
    struct trim on_white = on_background(&image, 1), on_dark = on_background(&image, 0.12F);
    gboolean is_opaque = !picture->has_alpha;
    struct trim first = is_opaque && on_white.width ? on_white : drawn;
    if (first.width) {
        add(book, &image, &first, NULL, place);
        if (on_white.width && trim_moved(&first, &on_white)) {
            add(book, &image, &on_white, &first, place);
        }
        if (!is_opaque && on_dark.width && trim_moved(&first, &on_dark) &&
            (!on_white.width || trim_moved(&on_white, &on_dark))) {
            add(book, &image, &on_dark, &first, place);
        }
        add_unplated(book, &image, first, place);
    }
    planes_clear(&image);
    return first.width != 0;
}
