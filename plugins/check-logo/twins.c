/* SPDX-License-Identifier: MIT
 *
 * One picture under two versions is a slip of who wrote the brand book: whatever shows it could be
 * either for ever. Versions that are merely alike are none: brands are redrawn by little.
 */
#include "plugins/check-logo/book.h"

#include <math.h>

#define ROUNDING (1.5F / 255) /* of a channel: what saving a drawing once more does */

static gboolean are_same(const struct raster *one, const struct raster *other)
{
    if (one->width != other->width || one->height != other->height) {
        return FALSE;
    }
    for (gsize i = 0; i < (gsize)4 * one->width * one->height; i++) {
        if (fabsf(one->rgba[i] - other->rgba[i]) > ROUNDING) {
            return FALSE;
        }
    }
    return TRUE;
}

static const struct logo_reference *reference_at(const struct logo_book *book, guint index)
{
    return &g_array_index(book->references, struct logo_reference, index);
}

/* The first of its file: as drawn. What is left of it on a ground may well be what another shows.
 */
static gboolean is_as_drawn(const struct logo_book *book, guint index)
{
    const struct logo_reference *own = reference_at(book, index);
    const struct logo_reference *before = index > 0 ? reference_at(book, index - 1) : NULL;
    return !before || before->version != own->version || before->file != own->file;
}

gboolean twins_find(const struct logo_book *book, struct twins *twins_r)
{
    for (guint second = 1; second < book->references->len; second++) {
        const struct logo_reference *own = reference_at(book, second);
        if (!is_as_drawn(book, second)) {
            continue;
        }
        for (guint first = 0; first < second; first++) {
            const struct logo_reference *other = reference_at(book, first);
            if (other->version != own->version && is_as_drawn(book, first) &&
                are_same(&other->raster, &own->raster)) {
                *twins_r = (struct twins){first, second};
                return TRUE;
            }
        }
    }
    return FALSE;
}
