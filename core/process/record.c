/* SPDX-License-Identifier: MIT
 *
 * Messages and records in bytes. A struct's fields are named once, in a table, from which both
 * directions follow.
 */
#include "core/process/record.h"

#include <jansson.h>
#include <math.h>

enum field_type { FIELD_U32, FIELD_U64, FIELD_DOUBLE, FIELD_STR, FIELD_BYTES };

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

#define BYTES(type, name)                        \
    {                                            \
        offsetof(struct type, name), FIELD_BYTES \
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

static gboolean are_texts(const void *from, const struct field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const void *at = (const char *)from + fields[i].offset;
        if (fields[i].type == FIELD_STR && !wire_is_text(*(const struct ts_str *)at)) {
            return FALSE;
        }
    }
    return TRUE;
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
    return in->is_broken || !are_texts(to, fields, count) ? -1 : 0;
}

#define PUT(out, from, fields) put_fields(out, from, fields, G_N_ELEMENTS(fields))
#define GET(in, to, fields) get_fields(in, to, fields, G_N_ELEMENTS(fields))

static const struct field job_fields[] = {
    U32(job, mode),    U32(job, flags),          U32(job, source),    U32(job, touchpoint),
    U32(job, depth),   U32(job, representation), STR(job, locator),   STR(job, media_type),
    STR(job, charset), STR(job, language),       STR(job, name),      BYTES(job, bytes),
    U64(job, size),    BYTES(job, checks),       BYTES(job, headers),
};

static const struct field answer_fields[] = {
    U32(ts_answer, status),     U32(ts_answer, cause),   U32(ts_answer, is_retryable),
    U64(ts_answer, id),         STR(ts_answer, reason),  STR(ts_answer, target),
    STR(ts_answer, media_type), STR(ts_answer, charset), STR(ts_answer, language),
    STR(ts_answer, name),       STR(ts_answer, etag),    STR(ts_answer, last_modified),
    BYTES(ts_answer, bytes),    U32(ts_answer, flags),
};

static const struct field head_fields[] = {
    STR(record_head, title),       STR(record_head, language),    STR(record_head, kinds),
    STR(record_head, media_type),  U64(record_head, text_size),   U32(record_head, block_count),
    STR(record_head, valid_from),  STR(record_head, valid_until), U32(record_head, link_count),
    STR(record_head, acceptances),
};

static const struct field kept_fields[] = {BYTES(record_kept, content), BYTES(record_kept, links),
                                           BYTES(record_kept, anchors)};

static const struct field child_fields[] = {
    STR(record_child, suffix), STR(record_child, media_type),   STR(record_child, charset),
    STR(record_child, name),   STR(record_child, content_hash), BYTES(record_child, bytes),
};

static const struct field problem_fields[] = {
    U32(record_problem, kind),
    STR(record_problem, check),
    STR(record_problem, reason),
    U32(record_problem, is_retryable),
    STR(record_problem, place.touchpoint),
    STR(record_problem, place.locator),
    STR(record_problem, place.path),
    STR(record_problem, place.excerpt),
    U32(record_problem, place.line),
    U32(record_problem, place.column),
    U32(record_problem, place.mark_offset),
    U32(record_problem, place.mark_length),
};

static const struct field picture_fields[] = {
    STR(record_picture, locator), STR(record_picture, reason),     STR(record_picture, path),
    STR(record_picture, alt),     U32(record_picture, kind),       U32(record_picture, has_alt),
    U32(record_picture, width),   U32(record_picture, height),     U32(record_picture, line),
    U32(record_picture, column),  U32(record_picture, has_area),   U32(record_picture, x),
    U32(record_picture, y),       U32(record_picture, area_width), U32(record_picture, area_height),
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
    STR(record_finding, evidence_type), BYTES(record_finding, evidence),
    STR(record_finding, evidence_id),   U32(record_finding, place_count),
};

static const struct field observation_fields[] = {
    U32(record_observation, check),         STR(record_observation, key),
    STR(record_observation, value),         STR(record_observation, path),
    STR(record_observation, numbers),       DOUBLE(record_observation, confidence),
    U32(record_observation, line),          U32(record_observation, column),
    STR(record_observation, details),       STR(record_observation, excerpt),
    U32(record_observation, mark_offset),   U32(record_observation, mark_length),
    STR(record_observation, evidence_type), BYTES(record_observation, evidence),
    STR(record_observation, evidence_id),   STR(record_observation, touchpoint),
    STR(record_observation, locator),
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

void headers_put(GByteArray *out, struct ts_list headers)
{
    for (guint32 i = 0; i < headers.count; i++) {
        const struct ts_pair *pair = ts_item(headers, i);
        wire_put_str(out, pair->name);
        wire_put_str(out, pair->value);
    }
}

int headers_next(struct wire_reader *headers, struct ts_pair *pair_r)
{
    if (headers->ptr == headers->end && !headers->is_broken) {
        return 0;
    }
    pair_r->name = wire_get_str(headers);
    pair_r->value = wire_get_str(headers);
    return headers->is_broken || !wire_is_text(pair_r->name) || !wire_is_text(pair_r->value) ? -1
                                                                                             : 1;
}

static int check_headers(struct ts_str packed)
{
    struct wire_reader headers = wire_reader(packed.ptr, packed.len);
    struct ts_pair pair;
    int next;
    while ((next = headers_next(&headers, &pair)) == 1) {
    }
    return next;
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
    guint begin = wire_begin(out);
    headers_put(out, answer->headers);
    wire_end(out, begin);
    for (guint32 i = 0; i < answer->found.count; i++) {
        const struct ts_found *found = ts_item(answer->found, i);
        wire_put_str(out, found->locator);
        wire_put_u32(out, found->purpose);
    }
}

/* All of an answer is looked at before any of it is used. 0, -1. */
static int check_found(struct answer answer)
{
    struct ts_found found;
    int next;
    while ((next = answer_next_found(&answer, &found)) == 1) {
    }
    return next;
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
    answer_r->headers = wire_get_str(&in);
    answer_r->found = in;
    if (in.is_broken || !wire_is_text(answer_r->content_hash)) {
        return -1;
    }
    return check_headers(answer_r->headers) == 0 ? check_found(*answer_r) : -1;
}

gboolean answer_is_text(const struct ts_answer *answer)
{
    for (guint32 i = 0; i < answer->found.count; i++) {
        if (!wire_is_text(((const struct ts_found *)ts_item(answer->found, i))->locator)) {
            return FALSE;
        }
    }
    for (guint32 i = 0; i < answer->headers.count; i++) {
        const struct ts_pair *pair = ts_item(answer->headers, i);
        if (!wire_is_text(pair->name) || !wire_is_text(pair->value)) {
            return FALSE;
        }
    }
    return are_texts(answer, answer_fields, G_N_ELEMENTS(answer_fields));
}

int answer_next_found(struct answer *answer, struct ts_found *found_r)
{
    if (answer->found.ptr == answer->found.end) {
        return 0;
    }
    *found_r = (struct ts_found){.locator = wire_get_str(&answer->found)};
    found_r->purpose = wire_get_u32(&answer->found);
    return answer->found.is_broken || !wire_is_text(found_r->locator) ? -1 : 1;
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

void record_put_kept(GByteArray *out, const struct record_kept *kept)
{
    PUT_RECORD(out, RECORD_KEPT, kept, kept_fields);
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

void record_put_picture(GByteArray *out, const struct record_picture *picture)
{
    PUT_RECORD(out, RECORD_PICTURE, picture, picture_fields);
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

int record_get_kept(struct wire_reader *part, struct record_kept *kept_r)
{
    return GET(part, kept_r, kept_fields) == 0 && kept_r->anchors.len % sizeof(guint64) == 0 ? 0
                                                                                             : -1;
}

int record_get_child(struct wire_reader *part, struct record_child *child_r)
{
    return GET(part, child_r, child_fields);
}

/* The mark lies in the excerpt, as whole characters. */
static gboolean is_marked(struct ts_str excerpt, guint32 offset, guint32 length)
{
    return offset <= excerpt.len && length <= excerpt.len - offset &&
           wire_is_text(ts_bytes(excerpt.ptr + offset, length));
}

int record_get_problem(struct wire_reader *part, struct record_problem *problem_r)
{
    if (GET(part, problem_r, problem_fields) != 0) {
        return -1;
    }
    const struct record_place *place = &problem_r->place;
    return problem_r->kind >= PROBLEM_UNCHECKED && problem_r->kind <= PROBLEM_ROBOTS &&
                   is_marked(place->excerpt, place->mark_offset, place->mark_length)
               ? 0
               : -1;
}

int record_get_picture(struct wire_reader *part, struct record_picture *picture_r)
{
    return GET(part, picture_r, picture_fields) == 0 && picture_r->kind <= TS_REFERENCE_BACKGROUND
               ? 0
               : -1;
}

/* A JSON object of texts, or of numbers: the database looks into it, and fails on what is none. */
static gboolean is_object(struct ts_str *text, gboolean has_numbers)
{
    const char *name;
    json_t *value;
    if (text->len == 0 || ts_is(*text, "{}")) {
        *text = ts_text("{}");
        return TRUE;
    }
    json_t *object = json_loadb(text->ptr, text->len, 0, NULL);
    gboolean is_right = json_is_object(object);
    json_object_foreach(object, name, value)
    {
        is_right &= has_numbers ? json_is_number(value) : json_is_string(value);
    }
    json_decref(object);
    return is_right;
}

int record_get_finding(struct wire_reader *part, struct record_finding *finding_r)
{
    if (GET(part, finding_r, finding_fields) != 0 || finding_r->severity < TS_INFO ||
        finding_r->severity > TS_ERROR || !is_object(&finding_r->arguments, FALSE) ||
        !is_object(&finding_r->numbers, TRUE)) {
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
    return GET(&finding->places, place_r, place_fields) == 0 &&
                   is_marked(place_r->excerpt, place_r->mark_offset, place_r->mark_length)
               ? 1
               : -1;
}

int record_get_observation(struct wire_reader *part, struct record_observation *observation_r)
{
    if (GET(part, observation_r, observation_fields) != 0) {
        return -1;
    }
    return !isnan(observation_r->confidence) && is_object(&observation_r->numbers, TRUE) &&
                   is_object(&observation_r->details, FALSE) &&
                   is_marked(observation_r->excerpt, observation_r->mark_offset,
                             observation_r->mark_length)
               ? 0
               : -1;
}

static int check_finding(struct wire_reader *part)
{
    struct record_finding finding;
    struct record_place place;
    int next = record_get_finding(part, &finding) == 0 ? 1 : -1;
    while (next == 1) {
        next = record_next_place(&finding, &place);
    }
    return next;
}

static int check_record(guint8 type, struct wire_reader *part)
{
    switch (type) {
    case RECORD_HEAD:
        return record_get_head(part, &(struct record_head){0});
    case RECORD_KEPT:
        return record_get_kept(part, &(struct record_kept){{0}});
    case RECORD_CHILD:
        return record_get_child(part, &(struct record_child){0});
    case RECORD_FINDING:
        return check_finding(part);
    case RECORD_OBSERVATION:
        return record_get_observation(part, &(struct record_observation){0});
    case RECORD_PICTURE:
        return record_get_picture(part, &(struct record_picture){{0}});
    case RECORD_PROBLEM:
        return record_get_problem(part, &(struct record_problem){0});
    case RECORD_SUGGESTION:
        return wire_is_text(wire_get_str(part)) && !part->is_broken ? 0 : -1;
    default:
        return -1;
    }
}

int records_check(struct ts_str records)
{
    struct wire_reader in = wire_reader(records.ptr, records.len);
    struct wire_reader part;
    guint8 type;
    int next;
    while ((next = record_next(&in, &type, &part)) == 1) {
        if (check_record(type, &part) != 0) {
            return -1;
        }
    }
    return next;
}
