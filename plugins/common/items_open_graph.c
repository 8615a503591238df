/* SPDX-License-Identifier: MIT
 *
 * Open Graph (ogp.me), one item of all metas of a page.
 */
#include <string.h>

#include "plugins/common/items_private.h"

/* Of "og:site_name" and "business:contact_data:postal_code" the last part is the name. */
static const char *property_of(const char *name)
{
    static const char *const prefixes[] = {"og:", "business:contact_data:", "place:"};
    for (size_t i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        if (g_str_has_prefix(name, prefixes[i])) {
            return name + strlen(prefixes[i]);
        }
    }
    return NULL;
}

static void take_meta(struct items_builder *builder, const struct ts_pair *meta, GArray *drafts,
                      GPtrArray *types)
{
    g_autofree char *name = g_strndup(meta->name.ptr, meta->name.len);
    const char *property = property_of(name);
    if (!property || strchr(property, ':')) { /* og:image:width: of the picture */
        return;
    }
    g_autofree char *text = g_strndup(meta->value.ptr, meta->value.len);
    if (strcmp(property, "type") == 0) {
        g_ptr_array_add(types, g_steal_pointer(&text));
    } else {
        items_add_text(builder, drafts, property, text);
    }
}

static gboolean is_open_graph(const struct ts_pair *meta)
{
    return meta->name.len > 3 && memchr(meta->name.ptr, ':', meta->name.len) &&
           (memcmp(meta->name.ptr, "og:", 3) == 0 || memcmp(meta->name.ptr, "bus", 3) == 0 ||
            memcmp(meta->name.ptr, "pla", 3) == 0);
}

void items_take_metas(struct items_builder *builder, struct ts_list metas)
{
    g_autoptr(GArray) drafts = g_array_new(FALSE, FALSE, sizeof(struct items_draft));
    g_autoptr(GPtrArray) types = g_ptr_array_new_with_free_func(g_free);
    for (uint32_t i = 0; i < metas.count; i++) {
        if (is_open_graph(ts_item(metas, i))) {
            take_meta(builder, ts_item(metas, i), drafts, types);
        }
    }
    struct item *item = drafts->len || types->len ? items_begin(builder, 0) : NULL;
    if (item) {
        items_set_types(builder, item, types);
        items_end(builder, item, drafts);
    }
}
