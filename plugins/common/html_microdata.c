/* SPDX-License-Identifier: MIT
 *
 * Microdata (HTML standard, section 5) as JSON in the shape that section 5.4 gives it, an item at
 * the top a piece. What people write and search engines read counts too: content on any element, a
 * property that belongs to no item is an item at the top.
 */
#include <string.h>

#include "plugins/common/html_microdata.h"
#include "plugins/common/limits.h"

#define VALUE_MAX_LEN 500u /* bytes of an item that is nothing but a text */

/* An item that is being made, and those around it. */
struct frame {
    const struct html_node *node;
    json_t *properties;
    const struct frame *outer;
    guint depth;
};

struct microdata *microdata_new(void)
{
    struct microdata *microdata = g_new0(struct microdata, 1);
    microdata->orphans = g_array_new(FALSE, FALSE, sizeof(struct orphan));
    microdata->referred = g_hash_table_new(NULL, NULL);
    microdata->id_names = g_string_chunk_new(256);
    return microdata;
}

void microdata_free(struct microdata **microdata)
{
    for (guint i = 0; i < (*microdata)->orphans->len; i++) {
        g_free(g_array_index((*microdata)->orphans, struct orphan, i).where);
    }
    g_array_unref((*microdata)->orphans);
    g_hash_table_unref((*microdata)->referred);
    g_clear_pointer(&(*microdata)->ids, g_hash_table_unref);
    g_string_chunk_free((*microdata)->id_names);
    g_clear_pointer(microdata, g_free);
}

/* ---- where an element stands ---- */

static gboolean is_inside_item(const struct html_reader *reader, const struct html_node *node)
{
    for (node = node->parent; node && microdata_is_element(node) && microdata_may_step(reader);
         node = node->parent) {
        if (html_node_attribute(node, ATTRIBUTE_ITEMSCOPE)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean is_inside(const struct html_reader *reader, const struct html_node *node,
                          const struct html_node *outer)
{
    while (node && node != outer && microdata_may_step(reader)) {
        node = node->parent;
    }
    return node == outer;
}

static gboolean is_in_template(const struct html_reader *reader, const struct html_node *node)
{
    while (node && microdata_is_element(node) && node->element->tag != TAG_TEMPLATE &&
           microdata_may_step(reader)) {
        node = node->parent;
    }
    return node && microdata_is_element(node); /* also if too much was walked to know */
}

/* ---- properties ---- */

/* Adds a value under each of its names; takes it over. */
static void add_value(json_t *properties, const char *names, json_t *value)
{
    g_auto(GStrv) tokens = g_strsplit_set(names, " \t\r\n\f", -1);
    for (guint i = 0; value && tokens[i]; i++) {
        if (*tokens[i]) {
            json_t *values = json_object_get(properties, tokens[i]);
            if (!values) {
                values = json_array();
                json_object_set_new(properties, tokens[i], values);
            }
            json_array_append(values, value);
        }
    }
    json_decref(value);
}

/* ---- itemref ---- */

static void collect_ids(struct html_reader *reader)
{
    struct microdata *microdata = reader->microdata;
    const struct html_node *root = reader->tree->root;
    microdata->ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (const struct html_node *node = root->first; node;
         node =
             microdata_next(node, root, microdata_is_element(node) && !microdata_is_apart(node))) {
        const char *id =
            microdata_is_element(node) ? html_attribute(reader, node, ATTRIBUTE_ID) : NULL;
        if (id && *id && !g_hash_table_contains(microdata->ids, id)) {
            g_hash_table_insert(microdata->ids, g_string_chunk_insert(microdata->id_names, id),
                                (gpointer)node);
        }
    }
}

static gint by_place(gconstpointer a, gconstpointer b)
{
    const struct html_node *const *first = a, *const *second = b;
    return (*first)->begin < (*second)->begin ? -1 : (*first)->begin > (*second)->begin;
}

/* What an item's itemref leads to, outside of the item, each once, in the order of the source. */
static GPtrArray *referred_by(struct html_reader *reader, const struct html_node *item)
{
    const char *names = html_attribute(reader, item, ATTRIBUTE_ITEMREF);
    GPtrArray *nodes = names ? g_ptr_array_new() : NULL;
    g_auto(GStrv) tokens = names ? g_strsplit_set(names, " \t\r\n\f", READER_ITEMREFS) : NULL;
    if (names && !reader->microdata->ids) {
        collect_ids(reader);
    }
    for (guint i = 0; tokens && tokens[i]; i++) {
        struct html_node *node = g_hash_table_lookup(reader->microdata->ids, tokens[i]);
        gboolean is_new = node && !is_inside(reader, node, item);
        for (guint j = 0; is_new && j < nodes->len; j++) {
            is_new = !is_inside(reader, node, g_ptr_array_index(nodes, j));
        }
        if (is_new) {
            g_ptr_array_add(nodes, node);
        }
    }
    if (nodes) {
        g_ptr_array_sort(nodes, by_place);
    }
    return nodes;
}

/* ---- items ---- */

static json_t *make_item(struct html_reader *reader, const struct html_node *node,
                         const struct frame *outer);

/* A property of the item: of the frame itself, its element says no more. */
static void take_property(struct html_reader *reader, const struct html_node *node,
                          const struct frame *frame)
{
    const char *names = html_attribute(reader, node, ATTRIBUTE_ITEMPROP);
    if (!names) {
        return;
    }
    if (!html_node_attribute(node, ATTRIBUTE_ITEMSCOPE)) {
        add_value(frame->properties, names, microdata_value_of(reader, node));
        return;
    }
    for (const struct frame *open = frame; open; open = open->outer) {
        if (open->node == node) { /* section 5.4, "get the object": a circle */
            add_value(frame->properties, names, json_string("ERROR"));
            return;
        }
    }
    add_value(frame->properties, names, make_item(reader, node, frame));
}

static void crawl(struct html_reader *reader, const struct html_node *root,
                  const struct frame *frame)
{
    const struct html_node *node = root == frame->node ? root->first : root;
    gboolean is_own = root == frame->node;
    while (node && microdata_may_step(reader)) {
        gboolean is_item =
            microdata_is_element(node) && html_node_attribute(node, ATTRIBUTE_ITEMSCOPE);
        if (microdata_is_element(node) && node != frame->node) {
            take_property(reader, node, frame);
            if (is_item && !is_own) {
                g_hash_table_add(reader->microdata->referred, (gpointer)node);
            }
        }
        /* What itemref names may be an item of its own: its properties are this one's too. */
        gboolean is_open =
            !is_item || (node == root && !html_node_attribute(node, ATTRIBUTE_ITEMPROP));
        node = microdata_next(node, root,
                              is_open && microdata_is_element(node) && !microdata_is_apart(node));
    }
}

static void set_type(struct html_reader *reader, const struct html_node *node, json_t *item)
{
    const char *type = html_attribute(reader, node, ATTRIBUTE_ITEMTYPE);
    const char *id = html_attribute(reader, node, ATTRIBUTE_ITEMID);
    g_auto(GStrv) tokens = type ? g_strsplit_set(type, " \t\r\n\f", READER_ITEMREFS) : NULL;
    json_t *types = json_array();
    for (guint i = 0; tokens && tokens[i]; i++) {
        if (*tokens[i]) {
            json_array_append_new(types, json_string(tokens[i]));
        }
    }
    if (json_array_size(types)) {
        json_object_set(item, "type", types);
    }
    json_decref(types);
    if (id) {
        g_autofree char *trimmed = g_strstrip(g_strdup(id));
        json_object_set_new(item, "id", json_string(trimmed));
    }
}

/* An item without properties says what it says in its text: "value", an addition to the standard's
 * shape. A text that is too long for that is a page's. */
static void set_value(struct html_reader *reader, const struct html_node *node, json_t *item)
{
    json_t *text = json_object_size(json_object_get(item, "properties")) == 0
                       ? microdata_text_of(reader, node)
                       : NULL;
    if (text && json_string_length(text) > 0 && json_string_length(text) <= VALUE_MAX_LEN) {
        json_object_set(item, "value", text);
    }
    json_decref(text);
}

static json_t *make_item(struct html_reader *reader, const struct html_node *node,
                         const struct frame *outer)
{
    struct frame frame = {node, NULL, outer, outer ? outer->depth + 1 : 0};
    if (frame.depth >= READER_ITEM_DEPTH || reader->microdata->count >= READER_ITEMS) {
        return NULL;
    }
    reader->microdata->count++;
    json_t *item = json_object();
    frame.properties = json_object();
    set_type(reader, node, item);
    json_object_set_new(item, "properties", frame.properties);
    g_autoptr(GPtrArray) others = referred_by(reader, node);
    guint next = 0;
    while (others && next < others->len &&
           ((const struct html_node *)g_ptr_array_index(others, next))->begin < node->begin) {
        crawl(reader, g_ptr_array_index(others, next++), &frame);
    }
    crawl(reader, node, &frame);
    while (others && next < others->len) {
        crawl(reader, g_ptr_array_index(others, next++), &frame);
    }
    set_value(reader, node, item);
    return item;
}

static void emit_item(struct html_reader *reader, const struct orphan *place)
{
    json_t *item = make_item(reader, place->node, NULL);
    json_t *whole = item ? json_pack("{s:[o]}", "items", item) : NULL;
    char *text = whole ? json_dumps(whole, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (text) {
        struct ts_structured structured = {
            .format = ts_text("microdata"),
            .text = ts_text(text),
            .where = ts_text(place->where),
            .line = place->line,
            .column = place->column,
        };
        reader->is_failed |= reader->call->host->emit_structured(reader->call, &structured) != 0;
    }
    free(text);
    json_decref(whole);
}

/* ---- events ---- */

void microdata_begin(struct html_reader *reader, const struct html_node *node)
{
    struct microdata *microdata = reader->microdata;
    if (!html_node_attribute(node, ATTRIBUTE_ITEMSCOPE) || microdata->count >= READER_ITEMS ||
        microdata->orphans->len >= READER_ITEMS || is_in_template(reader, node)) {
        return;
    }
    struct orphan place = {node, g_strdup(html_path(reader)), reader->cursor.line,
                           reader->cursor.column};
    if (!html_node_attribute(node, ATTRIBUTE_ITEMPROP)) {
        emit_item(reader, &place);
        g_free(place.where);
    } else if (!is_inside_item(reader, node)) {
        g_array_append_val(microdata->orphans, place);
    } else {
        g_free(place.where);
    }
}

void microdata_end(struct html_reader *reader)
{
    struct microdata *microdata = reader->microdata;
    for (guint i = 0; i < microdata->orphans->len; i++) {
        const struct orphan *orphan = &g_array_index(microdata->orphans, struct orphan, i);
        if (!g_hash_table_contains(microdata->referred, orphan->node)) {
            emit_item(reader, orphan);
        }
    }
    if (microdata->count >= READER_ITEMS || microdata->orphans->len >= READER_ITEMS ||
        microdata->steps >= READER_ITEM_STEPS) {
        reader->call->host->emit_truncated(reader->call,
                                           ts_text("not all of its microdata was read"));
    }
}
