/* SPDX-License-Identifier: MIT
 *
 * Messages and records in bytes. A struct's fields are named once, in a table, from which both
 * directions follow.
 */
#include "core/process/record.h"

#include "core/limits.h"

enum field_type { FIELD_U32, FIELD_U64, FIELD_DOUBLE, FIELD_STR };

struct field {
    guint16 offset;
    guint16 type; /* enum field_type */
};

#define U32(type, name)                        \
    {                                          \
        offsetof(struct type, name), FIELD_U32 \
    }
#define U64(type, name)                        \
    {                                          \
        offsetof(struct type, name), FIELD_U64 \
    }
#define DOUBLE(type, name)                        \
    {                                             \
        offsetof(struct type, name), FIELD_DOUBLE \
    }
#define STR(type, name)                        \
    {                                          \
        offsetof(struct type, name), FIELD_STR \
    }

static void put_fields(GByteArray *out, const void *from, const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const void *at = (const char *)from + fields[i].offset;
        switch (fields[i].type) {
        case FIELD_U32:
            wire_put_u32(out, *(const guint32 *)at);
            break;
        case FIELD_U64:
            wire_put_u64(out, *(const guint64 *)at);
            break;
        case FIELD_DOUBLE:
            wire_put_double(out, *(const double *)at);
            break;
        default:
            wire_put_str(out, *(const struct ts_str *)at);
        }
    }
}

static int get_fields(struct wire_reader *in, void *to, const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *at = (char *)to + fields[i].offset;
        switch (fields[i].type) {
        case FIELD_U32:
            *(guint32 *)at = wire_get_u32(in);
            break;
        case FIELD_U64:
            *(guint64 *)at = wire_get_u64(in);
            break;
        case FIELD_DOUBLE:
            *(double *)at = wire_get_double(in);
            break;
        default:
            *(struct ts_str *)at = wire_get_str(in);
        }
    }
    return in->is_broken ? -1 : 0;
}

#define PUT(out, from, fields) put_fields(out, from, fields, G_N_ELEMENTS(fields))
#define GET(in, to, fields) get_fields(in, to, fields, G_N_ELEMENTS(fields))

static const struct field job_fields[] = {
    U32(job, source),  U32(job, touchpoint), U32(job, depth),   U32(job, representation),
    STR(job, locator), STR(job, media_type), STR(job, charset), STR(job, language),
    STR(job, name),    STR(job, bytes),      U64(job, size),
};

static const struct field answer_fields[] = {
    U32(ts_answer, status),     U32(ts_answer, cause),   U32(ts_answer, is_retryable),
    U64(ts_answer, id),         STR(ts_answer, reason),  STR(ts_answer, target),
    STR(ts_answer, media_type), STR(ts_answer, charset), STR(ts_answer, language),
    STR(ts_answer, name),       STR(ts_answer, etag),    STR(ts_answer, last_modified),
    STR(ts_answer, bytes),
};

static const struct field head_fields[] = {
    STR(record_head, title),      STR(record_head, language),  STR(record_head, kinds),
    STR(record_head, media_type), U64(record_head, text_size), U32(record_head, block_count),
};

static const struct field link_fields[] = {STR(record_link, locator), U32(record_link, purpose)};

static const struct field child_fields[] = {
    STR(record_child, suffix), STR(record_child, media_type),   STR(record_child, charset),
    STR(record_child, name),   STR(record_child, content_hash), STR(record_child, bytes),
};

static const struct field problem_fields[] = {
    U32(record_problem, kind),
    STR(record_problem, check),
    STR(record_problem, reason),
    U32(record_problem, is_retryable),
};

static const struct field place_fields[] = {
    STR(record_place, touchpoint),  STR(record_place, locator),     STR(record_place, path),
    STR(record_place, excerpt),     U32(record_place, line),        U32(record_place, column),
    U32(record_place, mark_offset), U32(record_place, mark_length),
};

static const struct field finding_fields[] = {
    U32(record_finding, check),         U32(record_finding, severity),
    STR(record_finding, rule),          STR(record_finding, expected),
    STR(record_finding, actual),        STR(record_finding, fingerprint),
    STR(record_finding, arguments),     STR(record_finding, numbers),
    STR(record_finding, evidence_type), STR(record_finding, evidence),
    U32(record_finding, place_count),
};

static const struct field observation_fields[] = {
    U32(record_observation, check),   STR(record_observation, key),
    STR(record_observation, value),   STR(record_observation, path),
    STR(record_observation, numbers), DOUBLE(record_observation, confidence),
    U32(record_observation, line),    U32(record_observation, column),
};

void job_put(GByteArray *out, const struct job *job)
{
    PUT(out, job, job_fields);
}

int job_get(struct ts_str payload, struct job *job_r)
{
    struct wire_reader in = wire_reader(payload.ptr, payload.len);
    return GET(&in, job_r, job_fields);
}

void answer_put(GByteArray *out, guint32 instance, const struct ts_answer *answer,
                const char *content_hash, gboolean has_bytes)
{
    struct ts_answer said = *answer;
    if (!has_bytes) {
        said.bytes = ts_text(NULL);
    }
    wire_put_u32(out, instance);
    PUT(out, &said, answer_fields);
    wire_put_text(out, content_hash);
    wire_put_u64(out, answer->bytes.len);
    for (guint32 i = 0; i < answer->found.count; i++) {
        const struct ts_found *found = ts_item(answer->found, i);
        wire_put_str(out, found->locator);
        wire_put_u32(out, found->purpose);
    }
}

int answer_get(struct ts_str payload, struct answer *answer_r)
{
    struct wire_reader in = wire_reader(payload.ptr, payload.len);
    *answer_r = (struct answer){0};
    answer_r->instance = wire_get_u32(&in);
    if (GET(&in, &answer_r->said, answer_fields) != 0) {
        return -1;
    }
    answer_r->content_hash = wire_get_str(&in);
    answer_r->size = wire_get_u64(&in);
    answer_r->found = in;
    return in.is_broken ? -1 : 0;
}

int answer_next_found(struct answer *answer, struct ts_found *found_r)
{
    if (answer->found.ptr == answer->found.end) {
        return 0;
    }
    *found_r = (struct ts_found){.locator = wire_get_str(&answer->found)};
    found_r->purpose = wire_get_u32(&answer->found);
    return answer->found.is_broken ? -1 : 1;
}

static void put_record(GByteArray *out, enum record type, const void *from,
                       const struct field *fields, size_t count)
{
    wire_put_u8(out, (guint8)type);
    guint begin = wire_begin(out);
    put_fields(out, from, fields, count);
    wire_end(out, begin);
}

#define PUT_RECORD(out, type, from, fields) \
    put_record(out, type, from, fields, G_N_ELEMENTS(fields))

void record_put_head(GByteArray *out, const struct record_head *head)
{
    PUT_RECORD(out, RECORD_HEAD, head, head_fields);
}

void record_put_link(GByteArray *out, const struct record_link *link)
{
    PUT_RECORD(out, RECORD_LINK, link, link_fields);
}

void record_put_child(GByteArray *out, const struct record_child *child)
{
    PUT_RECORD(out, RECORD_CHILD, child, child_fields);
}

void record_put_problem(GByteArray *out, const struct record_problem *problem)
{
    PUT_RECORD(out, RECORD_PROBLEM, problem, problem_fields);
}

void record_put_observation(GByteArray *out, const struct record_observation *observation)
{
    PUT_RECORD(out, RECORD_OBSERVATION, observation, observation_fields);
}

void record_put_place(GByteArray *out, const struct record_place *place)
{
    PUT(out, place, place_fields);
}

void record_put_finding(GByteArray *out, const struct record_finding *finding,
                        const GByteArray *places)
{
    wire_put_u8(out, RECORD_FINDING);
    guint begin = wire_begin(out);
    PUT(out, finding, finding_fields);
    g_byte_array_append(out, places->data, places->len);
    wire_end(out, begin);
}

void record_put_suggestion(GByteArray *out, struct ts_str text)
{
    wire_put_u8(out, RECORD_SUGGESTION);
    guint begin = wire_begin(out);
    wire_put_str(out, text);
    wire_end(out, begin);
}

int record_next(struct wire_reader *reader, guint8 *type_r, struct wire_reader *part_r)
{
    if (reader->ptr == reader->end && !reader->is_broken) {
        return 0;
    }
    *type_r = wire_get_u8(reader);
    *part_r = wire_get_part(reader);
    return reader->is_broken ? -1 : 1;
}

int record_get_head(struct wire_reader *part, struct record_head *head_r)
{
    return GET(part, head_r, head_fields);
}

int record_get_link(struct wire_reader *part, struct record_link *link_r)
{
    return GET(part, link_r, link_fields);
}

int record_get_child(struct wire_reader *part, struct record_child *child_r)
{
    return GET(part, child_r, child_fields);
}

int record_get_problem(struct wire_reader *part, struct record_problem *problem_r)
{
    return GET(part, problem_r, problem_fields);
}

int record_get_finding(struct wire_reader *part, struct record_finding *finding_r)
{
    if (GET(part, finding_r, finding_fields) != 0) {
        return -1;
    }
    finding_r->places = *part;
    return 0;
}

int record_next_place(struct record_finding *finding, struct record_place *place_r)
{
    if (finding->places.ptr == finding->places.end) {
        return 0;
    }
    return GET(&finding->places, place_r, place_fields) == 0 ? 1 : -1;
}

int record_get_observation(struct wire_reader *part, struct record_observation *observation_r)
{
    return GET(part, observation_r, observation_fields);
}
