/* SPDX-License-Identifier: MIT
 *
 * A logo as people see it: the page may stretch or enlarge the picture that holds it, but for a
 * drawing that keeps its shape.
 */
#include <math.h>

#include "plugins/check-logo/alarm.h"
#include "plugins/check-logo/check.h"

double shown_excess(double aspect)
{
    return aspect >= 1 ? aspect : 1 / aspect;
}

/* Rounding to whole CSS pixels is no distortion: one of the two sides is the other's, to a pixel.
 */
static gboolean is_stretched(const struct ts_stored_picture *picture, double natural_aspect)
{
    double width = picture->width, height = picture->height;
    double stretch = width / height / natural_aspect;
    return fabs(width - height * natural_aspect) > 1 && fabs(height - width / natural_aspect) > 1 &&
           shown_excess(stretch) - 1 >= ALARM_ASPECT;
}

/* A drawing that keeps its shape in a box: the width that its view has there. */
static double drawn_width(const struct seen *seen, double width, double height)
{
    double other = height * seen->view_aspect;
    return seen->scaling == PICTURE_FITS ? MIN(width, other) : MAX(width, other);
}

static gboolean keeps_shape(const struct ts_stored_picture *picture, const struct seen *seen)
{
    gboolean is_boxed = picture->width > 0 && picture->height > 0;
    return is_boxed && picture->kind == TS_REFERENCE_IMAGE && seen->view_aspect > 0 &&
           seen->scaling != PICTURE_STRETCHES;
}

/* A sprite is shown at its own size; what else is said of its element is the area's size. */
struct shown shown_of(const struct ts_stored_picture *picture, const struct seen *seen)
{
    struct shown shown = {.scale_x = 1, .scale_y = 1, .aspect = seen->sighting.measures.aspect};
    double natural_aspect = seen->natural_width / seen->natural_height;
    if (!picture || picture->has_area || seen->natural_width < 1 || seen->natural_height < 1 ||
        seen->scaling == PICTURE_STAYS) {
        return shown;
    }
    shown.is_known = picture->width > 0 || picture->height > 0;
    if (keeps_shape(picture, seen)) {
        shown.scale_x = shown.scale_y =
            drawn_width(seen, picture->width, picture->height) /
            drawn_width(seen, seen->natural_width, seen->natural_height);
        return shown;
    }
    if (picture->width > 0) {
        shown.scale_x = shown.scale_y = picture->width / seen->natural_width;
    }
    if (picture->height > 0) {
        shown.scale_y = picture->height / seen->natural_height;
        shown.scale_x = picture->width > 0 ? shown.scale_x : shown.scale_y;
    }
    if (picture->width > 0 && picture->height > 0 && picture->kind == TS_REFERENCE_IMAGE &&
        is_stretched(picture, natural_aspect)) {
        shown.is_stretched = TRUE;
        /* what was measured and is within its error is right */
        double own = is_distorted(&seen->sighting) ? seen->sighting.measures.aspect : 1;
        shown.aspect = own * shown.scale_x / shown.scale_y;
    }
    return shown;
}

gboolean shown_holds(const struct ts_stored_picture *picture, const struct seen *seen)
{
    double x = seen->sighting.box.left + seen->sighting.box.width / 2;
    double y = seen->sighting.box.top + seen->sighting.box.height / 2;
    return !picture || !picture->has_area ||
           (x >= picture->x && x < (double)picture->x + picture->area_width && y >= picture->y &&
            y < (double)picture->y + picture->area_height);
}
