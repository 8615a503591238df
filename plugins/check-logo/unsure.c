/* SPDX-License-Identifier: MIT
 *
 * Drawings of a page whose colours, or whose very presence, a style sheet elsewhere decides.
 */
#include "plugins/check-logo/check.h"
#include "plugins/common/drawing_mark.h"

#include <string.h>

#define KEY "unsure"

static const struct {
    const char *mark, *value;
} kinds[] = {
    [UNSURE_TINT] = {DRAWING_TINT, "tint"},
    [UNSURE_COLOURS] = {DRAWING_COLOURS, "colours"},
    [UNSURE_PLACE] = {DRAWING_PLACE, "place"},
};

enum unsure seen_unsure(struct ts_str bytes)
{
    for (size_t i = UNSURE_TINT; i < G_N_ELEMENTS(kinds); i++) {
        size_t size = strlen(kinds[i].mark);
        if (bytes.len >= size && memcmp(bytes.ptr, kinds[i].mark, size) == 0) {
            return (enum unsure)i;
        }
    }
    return UNSURE_NOTHING;
}

int seen_put_unsure(struct ts_call *call, enum unsure unsure)
{
    if (unsure == UNSURE_NOTHING) {
        return 0;
    }
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(KEY),
        .value = ts_text(kinds[unsure].value),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
    };
    return call->host->emit_observation(call, &observation);
}

enum unsure seen_get_unsure(const struct ts_observation *observation)
{
    for (size_t i = UNSURE_TINT; ts_is(observation->key, KEY) && i < G_N_ELEMENTS(kinds); i++) {
        if (ts_is(observation->value, kinds[i].value)) {
            return (enum unsure)i;
        }
    }
    return UNSURE_NOTHING;
}
