/* SPDX-License-Identifier: MIT
 *
 * Puts items and their values where the call keeps them.
 */
#include <string.h>

#include "plugins/common/html_names.h"
#include "plugins/common/items_private.h"
#include "plugins/common/limits.h"

static struct ts_str kept(struct ts_call *call, const char *ptr, size_t len)
{
    char *copy = call->host->alloc(call, len + 1);
    return ts_bytes(len ? memcpy(copy, ptr, len) : copy, len);
}

/* ---- texts ---- */

/* White space of people: of ASCII, and the no-break space. 0: none begins here. */
static size_t blank_size(const char *at, size_t left)
{
    if (g_ascii_isspace(*at)) {
        return 1;
    }
    return left >= 2 && memcmp(at, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

/* Appends one character, or what a reference stands for; returns how far it went. Of HTML they are
 * decoded already. */
static size_t append_character(GString *out, const char *at, size_t left, gboolean has_references)
{
    char text[HTML_REFERENCE_MAX];
    size_t text_size = 0, size = 0;
    if (*at == '&' && has_references) {
        size = html_reference(at, left, 1, text, &text_size);
    }
    if (size == 0) {
        g_string_append_c(out, *at);
        return 1;
    }
    for (size_t i = 0; i < text_size; i++) {
        g_string_append_c(out, g_ascii_isspace(text[i]) ? ' ' : text[i]);
    }
    return size;
}

struct ts_str items_text(struct items_builder *builder, struct ts_str text)
{
    gboolean has_references = builder->format == ITEM_JSON_LD;
    GString *out = g_string_sized_new(text.len + 1);
    gboolean wants_space = FALSE;
    for (size_t at = 0; at < text.len;) {
        size_t blank = blank_size(text.ptr + at, text.len - at);
        if (blank) {
            wants_space = out->len > 0;
            at += blank;
            continue;
        }
        if (wants_space && out->str[out->len - 1] != ' ') {
            g_string_append_c(out, ' ');
        }
        wants_space = FALSE;
        at += append_character(out, text.ptr + at, text.len - at, has_references);
    }
    while (out->len && out->str[out->len - 1] == ' ') {
        g_string_truncate(out, out->len - 1);
    }
    struct ts_str folded = kept(builder->call, out->str, out->len);
    g_string_free(out, TRUE);
    return folded;
}

/* "http://schema.org/telephone", "schema:telephone", "telephone" are one name. */
static const char *short_name(const char *name)
{
    const char *slash = strrchr(name, '/'), *hash = strrchr(name, '#'), *colon = strrchr(name, ':');
    const char *last = slash > hash ? slash : hash;
    last = last ? last : colon;
    return last && last[1] ? last + 1 : name;
}

/* ---- items ---- */

struct item *items_begin(struct items_builder *builder, guint depth)
{
    if (builder->count >= builder->capacity || depth >= ITEM_DEPTH) {
        builder->is_cut = TRUE;
        return NULL;
    }
    struct item *item = &builder->items[builder->count++];
    item->format = builder->format;
    item->depth = depth;
    if (builder->piece) {
        item->where = builder->piece->where;
        item->line = builder->piece->line;
        item->column = builder->piece->column;
    }
    return item;
}

static struct ts_list kept_list(struct ts_call *call, const void *items, guint count, guint size)
{
    void *copy = call->host->alloc(call, (size_t)count * size + 1);
    if (count) {
        memcpy(copy, items, (size_t)count * size);
    }
    return (struct ts_list){copy, count, size};
}

/* References are looked at again when all items are there. */
void items_end(struct items_builder *builder, struct item *item, const GArray *drafts)
{
    struct item_value *values =
        builder->call->host->alloc(builder->call, drafts->len * sizeof *values + 1);
    for (guint i = 0; i < drafts->len; i++) {
        const struct items_draft *draft = &g_array_index(drafts, struct items_draft, i);
        values[i] = draft->value;
        if (draft->is_reference) {
            struct item_value *value = &values[i];
            g_ptr_array_add(builder->references, value);
        }
    }
    item->values = (struct ts_list){values, drafts->len, sizeof *values};
}

void items_set_id(struct items_builder *builder, struct item *item, const char *id)
{
    item->id = items_text(builder, ts_text(id));
    if (item->id.len && !g_hash_table_contains(builder->ids, item->id.ptr)) {
        g_hash_table_insert(builder->ids, (gpointer)item->id.ptr, item);
    }
}

void items_set_types(struct items_builder *builder, struct item *item, const GPtrArray *types)
{
    g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(struct ts_str));
    for (guint i = 0; i < types->len && i < ITEM_DEPTH; i++) {
        struct ts_str name = items_text(builder, ts_text(short_name(g_ptr_array_index(types, i))));
        if (name.len) {
            g_array_append_val(names, name);
        }
    }
    item->types = kept_list(builder->call, names->data, names->len, sizeof(struct ts_str));
}

static void add(struct items_builder *builder, GArray *drafts, const char *name,
                struct items_draft *draft)
{
    if (builder->value_count >= ITEM_VALUES) {
        builder->is_cut = TRUE;
        return;
    }
    name = short_name(name);
    draft->value.name = kept(builder->call, name, strlen(name));
    builder->value_count++;
    g_array_append_val(drafts, *draft);
}

void items_add_text(struct items_builder *builder, GArray *drafts, const char *name,
                    const char *text)
{
    struct items_draft draft = {.value.text = items_text(builder, ts_text(text))};
    add(builder, drafts, name, &draft);
}

void items_add_item(struct items_builder *builder, GArray *drafts, const char *name,
                    const struct item *item)
{
    struct items_draft draft = {.value = {.text = ts_bytes("", 0), .item = item}};
    add(builder, drafts, name, &draft);
}

void items_add_reference(struct items_builder *builder, GArray *drafts, const char *name,
                         const char *id)
{
    struct items_draft draft = {.value.text = items_text(builder, ts_text(id)),
                                .is_reference = TRUE};
    add(builder, drafts, name, &draft);
}

void items_resolve(struct items_builder *builder)
{
    for (guint i = 0; i < builder->references->len; i++) {
        struct item_value *value = g_ptr_array_index(builder->references, i);
        value->item = g_hash_table_lookup(builder->ids, value->text.ptr);
        value->text = value->item ? ts_bytes("", 0) : value->text;
    }
}
