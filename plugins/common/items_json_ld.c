/* SPDX-License-Identifier: MIT
 *
 * JSON-LD (W3C, JSON-LD 1.1) as pages use it with schema.org: no expansion, no fetching of
 * contexts; prefixes fall away, and terms that a context of the page itself defines are looked up.
 */
#include <string.h>

#include "plugins/common/items_private.h"
#include "plugins/common/limits.h"

struct json_ld {
    struct items_builder *builder;
    const json_t *context; /* of the piece: an object, an array of them, or NULL */
};

static struct item *take_object(const struct json_ld *data, const json_t *object, guint depth);

/* ---- names ---- */

static const json_t *term_of(const json_t *context, const char *name)
{
    const json_t *term = json_object_get(context, name);
    for (size_t i = 0; !term && i < json_array_size(context) && i < ITEM_TERMS; i++) {
        term = json_object_get(json_array_get(context, i), name);
    }
    return term;
}

/* What a name stands for by the context of the page; itself if that says nothing. */
static const char *meaning(const struct json_ld *data, const char *name)
{
    const json_t *term = data->context ? term_of(data->context, name) : NULL;
    const json_t *id = json_is_object(term) ? json_object_get(term, "@id") : term;
    return json_is_string(id) && *json_string_value(id) ? json_string_value(id) : name;
}

/* The value of a keyword; schema.org's context has "type" and "id" for it too. */
static const json_t *keyword(const json_t *object, const char *name)
{
    const json_t *value = json_object_get(object, name);
    return value ? value : json_object_get(object, name + 1);
}

/* ---- values ---- */

/* Numbers are strings by now. NULL: it is no text. */
static const char *text_of(const json_t *value)
{
    return json_is_string(value)  ? json_string_value(value)
           : json_is_true(value)  ? "true"
           : json_is_false(value) ? "false"
                                  : NULL;
}

/* {"@id": "..."} and nothing else. */
static const char *reference_of(const json_t *value)
{
    const char *id = json_string_value(keyword(value, "@id"));
    return id && json_object_size(value) == 1 ? id : NULL;
}

/* A list gives one value each. lists: how many lists it stands in. */
static void add_value(const struct json_ld *data, GArray *drafts, const char *name,
                      const json_t *value, guint depth)
{
    const json_t *list = json_object_get(value, "@list");
    list = list ? list : json_object_get(value, "@set");
    list = json_is_array(value) ? value : list;
    for (size_t i = 0; i < json_array_size(list) && depth < ITEM_DEPTH; i++) {
        add_value(data, drafts, name, json_array_get(list, i), depth + 1);
    }
    const json_t *literal = json_object_get(value, "@value");
    const char *text = text_of(literal ? literal : value), *id = reference_of(value);
    if (text) {
        items_add_text(data->builder, drafts, name, text);
    } else if (id) {
        items_add_reference(data->builder, drafts, name, id);
    } else if (json_is_object(value) && !list && !literal) {
        const struct item *item = take_object(data, value, depth + 1);
        if (item) {
            items_add_item(data->builder, drafts, name, item);
        }
    }
}

static void set_types(const struct json_ld *data, struct item *item, const json_t *object)
{
    const json_t *type = keyword(object, "@type");
    g_autoptr(GPtrArray) types = g_ptr_array_new();
    if (json_is_string(type)) {
        g_ptr_array_add(types, (gpointer)meaning(data, json_string_value(type)));
    }
    for (size_t i = 0; i < json_array_size(type); i++) {
        const json_t *one = json_array_get(type, i);
        if (json_is_string(one)) {
            g_ptr_array_add(types, (gpointer)meaning(data, json_string_value(one)));
        }
    }
    items_set_types(data->builder, item, types);
}

static gboolean is_keyword(const char *name)
{
    return *name == '@' || strcmp(name, "type") == 0 || strcmp(name, "id") == 0;
}

static struct item *take_object(const struct json_ld *data, const json_t *object, guint depth)
{
    struct item *item = items_begin(data->builder, depth);
    const char *id = json_string_value(keyword(object, "@id")), *name;
    json_t *value;
    if (!item) {
        return NULL;
    }
    if (id) {
        items_set_id(data->builder, item, id);
    }
    set_types(data, item, object);
    g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(struct items_draft));
    json_object_foreach((json_t *)object, name, value)
    {
        if (!is_keyword(name)) {
            add_value(data, drafts, meaning(data, name), value, depth);
        }
    }
    items_end(data->builder, item, drafts);
    return item;
}

/* ---- the whole ---- */

/* Does an object say more than which graph it is? */
static gboolean is_node(const json_t *object)
{
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)object, name, value)
    {
        if (*name != '@' || strcmp(name, "@type") == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void take_top(struct json_ld *data, const json_t *value, guint lists)
{
    const json_t *graph = json_object_get(value, "@graph");
    const json_t *context = json_object_get(value, "@context"), *outer = data->context;
    for (size_t i = 0; i < json_array_size(value) && lists < ITEM_DEPTH; i++) {
        take_top(data, json_array_get(value, i), lists + 1);
    }
    data->context = json_is_object(context) || json_is_array(context) ? context : outer;
    if (json_is_object(value) && is_node(value)) {
        take_object(data, value, 0);
    }
    if (graph && lists < ITEM_DEPTH) {
        take_top(data, graph, lists + 1);
    }
    data->context = outer;
}

void items_take_json_ld(struct items_builder *builder, const json_t *value)
{
    struct json_ld data = {.builder = builder};
    take_top(&data, value, 0);
}
