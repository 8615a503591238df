/* SPDX-License-Identifier: MIT
 *
 * Stored documents and touchpoints on their way to conclude.
 */
#ifndef CORE_PROCESS_STORED_H
#define CORE_PROCESS_STORED_H

#include "core/plugin/arena.h"
#include "core/process/wire.h"

/* The head of a document; then come its links, each with stored_put_link, till
 * stored_put_links_end; then its observations, one by one, till stored_put_end. */
struct stored_begun {
    guint document, links; /* where the two began */
};
struct stored_begun stored_put_document(GByteArray *out, const struct ts_stored_document *document,
                                        struct ts_str kinds);
void stored_put_link(GByteArray *out, const struct ts_stored_link *link);
/* pictures: those it shows, each with the two functions below; NULL = none. */
void stored_put_links_end(GByteArray *out, struct stored_begun begun, const GByteArray *pictures);
/* Where and how it is shown; then what became of it (locator, status, reason), then what was
 * observed in it, then wire_end of what this gives. */
guint stored_put_picture(GByteArray *out, const struct ts_stored_picture *picture);
void stored_put_picture_fate(GByteArray *out, const struct ts_stored_picture *picture);
void stored_put_observation(GByteArray *out, const struct ts_observation *observation);
/* numbers, details: of it, as records and the database have them, JSON objects. */
void stored_put_observed(GByteArray *out, const struct ts_observation *observation,
                         struct ts_str numbers, struct ts_str details);
void stored_put_end(GByteArray *out, struct stored_begun begun);

/* The next document of a batch: 1, 0, -1. Lists live in the arena, strings in the batch. */
int stored_next(struct wire_reader *batch, struct arena *arena,
                struct ts_stored_document *document_r);

void stored_put_touchpoint(GByteArray *out, const struct ts_touchpoint *touchpoint,
                           struct ts_str expects);
/* All that follow, to the end of the message. */
int stored_get_touchpoints(struct wire_reader *in, struct arena *arena,
                           struct ts_list *touchpoints_r);

#endif
