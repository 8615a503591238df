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

/* book_blob.c: what is kept has its limits. */
#define BOOK_MOST_ITEMS 4096u      /* versions; files; forms of them */
#define BOOK_MOST_TEXT 4096u       /* bytes of an id or a path */
#define BOOK_MOST_SIZE (60u << 20) /* bytes in all; the host takes 64 MB of what is prepared */
gboolean book_fits(const struct logo_book *book);

/* twins.c: versions of which a file shows the same picture, pixel by pixel: nothing would ever tell
 * them apart. FALSE: there are none. Files are references, as drawn. */
struct twins {
    guint first, second; /* references; the second stands later in the brand book */
};
gboolean twins_find(const struct logo_book *book, struct twins *twins_r);

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

/* Of a file without its margins, as match.extent: by less nothing would be recognised. */
#define LEAST_REFERENCE 12.0

#endif
