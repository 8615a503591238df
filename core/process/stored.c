/* SPDX-License-Identifier: MIT
 *
 * Stored documents and touchpoints in bytes and back.
 */
#include "core/process/stored.h"

#include "core/process/wire_lists.h"

#include <jansson.h>

struct stored_begun stored_put_document(GByteArray *out, const struct ts_stored_document *document,
                                        struct ts_str kinds)
{
    struct stored_begun begun = {.document = wire_begin(out)};
    wire_put_u32(out, document->status);
    wire_put_u64(out, document->text_size);
    wire_put_str(out, document->touchpoint);
    wire_put_str(out, document->locator);
    wire_put_str(out, document->media_type);
    wire_put_str(out, document->language);
    wire_put_str(out, document->content_hash);
    wire_put_str(out, kinds);
    wire_put_u32(out, document->is_shown);
    begun.links = wire_begin(out);
    return begun;
}

void stored_put_link(GByteArray *out, const struct ts_stored_link *link)
{
    wire_put_str(out, link->locator);
    wire_put_str(out, link->where);
    wire_put_str(out, link->target);
    wire_put_str(out, link->chain);
    wire_put_str(out, link->reason);
    wire_put_u32(out, link->outcome);
    wire_put_u32(out, link->is_external);
    wire_put_u32(out, link->line);
    wire_put_u32(out, link->column);
}

void stored_put_links_end(GByteArray *out, struct stored_begun begun, const GByteArray *pictures)
{
    wire_end(out, begun.links);
    guint begin = wire_begin(out);
    if (pictures) {
        g_byte_array_append(out, pictures->data, pictures->len);
    }
    wire_end(out, begin);
}

/* The numbers of a picture, in the order in which they are put. */
static const size_t picture_numbers[] = {
    offsetof(struct ts_stored_picture, kind),        offsetof(struct ts_stored_picture, has_alt),
    offsetof(struct ts_stored_picture, width),       offsetof(struct ts_stored_picture, height),
    offsetof(struct ts_stored_picture, line),        offsetof(struct ts_stored_picture, column),
    offsetof(struct ts_stored_picture, has_area),    offsetof(struct ts_stored_picture, x),
    offsetof(struct ts_stored_picture, y),           offsetof(struct ts_stored_picture, area_width),
    offsetof(struct ts_stored_picture, area_height),
};

guint stored_put_picture(GByteArray *out, const struct ts_stored_picture *picture)
{
    guint begin = wire_begin(out);
    wire_put_str(out, picture->where);
    wire_put_str(out, picture->alt);
    for (size_t i = 0; i < G_N_ELEMENTS(picture_numbers); i++) {
        wire_put_u32(out, *(const guint32 *)((const char *)picture + picture_numbers[i]));
    }
    return begin;
}

void stored_put_picture_fate(GByteArray *out, const struct ts_stored_picture *picture)
{
    wire_put_str(out, picture->locator);
    wire_put_u32(out, picture->status);
    wire_put_str(out, picture->reason);
}

void stored_put_observation(GByteArray *out, const struct ts_observation *observation)
{
    wire_put_str(out, observation->key);
    wire_put_str(out, observation->value);
    wire_put_double(out, observation->confidence);
    wire_put_str(out, observation->place.where);
    wire_put_u32(out, observation->place.line);
    wire_put_u32(out, observation->place.column);
    wire_put_numbers(out, observation->numbers);
    wire_put_pairs(out, observation->details);
    wire_put_str(out, observation->evidence_id);
}

static json_t *load(struct ts_str json)
{
    return json_loadb(json.ptr ? json.ptr : "", json.len, 0, NULL);
}

static GArray *numbers_of(json_t *object)
{
    const char *name;
    json_t *value;
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct ts_number));
    json_object_foreach(object, name, value)
    {
        struct ts_number number = {ts_text(name), json_number_value(value)};
        g_array_append_val(list, number);
    }
    return list;
}

static GArray *details_of(json_t *object)
{
    const char *name;
    json_t *value;
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct ts_pair));
    json_object_foreach(object, name, value)
    {
        struct ts_str text = ts_bytes(json_string_value(value), json_string_length(value));
        struct ts_pair detail = {ts_text(name), text};
        g_array_append_val(list, detail);
    }
    return list;
}

void stored_put_observed(GByteArray *out, const struct ts_observation *observation,
                         struct ts_str numbers, struct ts_str details)
{
    struct ts_observation own = *observation;
    json_t *number_owner = load(numbers);
    json_t *detail_owner = load(details);
    g_autoptr(GArray) number_list = numbers_of(number_owner);
    g_autoptr(GArray) detail_list = details_of(detail_owner);
    own.numbers = (struct ts_list){number_list->data, number_list->len, sizeof(struct ts_number)};
    own.details = (struct ts_list){detail_list->data, detail_list->len, sizeof(struct ts_pair)};
    stored_put_observation(out, &own);
    json_decref(number_owner);
    json_decref(detail_owner);
}

void stored_put_end(GByteArray *out, struct stored_begun begun)
{
    wire_end(out, begun.document);
}

/* Words separated by single spaces as a list of struct ts_str. */
static struct ts_list split(struct arena *arena, struct ts_str text)
{
    guint32 count = text.len ? 1 : 0;
    for (size_t i = 0; i < text.len; i++) {
        count += text.ptr[i] == ' ';
    }
    struct ts_str *items = arena_alloc(arena, MAX(count, 1) * sizeof *items);
    const char *begin = text.ptr;
    for (guint32 i = 0; i < count; i++) {
        const char *end = memchr(begin, ' ', (size_t)(text.ptr + text.len - begin));
        end = end ? end : text.ptr + text.len;
        items[i] = ts_bytes(begin, (size_t)(end - begin));
        begin = end + 1;
    }
    return (struct ts_list){items, count, sizeof *items};
}

static struct ts_stored_link get_link(struct wire_reader *in)
{
    struct ts_stored_link link = {.locator = wire_get_str(in)};
    link.where = wire_get_str(in);
    link.target = wire_get_str(in);
    link.chain = wire_get_str(in);
    link.reason = wire_get_str(in);
    link.outcome = wire_get_u32(in);
    link.is_external = wire_get_u32(in);
    link.line = wire_get_u32(in);
    link.column = wire_get_u32(in);
    return link;
}

static struct ts_list get_links(struct wire_reader in, struct arena *arena)
{
    guint32 count = 0;
    for (struct wire_reader ahead = in; !wire_at_end(&ahead); count++) {
        get_link(&ahead);
    }
    struct ts_stored_link *items = arena_alloc(arena, MAX(count, 1) * sizeof *items);
    for (guint32 i = 0; i < count; i++) {
        items[i] = get_link(&in);
    }
    return (struct ts_list){items, count, sizeof *items};
}

static struct ts_observation get_observation(struct wire_reader *in, struct arena *arena)
{
    struct ts_observation observation = {.size = sizeof observation, .key = wire_get_str(in)};
    observation.value = wire_get_str(in);
    observation.confidence = wire_get_double(in);
    observation.place.where = wire_get_str(in);
    observation.place.block = TS_NO_BLOCK;
    observation.place.line = wire_get_u32(in);
    observation.place.column = wire_get_u32(in);
    observation.numbers = wire_get_numbers(in, arena);
    observation.details = wire_get_pairs(in, arena);
    observation.evidence_id = wire_get_str(in);
    return observation;
}

static struct ts_list get_observations(struct wire_reader in, struct arena *arena, guint32 count)
{
    struct ts_observation *items = arena_alloc(arena, MAX(count, 1) * sizeof *items);
    for (guint32 i = 0; i < count; i++) {
        items[i] = get_observation(&in, arena);
    }
    return (struct ts_list){items, count, sizeof *items};
}

static guint32 count_observations(struct wire_reader in, struct arena *arena)
{
    guint32 count = 0;
    while (!wire_at_end(&in)) {
        get_observation(&in, arena);
        count += in.is_broken ? 0 : 1;
    }
    return count;
}

static struct ts_stored_picture get_picture(struct wire_reader in, struct arena *arena)
{
    struct ts_stored_picture picture = {.where = wire_get_str(&in)};
    picture.alt = wire_get_str(&in);
    for (size_t i = 0; i < G_N_ELEMENTS(picture_numbers); i++) {
        *(guint32 *)((char *)&picture + picture_numbers[i]) = wire_get_u32(&in);
    }
    picture.locator = wire_get_str(&in);
    picture.status = wire_get_u32(&in);
    picture.reason = wire_get_str(&in);
    picture.observations = get_observations(in, arena, count_observations(in, arena));
    return picture;
}

static struct ts_list get_pictures(struct wire_reader in, struct arena *arena)
{
    guint32 count = 0;
    for (struct wire_reader ahead = in; !wire_at_end(&ahead); count++) {
        wire_get_part(&ahead);
    }
    struct ts_stored_picture *items = arena_alloc(arena, MAX(count, 1) * sizeof *items);
    for (guint32 i = 0; i < count; i++) {
        items[i] = get_picture(wire_get_part(&in), arena);
    }
    return (struct ts_list){items, count, sizeof *items};
}

int stored_next(struct wire_reader *batch, struct arena *arena,
                struct ts_stored_document *document_r)
{
    if (batch->ptr == batch->end) {
        return 0;
    }
    struct wire_reader in = wire_get_part(batch);
    *document_r =
        (struct ts_stored_document){.size = sizeof *document_r, .status = wire_get_u32(&in)};
    document_r->text_size = wire_get_u64(&in);
    document_r->touchpoint = wire_get_str(&in);
    document_r->locator = wire_get_str(&in);
    document_r->media_type = wire_get_str(&in);
    document_r->language = wire_get_str(&in);
    document_r->content_hash = wire_get_str(&in);
    document_r->kinds = split(arena, wire_get_str(&in));
    document_r->is_shown = wire_get_u32(&in);
    document_r->links = get_links(wire_get_part(&in), arena);
    document_r->pictures = get_pictures(wire_get_part(&in), arena);
    if (in.is_broken) {
        return -1;
    }
    document_r->observations = get_observations(in, arena, count_observations(in, arena));
    return 1;
}

void stored_put_touchpoint(GByteArray *out, const struct ts_touchpoint *touchpoint,
                           struct ts_str expects)
{
    wire_put_str(out, touchpoint->id);
    wire_put_str(out, touchpoint->channel);
    wire_put_str(out, touchpoint->control);
    wire_put_str(out, touchpoint->locator);
    wire_put_str(out, expects);
    wire_put_u32(out, touchpoint->is_complete);
}

static struct ts_touchpoint get_touchpoint(struct wire_reader *in, struct arena *arena)
{
    struct ts_touchpoint touchpoint = {.id = wire_get_str(in)};
    touchpoint.channel = wire_get_str(in);
    touchpoint.control = wire_get_str(in);
    touchpoint.locator = wire_get_str(in);
    touchpoint.expects = split(arena, wire_get_str(in));
    touchpoint.is_complete = wire_get_u32(in);
    return touchpoint;
}

int stored_get_touchpoints(struct wire_reader *in, struct arena *arena,
                           struct ts_list *touchpoints_r)
{
    guint32 count = 0;
    for (struct wire_reader ahead = *in; !wire_at_end(&ahead); count++) {
        get_touchpoint(&ahead, arena);
    }
    struct ts_touchpoint *items = arena_alloc(arena, MAX(count, 1) * sizeof *items);
    for (guint32 i = 0; i < count; i++) {
        items[i] = get_touchpoint(in, arena);
    }
    *touchpoints_r = (struct ts_list){items, count, sizeof *items};
    return in->is_broken ? -1 : 0;
}
