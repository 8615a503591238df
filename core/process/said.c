/* SPDX-License-Identifier: MIT
 *
 * Findings and observations in bytes and back.
 */
#include "core/process/said.h"

#include "core/process/wire_lists.h"

static void put_place(GByteArray *out, const struct ts_place *place)
{
    wire_put_str(out, place->touchpoint);
    wire_put_str(out, place->locator);
    wire_put_str(out, place->where);
    wire_put_u32(out, place->block);
    wire_put_u32(out, place->offset);
    wire_put_u32(out, place->length);
    wire_put_u32(out, place->line);
    wire_put_u32(out, place->column);
}

static struct ts_place get_place(struct wire_reader *in)
{
    struct ts_place place = {.touchpoint = wire_get_str(in)};
    place.locator = wire_get_str(in);
    place.where = wire_get_str(in);
    place.block = wire_get_u32(in);
    place.offset = wire_get_u32(in);
    place.length = wire_get_u32(in);
    place.line = wire_get_u32(in);
    place.column = wire_get_u32(in);
    return place;
}

void said_put_finding(GByteArray *out, guint32 check, const struct ts_finding *finding)
{
    wire_put_u32(out, check);
    wire_put_u8(out, SAID_FINDING);
    wire_put_u32(out, finding->severity);
    wire_put_str(out, finding->rule);
    wire_put_str(out, finding->expected);
    wire_put_str(out, finding->actual);
    wire_put_str(out, finding->evidence_type);
    wire_put_str(out, finding->evidence);
    wire_put_str(out, finding->evidence_id);
    wire_put_pairs(out, finding->arguments);
    wire_put_numbers(out, finding->numbers);
    wire_put_u32(out, finding->places.count);
    for (guint32 i = 0; i < finding->places.count; i++) {
        put_place(out, ts_item(finding->places, i));
    }
}

static void get_finding(struct wire_reader *in, struct arena *arena, struct ts_finding *finding_r)
{
    *finding_r = (struct ts_finding){.size = sizeof *finding_r, .severity = wire_get_u32(in)};
    finding_r->rule = wire_get_str(in);
    finding_r->expected = wire_get_str(in);
    finding_r->actual = wire_get_str(in);
    finding_r->evidence_type = wire_get_str(in);
    finding_r->evidence = wire_get_str(in);
    finding_r->evidence_id = wire_get_str(in);
    finding_r->arguments = wire_get_pairs(in, arena);
    finding_r->numbers = wire_get_numbers(in, arena);
    guint32 count = wire_get_count(in, 32);
    struct ts_place *places = arena_alloc(arena, count * sizeof *places);
    for (guint32 i = 0; i < count; i++) {
        places[i] = get_place(in);
    }
    finding_r->places = (struct ts_list){places, count, sizeof *places};
}

void said_put_observation(GByteArray *out, guint32 check, const struct ts_observation *observation)
{
    wire_put_u32(out, check);
    wire_put_u8(out, SAID_OBSERVATION);
    wire_put_str(out, observation->key);
    wire_put_str(out, observation->value);
    wire_put_double(out, observation->confidence);
    put_place(out, &observation->place);
    wire_put_numbers(out, observation->numbers);
    wire_put_pairs(out, observation->details);
    wire_put_str(out, observation->evidence_type);
    wire_put_str(out, observation->evidence);
    wire_put_str(out, observation->evidence_id);
}

static void get_observation(struct wire_reader *in, struct arena *arena,
                            struct ts_observation *observation_r)
{
    *observation_r =
        (struct ts_observation){.size = sizeof *observation_r, .key = wire_get_str(in)};
    observation_r->value = wire_get_str(in);
    observation_r->confidence = wire_get_double(in);
    observation_r->place = get_place(in);
    observation_r->numbers = wire_get_numbers(in, arena);
    observation_r->details = wire_get_pairs(in, arena);
    observation_r->evidence_type = wire_get_str(in);
    observation_r->evidence = wire_get_str(in);
    observation_r->evidence_id = wire_get_str(in);
}

void said_put_failure(GByteArray *out, guint32 check, struct ts_str why)
{
    wire_put_u32(out, check);
    wire_put_u8(out, SAID_FAILURE);
    wire_put_str(out, why);
}

void said_put_language(GByteArray *out, guint32 check, struct ts_str tag)
{
    wire_put_u32(out, check);
    wire_put_u8(out, SAID_LANGUAGE);
    wire_put_str(out, tag);
}

int said_next(struct wire_reader *reader, struct arena *arena, struct said *said_r)
{
    if (reader->ptr == reader->end) {
        return 0;
    }
    *said_r = (struct said){.check = wire_get_u32(reader)};
    said_r->type = wire_get_u8(reader);
    switch (said_r->type) {
    case SAID_FINDING:
        get_finding(reader, arena, &said_r->finding);
        break;
    case SAID_OBSERVATION:
        get_observation(reader, arena, &said_r->observation);
        break;
    case SAID_LANGUAGE:
        said_r->language = wire_get_str(reader);
        break;
    default:
        said_r->failure = wire_get_str(reader);
    }
    return reader->is_broken ? -1 : 1;
}
