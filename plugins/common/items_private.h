/* SPDX-License-Identifier: MIT
 *
 * What the files that make items of machine-readable data share.
 */
#ifndef PLUGINS_COMMON_ITEMS_PRIVATE_H
#define PLUGINS_COMMON_ITEMS_PRIVATE_H

#include <glib.h>
#include <jansson.h>

#include "plugins/common/items.h"

/* items_repair.c: the objects and arrays of a JSON text, one after the other (json_t *, freed with
 * the array); what can be mended is. Numbers are strings in them, as written. *is_broken_r: a part
 * could not be read. Linear; mended only where valid JSON has no reading of its own:
 *  - comments of JavaScript and HTML, CDATA, a byte order mark, a semicolon at the end
 *  - trailing and doubled commas, names without quotes
 *  - raw control characters, unknown escapes, lone surrogates, quotes inside of strings
 *  - single quotes, and &quot; for quotes
 *  - several values in a row */
GPtrArray *items_json(struct ts_str text, gboolean *is_broken_r);

/* What is being made: the items have their place from the beginning, so that values may point to
 * them. */
struct items_builder {
    struct ts_call *call;
    struct item *items; /* capacity of them */
    guint count, capacity;
    guint value_count;
    gboolean is_cut;       /* a cap was met */
    GHashTable *ids;       /* const char *: the first item of this @id */
    GPtrArray *references; /* struct item_value *: whose text may be the @id of an item */
    enum item_format format;
    const struct ts_structured *piece; /* or NULL */
};

/* A value before all values of its item are known. */
struct items_draft {
    struct item_value value;
    gboolean is_reference;
};

/* items_build.c. The next item, or NULL: there are too many, or too deep. */
struct item *items_begin(struct items_builder *builder, guint depth);
/* Its values are copied. drafts: struct items_draft. */
void items_end(struct items_builder *builder, struct item *item, const GArray *drafts);
void items_set_id(struct items_builder *builder, struct item *item, const char *id);
/* types: const char *; of an address of a vocabulary the last part stays, as of names. */
void items_set_types(struct items_builder *builder, struct item *item, const GPtrArray *types);
void items_add_text(struct items_builder *builder, GArray *drafts, const char *name,
                    const char *text);
void items_add_item(struct items_builder *builder, GArray *drafts, const char *name,
                    const struct item *item);
void items_add_reference(struct items_builder *builder, GArray *drafts, const char *name,
                         const char *id);
/* The text as people would see it: white space folded, entities in JSON decoded. Memory of the
 * call; a NUL follows. */
struct ts_str items_text(struct items_builder *builder, struct ts_str text);
/* When all are there: references become the items they lead to. */
void items_resolve(struct items_builder *builder);

/* items_json_ld.c, items_microdata.c, items_vcard.c: the items of one value of a piece. */
void items_take_json_ld(struct items_builder *builder, const json_t *value);
void items_take_microdata(struct items_builder *builder, const json_t *value);
void items_take_vcard(struct items_builder *builder, const json_t *value);
/* items_open_graph.c: one item, if there are such metas. */
void items_take_metas(struct items_builder *builder, struct ts_list metas);

/* items_types.c: the type that it is a kind of, nearest to Organization; NULL: none is known. */
const char *items_parent_type(struct ts_str type);

#endif
