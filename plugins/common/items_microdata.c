/* SPDX-License-Identifier: MIT
 *
 * Microdata in the JSON shape of the HTML standard, section 5.4.
 */
#include "plugins/common/items_private.h"
#include "plugins/common/limits.h"

static struct item *take_item(struct items_builder *builder, const json_t *object, guint depth)
{
    struct item *item = items_begin(builder, depth);
    const json_t *types = json_object_get(object, "type"), *list;
    const char *id = json_string_value(json_object_get(object, "id")), *name;
    if (!item) {
        return NULL;
    }
    if (id) {
        items_set_id(builder, item, id);
    }
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (size_t i = 0; i < json_array_size(types); i++) {
        if (json_is_string(json_array_get(types, i))) {
            g_ptr_array_add(names, (gpointer)json_string_value(json_array_get(types, i)));
        }
    }
    items_set_types(builder, item, names);
    g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(struct items_draft));
    json_object_foreach(json_object_get(object, "properties"), name, list)
    {
        for (size_t i = 0; i < json_array_size(list); i++) {
            const json_t *value = json_array_get(list, i);
            const struct item *inner =
                json_is_object(value) ? take_item(builder, value, depth + 1) : NULL;
            if (inner) {
                items_add_item(builder, drafts, name, inner);
            } else if (json_is_string(value)) {
                items_add_text(builder, drafts, name, json_string_value(value));
            }
        }
    }
    const char *text = json_string_value(json_object_get(object, "value"));
    if (text) { /* of one without properties */
        items_add_text(builder, drafts, "value", text);
    }
    items_end(builder, item, drafts);
    return item;
}

void items_take_microdata(struct items_builder *builder, const json_t *value)
{
    const json_t *items = json_object_get(value, "items");
    for (size_t i = 0; i < json_array_size(items); i++) {
        take_item(builder, json_array_get(items, i), 0);
    }
}
