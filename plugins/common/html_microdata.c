/* SPDX-License-Identifier: MIT
 *
 * Microdata (HTML standard, section 5) as JSON in the shape that section 5.4 gives it, an item at
 * the top a piece. itemref is not followed.
 */
#include <jansson.h>

#include "plugins/common/html_private.h"
#include "plugins/common/limits.h"

/* An open element with itemscope. */
struct item {
    guint depth; /* of its element */
    json_t *json;
    gboolean is_top; /* of no other item */
    char *where;
    guint32 line, column;
};

/* An open element whose text is a property. */
struct property {
    guint depth;
    json_t *item; /* borrowed: its element is open as long */
    char *names;
    GString *text;
};

struct microdata {
    GArray *items;      /* struct item, the innermost last */
    GArray *properties; /* struct property, likewise */
    guint count;        /* items met */
};

struct microdata *microdata_new(void)
{
    struct microdata *microdata = g_new0(struct microdata, 1);
    microdata->items = g_array_new(FALSE, FALSE, sizeof(struct item));
    microdata->properties = g_array_new(FALSE, FALSE, sizeof(struct property));
    return microdata;
}

void microdata_free(struct microdata **microdata)
{
    for (guint i = 0; i < (*microdata)->items->len; i++) {
        struct item *item = &g_array_index((*microdata)->items, struct item, i);
        json_decref(item->is_top ? item->json : NULL);
        g_free(item->where);
    }
    for (guint i = 0; i < (*microdata)->properties->len; i++) {
        struct property *own = &g_array_index((*microdata)->properties, struct property, i);
        g_free(own->names);
        g_string_free(own->text, TRUE);
    }
    g_array_unref((*microdata)->items);
    g_array_unref((*microdata)->properties);
    g_clear_pointer(microdata, g_free);
}

/* ---- values ---- */

/* Adds a value under each of its names; takes it over. */
static void add_value(json_t *item, const char *names, json_t *value)
{
    g_auto(GStrv) tokens = g_strsplit_set(names, " \t\r\n\f", -1);
    json_t *properties = json_object_get(item, "properties");
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

/* Where the value of an element stands, if not in its text. */
static enum html_attribute_id value_attribute(enum html_tag tag)
{
    static const uint8_t ids[TAG_COUNT] = {
        [TAG_META] = ATTRIBUTE_CONTENT,  [TAG_A] = ATTRIBUTE_HREF,
        [TAG_AREA] = ATTRIBUTE_HREF,     [TAG_LINK] = ATTRIBUTE_HREF,
        [TAG_AUDIO] = ATTRIBUTE_SRC,     [TAG_EMBED] = ATTRIBUTE_SRC,
        [TAG_IFRAME] = ATTRIBUTE_SRC,    [TAG_IMG] = ATTRIBUTE_SRC,
        [TAG_SOURCE] = ATTRIBUTE_SRC,    [TAG_TRACK] = ATTRIBUTE_SRC,
        [TAG_VIDEO] = ATTRIBUTE_SRC,     [TAG_OBJECT] = ATTRIBUTE_DATA,
        [TAG_DATA] = ATTRIBUTE_VALUE,    [TAG_METER] = ATTRIBUTE_VALUE,
        [TAG_TIME] = ATTRIBUTE_DATETIME,
    };
    return (enum html_attribute_id)ids[tag];
}

static json_t *new_item(struct html_reader *reader, const struct html_node *node)
{
    const char *type = html_attribute(reader, node, ATTRIBUTE_ITEMTYPE);
    const char *id = html_attribute(reader, node, ATTRIBUTE_ITEMID);
    json_t *item = json_object();
    if (type) {
        g_auto(GStrv) tokens = g_strsplit_set(type, " \t\r\n\f", -1);
        json_t *types = json_array();
        for (guint i = 0; tokens[i]; i++) {
            if (*tokens[i]) {
                json_array_append_new(types, json_string(tokens[i]));
            }
        }
        json_object_set_new(item, "type", types);
    }
    if (id) {
        json_object_set_new(item, "id", json_string(id));
    }
    json_object_set_new(item, "properties", json_object());
    return item;
}

/* ---- events ---- */

static struct item *innermost(const struct microdata *microdata)
{
    return microdata->items->len
               ? &g_array_index(microdata->items, struct item, microdata->items->len - 1)
               : NULL;
}

static void begin_item(struct html_reader *reader, const struct html_node *node, const char *names,
                       struct item *owner)
{
    struct microdata *microdata = reader->microdata;
    struct item item = {
        .depth = reader->open->len,
        .json = new_item(reader, node),
        .is_top = !(names && owner),
        .where = g_strdup(html_path(reader)),
        .line = reader->cursor.line,
        .column = reader->cursor.column,
    };
    if (!item.is_top) {
        add_value(owner->json, names, item.json);
    }
    microdata->count++;
    g_array_append_val(microdata->items, item);
}

/* After the element was pushed, if it is one that is. */
void microdata_begin(struct html_reader *reader, const struct html_node *node, gboolean is_void)
{
    struct microdata *microdata = reader->microdata;
    const char *names = html_attribute(reader, node, ATTRIBUTE_ITEMPROP);
    struct item *owner = innermost(microdata);
    if (!is_void && html_node_attribute(node, ATTRIBUTE_ITEMSCOPE) &&
        microdata->items->len < READER_ITEM_DEPTH && microdata->count < READER_ITEMS) {
        begin_item(reader, node, names, owner);
        return;
    }
    if (!names || !owner) {
        return;
    }
    enum html_attribute_id attribute = value_attribute(node->element->tag);
    const char *value = attribute ? html_attribute(reader, node, attribute) : NULL;
    if (value) {
        add_value(owner->json, names, json_string(value));
    } else if (!is_void && microdata->properties->len < READER_ITEM_DEPTH) {
        struct property own = {reader->open->len, owner->json, g_strdup(names), g_string_new(NULL)};
        g_array_append_val(microdata->properties, own);
    }
}

void microdata_text(struct microdata *microdata, struct ts_str text)
{
    for (guint i = 0; i < microdata->properties->len; i++) {
        GString *own = g_array_index(microdata->properties, struct property, i).text;
        if (own->len + text.len <= READER_ITEM_TEXT) {
            g_string_append_len(own, text.ptr, (gssize)text.len);
        }
    }
}

/* White space is folded: how a page is laid out is no part of what it says. */
static char *folded(const char *text)
{
    g_auto(GStrv) words = g_strsplit_set(text, " \t\r\n\f", -1);
    GString *out = g_string_new(NULL);
    for (guint i = 0; words[i]; i++) {
        if (*words[i]) {
            g_string_append_printf(out, "%s%s", out->len ? " " : "", words[i]);
        }
    }
    return g_string_free(out, FALSE);
}

static void emit_item(struct html_reader *reader, const struct item *item)
{
    json_t *whole = json_pack("{s:[O]}", "items", item->json);
    char *text = whole ? json_dumps(whole, JSON_COMPACT | JSON_SORT_KEYS) : NULL;
    if (text) {
        struct ts_structured structured = {
            .format = ts_text("microdata"),
            .text = ts_text(text),
            .where = ts_text(item->where),
            .line = item->line,
            .column = item->column,
        };
        reader->is_failed |= reader->call->host->emit_structured(reader->call, &structured) != 0;
    }
    free(text);
    json_decref(whole);
}

/* Before the element is popped. */
void microdata_end(struct html_reader *reader)
{
    struct microdata *microdata = reader->microdata;
    guint last = microdata->properties->len;
    if (last && g_array_index(microdata->properties, struct property, last - 1).depth ==
                    reader->open->len) {
        struct property own = g_array_index(microdata->properties, struct property, last - 1);
        g_autofree char *text = folded(own.text->str);
        add_value(own.item, own.names, json_string(text));
        g_free(own.names);
        g_string_free(own.text, TRUE);
        g_array_set_size(microdata->properties, last - 1);
    }
    struct item *item = innermost(microdata);
    if (item && item->depth == reader->open->len) {
        if (item->is_top) {
            emit_item(reader, item);
            json_decref(item->json);
        }
        g_free(item->where);
        g_array_set_size(microdata->items, microdata->items->len - 1);
    }
}
