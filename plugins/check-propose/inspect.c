/* SPDX-License-Identifier: MIT
 *
 * One document: what is looked for, in order, and how it is said.
 */
#include "plugins/check-propose/propose.h"

#include "plugins/common/media.h"

#define SAID_MOST 400u  /* pieces of one document; the rest adds nothing to a vote */
#define VALUE_SIZE 300u /* bytes of one */
#define DETAILS_MOST 10u

/* Cut on a character's border. */
static struct ts_str cut(struct ts_str text)
{
    size_t len = MIN(text.len, VALUE_SIZE);
    while (len < text.len && len > 0 && ((guchar)text.ptr[len] & 0xC0) == 0x80) {
        len--;
    }
    return ts_bytes(text.ptr, len);
}

int propose_say(struct sight *sight, const struct piece *piece)
{
    struct ts_pair details[DETAILS_MOST + 2] = {
        {ts_text("from"), ts_text(piece->from)},
        {ts_text("rank"), ts_text(piece->rank == RANK_DATA     ? "3"
                                  : piece->rank == RANK_MARKUP ? "2"
                                                               : "1")},
    };
    guint count = MIN(piece->count, DETAILS_MOST);
    if (piece->value.len == 0 || sight->said >= SAID_MOST) {
        return 0;
    }
    for (guint i = 0; i < count; i++) {
        details[i + 2] = (struct ts_pair){piece->details[i].name, cut(piece->details[i].value)};
    }
    struct ts_observation observation = {
        .size = sizeof observation,
        .key = ts_text(piece->key),
        .value = cut(piece->value),
        .confidence = -1,
        .place = {.block = TS_NO_BLOCK},
        .details = {details, count + 2, sizeof details[0]},
    };
    sight->said++;
    return sight->call->host->emit_observation(sight->call, &observation);
}

int propose_plain(struct sight *sight, const char *key, struct ts_str value, const char *from,
                  enum propose_rank rank)
{
    struct piece piece = {.key = key, .value = value, .from = from, .rank = rank};
    return propose_say(sight, &piece);
}

int propose_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    (void)self;
    if (media_is_picture_type(document->media_type)) {
        return pictures_inspect(call, document);
    }
    struct sight sight = {.call = call, .document = document};
    if (document->language.len >= 2) {
        sight.language[0] = g_ascii_tolower(document->language.ptr[0]);
        sight.language[1] = g_ascii_tolower(document->language.ptr[1]);
    }
    return statements_find(&sight) || places_find(&sight) || voice_find(&sight) ? -1 : 0;
}
