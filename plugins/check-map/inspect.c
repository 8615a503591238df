/* SPDX-License-Identifier: MIT
 *
 * One document: observes what is ours in its links, its text and its data.
 */
#include "plugins/check-map/map.h"
#include "plugins/common/items.h"

static gboolean has_prefix(struct ts_str text, const char *prefix)
{
    size_t len = strlen(prefix);
    return text.len >= len && g_ascii_strncasecmp(text.ptr, prefix, len) == 0;
}

static struct ts_str behind(struct ts_str text, size_t len)
{
    return ts_bytes(text.ptr + len, text.len - len);
}

/* mailto: may have several, and what to fill in (RFC 6068). */
static void take_mailto(struct things *things, struct ts_str addresses,
                        const struct ts_place *place)
{
    size_t from = 0;
    for (size_t i = 0; i <= addresses.len; i++) {
        if (i == addresses.len || addresses.ptr[i] == ',' || addresses.ptr[i] == '?') {
            things_mailbox(things, ts_bytes(addresses.ptr + from, i - from), place);
            from = i + 1;
        }
        if (i < addresses.len && addresses.ptr[i] == '?') {
            return;
        }
    }
}

static void take_links(struct things *things, struct ts_list links)
{
    for (uint32_t i = 0; i < links.count && things->done == 0; i++) {
        const struct ts_link *link = ts_item(links, i);
        struct ts_place place = {
            .where = link->where, .block = TS_NO_BLOCK, .line = link->line, .column = link->column};
        if (has_prefix(link->href, "mailto:")) {
            take_mailto(things, behind(link->href, strlen("mailto:")), &place);
        } else if (has_prefix(link->href, "tel:")) {
            things_number(things, behind(link->href, strlen("tel:")), &place);
        } else {
            things_url(things, link->href, FALSE, &place);
        }
    }
}

static void take_blocks(struct things *things, struct ts_list blocks)
{
    for (uint32_t i = 0; i < blocks.count && things->done == 0; i++) {
        const struct ts_block *block = ts_item(blocks, i);
        if (block->role != TS_ROLE_CODE) {
            things_text(things, block->text, i);
        }
    }
}

/* ---- structured data ------------------------------------------------------------------------- */

static gboolean mentions(struct ts_list structured, const char *word)
{
    size_t len = strlen(word);
    for (uint32_t i = 0; i < structured.count; i++) {
        const struct ts_structured *piece = ts_item(structured, i);
        if (piece->text.len >= len && memmem(piece->text.ptr, piece->text.len, word, len)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Does its name begin with ours? "Vlakwerk B.V." does. */
static gboolean is_our_name(const struct map *map, struct ts_str name)
{
    char letters[MAP_HANDLE_MAX + 1];
    size_t size = 0;
    for (size_t i = 0; i < name.len && size < MAP_HANDLE_MAX; i++) {
        if (g_ascii_isalnum(name.ptr[i]) || (guchar)name.ptr[i] >= 0x80) {
            letters[size++] = g_ascii_tolower(name.ptr[i]);
        }
    }
    letters[size] = '\0';
    for (guint i = 0; i < map->names->len; i++) {
        if (g_str_has_prefix(letters, g_ptr_array_index(map->names, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

static void take_same(struct things *things, const struct item *item)
{
    struct ts_place place = {
        .where = item->where, .block = TS_NO_BLOCK, .line = item->line, .column = item->column};
    for (uint32_t i = 0; i < item->values.count && things->done == 0; i++) {
        const struct item_value *value = ts_item(item->values, i);
        if (ts_is(value->name, "sameAs") && !value->item) {
            things_url(things, value->text, TRUE, &place);
        }
    }
}

static void take_data(struct things *things, const struct ts_document *document)
{
    if (!mentions(document->structured, "sameAs")) {
        return;
    }
    struct ts_list items = items_of(things->call, document, NULL);
    for (uint32_t i = 0; i < items.count && things->done == 0; i++) {
        const struct item *item = ts_item(items, i);
        if (item_is(item, "Organization") && is_our_name(things->map, item_text(item, "name"))) {
            take_same(things, item);
        }
    }
}

int map_inspect(struct ts_call *call, void *self, const struct ts_document *document)
{
    struct things things = {
        .call = call,
        .map = self,
        .seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    take_links(&things, document->links);
    take_blocks(&things, document->blocks);
    take_data(&things, document);
    g_hash_table_unref(things.seen);
    return things.done;
}
