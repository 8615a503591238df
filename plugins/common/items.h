/* SPDX-License-Identifier: MIT
 *
 * What a page says for machines (schema.org in JSON-LD and microdata, vCards, Open Graph), as items
 * with properties, whichever format they came in.
 */
#ifndef PLUGINS_COMMON_ITEMS_H
#define PLUGINS_COMMON_ITEMS_H

#include <stdint.h>

#include "touchstone/plugin.h"

enum item_format { ITEM_JSON_LD, ITEM_MICRODATA, ITEM_VCARD, ITEM_OPEN_GRAPH };

struct item;

/* A property's value: a text, or an item. Numbers and booleans are texts as written. */
struct item_value {
    struct ts_str name;      /* "telephone"; the vocabulary's address is left out */
    struct ts_str text;      /* white space trimmed and folded; empty of an item */
    const struct item *item; /* or NULL */
};

struct item {
    enum item_format format;
    struct ts_list types; /* struct ts_str: "LocalBusiness"; the vocabulary's address is left out */
    struct ts_str id;     /* @id, itemid */
    struct ts_list values; /* struct item_value, in their order; a list gives one each. Microdata
                              without properties has its text as "value" */
    struct ts_str where;   /* of the piece it stands in, as ts_structured has it */
    uint32_t line, column;
    uint32_t depth; /* 0 = at the top, or a node of a @graph */
};

/* A vCard is an Organization, or a Person with its firm as "worksFor", in the words of schema.org
 * ("telephone", "faxNumber", "address"); what is marked as of somebody's home is left out. The Open
 * Graph of a page is one item: "og:site_name" and "business:contact_data:locality" are called
 * "site_name" and "locality", og:type is its type.
 *
 * All items of a document, those inside others too, outer before inner. @graph and arrays are
 * opened, a reference to an @id of the same document leads to that item, what is nested is both an
 * item and a value. Broken JSON is mended where that is safe (comments, trailing commas, control
 * characters, CDATA, HTML entities, a second object). Memory of the call. *broken_r (may be NULL):
 * pieces that could not be read. Caps stand in limits.h. */
struct ts_list items_of(struct ts_call *call, const struct ts_document *document /* struct item */,
                        uint32_t *broken_r);
/* The same; says whether a cap of limits.h was met, so that not all of it is there. */
struct ts_list items_of_capped(struct ts_call *call, const struct ts_document *document,
                               uint32_t *broken_r, int *is_cut_r);

/* The first value of this name; NULL if there is none. */
const struct item_value *item_get(const struct item *item, const char *name);
/* Its text, or that of its item's name, @value or @id; empty if there is none. */
struct ts_str item_text(const struct item *item, const char *name);
/* Is it of this type? Organization has its subtypes: LocalBusiness, Store, Corporation ... */
int item_is(const struct item *item, const char *type);
const char *item_format_name(enum item_format format); /* "JSON-LD" */

#endif
