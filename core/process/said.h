/* SPDX-License-Identifier: MIT
 *
 * What checks say of a block, in bytes: as it is remembered for the next page with the same block.
 */
#ifndef CORE_PROCESS_SAID_H
#define CORE_PROCESS_SAID_H

#include "core/plugin/arena.h"
#include "core/process/wire.h"

enum said_type { SAID_FINDING = 1, SAID_OBSERVATION = 2, SAID_FAILURE = 3, SAID_LANGUAGE = 4 };

struct said {
    guint32 check;
    guint8 type; /* enum said_type */
    struct ts_finding finding;
    struct ts_observation observation;
    struct ts_str failure;
    struct ts_str language; /* that the block is in, other than declared */
};

void said_put_finding(GByteArray *out, guint32 check, const struct ts_finding *finding);
void said_put_observation(GByteArray *out, guint32 check, const struct ts_observation *observation);
void said_put_failure(GByteArray *out, guint32 check, struct ts_str why);
void said_put_language(GByteArray *out, guint32 check, struct ts_str tag);

/* The next one, as it was said; its lists live in the arena, its strings in the bytes. */
int said_next(struct wire_reader *reader, struct arena *arena, struct said *said_r);

#endif
