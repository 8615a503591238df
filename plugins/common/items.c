/* SPDX-License-Identifier: MIT
 *
 * Items of all formats, and what is asked of them.
 */
#include "plugins/common/items.h"

#include <string.h>

#include "plugins/common/items_private.h"
#include "plugins/common/limits.h"

static const struct item_source {
    const char *format; /* as ts_structured has it; NULL = of metas */
    enum item_format item_format;
    void (*take)(struct items_builder *builder, const json_t *value);
} sources[] = {
    {"json-ld", ITEM_JSON_LD, items_take_json_ld},
    {"microdata", ITEM_MICRODATA, items_take_microdata},
    {"vcard", ITEM_VCARD, items_take_vcard},
};

/* A piece that was parsed. */
struct parsed {
    const struct ts_structured *piece;
    const struct item_source *source;
    GPtrArray *values; /* json_t * */
};

/* ---- parsing ---- */

static guint count_objects(const json_t *value, guint depth)
{
    const char *name;
    json_t *inner;
    guint count = json_is_object(value) ? 1 : 0;
    if (depth > ITEM_JSON_DEPTH) {
        return count;
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        count += count_objects(json_array_get(value, i), depth + 1);
    }
    json_object_foreach((json_t *)value, name, inner)
    {
        count += count_objects(inner, depth + 1);
    }
    return count;
}

static const struct item_source *source_of(const struct ts_structured *piece)
{
    for (size_t i = 0; i < G_N_ELEMENTS(sources); i++) {
        if (ts_is(piece->format, sources[i].format)) {
            return &sources[i];
        }
    }
    return NULL;
}

/* Pieces that pass a cap are broken: they were not read. */
static GArray *parse(const struct ts_document *document, guint *objects_r, uint32_t *broken_r,
                     int *is_cut_r)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(struct parsed));
    size_t size = 0;
    for (uint32_t i = 0; i < document->structured.count; i++) {
        const struct ts_structured *piece = ts_item(document->structured, i);
        struct parsed parsed = {piece, source_of(piece), NULL};
        gboolean is_broken = FALSE;
        if (!parsed.source) {
            continue;
        }
        if (pieces->len >= ITEM_PIECES || piece->text.len > ITEM_BYTES - size) {
            ++*broken_r;
            *is_cut_r = 1;
            continue;
        }
        size += piece->text.len;
        parsed.values = items_json(piece->text, &is_broken);
        *broken_r += is_broken ? 1 : 0;
        for (guint j = 0; j < parsed.values->len; j++) {
            *objects_r += count_objects(g_ptr_array_index(parsed.values, j), 0);
        }
        g_array_append_val(pieces, parsed);
    }
    return pieces;
}

static void take_pieces(struct items_builder *builder, const GArray *pieces)
{
    for (guint i = 0; i < pieces->len; i++) {
        const struct parsed *parsed = &g_array_index(pieces, struct parsed, i);
        builder->piece = parsed->piece;
        builder->format = parsed->source->item_format;
        for (guint j = 0; j < parsed->values->len; j++) {
            parsed->source->take(builder, g_ptr_array_index(parsed->values, j));
        }
        g_ptr_array_unref(parsed->values);
    }
}

struct ts_list items_of(struct ts_call *call, const struct ts_document *document,
                        uint32_t *broken_r)
{
    uint32_t broken;
    int is_cut;
    return items_of_capped(call, document, broken_r ? broken_r : &broken, &is_cut);
}

struct ts_list items_of_capped(struct ts_call *call, const struct ts_document *document,
                               uint32_t *broken_r, int *is_cut_r)
{
    guint objects = 1; /* of Open Graph */
    *broken_r = 0;
    *is_cut_r = 0;
    if (document->structured.count == 0 && document->meta.count == 0) {
        return (struct ts_list){NULL, 0, sizeof(struct item)};
    }
    g_autoptr(GArray) pieces = parse(document, &objects, broken_r, is_cut_r);
    struct items_builder builder = {
        .call = call,
        .capacity = MIN(objects, ITEM_COUNT),
        .ids = g_hash_table_new(g_str_hash, g_str_equal),
        .references = g_ptr_array_new(),
    };
    builder.items = call->host->alloc(call, builder.capacity * sizeof(struct item));
    take_pieces(&builder, pieces);
    builder.piece = NULL;
    builder.format = ITEM_OPEN_GRAPH;
    items_take_metas(&builder, document->meta);
    items_resolve(&builder);
    g_hash_table_unref(builder.ids);
    g_ptr_array_unref(builder.references);
    *broken_r += builder.is_cut ? 1 : 0;
    *is_cut_r |= builder.is_cut;
    return (struct ts_list){builder.items, builder.count, sizeof(struct item)};
}

/* ---- asking ---- */

const struct item_value *item_get(const struct item *item, const char *name)
{
    for (uint32_t i = 0; i < item->values.count; i++) {
        const struct item_value *value = ts_item(item->values, i);
        if (ts_is(value->name, name)) {
            return value;
        }
    }
    return NULL;
}

struct ts_str item_text(const struct item *item, const char *name)
{
    const struct item_value *value = item_get(item, name);
    if (!value || !value->item) {
        return value ? value->text : ts_bytes("", 0);
    }
    const struct item_value *inner = item_get(value->item, "name");
    inner = inner ? inner : item_get(value->item, "value");
    return inner && inner->text.len ? inner->text : value->item->id;
}

static gboolean is_kind_of(struct ts_str type, const char *wanted)
{
    const char *parent = NULL;
    if (ts_is(type, wanted)) {
        return TRUE;
    }
    while ((parent = items_parent_type(type))) {
        if (strcmp(parent, wanted) == 0) {
            return TRUE;
        }
        type = ts_text(parent);
    }
    return FALSE;
}

int item_is(const struct item *item, const char *type)
{
    for (uint32_t i = 0; i < item->types.count; i++) {
        if (is_kind_of(*(const struct ts_str *)ts_item(item->types, i), type)) {
            return 1;
        }
    }
    return 0;
}

const char *item_format_name(enum item_format format)
{
    static const char *const names[] = {
        [ITEM_JSON_LD] = "JSON-LD",
        [ITEM_MICRODATA] = "microdata",
        [ITEM_VCARD] = "vCard",
        [ITEM_OPEN_GRAPH] = "Open Graph",
    };
    return names[format];
}
