/* SPDX-License-Identifier: MIT
 *
 * The book from within: made, filled, made ready.
 */
#ifndef PLUGINS_CHECK_LOGO_BOOK_H
#define PLUGINS_CHECK_LOGO_BOOK_H

#include "plugins/check-logo/match.h"

struct logo_book *book_new(void);
/* Makes the models, once all references are there. */
void book_ready(struct logo_book *book);
static inline const struct model *book_model(const struct logo_book *book, guint reference)
{
    return &g_array_index((GArray *)book->cache, struct model, reference);
}

/* calibrate.c: thresholds, and which versions are generic. */
void book_calibrate(struct logo_book *book);

/* variants.c: the ways in which a file may look, appended to the book's references. FALSE: it shows
 * nothing. */
gboolean variants_add(struct logo_book *book, const struct picture *picture, guint version,
                      guint file);

/* identify.c: what identify does with a picture that was made ready. */
void identify_candidate(const struct logo_book *book, const struct candidate *candidate,
                        struct logo_sighting *sighting_r);

/* Scores that count unless a confuser reaches them. */
#define COMPOSITE_THRESHOLD 0.88
#define SILHOUETTE_THRESHOLD 0.92
#define SMALL_COMPOSITE_THRESHOLD 0.94 /* of frames that hold little */
#define SMALL_SILHOUETTE_THRESHOLD 0.96
#define SMALL_FRAME 20.0 /* pixels, as match.extent */
#define LEAST_FRAME 10.0 /* below: too small to decide */

#endif
